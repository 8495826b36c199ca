/* site-body - how the text of a notice is laid out for reading. */
#include "site-body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static char *
body_html(const Notice *notice, const char *permalink)
{
    const Layout none = { 0 };
    g_autoptr(SiteBody) body = site_body_new(notice, &none, permalink);
    return g_strdup(body->html);
}

/* The body without the paragraphs' links, so that the rest can be read. */
static char *
without_links(const char *body)
{
    g_autoptr(GRegex) links =
        g_regex_new("<a class=\"permalink\"[^>]*></a>| id=\"[dst][0-9]+\"", 0, 0, NULL);
    return g_regex_replace_literal(links, body, -1, 0, "", 0, NULL);
}

static char *
plain_body(const Notice *notice)
{
    g_autofree char *body = body_html(notice, "to {n}");
    return without_links(body);
}

static unsigned
count_of(const char *text, const char *part)
{
    unsigned count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
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
    g_autofree char *body = body_html(&(Notice){ .text = text }, "\"to\" {n} <x>");
    assert_string_equal(body, "<p id=\"d1\">A<a class=\"permalink\" href=\"#d1\" "
                              "aria-label=\"&quot;to&quot; 1 &lt;x&gt;\"></a></p>\n"
                              "<p id=\"d2\">B<a class=\"permalink\" href=\"#d2\" "
                              "aria-label=\"&quot;to&quot; 2 &lt;x&gt;\"></a></p>\n");
    g_autofree char *unnumbered = body_html(&(Notice){ .text = text }, "link");
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
        { "hết.", "tiếp" },    { "sau:", "tiếp" },     { "hết;", "tiếp" },
        { "hết!", "tiếp" },    { "hết?", "tiếp" },     { "chưa", "Tiếp" },
        { "chưa", "1. Một" },  { "chưa", "1- Một" },   { "chưa", "a) một" },
        { "chưa", "đ) một" },  { "chưa", "2.1. Hai" }, { "chưa", "- một" },
        { "chưa", "(1) một" }, { "chưa", "a. một" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *text = g_strdup_printf("%s\n\n%s", pairs[i][0], pairs[i][1]);
        g_autofree char *body = plain_body(&(Notice){ .text = text });
        assert_int_equal(count_of(body, "<p"), 2);
    }
}

static void
html_of_a_format_with_structure_is_taken_as_it_is(void **state)
{
    (void) state;
    assert_html("<ul>\n<li>một</li>\n</ul>\n<hr />", "<ul>\n<li>một</li>\n</ul>\n<hr />");
    char html[] = "<p>một</p>\n<pre>x</pre>\n<p>hai</p>";
    g_autofree char *body = body_html(&(Notice){ .html = html }, "{n}");
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
    assert_html("<p>một</p>\n<p>1. hai</p>",
                "<p>một</p>\n<p class=\"n1\"><span class=\"no\">1.</span> hai</p>");
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
    g_autofree char *body = body_html(&(Notice){ .html = copy }, "");
    g_autoptr(GString) text = g_string_new(body);
    g_string_replace(text, "<a class=\"permalink\" href=", "[", 0);
    g_string_replace(text, "></a>", "]", 0);
    assert_string_equal(text->str, expected);
}

static void
each_list_item_has_an_address_before_what_is_in_it(void **state)
{
    (void) state;
    assert_body(
        "<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>",
        "<ul>\n<li id=\"d1\">a\n[\"#d1\" aria-label=\"1\"]<ol>\n"
        "<li id=\"d2\">b[\"#d2\" aria-label=\"2\"]</li>\n</ol>\n</li>\n"
        "<li>\n<p id=\"d3\">c[\"#d3\" aria-label=\"3\"]</p>\n</li>\n</ul>");
    assert_body("<ul>\n<li>\n<h1>a</h1>\n</li>\n<li>b\n<h1>c</h1>\n</li>\n</ul>",
                "<ul>\n<li>\n<h3 id=\"s1\">a[\"#s1\" aria-label=\"1\"]</h3>\n</li>\n"
                "<li id=\"d1\">b\n[\"#d1\" aria-label=\"1\"]<h3 id=\"s2\">c[\"#s2\" "
                "aria-label=\"2\"]</h3>\n</li>\n</ul>");
}

static void
an_empty_head_of_a_table_is_left_out(void **state)
{
    (void) state;
    assert_html("<table>\n<thead>\n<tr>\n<th></th>\n</tr>\n</thead>\n<tbody>\n<td>x</td>",
                "<div class=\"scroll\">\n<table>\n<tbody>\n<td>x</td>");
    assert_html("<thead><tr><th>a</th></tr></thead>",
                "<thead><tr><th>a</th></tr></thead>");
    assert_html("<thead><th></th>", "<thead><th></th>");
}

