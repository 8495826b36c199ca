/* From words on pages to text: the pure part of reading PDF. */
#include "read/pdf-page.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pdf-lines.h"

static void
the_columns_of_a_head_are_read_one_after_the_other(void **state)
{
    static const Line lines[] = {
        { 0, 90, 0, "ỦY BAN NHÂN DÂN" },
        { 0, 300, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" },
        { 0, 100, 1, "TỈNH SƠN LA" },
        { 0, 330, 1, "Độc lập - Tự do - Hạnh phúc" },
        { 0, 90, 3, "Số: 12/QĐ-UBND" },
        { 0, 310, 3, "Sơn La, ngày 31 tháng 3 năm 2020" },
        { 0, CENTRE, 5, "QUYẾT ĐỊNH" },
        { 0, CENTRE, 6, "Về việc cách ly xã hội" },
        { 0, 60, 8, FULL },
    };

    (void) state;
    assert_reads(lines,
                 "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 12/QĐ-UBND\n\n"
                 "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
                 "Sơn La, ngày 31 tháng 3 năm 2020\n\n"
                 "QUYẾT ĐỊNH\nVề việc cách ly xã hội\n\n" FULL "\n");
}

static void
who_signs_comes_after_the_recipients(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, FULL },
        { 0, 360, 1.6, "TM. ỦY BAN NHÂN DÂN" },
        { 0, 60, 2.2, "Nơi nhận:" },
        { 0, 390, 2.6, "CHỦ TỊCH" },
        { 0, 60, 3.2, "- Như Điều 3;" },
        { 0, 60, 4.2, "- Lưu: VT." },
        { 0, 384, 7.0, "Trần Văn An" },
    };

    (void) state;
    assert_reads(lines, FULL "\n\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.\n\n"
                             "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn An\n");
}

static void
a_table_is_read_row_by_row(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, "TT" },       { 0, 120, 0, "Nội dung công việc" },
        { 0, 400, 0, "Số giờ" },  { 0, 60, 1, "1" },
        { 0, 120, 1, "Đào tạo" }, { 0, 400, 1, "3,5" },
        { 0, 60, 2, "2" },        { 0, 120, 2, "Kiểm tra" },
        { 0, 400, 2, "5" },
    };

    (void) state;
    assert_reads(lines, "TT | Nội dung công việc | Số giờ\n1 | Đào tạo | 3,5\n"
                        "2 | Kiểm tra | 5\n");
}

static void
the_lines_of_a_cell_stay_together(void **state)
{
    /* Keys in the middle of their rows, then at their tops. */
    static const Line middle[] = {
        { 0, 120, 0, "Phần một, tổng quan" },
        { 0, 60, 1, "I" },
        { 0, 120, 1, "về hệ thống đánh giá" },
        { 0, 400, 1, "5" },
        { 0, 120, 2, "kỹ năng nghề" },
        { 0, 120, 3, "Phần hai, công tác" },
        { 0, 60, 3.5, "II" },
        { 0, 400, 3.5, "7" },
        { 0, 120, 4, "chuẩn bị" },
    };
    static const Line top[] = {
        { 0, 60, 0, "1" },   { 0, 120, 0, "Bệnh viện đa" },
        { 0, 400, 0, "20" }, { 0, 120, 1, "khoa tỉnh" },
        { 0, 60, 2, "2" },   { 0, 120, 2, "Trạm y tế" },
        { 0, 400, 2, "30" }, { 0, 120, 3, "xã, phường" },
    };

    (void) state;
    assert_reads(middle, "I | Phần một, tổng quan về hệ thống đánh giá kỹ năng nghề | 5\n"
                         "II | Phần hai, công tác chuẩn bị | 7\n");
    assert_reads(top, "1 | Bệnh viện đa khoa tỉnh | 20\n2 | Trạm y tế xã, phường | 30\n");
}

static void
lines_are_joined_and_paragraphs_stay_apart(void **state)
{
    static const Line lines[] = {
        { 0, 88, 0, FULL },           { 0, 60, 1, GOES_ON },
        { 0, 60, 2, "hết." },         { 0, 88, 3, "Đoạn thứ hai ngắn." },
        { 0, 88, 4, "a) Một điểm;" }, { 0, 88, 5, "- Một gạch đầu dòng." },
        { 0, 60, 6.6, FULL },
    };

    (void) state;
    assert_reads(lines, FULL " " GOES_ON " hết.\n\nĐoạn thứ hai ngắn.\n\na) Một điểm;\n\n"
                             "- Một gạch đầu dòng.\n\n" FULL "\n");
}

