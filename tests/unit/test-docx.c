#include "office-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define P(runs) "<w:p>" runs "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define NUM(level, id)                                                                   \
    "<w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id                  \
    "\"/></w:numPr></w:pPr>"
#define H2(more) "<w:pPr><w:pStyle w:val=\"H2\"/>" more "</w:pPr>"
#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"

typedef struct {
    const char *body;
    const char *text;
    const char *html; /* NULL: not looked at */
} Row;

static const char styles[] =
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"/>"
    "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/>"
    "<w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:basedOn w:val=\"H2\"/>"
    "<w:rPr><w:caps/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId "
    "w:val=\"1\"/></w:numPr></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:tblPr><w:tblBorders><w:top "
    "w:val=\"single\"/></w:tblBorders></w:tblPr></w:style>";

static const char numbering[] =
    "<w:abstractNum w:abstractNumId=\"0\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
    "<w:lvlText w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/>"
    "<w:lvlText w:val=\"%2)\"/></w:lvl>"
    "<w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"decimal\"/><w:lvlText "
    "w:val=\"%1.%3\"/></w:lvl>"
    "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt "
    "w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
    "<w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"Chương %1\"/></w:lvl>"
    "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"none\"/>"
    "<w:lvlText w:val=\"\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"4\">"
    "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"Chương %1\"/>"
    "</w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:lvlRestart w:val=\"0\"/><w:lvlText w:val=\"Điều "
    "%2.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"2\"><w:lvlRestart w:val=\"1\"/><w:lvlText w:val=\"%3.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"3\"><w:isLgl/><w:lvlText w:val=\"%1.%2.%4\"/></w:lvl>"
    "</w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    "<w:num w:numId=\"6\"><w:abstractNumId w:val=\"4\"/></w:num>"
    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>"
    "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"2\"/></w:num>"
    "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
    "<w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>"
    "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"3\"/></w:num>";

