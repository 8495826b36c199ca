/* What stands in the margins of pages: running heads, page numbers, footnotes. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pdf-lines.h"

static void
the_heads_of_parts_stay_though_they_differ_only_in_digits(void **state)
{
    static const Line lines[] = {
        { 0, 400, -2, "Mẫu số 01" }, { 0, 60, 0, "Tên cơ quan." },
        { 1, 400, -2, "Mẫu số 02" }, { 1, 60, 0, "Họ và tên." },
        { 2, 400, -2, "Mẫu số 03" }, { 2, 60, 0, "Năm sinh." },
    };

    (void) state;
    assert_reads(lines, "Mẫu số 01\n\nTên cơ quan.\n\nMẫu số 02\n\nHọ và tên.\n\n"
                        "Mẫu số 03\n\nNăm sinh.\n");
}

static void
the_head_of_a_part_stays_on_its_first_page(void **state)
{
    static const Line lines[] = {
        { 0, 60, -2, "Phụ lục II" }, { 0, 88, 0, FULL },    { 1, 60, -2, "Phụ lục II" },
        { 1, 60, 0, GOES_ON },       { 1, 60, 1, "xong." }, { 2, 60, -2, "Phụ lục II" },
        { 2, 60, 0, "Hết." },
    };

    (void) state;
    assert_reads(lines, "Phụ lục II\n\n" FULL " " GOES_ON " xong.\n\nHết.\n");
}

static void
the_head_of_each_form_stays(void **state)
{
    static const Line lines[] = {
        { 0, CENTRE, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" }, { 0, 60, 3, "Một." },
        { 1, CENTRE, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" }, { 1, 60, 3, "Hai." },
        { 2, CENTRE, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" }, { 2, 60, 3, "Ba." },
    };
    static const char head[] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
    g_autofree char *expected =
        g_strdup_printf("%s\n\nMột.\n\n%s\n\nHai.\n\n%s\n\nBa.\n", head, head, head);

    (void) state;
    assert_reads(lines, expected);
}

static void
a_title_that_is_the_head_of_later_pages_stays(void **state)
{
    static const Line lines[] = {
        { 0, CENTRE, 0, "BÁO CÁO TỔNG KẾT NĂM" },  { 0, 60, 3, "Một." },
        { 1, CENTRE, -2, "BÁO CÁO TỔNG KẾT NĂM" }, { 1, 60, 0, "Hai." },
        { 2, CENTRE, -2, "BÁO CÁO TỔNG KẾT NĂM" }, { 2, 60, 0, "Ba." },
    };

    (void) state;
    assert_reads(lines, "BÁO CÁO TỔNG KẾT NĂM\n\nMột.\n\nHai.\n\nBa.\n");
}

/* Pages that have `line` at their top are 1, 1 + step and so on.  (transfer full) */
static char *
read_series(const char *line, unsigned step)
{
    Line lines[48];

    for (unsigned page = 0; page < G_N_ELEMENTS(lines) / 2; page++) {
        lines[2 * page] = (Line){ page, 60, 0, page % step == 0 ? line : "Khác." };
        lines[2 * page + 1] = (Line){ page, 60, 10, "Trang." };
    }
    return read_pages(lines, G_N_ELEMENTS(lines));
}

static void
only_what_repeats_on_pages_near_each_other_is_a_head(void **state)
{
    g_autofree char *near = read_series("của pháp luật hiện hành", 2);
    g_autofree char *far = read_series("của pháp luật hiện hành", 8);

    (void) state;
    assert_null(strstr(near, "pháp luật"));
    assert_non_null(strstr(far, "pháp luật"));
}