static void
a_table_has_an_address_and_scrolls_in_a_box(void **state)
{
    (void) state;
    assert_body("<table>\n<tr><td>a</td></tr>\n</table>\n<p>b</p>",
                "<div class=\"scroll\">\n<table id=\"t1\">\n<tr><td>a</td></tr>\n"
                "</table>\n</div>\n<p id=\"d1\">b[\"#d1\" aria-label=\"1\"]</p>");
}

/* ---- structure ------------------------------------------------------------------ */

static void
points_have_the_depth_that_their_marks_say(void **state)
{
    (void) state;
    assert_text("1. A\n2. B\na) b\n- c\n+ d\n- e\nb) f\n3. G",
                "<p class=\"n1\"><span class=\"no\">1.</span> A</p>\n"
                "<p class=\"n1\"><span class=\"no\">2.</span> B</p>\n"
                "<p class=\"n2\"><span class=\"no\">a)</span> b</p>\n"
                "<p class=\"n3\"><span class=\"no\">-</span> c</p>\n"
                "<p class=\"n4\"><span class=\"no\">+</span> d</p>\n"
                "<p class=\"n3\"><span class=\"no\">-</span> e</p>\n"
                "<p class=\"n2\"><span class=\"no\">b)</span> f</p>\n"
                "<p class=\"n1\"><span class=\"no\">3.</span> G</p>\n");
    assert_text("II- A.\n\n2.1. B\n\n(2) C",
                "<p class=\"n1\"><span class=\"no\">II-</span> A.</p>\n"
                "<p class=\"n2\"><span class=\"no\">2.1.</span> B</p>\n"
                "<p class=\"n3\"><span class=\"no\">(2)</span> C</p>\n");
    /* a paragraph between them ends none */
    assert_text("1. A.\n\nB.\n\na) c",
                "<p class=\"n1\"><span class=\"no\">1.</span> A.</p>\n<p>B.</p>\n"
                "<p class=\"n2\"><span class=\"no\">a)</span> c</p>\n");
}

static void
what_only_looks_like_a_point_s_mark_is_text(void **state)
{
    (void) state;
    static const char *const lines[] = {
        "1.354 ca",       "12/3/2020 họp", "100-150 g gan", "V-League 2004",
        "M.C. (theo AP)", "T. Huyền",      "+10 điểm",      "-5 độ",
        "1234. năm",      "Điều 12 Luật",  "Chương trình",  "vv) một",
        "Mục tiêu",       "i một",         "(abc) một",     "1",
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *expected = g_strdup_printf("<p>%s</p>\n", lines[i]);
        assert_text(lines[i], expected);
    }
}

static void
a_letter_with_a_dot_is_a_mark_only_in_a_row_that_began_with_a(void **state)
{
    (void) state;
    assert_text("A. Một\nB. Hai\nC. Ba",
                "<p class=\"n1\"><span class=\"no\">A.</span> Một</p>\n"
                "<p class=\"n1\"><span class=\"no\">B.</span> Hai</p>\n"
                "<p class=\"n1\"><span class=\"no\">C.</span> Ba</p>\n");
    assert_text("B. Hai\nC. Ba", "<p>B. Hai<br>\nC. Ba</p>\n");
}

static void
lines_that_are_long_are_paragraphs(void **state)
{
    (void) state;
    g_autofree char *line = g_strnfill(250, 'x');
    g_autofree char *text = g_strdup_printf("Một \n%s\nHai\n\nBa\nbốn", line);
    g_autofree char *expected =
        g_strdup_printf("<p>Một</p>\n<p>%s</p>\n<p>Hai</p>\n<p>Ba<br>\nbốn</p>\n", line);
    assert_text(text, expected);
    g_autofree char *html =
        g_strdup_printf("<p>Một<br />\n%s<br />\n<em>Hai</em></p>", line);
    g_autofree char *laid =
        g_strdup_printf("<p>Một</p>\n<p>%s</p>\n<p><em>Hai</em></p>", line);
    assert_html(html, laid);
}

static void
an_emphasis_over_a_line_s_end_is_not_torn(void **state)
{
    (void) state;
    assert_html("<p><em>một<br />\n- hai</em></p>", "<p><em>một<br />\n- hai</em></p>");
    assert_html("<p><em>một</em><br />\n<em>- hai</em></p>",
                "<p><em>một</em></p>\n<p class=\"n1\"><em><span class=\"no\">-</span> "
                "hai</em></p>");
}

