#include "extract/extraction.h"

#include "reading-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Type and title of the archivist's table; the rest of it is tests/golden/notices.tsv. */
static const struct {
    const char *id;
    const char *type;
    const char *title;
} gold[] = {
    { "000_59ab1e8f33957139", "Thông báo",
      "ý kiến của ban thường vụ tỉnh ủy về tiếp tục quyết liệt, chủ động trong công tác "
      "phòng, chống dịch bệnh covid-19" },
    { "001_3065f9b87e21bb45", "Công văn", NULL },
    { "002_f1fcbc438d3c29c1", "Thông báo",
      "kết luận của bộ chính trị về công tác phòng, chống dịch bệnh covid-19" },
    { "003_def385df2b3c667c", "Kết luận",
      "kết luận của ban thường vụ tỉnh ủy về thực hiện các biện pháp cấp bách phòng, "
      "chống "
      "dịch covid-19" },
    { "004_b587c3f8057c7fca", "Thông báo",
      "kết luận của ban thường vụ tỉnh ủy về một số nhiệm vụ trọng tâm phòng, chống bệnh "
      "dịch covid-19 trong thời gian tới" },
};

static void
the_five_notices_say_what_the_archivist_read(void **state)
{
    Fixture *fixture = *state;

    fixture_read(fixture, CORPUS_DIR);
    assert_string_equal(fixture->skipped->str, "");
    assert_int_equal(fixture->notices->len, G_N_ELEMENTS(gold));
    for (unsigned i = 0; i < G_N_ELEMENTS(gold); i++) {
        const Notice *notice = fixture_notice(fixture, i);
        g_autofree char *title =
            notice->title == NULL ? NULL : g_utf8_strdown(notice->title, -1);
        assert_string_equal(notice->id, gold[i].id);
        assert_string_equal(notice->type, gold[i].type);
        if (gold[i].title == NULL)
            assert_null(title);
        else
            assert_string_equal(title, gold[i].title);
    }
}

static const struct {
    const char *text;
    const char *type;
    const char *title;
} headers[] = {
    { "", NULL, NULL },
    { "Một đoạn văn.", NULL, NULL },
    { "THÔNG BÁO", "Thông báo", NULL },
    { "THÔNG BÁO\nVề việc nghỉ lễ\n\nKính gửi", "Thông báo", "Về việc nghỉ lễ" },
    { "# **QUYẾT ĐỊNH**\n## Ban hành Quy chế\nCHỦ TỊCH\nCăn cứ Luật", "Quyết định",
      "Ban hành Quy chế" },
    { "UỶ BAN NHÂN DÂN\n\nKẾ  HOẠCH\nPhát triển\nkinh tế\n\nThân bài.", "Kế hoạch",
      "Phát triển kinh tế" },
    { "THÔNG BÁO KẾT LUẬN\ncủa Ban Bí thư\n", "Thông báo", "Kết luận của Ban Bí thư" },
    { "BẢN THOẢ THUẬN\nVề hợp tác\n", "Bản thỏa thuận", "Về hợp tác" },
    { "NGHỊ QUYẾT LIÊN TỊCH\nVề phối hợp\n", "Nghị quyết liên tịch", "Về phối hợp" },
    { "TH\xC3\x94NG B\x41\xCC\x81O\nVề nghỉ lễ", "Thông báo", "Về nghỉ lễ" },
    { "Kính gửi: các sở\nTHÔNG BÁO\nVề nghỉ lễ", "Công văn", NULL },
    { "\n\n**Kính gửi**: các sở", "Công văn", NULL },
    { "THÔNG BÁO\n\nCác đơn vị được nghỉ lễ từ mai.", "Thông báo", NULL },
    { "THÔNG BÁO\nCác đơn vị được nghỉ lễ:\n", "Thông báo", NULL },
    { "QUYẾT ĐỊNH\n\nCHỦ TỊCH ỦY BAN\n\nCăn cứ", "Quyết định", NULL },
    { "QUYẾT ĐỊNH\nCăn cứ Luật Đầu tư", "Quyết định", NULL },
    { "QUYẾT ĐỊNH\n\nVề việc khen thưởng\n", "Quyết định", "Về việc khen thưởng" },
    { "NGHỊ QUYẾT\nĐiều chỉnh Chương trình xây dựng luật\n\n", "Nghị quyết",
      "Điều chỉnh Chương trình xây dựng luật" },
    { "QUYẾT ĐỊNH\nĐiều 1. Phê duyệt", "Quyết định", NULL },
    { "THÔNG BÁO\nVề việc nghỉ Giỗ Tổ\nngày 10 tháng 3 âm lịch\n\nThân bài.", "Thông báo",
      "Về việc nghỉ Giỗ Tổ ngày 10 tháng 3 âm lịch" },
    { "THÔNG BÁO\nVề việc họp\nNgày 10 tháng 3, Ban Bí thư họp.", "Thông báo",
      "Về việc họp" },
    { "QUYẾT ĐỊNH\nVề triển khai Nghị quyết\nsố 84/NQ-CP của Chính phủ\nSố: 5",
      "Quyết định", "Về triển khai Nghị quyết số 84/NQ-CP của Chính phủ" },
    { "BÁO CÁO\nKẾT QUẢ GIÁM SÁT VIỆC\nTHỰC HIỆN CHÍNH SÁCH\nNGÀY 30 THÁNG 4\nSỐ: 5",
      "Báo cáo", "KẾT QUẢ GIÁM SÁT VIỆC THỰC HIỆN CHÍNH SÁCH NGÀY 30 THÁNG 4" },
    { "BÁO CÁO\nngày 10 tháng 3", "Báo cáo", NULL },
    { "Thông báo\nVề nghỉ lễ", NULL, NULL },
    { "KẾT LUẬN KIỂM TRA\nVề nghỉ lễ", NULL, NULL },
    { "SAO LỤC\nVề nghỉ lễ", NULL, NULL },
};

