/* What xapian_database_new_with_path opens, and what it refuses. */
#include "xapian-fixture.h"

#include <dirent.h>
#include <link.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

static const char *const THREE[] = { "one two", "two three", "three four", NULL };

static unsigned
count_descriptors(void)
{
    unsigned n = 0;
    DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    while (readdir(dir))
        n++;
    closedir(dir);
    return n;
}

/* Asserts that opening `path` fails so, and that no descriptor is left behind. */
static void
assert_refused(const char *path, XapianError code, const char *part)
{
    g_autoptr(GError) error = NULL;
    const unsigned before = count_descriptors();
    assert_null(xapian_database_new_with_path(path, &error));
    assert_error(&error, code, part);
    assert_int_equal(count_descriptors(), before);
}

static void
a_missing_path_is_not_found(void **state)
{
    (void) state;
    assert_refused(scratch("nothing"), XAPIAN_ERROR_DATABASE_NOT_FOUND,
                   "nothing: No such file");
    write_text(scratch("file"), "x");
    assert_refused(scratch("file/below"), XAPIAN_ERROR_DATABASE_NOT_FOUND, "file/below");
}

static void
a_failed_opening_does_not_need_a_place_for_the_error(void **state)
{
    (void) state;
    assert_null(xapian_database_new_with_path(scratch("nothing"), NULL));
}

static void
opening_a_text_file_that_names_a_program_is_refused(void **state)
{
    (void) state;
    const char *marker = scratch("marker");
    static const char *const forms[] = {
        "remote :/usr/bin/touch %s\n",    "remote  :/usr/bin/touch %s\n",
        "remote\t:/usr/bin/touch %s\n",   "# a comment\n\nremote :/usr/bin/touch %s",
        "remote ssh:/usr/bin/touch %s\n",
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_auto(GStrv) halves = g_strsplit(forms[i], "%s", 2);
        g_autofree char *text = g_strconcat(halves[0], marker, halves[1], NULL);
        write_text(scratch("stub"), text);
        assert_refused(scratch("stub"), XAPIAN_ERROR_DATABASE_OPENING, "is no HOST:PORT");
        assert_false(g_file_test(marker, G_FILE_TEST_EXISTS));
    }
}

static void
a_stub_in_a_directory_is_not_read(void **state)
{
    (void) state;
    g_autofree char *text =
        g_strdup_printf("remote :/usr/bin/touch %s\n", scratch("marker"));
    g_mkdir(scratch("dir"), 0755);
    write_text(scratch("dir/XAPIANDB"), text);
    assert_refused(scratch("dir"), XAPIAN_ERROR_DATABASE_OPENING,
                   "not a Xapian database directory");
    assert_false(g_file_test(scratch("marker"), G_FILE_TEST_EXISTS));
}

static void
a_stub_line_that_is_none_of_ours_is_named(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        const char *part;
    } rows[] = {
        { "inmemory\n", "stub: line 1: \"inmemory\" is none of" },
        { "# first\n\n  chert somewhere\n", "stub: line 3: \"chert\" is none of" },
        { "auto\n", "line 1: \"auto\"" },
        { "remote\n", "line 1: \"remote\"" },
        { "remote localhost\n", "\"localhost\" is no HOST:PORT" },
        { "remote localhost:0\n", "\"localhost:0\" is no HOST:PORT" },
        { "remote localhost:65536\n", "\"localhost:65536\" is no HOST:PORT" },
        { "remote localhost:1x\n", "\"localhost:1x\" is no HOST:PORT" },
        { "remote :80\n", "\":80\" is no HOST:PORT" },
        { "", "names no database" },
        { "# nothing\n", "names no database" },
        { "auto file\nauto ../nothing/at/all\n", "stub: line 1: " },
    };
    write_text(scratch("file"), "inmemory\n");
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        write_text(scratch("stub"), rows[i].text);
        assert_refused(scratch("stub"), XAPIAN_ERROR_DATABASE_OPENING, rows[i].part);
    }
}

static void
a_stub_line_keeps_the_kind_of_its_error(void **state)
{
    (void) state;
    write_text(scratch("stub"), "auto nothing\n");
    assert_refused(scratch("stub"), XAPIAN_ERROR_DATABASE_NOT_FOUND, "stub: line 1: ");
}