static void
digits_count_but_for_those_of_the_page(void **state)
{
    static const Line lines[] = {
        { 0, 60, -2, "Trang 1 của 3" }, { 0, 60, 0, "Một." }, { 0, 60, 44, "Số 12." },
        { 1, 60, -2, "Trang 2 của 3" }, { 1, 60, 0, "Hai." }, { 1, 60, 44, "Số 15." },
        { 2, 60, -2, "Trang 3 của 3" }, { 2, 60, 0, "Ba." },  { 2, 60, 44, "Số 14." },
    };

    (void) state;
    assert_reads(lines, "Một.\n\nSố 12.\n\nHai.\n\nSố 15.\n\nBa.\n\nSố 14.\n");
}

static void
page_numbers_may_be_roman_and_start_anew(void **state)
{
    static const char *const numbers[] = { "i",     "ii",    "iii", "- 1 -", "- 2 -",
                                           "- 3 -", "- 4 -", "1",   "2",     "3" };
    Line lines[2 * G_N_ELEMENTS(numbers)];
    g_autofree char *text = NULL;

    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
        lines[2 * i] = (Line){ i, 60, 10, "Chữ." };
        lines[2 * i + 1] = (Line){ i, CENTRE, 45, numbers[i] };
    }
    text = read_pages(lines, G_N_ELEMENTS(lines));
    assert_null(strpbrk(text, "0123456789-"));
    assert_null(strstr(text, "ii"));
}

static void
a_document_is_never_all_heads(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, "Giấy mời họp." },
        { 1, 60, 0, "Giấy mời họp." },
        { 2, 60, 0, "Giấy mời họp." },
    };

    (void) state;
    assert_reads(lines, "Giấy mời họp.\n\nGiấy mời họp.\n\nGiấy mời họp.\n");
}

static void
notes_wait_for_the_end_of_the_paragraph(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, FULL },
        { 0, 60, 1, FULL },
        { 0, 60, 2, FULL },
        { 0, 60, 40, "~1 Xem Chỉ thị số 16." },
        { 0, 60, 41,
          "~2Chỉ thị số 15 có một dòng đầy đủ cho đến tận lề bên phải của trang" },
        { 0, 60, 42, "~và một dòng nữa." },
        { 0, 280, 45, "1" },
        { 1, 60, 0, GOES_ON },
        { 1, 60, 1, "xong." },
        { 1, 88, 2, "Đoạn cuối." },
        { 1, 60, 41, "~3 Xem Điều 5." },
        { 1, 280, 45, "2" },
    };

    (void) state;
    assert_reads(lines,
                 FULL " " FULL " " FULL " " GOES_ON " xong.\n\n[1] Xem Chỉ thị số 16.\n\n"
                      "[2] Chỉ thị số 15 có một dòng đầy đủ cho đến tận lề bên phải của "
                      "trang và một dòng nữa.\n\nĐoạn cuối.\n\n[3] Xem Điều 5.\n");
}

static void
small_type_without_a_sign_is_no_note(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, FULL },
        { 0, 60, 1, FULL },
        { 0, 60, 4, "~Ghi chú nhỏ." },
        { 0, 60, 6, "1 Dòng cuối." },
        { 1, 60, 0, "Trang sau." },
    };

    (void) state;
    assert_reads(lines, FULL " " FULL "\n\nGhi chú nhỏ.\n\n1 Dòng cuối.\n\nTrang sau.\n");
}

/* A text of one line in which '^' stands before a raised digit. (transfer full) */
static char *
read_raised(const char *text)
{
    g_autoptr(PageWords) words = page_words_new(600, 800);
    g_autoptr(GArray) lines = page_lines_new();
    g_autoptr(GString) plain = g_string_new(NULL);
    g_autoptr(PageRuns) runs = NULL;
    PageBox boxes[64];
    unsigned n = 0;
    double x = 60;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gboolean is_raised = *at == '^';
        double y = is_raised ? 101 : 100;
        at += is_raised;
        g_string_append_unichar(plain, g_utf8_get_char(at));
        boxes[n++] = (PageBox){ x, y, x + CHAR, is_raised ? 108 : 112 };
        x += CHAR;
    }
    page_words_add_glyphs(words, plain->str, boxes, n);
    runs = page_runs_new(words);
    page_lines_append(lines, runs, 0);
    return page_lines_flow(lines);
}