/* Reads the text of `notice` and fills what it does not have. */
static void
extract(Notice *notice)
{
    g_autoptr(Extraction) extraction = extraction_read(notice);

    extraction_apply(extraction, notice);
}

static void
a_header_gives_type_and_title_or_nothing(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        g_autoptr(Notice) notice = notice_new();
        notice->text = g_strdup(headers[i].text);
        extract(notice);
        if (headers[i].type == NULL)
            assert_null(notice->type);
        else
            assert_string_equal(notice->type, headers[i].type);
        if (headers[i].title == NULL)
            assert_null(notice->title);
        else
            assert_string_equal(notice->title, headers[i].title);
    }
}

static void
a_type_word_after_the_header_is_none(void **state)
{
    g_autofree char *body = g_strnfill(400, 'a');
    g_autoptr(Notice) notice = notice_new();

    (void) state;
    notice->text = g_strconcat("Lời mở đầu\n", body, "\nTHÔNG BÁO\nVề nghỉ lễ\n", NULL);
    extract(notice);
    assert_null(notice->type);
    assert_null(notice->title);
}

static void
what_is_known_already_stays(void **state)
{
    g_autoptr(Notice) typed = notice_new();
    g_autoptr(Notice) titled = notice_new();

    (void) state;
    typed->text = g_strdup("THÔNG BÁO\nVề nghỉ lễ\n");
    typed->type = g_strdup("Công điện");
    extract(typed);
    assert_string_equal(typed->type, "Công điện");
    assert_string_equal(typed->title, "Về nghỉ lễ");
    titled->text = g_strdup("THÔNG BÁO\nVề nghỉ lễ\n");
    titled->title = g_strdup("Tên");
    extract(titled);
    assert_string_equal(titled->type, "Thông báo");
    assert_string_equal(titled->title, "Tên");
}

