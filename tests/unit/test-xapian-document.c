/* Documents, the writable database, and the plain reads of a database. */
#include "xapian-fixture.h"

#include <string.h>
#include <unwind.h>

#include <glib/gstdio.h>

#define NO_SYNC XAPIAN_DATABASE_FLAGS_NO_SYNC
#define CREATE XAPIAN_DATABASE_ACTION_CREATE

static const char *const ABC[] = { "a b c", "a b", "a", NULL };
static const char NULS[] = "a\0b\0";
#define NULS_LEN (sizeof NULS - 1)

static XapianWritableDatabase *
create_database(void)
{
    g_autoptr(GError) error = NULL;
    XapianWritableDatabase *database =
        xapian_writable_database_new(scratch("new"), CREATE, NO_SYNC, &error);
    if (!database)
        fail_msg("%s", error->message);
    return database;
}

static void
assert_bytes(GBytes *bytes, const char *expected, size_t len)
{
    assert_non_null(bytes);
    size_t n = 0;
    const char *data = g_bytes_get_data(bytes, &n);
    assert_int_equal(n, len);
    if (len > 0)
        assert_memory_equal(data, expected, len);
}

static gboolean
append_term(const char *term, size_t len, unsigned freq, gpointer user_data)
{
    GString *list = user_data;
    g_string_append_len(list, term, (gssize) len);
    g_string_append_printf(list, "=%u ", freq);
    return TRUE;
}

static gboolean
append_two_terms(const char *term, size_t len, unsigned freq, gpointer user_data)
{
    append_term(term, len, freq, user_data);
    return !strchr(((GString *) user_data)->str, 'b');
}

static void
bytes_with_nuls_come_back_as_they_went_in(void **state)
{
    (void) state;
    const char *const sources[] = { scratch("new") };
    g_autoptr(XapianWritableDatabase) writer = create_database();
    g_autoptr(XapianDocument) document = xapian_document_new();
    assert_true(xapian_document_add_term_full(document, NULS, NULS_LEN, 1, NULL));
    assert_true(xapian_document_add_value(document, 3, NULS, NULS_LEN, NULL));
    assert_true(xapian_document_set_data(document, NULS, NULS_LEN, NULL));
    assert_true(
        xapian_writable_database_set_metadata(writer, "key", NULS, NULS_LEN, NULL));
    assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    assert_true(xapian_writable_database_close(writer, NULL));
    assert_true(xapian_database_compact_paths(sources, 1, scratch("db"), NULL));

    static const char *const names[] = { "new", "db" };
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        unsigned freq = 0;
        g_autoptr(XapianDatabase) database = open_database(scratch(names[i]));
        g_autoptr(XapianDocument) found = xapian_database_get_document(database, 1, NULL);
        assert_non_null(found);
        g_autoptr(GBytes) data = xapian_document_get_data(found, NULL);
        g_autoptr(GBytes) value = xapian_document_get_value(found, 3, NULL);
        g_autoptr(GBytes) metadata = xapian_database_get_metadata(database, "key", NULL);
        assert_bytes(data, NULS, NULS_LEN);
        assert_bytes(value, NULS, NULS_LEN);
        assert_bytes(metadata, NULS, NULS_LEN);
        assert_true(xapian_database_get_term_freq(database, NULS, NULS_LEN, &freq, NULL));
        assert_int_equal(freq, 1);
        g_autoptr(GString) terms = g_string_new(NULL);
        assert_true(
            xapian_database_foreach_term(database, NULS, 2, append_term, terms, NULL));
        assert_memory_equal(terms->str, "a\0b\0=1 ", 8);
    }
}

static void
what_was_never_set_is_empty_bytes(void **state)
{
    (void) state;
    make_database(scratch("db"), NO_SYNC, ABC);
    g_autoptr(XapianDatabase) database = open_database(scratch("db"));
    g_autoptr(GBytes) metadata = xapian_database_get_metadata(database, "absent", NULL);
    g_autoptr(XapianDocument) document = xapian_database_get_document(database, 1, NULL);
    g_autoptr(GBytes) value = xapian_document_get_value(document, 7, NULL);
    g_autoptr(XapianDocument) fresh = xapian_document_new();
    g_autoptr(GBytes) data = xapian_document_get_data(fresh, NULL);
    assert_bytes(metadata, "", 0);
    assert_bytes(value, "", 0);
    assert_bytes(data, "", 0);
    assert_int_equal(xapian_document_get_id(fresh), 0);
}

