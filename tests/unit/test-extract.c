#include "extract.h"

#include "reading-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The archivist's table (gold.json) but for case: headings stand as they are spelled. */
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
    { "THÔNG BÁO KẾT LUẬN\ncủa Ban Bí thư\n", "Thông báo", "KẾT LUẬN của Ban Bí thư" },
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
    { "Thông báo\nVề nghỉ lễ", NULL, NULL },
    { "KẾT LUẬN KIỂM TRA\nVề nghỉ lễ", NULL, NULL },
    { "SAO LỤC\nVề nghỉ lễ", NULL, NULL },
};

static void
a_header_gives_type_and_title_or_nothing(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        g_autoptr(Notice) notice = notice_new();
        notice->text = g_strdup(headers[i].text);
        extract_header(notice);
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
    extract_header(notice);
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
    extract_header(typed);
    assert_string_equal(typed->type, "Công điện");
    assert_string_equal(typed->title, "Về nghỉ lễ");
    titled->text = g_strdup("THÔNG BÁO\nVề nghỉ lễ\n");
    titled->title = g_strdup("Tên");
    extract_header(titled);
    assert_string_equal(titled->type, "Thông báo");
    assert_string_equal(titled->title, "Tên");
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