static const struct {
    const char *text;
    const char *number, *date, *issuer, *province, *signatory;
} forms[] = {
    { "VĂN PHÒNG CHÍNH PHỦ\nSố: 226/TB-VPCP\nHà Nội, ngày 30 tháng 8 năm 2021\n\n"
      "THÔNG BÁO\nVề họp\n\nThân bài./.\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\n"
      "Nguyễn Văn An\n",
      "226/TB-VPCP", "2021-08-30", "Văn phòng Chính phủ", NULL, "Nguyễn Văn An" },
    { "UỶ BAN NHÂN DÂN TỈNH SƠN LA\nSố: 05/QĐ-UBND  Sơn La, ngày 5 tháng 3 năm 2020\n\n"
      "QUYẾT ĐỊNH\nVề họp\n\nCHỦ TỊCH\n\nTrần Thị Bình\n",
      "05/QĐ-UBND", "2020-03-05", "Ủy ban nhân dân tỉnh Sơn La", "Sơn La",
      "Trần Thị Bình" },
    { "ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH QUẢNG NAM   Độc lập - "
      "Tự do - Hạnh phúc\nSố: 05/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề họp\n",
      "05/QĐ-UBND", NULL, "Ủy ban nhân dân tỉnh Quảng Nam", "Quảng Nam", NULL },
    { "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG\nSố: 05/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề họp\n",
      "05/QĐ-UBND", NULL, "Ủy ban nhân dân thành phố Đà Nẵng", "Đà Nẵng", NULL },
    { "UBND TỈNH SƠN LA   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ   Độc lập - Tự do "
      "- "
      "Hạnh phúc\nSố: 5/TB-SYT\n\nTHÔNG BÁO\nVề họp\n",
      "5/TB-SYT", NULL, "Sở Y tế", "Sơn La", NULL },
    { "BỘ Y TẾ\nTỈNH NÀO CŨNG HỌP\nSố: 5/TB-BYT\n\nTHÔNG BÁO\nVề họp\n", "5/TB-BYT", NULL,
      "Bộ Y tế", NULL, NULL },
    { "TỈNH ỦY QUẢNG NINH\n*\nSố 12-TB/TU\nHạ Long, ngày 20 tháng 02 năm 2018\n"
      "THÔNG BÁO\nVề họp\n",
      "12-TB/TU", "2018-02-20", "Tỉnh ủy Quảng Ninh", "Quảng Ninh", NULL },
    { "Hạ Long, ngày 20 tháng 02 năm 2018\nTHÔNG BÁO\nVề họp\n", NULL, "2018-02-20", NULL,
      "Quảng Ninh", NULL },
    { "Hà Nội, ngày 31 tháng 02 năm 2018\nTHÔNG BÁO\nVề họp\n", NULL, NULL, NULL, NULL,
      NULL },
    { "Hà Nội, ngày 1 tháng 2 năm 2018\nTHÔNG BÁO\nVề họp\n", NULL, "2018-02-01", NULL,
      NULL, NULL },
    { "THÔNG BÁO\nVề họp\n\nTình hình diễn biến, dân Điện Biên, Quyết định số "
      "1/QĐ-TTg.\nHà Nội, ngày 1 tháng 2 năm 2018\n",
      NULL, NULL, NULL, NULL, NULL },
    { "Số: 1/TTLT-BCA-BQP-BTP-NHNN-TANDTC\nTHÔNG BÁO\nVề họp\n", NULL, NULL, NULL, NULL,
      NULL },
    { "QUỐC HỘI   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n   Độc lập - Tự do - Hạnh phúc\n"
      "Luật số: 51/2024/QH15\n\nLUẬT\nSỬA ĐỔI LUẬT BẢO HIỂM Y TẾ\n\nCHỦ TỊCH QUỐC "
      "HỘI\n\nTrần Thanh Mẫn\n",
      "51/2024/QH15", NULL, "Quốc hội", NULL, "Trần Thanh Mẫn" },
    { "Nghị quyết số: 25/2022/UBTVQH15\nLUẬT\nKhác\n", NULL, NULL, NULL, NULL, NULL },
    { "Luật số: 51/2024/QH15 được Quốc hội thông qua.", NULL, NULL, NULL, NULL, NULL },
    { "TỈNH ỦY SƠN LA ĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-TB/TU Sơn La, ngày 1 tháng 3 năm "
      "2021\nTHÔNG BÁO\nVề họp\n",
      "12-TB/TU", "2021-03-01", "Tỉnh ủy Sơn La", "Sơn La", NULL },
    { "VĂN PHÒNG ", NULL, NULL, "Văn phòng", NULL, NULL }, /* no line below the organ */
    { "VĂN PHÒNG!CHÍNH PHỦ\nTHÔNG BÁO\nVề họp\n", NULL, NULL, "Văn phòng!chính phủ", NULL,
      NULL },
    { "Ban hành: 19/04/2011. Hiệu lực: 20/04/2011.", NULL, "2011-04-19", NULL, NULL,
      NULL },
    { "THÔNG BÁO\nVề Chỉ thị của Bộ Y tế\n\nT/M BAN NÀO ĐÓ\n\nghi chú\n", NULL, NULL,
      NULL, NULL, NULL },
};

