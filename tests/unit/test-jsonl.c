#include "error.h"
#include "reading-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
a_record_gives_its_fields(void **state)
{
    Fixture *fixture = *state;
    const Notice *notice = NULL;

    fixture_write(
        fixture, "a/b.jsonl",
        "{\"id\":\"Số 1\",\"title\":\" Một\\ntên \",\"text\":\"x\\r\\ny\\u0001z\","
        "\"type\":\"Công điện\",\"issuer\":null,\"number\":\"16/CT-TTg\","
        "\"date\":\"2020-03-31\",\"signatory\":\"A\",\"province\":\"Sơn La\","
        "\"topic\":[1,{}]}\n",
        0);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str, "");
    assert_int_equal(fixture->notices->len, 1);
    notice = fixture_notice(fixture, 0);
    assert_string_equal(notice->id, "Số 1");
    assert_true(g_str_has_prefix(notice->file_name, "so-1~"));
    assert_string_equal(notice->title, "Một tên");
    assert_string_equal(notice->text, "x\ny z");
    assert_string_equal(notice->type, "Công điện");
    assert_null(notice->issuer);
    assert_string_equal(notice->province, "Sơn La");
    assert_string_equal(notice->number, "16/CT-TTg");
    assert_string_equal(notice->date, "2020-03-31");
    assert_string_equal(notice->signatory, "A");
    assert_string_equal(notice->source, "a/b.jsonl");
    assert_null(notice->html);
}

static void
an_id_may_have_512_bytes_and_no_more(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *id = g_strnfill(512, 'x');
    g_autofree char *lines = g_strdup_printf("{\"id\":\"%s\",\"text\":\"a\"}\n"
                                             "{\"id\":\"%sx\",\"text\":\"a\"}\n",
                                             id, id);

    fixture_write(fixture, "ids.jsonl", lines, 0);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str,
                        "ids.jsonl:2: \"id\" is longer than 512 bytes\n");
    assert_string_equal(fixture_notice(fixture, 0)->id, id);
}

/* Writes `n` records of uneven length and returns the file's size. */
static uint64_t
write_many(const Fixture *fixture, unsigned n)
{
    g_autoptr(GString) lines = g_string_new("\xEF\xBB\xBF");

    for (unsigned i = 0; i < n; i++) {
        g_autofree char *text = g_strnfill(1 + i * 37 % 101, 'x');
        g_string_append_printf(lines, "{\"id\":\"%u\",\"text\":\"%s\"}%s", i, text,
                               i % 5 == 0 ? "\r\n\n" : "\n");
    }
    fixture_write(fixture, "many.jsonl", lines->str, lines->len);
    return lines->len;
}

static void
every_cut_into_units_gives_every_record_once(void **state)
{
    Fixture *fixture = *state;
    uint64_t size = write_many(fixture, 40);
    g_autofree char *path = fixture_path(fixture, "many.jsonl");
    CorpusFile file = { path, (char *) "many.jsonl", size };
    const ReadSink sink = fixture_sink(fixture);

    for (uint64_t step = 1; step <= size + 1; step += step < 70 ? 1 : 331) {
        g_ptr_array_set_size(fixture->notices, 0);
        for (uint64_t begin = 0; begin < size; begin += step) {
            ReadUnit unit = { &file, begin, MIN(begin + step, size) };
            assert_true(read_unit(&unit, &sink, NULL));
        }
        assert_int_equal(fixture->notices->len, 40);
        for (unsigned i = 0; i < 40; i++)
            assert_int_equal(g_ascii_strtoull(fixture_notice(fixture, i)->id, NULL, 10),
                             i);
    }
    assert_string_equal(fixture->skipped->str, "");
}

