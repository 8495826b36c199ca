#include "read.h"

#include "error.h"
#include "reading-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void
a_text_file_is_a_notice(void **state)
{
    Fixture *fixture = *state;
    const Notice *notice = NULL;

    fixture_write(fixture, "2020/Số 1.TXT",
                  "\xEF\xBB\xBFTHÔNG BÁO\r\nVề nghỉ lễ\r\n\r\nThân.", 0);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str, "");
    notice = fixture_notice(fixture, 0);
    assert_string_equal(notice->id, "2020/Số 1");
    assert_true(g_str_has_prefix(notice->file_name, "2020-so-1~"));
    assert_string_equal(notice->source, "2020/Số 1.TXT");
    assert_string_equal(notice->type, "Thông báo");
    assert_string_equal(notice->title, "Về nghỉ lễ");
    assert_string_equal(notice->text, "THÔNG BÁO\nVề nghỉ lễ\n\nThân.");
    assert_null(notice->html);
    assert_null(notice->date);
}

static void
the_sample_notices_are_shown_with_their_marks(void **state)
{
    Fixture *fixture = *state;

    fixture_read(fixture, CORPUS_DIR);
    assert_int_equal(fixture->notices->len, 5);
    for (unsigned i = 0; i < 5; i++) {
        const Notice *notice = fixture_notice(fixture, i);
        assert_non_null(notice->html);
        assert_null(strstr(notice->html, "**"));
        assert_null(strstr(notice->html, "<pre"));
    }
    assert_non_null(
        strstr(fixture_notice(fixture, 0)->html, "<p>THÔNG BÁO <strong>Ý KIẾN"));
    assert_non_null(
        strstr(fixture_notice(fixture, 1)->html, "<p>*</p>\n<p>Số 43-BS/ĐUK</p>"));
    assert_non_null(strstr(fixture_notice(fixture, 2)->html, "<td>Số: 2081</td>"));
    assert_non_null(
        strstr(fixture_notice(fixture, 3)->html, "<em>Chống dịch như chống giặc</em>"));
    assert_non_null(strstr(fixture_notice(fixture, 4)->html, "<p>1. Từ ngày 18/3/2021"));
}

static void
a_markdown_file_is_a_notice(void **state)
{
    Fixture *fixture = *state;
    const Notice *notice = NULL;

    fixture_write(fixture, "a.md", "# QUYẾT ĐỊNH\n## Về khen thưởng\n\nĐiều [1](x).", 0);
    fixture_read(fixture, fixture->folder);
    notice = fixture_notice(fixture, 0);
    assert_string_equal(notice->type, "Quyết định");
    assert_string_equal(notice->title, "Về khen thưởng");
    assert_string_equal(notice->text, "QUYẾT ĐỊNH\n\nVề khen thưởng\n\nĐiều 1.\n\n");
    assert_non_null(strstr(notice->html, "<a href=\"x\">1</a>"));
}

static void
files_without_text_or_sense_are_named(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *quotes = g_strnfill(200, '>');

    fixture_write(fixture, "a.txt", "\n\xFF", 0);
    fixture_write(fixture, "b.txt", " \n\t\r\n\f", 0);
    fixture_write(fixture, "c.md", "<div>\n", 0);
    fixture_write(fixture, "d.md", quotes, 0);
    fixture_read(fixture, fixture->folder);
    assert_int_equal(fixture->notices->len, 0);
    assert_string_equal(fixture->skipped->str,
                        "a.txt: not text in an encoding that is known: not UTF-8 at "
                        "byte 1, line 2\n"
                        "b.txt: no text\n"
                        "c.md: no text\n"
                        "d.md: Markdown: nested too deeply, line 1\n");
}

/* tests/data/broken.expected has a line for each fault, as a user would see it. */
static void
broken_files_are_named_as_expected_and_the_others_read(void **state)
{
    static const char *const ids[] = {
        "corrected", "cut", "good",       "overlong",
        "first",     "a",   "title only", "last, without a line end",
        "tcvn3",
    };
    Fixture *fixture = *state;
    g_autofree char *expected = NULL;

    assert_true(g_file_get_contents(TEST_SOURCE_DIR "/data/broken.expected", &expected,
                                    NULL, NULL));
    fixture_read(fixture, TEST_SOURCE_DIR "/data/broken");
    assert_string_equal(fixture->skipped->str, expected);
    assert_int_equal(fixture->notices->len, G_N_ELEMENTS(ids));
    for (unsigned i = 0; i < G_N_ELEMENTS(ids); i++)
        assert_string_equal(fixture_notice(fixture, i)->id, ids[i]);
    assert_string_equal(
        fixture->warned->str,
        "cut.txt: not UTF-8 at byte 7, line 1, and in no older encoding that is known; "
        "2 bytes are replaced\n"
        "overlong.txt: not UTF-8 at byte 5, line 3, and in no older encoding that is "
        "known; 2 bytes are replaced\n"
        "records.jsonl:10: not UTF-8 at byte 19, line 1, and in no older encoding that "
        "is "
        "known; 1 byte is replaced\n");
    assert_string_equal(fixture_notice(fixture, 0)->type, "Thông báo");
}

