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

/* What no file system of a stick takes, or takes for another: FAT, exFAT and NTFS know no
 * case, no control character, none of "\"*:<>?|\\/", no point or blank at the end, and
 * Windows none of the names of devices, whatever extension they have. */
static const char *const nasty[] = {
    "CON",
    "con",
    "Con.txt",
    "con.",
    "con ",
    "PRN",
    "aux",
    "AUX.html",
    "nul",
    "NUL.tar.gz",
    "com0",
    "COM1",
    "com9",
    "lpt1",
    "LPT\302\271",
    "CONIN$",
    "CLOCK$",
    "index",
    "INDEX",
    ".",
    "..",
    "...",
    ".hidden",
    "a.",
    "a ",
    "a..",
    " a",
    "a",
    "A",
    "\303\241",
    "\303\201",
    "a/b",
    "a\\b",
    "a:b",
    "a::$DATA",
    "a*b",
    "a?b",
    "a\"b",
    "a<b",
    "a>b",
    "a|b",
    "a%00b",
    "a\001b",
    "a\tb",
    "a\nb",
    "a\177b",
    "\302\240",
    "\342\200\256fdp.exe",
    "~",
    "~1",
    "PROGRA~1",
    "a~0123456789ab",
    "-",
    "--",
    "-rf",
    "_",
    "\360\237\230\200",
    "C:",
    "C:\\x",
    "\\\\?\\x",
    "//server/x",
    "../../etc/passwd",
    "desktop.ini",
    "Thumbs.db",
    "i",
    "I",
    "\304\260",
    "\304\261",
    "ss",
    "\303\237",
    "\357\254\201",
    "fi",
};

static gboolean
is_device(const char *name)
{
    return g_regex_match_simple("^(con|prn|aux|nul|com[0-9]|lpt[0-9])$", name, 0, 0);
}

static void
no_id_makes_a_name_that_a_stick_does_not_bear(void **state)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(nasty); i++) {
        g_autofree char *name = file_name_from_id(nasty[i]);

        if (!g_regex_match_simple("^([a-z0-9_-]+|[a-z0-9_-]*~[0-9a-f]{12})$", name, 0, 0))
            fail_msg("%s: %s", nasty[i], name);
        assert_true(strlen(name) <= FILE_NAME_MAX_PLAIN);
        assert_false(is_device(name));
        if (!g_hash_table_add(seen, g_strdup(name)))
            fail_msg("%s: %s is another's", nasty[i], name);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_id_is_its_own_file_name),
        cmocka_unit_test(another_id_is_a_slug_and_a_hash),
        cmocka_unit_test(the_hash_is_the_sha256_of_the_id),
        cmocka_unit_test(a_long_id_is_cut),
        cmocka_unit_test(no_id_makes_a_name_that_a_stick_does_not_bear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
