#include "markdown.h"

#include "error.h"
#include "markdown-limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *source;
    const char *text;
    const char *html;
} Row;

static const Row rows[] = {
    { "# Tên\n\nMột **hai** *ba*\nbốn `x`\n", "Tên\n\nMột hai ba\nbốn x\n\n",
      "<h1>Tên</h1>\n<p>Một <strong>hai</strong> <em>ba</em>\nbốn <code>x</code></p>\n" },
    { "| a | b |\n|---|--:|\n| c\\|d | **e** |\n\nsau", "a b\nc|d e\n\nsau\n\n",
      "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n"
      "<tbody>\n<tr>\n<td>c|d</td>\n<td align=\"right\"><strong>e</strong></td>\n</tr>\n"
      "</tbody>\n</table>\n<p>sau</p>\n" },
    { "3. ba\n4. bốn\n   - con\n", "3. ba\n4. bốn\n- con\n\n",
      "<ol "
      "start=\"3\">\n<li>ba</li>\n<li>bốn\n<ul>\n<li>con</li>\n</ul>\n</li>\n</ol>\n" },
    { "~~bỏ~~ [chữ](https://a.vn/b \"tên\") <https://c.vn>", "bỏ chữ https://c.vn\n\n",
      "<p><del>bỏ</del> <a href=\"https://a.vn/b\" title=\"tên\">chữ</a> "
      "<a href=\"https://c.vn\">https://c.vn</a></p>\n" },
    { "![ảnh *một*](https://a.vn/x.png) [![trong](y)](z)", "ảnh một trong\n\n",
      "<p>ảnh <em>một</em> <a href=\"z\">trong</a></p>\n" },
    { "<script>alert(1)</script>\n\na <b onclick=x>đậm</b>", "a đậm\n\n",
      "<!-- raw HTML omitted -->\n"
      "<p>a <!-- raw HTML omitted -->đậm<!-- raw HTML omitted --></p>\n" },
    { "[x](javascript:alert(1)) [y](vbscript:z) [z](data:text/html,q)", "x y z\n\n",
      "<p><a href=\"\">x</a> <a href=\"\">y</a> <a href=\"\">z</a></p>\n" },
    { "```sh\nls | wc\n```\n> trích", "ls | wc\n\ntrích\n\n",
      "<pre><code class=\"language-sh\">ls | wc\n</code></pre>\n"
      "<blockquote>\n<p>trích</p>\n</blockquote>\n" },
    { "1 < 2 & \"3\"", "1 < 2 & \"3\"\n\n", "<p>1 &lt; 2 &amp; &quot;3&quot;</p>\n" },
    { "a  \nb\\\nc\n\n---\n", "a\nb\nc\n\n", "<p>a<br />\nb<br />\nc</p>\n<hr />\n" },
    { "", "", "" },
};

static void
markdown_gives_words_and_safe_html(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = NULL;
        g_autofree char *html = NULL;
        assert_true(markdown_read(rows[i].source, &text, &html, NULL));
        assert_string_equal(text, rows[i].text);
        assert_string_equal(html, rows[i].html);
    }
}

/* What OCR wrote, and how it is shown; NULL: as plain paragraphs. */
static const char *const ocr_rows[][2] = {
    { "Một đoạn.\n\n1. Hai\n- ba\n", NULL },
    { "5 * 3 * 2, (*) và (**)", NULL },
    { "a | b", NULL },
    { "#thẻ", NULL },
    { "*\n\n***\n", NULL },
    { "**Đậm\nhai dòng** rồi", "<p><strong>Đậm<br />\nhai dòng</strong> rồi</p>\n" },
    { "THÔNG BÁO**Ý KIẾN\nVỀ X**SAU",
      "<p>THÔNG BÁO <strong>Ý KIẾN<br />\nVỀ X</strong> SAU</p>\n" },
    { "**a** (*) x\n    thụt\n\n\tvào **b**",
      "<p><strong>a</strong> (*) x<br />\nthụt</p>\n<p>vào <strong>b</strong></p>\n" },
    { "**a** <b>c</b> & &lt; [d](e) ![f](g) `h` ~~i~~ _k_ \\l",
      "<p><strong>a</strong> &lt;b&gt;c&lt;/b&gt; &amp; &amp;lt; [d](e) ![f](g) `h` "
      "~~i~~ _k_ "
      "\\l</p>\n" },
    { "**a**\n04. b\n2) c\n> d\n+ e\n-----\n=====",
      "<p><strong>a</strong><br />\n04. b<br />\n"
      "2) c<br />\n&gt; d<br />\n+ e<br />\n"
      "-----<br />\n=====</p>\n" },
    { "**a**\n- 1. b\n-    c\n- - d\n- # e\n*\n",
      "<p><strong>a</strong></p>\n<ul>\n<li>1. b</li>\n<li>c</li>\n<li>- d</li>\n"
      "<li>\n<h1>e</h1>\n</li>\n</ul>\n<p>*</p>\n" },
    { "## Mục\nthân", "<h2>Mục</h2>\n<p>thân</p>\n" },
    { "| x |\n|---|\n| _____ <y> |",
      "<table>\n<thead>\n<tr>\n<th>x</th>\n</tr>\n</thead>\n<tbody>\n"
      "<tr>\n<td>_____ &lt;y&gt;</td>\n</tr>\n</tbody>\n</table>\n" },
    { "| |\n|---|\n| Số: 2081 |",
      "<table>\n<tbody>\n<tr>\n<td>Số: 2081</td>\n</tr>\n</tbody>\n"
      "</table>\n" },
    { "x\n|a\n|-|\n| b | c |\nd",
      "<p>x</p>\n<table>\n<thead>\n<tr>\n<th>a</th>\n<th></th>\n</tr>\n</thead>\n"
      "<tbody>\n<tr>\n<td>b</td>\n<td>c</td>\n</tr>\n<tr>\n<td>d</td>\n<td></td>\n</"
      "tr>\n</tbody>\n</table>\n" },
    { "|a\\|b\\|\n|-|-|",
      "<table>\n<thead>\n<tr>\n<th>a\\</th>\n<th>b\\</th>\n</tr>\n</thead>\n</table>\n" },
    { "\t\xEF\xBB\xBF\t    ~a **b**", "<p>~a <strong>b</strong></p>\n" },
    { "**a\n\nb** c", NULL },
    { "[a]: b\n**c**", "<p>[a]: b<br />\n<strong>c</strong></p>\n" },
};