static void
a_text_over_the_limit_or_gone_is_named(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *text = g_strnfill(READ_MAX_TEXT_BYTES + 1, 'x');
    g_autofree char *path = fixture_path(fixture, "gone.txt");
    CorpusFile file = { path, (char *) "gone.txt", 1 };
    ReadUnit unit = { &file, 0, 1 };
    const ReadSink sink = fixture_sink(fixture);

    fixture_write(fixture, "long.txt", text, 0);
    fixture_read(fixture, fixture->folder);
    assert_true(read_unit(&unit, &sink, NULL));
    assert_string_equal(fixture->skipped->str,
                        "long.txt: larger than 67108864 bytes\n"
                        "gone.txt: cannot be read: No such file or directory\n");
}

/* Reads the files as they were listed, after `change` did something to them. */
static void
read_after(Fixture *fixture, void (*change)(const Fixture *fixture))
{
    const char *root = fixture->folder;
    g_autoptr(GPtrArray) files = corpus_list(&root, 1, fixture_skip, fixture, NULL);
    g_autoptr(GArray) units = read_plan(files);
    const ReadSink sink = fixture_sink(fixture);

    change(fixture);
    for (unsigned i = 0; i < units->len; i++)
        assert_true(read_unit(&g_array_index(units, ReadUnit, i), &sink, NULL));
}

static void
put_other_things_in_their_places(const Fixture *fixture)
{
    static const char *const names[] = { "folder.txt", "gone.txt", "pipe.txt",
                                         "cut.jsonl", "grown.txt" };
    g_autofree char *folder = fixture_path(fixture, "folder.txt");
    g_autofree char *pipe = fixture_path(fixture, "pipe.txt");

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = fixture_path(fixture, names[i]);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    fixture_write(fixture, "cut.jsonl", "{\"id\":\"cut\",\"text\":\"một\"}\n{\"id\"", 0);
    fixture_write(fixture, "grown.txt", "bây giờ dài hơn", 0);
}

static void
a_corpus_that_changes_while_it_is_read_costs_only_what_is_gone(void **state)
{
    static const char *const names[] = { "folder.txt", "gone.txt", "grown.txt",
                                         "pipe.txt", "still.txt" };
    Fixture *fixture = *state;
    g_autofree char *lines = g_strnfill(READ_JSONL_UNIT_BYTES + 9, '\n');

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        fixture_write(fixture, names[i], "x", 0);
    fixture_write(fixture, "cut.jsonl", lines, 0);
    read_after(fixture, put_other_things_in_their_places);
    assert_string_equal(fixture->skipped->str,
                        "cut.jsonl:2: JSON: no \":\" at byte 5\n"
                        "folder.txt: cannot be read: not a regular file\n"
                        "gone.txt: cannot be read: No such file or directory\n"
                        "pipe.txt: cannot be read: not a regular file\n");
    assert_int_equal(fixture->notices->len, 3);
    assert_string_equal(fixture_notice(fixture, 0)->id, "cut");
    assert_string_equal(fixture_notice(fixture, 1)->text, "bây giờ dài hơn");
    assert_string_equal(fixture_notice(fixture, 2)->id, "still");
}

static void
a_correction_file_overrides_what_was_read(void **state)
{
    Fixture *fixture = *state;
    const Notice *notice = NULL;

    fixture_write(fixture, "a/x.txt", "THÔNG BÁO\nVề nghỉ lễ\n\nThân.", 0);
    fixture_write(
        fixture, "a/x.meta.json",
        "\xEF\xBB\xBF{\"title\":null,\"type\":\"Kết luận\",\"issuer\":\" Tỉnh\\nủy \","
        "\"province\":\"Sơn La\",\"number\":\"16-KL/TU\",\"date\":\"2020-03-31\","
        "\"signatory\":\"\"}",
        0);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str, "");
    notice = fixture_notice(fixture, 0);
    assert_null(notice->title);
    assert_string_equal(notice->type, "Kết luận");
    assert_string_equal(notice->issuer, "Tỉnh ủy");
    assert_string_equal(notice->province, "Sơn La");
    assert_string_equal(notice->number, "16-KL/TU");
    assert_string_equal(notice->date, "2020-03-31");
    assert_null(notice->signatory);
}

