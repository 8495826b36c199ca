#include "office-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define P(content) "<text:p>" content "</text:p>"
#define ITEM(content) "<text:list-item>" content "</text:list-item>"

typedef struct {
    const char *body;
    const char *text;
    const char *html; /* NULL: not looked at */
} Row;

static const char styles[] =
    "<style:style style:name=\"B\" style:family=\"text\"><style:text-properties "
    "fo:font-weight=\"bold\" fo:font-style=\"italic\"/></style:style>"
    "<style:style style:name=\"S\" style:family=\"text\" style:parent-style-name=\"B\">"
    "<style:text-properties fo:font-weight=\"400\"/></style:style>"
    "<style:style style:name=\"An\" style:family=\"text\"><style:text-properties "
    "text:display=\"none\" fo:text-transform=\"uppercase\"/></style:style>"
    "<style:style style:name=\"C\" style:family=\"paragraph\" "
    "style:parent-style-name=\"C\"><style:paragraph-properties fo:text-align=\"center\"/>"
    "<style:text-properties fo:text-transform=\"uppercase\"/></style:style>"
    "<style:style style:name=\"K\" "
    "style:family=\"table-cell\"><style:table-cell-properties "
    "fo:border-top=\"0.5pt solid #000000\" fo:border-left=\"none\"/></style:style>"
    "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" "
    "style:num-format=\"1\" style:num-suffix=\".\"/><text:list-level-style-number "
    "text:level=\"2\" style:num-format=\"a\" style:num-prefix=\"(\" "
    "style:num-suffix=\")\"/>"
    "<text:list-level-style-number text:level=\"3\" style:num-format=\"1\" "
    "text:display-levels=\"3\"/></text:list-style>"
    "<text:list-style style:name=\"G\"><text:list-level-style-bullet text:level=\"1\" "
    "text:bullet-char=\"-\"/></text:list-style>"
    "<text:list-style style:name=\"T\"><text:list-level-style-number text:level=\"1\" "
    "style:num-format=\"\" style:num-suffix=\".\"/></text:list-style>";

