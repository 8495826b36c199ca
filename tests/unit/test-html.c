#include "office-fixture.h"
#include "read/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LONG                                                                                                        \
    "Đây là một đoạn văn đủ dài để là nội dung chính của trang, có nhiều chữ hơn các " \
    "phần khác của nó, và không có liên kết nào ở trong, nên không thể là trình đơn."
#define MENU                                                                             \
    "<ul><li><a href=a>Trang chủ</a></li><li><a href=b>Giới thiệu</a></li><li>"    \
    "<a href=c>Liên hệ</a></li></ul>"

typedef struct {
    const char *source;
    const char *text;
    const char *html; /* NULL: not looked at */
} Row;

static const Row rows[] = {
    { "<html><head><title>x</title><style>p{}</style><script>if(a<b)c()</script></head>"
      "<body><h2>Mục</h2><p>một\n <b>hai</b> <i>ba</i><br>bốn&nbsp;&amp;</p><!-- ẩn "
      "--></body>",
      "Mục\n\nmột hai ba\nbốn &\n",
      "<h2>Mục</h2>\n<p>một <strong>hai</strong> <em>ba</em><br />\nbốn &amp;</p>\n" },
    { "không có thẻ", "không có thẻ\n", NULL },
    { "<p>a<p>b<div>c<div>d</div>e</div>f", "a\n\nb\n\nc\n\nd\n\ne\n\nf\n", NULL },
    { "<ol start=3><li>ba<ul><li>con</ul><li value=7><p>bảy</p><p>nữa</p></ol>sau",
      "3. ba\n- con\n7. bảy\n\nnữa\n\nsau\n", NULL },
    { "<ol type=a><li>một<li>hai</ol><li>lạc", "a. một\nb. hai\n- lạc\n", NULL },
    { "<p align=center>THÔNG BÁO</p><div style='text-align:center'>Về việc</div>"
      "<p align=center>&nbsp;</p><center>Khác</center><p style='text-align: left'>thân",
      "THÔNG BÁO\nVề việc\n\nKhác\n\nthân\n", NULL },
    { "<pre>một\n  hai</pre>", "một\nhai\n", "<p>một<br />\nhai</p>\n" },
    { "văn<br><br>bản", "văn\n\nbản\n", NULL },
    { "<dl><dt>tên</dt><dd>nghĩa</dd></dl><hr><blockquote>trích</blockquote>",
      "tên\n\nnghĩa\n\ntrích\n", NULL },
    /* tables */
    { "<table border=1><caption>Biểu</caption><tr><th>STT<th>Tên<tr><td>1<td>An</table>",
      "Biểu\n\nSTT Tên\n1 An\n",
      "<p>Biểu</p>\n<table>\n<thead>\n<tr>\n<th>STT</th>\n<th>Tên</th>\n</tr>\n</thead>\n"
      "<tbody>\n<tr>\n<td>1</td>\n<td>An</td>\n</tr>\n</tbody>\n</table>\n" },
    { "<table><tr><td><p>TỈNH ỦY</p><p>Số: 1</p><td>ĐẢNG<br>Hà Nội</table>",
      "TỈNH ỦY\nSố: 1\nĐẢNG\nHà Nội\n", NULL },
    { "<table class=MsoNormalTable><tr><td>a<td>b</table>", "a\nb\n", NULL },
    { "<table class=bang><tr><td>a<td>b</table>", "a b\n", NULL },
    { "<table><tr><td colspan=2>a<td>b<tr><td>c<tr><td>d<tr><td>e</table>",
      "a b\nc\nd\ne\n", NULL },
    { "<table><tr><td>trái<td><table border=1><tr><td>a<td>b</table></table>",
      "trái\n\na b\n", NULL },
    { "<table><tr><td><p>một</p><p>hai</p></table>", "một\n\nhai\n", NULL },
    { "<table role=presentation><tr><td>một<td>hai</table>", "một\n\nhai\n", NULL },
    { "<table border=1><tr><td hidden>ẩn<td>a<td>b<tr style='display:none'><td>c</table>",
      "a b\n", NULL },
    /* what is not shown */
    { "a<span style='DISPLAY : none'>b</span><span hidden>c</span><span "
      "aria-hidden=true>d</span><i style='mso-hide:all'>e</i><noscript>f</noscript>"
      "<select><option>g</select><textarea>h</textarea><del "
      "datetime=x>i</del><svg><title>k"
      "</title></svg><img alt=l>m",
      "am\n", NULL },
    { "<form id=aspnetForm><input type=hidden value=x><p>văn bản</p><button>Gửi</button>",
      "văn bản\n", NULL },
    /* navigation */
    { "<header>Cổng thông tin</header>" MENU "<p>" LONG "</p><footer>Bản quyền</footer>",
      LONG "\n", NULL },
    { "<article><header><h1>Tên</h1></header><p>" LONG "</p><footer>Người ký</footer>"
      "</article><aside>khác</aside>",
      "Tên\n\n" LONG "\n\nNgười ký\n", NULL },
    { "<div class='box nav-left'>mục</div><div id=breadcrumb>x</div><div "
      "class=comments><p>ý kiến</p></div><p>" LONG "</p>",
      LONG "\n", NULL },
    { "<p>Căn cứ <a href=a>Luật A</a>, <a href=b>Luật B</a>, <a href=c>Luật "
      "C</a>;</p><p>" LONG "</p>",
      "Căn cứ Luật A, Luật B, Luật C;\n\n" LONG "\n", NULL },
    { "<div class=menu>" LONG "</div>", LONG "\n", NULL },
    { MENU, "- Trang chủ\n- Giới thiệu\n- Liên hệ\n", NULL },
    /* the main part */
    { "<div>trên</div><main><p>" LONG "</p>" LONG "</main><div>dưới</div>",
      LONG "\n\n" LONG "\n", NULL },
    { "<p>" LONG "</p><main>ngắn</main>", LONG "\n\nngắn\n", NULL },
    { "<div>trên</div><div id=Content><p>" LONG "</p></div>", LONG "\n", NULL },
    { "<article>một</article><article>hai</article><p>" LONG "</p>",
      "một\n\nhai\n\n" LONG "\n", NULL },
    { "<div class='col Chi_Tiet-tin'><h1>Tên</h1><p>" LONG "</p></div>"
      "<div class=col-md-3>Đang xem: 12</div>",
      "Tên\n\n" LONG "\n", NULL },
    { "<div class=chitiet>ngắn</div><p>" LONG "</p><div class='binh-luan x'>hay</div>"
      "<div id=pageFooter>Bản quyền</div><div class=tag>đuôi</div>",
      "ngắn\n\n" LONG "\n\nđuôi\n", NULL },
    /* fonts of TCVN3: of characters the capitals of ASCII, for encoding.h to see */
    { "<p><font face='.VnTimeH'>céng <span style='font-family:Arial'>hßa</span></font> "
      "<span "
      "style='font-family:\".VnArialH\",\"sans-serif\"'>x· </span><font "
      "face=.VnTime>héi</font>"
      "<font face=Helvetica>a</font>",
      "CéNG hßa X· héia\n", NULL },
    /* as Word saves */
    { "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><!--[if gte mso "
      "9]>"
      "<xml><o:a>b</o:a></xml><![endif]--></head><body lang=VI><div class=WordSection1>"
      "<p class=MsoNormal align=center><b><span style='font-size:14.0pt'>THÔNG\r\n"
      "BÁO<o:p></o:p></span></b></p><p class=MsoListParagraph><![if !supportLists]><span "
      "style='mso-list:Ignore'>-<span>&nbsp;&nbsp; </span></span><![endif]>Như trên<o:p>"
      "</o:p></p></div></body></html>",
      "THÔNG BÁO\n\n- Như trên\n",
      "<p><strong>THÔNG BÁO</strong></p>\n<p>- Như trên</p>\n" },
};