/* The card holds `part`, as it stands in the JSON. */
static void
assert_card_has(const Fixture *fixture, const char *part)
{
    const char *card = fixture->cards->pdata[fixture->cards->len - 1];

    if (strstr(card, part) == NULL)
        fail_msg("%s is not in %s", part, card);
}

static void
every_field_can_be_corrected_and_the_evidence_says_so(void **state)
{
    static const char corrections[] =
        "{\"not_before\":\"2020-03-01\",\"not_after\":\"2020-03-31\",\"place\":\"Sơn "
        "La\",\"signatory\":{\"name\":\"Trần A\",\"position\":\"Bí thư\"},"
        "\"addressees\":[\"Các sở\"],\"recipients\":[\"Như trên\",\"Lưu\"],"
        "\"copy\":{\"kind\":\"Sao lục\",\"number\":\"43-BS/ĐUK\",\"date\":\"2020-04-01\","
        "\"signatory\":\"Lê B\",\"recipients\":[\"Chi bộ\"]},"
        "\"received\":{\"number\":\"2081\",\"date\":\"2020-04-02\"},"
        "\"citations\":[{\"number\":\"16/CT-TTg\",\"date\":\"2020-03-31\",\"line\":3}],"
        "\"events\":[{\"date\":\"2020-04-01\",\"end\":\"2020-04-15\",\"text\":\"Cách "
        "ly\"}]}";
    static const char *const parts[] = {
        "\"not_before\":\"2020-03-01\",\"not_after\":\"2020-03-31\",\"place\":\"Sơn La\"",
        "\"signatory\":{\"name\":\"Trần A\",\"position\":\"Bí thư\",\"authority\":null}",
        "\"addressees\":[\"Các sở\"],\"recipients\":[\"Như trên\",\"Lưu\"]",
        "\"copy\":{\"kind\":\"Sao lục\",\"number\":\"43-BS/ĐUK\",\"body\":null,",
        "\"date\":\"2020-04-01\",\"signatory\":{\"name\":\"Lê B\",",
        "\"recipients\":[\"Chi bộ\"]}",
        "\"received\":{\"body\":null,\"number\":\"2081\",\"date\":\"2020-04-02\",",
        "\"citations\":[{\"type\":null,\"number\":\"16/CT-TTg\",\"issuer\":null,",
        "\"date\":\"2020-03-31\",\"line\":3,\"text\":null}]",
        "\"events\":[{\"date\":\"2020-04-01\",\"text\":\"Cách ly\",\"line\":0}]",
        "\"type\":{\"basis\":\"explicit\",",
        "\"place\":{\"basis\":\"corrected\",\"lines\":[]}",
        "\"signatory.position\":{\"basis\":\"corrected\",\"lines\":[]}",
        "\"copy\":{\"basis\":\"corrected\",\"lines\":[]}",
        "\"citations\":[{\"basis\":\"corrected\",\"also_lines\":[]}]",
        "\"events\":[{\"basis\":\"corrected\",\"end\":\"2020-04-15\"}]",
    };
    Fixture *fixture = *state;

    fixture_write(fixture, "x.txt",
                  "THÔNG BÁO\nVề nghỉ lễ\n\nTheo Chỉ thị số 15/CT-TTg ngày 27/3/2020.",
                  0);
    fixture_write(fixture, "x.meta.json", corrections, 0);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str, "");
    assert_string_equal(fixture_notice(fixture, 0)->signatory, "Trần A");
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        assert_card_has(fixture, parts[i]);
}

static void
null_corrects_lists_and_blocks_to_nothing(void **state)
{
    Fixture *fixture = *state;

    fixture_write(fixture, "x.txt", "Theo Chỉ thị số 15/CT-TTg ngày 27/3/2020.", 0);
    fixture_write(fixture, "x.meta.json",
                  "{\"citations\":null,\"events\":null,\"copy\":null,\"received\":null,"
                  "\"recipients\":null}",
                  0);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str, "");
    assert_card_has(fixture, "\"recipients\":[],\"copy\":null,\"received\":null,"
                             "\"citations\":[],\"events\":[],");
}