static void
assert_value(const char *value, const char *expected)
{
    if (expected == NULL)
        assert_null(value);
    else
        assert_string_equal(value, expected);
}

static void
a_form_gives_what_it_prints_and_nothing_else(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autoptr(Notice) notice = notice_new();
        notice->text = g_strdup(forms[i].text);
        extract(notice);
        assert_value(notice->number, forms[i].number);
        assert_value(notice->date, forms[i].date);
        assert_value(notice->issuer, forms[i].issuer);
        assert_value(notice->province, forms[i].province);
        assert_value(notice->signatory, forms[i].signatory);
    }
}

static void
evidence_ends_with_a_whole_letter(void **state)
{
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(Extraction) extraction = NULL;
    g_autofree char *json = NULL;

    (void) state;
    notice->id = g_strdup("a");
    notice->text = g_strdup("Ban hành: 19/04/2011 - Hiệu lực: 01/06/2011");
    extraction = extraction_read(notice);
    extraction_apply(extraction, notice);
    json = extraction_to_json(extraction, notice, FALSE);
    assert_string_equal(notice->date, "2011-04-19");
    assert_true(g_utf8_validate(json, -1, NULL));
}

static void
a_title_that_a_record_gave_tells_number_type_and_date(void **state)
{
    g_autoptr(Notice) notice = notice_new();

    (void) state;
    notice->title = g_strdup("Thông tư số 146/2013/TT-BTC ngày 22/10/2013 quy định");
    notice->text = g_strdup("Ban hành: 22/10/2013. Quyết định số 9/QĐ-TTg.");
    extract(notice);
    assert_string_equal(notice->number, "146/2013/TT-BTC");
    assert_string_equal(notice->type, "Thông tư");
    assert_string_equal(notice->date, "2013-10-22");
}

static void
a_title_is_the_notice_s_own_only_when_the_text_bears_it_out(void **state)
{
    static const struct {
        const char *text;
        gboolean own;
    } rows[] = {
        { "Sáng nay, các địa phương bắt đầu chi hỗ trợ theo nghị quyết.", FALSE },
        { "Thông tư\nlà văn bản được chờ đợi.", FALSE },
        { "QUYẾT ĐỊNH\nVề việc khác\n", FALSE },
        { "BỘ TÀI CHÍNH\n\nTHÔNG TƯ\nQuy định chế độ\n", TRUE },
        { "Ban hành: 22/10/2013. Hiệu lực: 01/12/2013.", TRUE },
        { " \n", TRUE },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Notice) notice = notice_new();
        notice->title =
            g_strdup("Thông tư số 146/2013/TT-BTC ngày 22/10/2013 có hiệu lực");
        notice->text = g_strdup(rows[i].text);
        extract(notice);
        assert_value(notice->number, rows[i].own ? "146/2013/TT-BTC" : NULL);
        assert_value(notice->date, rows[i].own ? "2013-10-22" : NULL);
    }
}

