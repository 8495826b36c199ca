#include "script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
assert_stripped(const char *source, const char *expected)
{
    g_autoptr(GString) stripped = script_strip(source, strlen(source));

    assert_string_equal(stripped->str, expected);
}

static void
indents_comments_and_blank_lines_go(void **state)
{
    (void) state;
    assert_stripped("/* One. */\n\"use strict\";\n\n(function () {\n    // why\n\n"
                    "    let a = 1 // goes\n    /* two\n     * lines */\n    a++;\n}());",
                    "\"use strict\";\n(function () {let a = 1\na++;}());\n");
}

static void
lines_are_joined_where_nothing_can_end(void **state)
{
    (void) state;
    assert_stripped("f(\n  [\n  1,\n  2\n  ]\n)\ng()\n", "f([1,2])\ng()\n");
    assert_stripped("a {\n  b: c;\n  d: e;\n}\nf { }\n", "a {b: c;\nd: e;}\nf { }\n");
    assert_stripped("if (a) { // x / y {\n}\n", "if (a) { // x / y {\n}\n");
    assert_stripped("f(`a {\n}`)\n", "f(`a {\n}`)\n");
    assert_stripped("a\n+b\n", "a\n+b\n");
}

static void
code_beside_a_comment_stays(void **state)
{
    (void) state;
    assert_stripped("/* a */ f();\n", "/* a */ f();\n");
    assert_stripped("g(/* b */);\n", "g(/* b */);\n");
    assert_stripped("const b = 2 // two, and\nf(b) // x / y\n",
                    "const b = 2\nf(b) // x / y\n");
    assert_stripped("/*/ still\nopen */\nh();\n", "h();\n");
}

static void
strings_and_patterns_stay_as_they_are(void **state)
{
    (void) state;
    assert_stripped("const a = \"http://x  //  y\";\nconst b = /\\/*x/;\n",
                    "const a = \"http://x  //  y\";\nconst b = /\\/*x/;\n");
    assert_stripped("a(\"b // c\");\nd(/[ // e]/);\nf(`g // h`, i) // j\n",
                    "a(\"b // c\");\nd(/[ // e]/);\nf(`g // h`, i)\n");
}

static void
windows_ends_of_lines_and_no_last_one_do_no_harm(void **state)
{
    (void) state;
    assert_stripped("  a();\r\n\r\n  // b\r\n  c();", "a();\nc();\n");
    assert_stripped("", "");
    assert_stripped("/* never closed\na();", "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indents_comments_and_blank_lines_go),
        cmocka_unit_test(lines_are_joined_where_nothing_can_end),
        cmocka_unit_test(code_beside_a_comment_stays),
        cmocka_unit_test(strings_and_patterns_stay_as_they_are),
        cmocka_unit_test(windows_ends_of_lines_and_no_last_one_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
