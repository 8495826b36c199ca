/* The spool gives back what it was given, in any order, from several workers. */
#include "scratch.h"
#include "spool.h"

#include <string.h>

static Notice *
notice(const char *id, const char *type, const char *date, const char *html)
{
    Notice *made = notice_new();

    made->id = g_strdup(id);
    made->file_name = g_strdup(id);
    made->source = g_strdup("list.jsonl:3");
    made->type = g_strdup(type);
    made->date = g_strdup(date);
    made->text = g_strdup("dòng một\ndòng \"hai\"");
    made->html = g_strdup(html);
    return made;
}

static void
write_spool(const char *folder, unsigned worker, const Notice *a, const Notice *b)
{
    SpoolWriter *writer = spool_writer_new(folder, worker, NULL);

    assert_non_null(writer);
    assert_true(spool_writer_add(writer, a, a->id, 10 * worker, NULL));
    assert_true(spool_writer_add(writer, b, b->id, (10 * worker) + 1, NULL));
    assert_true(spool_writer_close(writer, NULL));
}

static void
notices_come_back_with_their_order_and_fields(void **state)
{
    g_autoptr(Notice) a = notice("a", "Thông báo", "2020-03-31", "<p>một</p>");
    g_autoptr(Notice) b = notice("b", NULL, NULL, NULL);
    g_autoptr(GString) json = g_string_new(NULL);

    write_spool(*state, 0, a, b);
    write_spool(*state, 2, b, a); /* worker 1 had nothing to do */
    g_autoptr(GPtrArray) entries = spool_load(*state, 3, NULL);
    g_autoptr(SpoolReader) reader = spool_reader_new(*state, 3);
    assert_int_equal(entries->len, 4);
    for (unsigned i = entries->len; i-- > 0;) {
        const SpoolEntry *entry = g_ptr_array_index(entries, i);
        gboolean is_a = strcmp(entry->id, "a") == 0;
        g_autoptr(Notice) back = spool_reader_read(reader, entry, json, NULL);
        g_autofree char *want = notice_to_json(is_a ? a : b);
        g_autofree char *card = spool_reader_read_card(reader, entry, NULL);

        assert_non_null(back);
        assert_string_equal(back->text, a->text);
        assert_string_equal(json->str, want);
        assert_string_equal(card, entry->id);
        assert_string_equal(entry->source, "list.jsonl:3");
        assert_true(g_strcmp0(entry->type, is_a ? "Thông báo" : NULL) == 0);
        assert_true(g_strcmp0(entry->date, is_a ? "2020-03-31" : NULL) == 0);
        assert_true(g_strcmp0(back->html, is_a ? "<p>một</p>" : NULL) == 0);
    }
}

static void
a_spool_in_no_folder_is_an_error(void **state)
{
    g_autofree char *nowhere = g_build_filename(*state, "nowhere", NULL);
    g_autoptr(GError) error = NULL;

    assert_null(spool_writer_new(nowhere, 0, &error));
    assert_non_null(error);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(notices_come_back_with_their_order_and_fields),
        scratch_test(a_spool_in_no_folder_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