/* "type number issuer date|…" of what the text cites. */
static char *
cited(const char *text)
{
    GString *all = g_string_new(NULL);
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(Extraction) extraction = NULL;

    notice->text = g_strdup(text);
    extraction = extraction_read(notice);
    for (unsigned i = 0; i < extraction->citations->len; i++) {
        const Citation *it = &g_array_index(extraction->citations, Citation, i);
        g_string_append_printf(all, "%s,%s,%s,%s|", it->type != NULL ? it->type : "",
                               it->number != NULL ? it->number : "",
                               it->issuer != NULL ? it->issuer : "",
                               it->date != NULL ? it->date : "");
    }
    return g_string_free(all, FALSE);
}

static const struct {
    const char *text;
    const char *cited;
} bodies[] = {
    { "theo Công văn số 2522, 2523/UBND - VX ngày 1/2/2020.",
      "Công văn,2522/UBND-VX,,|Công văn,2523/UBND-VX,,2020-02-01|" },
    { "các Thông báo số 1-TB/TU ngày 10-02-2020, số 2-TB/TU và số 3-TB/TU.",
      "Thông báo,1-TB/TU,,2020-02-10|Thông báo,2-TB/TU,,|Thông báo,3-TB/TU,,|" },
    { "Quy định số 66-QĐ/TW; 66-QĐ/TW", "Quy định,66-QĐ/TW,,|" },
    { "xem 67-QĐ/TW", ",67-QĐ/TW,,|" },
    { "Quyết định số 9/QĐ-UBND ngày 3/3/2020 của UBND tỉnh Sơn La",
      "Quyết định,9/QĐ-UBND,UBND tỉnh Sơn La,2020-03-03|" },
    { "Điện của Ban Bí thư ngày 14/3/2020; họp Ban Bí thư ngày 15/3/2020",
      "Điện,,Ban Bí thư,2020-03-14|" },
    { "đã báo cáo của Chính phủ ngày 14/3/2020", "" },
    { "các Chỉ thị số 15, 16 và 19/CT-TTg; Công văn số 1979/VPCP-KGVX",
      "Chỉ thị,15/CT-TTg,Thủ tướng Chính phủ,|Chỉ thị,16/CT-TTg,Thủ tướng Chính phủ,|"
      "Chỉ thị,19/CT-TTg,Thủ tướng Chính phủ,|Công văn,1979/VPCP-KGVX,Văn phòng Chính "
      "phủ,|" },
    { "Nghị định số 15/2020/NĐ-CP, 16/2020/NĐ-CP và số 17/2020/NĐ-CP",
      "Nghị định,15/2020/NĐ-CP,Chính phủ,|Nghị định,16/2020/NĐ-CP,Chính phủ,|"
      "Nghị định,17/2020/NĐ-CP,Chính phủ,|" },
    { "Thông báo số 47/TB-VPCP ngày 1/2/2021; số 48/TB-VPCP ngày 3/2/2021",
      "Thông báo,47/TB-VPCP,Văn phòng Chính phủ,2021-02-01|"
      "Thông báo,48/TB-VPCP,Văn phòng Chính phủ,2021-02-03|" },
    { "Quyết định số 28/QĐ-TTg, ban hành ngày 9-9-2004",
      "Quyết định,28/QĐ-TTg,Thủ tướng Chính phủ,2004-09-09|" },
    { "các văn bản số 5, 6 và 7/2020, số 8/BC-CP", "Báo cáo,8/BC-CP,Chính phủ,|" },
    { "Chỉ thị số 1/CT-TTg ngày 1/2/2020 và Chỉ thị số 01/CT-TTg ngày 2/2/2021",
      "Chỉ thị,1/CT-TTg,Thủ tướng Chính phủ,2020-02-01|"
      "Chỉ thị,01/CT-TTg,Thủ tướng Chính phủ,2021-02-02|" },
};

static void
what_is_cited_is_found_with_its_noun_organ_and_date(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_autofree char *found = cited(bodies[i].text);
        assert_string_equal(found, bodies[i].cited);
    }
}

