#include "csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
a_cell_is_quoted_and_never_a_formula(void **state)
{
    static const char *const rows[][2] = {
        { NULL, "" },
        { "", "\"\"" },
        { "Chỉ thị", "\"Chỉ thị\"" },
        { "a \"b\", c", "\"a \"\"b\"\", c\"" },
        { "hai\ndòng", "\"hai\ndòng\"" },
        { "=1+1", "\"'=1+1\"" },
        { "+84", "\"'+84\"" },
        { "- mục", "\"'- mục\"" },
        { "@SUM(A1)", "\"'@SUM(A1)\"" },
        { "\tx", "\"'\tx\"" },
        { "\r=1", "\"'\r=1\"" },
        { "\n=1", "\"'\n=1\"" },
        { "＝1+1", "\"'＝1+1\"" },
        { "＠x", "\"'＠x\"" },
        { "\001\002=1", "\"'=1\"" },
        { "a\033[31mb\177", "\"a[31mb\"" },
        { "1-1", "\"1-1\"" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        csv_append_cell(out, rows[i][0]);
        assert_string_equal(out->str, rows[i][1]);
    }
}

static void
a_row_has_commas_between_cells_and_ends_as_rfc_4180_says(void **state)
{
    const char *const cells[] = { "a", NULL, "c" };
    g_autoptr(GString) out = g_string_new(NULL);

    (void) state;
    csv_append_row(out, cells, G_N_ELEMENTS(cells));
    assert_string_equal(out->str, "\"a\",,\"c\"\r\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_quoted_and_never_a_formula),
        cmocka_unit_test(a_row_has_commas_between_cells_and_ends_as_rfc_4180_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