static void
a_plan_covers_a_large_file_without_gap(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *lines = g_strnfill(2 * READ_JSONL_UNIT_BYTES + 1, '\n');
    g_autofree char *path = fixture_path(fixture, "b.JSONL");
    CorpusFile files[] = {
        { (char *) "a", (char *) "a.txt", 9 },
        { path, (char *) "b.JSONL", 2ull * READ_JSONL_UNIT_BYTES + 1 },
        { (char *) "c", (char *) "c.jsonl", 0 },
    };
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_autoptr(GArray) units = NULL;
    static const uint64_t bounds[][2] = {
        { 0, 9 },
        { 0, READ_JSONL_UNIT_BYTES },
        { READ_JSONL_UNIT_BYTES, 2ull * READ_JSONL_UNIT_BYTES },
        { 2ull * READ_JSONL_UNIT_BYTES, 2ull * READ_JSONL_UNIT_BYTES + 1 },
        { 0, 0 },
    };

    fixture_write(fixture, "b.JSONL", lines, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        g_ptr_array_add(list, &files[i]);
    units = read_plan(list);
    assert_int_equal(units->len, G_N_ELEMENTS(bounds));
    for (unsigned i = 0; i < units->len; i++) {
        ReadUnit *unit = &g_array_index(units, ReadUnit, i);
        assert_ptr_equal(unit->file, &files[i == 0 ? 0 : i < 4 ? 1 : 2]);
        assert_int_equal(unit->begin, bounds[i][0]);
        assert_int_equal(unit->end, bounds[i][1]);
    }
}

static void
a_line_over_the_limit_is_named_and_dropped(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *text = g_strnfill(READ_MAX_TEXT_BYTES, 'x');
    g_autofree char *lines =
        g_strconcat("{\"id\":\"a\",\"text\":\"a\"}\n{\"id\":\"b\",\"text\":\"", text,
                    "\"}\n{\"id\":\"c\",\"text\":\"c\"}", NULL);

    fixture_write(fixture, "long.jsonl", lines, 0);
    fixture_read(fixture, fixture->folder);
    assert_string_equal(fixture->skipped->str,
                        "long.jsonl:2: line longer than 67108864 bytes\n");
    assert_int_equal(fixture->notices->len, 2);
    assert_string_equal(fixture_notice(fixture, 1)->id, "c");
}

static void
a_file_that_is_gone_is_named(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *path = fixture_path(fixture, "gone.jsonl");
    CorpusFile file = { path, (char *) "gone.jsonl", 1 };
    ReadUnit unit = { &file, 0, 1 };
    const ReadSink sink = fixture_sink(fixture);

    assert_true(read_unit(&unit, &sink, NULL));
    assert_string_equal(fixture->skipped->str,
                        "gone.jsonl: cannot be read: No such file or directory\n");
}

static gboolean
refuse(const Notice *notice,
       G_GNUC_UNUSED const Extraction *extraction,
       gpointer user_data,
       GError **error)
{
    Fixture *fixture = user_data;

    g_string_append_printf(fixture->skipped, "saw %s\n", notice->id);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "disk full");
    return FALSE;
}

static void
an_error_of_the_taker_stops_the_reading(void **state)
{
    Fixture *fixture = *state;
    uint64_t size = write_many(fixture, 3);
    g_autofree char *path = fixture_path(fixture, "many.jsonl");
    CorpusFile file = { path, (char *) "many.jsonl", size };
    ReadUnit unit = { &file, 0, size };
    ReadSink sink = fixture_sink(fixture);
    g_autoptr(GError) error = NULL;

    sink.notice = refuse;
    assert_false(read_unit(&unit, &sink, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_string_equal(fixture->skipped->str, "saw 0\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_record_gives_its_fields),
        TEST(an_id_may_have_512_bytes_and_no_more),
        TEST(every_cut_into_units_gives_every_record_once),
        TEST(a_plan_covers_a_large_file_without_gap),
        TEST(a_line_over_the_limit_is_named_and_dropped),
        TEST(a_file_that_is_gone_is_named),
        TEST(an_error_of_the_taker_stops_the_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