static const Row rows[] = {
    { P(R("THÔNG BÁO")) P("")
          P("<w:r><w:t xml:space=\"preserve\">Về </w:t></w:r>" R("việc")),
      "THÔNG BÁO\n\nVề việc\n", "<p>THÔNG BÁO</p>\n<p>Về việc</p>\n" },
    /* marks, also from styles, and switched off again */
    { P("<w:r><w:rPr><w:b/><w:i w:val=\"true\"/></w:rPr><w:t>a</w:t></w:r>"
        "<w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t> b</w:t></w:r>"
        "<w:r><w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr><w:t> c</w:t></w:r>"),
      "a b c\n", "<p><strong><em>a</em></strong> b <strong>c</strong></p>\n" },
    { P("<w:pPr><w:pStyle w:val=\"Muc\"/></w:pPr>" R("Điều một")), "ĐIỀU MỘT\n",
      "<h2>ĐIỀU MỘT</h2>\n" },
    { P("<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" R("a")), "a\n", "<h1>a</h1>\n" },
    { P("<w:pPr><w:pStyle w:val=\"H2\"/><w:outlineLvl w:val=\"9\"/></w:pPr>" R("a")),
      "a\n", "<p><strong>a</strong></p>\n" },
    { P("<w:pPr><w:pStyle w:val=\"A\"/></w:pPr>" R("vòng")), "vòng\n", NULL },
    { P("<w:pPr><w:jc w:val=\"center\"/></w:pPr>" R("THÔNG BÁO"))
          P("<w:pPr><w:jc w:val=\"center\"/></w:pPr>" R("Về việc")),
      "THÔNG BÁO\nVề việc\n", "<p>THÔNG BÁO<br />\nVề việc</p>\n" },
    /* a font of TCVN3 that shows capitals: those of ASCII, for encoding.h to see */
    { P("<w:r><w:rPr><w:rFonts w:ascii=\".VnTimeH\"/></w:rPr><w:t>céng hßa </w:t></w:r>"
        "<w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>x· </w:t></w:r>"
        "<w:r><w:rPr><w:rFonts w:ascii=\".VnTimeH\"/></w:rPr><w:t>hội</w:t></w:r>"),
      "CéNG HßA x· hội\n", NULL },
    /* lists */
    { P(NUM("0", "1") R("một")) P(NUM("1", "1") R("con")) P(NUM("1", "1") R("nữa"))
          P(NUM("0", "1") R("hai")) P(NUM("1", "1") R("lại")) P(NUM("2", "1") R("sâu"))
              P("<w:pPr><w:pStyle w:val=\"L\"/></w:pPr>" R("ba"))
                  P(NUM("0", "4") R("bảy")) P(NUM("0", "1") R("tám")),
      "1. một\na) con\nb) nữa\n2. hai\na) lại\n2.1 sâu\n3. ba\n7. bảy\n8. tám\n", NULL },
    { P(NUM("0", "2") R("gạch")) P(NUM("0", "3") R("đầu")) P(NUM("0", "5") R("trơn"))
          P(NUM("0", "0") R("không")) P(NUM("0", "99") R("lạ")),
      "- gạch\nChương I đầu\n\ntrơn\n\nkhông\n\nlạ\n", NULL },
    { P("<w:pPr><w:pStyle w:val=\"H2\"/><w:numPr><w:numId "
        "w:val=\"3\"/></w:numPr></w:pPr>" R("QUY ĐỊNH")),
      "Chương I QUY ĐỊNH\n", "<h2>Chương I QUY ĐỊNH</h2>\n" },
    /* «Điều» goes on over «Chương»; the third level starts again with the first alone */
    { P(NUM("0", "6") R("a")) P(NUM("1", "6") R("b")) P(NUM("2", "6") R("c"))
          P(NUM("1", "6") R("d")) P(NUM("2", "6") R("e")) P(NUM("0", "6") R("f"))
              P(NUM("1", "6") R("g")) P(NUM("2", "6") R("h")) P(NUM("3", "6") R("i")),
      "Chương I a\nĐiều 1. b\n1. c\nĐiều 2. d\n2. e\nChương II f\nĐiều 3. g\n1. h\n"
      "2.3.1 i\n",
      NULL },
    /* breaks, tabs, signs */
    { P(R("a") "<w:r><w:br/><w:t>b</w:t><w:br w:type=\"page\"/><w:t>c</w:t><w:cr/>"
               "<w:t>d</w:t><w:tab/><w:t>e</w:t></w:r>"),
      "a\nb\n\nc\nd e\n", NULL },
    { P("<w:r><w:t>16</w:t><w:noBreakHyphen/><w:t>CT nghi&#xAD;ệp</w:t><w:softHyphen/>"
        "<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:sym w:font=\"Wingdings\" "
        "w:char=\"F001\"/><w:sym w:font=\"Arial\" w:char=\"0110\"/><w:sym/></w:r>"),
      "16-CT nghi\xC2\xAD"
      "ệp≥Đ\n",
      NULL },
    /* tracked changes, comments, hidden text, placeholders */
    { P(R("giữ ") "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
                  "<w:ins>" R("thêm") "</w:ins><w:moveFrom>" R(
                      "từ") "</w:moveFrom>"
                            "<w:moveTo>" R(" đến") "</w:moveTo>"),
      "giữ thêm đến\n", NULL },
    { P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("một ")) P(R("đoạn")), "một đoạn\n",
      NULL },
    /* what is left of paragraphs that run together is what the last one is, once */
    { P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>" R(
          "bỏ") "</w:del>") "<w:bookmarkEnd/>" P(H2("") R("đầu đề"))
          P(H2("<w:rPr><w:moveFrom/></w:rPr>")) "<w:tbl/>" P(R("hết")),
      "đầu đề\n\nhết\n", "<h2>đầu đề</h2>\n<p>hết</p>\n" },
    { P(NUM("0", "1") R("một"))
          P("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
            "<w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom>" R("đi") "</w:moveFrom>")
              P(NUM("0", "1") R("hai")) P(NUM("0", "1") R("đi")),
      "1. một\n2. hai\n3. đi\n", NULL },
    { P("<w:commentRangeStart w:id=\"1\"/>" R(
          "chữ") "<w:r><w:commentReference w:id=\"1\"/></w:r>"
                 "<w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r>") "<w:sdt><w:"
                                                                        "sdtPr><w:"
                                                                        "showingPlcHd"
                                                                        "r/></"
                                                                        "w:sdtPr><w:"
                                                                        "sdtContent"
                                                                        ">" P(R(
                                                                            "Nhấn"
                                                                            " vào"
                                                                            " đâ"
                                                                            "y")) "</"
                                                                                  "w:"
                                                                                  "sdtCon"
                                                                                  "tent><"
                                                                                  "/w:"
                                                                                  "sdt><"
                                                                                  "w:sdt>"
                                                                                  "<w:"
                                                                                  "sdtCon"
                                                                                  "tent"
                                                                                  ">" P(R(
                                                                                      "đã"
                                                                                      " đ"
                                                                                      "iề"
                                                                                      "n")) "</w:sdtContent></w:sdt>",
      "chữ\n\nđã điền\n", NULL },
    /* fields: their results */
    { P(FIELD("begin") "<w:r><w:instrText>PAGE</w:instrText></w:r>" FIELD("begin") R("mã")
            FIELD("separate") R("trong") FIELD("end") FIELD("separate") R("12")
                FIELD("end") "<w:fldSimple w:instr=\"DATE\">" R(
                    " ngày") "</w:fldSimple>"
                             "<w:hyperlink>" R(" nối") "</w:hyperlink>"),
      "12 ngày nối\n", NULL },
    { P(FIELD("end") FIELD("separate") R("a") FIELD("begin")) P(R("b")), "a\n\nb\n",
      NULL },
    /* a text box once, after its paragraph */
    { P(R("trước") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>"
                   "<w:txbxContent>" P(
                       R("HỎA TỐC")) "</w:txbxContent></w:drawing>"
                                     "</"
                                     "mc:Choice><mc:Fallback><w:pict><v:textbox><w:"
                                     "txbxContent>" P(
                                         R("HỎA TỐC")) "</w:txbxContent></v:textbox></"
                                                       "w:pict></mc:Fallback>"
                                                       "</mc:AlternateContent></w:r>" R(
                                                           " sau")),
      "trước sau\n\nHỎA TỐC\n", NULL },
    { P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R(
          "cuối") "<w:r><w:drawing>"
                  "<w:txbxContent>" P("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R(
                      "HỎA TỐC")) "</w:txbxContent></w:drawing></w:r>"),
      "cuối\n\nHỎA TỐC\n", NULL },
    { P("<w:r><mc:AlternateContent><mc:Fallback>" R("cũ") "</mc:Fallback>"
                                                          "</mc:AlternateContent></w:r>"),
      "cũ\n", NULL },
    /* notes */
    { P(R("Luật") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
                  "<w:r><w:footnoteReference w:id=\"9\"/></w:r>" R(" mới")),
      "Luật[1][2] mới\n\n[1] Chú thích\n\nhai\n", NULL },
    /* tables */
    { "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/></w:tblPr>"
      "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>" P(R("STT")) "</w:tc><w:tc>" P(R(
          "Tên")) "</w:tc></w:tr><w:tr><w:tc>" P(R("1")) "</w:tc><w:tc>" P(R("An")) "</"
                                                                                    "w:"
                                                                                    "tc><"
                                                                                    "/w:"
                                                                                    "tr><"
                                                                                    "w:"
                                                                                    "tr><"
                                                                                    "w:"
                                                                                    "trPr"
                                                                                    "><w:"
                                                                                    "del/"
                                                                                    "></"
                                                                                    "w:"
                                                                                    "trPr"
                                                                                    "><w:"
                                                                                    "tc"
                                                                                    ">" P(R(
                                                                                        "bỏ")) "</w:tc></w:tr>"
                                                                                               "</w:tbl>",
      "STT Tên\n1 An\n",
      "<table>\n<thead>\n<tr>\n<th>STT</th>\n<th>Tên</th>\n</tr>\n</thead>\n<tbody>\n"
      "<tr>\n<td>1</td>\n<td>An</td>\n</tr>\n</tbody>\n</table>\n" },
    { "<w:tbl><w:tr><w:tc>" P(R("TỈNH ỦY")) "</w:tc><w:tc>" P(
          R("ĐẢNG CỘNG SẢN")) "</"
                              "w:tc><"
                              "/w:tr>"
                              "<w:tr>"
                              "<w:"
                              "sdt><"
                              "w:"
                              "sdtCon"
                              "tent><"
                              "w:"
                              "tc>" P(R("Số 1")) "</w:tc></w:sdtContent></"
                                                 "w:sdt><w:tc><w:tcPr><w:cellDel/></"
                                                 "w:tcPr>" P(R("bỏ")) "</w:tc><w:tc>" P(R(
                                                     "Hà Nội")) "</w:tc></w:tr></w:tbl>",
      "TỈNH ỦY\nĐẢNG CỘNG SẢN\nSố 1\nHà Nội\n", NULL },
    { "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:tcBorders><w:left "
      "w:val=\"nil\"/><w:top w:val=\"double\"/></w:tcBorders></w:tcPr>" P(R(
          "a")) "</w:tc><w:tc><w:tbl><w:tr><w:tc>" P(R("b")) "</w:tc><w:tc>" P(R("c")) "<"
                                                                                       "/"
                                                                                       "w"
                                                                                       ":"
                                                                                       "t"
                                                                                       "c"
                                                                                       ">"
                                                                                       "<"
                                                                                       "/"
                                                                                       "w"
                                                                                       ":"
                                                                                       "t"
                                                                                       "r"
                                                                                       ">"
                                                                                       "<"
                                                                                       "/"
                                                                                       "w"
                                                                                       ":"
                                                                                       "t"
                                                                                       "b"
                                                                                       "l"
                                                                                       ">" P(
                                                                                           "") "</w:tc></w:tr></w:tbl>",
      "a\nb\nc\n", NULL },
    { "<w:tbl><w:tr><w:tc>" P(R("khung")) P(R("hai")) "</w:tc></w:tr></w:tbl>",
      "khung\n\nhai\n", "<p>khung</p>\n<p>hai</p>\n" },
    /* only what Word shows */
    { P("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>") "lạc<w:sectPr/>", "x=1\n", NULL },
    { P("<w:r><w:ruby><w:rt>" R("ha") "</w:rt><w:rubyBase>" R(
          "Hà") "</w:rubyBase></w:ruby>"
                "</w:r>"),
      "Hà\n", NULL },
};

