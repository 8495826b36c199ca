/* Which encoding a text is in, and what must be left alone. */
#include "encoding.h"
#include "legacy-encode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char body[] = "Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, chính quyền thực "
                           "hiện nghiêm các biện pháp.";

/* Decodes and compares; `name` is the encoding, NULL for UTF-8. */
static void
assert_read(const char *bytes, const char *expected, const char *name)
{
    EncodingReport report = { 0 };
    g_autofree char *text = encoding_decode(bytes, strlen(bytes), &report, NULL);

    assert_string_equal(text, expected);
    if (name == NULL)
        assert_null(report.name);
    else
        assert_string_equal(report.name, name);
}

/* Repairs and compares. */
static void
assert_repaired(const char *utf8, const char *expected, const char *name)
{
    EncodingReport report = { 0 };
    g_autofree char *text = encoding_repair_utf8(g_strdup(utf8), &report);

    assert_string_equal(text, expected);
    assert_string_equal(report.name, name);
}

static void
text_that_is_good_is_given_back_as_it_is(void **state)
{
    static const char *const good[] = {
        "",
        "Uỷ ban nhân dân tỉnh",
        "U\u0309y ban nha\u0302n da\u0302n ti\u0309nh",
        "Plain English, with nothing in it but (a^b) and 50% of x+y.",
        "Müller & Søn, naïve café, El Niño, année, Straße",
        "© 2020 – “Công ty” ± 5 °C, 10 m², 3 × 4, ½ µm",
        "Nguyễn Văn A, Đắk Lắk, Pôn Pốt, Ê-đê, Krông Pắc, Søren Kierkegaard",
        "Ban Bí thư; Số: 12-TB/TU; ĐT: 0243.8 · Fax ®",
        "Ê-đê ăn cơm, đi làm, lên công ty.",
        "ħĕłłō ŵőřľď",
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        EncodingReport report = { 0 };
        char *text = g_strdup(good[i]);
        char *again = encoding_repair_utf8(text, &report);
        assert_ptr_equal(again, text);
        assert_null(report.name);
        g_free(again);
        assert_read(good[i], good[i], NULL);
    }
}

static void
a_phrase_of_tcvn3_within_a_line_of_unicode_is_decoded(void **state)
{
    static const char *const untouched[] = {
        "Bộ Y tế đã mời chuyên gia Müller, Søn và Straße đến làm việc",
        "Giấy phép ©2020 – «Công ty» ± 5 °C, ½ µm, © ® ¶ của Việt Nam",
        "Chỉ có hai từ c¸c biÖn trong dòng này được giữ nguyên",
        "Chữ n¸t c¸c biÖn ph¸pp qu¸xyz không đọc được thì giữ nguyên",
        "Thủ tướng “¡Olé!” và El Niño, “¿Qué?” của đoàn",
    };

    (void) state;
    assert_repaired("Ủy ban nhân dân tỉnh (Uû ban nh©n d©n tØnh) đã họp",
                    "Ủy ban nhân dân tỉnh (Uỷ ban nhân dân tỉnh) đã họp", "mixed");
    assert_repaired("Tại Hà Nội: viÖc phßng, chèng dÞch bÖnh ở các xã",
                    "Tại Hà Nội: việc phòng, chống dịch bệnh ở các xã", "mixed");
    for (size_t i = 0; i < G_N_ELEMENTS(untouched); i++)
        assert_read(untouched[i], untouched[i], NULL);
}

static void
bytes_saved_as_characters_become_what_they_were(void **state)
{
    (void) state;
    assert_repaired("Uû ban nh©n d©n", "Uỷ ban nhân dân", "TCVN3");
    assert_repaired("Uyû ban nhaân daân tænh", "Uỷ ban nhân dân tỉnh", "VNI");
    assert_repaired("á»¦y ban nhÃ¢n dÃ¢n tá»‰nh", "Ủy ban nhân dân tỉnh",
                    "UTF-8 (twice)");
    /* as programs that make PDFs name the byte of ư */
    assert_repaired("c¸c n-íc, ng-êi d©n, t- vÊn, h-íng dÉn vµ th- sè 12-TB/TU ngµy 5-3",
                    "các nước, người dân, tư vấn, hướng dẫn và thư số 12-TB/TU ngày 5-3",
                    "TCVN3");
    assert_repaired("phßng-chèng dÞch Covid-19, X-quang vµ c¸c E-mail",
                    "phòng-chống dịch Covid-19, X-quang và các E-mail", "TCVN3");
    /* on a Vietnamese Windows: windows-1258 */
    assert_repaired("c«ng t¸c phßng, chèng d\u0303ch", "công tác phòng, chống dịch",
                    "TCVN3");
}

static void
a_short_line_is_read_like_the_others(void **state)
{
    g_autofree char *text = g_strconcat("Hà Nội\n", body, "\nSố 12\n", NULL);
    g_autofree char *html = g_strconcat("<p>Bộ</p><p class=\"a\">", body, "</p>", NULL);

    (void) state;
    for (Encode encode = ENCODE_VNI; encode <= ENCODE_CP1258; encode++) {
        g_autoptr(GString) bytes = legacy_encode(encode, text);
        g_autoptr(GString) of_html = legacy_encode(encode, html);
        g_autofree char *characters = legacy_as_characters(bytes);
        g_autofree char *repaired = NULL;
        EncodingReport report = { 0 };
        assert_read(bytes->str, text, legacy_encode_name(encode));
        assert_repaired(characters, text, legacy_encode_name(encode));
        repaired = encoding_repair_html(legacy_as_characters(of_html), &report);
        assert_string_equal(repaired, html);
    }
}