static void
the_raised_number_of_a_note_is_no_part_of_a_word(void **state)
{
    static const char *const rows[][2] = {
        { "dịch^1 bệnh", "dịch[1] bệnh\n" },
        { "dịch ^1^2 bệnh", "dịch[12] bệnh\n" },
        { "dịch^1, bệnh", "dịch[1] , bệnh\n" },
        { "^1Xem", "[1] Xem\n" },
        { "rộng 5m^2 và 10 km^3", "rộng 5m2 và 10 km3\n" },
        { "là 10^6 người", "là 106 người\n" },
        { "thêm^2 nữa", "thêm[2] nữa\n" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = read_raised(rows[i][0]);
        assert_string_equal(text, rows[i][1]);
    }
}

static void
a_number_read_apart_goes_back_to_its_word(void **state)
{
    g_autoptr(PageWords) words = page_words_new(600, 800);
    g_autoptr(GArray) lines = page_lines_new();
    g_autoptr(PageRuns) runs = NULL;
    g_autofree char *text = NULL;
    static const char glyphs[] = "ab cd\n7\nef";
    static const double x[] = { 60, 66, 72, 82, 88, 94, 72, 76, 60, 66 };
    PageBox boxes[G_N_ELEMENTS(x)];

    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(x); i++) {
        double y = i >= 8 ? 115 : 100;
        boxes[i] = (PageBox){ x[i], y, x[i] + (i == 6 ? 4 : 6), i == 6 ? 108 : y + 12 };
    }
    page_words_add_glyphs(words, glyphs, boxes, G_N_ELEMENTS(x));
    runs = page_runs_new(words);
    page_lines_append(lines, runs, 0);
    text = page_lines_flow(lines);
    assert_string_equal(text, "ab[7] cd ef\n");
}

/* A stamp larger than any line comes after the notes; it once drew them into the columns
 * above. */
static void
notes_below_columns_are_read_once(void **state)
{
    static const Line lines[] = {
        { 0, 60, 0, "Một câu." },
        { 0, 60, 5, "Nơi nhận:" },
        { 0, 400, 5, "CHỦ TỊCH" },
        { 0, 60, 40, "~1 Ghi chú." },
    };
    g_autoptr(PageWords) words = page_words_new(600, 800);
    g_autoptr(GArray) out = page_lines_new();
    g_autoptr(PageRuns) runs = NULL;
    g_autofree char *text = NULL;

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        add_line(words, &lines[i]);
    page_words_add(words, "MẬT", strlen("MẬT"), (PageBox){ 400, 300, 520, 360 }, TRUE);
    runs = page_runs_new(words);
    page_lines_append(out, runs, 0);
    text = page_lines_flow(out);
    assert_string_equal(text,
                        "Một câu.\n\nNơi nhận:\n\nCHỦ TỊCH\n\nMẬT\n\n[1] Ghi chú.\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_heads_of_parts_stay_though_they_differ_only_in_digits),
        cmocka_unit_test(the_head_of_a_part_stays_on_its_first_page),
        cmocka_unit_test(the_head_of_each_form_stays),
        cmocka_unit_test(a_title_that_is_the_head_of_later_pages_stays),
        cmocka_unit_test(only_what_repeats_on_pages_near_each_other_is_a_head),
        cmocka_unit_test(digits_count_but_for_those_of_the_page),
        cmocka_unit_test(page_numbers_may_be_roman_and_start_anew),
        cmocka_unit_test(a_document_is_never_all_heads),
        cmocka_unit_test(notes_wait_for_the_end_of_the_paragraph),
        cmocka_unit_test(notes_below_columns_are_read_once),
        cmocka_unit_test(small_type_without_a_sign_is_no_note),
        cmocka_unit_test(the_raised_number_of_a_note_is_no_part_of_a_word),
        cmocka_unit_test(a_number_read_apart_goes_back_to_its_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
