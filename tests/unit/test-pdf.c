/* PDF files become text. */
#include "read/convert.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "error.h"
#include "pdf-fixture.h"

static const ConvertOptions without_ocr = { .name = "a.pdf", .n_jobs = 1 };

static gboolean
convert(GBytes *pdf, const ConvertOptions *options, Converted *out, GError **error)
{
    size_t len = 0;
    const char *bytes = g_bytes_get_data(pdf, &len);

    return convert_pdf(bytes, len, options, out, error);
}

#define PIECE(x, y, text)                                                                \
    {                                                                                    \
        x, y, text, FALSE, FALSE                                                         \
    }
#define CENTRED(y, text)                                                                 \
    {                                                                                    \
        255, y, text, TRUE, FALSE                                                        \
    }
#define END PIECE(0, 0, NULL)

static const PdfPiece first_page[] = {
    PIECE(90, 80, "TỈNH ỦY SƠN LA"),
    PIECE(300, 80, "ĐẢNG CỘNG SẢN VIỆT NAM"),
    PIECE(110, 98, "Số 95-KL/TU"),
    PIECE(300, 98, "Sơn La, ngày 31 tháng 3 năm 2020"),
    CENTRED(150, "KẾT LUẬN"),
    CENTRED(170, "về các biện pháp cấp bách phòng, chống dịch"),
    { 580, 400, "Trang đóng dấu", FALSE, TRUE },
    PIECE(100, 210, "Ban Thường vụ Tỉnh ủy yêu cầu thực hiện nghiêm việc cách"),
    PIECE(72, 228, "ly toàn xã hội trong vòng mười lăm ngày kể từ 0 giờ."),
    END,
};

static void
a_notice_is_read_in_its_order(void **state)
{
    g_autoptr(GBytes) pdf =
        pdf_make(&(PdfPageOf){ first_page, 0 }, 1, "Microsoft Word - kl95.doc", FALSE);
    g_auto(Converted) out = { 0 };

    (void) state;
    assert_true(convert(pdf, &without_ocr, &out, NULL));
    assert_string_equal(
        out.text, "TỈNH ỦY SƠN LA\nSố 95-KL/TU\n\n"
                  "ĐẢNG CỘNG SẢN VIỆT NAM\nSơn La, ngày 31 tháng 3 năm 2020\n\n"
                  "KẾT LUẬN\nvề các biện pháp cấp bách phòng, chống dịch\n\n"
                  "Ban Thường vụ Tỉnh ủy yêu cầu thực hiện nghiêm việc cách ly toàn xã "
                  "hội trong vòng mười lăm ngày kể từ 0 giờ.\n\n"
                  "Trang đóng dấu\n");
    assert_int_equal(out.n_pages, 1);
    assert_int_equal(out.n_ocr_pages, 0);
    assert_null(out.title);
    assert_null(out.html);
    assert_null(out.warnings);
}

static void
a_title_that_the_page_shows_is_trusted(void **state)
{
    static const struct {
        const char *title;
        gboolean trusted;
    } rows[] = {
        { "Về các biện pháp cấp bách", TRUE },
        { "VE CAC BIEN PHAP CAP BACH PHONG CHONG DICH", TRUE },
        { "Kết luận", FALSE }, /* too short to say anything */
        { "Về các biện pháp cấp bách khác", FALSE },
        { "C:\\kl95.docx", FALSE },
        { "", FALSE },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GBytes) pdf =
            pdf_make(&(PdfPageOf){ first_page, 0 }, 1, rows[i].title, FALSE);
        g_auto(Converted) out = { 0 };
        assert_true(convert(pdf, &without_ocr, &out, NULL));
        assert_int_equal(out.title != NULL, rows[i].trusted);
    }
}