static void
chapters_articles_and_short_roman_points_are_headings(void **state)
{
    (void) state;
    assert_text("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Luật này\nĐiều 2. Dài."
                "\n\nI. KẾT QUẢ",
                "<h3>Chương I<br>\nQUY ĐỊNH CHUNG</h3>\n<h4>Điều 1. Phạm vi</h4>\n"
                "<p class=\"n1\"><span class=\"no\">1.</span> Luật này</p>\n"
                "<p class=\"n0\"><span class=\"no\">Điều 2.</span> Dài.</p>\n"
                "<h5>I. KẾT QUẢ</h5>\n");
    assert_text("PHẦN THỨ NHẤT", "<h3>PHẦN THỨ NHẤT</h3>\n");
    assert_text("PHẦN THỨ \nabcdefgh ijk", "<p>PHẦN THỨ<br>\nabcdefgh ijk</p>\n");
    g_autofree char *line = g_strnfill(250, 'x');
    g_autofree char *text = g_strdup_printf("Chương I\nTÊN\n%s\nX", line);
    g_autofree char *laid =
        g_strdup_printf("<h3>Chương I<br>\nTÊN</h3>\n<p>%s</p>\n<p>X</p>\n", line);
    assert_text(text, laid);
    assert_html("<h1>a</h1>\n<p><strong>Điều 5a. B</strong></p>",
                "<h3>a</h3>\n<h4><strong>Điều 5a. B</strong></h4>");
}

static void
headings_and_articles_make_the_contents(void **state)
{
    (void) state;
    char html[] = "<h2>A &amp; <em>b</em></h2>\n<p>Chương I</p>\n<p>Điều 1. X &lt;.</p>";
    const Layout none = { 0 };
    static const struct {
        const char *text;
        unsigned depth;
        char kind;
    } expected[] = { { "A & b", 1, 's' },
                     { "Chương I", 2, 's' },
                     { "Điều 1. X <.", 3, 'd' } };
    g_autoptr(SiteBody) body = site_body_new(&(Notice){ .html = html }, &none, "");
    assert_int_equal(body->headings->len, G_N_ELEMENTS(expected));
    for (unsigned i = 0; i < G_N_ELEMENTS(expected); i++) {
        const BodyHeading *heading = &g_array_index(body->headings, BodyHeading, i);
        assert_string_equal(heading->text, expected[i].text);
        assert_int_equal(heading->depth, expected[i].depth);
        assert_int_equal(heading->part.kind, expected[i].kind);
    }
}

static void
a_long_heading_is_cut_in_the_contents(void **state)
{
    (void) state;
    g_autoptr(GString) text = g_string_new("Điều 1.");
    const Layout none = { 0 };
    for (unsigned i = 0; i < 40; i++)
        g_string_append(text, " dài");
    g_string_append(text, ".");
    g_autoptr(SiteBody) body = site_body_new(&(Notice){ .text = text->str }, &none, "");
    const BodyHeading *heading = &g_array_index(body->headings, BodyHeading, 0);
    assert_true(strlen(heading->text) < 115);
    assert_true(g_str_has_suffix(heading->text, " dài…"));
}

/* ---- lines and zones ------------------------------------------------------------ */

static void
assert_part(const SiteBody *body, uint64_t line, char kind, unsigned n)
{
    const BodyPart *part = site_body_part(body, line);
    assert_non_null(part);
    assert_int_equal(part->kind, kind);
    assert_int_equal(part->n, n);
}

static void
a_line_of_the_text_is_found_in_its_paragraph(void **state)
{
    (void) state;
    char text[] = "\nMột\nhai\n\nba\nbốn\n\n1. Năm\n";
    const Layout none = { 0 };
    g_autoptr(SiteBody) body = site_body_new(&(Notice){ .text = text }, &none, "");
    assert_null(site_body_part(body, 1));
    assert_part(body, 2, 'd', 1);
    assert_part(body, 3, 'd', 1);
    assert_part(body, 5, 'd', 1); /* joined */
    assert_part(body, 8, 'd', 2);
}

static void
a_line_of_the_text_is_found_in_html_that_has_other_marks(void **state)
{
    (void) state;
    char text[] = "Tiêu đề lớn\n\n1. mục đầu\n2. mục hai\n\nô trái\n\nô phải\n\n"
                  "Đoạn \"cuối\" cùng\n\nKý";
    char html[] =
        "<h1>Tiêu đề lớn</h1>\n<ol>\n<li>mục đầu</li>\n<li>mục hai</li>\n</ol>\n"
        "<p>thừa ra</p>\n<table>\n<tr><td>ô trái</td><td>ô phải</td></tr>\n"
        "</table>\n<p>Đoạn &quot;<em>cuối</em>&quot; cùng</p>\n<p>Ký</p>\n";
    const Layout none = { 0 };
    g_autoptr(SiteBody) body =
        site_body_new(&(Notice){ .text = text, .html = html }, &none, "");
    assert_part(body, 1, 's', 1);
    assert_part(body, 3, 'd', 1);
    assert_part(body, 4, 'd', 2);
    assert_part(body, 6, 't', 1);
    assert_part(body, 10, 'd', 4);
    assert_part(body, 12, 'd', 4); /* «Ký» is too short to be sure of */
}

