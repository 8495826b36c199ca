/* site-body - how the text of a notice is laid out for reading. */
#include "site-body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The body without the paragraphs' links, so that the rest can be read. */
static char *
plain_body(const Notice *notice)
{
    g_autofree char *body = site_body(notice, "to {n}");
    g_autoptr(GRegex) links =
        g_regex_new("<a class=\"permalink\"[^>]*></a>| id=\"d[0-9]+\"", 0, 0, NULL);
    return g_regex_replace_literal(links, body, -1, 0, "", 0, NULL);
}

static void
assert_text(const char *text, const char *expected)
{
    g_autofree char *copy = g_strdup(text);
    g_autofree char *body = plain_body(&(Notice){ .text = copy });
    assert_string_equal(body, expected);
}

static void
assert_html(const char *html, const char *expected)
{
    g_autofree char *copy = g_strdup(html);
    g_autofree char *body = plain_body(&(Notice){ .html = copy });
    assert_string_equal(body, expected);
}

static void
a_blank_line_ends_a_paragraph_and_a_newline_breaks_a_line(void **state)
{
    (void) state;
    assert_text("\n\nMột\nhai\n \t\n\nBa.\r\n", "<p>Một<br>\nhai</p>\n<p>Ba.</p>\n");
    assert_text("", "");
    assert_text("\n \n", "");
    assert_text("x", "<p>x</p>\n");
}

static void
each_paragraph_has_an_address_and_a_link_to_it(void **state)
{
    (void) state;
    char text[] = "A\n\nB";
    g_autofree char *body = site_body(&(Notice){ .text = text }, "\"to\" {n} <x>");
    assert_string_equal(body, "<p id=\"d1\">A<a class=\"permalink\" href=\"#d1\" "
                              "aria-label=\"&quot;to&quot; 1 &lt;x&gt;\"></a></p>\n"
                              "<p id=\"d2\">B<a class=\"permalink\" href=\"#d2\" "
                              "aria-label=\"&quot;to&quot; 2 &lt;x&gt;\"></a></p>\n");
    g_autofree char *unnumbered = site_body(&(Notice){ .text = text }, "link");
    assert_non_null(strstr(unnumbered, "aria-label=\"link1\""));
}

static void
text_is_escaped_wherever_it_stands(void **state)
{
    (void) state;
    assert_text("<script>\"'&</script>\n<i>",
                "<p>&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;<br>\n&lt;i&gt;</p>\n");
}

static void
a_paragraph_that_a_page_break_cut_is_joined(void **state)
{
    (void) state;
    assert_text("được đánh giá\n\ncao; hầu hết", "<p>được đánh giá cao; hầu hết</p>\n");
    assert_text("đảng,\n\nđảng viên\n\nở cơ sở", "<p>đảng, đảng viên ở cơ sở</p>\n");
    assert_text("trong\n\n15 ngày", "<p>trong 15 ngày</p>\n");
    assert_text("ngày\n\n12/3/2020", "<p>ngày 12/3/2020</p>\n");
    assert_text("một \"hai\"\n\nba", "<p>một &quot;hai&quot; ba</p>\n");
}

static void
what_ends_a_sentence_or_starts_a_point_is_not_joined(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        { "hết.", "tiếp" },   { "sau:", "tiếp" },    { "hết;", "tiếp" },
        { "hết!", "tiếp" },   { "hết?", "tiếp" },    { "chưa", "Tiếp" },
        { "chưa", "1. Một" }, { "chưa", "1- Một" },  { "chưa", "a) một" },
        { "chưa", "đ) một" }, { "chưa", "a. một" },  { "chưa", "2.1. Hai" },
        { "chưa", "- một" },  { "chưa", "(1) một" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *text = g_strdup_printf("%s\n\n%s", pairs[i][0], pairs[i][1]);
        g_autofree char *expected =
            g_strdup_printf("<p>%s</p>\n<p>%s</p>\n", pairs[i][0], pairs[i][1]);
        assert_text(text, expected);
    }
}

static void
html_of_a_format_with_structure_is_taken_as_it_is(void **state)
{
    (void) state;
    assert_html("<ul>\n<li>một</li>\n</ul>\n<hr />", "<ul>\n<li>một</li>\n</ul>\n<hr />");
    char html[] = "<p>một</p>\n<pre>x</pre>\n<p>hai</p>";
    g_autofree char *body = site_body(&(Notice){ .html = html }, "{n}");
    assert_string_equal(
        body,
        "<p id=\"d1\">một<a class=\"permalink\" href=\"#d1\" aria-label=\"1\"></a></p>\n"
        "<pre>x</pre>\n<p id=\"d2\">hai<a class=\"permalink\" href=\"#d2\" "
        "aria-label=\"2\"></a></p>");
}

