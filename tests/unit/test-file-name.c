#include "file-name.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
a_plain_id_is_its_own_file_name(void **state)
{
    static const char *const ids[] = {
        "000_59ab1e8f33957139", "a", "-", "0417-b_c", "com", "lpt10"
    };
    g_autofree char *longest = g_strnfill(FILE_NAME_MAX_PLAIN, 'a');
    g_autofree char *name = file_name_from_id(longest);

    (void) state;
    assert_string_equal(name, longest);
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree char *same = file_name_from_id(ids[i]);
        assert_string_equal(same, ids[i]);
    }
}

static void
another_id_is_a_slug_and_a_hash(void **state)
{
    static const char *const rows[][2] = {
        { "2021/Thông báo 10", "2021-thong-bao-10~" },
        { "ĐẢNG ỦY", "dang-uy~" },
        { "../../etc/passwd", "etc-passwd~" },
        { "A", "a~" },
        { "con", "con~" },
        { "nul", "nul~" },
        { "com1", "com1~" },
        { "lpt9", "lpt9~" },
        { "index", "index~" },
        { "a.b", "a-b~" },
        { "中文", "~" },
        { "a~b", "a-b~" },
        { "--x--.", "x~" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *name = file_name_from_id(rows[i][0]);
        g_autofree char *sum =
            g_compute_checksum_for_string(G_CHECKSUM_SHA256, rows[i][0], -1);
        g_autofree char *expected = g_strdup_printf("%s%.12s", rows[i][1], sum);
        assert_string_equal(name, expected);
    }
}

static void
the_hash_is_the_sha256_of_the_id(void **state)
{
    g_autofree char *name = file_name_from_id("abc.");

    (void) state;
    /* printf abc. | sha256sum */
    assert_string_equal(name, "abc~5ac9481b887d");
}

static void
a_long_id_is_cut(void **state)
{
    g_autofree char *id = g_strnfill(500, 'a');
    g_autofree char *name = file_name_from_id(id);

    (void) state;
    assert_int_equal(strlen(name), 60 + 1 + 12);
    assert_int_equal(strspn(name, "a"), 60);
    assert_int_equal(name[60], '~');
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_id_is_its_own_file_name),
        cmocka_unit_test(another_id_is_a_slug_and_a_hash),
        cmocka_unit_test(the_hash_is_the_sha256_of_the_id),
        cmocka_unit_test(a_long_id_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