static void
html_that_is_of_another_text_has_no_lines(void **state)
{
    (void) state;
    g_autoptr(GString) html = g_string_new(NULL);
    const Layout none = { 0 };
    char text[] = "không có gì ở đây cả";
    for (unsigned i = 0; i < 30; i++)
        g_string_append(html, "<p>Abcdefghij.</p>\n");
    g_autoptr(SiteBody) body =
        site_body_new(&(Notice){ .text = text, .html = html->str }, &none, "");
    assert_int_equal(body->parts->len, 30);
    assert_null(site_body_part(body, 1));
}

static void
what_the_layout_says_stands_in_a_box_of_its_zone(void **state)
{
    (void) state;
    char text[] =
        "Sở Y tế\n\nTHÔNG BÁO\n\n1. Một.\n\nNơi nhận:\n- A\n- B\n\nBÍ THƯ\n1. X\n\nHết";
    Layout layout = { 0 };
    layout.zones[ZONE_HEAD].first = 1;
    layout.zones[ZONE_HEAD].last = 2;
    layout.zones[ZONE_TITLE].first = layout.zones[ZONE_TITLE].last = 3;
    layout.zones[ZONE_TO].first = 8;
    layout.zones[ZONE_TO].last = 9;
    layout.zones[ZONE_SIGN].first = 11;
    layout.zones[ZONE_SIGN].last = 12;
    g_autoptr(SiteBody) body = site_body_new(&(Notice){ .text = text }, &layout, "");
    g_autofree char *plain = without_links(body->html);
    assert_string_equal(plain,
                        "<div class=\"zone-head\">\n<p>Sở Y tế</p>\n</div>\n"
                        "<div class=\"zone-title\">\n<p>THÔNG BÁO</p>\n</div>\n"
                        "<p class=\"n1\"><span class=\"no\">1.</span> Một.</p>\n"
                        "<div class=\"zone-to\">\n<p>Nơi nhận:</p>\n"
                        "<p class=\"n1\"><span class=\"no\">-</span> A</p>\n"
                        "<p class=\"n1\"><span class=\"no\">-</span> B</p>\n</div>\n"
                        "<div class=\"zone-sign\">\n<p>BÍ THƯ<br>\n1. X</p>\n</div>\n"
                        "<p>Hết</p>\n");
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
    g_autofree char *body = body_html(&(Notice){ 0 }, "{n}");
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
        cmocka_unit_test(each_list_item_has_an_address_before_what_is_in_it),
        cmocka_unit_test(an_empty_head_of_a_table_is_left_out),
        cmocka_unit_test(a_table_has_an_address_and_scrolls_in_a_box),
        cmocka_unit_test(points_have_the_depth_that_their_marks_say),
        cmocka_unit_test(what_only_looks_like_a_point_s_mark_is_text),
        cmocka_unit_test(a_letter_with_a_dot_is_a_mark_only_in_a_row_that_began_with_a),
        cmocka_unit_test(lines_that_are_long_are_paragraphs),
        cmocka_unit_test(an_emphasis_over_a_line_s_end_is_not_torn),
        cmocka_unit_test(chapters_articles_and_short_roman_points_are_headings),
        cmocka_unit_test(headings_and_articles_make_the_contents),
        cmocka_unit_test(a_long_heading_is_cut_in_the_contents),
        cmocka_unit_test(a_line_of_the_text_is_found_in_its_paragraph),
        cmocka_unit_test(a_line_of_the_text_is_found_in_html_that_has_other_marks),
        cmocka_unit_test(html_that_is_of_another_text_has_no_lines),
        cmocka_unit_test(what_the_layout_says_stands_in_a_box_of_its_zone),
        cmocka_unit_test(headings_in_html_follow_the_page_s_own_without_a_gap),
        cmocka_unit_test(html_that_ends_inside_a_tag_is_read_to_its_end_only),
        cmocka_unit_test(a_notice_without_text_has_an_empty_body),
    };
    return cmocka_run_group_tests_name("site-body", tests, NULL, NULL);
}
