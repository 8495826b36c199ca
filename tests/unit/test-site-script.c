/* site-script - pages that are scripts, whatever their text. */
#include "site-fixture.h"

#include "site-script.h"

#include <string.h>

#define OPEN "<!--\ntracuu.page(String.raw`-->\n"
#define CLOSE "<!--`)//-->\n"

static void
a_page_stands_between_two_comments(void **state)
{
    (void) state;
    g_autofree char *page = site_script_wrap("<!DOCTYPE html>\n</html>\n");
    assert_string_equal(page, OPEN "<!DOCTYPE html>\n</html>\n" CLOSE);
}

static void
the_last_comment_begins_its_own_line(void **state)
{
    (void) state;
    g_autofree char *page = site_script_wrap("</html>");
    g_autofree char *empty = site_script_wrap("");
    assert_string_equal(page, OPEN "</html>\n" CLOSE);
    assert_string_equal(empty, OPEN CLOSE);
}

static void
nothing_in_a_page_ends_the_literal_or_starts_an_expression(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        const char *written;
    } rows[] = {
        { "`", "&#96;" },
        { "\\`)//", "\\&#96;)//" },
        { "``${x}`", "&#96;&#96;&#36;{x}&#96;" },
        { "$${`", "$&#36;{&#96;" },
        { "$", "$" },
        { "$ {", "$ {" },
        { "{$}", "{$}" },
        { "\\${\\", "\\&#36;{\\" },
        { "\\u{zz} \\x \\", "\\u{zz} \\x \\" },
        { "a$", "a$" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *page = site_script_wrap(rows[i].text);
        g_autofree char *expected = g_strconcat(OPEN, rows[i].written, "\n", CLOSE, NULL);
        assert_string_equal(page, expected);
    }
}

/* The whole way of a notice: whatever field it comes from. */
static void
a_notice_page_has_one_literal_only(void **state)
{
    (void) state;
    char hostile[] = "`${alert(1)}</script>-->\\`";
    char file_name[] = "x";
    const Notice notice = { .id = hostile,
                            .file_name = file_name,
                            .title = hostile,
                            .issuer = hostile,
                            .text = hostile };
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autofree char *page =
        site_render_notice(site, &(SiteNotice){ .notice = &notice }, NULL);
    assert_non_null(page);
    assert_true(g_str_has_prefix(page, OPEN "<!DOCTYPE html>\n"));
    assert_true(g_str_has_suffix(page, "</html>\n" CLOSE));
    assert_int_equal(count_of(page, "`"), 2);
    assert_null(strstr(page, "${"));
    assert_has(page, "<h1>&#96;&#36;{alert(1)}&lt;/script&gt;--&gt;\\&#96;</h1>");
}

static void
other_pages_are_no_scripts(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autofree char *page = site_render_search(site, "root-1a2b3c4d.js", NULL);
    assert_true(g_str_has_prefix(page, "<!DOCTYPE html>\n"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_stands_between_two_comments),
        cmocka_unit_test(the_last_comment_begins_its_own_line),
        cmocka_unit_test(nothing_in_a_page_ends_the_literal_or_starts_an_expression),
        cmocka_unit_test(a_notice_page_has_one_literal_only),
        cmocka_unit_test(other_pages_are_no_scripts),
    };
    return cmocka_run_group_tests_name("site-script", tests, NULL, NULL);
}
