/* SHA256SUMS: written sorted, read strictly, compared with what is there. */
#include "scratch.h"
#include "sums.h"

#include <string.h>

#include "error.h"

#define HEX                                                                              \
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" /* "test" */

static void
lines_are_sorted_by_path_whatever_the_order_of_adding(void **state)
{
    g_autoptr(Sums) sums = sums_new();

    (void) state;
    sums_add(sums, "site/b", HEX);
    sums_add(sums, "site/a", HEX);
    sums_add(sums, "a", HEX);
    g_autofree char *text = sums_to_text(sums);
    assert_string_equal(text, HEX "  a\n" HEX "  site/a\n" HEX "  site/b\n");
}

static void
what_is_saved_is_loaded(void **state)
{
    g_autoptr(Sums) saved = sums_new();
    g_autoptr(Sums) loaded = sums_new();
    g_autofree char *path = g_build_filename(*state, "sums", NULL);

    sums_add(saved, "tên có dấu và blank", HEX);
    assert_true(sums_save(saved, path, NULL));
    assert_true(sums_load(loaded, path, NULL));
    g_autofree char *text = sums_to_text(loaded);
    assert_string_equal(text, HEX "  tên có dấu và blank\n");
}

static void
a_line_that_is_no_checksum_is_named(void **state)
{
    static const char *const broken[] = {
        "no sum\n", HEX " a\n", HEX "  \n", "9F86  a\n", HEX "0  a\n",
    };
    g_autofree char *path = g_build_filename(*state, "sums", NULL);

    for (unsigned i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autofree char *text = g_strconcat(HEX "  good\n", broken[i], NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(Sums) sums = sums_new();

        assert_true(g_file_set_contents(path, text, -1, NULL));
        assert_false(sums_load(sums, path, &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT));
        assert_non_null(strstr(error->message, "line 2"));
    }
}

static void
collect_difference(const char *path, const char *what, gpointer data)
{
    g_string_append_printf(data, "%s: %s\n", path, what);
}

static void
differences_are_missing_altered_and_unlisted_files(void **state)
{
    static const char *const files[] = { "good", "altered", "unlisted" };
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(GString) differences = g_string_new(NULL);
    g_autofree char *path = g_build_filename(*state, "SHA256SUMS", NULL);
    unsigned n_files = 0;

    for (unsigned i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *file = g_build_filename(*state, files[i], NULL);

        assert_true(g_file_set_contents(file, i == 1 ? "tent" : "test", -1, NULL));
    }
    sums_add(sums, "good", HEX);
    sums_add(sums, "altered", HEX);
    sums_add(sums, "missing", HEX);
    assert_true(sums_save(sums, path, NULL));
    assert_true(sums_verify(*state, &n_files, collect_difference, differences, NULL));
    assert_int_equal(n_files, 3);
    assert_string_equal(differences->str,
                        "altered: altered\nmissing: missing or unreadable\n"
                        "unlisted: not listed in SHA256SUMS\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_sorted_by_path_whatever_the_order_of_adding),
        scratch_test(what_is_saved_is_loaded),
        scratch_test(a_line_that_is_no_checksum_is_named),
        scratch_test(differences_are_missing_altered_and_unlisted_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