static void
a_page_becomes_its_main_text(void **state)
{
    const ConvertOptions options = { .name = "a.html" };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Converted) out = { 0 };
        assert_true(
            convert_html(rows[i].source, strlen(rows[i].source), &options, &out, NULL));
        assert_string_equal(out.text, rows[i].text);
        if (rows[i].html != NULL)
            assert_string_equal(out.html, rows[i].html);
    }
}

#define TITLE(text) "<title>" text "</title><p>a"

static const char *const titles[][2] = {
    { TITLE("Về việc phòng, chống\n dịch bệnh"), "Về việc phòng, chống dịch bệnh" },
    { TITLE("Về việc phòng, chống dịch - Cổng thông tin") "<h1>Về việc\nphòng, chống "
                                                          "dịch</h1>",
      "Về việc phòng, chống dịch" },
    { TITLE("Thông báo - Cổng thông tin của tỉnh") "<h1>Thông báo</h1>",
      "Thông báo - Cổng thông tin của tỉnh" },
    { TITLE("Về việc phòng, chống dịch bệnh") "<h1>Về việc phòng, chống</h1>",
      "Về việc phòng, chống dịch bệnh" },
    { TITLE("Trang chủ"), NULL },
    { TITLE("001_3065f9b87e21bb45"), NULL },
    { TITLE("Microsoft Word - Thông báo về việc này"), NULL },
    { TITLE(""), NULL },
    { "<p>a<svg><title>Một hình vẽ nhỏ ở đây</title></svg>", "Một hình vẽ nhỏ ở đây" },
    { "<p>a", NULL },
};

static void
a_title_that_says_something_is_taken(void **state)
{
    const ConvertOptions options = { .name = "a.html" };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
        g_auto(Converted) out = { 0 };
        const char *source = titles[i][0];
        assert_true(convert_html(source, strlen(source), &options, &out, NULL));
        if (titles[i][1] == NULL)
            assert_null(out.title);
        else
            assert_string_equal(out.title, titles[i][1]);
    }
}