static void
a_stub_that_points_to_another_stub_is_refused(void **state)
{
    (void) state;
    g_autofree char *program =
        g_strdup_printf("remote :/usr/bin/touch %s\n", scratch("marker"));
    static const char *const words[] = { "auto", "glass" };
    write_text(scratch("inner"), program);
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *text = g_strconcat(words[i], " inner\n", NULL);
        write_text(scratch("stub"), text);
        assert_refused(scratch("stub"), XAPIAN_ERROR_DATABASE_OPENING,
                       "not a Xapian database");
    }
    write_text(scratch("inner"), "auto db\n");
    make_single_file(scratch("db"), THREE);
    assert_refused(scratch("stub"), XAPIAN_ERROR_DATABASE_OPENING,
                   "not a Xapian database");
    assert_false(g_file_test(scratch("marker"), G_FILE_TEST_EXISTS));
}

static void
what_is_neither_text_nor_database_is_refused(void **state)
{
    (void) state;
    g_autofree char *large = g_strnfill(65537, '#');
    write_file(scratch("nul"), "auto db\0", 8);
    assert_refused(scratch("nul"), XAPIAN_ERROR_DATABASE_OPENING,
                   "neither a Xapian database nor");
    write_file(scratch("latin"), "\xe9\xe8", 2);
    assert_refused(scratch("latin"), XAPIAN_ERROR_DATABASE_OPENING,
                   "neither a Xapian database nor");
    write_file(scratch("large"), large, 65537);
    assert_refused(scratch("large"), XAPIAN_ERROR_DATABASE_OPENING,
                   "neither a Xapian database nor");
    assert_int_equal(mkfifo(scratch("fifo"), 0600), 0);
    assert_refused(scratch("fifo"), XAPIAN_ERROR_DATABASE_OPENING,
                   "neither a file nor a directory");
    assert_refused("/dev/null", XAPIAN_ERROR_DATABASE_OPENING,
                   "neither a file nor a directory");
}

static void
a_directory_without_a_database_is_refused(void **state)
{
    (void) state;
    g_mkdir(scratch("empty"), 0755);
    assert_refused(scratch("empty"), XAPIAN_ERROR_DATABASE_OPENING,
                   "not a Xapian database directory");
    g_mkdir(scratch("false"), 0755);
    write_text(scratch("false/iamglass"), "auto somewhere\n");
    assert_refused(scratch("false"), XAPIAN_ERROR_DATABASE_OPENING,
                   "not a Xapian database directory");
}

static void
a_database_of_another_version_is_refused(void **state)
{
    (void) state;
    g_autofree char *bytes = NULL;
    size_t len = 0;
    make_single_file(scratch("db"), THREE);
    assert_true(g_file_get_contents(scratch("db"), &bytes, &len, NULL));
    bytes[14] = 0x7f;
    write_file(scratch("db"), bytes, len);
    assert_refused(scratch("db"), XAPIAN_ERROR_DATABASE_VERSION, "db: ");
}

/* However short the file is cut, there is an error or a right answer. */
static void
a_truncated_single_file_is_an_error(void **state)
{
    (void) state;
    g_autofree char *bytes = NULL;
    size_t len = 0;
    make_single_file(scratch("db"), THREE);
    assert_true(g_file_get_contents(scratch("db"), &bytes, &len, NULL));
    assert_true(len > 8192);
    for (size_t cut = 14; cut < len; cut += cut < 200 ? 1 : 511) {
        g_autoptr(GError) error = NULL;
        write_file(scratch("cut"), bytes, cut);
        g_autoptr(XapianDatabase) database =
            xapian_database_new_with_path(scratch("cut"), &error);
        unsigned freq = 0;
        gboolean ok = database != NULL;
        ok = ok && xapian_database_get_term_freq(database, "two", 3, &freq, &error);
        g_autoptr(XapianDocument) document =
            ok ? xapian_database_get_document(database, 3, &error) : NULL;
        g_autoptr(GBytes) data =
            document ? xapian_document_get_data(document, &error) : NULL;
        assert_true((data == NULL) == (error != NULL));
        assert_true(cut > 8192 || data == NULL);
        if (error)
            assert_int_equal(error->domain, XAPIAN_ERROR);
    }
}

