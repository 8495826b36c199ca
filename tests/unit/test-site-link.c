/* site-link - numbers of cited documents in a text, and what only looks like one. */
#include "site-link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const LinkTarget targets[] = {
    { "Chỉ thị", "16/CT-TTg", FALSE, "?a&b" },
    { "Nghị quyết", "16/CT-TTg-X", FALSE, "x" },
    { NULL, "2033-TB/TU", FALSE, "t" },
    { "Quyết định", "7/QĐ-TTg", FALSE, "q" },
    { "Chỉ thị", "19", TRUE, "s" },
};

/* The text with [ and ] for links, after the address's first letter. */
static void
assert_linked(const char *html, const char *expected)
{
    g_autofree char *linked = site_link_citations(html, targets, G_N_ELEMENTS(targets));
    g_autoptr(GString) text = g_string_new(linked);
    g_string_replace(text, "<a class=\"cited\" href=\"", "[", 0);
    g_string_replace(text, "</a>", "]", 0);
    g_string_replace(text, "\">", " ", 0);
    assert_string_equal(text->str, expected);
}

static void
a_number_is_linked_with_its_noun(void **state)
{
    (void) state;
    assert_linked("theo Chỉ thị số 16/CT-TTg, và",
                  "theo [?a&amp;b Chỉ thị số 16/CT-TTg], và");
    assert_linked("chỉ thị 16/CT-TTg", "[?a&amp;b chỉ thị 16/CT-TTg]");
    assert_linked("số 16/CT-TTg", "số [?a&amp;b 16/CT-TTg]");
    assert_linked("Nghị định số 16/CT-TTg", "Nghị định số [?a&amp;b 16/CT-TTg]");
    assert_linked("Thông báo 2033-TB/TU", "Thông báo [t 2033-TB/TU]");
    assert_linked("Quyết định số 07/QĐ-TTg", "[q Quyết định số 07/QĐ-TTg]");
}

static void
blanks_dashes_zeros_and_case_do_not_matter(void **state)
{
    (void) state;
    assert_linked("016/CT - TTg", "[?a&amp;b 016/CT - TTg]");
    assert_linked("16 / ct–ttg.", "[?a&amp;b 16 / ct–ttg].");
    assert_linked("2033 -TB/TU;", "[t 2033 -TB/TU];");
    assert_linked("7/qđ-ttg", "[q 7/qđ-ttg]");
}

static void
the_longest_number_is_the_one(void **state)
{
    (void) state;
    assert_linked("16/CT-TTg-X", "[x 16/CT-TTg-X]");
}

static void
part_of_a_longer_number_or_word_is_not_linked(void **state)
{
    (void) state;
    static const char *const texts[] = { "116/CT-TTg", "16/CT-TTgx",  "16/CT-TTgư",
                                         "a16/CT-TTg", "1.16/CT-TTg", "16/CT",
                                         "16",         "16/CTTTg" };
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_linked(texts[i], texts[i]);
}

static void
a_short_form_is_linked_behind_its_noun_only(void **state)
{
    (void) state;
    assert_linked("Chỉ thị 19, chỉ thị số 19.", "[s Chỉ thị 19], [s chỉ thị số 19].");
    static const char *const texts[] = { "19 ca", "Chỉ thị 19/CT", "Chỉ thị 19-CT",
                                         "Chỉ thị 19.5" };
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_linked(texts[i], texts[i]);
}

static void
nothing_in_a_tag_or_a_link_is_touched(void **state)
{
    (void) state;
    static const char *const texts[] = {
        "<p id=\"16/CT-TTg\">",
        "<a href=\"y\">16/CT-TTg</a>",
        "<a href=\"16/CT-TTg",
        "<p 16/CT-TTg",
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *linked = site_link_citations(texts[i], targets, 5);
        assert_string_equal(linked, texts[i]);
    }
    /* a noun before a tag stays outside the link */
    assert_linked("Chỉ thị <em>16/CT-TTg</em>", "Chỉ thị <em>[?a&amp;b 16/CT-TTg]</em>");
    assert_linked("Chỉ thị <em>19</em>", "Chỉ thị <em>19</em>");
}

static void
without_targets_the_text_is_the_same(void **state)
{
    (void) state;
    g_autofree char *linked = site_link_citations("<p>16/CT-TTg 19</p>", NULL, 0);
    assert_string_equal(linked, "<p>16/CT-TTg 19</p>");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_linked_with_its_noun),
        cmocka_unit_test(blanks_dashes_zeros_and_case_do_not_matter),
        cmocka_unit_test(the_longest_number_is_the_one),
        cmocka_unit_test(part_of_a_longer_number_or_word_is_not_linked),
        cmocka_unit_test(a_short_form_is_linked_behind_its_noun_only),
        cmocka_unit_test(nothing_in_a_tag_or_a_link_is_touched),
        cmocka_unit_test(without_targets_the_text_is_the_same),
    };
    return cmocka_run_group_tests_name("site-link", tests, NULL, NULL);
}