static void
a_wrong_correction_is_named_and_changes_nothing(void **state)
{
    static const char *const rows[][2] = {
        { "{\"type\":\"X\",\"id\":\"y\"}", "\"id\" is no field that can be corrected" },
        { "{\"type\":\"X\",\"text\":\"y\"}",
          "\"text\" is no field that can be corrected" },
        { "{\"type\":\"X\",\"titel\":\"y\"}",
          "\"titel\" is no field that can be corrected" },
        { "{\"type\":\"X\",\"title\":1}", "\"title\" is neither a string nor null" },
        { "{\"type\":\"X\",\"date\":\"31/3/2020\"}",
          "\"date\" is no date like 2020-03-31: 31/3/2020" },
        { "{\"not_after\":\"2021-02-29\"}",
          "\"not_after\" is no date like 2020-03-31: 2021-02-29" },
        { "{\"evidence\":{}}", "\"evidence\" is no field that can be corrected" },
        { "{\"recipients\":\"X\"}", "\"recipients\" is neither a list nor null" },
        { "{\"recipients\":[1]}", "\"recipients\" is no list of strings" },
        { "{\"signatory\":[]}", "\"signatory\" is neither an object nor null" },
        { "{\"signatory\":{\"rank\":\"X\"}}", "\"signatory\" has no member \"rank\"" },
        { "{\"copy\":{\"number\":\"1\"}}", "\"copy\" has no \"kind\"" },
        { "{\"received\":\"X\"}", "\"received\" is neither an object nor null" },
        { "{\"citations\":[{\"type\":\"X\"}]}",
          "\"citations\" has one without \"number\" or \"date\"" },
        { "{\"citations\":[3]}", "\"citations\" is neither an object nor null" },
        { "{\"events\":[{\"text\":\"X\"}]}", "\"events\" has one without \"date\"" },
        { "{\"events\":[{\"date\":\"2020-01-01\",\"line\":-1}]}",
          "\"line\" is no line number" },
        { "[]", "JSON: no object" },
        { "{\"type\":", "JSON: no value at byte 8" },
    };
    Fixture *fixture = *state;

    fixture_write(fixture, "x.txt", "THÔNG BÁO\nVề nghỉ lễ\n", 0);
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message = g_strdup_printf("x.meta.json: %s\n", rows[i][1]);
        g_string_truncate(fixture->skipped, 0);
        fixture_write(fixture, "x.meta.json", rows[i][0], 0);
        fixture_read(fixture, fixture->folder);
        assert_string_equal(fixture->skipped->str, message);
        assert_string_equal(fixture_notice(fixture, i)->type, "Thông báo");
        assert_string_equal(fixture_notice(fixture, i)->title, "Về nghỉ lễ");
    }
}

static gboolean
refuse(G_GNUC_UNUSED const Notice *notice,
       G_GNUC_UNUSED const Extraction *extraction,
       G_GNUC_UNUSED gpointer user_data,
       GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "disk full");
    return FALSE;
}

static void
an_error_of_the_taker_is_passed_on(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *path = fixture_path(fixture, "a.txt");
    CorpusFile file = { path, (char *) "a.txt", 1 };
    ReadUnit unit = { &file, 0, 1 };
    ReadSink sink = fixture_sink(fixture);
    g_autoptr(GError) error = NULL;

    sink.notice = refuse;
    fixture_write(fixture, "a.txt", "x", 0);
    assert_false(read_unit(&unit, &sink, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_string_equal(fixture->skipped->str, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_text_file_is_a_notice),
        TEST(the_sample_notices_are_shown_with_their_marks),
        TEST(a_markdown_file_is_a_notice),
        TEST(files_without_text_or_sense_are_named),
        TEST(broken_files_are_named_as_expected_and_the_others_read),
        TEST(a_text_over_the_limit_or_gone_is_named),
        TEST(a_corpus_that_changes_while_it_is_read_costs_only_what_is_gone),
        TEST(a_correction_file_overrides_what_was_read),
        TEST(every_field_can_be_corrected_and_the_evidence_says_so),
        TEST(null_corrects_lists_and_blocks_to_nothing),
        TEST(a_wrong_correction_is_named_and_changes_nothing),
        TEST(an_error_of_the_taker_is_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
