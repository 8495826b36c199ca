/* What a stick takes: names and sizes, before anything is written. */
#include "stick/stick-private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "error.h"

static StickFile
file_at(const char *path, uint64_t size)
{
    return (StickFile){ .path = (char *) path, .size = size };
}

static void
assert_refused(const StickFile *files, unsigned n, gboolean fat, const char *why)
{
    g_autoptr(GError) error = NULL;

    if (stick_check_names(files, n, fat, &error))
        fail_msg("%s: taken", files[n - 1].path);
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_true(g_str_has_prefix(error->message, files[n - 1].path));
    if (strstr(error->message, why) == NULL)
        fail_msg("%s: %s", why, error->message);
}

static void
names_that_windows_does_not_take_are_refused(void **state)
{
    static const char *const rows[][2] = {
        { "site/a:b", "a character" },   { "site/a?", "a character" },
        { "site/a\\b", "a character" },  { "site/a\nb", "a character" },
        { "site/a\177", "a character" }, { "site/a.", "at the end" },
        { "site/a ", "at the end" },     { "site/con", "device" },
        { "site/AUX.html", "device" },   { "nul/x", "device" },
        { "site/Com1.2.txt", "device" }, { "lpt9", "device" },
    };

    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        const StickFile file = file_at(rows[i][0], 1);

        assert_refused(&file, 1, FALSE, rows[i][1]);
    }
}

static void
names_of_a_site_are_taken(void **state)
{
    const StickFile files[] = {
        file_at("DOC-TOI-TRUOC.txt", 1),
        file_at("site/index.html", 1),
        file_at("site/~0123456789ab", 1),
        file_at("site/văn bản.pdf", 1),
        file_at("site/console.html", 1),
        file_at("site/com10", 1),
        file_at("site/.tracuu", 1),
        file_at("site/a", STICK_FAT_FILE_BYTES),
        file_at("site/files.001.zip", 1ul << 33),
    };

    (void) state;
    assert_true(stick_check_names(files, G_N_ELEMENTS(files), FALSE, NULL));
    assert_true(stick_check_names(files, G_N_ELEMENTS(files) - 1, TRUE, NULL));
    assert_refused(files, G_N_ELEMENTS(files), TRUE, "4 GB");
}

static void
long_paths_and_names_are_refused(void **state)
{
    g_autofree char *name = g_strnfill(256, 'a');
    g_autofree char *path = g_strdup_printf("site/%.100s/%.95s", name, name);
    const StickFile fits = file_at(path + 1, 1);
    const StickFile longer = file_at(path, 1);
    const StickFile named = file_at(name, 1);

    (void) state;
    assert_int_equal(strlen(path), STICK_PATH_BYTES + 1);
    assert_true(stick_check_names(&fits, 1, FALSE, NULL));
    assert_refused(&longer, 1, FALSE, "the path is too long");
    assert_refused(&named, 1, FALSE, "too long");
}

static void
names_that_differ_in_case_alone_are_refused(void **state)
{
    const StickFile files[] = { file_at("site/Đá", 1), file_at("site/đá", 1) };

    (void) state;
    assert_refused(files, 2, FALSE, "differs in case alone");
}

static void
a_folder_of_fat_holds_so_many_names(void **state)
{
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(StickFile));
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    (void) state;
    /* 13 characters are one entry, and each file has one more: two a file */
    for (unsigned i = 0; i <= STICK_FAT_FOLDER_ENTRIES / 2; i++) {
        g_ptr_array_add(paths, g_strdup_printf("site/n/%08u.html", i));
        const StickFile file = file_at(g_ptr_array_index(paths, i), 1);
        g_array_append_val(files, file);
    }
    const StickFile *all = (const StickFile *) (const void *) files->data;
    assert_true(stick_check_names(all, files->len, FALSE, NULL));
    assert_true(stick_check_names(all, files->len - 1, TRUE, NULL));
    assert_refused(all, files->len, TRUE, "\"pages\": \"packed\"");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_windows_does_not_take_are_refused),
        cmocka_unit_test(names_of_a_site_are_taken),
        cmocka_unit_test(long_paths_and_names_are_refused),
        cmocka_unit_test(names_that_differ_in_case_alone_are_refused),
        cmocka_unit_test(a_folder_of_fat_holds_so_many_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
