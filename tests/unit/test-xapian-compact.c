/* Merging databases into one file, and the file's UUID. */
#include "xapian-fixture.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define N_MANY 300
#define THROW_AWAY (XAPIAN_DATABASE_FLAGS_DANGEROUS | XAPIAN_DATABASE_FLAGS_NO_TERMLIST)

static const char *const ABC[] = { "a b c", "a b", "a", NULL };
static const uint8_t UUID[16] = { 0xab, 1, 2,  3,  4,  5,  6,  7,
                                  8,    9, 10, 11, 12, 13, 14, 0xef };

/* Document `id` of a corpus: the same whichever database it is put in. */
static void
add_numbered_document(XapianWritableDatabase *writer, unsigned id)
{
    g_autofree char *text = g_strdup_printf("all n%u m%u d%u", id, id % 7, id % 3);
    g_autofree char *value = g_strdup_printf("%u", id % 5);
    g_autoptr(XapianDocument) document = document_new(text);
    assert_true(xapian_document_add_value(document, 0, value, strlen(value), NULL));
    assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
}

/* Makes the database `path` of documents first … first + n - 1.  Its metadata
 * say which one it is, and "only.PATH" is in no other. */
static void
make_numbered(const char *path, unsigned first, unsigned n)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *only = g_strconcat("only.", base, NULL);
    g_autoptr(XapianWritableDatabase) writer = xapian_writable_database_new(
        path, XAPIAN_DATABASE_ACTION_CREATE, THROW_AWAY, &error);
    if (!writer)
        fail_msg("%s", error->message);
    for (unsigned i = 0; i < n; i++)
        add_numbered_document(writer, first + i);
    assert_true(xapian_writable_database_set_metadata(writer, "shared", base,
                                                      strlen(base), NULL));
    assert_true(xapian_writable_database_set_metadata(writer, only, "x", 1, NULL));
    assert_true(xapian_writable_database_close(writer, NULL));
}

/* The paths of N_MANY databases of two documents each, NULL-terminated. */
static char **
make_many(const char *folder)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_mkdir(scratch(folder), 0755);
    for (unsigned i = 0; i < N_MANY; i++) {
        /* Names whose order is another one than that of the list. */
        g_autofree char *name = g_strdup_printf("%s/%03u", folder, (i * 7 + 5) % N_MANY);
        make_numbered(scratch(name), 1 + 2 * i, 2);
        g_strv_builder_add(builder, scratch(name));
    }
    return g_strv_builder_end(builder);
}

static void
assert_metadata(XapianDatabase *database, const char *key, const char *expected)
{
    g_autoptr(GBytes) bytes = xapian_database_get_metadata(database, key, NULL);
    g_autofree char *text =
        g_strndup(g_bytes_get_size(bytes) ? g_bytes_get_data(bytes, NULL) : "",
                  g_bytes_get_size(bytes));
    assert_string_equal(text, expected);
}

static void
assert_same_bytes(const char *left, const char *right)
{
    g_autofree char *a = NULL;
    g_autofree char *b = NULL;
    size_t a_len = 0;
    size_t b_len = 0;
    assert_true(g_file_get_contents(left, &a, &a_len, NULL));
    assert_true(g_file_get_contents(right, &b, &b_len, NULL));
    assert_int_equal(a_len, b_len);
    assert_memory_equal(a, b, a_len);
}

static void
compact(const char *const *sources, unsigned n, const char *target)
{
    g_autoptr(GError) error = NULL;
    if (!xapian_database_compact_paths(sources, n, target, &error))
        fail_msg("%s", error->message);
}

static void
many_databases_become_one_in_their_order(void **state)
{
    (void) state;
    g_auto(GStrv) paths = make_many("many");
    struct rlimit before;
    struct rlimit after;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    const struct rlimit low = { 64, before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
    compact((const char *const *) paths, N_MANY, scratch("db"));
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &after), 0);
    assert_int_equal(after.rlim_cur, 64);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);

    unsigned n = 0;
    g_autoptr(XapianDatabase) database = open_database(scratch("db"));
    assert_int_equal(xapian_database_get_n_shards(database), 1);
    assert_true(xapian_database_get_doc_count(database, &n, NULL));
    assert_int_equal(n, 2 * N_MANY);
    for (unsigned i = 1; i <= 2 * N_MANY; i++) {
        g_autofree char *expected = g_strdup_printf("all n%u m%u d%u", i, i % 7, i % 3);
        g_autoptr(XapianDocument) document =
            xapian_database_get_document(database, i, NULL);
        g_autoptr(GBytes) data = xapian_document_get_data(document, NULL);
        assert_int_equal(g_bytes_get_size(data), strlen(expected));
        assert_memory_equal(g_bytes_get_data(data, NULL), expected, strlen(expected));
    }
}