static void
assert_text(const char *bytes, size_t len, const char *text)
{
    const ConvertOptions options = { .name = "a.html" };
    g_auto(Converted) out = { 0 };

    assert_true(convert_html(bytes, len, &options, &out, NULL));
    assert_string_equal(out.text, text);
}

/* «ủy ban» and «cách ly» in bytes of TCVN3. */
static void
a_font_of_capitals_makes_capitals_of_what_was_decoded(void **state)
{
    static const char page[] = "<p><font face=\".VnTimeH\">\xF1y ban nh\xA9n d\xA9n "
                               "t\xD8nh</font></p><p>th\xABng "
                               "b\xB8o v\xD2 vi\xD6"
                               "c c\xB8"
                               "ch ly x\xB7 h\xE9i to\xB5n t\xD8nh</p>";

    (void) state;
    assert_text(page, sizeof page - 1,
                "ỦY BAN NHÂN DÂN TỈNH\n\nthông báo về việc cách ly xã hội toàn tỉnh\n");
}

static void
bytes_are_decoded_whatever_the_page_declares(void **state)
{
    static const char utf16[] = "\xFF\xFE<\0p\0>\0\x1E\xE0\x1E";
    static const char wrong[] = "<meta charset=iso-8859-1><p>Thông báo";
    static const char bad[] = "<p>Thông báo này có một byte sai \xFF ở giữa chừng";
    static const char older[] = /* windows-1258 */
        "<meta charset=utf-8><script>x</script><p class=a>Th\xF4ng b\xE1o cu\xD2"
        "a \xD0"
        "a\xD2ng b\xF4\xF2 ti\xD2nh v\xEA\xCC vi\xEA\xF2"
        "c n\xE0y";
    static const char latin[] = "<meta charset=windows-1252><p>caf\xE9 \x93x\x94";

    (void) state;
    assert_text(wrong, sizeof wrong - 1, "Thông báo\n");
    assert_text(utf16, 6, "");
    assert_text(older, sizeof older - 1, "Thông báo của Đảng bộ tỉnh về việc này\n");
    assert_text(latin, sizeof latin - 1, "café “x”\n");
    assert_text(bad, sizeof bad - 1,
                "Thông báo này có một byte sai \xEF\xBF\xBD ở giữa chừng\n");
}

static void
a_page_that_is_nested_too_deeply_is_refused(void **state)
{
    g_autoptr(GString) page = g_string_new("<body>");

    (void) state;
    for (unsigned i = 0; i < 400; i++)
        g_string_append(page, "<div>");
    g_string_append(page, "x");
    office_refused(convert_html, page->str, page->len, "HTML: nested too deeply");
    office_refused(convert_html, "", 0, "no text");
}

static void
a_table_of_too_many_cells_is_refused(void **state)
{
    g_autoptr(GString) page = g_string_new("<table border=1>");

    (void) state;
    for (unsigned i = 0; i < 1 + DOCUMENT_MAX_CELLS / 62; i++)
        g_string_append(page, "<tr><td colspan=63>a");
    office_refused(convert_html, page->str, page->len, "too many cells in tables");
}

/* libxml2 takes minutes for it; a script that looks like a tag must end all the same. */
static void
attributes_beyond_the_limit_cost_nothing(void **state)
{
    const ConvertOptions options = { .name = "a.html" };
    static const char *const starts[] = { " b=\">\" b", " < c", " <d=\"e", " f\"=\"g",
                                          " 1=\"h" };
    g_autoptr(GString) page = g_string_new("<script>if (i <n");
    g_auto(Converted) out = { 0 };

    (void) state;
    for (unsigned i = 0; i < 300; i++)
        g_string_append_printf(page, i % 2 == 0 ? " a%u" : " x=a%u", i);
    g_string_append(page, "</script><p class=\"x\" hidden=hidden>ẩn</p><p id = 'một\"'");
    for (unsigned i = 0; i < 50000; i++)
        g_string_append_printf(page, "%s%u", starts[i % G_N_ELEMENTS(starts)], i);
    g_string_append(page, ">hiện</p><p style=\"display: none");
    assert_true(convert_html(page->str, page->len, &options, &out, NULL));
    assert_string_equal(out.text, "hiện\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_becomes_its_main_text),
        cmocka_unit_test(a_title_that_says_something_is_taken),
        cmocka_unit_test(a_font_of_capitals_makes_capitals_of_what_was_decoded),
        cmocka_unit_test(bytes_are_decoded_whatever_the_page_declares),
        cmocka_unit_test(a_page_that_is_nested_too_deeply_is_refused),
        cmocka_unit_test(a_table_of_too_many_cells_is_refused),
        cmocka_unit_test(attributes_beyond_the_limit_cost_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