static void
a_document_becomes_what_word_shows(void **state)
{
    const ConvertOptions options = { .name = "a.docx" };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t len = 0;
        g_autofree char *bytes = office_docx(rows[i].body, styles, numbering, &len);
        g_auto(Converted) out = { 0 };
        assert_true(convert_docx(bytes, len, &options, &out, NULL));
        assert_string_equal(out.text, rows[i].text);
        if (rows[i].html != NULL)
            assert_string_equal(out.html, rows[i].html);
    }
}

static const struct {
    const char *parts[7];
    const char *message;
} broken[] = {
    { { "a.txt", "a" }, "no Word document: the file has no part word/document.xml" },
    { { "_rels/.rels", "<R><R Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></R>",
        "xl/workbook.xml", "<a/>" },
      "no Word document: the file has no part word/document.xml" },
    { { "_rels/.rels", "<R>" }, "_rels/.rels: no well-formed XML, line 1" },
    { { "word/document.xml", "<a>\n<b>\n</a>" }, "document: no well-formed XML, line 3" },
    { { "word/document.xml", "" }, "document: no well-formed XML, line 1" },
    { { "word/document.xml", "<a/>" }, "document: has no body" },
    { { "word/document.xml", "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c "
                             "\"&b;&b;\">]><a><body>&c;</body></a>" },
      "document: has a document type declaration" },
    { { "word/document.xml", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a><body/></a>" },
      "document: has a document type declaration" },
    { { "word/document.xml", "<a><body>&b;</body></a>" },
      "document: no well-formed XML, line 1" },
    { { "word/document.xml", "<a><body/></a>", "word/_rels/document.xml.rels",
        "<R><R Type=\"/styles\" Target=\"s.xml\"/></R>", "word/s.xml", "<a" },
      "styles: no well-formed XML, line 1" },
};

static void
a_broken_document_is_named_not_guessed(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        size_t len = 0;
        g_autofree char *bytes = office_zip(broken[i].parts, &len);
        office_refused(convert_docx, bytes, len, broken[i].message);
    }
}