static void
a_title_is_read_like_the_text_before_it(void **state)
{
    EncodingReport report = { 0 };
    g_autofree char *text =
        encoding_repair_utf8(g_strdup("Uû ban nh©n d©n tØnh B¾c Giang"), &report);
    g_autofree char *title = encoding_repair_utf8(g_strdup("Bé"), &report);

    (void) state;
    assert_string_equal(text, "Uỷ ban nhân dân tỉnh Bắc Giang");
    assert_string_equal(title, "Bộ");
    assert_string_equal(report.name, "TCVN3");
}

static void
paragraphs_may_differ(void **state)
{
    g_autoptr(GString) tcvn3 = legacy_encode(ENCODE_TCVN3, body);
    g_autoptr(GString) vni = legacy_encode(ENCODE_VNI, body);
    g_autofree char *bytes =
        g_strconcat(tcvn3->str, "\n", body, "\n", vni->str, "\nA, B.\n", NULL);
    g_autofree char *expected =
        g_strconcat(body, "\n", body, "\n", body, "\nA, B.\n", NULL);

    (void) state;
    assert_read(bytes, expected, "mixed");
}

static void
capitals_that_came_from_a_font_are_capitals_again(void **state)
{
    static const char *const rows[][2] = {
        { "CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" },
        { "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc" },
        { "Hµ Néi, Lª Vò, Hµ", "Hà Nội, Lê Vũ, Hà" },
        { "UBND TØNH Hµ GIANG", "UBND TỈNH HÀ GIANG" },
        { "®éi tr­ëng THµNH PHè Hµ Néi", "đội trưởng THÀNH PHỐ Hà Nội" },
        { "Sè: 226/TB-VPCP cña ChÝnh phñ", "Số: 226/TB-VPCP của Chính phủ" },
        { "“Th«ng b¸o” – ‘kÕt luËn’… • VÒ viÖc", "“Thông báo” – ‘kết luận’… • Về việc" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_repaired(rows[i][0], rows[i][1], "TCVN3");
}

static void
capitals_of_the_standard_are_told_from_punctuation(void **state)
{
    static const char text[] = "BỘ Y TẾ VÀ SỞ Y TẾ: “HỌP CHỢ”, Ở ĐÂU CŨNG RÕ";
    g_autoptr(GString) bytes =
        legacy_encode(ENCODE_TCVN3, "BỘ Y TẾ VÀ SỞ Y TẾ: HỌP CHỢ, Ở ĐÂU CŨNG RÕ");

    (void) state;
    g_string_insert(bytes, (gssize) (strstr(bytes->str, ": ") - bytes->str) + 2, "\x93");
    g_string_insert(bytes, (gssize) (strstr(bytes->str, ", ") - bytes->str), "\x94");
    assert_read(bytes->str, text, "TCVN3");
}

static void
viqr_is_read_where_it_is_sure(void **state)
{
    (void) state;
    assert_read("U?y ban nha^n da^n ti?nh Ba('c Giang ye^u ca^`u ca'c ddo+n vi. thu+.c "
                "hie^.n. Ho.p ta.i Ha` No^.i.",
                "Ủy ban nhân dân tỉnh Bắc Giang yêu cầu các đơn vị thực hiện. Họp tại Hà "
                "Nội.",
                "VIQR");
    assert_read("Pha^`n \\(a) cu?a Lua^.t na`y, ve^` thu? tu.c\\. DDie^`u 1\\: "
                "ddo^'i tu+o+.ng la` ai\\?",
                "Phần (a) của Luật này, về thủ tục. Điều 1\\: đối tượng là ai?", "VIQR");
    assert_read("f(a) = e^x + a^2; o(n) + o(n^2) is a+b, e^(i*pi), u+v, a^b^c",
                "f(a) = e^x + a^2; o(n) + o(n^2) is a+b, e^(i*pi), u+v, a^b^c", NULL);
}

static void
utf16_of_older_bytes_is_repaired_too(void **state)
{
    static const char text[] = "Uû ban nh©n d©n";
    gsize len = 0;
    g_autofree char *bytes = g_convert(text, -1, "UTF-16LE", "UTF-8", NULL, &len, NULL);
    EncodingReport report = { 0 };
    g_autofree char *decoded = encoding_decode(bytes, len, &report, NULL);

    (void) state;
    assert_string_equal(decoded, "Uỷ ban nhân dân");
    assert_string_equal(report.name, "TCVN3");
}

static void
western_text_is_no_vietnamese(void **state)
{
    EncodingReport report = { 0 };
    static const char french[] = "L'\xE9tat fran\xE7"
                                 "ais a \xE9t\xE9 cr\xE9\xE9 pour "
                                 "tous les citoyens, o\xF9 qu'ils soient.";
    g_autofree char *text = encoding_decode(french, strlen(french), &report, NULL);
    g_autofree char *warning = encoding_report_warning(&report);

    (void) state;
    assert_non_null(strstr(text, "fran\uFFFDais"));
    assert_null(report.name);
    assert_non_null(strstr(warning, "7 bytes are replaced"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_that_is_good_is_given_back_as_it_is),
        cmocka_unit_test(a_phrase_of_tcvn3_within_a_line_of_unicode_is_decoded),
        cmocka_unit_test(bytes_saved_as_characters_become_what_they_were),
        cmocka_unit_test(a_short_line_is_read_like_the_others),
        cmocka_unit_test(a_title_is_read_like_the_text_before_it),
        cmocka_unit_test(paragraphs_may_differ),
        cmocka_unit_test(capitals_that_came_from_a_font_are_capitals_again),
        cmocka_unit_test(capitals_of_the_standard_are_told_from_punctuation),
        cmocka_unit_test(viqr_is_read_where_it_is_sure),
        cmocka_unit_test(utf16_of_older_bytes_is_repaired_too),
        cmocka_unit_test(western_text_is_no_vietnamese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