static void
marks_of_ocr_are_shown_and_all_else_is_text(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(ocr_rows); i++) {
        g_autofree char *html = markdown_render_ocr(ocr_rows[i][0]);
        if (ocr_rows[i][1] == NULL)
            assert_null(html);
        else
            assert_string_equal(html, ocr_rows[i][1]);
    }
}

/* `unit` repeated `n` times between two strings.  (transfer full) */
static char *
repeat(const char *before, const char *unit, unsigned n, const char *after)
{
    GString *out = g_string_new(before);

    for (unsigned i = 0; i < n; i++)
        g_string_append(out, unit);
    return g_string_free(g_string_append(out, after), FALSE);
}

static const struct {
    const char *before;
    const char *unit;
    unsigned good, bad; /* repetitions */
    const char *after;
    const char *message; /* of the bad one */
} limits[] = {
    { "a\n\n", ">", 100, 101, " x\nb\n", "Markdown: nested too deeply, line 3" },
    { "", "- ", 100, 101, "x\n", "Markdown: nested too deeply, line 1" },
    { "", "1) ", 100, 101, "x\n", "Markdown: nested too deeply, line 1" },
    { "", " ", 400, 401, "x\n", "Markdown: indented too far, line 1" },
    { "", "\t", 100, 101, "x\n", "Markdown: indented too far, line 1" },
    { "", "x\n", 20000, 31700, "|-|\n",
      "Markdown: paragraph or table too large, line 31702" },
    { "|a", "|a", 1000, 31700, "|\n\nb",
      "Markdown: paragraph or table too large, line 2" },
    { "|a|a|a|a|\n|-|-|-|-|\n", "|a|\n", 5000, 31000, "\n",
      "Markdown: paragraph or table too large, line 31003" },
    { "", "một dòng dài\n\n", 1000, 1200000, "", "Markdown: larger than 16777216 bytes" },
};

static void
what_would_not_come_to_an_end_is_refused(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
        g_autofree char *good =
            repeat(limits[i].before, limits[i].unit, limits[i].good, limits[i].after);
        g_autofree char *bad =
            repeat(limits[i].before, limits[i].unit, limits[i].bad, limits[i].after);
        g_autofree char *text = NULL;
        g_autofree char *html = NULL;
        g_autoptr(GError) error = NULL;
        assert_true(markdown_check_limits(good, NULL));
        assert_false(markdown_read(bad, &text, &html, &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT));
        assert_string_equal(error->message, limits[i].message);
        assert_null(text);
        assert_null(html);
    }
}

static void
lines_of_dashes_and_numbers_are_no_nesting(void **state)
{
    g_autofree char *dashes = repeat("", "-", 1000, "\n");
    g_autofree char *digits = repeat("", "1.", 1000, "\n");

    (void) state;
    assert_true(markdown_check_limits(dashes, NULL));
    assert_true(markdown_check_limits(digits, NULL));
    assert_true(markdown_check_limits("", NULL));
}

static void
ocr_over_the_limits_is_shown_as_plain_text(void **state)
{
    g_autofree char *long_text = repeat("**a**\n", "x\n", 40000, "");

    (void) state;
    assert_null(markdown_render_ocr(long_text));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_gives_words_and_safe_html),
        cmocka_unit_test(marks_of_ocr_are_shown_and_all_else_is_text),
        cmocka_unit_test(what_would_not_come_to_an_end_is_refused),
        cmocka_unit_test(lines_of_dashes_and_numbers_are_no_nesting),
        cmocka_unit_test(ocr_over_the_limits_is_shown_as_plain_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