static void
a_paragraph_of_html_that_a_page_break_cut_is_joined(void **state)
{
    (void) state;
    assert_html(
        "<p>một <em>hai</em></p>\n<p><strong>ba</strong> bốn</p>\n<p>năm</p>\n<p>Sáu</p>",
        "<p>một <em>hai</em> <strong>ba</strong> bốn năm</p>\n<p>Sáu</p>");
    assert_html("<p>&quot;một&quot;</p>\n<p>hai</p>", "<p>&quot;một&quot; hai</p>");
    assert_html("<p>&quot;một.&quot;</p>\n<p>hai</p>",
                "<p>&quot;một.&quot;</p>\n<p>hai</p>");
    assert_html("<p>một</p>\n<p>1. hai</p>", "<p>một</p>\n<p>1. hai</p>");
    assert_html("<p></p>\n<p>hai</p>", "<p></p>\n<p>hai</p>");
    assert_html("<p>một</p>\n<p>", "<p>một</p>\n<p>");
}

static void
a_list_item_that_a_page_break_cut_is_joined(void **state)
{
    (void) state;
    assert_html(
        "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>\n<p>ba</p>\n<p>bốn</p>\n<p>Năm</p>",
        "<ul>\n<li>một</li>\n<li>hai ba bốn</li>\n</ul>\n<p>Năm</p>");
    assert_html("<ul>\n<li>\n<p>hai</p>\n</li>\n</ul>\n<p>ba</p>\n<p>Bốn</p>",
                "<ul>\n<li>\n<p>hai ba</p>\n</li>\n</ul>\n<p>Bốn</p>");
    assert_html("<ul>\n<li>hai;</li>\n</ul>\n<p>ba</p>",
                "<ul>\n<li>hai;</li>\n</ul>\n<p>ba</p>");
}

static void
assert_body(const char *html, const char *expected)
{
    g_autofree char *copy = g_strdup(html);
    g_autofree char *body = site_body(&(Notice){ .html = copy }, "");
    g_autoptr(GString) text = g_string_new(body);
    g_string_replace(text, "<a class=\"permalink\" href=", "[", 0);
    g_string_replace(text, "></a>", "]", 0);
    assert_string_equal(text->str, expected);
}

static void
each_list_item_has_an_address_before_the_lists_in_it(void **state)
{
    (void) state;
    assert_body(
        "<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>",
        "<ul>\n<li id=\"d1\">a\n[\"#d1\" aria-label=\"1\"]<ol>\n"
        "<li id=\"d2\">b[\"#d2\" aria-label=\"2\"]</li>\n</ol>\n</li>\n"
        "<li>\n<p id=\"d3\">c[\"#d3\" aria-label=\"3\"]</p>\n</li>\n</ul>");
}

static void
an_empty_head_of_a_table_is_left_out(void **state)
{
    (void) state;
    assert_html("<table>\n<thead>\n<tr>\n<th></th>\n</tr>\n</thead>\n<tbody>\n<td>x</td>",
                "<table>\n<tbody>\n<td>x</td>");
    assert_html("<thead><tr><th>a</th></tr></thead>",
                "<thead><tr><th>a</th></tr></thead>");
    assert_html("<thead><th></th>", "<thead><th></th>");
}

static void
headings_in_html_follow_the_page_s_own_without_a_gap(void **state)
{
    (void) state;
    assert_html("<h1>a</h1><h3>b</h3><h3>c</h3><h2>d</h2><h1>e</h1>",
                "<h3>a</h3><h4>b</h4><h4>c</h4><h4>d</h4><h3>e</h3>");
    assert_html("<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6>",
                "<h3>1</h3><h4>2</h4><h5>3</h5><h6>4</h6><h6>5</h6><h6>6</h6>");
}

static void
html_that_ends_inside_a_tag_is_read_to_its_end_only(void **state)
{
    (void) state;
    static const char *const texts[] = { "<",  "x<",  "</",    "<h",   "</h",
                                         "<p", "<li", "</li>", "</p>", "<h7>" };
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_html(texts[i], texts[i]);
}

static void
a_notice_without_text_has_an_empty_body(void **state)
{
    (void) state;
    g_autofree char *body = site_body(&(Notice){ 0 }, "{n}");
    assert_string_equal(body, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_blank_line_ends_a_paragraph_and_a_newline_breaks_a_line),
        cmocka_unit_test(each_paragraph_has_an_address_and_a_link_to_it),
        cmocka_unit_test(text_is_escaped_wherever_it_stands),
        cmocka_unit_test(a_paragraph_that_a_page_break_cut_is_joined),
        cmocka_unit_test(what_ends_a_sentence_or_starts_a_point_is_not_joined),
        cmocka_unit_test(html_of_a_format_with_structure_is_taken_as_it_is),
        cmocka_unit_test(a_paragraph_of_html_that_a_page_break_cut_is_joined),
        cmocka_unit_test(a_list_item_that_a_page_break_cut_is_joined),
        cmocka_unit_test(each_list_item_has_an_address_before_the_lists_in_it),
        cmocka_unit_test(an_empty_head_of_a_table_is_left_out),
        cmocka_unit_test(headings_in_html_follow_the_page_s_own_without_a_gap),
        cmocka_unit_test(html_that_ends_inside_a_tag_is_read_to_its_end_only),
        cmocka_unit_test(a_notice_without_text_has_an_empty_body),
    };
    return cmocka_run_group_tests_name("site-body", tests, NULL, NULL);
}