static void
what_a_line_end_divided_is_made_whole(void **state)
{
    static const char *const rows[][3] = {
        /* end of a line, start of the next, what they become */
        { " socio-", "economic", " socioeconomic" },
        { " TT-", "BYT", " TT-BYT" },
        { " Covid-", "19", " Covid-19" },
        { " 12/2017/", "TT-BYT", " 12/2017/TT-BYT" },
        { " kinh tế -", "xã hội", " kinh tế - xã hội" },
        { " kinh tế-", "xã hội", " kinh tế-xã hội" },
        { " và/", "hoặc", " và/ hoặc" },
        { " co\xC2\xAD", "vid", " covid" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *first = g_strconcat(FULL, rows[i][0], NULL);
        g_autofree char *whole = g_strconcat(FULL, rows[i][2], " thôi.\n", NULL);
        g_autofree char *second = g_strconcat(rows[i][1], " thôi.", NULL);
        const Line lines[] = { { 0, 60, 0, first }, { 0, 60, 1, second } };
        assert_reads(lines, whole);
    }
}

static void
a_paragraph_goes_on_over_pages_without_their_heads(void **state)
{
    static const Line lines[] = {
        { 0, 200, -2, "CÔNG BÁO/Số 367 + 368/Ngày 01-3-2024" },
        { 0, 530, -2, "69" },
        { 0, 88, 0, FULL },
        { 1, 60, -2, "70" },
        { 1, 200, -2, "CÔNG BÁO/Số 367 + 368/Ngày 01-3-2024" },
        { 1, 60, 0, GOES_ON },
        { 1, 60, 1, "xong." },
        { 1, 88, 2, "Đoạn cuối." },
        { 2, 200, -2, "CÔNG BÁO/Số 367 + 368/Ngày 01-3-2024" },
        { 2, 530, -2, "71" },
        { 2, 88, 0, "Trang thứ ba." },
    };

    (void) state;
    assert_reads(lines, FULL " " GOES_ON " xong.\n\nĐoạn cuối.\n\nTrang thứ ba.\n");
}

static void
a_sentence_that_ended_does_not_go_on_over_pages(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, FULL },         { 0, 60, 1, THIRD },   { 0, 280, 45, "- 1 -" },
        { 1, 60, 0, "nhưng ngắn" }, { 1, 60, 1, GOES_ON }, { 1, 280, 45, "- 2 -" },
    };

    (void) state;
    assert_reads(lines, FULL " " THIRD "\n\nnhưng ngắn\n\n" GOES_ON "\n");
}

static void
only_what_repeats_is_a_running_head(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, "Thông báo số 1" },
        { 0, 60, 1, FULL },
        { 1, 88, 4, "2020" },
        { 1, 60, 5, GOES_ON },
    };

    (void) state;
    assert_reads(lines, "Thông báo số 1\n\n" FULL "\n\n2020\n\n" GOES_ON "\n");
}

static void
the_head_of_a_table_stays_once(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, "TT" }, { 0, 120, 0, "Họ và tên" },   { 0, 400, 0, "Năm sinh" },
        { 0, 60, 1, "1" },  { 0, 120, 1, "Trần Văn An" }, { 0, 400, 1, "1970" },
        { 1, 60, 0, "TT" }, { 1, 120, 0, "Họ và tên" },   { 1, 400, 0, "Năm sinh" },
        { 1, 60, 1, "2" },  { 1, 120, 1, "Lê Thị Bình" }, { 1, 400, 1, "1980" },
    };

    (void) state;
    assert_reads(lines, "TT | Họ và tên | Năm sinh\n1 | Trần Văn An | 1970\n"
                        "2 | Lê Thị Bình | 1980\n");
}

static void
a_paragraph_goes_on_in_the_next_column(void **state)
{
    static const char *const left[] = {
        "Tỉnh ủy đã yêu cầu các cơ quan",
        "thực hiện nghiêm việc cách ly xã",
    };
    Line lines[40];
    g_autofree char *text = NULL;

    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(lines); i++)
        lines[i] = (Line){ 0, i < 20 ? 60 : 320, i % 20, left[i % 2] };
    lines[39].text = "hết ở đây.";
    text = read_pages(lines, G_N_ELEMENTS(lines));
    assert_null(strchr(g_strchomp(text), '\n'));
}

/* Five lines of twelve words on a page that is turned by `slope`.  (transfer full) */
static char *
read_askew(double slope)
{
    g_autoptr(PageWords) words = page_words_new(600, 800);
    g_autoptr(GArray) lines = page_lines_new();
    g_autoptr(PageRuns) runs = NULL;

    for (unsigned i = 0; i < 60; i++) {
        unsigned line = i / 12;
        double x = 60 + 40.0 * (i % 12);
        double y = 200 + 15.0 * line;
        double turned = y + slope * x;
        g_autofree char *text = g_strdup_printf("chữ%u", i);
        x -= slope * y;
        page_words_add(words, text, strlen(text),
                       (PageBox){ x, turned, x + 36, turned + HEIGHT + fabs(slope) * 36 },
                       i % 12 == 0);
    }
    page_words_straighten(words);
    runs = page_runs_new(words);
    page_lines_append(lines, runs, 0);
    return page_lines_flow(lines);
}