/* Each call that takes a term, with one it must refuse. */
static void
assert_term_refused(const char *term, size_t len, const char *part)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(XapianDocument) document = xapian_document_new();
    const uint32_t position = 1;
    const XapianPostings postings = {
        .term = term,
        .len = len,
        .positions = &position,
        .n_positions = 1,
        .wdf_inc = 1,
    };
    assert_false(xapian_document_add_term_full(document, term, len, 1, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, part);
    assert_false(xapian_document_add_boolean_term(document, term, len, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, part);
    assert_false(xapian_document_add_postings(document, &postings, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, part);
}

static void
an_empty_term_is_refused(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    unsigned freq = 7;
    assert_term_refused("", 0, "empty term");
    assert_null(xapian_query_new_for_term("", 0, 1, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, "empty term");
    make_database(scratch("db"), NO_SYNC, ABC);
    g_autoptr(XapianDatabase) database = open_database(scratch("db"));
    assert_false(xapian_database_get_term_freq(database, "", 0, &freq, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, "empty term");
    assert_int_equal(freq, 7);
}

static void
a_term_of_246_bytes_is_refused(void **state)
{
    (void) state;
    g_autofree char *term = g_strnfill(246, 'x');
    assert_term_refused(term, 246, "term too long (246 bytes)");
    memset(term, 0, 123);
    assert_term_refused(term, 123, "term too long (123 bytes)");
}

static void
the_longest_terms_are_kept(void **state)
{
    (void) state;
    g_autofree char *term = g_strnfill(245, 'x');
    char nuls[123] = "";
    unsigned freq = 0;
    nuls[122] = 'x';
    g_autoptr(XapianWritableDatabase) writer = create_database();
    g_autoptr(XapianDocument) document = xapian_document_new();
    const uint32_t positions[] = { 1, 5, 70000 };
    const XapianPostings postings = { nuls, sizeof nuls, positions, 3, 1 };
    assert_true(xapian_document_add_term_full(document, term, 245, 1, NULL));
    assert_true(xapian_document_add_postings(document, &postings, NULL));
    assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    assert_true(xapian_writable_database_close(writer, NULL));
    g_autoptr(XapianDatabase) database = open_database(scratch("new"));
    assert_true(xapian_database_get_term_freq(database, term, 245, &freq, NULL));
    assert_int_equal(freq, 1);
    assert_true(xapian_database_get_term_freq(database, nuls, sizeof nuls, &freq, NULL));
    assert_int_equal(freq, 1);
}

static void
lengths_are_the_sum_of_wdf(void **state)
{
    (void) state;
    double length = 0;
    const uint32_t positions[] = { 1, 2, 3 };
    const XapianPostings with = { "a", 1, positions, 3, 5 };
    const XapianPostings without = { "b", 1, NULL, 0, 2 };
    g_autoptr(XapianWritableDatabase) writer = create_database();
    g_autoptr(XapianDocument) document = xapian_document_new();
    assert_true(xapian_document_add_postings(document, &with, NULL));
    assert_true(xapian_document_add_postings(document, &without, NULL));
    assert_true(xapian_document_add_term_full(document, "c", 1, 4, NULL));
    assert_true(xapian_document_add_boolean_term(document, "d", 1, NULL));
    assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    assert_true(xapian_writable_database_close(writer, NULL));
    g_autoptr(XapianDatabase) database = open_database(scratch("new"));
    assert_true(xapian_database_get_average_length(database, &length, NULL));
    assert_true(length == 5 + 2 + 4);
}

static void
terms_come_in_byte_order_by_prefix_until_told_to_stop(void **state)
{
    (void) state;
    static const char *const texts[] = { "b ab aa", "ab B", "\xc4\x91", NULL };
    make_database(scratch("db"), NO_SYNC, texts);
    g_autoptr(XapianDatabase) database = open_database(scratch("db"));
    static const struct {
        const char *prefix;
        XapianTermFunc func;
        const char *expected;
    } rows[] = {
        { "", append_term, "B=1 aa=1 ab=2 b=1 \xc4\x91=1 " },
        { "a", append_term, "aa=1 ab=2 " },
        { "ab", append_term, "ab=2 " },
        { "abc", append_term, "" },
        { "", append_two_terms, "B=1 aa=1 ab=2 " },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) list = g_string_new(NULL);
        assert_true(xapian_database_foreach_term(
            database, rows[i].prefix, strlen(rows[i].prefix), rows[i].func, list, NULL));
        assert_string_equal(list->str, rows[i].expected);
    }
}

static void
a_document_number_that_is_not_there_is_an_error(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    make_single_file(scratch("db"), ABC);
    static const char *const names[] = { "db", "db.d" };
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(XapianDatabase) database = open_database(scratch(names[i]));
        assert_null(xapian_database_get_document(database, 4, &error));
        assert_error(&error, XAPIAN_ERROR_DOC_NOT_FOUND, "4");
        assert_null(xapian_database_get_document(database, 0, &error));
        assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, NULL);
        g_autoptr(XapianDocument) last =
            xapian_database_get_document(database, 3, &error);
        assert_int_equal(xapian_document_get_id(last), 3);
    }
}

static void
documents_are_numbered_as_they_come(void **state)
{
    (void) state;
    unsigned id = 0;
    g_autoptr(XapianWritableDatabase) writer = create_database();
    for (unsigned i = 1; i <= 3; i++) {
        g_autoptr(XapianDocument) document = document_new("a");
        assert_true(xapian_writable_database_add_document(writer, document, &id, NULL));
        assert_int_equal(id, i);
    }
}

static void
what_is_committed_is_seen_after_reopening(void **state)
{
    (void) state;
    unsigned n = 0;
    g_autoptr(XapianWritableDatabase) writer = create_database();
    g_autoptr(XapianDocument) document = document_new("a");
    g_autoptr(XapianDatabase) reader = open_database(scratch("new"));
    assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    assert_true(xapian_database_reopen(reader, NULL));
    assert_true(xapian_database_get_doc_count(reader, &n, NULL));
    assert_int_equal(n, 0);
    assert_true(xapian_writable_database_commit(writer, NULL));
    assert_true(xapian_database_reopen(reader, NULL));
    assert_true(xapian_database_get_doc_count(reader, &n, NULL));
    assert_int_equal(n, 1);
}

/* Adds so much that a commit rewrites every table. */
static void
commit_many_terms(XapianWritableDatabase *writer)
{
    g_autoptr(XapianDocument) document = xapian_document_new();
    for (unsigned i = 0; i < 3000; i++) {
        g_autofree char *term = g_strdup_printf("term%05u", i);
        assert_true(xapian_document_add_term_full(document, term, 9, 1, NULL));
    }
    assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    assert_true(xapian_writable_database_commit(writer, NULL));
}

static void
a_reader_that_was_overtaken_says_so_and_goes_on_after_reopening(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) list = g_string_new(NULL);
    g_autoptr(XapianWritableDatabase) writer = create_database();
    commit_many_terms(writer);
    g_autoptr(XapianDatabase) reader = open_database(scratch("new"));
    for (unsigned i = 0; i < 3; i++)
        commit_many_terms(writer);
    assert_false(xapian_database_foreach_term(reader, "", 0, append_term, list, &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_MODIFIED, NULL);
    assert_true(xapian_database_reopen(reader, NULL));
    g_string_truncate(list, 0);
    assert_true(
        xapian_database_foreach_term(reader, "term00007", 9, append_term, list, &error));
    assert_string_equal(list->str, "term00007=4 ");
}

static void
a_locked_database_cannot_be_written(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autoptr(XapianWritableDatabase) writer = create_database();
    assert_null(xapian_writable_database_new(scratch("new"), XAPIAN_DATABASE_ACTION_OPEN,
                                             NO_SYNC, &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_LOCK, NULL);
    assert_true(xapian_writable_database_close(writer, NULL));
    g_autoptr(XapianWritableDatabase) second = xapian_writable_database_new(
        scratch("new"), XAPIAN_DATABASE_ACTION_OPEN, NO_SYNC, &error);
    assert_non_null(second);
}

static void
each_action_does_what_it_says(void **state)
{
    (void) state;
    static const struct {
        const char *path;
        XapianDatabaseAction action;
        int code; /* -1: it opens */
        unsigned n_documents;
    } rows[] = {
        { "none", XAPIAN_DATABASE_ACTION_OPEN, XAPIAN_ERROR_DATABASE_NOT_FOUND, 0 },
        { "none/below", CREATE, XAPIAN_ERROR_DATABASE_CREATE, 0 },
        { "db", CREATE, XAPIAN_ERROR_DATABASE_CREATE, 0 },
        { "db", XAPIAN_DATABASE_ACTION_OPEN, -1, 3 },
        { "db", XAPIAN_DATABASE_ACTION_CREATE_OR_OPEN, -1, 3 },
        { "fresh", XAPIAN_DATABASE_ACTION_CREATE_OR_OPEN, -1, 0 },
        { "db", XAPIAN_DATABASE_ACTION_CREATE_OR_OVERWRITE, -1, 0 },
    };
    make_database(scratch("db"), NO_SYNC, ABC);
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        unsigned n = 0;
        g_autoptr(XapianWritableDatabase) writer = xapian_writable_database_new(
            scratch(rows[i].path), rows[i].action, NO_SYNC, &error);
        if (rows[i].code >= 0) {
            assert_null(writer);
            assert_error(&error, (XapianError) rows[i].code, NULL);
            continue;
        }
        assert_non_null(writer);
        assert_true(xapian_database_get_doc_count(XAPIAN_DATABASE(writer), &n, NULL));
        assert_int_equal(n, rows[i].n_documents);
    }
}

static void
a_writer_never_reads_a_stub(void **state)
{
    (void) state;
    g_autofree char *text =
        g_strdup_printf("remote :/usr/bin/touch %s\n", scratch("marker"));
    write_text(scratch("stub"), text);
    for (int action = CREATE; action <= XAPIAN_DATABASE_ACTION_OPEN; action++) {
        g_autoptr(GError) error = NULL;
        assert_null(xapian_writable_database_new(
            scratch("stub"), (XapianDatabaseAction) action, NO_SYNC, &error));
        assert_non_null(error);
        assert_int_equal(error->domain, XAPIAN_ERROR);
        assert_false(g_file_test(scratch("marker"), G_FILE_TEST_EXISTS));
    }
}

static void
a_closed_writer_says_so(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autoptr(XapianWritableDatabase) writer = create_database();
    g_autoptr(XapianDocument) document = document_new("a");
    assert_true(xapian_writable_database_close(writer, NULL));
    assert_false(xapian_writable_database_add_document(writer, document, NULL, &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_CLOSED, NULL);
    assert_true(xapian_writable_database_close(writer, &error));
}

static void
a_metadata_key_that_cannot_be_kept_is_refused(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autofree char *key = g_strnfill(300, 'k');
    g_autoptr(XapianWritableDatabase) writer = create_database();
    assert_false(xapian_writable_database_set_metadata(writer, "", "x", 1, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, NULL);
    assert_false(xapian_writable_database_set_metadata(writer, key, "x", 1, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, NULL);
    assert_null(xapian_database_get_metadata(XAPIAN_DATABASE(writer), "", &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, NULL);
}

static void
an_exception_of_the_standard_library_is_an_error(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autoptr(XapianDocument) document = xapian_document_new();
    assert_false(xapian_document_add_value(document, 0, "x", SIZE_MAX, &error));
    assert_error(&error, XAPIAN_ERROR_RUNTIME, NULL);
    assert_false(xapian_document_set_data(document, "x", SIZE_MAX, &error));
    assert_error(&error, XAPIAN_ERROR_RUNTIME, NULL);
}

/* Throws as a language other than C++ would. */
static gboolean
throw_something_foreign(const char *term, size_t len, unsigned freq, gpointer user_data)
{
    (void) term;
    (void) len;
    (void) freq;
    _Unwind_RaiseException(user_data);
    return TRUE;
}

static void
what_is_thrown_and_no_exception_is_an_error(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    struct _Unwind_Exception foreign = { .exception_class = 1 };
    make_database(scratch("db"), NO_SYNC, ABC);
    g_autoptr(XapianDatabase) database = open_database(scratch("db"));
    assert_false(xapian_database_foreach_term(database, "", 0, throw_something_foreign,
                                              &foreign, &error));
    assert_error(&error, XAPIAN_ERROR_UNKNOWN, NULL);
}

static void
a_slot_knows_how_many_documents_use_it(void **state)
{
    (void) state;
    unsigned freq = 7;
    g_autoptr(XapianWritableDatabase) writer = create_database();
    for (unsigned i = 0; i < 3; i++) {
        g_autoptr(XapianDocument) document = document_new("a");
        if (i > 0)
            assert_true(xapian_document_add_value(document, 2, "v", 1, NULL));
        assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    }
    assert_true(xapian_writable_database_close(writer, NULL));
    g_autoptr(XapianDatabase) database = open_database(scratch("new"));
    assert_true(xapian_database_get_value_freq(database, 2, &freq, NULL));
    assert_int_equal(freq, 2);
    assert_true(xapian_database_get_value_freq(database, 1, &freq, NULL));
    assert_int_equal(freq, 0);
}

#define test(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(bytes_with_nuls_come_back_as_they_went_in),
        test(what_was_never_set_is_empty_bytes),
        test(an_empty_term_is_refused),
        test(a_term_of_246_bytes_is_refused),
        test(the_longest_terms_are_kept),
        test(lengths_are_the_sum_of_wdf),
        test(terms_come_in_byte_order_by_prefix_until_told_to_stop),
        test(a_document_number_that_is_not_there_is_an_error),
        test(documents_are_numbered_as_they_come),
        test(what_is_committed_is_seen_after_reopening),
        test(a_reader_that_was_overtaken_says_so_and_goes_on_after_reopening),
        test(a_locked_database_cannot_be_written),
        test(each_action_does_what_it_says),
        test(a_writer_never_reads_a_stub),
        test(a_closed_writer_says_so),
        test(a_metadata_key_that_cannot_be_kept_is_refused),
        test(an_exception_of_the_standard_library_is_an_error),
        test(what_is_thrown_and_no_exception_is_an_error),
        test(a_slot_knows_how_many_documents_use_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
