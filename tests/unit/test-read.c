#include "read.h"

#include "error.h"
#include "reading-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

    fixture_write(fixture, "a.txt", "tốt\n\xFF", 0);
    fixture_write(fixture, "b.txt", " \n\t\r\n\f", 0);
    fixture_write(fixture, "c.md", "<div>\n", 0);
    fixture_write(fixture, "d.md", quotes, 0);
    fixture_read(fixture, fixture->folder);
    assert_int_equal(fixture->notices->len, 0);
    assert_string_equal(fixture->skipped->str,
                        "a.txt: not UTF-8 at byte 6, line 2\n"
                        "b.txt: no text\n"
                        "c.md: no text\n"
                        "d.md: Markdown: nested too deeply, line 1\n");
}

/* tests/data/broken.expected has a line for each fault, as a user would see it. */
static void
broken_files_are_named_as_expected_and_the_others_read(void **state)
{
    static const char *const ids[] = { "corrected", "good", "first", "title only",
                                       "last, without a line end" };
    Fixture *fixture = *state;
    g_autofree char *expected = NULL;

    assert_true(g_file_get_contents(TEST_SOURCE_DIR "/data/broken.expected", &expected,
                                    NULL, NULL));
    fixture_read(fixture, TEST_SOURCE_DIR "/data/broken");
    assert_string_equal(fixture->skipped->str, expected);
    assert_int_equal(fixture->notices->len, 5);
    for (unsigned i = 0; i < G_N_ELEMENTS(ids); i++)
        assert_string_equal(fixture_notice(fixture, i)->id, ids[i]);
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

    fixture_write(fixture, "long.txt", text, 0);
    fixture_read(fixture, fixture->folder);
    assert_true(read_unit(&unit, fixture_take, fixture_skip, fixture, NULL));
    assert_string_equal(fixture->skipped->str,
                        "long.txt: larger than 67108864 bytes\n"
                        "gone.txt: cannot be read: No such file or directory\n");
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
    g_autoptr(GError) error = NULL;

    fixture_write(fixture, "a.txt", "x", 0);
    assert_false(read_unit(&unit, refuse, fixture_skip, fixture, &error));
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
        TEST(a_correction_file_overrides_what_was_read),
        TEST(a_wrong_correction_is_named_and_changes_nothing),
        TEST(an_error_of_the_taker_is_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