static void
equal_metadata_keys_take_the_first_value(void **state)
{
    (void) state;
    g_auto(GStrv) paths = make_many("many");
    for (unsigned shift = 0; shift < 5; shift++) {
        char **from = paths + (size_t) shift * 11;
        g_autofree char *first = g_path_get_basename(*from);
        g_autofree char *name = g_strdup_printf("db%u", shift);
        compact((const char *const *) from, N_MANY - shift * 11, scratch(name));
        g_autoptr(XapianDatabase) database = open_database(scratch(name));
        assert_metadata(database, "shared", first);
        assert_metadata(database, "only.298", "x");
    }
}

static void
the_same_sources_give_the_same_bytes_but_for_the_uuid(void **state)
{
    (void) state;
    g_autofree char *hex = NULL;
    static const char *const builds[] = { "one", "two" };
    for (unsigned i = 0; i < G_N_ELEMENTS(builds); i++) {
        g_autofree char *target = g_strconcat(builds[i], ".db", NULL);
        g_auto(GStrv) paths = make_many(builds[i]);
        compact((const char *const *) paths, N_MANY, scratch(target));
        assert_true(xapian_database_file_set_uuid(scratch(target), UUID, NULL));
    }
    assert_same_bytes(scratch("one.db"), scratch("two.db"));
    g_autoptr(XapianDatabase) database = open_database(scratch("one.db"));
    hex = xapian_database_get_uuid(database, NULL);
    assert_string_equal(hex, "ab010203-0405-0607-0809-0a0b0c0d0eef");
}

static void
a_database_without_termlists_answers_everything(void **state)
{
    (void) state;
    unsigned freq = 0;
    const char *const sources[] = { scratch("left"), scratch("right") };
    make_numbered(scratch("left"), 1, 20);
    make_numbered(scratch("right"), 21, 15);
    assert_false(g_file_test(scratch("left/termlist.glass"), G_FILE_TEST_EXISTS));
    compact(sources, 2, scratch("db"));
    g_autoptr(XapianDatabase) database = open_database(scratch("db"));
    assert_true(xapian_database_get_term_freq(database, "m3", 2, &freq, NULL));
    assert_int_equal(freq, 5);
    assert_true(xapian_database_get_value_freq(database, 0, &freq, NULL));
    assert_int_equal(freq, 35);
    g_autoptr(XapianQuery) phrase = terms_query(XAPIAN_QUERY_OP_PHRASE, "n31 m3 d1");
    g_autofree char *found = search(database, phrase);
    assert_string_equal(found, "31");
    g_autoptr(XapianQuery) wrong = terms_query(XAPIAN_QUERY_OP_PHRASE, "m3 n31");
    g_autofree char *none = search(database, wrong);
    assert_string_equal(none, "");
    g_autoptr(XapianDocument) document = xapian_database_get_document(database, 31, NULL);
    g_autoptr(GBytes) value = xapian_document_get_value(document, 0, NULL);
    assert_memory_equal(g_bytes_get_data(value, NULL), "1", 1);
}

/* Merges `sources` into scratch "db", which fails so and leaves no file. */
static void
assert_compact_fails(const char *const *sources,
                     unsigned n,
                     XapianError code,
                     const char *part)
{
    g_autoptr(GError) error = NULL;
    assert_false(xapian_database_compact_paths(sources, n, scratch("db"), &error));
    assert_error(&error, code, part);
    assert_false(g_file_test(scratch("db"), G_FILE_TEST_EXISTS));
}