/* "number:lines|…" of the citations, then "type number issuer date|…" of short forms. */
static char *
cited_lines(const char *text)
{
    GString *all = g_string_new(NULL);
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(Extraction) extraction = NULL;

    notice->text = g_strdup(text);
    extraction = extraction_read(notice);
    for (unsigned i = 0; i < extraction->citations->len; i++) {
        const Citation *it = &g_array_index(extraction->citations, Citation, i);
        g_string_append_printf(all, "%s:%u", it->number, (unsigned) it->line);
        for (unsigned j = 0; j < it->again->len; j++)
            g_string_append_printf(all, " %u",
                                   (unsigned) g_array_index(it->again, uint64_t, j));
        g_string_append_c(all, '|');
    }
    for (unsigned i = 0; i < extraction->shorts->len; i++) {
        const Citation *it = &g_array_index(extraction->shorts, Citation, i);
        g_string_append_printf(all, "%s %s,%s,%s|", it->type, it->number,
                               it->issuer != NULL ? it->issuer : "",
                               it->date != NULL ? it->date : "");
    }
    return g_string_free(all, FALSE);
}

static void
a_short_form_is_what_the_notice_cites_in_full(void **state)
{
    static const struct {
        const char *text;
        const char *cited;
    } rows[] = {
        { "Theo Chỉ thị 16, làm.\nChỉ thị số 16/CT-TTg.\nChỉ thị 16 và 16/CT-TTg.\nChỉ "
          "thị "
          "số 016.",
          "16/CT-TTg:2 1 3 4|" },
        { "Chỉ thị 16/CT-TTg; Chỉ thị 16-CT/TU.\nChỉ thị 16.",
          "16/CT-TTg:1|16-CT/TU:1|" },
        { "Chỉ thị 16/CT-TTg; Chỉ thị 16-CT/TW.\nChỉ thị 16 của Thủ tướng Chính phủ.",
          "16/CT-TTg:1|16-CT/TW:1|" },
        { "Chỉ thị 16/CT-TTg; Chỉ thị 16/CT-BYT.\nChỉ thị 16 của Thủ tướng Chính phủ.",
          "16/CT-TTg:1 2|16/CT-BYT:1|" },
        { "Chỉ thị số 16/CT-TTg ngày 31/3/2020.\nChỉ thị 16 ngày 31/3/2020.\nChỉ thị 16 "
          "ngày 1/4/2020.",
          "16/CT-TTg:1 2|Chỉ thị 16,,2020-04-01|" },
        { "Nghị quyết 42 của Chính phủ. Nghị quyết số 42 của Chính phủ.",
          "Nghị quyết 42,Chính phủ,|" },
        { "Kế hoạch 5 năm, Nghị quyết 3 điểm, Thông báo 16h, Kế hoạch 5,5 tỷ, Quyết định "
          "1.200 suất, Thông tư 123456.",
          "" },
        { "Số: 16/CT-TTg\nCHỈ THỊ\nVề cách ly\n\nChỉ thị 16 này có hiệu lực. Chỉ thị 16 "
          "có "
          "hiệu lực.",
          "" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *found = cited_lines(rows[i].text);
        assert_string_equal(found, rows[i].cited);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_five_notices_say_what_the_archivist_read,
                                        fixture_setup, fixture_teardown),
        cmocka_unit_test(a_header_gives_type_and_title_or_nothing),
        cmocka_unit_test(a_type_word_after_the_header_is_none),
        cmocka_unit_test(what_is_known_already_stays),
        cmocka_unit_test(a_form_gives_what_it_prints_and_nothing_else),
        cmocka_unit_test(evidence_ends_with_a_whole_letter),
        cmocka_unit_test(a_title_that_a_record_gave_tells_number_type_and_date),
        cmocka_unit_test(a_title_is_the_notice_s_own_only_when_the_text_bears_it_out),
        cmocka_unit_test(a_short_form_is_what_the_notice_cites_in_full),
        cmocka_unit_test(what_is_cited_is_found_with_its_noun_organ_and_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