static void
a_long_text_loses_its_line_ends_and_heads_and_nothing_else(void **state)
{
    g_autofree char *source = NULL;
    g_autoptr(GBytes) pdf = NULL;
    g_auto(Converted) out = { 0 };
    g_auto(GStrv) wanted = NULL;

    (void) state;
    assert_true(
        g_file_get_contents(CORPUS_DIR "/001_3065f9b87e21bb45.txt", &source, NULL, NULL));
    pdf = pdf_typeset(source, "CÔNG BÁO/Số 1 + 2/Ngày 01-4-2020", FALSE);
    assert_true(convert(pdf, &without_ocr, &out, NULL));
    assert_true(out.n_pages > 1);
    assert_null(strstr(out.text, "CÔNG BÁO"));
    wanted = g_strsplit(source, "\n", -1);
    for (unsigned i = 0; wanted[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit_set(g_strstrip(wanted[i]), " \t", -1);
        g_autoptr(GString) joined = g_string_new(NULL);
        for (unsigned k = 0; words[k] != NULL; k++)
            if (*words[k] != '\0')
                g_string_append_printf(joined, "%s%s", joined->len > 0 ? " " : "",
                                       words[k]);
        if (strlen(joined->str) > 200 && strstr(out.text, joined->str) == NULL)
            fail_msg("lost or broken: %s", joined->str);
    }
}

static void
text_in_a_font_older_than_unicode_is_decoded(void **state)
{
    static const PdfPiece page[] = {
        CENTRED(80, "Th«ng b¸o"),
        PIECE(100, 110,
              "C¨n cø ChØ thÞ sè 16/CT-TTg cña Thñ t-íng ChÝnh phñ vÒ c¸c biÖn ph¸p cÊp"),
        PIECE(72, 128,
              "b¸ch phßng, chèng dÞch, Ban Th\xC2\xADêng vô TØnh uû yªu cÇu thùc hiÖn "
              "nghiªm nh-"),
        PIECE(72, 146, "sau ®©y."),
        END,
    };
    g_autoptr(GBytes) pdf = pdf_make(&(PdfPageOf){ page, 0 }, 1, NULL, FALSE);
    g_auto(Converted) out = { 0 };

    (void) state;
    assert_true(convert(pdf, &without_ocr, &out, NULL));
    assert_string_equal(
        out.text, "Thông báo\n\nCăn cứ Chỉ thị số 16/CT-TTg của Thủ tướng Chính phủ về "
                  "các biện pháp cấp bách phòng, chống dịch, Ban Thường vụ Tỉnh uỷ yêu "
                  "cầu thực hiện nghiêm như sau đây.\n");
    assert_string_equal(out.encoding, "TCVN3");
}

static void
what_is_no_pdf_or_locked_is_named(void **state)
{
    g_autofree char *locked = NULL;
    size_t len = 0;
    g_autoptr(GError) error = NULL;
    g_auto(Converted) out = { 0 };

    (void) state;
    assert_false(convert_pdf("%PDF-1.4\n", 9, &without_ocr, &out, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE));
    assert_string_equal(error->message, "damaged PDF");
    g_clear_error(&error);
    assert_true(g_file_get_contents(TEST_SOURCE_DIR "/data/hostile/pdf-secret.pdf",
                                    &locked, &len, NULL));
    assert_false(convert_pdf(locked, len, &without_ocr, &out, &error));
    assert_string_equal(error->message, "encrypted PDF: it opens only with a password");
}

static void
pictures_are_named_when_they_are_not_to_be_read(void **state)
{
    g_autoptr(GBytes) scan = pdf_make(&(PdfPageOf){ first_page, 0 }, 1, NULL, TRUE);
    g_autoptr(GError) error = NULL;
    g_auto(Converted) out = { 0 };

    (void) state;
    assert_false(convert(scan, &without_ocr, &out, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE));
    assert_string_equal(error->message,
                        "no text: its pages are pictures; text recognition is off");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notice_is_read_in_its_order),
        cmocka_unit_test(a_title_that_the_page_shows_is_trusted),
        cmocka_unit_test(a_long_text_loses_its_line_ends_and_heads_and_nothing_else),
        cmocka_unit_test(text_in_a_font_older_than_unicode_is_decoded),
        cmocka_unit_test(what_is_no_pdf_or_locked_is_named),
        cmocka_unit_test(pictures_are_named_when_they_are_not_to_be_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