static void
a_page_that_was_scanned_askew_is_read_line_by_line(void **state)
{
    static const double slopes[] = { 0.01, 0.05, -0.05, 0.1 };
    g_autofree char *straight = read_askew(0);

    (void) state;
    assert_non_null(strstr(straight, "chữ11 chữ12"));
    for (size_t i = 0; i < G_N_ELEMENTS(slopes); i++) {
        g_autofree char *text = read_askew(slopes[i]);
        assert_string_equal(text, straight);
    }
}

/* Glyphs of a text that starts at (x, y) and steps by (dx, dy). */
static char *
read_glyphs(const char *text, PageBox first, double dx, double dy)
{
    g_autoptr(PageWords) words = page_words_new(600, 800);
    g_autoptr(GArray) lines = page_lines_new();
    g_autoptr(PageRuns) runs = NULL;
    size_t n = (size_t) g_utf8_strlen(text, -1);
    g_autofree PageBox *boxes = g_new(PageBox, n);

    for (size_t i = 0; i < n; i++)
        boxes[i] = (PageBox){ first.x1 + dx * (double) i, first.y1 + dy * (double) i,
                              first.x2 + dx * (double) i, first.y2 + dy * (double) i };
    page_words_add_glyphs(words, text, boxes, n);
    runs = page_runs_new(words);
    page_lines_append(lines, runs, 0);
    return page_lines_flow(lines);
}

static void
text_is_read_whichever_way_it_runs(void **state)
{
    g_autofree char *across =
        read_glyphs("một hai", (PageBox){ 100, 100, 106, 112 }, 6, 0);
    g_autofree char *up = read_glyphs("một hai", (PageBox){ 100, 300, 112, 306 }, 0, -6);
    g_autofree char *down = read_glyphs("một hai", (PageBox){ 100, 300, 112, 306 }, 0, 6);
    g_autofree char *over =
        read_glyphs("một hai", (PageBox){ 300, 100, 306, 112 }, -6, 0);

    (void) state;
    assert_string_equal(across, "một hai\n");
    assert_string_equal(up, "một hai\n");
    assert_string_equal(down, "một hai\n");
    assert_string_equal(over, "một hai\n");
}

static void
what_stands_nowhere_is_left_out(void **state)
{
    g_autoptr(PageWords) words = page_words_new(600, 800);
    const double bad[] = { NAN, INFINITY, -INFINITY, 1e300, -1e9 };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        page_words_add(words, "x", 1, (PageBox){ bad[i], 0, 10, 10 }, TRUE);
    page_words_add(words, "\xC2\xA0", 2, (PageBox){ 0, 0, 10, 10 }, TRUE);
    assert_int_equal(page_words_count_letters(words), 0);
    assert_int_equal(words->words->len, 0);
    page_words_add(words, "\xEF\x82\xB7", 3, (PageBox){ 0, 0, 10, 10 }, TRUE);
    assert_int_equal(words->words->len, 1);
}

static void
a_ligature_is_its_letters(void **state)
{
    g_autofree char *text =
        read_glyphs("o\uFB03ce \uFB01le", (PageBox){ 60, 60, 66, 72 }, 6, 0);

    (void) state;
    assert_string_equal(text, "office file\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_columns_of_a_head_are_read_one_after_the_other),
        cmocka_unit_test(who_signs_comes_after_the_recipients),
        cmocka_unit_test(a_table_is_read_row_by_row),
        cmocka_unit_test(the_lines_of_a_cell_stay_together),
        cmocka_unit_test(lines_are_joined_and_paragraphs_stay_apart),
        cmocka_unit_test(what_a_line_end_divided_is_made_whole),
        cmocka_unit_test(a_paragraph_goes_on_over_pages_without_their_heads),
        cmocka_unit_test(a_sentence_that_ended_does_not_go_on_over_pages),
        cmocka_unit_test(only_what_repeats_is_a_running_head),
        cmocka_unit_test(the_head_of_a_table_stays_once),
        cmocka_unit_test(a_paragraph_goes_on_in_the_next_column),
        cmocka_unit_test(a_page_that_was_scanned_askew_is_read_line_by_line),
        cmocka_unit_test(text_is_read_whichever_way_it_runs),
        cmocka_unit_test(what_stands_nowhere_is_left_out),
        cmocka_unit_test(a_ligature_is_its_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