static void
each_kind_of_database_opens(void **state)
{
    (void) state;
    make_single_file(scratch("db"), THREE);
    write_text(scratch("stub"), "# two shards\n\nauto db\r\n\tglass  db.d  \n");
    static const struct {
        const char *name;
        unsigned n_shards;
        unsigned n_documents;
    } rows[] = { { "db", 1, 3 }, { "db.d", 1, 3 }, { "stub", 2, 6 } };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        unsigned n = 0;
        g_autoptr(XapianDatabase) database = open_database(scratch(rows[i].name));
        assert_int_equal(xapian_database_get_n_shards(database), rows[i].n_shards);
        assert_true(xapian_database_get_doc_count(database, &n, NULL));
        assert_int_equal(n, rows[i].n_documents);
    }
}

static void
a_reader_answers_while_its_file_is_replaced(void **state)
{
    (void) state;
    static const char *const other[] = { "five", NULL };
    unsigned freq = 0;
    make_single_file(scratch("db"), THREE);
    make_single_file(scratch("new"), other);
    g_autoptr(XapianDatabase) before = open_database(scratch("db"));
    assert_int_equal(g_rename(scratch("new"), scratch("db")), 0);
    assert_true(xapian_database_reopen(before, NULL));
    assert_true(xapian_database_get_term_freq(before, "two", 3, &freq, NULL));
    assert_int_equal(freq, 2);
    g_autoptr(XapianQuery) query = terms_query(XAPIAN_QUERY_OP_PHRASE, "two three");
    g_autofree char *found = search(before, query);
    assert_string_equal(found, "2");
    g_autoptr(XapianDatabase) after = open_database(scratch("db"));
    assert_true(xapian_database_get_term_freq(after, "two", 3, &freq, NULL));
    assert_int_equal(freq, 0);
}

static void
a_closed_database_says_so(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    unsigned freq = 0;
    make_single_file(scratch("db"), THREE);
    g_autoptr(XapianDatabase) database = open_database(scratch("db"));
    xapian_database_close(database);
    assert_false(xapian_database_get_term_freq(database, "two", 3, &freq, &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_CLOSED, NULL);
}

static void
databases_can_be_searched_together(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    unsigned n = 0;
    make_single_file(scratch("db"), THREE);
    g_autoptr(XapianDatabase) database = open_database(scratch("db"));
    g_autoptr(XapianDatabase) other = open_database(scratch("db.d"));
    assert_true(xapian_database_add_database(database, other, NULL));
    g_clear_object(&other);
    assert_int_equal(xapian_database_get_n_shards(database), 2);
    assert_true(xapian_database_get_doc_count(database, &n, NULL));
    assert_int_equal(n, 6);
    assert_false(xapian_database_add_database(database, database, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, NULL);
}

static int
count_gio(struct dl_phdr_info *info, size_t size, void *user_data)
{
    (void) size;
    *(unsigned *) user_data += strstr(info->dlpi_name, "libgio") ? 1 : 0;
    *(unsigned *) user_data += strstr(info->dlpi_name, "libgobject") ? 100 : 0;
    return 0;
}

static void
the_binding_needs_gobject_but_not_gio(void **state)
{
    (void) state;
    unsigned seen = 0;
    dl_iterate_phdr(count_gio, &seen);
    assert_int_equal(seen, 100);
}

#define test(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_missing_path_is_not_found),
        test(a_failed_opening_does_not_need_a_place_for_the_error),
        test(opening_a_text_file_that_names_a_program_is_refused),
        test(a_stub_in_a_directory_is_not_read),
        test(a_stub_line_that_is_none_of_ours_is_named),
        test(a_stub_line_keeps_the_kind_of_its_error),
        test(a_stub_that_points_to_another_stub_is_refused),
        test(what_is_neither_text_nor_database_is_refused),
        test(a_directory_without_a_database_is_refused),
        test(a_database_of_another_version_is_refused),
        test(a_truncated_single_file_is_an_error),
        test(each_kind_of_database_opens),
        test(a_reader_answers_while_its_file_is_replaced),
        test(a_closed_database_says_so),
        test(databases_can_be_searched_together),
        test(the_binding_needs_gobject_but_not_gio),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