static void
the_main_part_is_found_by_its_relationship(void **state)
{
    static const char relations[] =
        "<R><R Type=\"x/officeDocument\" Target=\"http://a.vn\" TargetMode=\"External\"/>"
        "<R Type=\"x/officeDocument\" Target=\"/word/document2.xml\"/></R>";
    static const char *const parts[] = {
        "_rels/.rels",
        relations,
        "word/document2.xml",
        "<d><body><p><r><t>chính</t></r></p></body></d>",
        "word/document.xml",
        "<d><body><p><r><t>phụ</t></r></p></body></d>",
        NULL,
    };
    const ConvertOptions options = { .name = "a.docx" };
    size_t len = 0;
    g_autofree char *bytes = office_zip(parts, &len);
    g_auto(Converted) out = { 0 };

    (void) state;
    assert_true(convert_docx(bytes, len, &options, &out, NULL));
    assert_string_equal(out.text, "chính\n");
}

/* Converts a document with two relationships of which the first is of `type`.
 * (transfer full) the text, NULL when it is refused; *message is the refusal or warning
 */
static char *
convert_related(const char *body, const char *type, const char *part, char **message)
{
    const ConvertOptions options = { .name = "a.docx" };
    g_autofree char *document = g_strdup_printf("<d><body>%s</body></d>", body);
    g_autofree char *relations =
        g_strdup_printf("<R><R Type=\"x/%s\" Target=\"one.xml\"/><R Type=\"x/header\" "
                        "Target=\"two.xml\"/></R>",
                        type);
    const char *const parts[] = { "word/document.xml",
                                  document,
                                  "word/_rels/document.xml.rels",
                                  relations,
                                  "word/one.xml",
                                  part,
                                  "word/two.xml",
                                  "<h><p><r><t>Trang 2</t></r></p></h>",
                                  NULL };
    g_autoptr(GError) error = NULL;
    g_auto(Converted) out = { 0 };
    size_t len = 0;
    g_autofree char *bytes = office_zip(parts, &len);
    gboolean done = convert_docx(bytes, len, &options, &out, &error);

    if (!done)
        *message = g_strdup(error->message);
    else if (out.warnings != NULL)
        *message = g_strdup(((const Warning *) out.warnings->pdata[0])->text);
    return done ? g_steal_pointer(&out.text) : NULL;
}