static const Row rows[] = {
    { P("một\n   hai<text:s text:c=\"3\"/>ba<text:tab/>bốn<text:line-break/>năm") P(""),
      "một hai ba bốn\nnăm\n", "<p>một hai ba bốn<br />\nnăm</p>\n" },
    { "<text:h text:outline-level=\"2\">Mục</text:h>" P("thân"), "Mục\n\nthân\n",
      "<h2>Mục</h2>\n<p>thân</p>\n" },
    { P("a <text:span text:style-name=\"B\">b</text:span> <text:span "
        "text:style-name=\"S\">c</text:span><text:span "
        "text:style-name=\"An\">d</text:span>"
        "<text:a>e</text:a>"),
      "a b ce\n", "<p>a <strong><em>b</em></strong><em> c</em>e</p>\n" },
    { "<text:p text:style-name=\"C\">Thông báo</text:p><text:p text:style-name=\"C\">Về"
      "</text:p>",
      "THÔNG BÁO\nVỀ\n", NULL },
    { "<text:list text:style-name=\"L\">" ITEM(P("một") "<text:list>" ITEM(P("con")) ITEM(
          P("nữa")
              P("đoạn hai") "<text:list>" ITEM(P("sâu")) "</text:list>") "</text:list>")
          ITEM(P("hai")) "</text:list>" P(
              "xen") "<text:list text:style-name=\"L\" "
                     "text:continue-numbering=\"true\">" ITEM(P(
                         "ba")) "<text:list-item "
                                "text:start-value="
                                "\"9\">" P(
                                    "chín") "</"
                                            "text:"
                                            "list-"
                                            "item>"
                                            "</"
                                            "text:"
                                            "list>"
                                            "<text"
                                            ":list"
                                            " text"
                                            ":styl"
                                            "e-"
                                            "name="
                                            "\"L\""
                                            "><"
                                            "text:"
                                            "list-"
                                            "heade"
                                            "r>" P("không số") "</text:list-header>" ITEM(
                                                P("lại một")) "</text:list>",
      "1. một\n(a) con\n(b) nữa\n\nđoạn hai\n\n1.b.1 sâu\n2. hai\n\nxen\n\n3. ba\n"
      "9. chín\n\nkhông số\n\n1. lại một\n",
      NULL },
    { "<text:list text:style-name=\"G\">" ITEM(
          P("gạch")) "</text:list>"
                     "<text:list text:style-name=\"T\">" ITEM(
                         P("trơn")) "</text:list>"
                                    "<text:list>" ITEM(
                                        P("lạ")) "</text:list>"
                                                 "<text:list text:style-name=\"L\">" ITEM(
                                                     "<text:h "
                                                     "text:outline-level=\"1\">đầu</"
                                                     "text:h>") "</text:list>",
      "- gạch\n\ntrơn\n\n- lạ\n\n1. đầu\n", NULL },
    { "<text:tracked-changes><text:changed-region><text:deletion>" P(
          "bỏ") "</"
                "text:"
                "deletion></"
                "text:changed-"
                "region></"
                "text:tracked-"
                "changes>" P("giữ<"
                             "office:"
                             "annotatio"
                             "n>" P("ý "
                                    "kiến") "</office:annotation>"),
      "giữ\n", NULL },
    { P("Luật<text:note><text:note-citation>1</text:note-citation><text:note-body>" P(
          "Chú thích") "</text:note-body></text:note> mới<text:note/>"),
      "Luật[1] mới[2]\n\n[1] Chú thích\n", NULL },
    { P("trước<draw:frame><svg:title>ảnh</svg:title><draw:text-box>" P(
          "HỎA TỐC") "</draw:text-box></draw:frame> sau"),
      "trước sau\n\nHỎA TỐC\n", NULL },
    { "<table:table><table:table-column/><table:table-row>"
      "<table:table-cell table:style-name=\"K\">" P(
          "STT") "</table:table-cell>"
                 "<table:table-cell "
                 "table:number-columns-repeated=\"4294967295\"/></table:table-row>"
                 "<table:table-row "
                 "table:number-rows-repeated=\"1000000\"><table:table-cell>" P(
                     "1") "</table:table-cell><table:covered-table-cell/"
                          "><table:table-cell>" P("An") "</table:table-cell></"
                                                        "table:table-row></table:table>",
      "STT\n1 An\n", NULL },
    { "<table:table><table:table-header-rows><table:table-row><table:table-cell>" P(
          "STT") "</table:table-cell><table:table-cell>" P("Tên") "</table:table-cell>"
                                                                  "</table:table-row></"
                                                                  "table:table-header-"
                                                                  "rows><table:table-row>"
                                                                  "<table:table-cell>" P(
                                                                      "1") "</"
                                                                           "table:table-"
                                                                           "cell><table:"
                                                                           "table-"
                                                                           "cell>" P(
                                                                               "An") "</"
                                                                                     "tab"
                                                                                     "le:"
                                                                                     "tab"
                                                                                     "le-"
                                                                                     "cel"
                                                                                     "l>"
                                                                                     "</"
                                                                                     "tab"
                                                                                     "le:"
                                                                                     "tab"
                                                                                     "le-"
                                                                                     "row"
                                                                                     "></"
                                                                                     "tab"
                                                                                     "le:"
                                                                                     "tab"
                                                                                     "le"
                                                                                     ">",
      "STT Tên\n1 An\n",
      "<table>\n<thead>\n<tr>\n<th>STT</th>\n<th>Tên</th>\n</tr>\n</thead>\n<tbody>\n"
      "<tr>\n<td>1</td>\n<td>An</td>\n</tr>\n</tbody>\n</table>\n" },
    { "<table:table><table:table-row><table:table-cell>" P(
          "TỈNH ỦY") "</table:table-cell><table:table-cell>" P("ĐẢNG") "</"
                                                                       "table:table-cell>"
                                                                       "</"
                                                                       "table:table-row><"
                                                                       "/table:table>",
      "TỈNH ỦY\nĐẢNG\n", NULL },
    { "<table:table><table:table-row><table:table-cell>" P("khung")
          P("hai") "</table:table-cell></table:table-row></table:table><table:table/>",
      "khung\n\nhai\n", NULL },
    { "<text:section>" P("trong phần") "</text:section><text:soft-page-break/>",
      "trong phần\n", NULL },
};

static void
a_document_becomes_what_the_program_shows(void **state)
{
    const ConvertOptions options = { .name = "a.odt" };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t len = 0;
        g_autofree char *bytes = office_odt(styles, rows[i].body, &len);
        g_auto(Converted) out = { 0 };
        assert_true(convert_odt(bytes, len, &options, &out, NULL));
        assert_string_equal(out.text, rows[i].text);
        if (rows[i].html != NULL)
            assert_string_equal(out.html, rows[i].html);
    }
}

/* A document of two parts. */
static void
convert_with_styles(const char *body, const char *sheet, Converted *out)
{
    const char *const parts[] = { "content.xml", body, "styles.xml", sheet, NULL };
    const ConvertOptions options = { .name = "a.odt" };
    size_t len = 0;
    g_autofree char *bytes = office_zip(parts, &len);

    assert_true(convert_odt(bytes, len, &options, out, NULL));
}

static void
styles_of_all_documents_are_read_too(void **state)
{
    static const char sheet[] =
        "<c><styles><style name=\"X\" family=\"paragraph\"><text-properties "
        "font-weight=\"700\"/></style></styles><master-styles><p>đầu trang</p>"
        "</master-styles></c>";
    g_auto(Converted) out = { 0 };

    (void) state;
    convert_with_styles("<c><body><text><p style-name=\"X\">a</p></text></body></c>",
                        sheet, &out);
    assert_string_equal(out.html, "<p><strong>a</strong></p>\n");
}

