/* Publishing: whole or not at all, one at a time, nobody's files touched. */
#include "publish.h"
#include "scratch.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"

static char *
below(void **state, const char *path)
{
    return g_build_filename(*state, path, NULL);
}

/* Stages a bundle whose database is `text` and publishes it. */
static gboolean
publish(const char *dir, const char *text, GError **error)
{
    g_autoptr(Publisher) publisher = publisher_new(dir, error);

    if (publisher == NULL)
        return FALSE;
    g_autofree char *database =
        g_build_filename(publisher_get_bundle(publisher), "xapian.db", NULL);
    g_autofree char *sums =
        g_build_filename(publisher_get_bundle(publisher), "SHA256SUMS", NULL);
    return file_write(database, text, strlen(text), error) &&
           file_write(sums, "", 0, error) && publisher_commit(publisher, error);
}

static void
assert_database(const char *dir, const char *text)
{
    g_autofree char *path = g_build_filename(dir, "xapian.db", NULL);
    g_autofree char *found = NULL;

    assert_true(g_file_get_contents(path, &found, NULL, NULL));
    assert_string_equal(found, text);
}

static void
assert_only_entry(const char *folder, const char *name)
{
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    const char *entry = NULL;

    assert_non_null(entries);
    while ((entry = g_dir_read_name(entries)) != NULL)
        assert_string_equal(entry, name);
}

static void
a_bundle_is_published_and_replaced_and_nothing_else_stays(void **state)
{
    g_autofree char *dir = below(state, "out");

    assert_true(publish(dir, "one", NULL));
    assert_database(dir, "one");
    assert_true(publish(dir, "two", NULL));
    assert_database(dir, "two");
    assert_only_entry(*state, "out");
}

static void
an_open_folder_keeps_the_old_bundle(void **state)
{
    g_autofree char *dir = below(state, "out");
    struct stat before;
    struct stat after;

    assert_true(publish(dir, "one", NULL));
    assert_int_equal(stat(dir, &before), 0);
    assert_true(publish(dir, "two", NULL));
    assert_int_equal(stat(dir, &after), 0);
    assert_int_not_equal(before.st_ino, after.st_ino);
}

static void
a_trailing_slash_and_a_relative_path_name_the_same_folder(void **state)
{
    g_autofree char *dir = below(state, "out");
    g_autofree char *with_slash = g_strconcat(dir, "/", NULL);
    g_autofree char *before = g_get_current_dir();

    assert_true(publish(with_slash, "one", NULL));
    assert_database(dir, "one");
    assert_int_equal(chdir(*state), 0);
    assert_true(publish("out", "two", NULL));
    assert_int_equal(chdir(before), 0);
    assert_database(dir, "two");
}

static void
a_publisher_that_is_given_up_leaves_the_old_bundle(void **state)
{
    g_autofree char *dir = below(state, "out");

    assert_true(publish(dir, "one", NULL));
    Publisher *publisher = publisher_new(dir, NULL);
    assert_non_null(publisher);
    publisher_free(publisher);
    assert_database(dir, "one");
    assert_only_entry(*state, "out");
}

static void
a_second_build_at_the_same_time_is_refused(void **state)
{
    g_autofree char *dir = below(state, "out");
    g_autoptr(Publisher) first = publisher_new(dir, NULL);
    g_autoptr(GError) error = NULL;

    assert_non_null(first);
    assert_null(publisher_new(dir, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_LOCKED));
}

static void
what_a_killed_build_left_is_taken_over(void **state)
{
    g_autofree char *dir = below(state, "out");
    g_autofree char *left = below(state, ".out.tracuu/bundle/site");

    assert_int_equal(g_mkdir_with_parents(left, 0755), 0);
    assert_true(publish(dir, "one", NULL));
    assert_only_entry(*state, "out");
}

static void
an_old_bundle_that_was_moved_aside_is_put_back(void **state)
{
    g_autofree char *dir = below(state, "out");
    g_autofree char *work = below(state, ".out.tracuu");
    g_autofree char *aside = below(state, ".out.tracuu/old");

    assert_true(publish(dir, "one", NULL));
    assert_int_equal(mkdir(work, 0755), 0);
    assert_int_equal(rename(dir, aside), 0);
    Publisher *publisher = publisher_new(dir, NULL);
    assert_non_null(publisher);
    publisher_free(publisher);
    assert_database(dir, "one");
}

static void
somebodys_folder_is_refused_and_not_touched(void **state)
{
    g_autofree char *dir = below(state, "out");
    g_autofree char *file = below(state, "out/letter");
    g_autoptr(GError) error = NULL;

    assert_true(file_make_folder(dir, NULL));
    assert_true(file_write(file, "dear", 4, NULL));
    assert_null(publisher_new(dir, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_true(g_file_test(file, G_FILE_TEST_EXISTS));
    assert_only_entry(*state, "out");
}

static void
an_empty_folder_is_filled(void **state)
{
    g_autofree char *dir = below(state, "out");

    assert_true(file_make_folder(dir, NULL));
    assert_true(publish(dir, "one", NULL));
    assert_database(dir, "one");
}

static void
a_file_a_link_and_a_missing_parent_are_refused(void **state)
{
    g_autofree char *file = below(state, "file");
    g_autofree char *link = below(state, "link");
    g_autofree char *orphan = below(state, "no/such/out");
    const char *const dirs[] = { file, link, orphan };

    assert_true(file_write(file, "", 0, NULL));
    assert_int_equal(symlink(file, link), 0);
    for (unsigned i = 0; i < G_N_ELEMENTS(dirs); i++) {
        g_autoptr(GError) error = NULL;

        assert_null(publisher_new(dirs[i], &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
        assert_non_null(strstr(error->message, (const char *) *state));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(a_bundle_is_published_and_replaced_and_nothing_else_stays),
        scratch_test(an_open_folder_keeps_the_old_bundle),
        scratch_test(a_trailing_slash_and_a_relative_path_name_the_same_folder),
        scratch_test(a_publisher_that_is_given_up_leaves_the_old_bundle),
        scratch_test(a_second_build_at_the_same_time_is_refused),
        scratch_test(what_a_killed_build_left_is_taken_over),
        scratch_test(an_old_bundle_that_was_moved_aside_is_put_back),
        scratch_test(somebodys_folder_is_refused_and_not_touched),
        scratch_test(an_empty_folder_is_filled),
        scratch_test(a_file_a_link_and_a_missing_parent_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