static void
a_header_is_read_when_it_is_the_head_of_the_notice(void **state)
{
    static const struct {
        const char *header;
        const char *text;
    } heads[] = {
        { "<h><p><r><t>TỈNH ỦY</t></r></p><tbl><tr><tc><p><r><t>Số: 12-TB/TU</t></r></p>"
          "</tc></tr></tbl></h>",
          "TỈNH ỦY\n\nSố: 12-TB/TU\n\nThân\n" },
        { "<h><p><r><t>Số 12-TB/TU</t></r></p></h>", "Số 12-TB/TU\n\nThân\n" },
        { "<h><p><r><t>cộng hoà xã hội</t></r><r><t> chủ nghĩa</t></r></p></h>",
          "cộng hoà xã hội chủ nghĩa\n\nThân\n" },
        { "<h><p><r><t>Sổ tay 12</t></r></p><p><r><t>Số trang</t></r></p></h>",
          "Thân\n" },
        { "<h/>", "Thân\n" },
        /* a box in a paragraph whose end was deleted: what it is of does not last */
        { "<h><p><pPr><rPr><del/></rPr></pPr><r><t>Số: "
          "12</t></r><r><drawing><txbxContent>"
          "<p><r><t>HỎA TỐC</t></r></p></txbxContent></drawing></r></p></h>",
          "Số: 12\n\nHỎA TỐC\n\nThân\n" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autofree char *message = NULL;
        g_autofree char *text = convert_related("<p><r><t>Thân</t></r></p>", "header",
                                                heads[i].header, &message);
        assert_string_equal(text, heads[i].text);
    }
    g_autofree char *message = NULL;
    assert_null(convert_related("<p/>", "header", "<h>", &message));
    assert_string_equal(message, "header: no well-formed XML, line 1");
}

static void
text_that_is_in_another_file_is_not_lost_in_silence(void **state)
{
    static const char wanted[] =
        "text in a file within it (altChunk) is not read; open it "
        "in Word and save it anew";
    g_autofree char *warning = NULL;
    g_autofree char *text =
        convert_related("<p><r><t>Đầu</t></r></p><altChunk/>", "aFChunk", "", &warning);
    g_autofree char *message = NULL;

    (void) state;
    assert_string_equal(text, "Đầu\n");
    assert_string_equal(warning, wanted);
    assert_null(convert_related("<altChunk/>", "aFChunk", "", &message));
    assert_string_equal(message, wanted);
}

static void
a_deep_document_is_refused(void **state)
{
    g_autoptr(GString) body = g_string_new(NULL);
    size_t len = 0;

    (void) state;
    for (unsigned i = 0; i < 300; i++)
        g_string_append(body, "<w:ins>");
    g_autofree char *bytes = office_docx(body->str, NULL, NULL, &len);
    office_refused(convert_docx, bytes, len, "document: nested too deeply");
}

static void
a_file_whose_bytes_changed_is_refused(void **state)
{
    size_t len = 0;
    g_autofree char *bytes = office_docx(P(R("văn bản")), NULL, NULL, &len);

    (void) state;
    office_refused(convert_docx, bytes, len / 2, "_rels/.rels: the ZIP is damaged there");
    bytes[30 + bytes[26] + bytes[28] + 20] ^= 0x55; /* in the data of the first part */
    office_refused(convert_docx, bytes, len,
                   "word/document.xml: the ZIP is damaged there");
    office_refused(convert_docx, "", 0, "_rels/.rels: the ZIP is damaged there");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_becomes_what_word_shows),
        cmocka_unit_test(a_broken_document_is_named_not_guessed),
        cmocka_unit_test(the_main_part_is_found_by_its_relationship),
        cmocka_unit_test(a_header_is_read_when_it_is_the_head_of_the_notice),
        cmocka_unit_test(text_that_is_in_another_file_is_not_lost_in_silence),
        cmocka_unit_test(a_deep_document_is_refused),
        cmocka_unit_test(a_file_whose_bytes_changed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