/* As LibreOffice saves numbered headings: no list is around them. */
static void
headings_are_numbered_as_the_outline_says(void **state)
{
    static const char sheet[] =
        "<c><styles><outline-style><outline-level-style level=\"1\" num-prefix=\"Chương "
        "\" "
        "num-format=\"I\"/><outline-level-style level=\"2\" num-prefix=\"Điều \" "
        "num-format=\"1\" num-suffix=\".\"/><outline-level-style level=\"3\" "
        "num-format=\"\"/></outline-style></styles></c>";
    static const char body[] =
        "<c><body><text><h outline-level=\"1\">a</h><h outline-level=\"2\">b</h>"
        "<h outline-level=\"2\">c</h><h outline-level=\"3\">d</h>"
        "<h outline-level=\"1\">e</h><h outline-level=\"2\" restart-numbering=\"true\" "
        "start-value=\"7\">f</h><h outline-level=\"2\" is-list-header=\"true\">g</h>"
        "<list><list-item><h outline-level=\"2\">h</h></list-item></list>"
        "<h outline-level=\"2\">i</h><h outline-level=\"9\">k</h></text></body></c>";
    g_auto(Converted) out = { 0 };

    (void) state;
    convert_with_styles(body, sheet, &out);
    assert_string_equal(out.text,
                        "Chương I a\n\nĐiều 1. b\n\nĐiều 2. c\n\nd\n\nChương II e\n\n"
                        "Điều 7. f\n\ng\n\nh\n\nĐiều 8. i\n\nk\n");
}

static void
a_header_is_read_when_it_is_the_head_of_the_notice(void **state)
{
    static const char sheet[] =
        "<c><master-styles><master-page><header><p>Trang 2</p></header></master-page>"
        "<master-page><footer><p>Số: 1</p></footer><header-first><p>TỈNH ỦY</p>"
        "<p>Số: 12-TB/TU</p></header-first></master-page></master-styles></c>";
    g_auto(Converted) out = { 0 };

    (void) state;
    convert_with_styles("<c><body><text><p>Thân</p></text></body></c>", sheet, &out);
    assert_string_equal(out.text, "TỈNH ỦY\n\nSố: 12-TB/TU\n\nThân\n");
}

static void
a_flat_document_is_read_as_one_in_parts(void **state)
{
    static const char flat[] =
        "<?xml version=\"1.0\"?><document><styles><style name=\"A\" family=\"paragraph\">"
        "<text-properties font-weight=\"bold\"/></style></styles><automatic-styles>"
        "<style name=\"P1\" family=\"paragraph\" parent-style-name=\"A\"/>"
        "</automatic-styles><body><text><tracked-changes><p>bỏ</p></tracked-changes>"
        "<p style-name=\"P1\">giữ</p></text></body></document>";
    const ConvertOptions options = { .name = "a.fodt" };
    g_auto(Converted) out = { 0 };

    (void) state;
    assert_true(convert_flat_odt(flat, sizeof flat - 1, &options, &out, NULL));
    assert_string_equal(out.html, "<p><strong>giữ</strong></p>\n");
    office_refused(convert_flat_odt, flat, 100,
                   "content.xml: no well-formed XML, line 1");
}

static const struct {
    const char *parts[5];
    const char *message;
} broken[] = {
    { { "mimetype", "a" }, "no OpenDocument text: the file has no part content.xml" },
    { { "content.xml", "<a>" }, "content.xml: no well-formed XML, line 1" },
    { { "content.xml", "<a/>" }, "content.xml: has no text document" },
    { { "content.xml", "<a><body><text/></body></a>", "styles.xml", "x" },
      "styles.xml: no well-formed XML, line 1" },
    { { "content.xml", "\x9F\x13", "META-INF/manifest.xml",
        "<m><f><manifest:encryption-data/></f></m>" },
      "protected by a password" },
    { { "content.xml", "<!DOCTYPE a><a/>" },
      "content.xml: has a document type declaration" },
};

static void
a_broken_document_is_named_not_guessed(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        size_t len = 0;
        g_autofree char *bytes = office_zip(broken[i].parts, &len);
        office_refused(convert_odt, bytes, len, broken[i].message);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_becomes_what_the_program_shows),
        cmocka_unit_test(styles_of_all_documents_are_read_too),
        cmocka_unit_test(headings_are_numbered_as_the_outline_says),
        cmocka_unit_test(a_header_is_read_when_it_is_the_head_of_the_notice),
        cmocka_unit_test(a_flat_document_is_read_as_one_in_parts),
        cmocka_unit_test(a_broken_document_is_named_not_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