static void
a_source_that_cannot_be_read_is_named(void **state)
{
    (void) state;
    const char *const missing[] = { scratch("good"), scratch("missing") };
    const char *const stub[] = { scratch("stub"), scratch("good") };
    make_numbered(scratch("good"), 1, 2);
    write_text(scratch("stub"), "auto good\n");
    assert_compact_fails(missing, 2, XAPIAN_ERROR_DATABASE_NOT_FOUND, "missing");
    assert_compact_fails(stub, 2, XAPIAN_ERROR_DATABASE_OPENING,
                         "stub: not a Xapian database");
    assert_compact_fails(NULL, 0, XAPIAN_ERROR_INVALID_ARGUMENT, "no database");
}

static void
a_damaged_source_leaves_no_target(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    const char *const sources[] = { scratch("bad") };
    g_autofree char *noise = g_strnfill(16384, 'x');
    make_numbered(scratch("bad"), 1, 2);
    write_file(scratch("bad/postlist.glass"), noise, 16384);
    assert_false(xapian_database_compact_paths(sources, 1, scratch("db"), &error));
    assert_non_null(error);
    assert_int_equal(error->domain, XAPIAN_ERROR);
    assert_false(g_file_test(scratch("db"), G_FILE_TEST_EXISTS));
}

static void
a_target_that_cannot_be_written_is_an_error(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    const char *const sources[] = { scratch("good") };
    make_numbered(scratch("good"), 1, 2);
    assert_false(
        xapian_database_compact_paths(sources, 1, scratch("no/such/folder"), &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_CREATE, "no/such/folder: No such file");
    write_text(scratch("taken"), "mine");
    assert_false(xapian_database_compact_paths(sources, 1, scratch("taken"), &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_CREATE, "taken: File exists");
    g_autofree char *kept = NULL;
    assert_true(g_file_get_contents(scratch("taken"), &kept, NULL, NULL));
    assert_string_equal(kept, "mine");
}

/* Runs `check` in a child with one resource limit lowered, soft and hard. */
static void
assert_under_limit(__rlimit_resource_t resource, rlim_t limit, int (*check)(void))
{
    int status = 0;
    fflush(NULL);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit low = { limit, limit };
        signal(SIGXFSZ, SIG_IGN);
        _exit(setrlimit(resource, &low) == 0 ? check() : 99);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* 0 when merging "good" into "db" fails with an error and leaves nothing. */
static int
check_compact_fails(void)
{
    g_autoptr(GError) error = NULL;
    const char *const sources[] = { scratch("good"), scratch("other") };
    if (xapian_database_compact_paths(sources, 2, scratch("db"), &error))
        return 1;
    if (!error || error->domain != XAPIAN_ERROR)
        return 2;
    return g_file_test(scratch("db"), G_FILE_TEST_EXISTS) ? 3 : 0;
}

static void
a_full_disk_or_too_few_descriptors_leave_no_target(void **state)
{
    (void) state;
    make_numbered(scratch("good"), 1, 50);
    make_numbered(scratch("other"), 51, 50);
    assert_under_limit(RLIMIT_FSIZE, 8192, check_compact_fails);
    assert_under_limit(RLIMIT_NOFILE, 8, check_compact_fails);
}

static void
only_a_single_file_takes_a_uuid(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autofree char *kept = NULL;
    make_single_file(scratch("db"), ABC);
    assert_false(xapian_database_file_set_uuid(scratch("none"), UUID, &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_NOT_FOUND, "none");
    assert_false(xapian_database_file_set_uuid(scratch("db.d"), UUID, &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_OPENING, "db.d");
    write_text(scratch("text"), "some text that is longer than the head of a file");
    assert_false(xapian_database_file_set_uuid(scratch("text"), UUID, &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_OPENING,
                 "not a single-file Xapian database");
    assert_true(g_file_get_contents(scratch("text"), &kept, NULL, NULL));
    assert_string_equal(kept, "some text that is longer than the head of a file");
}

#define test(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(many_databases_become_one_in_their_order),
        test(equal_metadata_keys_take_the_first_value),
        test(the_same_sources_give_the_same_bytes_but_for_the_uuid),
        test(a_database_without_termlists_answers_everything),
        test(a_source_that_cannot_be_read_is_named),
        test(a_damaged_source_leaves_no_target),
        test(a_target_that_cannot_be_written_is_an_error),
        test(a_full_disk_or_too_few_descriptors_leave_no_target),
        test(only_a_single_file_takes_a_uuid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
