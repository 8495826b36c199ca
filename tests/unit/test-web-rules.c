/* The rules as JavaScript: as many rows as rules.def has, in order, each a JavaScript
 * array. */
#include "web/rules.h"

#include "scratch.h"

#include <string.h>

#define RIME(...) "RIME",
#define ONSET(...) "ONSET",
#define SECOND_VOWEL(...) "SECOND_VOWEL",
#define IY(...) "IY",
#define REPAIR(...) "REPAIR",
#define LOOKALIKE(...) "LOOKALIKE",
#define SHAPE(...) "SHAPE",
#define TONE(...) "TONE",
#define DASH(...) "DASH",
#define SLASH(...) "SLASH",
#define BLANK(...) "BLANK",
#define DOCNUM_TYPE(...) "DOCNUM_TYPE",
#define DOCNUM_FORM(...) "DOCNUM_FORM",
#define MONTH(...) "MONTH",
static const char *const rules[] = {
#include "text/rules.def"
};

static void
each_rule_is_a_row_of_strings_and_numbers(void **state)
{
    g_auto(GStrv) lines = g_strsplit(rules_script(), "\n", -1);
    unsigned n = 0;

    (void) state;
    for (unsigned i = 0; lines[i] != NULL; i++)
        if (lines[i][0] == '[') {
            assert_true(n < G_N_ELEMENTS(rules));
            g_autofree char *start = g_strdup_printf("[\"%s\",", rules[n]);
            assert_true(g_str_has_prefix(lines[i], start));
            assert_true(g_regex_match_simple(
                "^\\[\"[A-Z_]+\"(, ?(\"[^\"\\\\]*\"|0x[0-9A-F]{2,4}|[0-9]+))+\\],$",
                lines[i], 0, 0));
            n++;
        }
    assert_int_equal(n, G_N_ELEMENTS(rules));
}

static void
a_row_says_what_the_file_says(void **state)
{
    (void) state;
    assert_non_null(strstr(rules_script(), "\n[\"RIME\",\"uyên\"],\n"));
    assert_non_null(strstr(rules_script(), "\n[\"REPAIR\",0x00AD, 0],\n"));
    assert_non_null(strstr(
        rules_script(), "\n[\"DOCNUM_FORM\",\"DOCNUM_LAW\", \"n/y/q\", \"n/y/q\"],\n"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_is_a_row_of_strings_and_numbers),
        cmocka_unit_test(a_row_says_what_the_file_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
