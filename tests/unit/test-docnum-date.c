/* Document numbers and dates; what the vectors do not say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "text/date.h"
#include "text/docnum.h"

static void
a_document_number_says_where_it_stands_and_its_kind(void **state)
{
    static const struct {
        const char *text, *source, *display;
        DocnumKind kind;
    } rows[] = {
        { "số 2033 -TB/TU.", "2033 -TB/TU", "2033-TB/TU", DOCNUM_PARTY },
        { "16/CT - TTg,", "16/CT - TTg", "16/CT-TTg", DOCNUM_STATE },
        { "(30/2020/NĐ-CP)", "30/2020/NĐ-CP", "30/2020/NĐ-CP", DOCNUM_STATE },
        { "202/2025/QH15", "202/2025/QH15", "202/2025/QH15", DOCNUM_LAW },
        { "1979/VPCP-KGVX", "1979/VPCP-KGVX", "1979/VPCP-KGVX", DOCNUM_CONGVAN },
        { "66/QĐ/TW", "66/QĐ/TW", "66-QĐ/TW", DOCNUM_LOOSE },
        { "66-QĐ-TW", "66-QĐ-TW", "66-QĐ/TW", DOCNUM_LOOSE },
        { "\u200B5\u00A0\u2013 QÐ/TW\u200B", "5\u00A0\u2013 QÐ/TW", "5-QĐ/TW",
          DOCNUM_PARTY },
        { "123/BC-LĐTB&XH", "123/BC-LĐTB&XH", "123/BC-LĐTB&XH", DOCNUM_STATE },
        { "1/TT-A-B-C-D-E", "1/TT-A-B-C-D", "1/TT-A-B-C-D", DOCNUM_STATE },
        { "36/BC-UBND-Về", "36/BC-UBND", "36/BC-UBND", DOCNUM_STATE },
        { "12-CT/TU - BAN", "12-CT/TU", "12-CT/TU", DOCNUM_PARTY },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GArray) found = docnum_find(rows[i].text, strlen(rows[i].text));
        const Docnum *docnum = &g_array_index(found, Docnum, 0);

        assert_int_equal(found->len, 1);
        assert_string_equal(docnum->display, rows[i].display);
        assert_int_equal(docnum->kind, rows[i].kind);
        assert_int_equal(docnum->end - docnum->start, strlen(rows[i].source));
        assert_memory_equal(rows[i].text + docnum->start, rows[i].source,
                            strlen(rows[i].source));
    }
}

static void
what_is_no_document_number_is_not_found(void **state)
{
    static const char *const texts[] = {
        "",
        "16",
        "16/",
        "16/CT",
        "16/CT-",
        "16/CT-tTg",
        "123456-TB/TU",
        "1.6-TB/TU",
        "2,6-TB/TU",
        "3/6-TB/TU",
        "6-XX/TU",
        "6-TBX/TU",
        "6-TB/TUvề",
        "6-TB/ABCDEFGHIJKLM",
        "6-TB\n/TU",
        "6   -TB/TU",
        "1/1899/NĐ-CP",
        "1/2020/QH",
        "1/2020/QH155",
        "1/2020/QH1a",
        "6ab-TB/TU",
        "6/-TB/TU",
        "\xFF-6-",
        "16/CT\x80-TTg",
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GArray) found = docnum_find(texts[i], strlen(texts[i]));

        assert_int_equal(found->len, 0);
    }
}

static void
document_numbers_come_in_order(void **state)
{
    static const char text[] = "16/CT-TTg, 2032-TB/TU, 2033 -TB/TU và 1/QĐ-TTg";
    static const char *const expected[] = { "16/CT-TTg", "2032-TB/TU", "2033-TB/TU",
                                            "1/QĐ-TTg" };
    g_autoptr(GArray) found = docnum_find(text, strlen(text));
    size_t end = 0;

    (void) state;
    assert_int_equal(found->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < found->len; i++) {
        const Docnum *docnum = &g_array_index(found, Docnum, i);

        assert_string_equal(docnum->display, expected[i]);
        assert_true(docnum->start >= end);
        end = docnum->end;
    }
}

static void
a_date_says_where_it_stands(void **state)
{
    static const struct {
        const char *text, *source, *iso;
    } rows[] = {
        { "từ ngày 24/8/2021.", "24/8/2021", "2021-08-24" },
        { "NGÀY 8 THÁNG 9 NĂM 2021", "NGÀY 8 THÁNG 9 NĂM 2021", "2021-09-08" },
        { "ngày 08 tháng 9\nnăm 2021", "ngày 08 tháng 9\nnăm 2021", "2021-09-08" },
        { "ngày 1 tháng mười hai năm 2020", "ngày 1 tháng mười hai năm 2020",
          "2020-12-01" },
        { "ngày 1 tháng mười năm 2020", "ngày 1 tháng mười năm 2020", "2020-10-01" },
        { "ngày 1 tháng năm năm 2020", "ngày 1 tháng năm năm 2020", "2020-05-01" },
        { "nga\u0300y 5 tháng\u00A01 năm 2020", "nga\u0300y 5 tháng\u00A01 năm 2020",
          "2020-01-05" },
        { "19 - 02 - 2020", "19 - 02 - 2020", "2020-02-19" },
        { "13–2–2020", "13–2–2020", "2020-02-13" },
        { "29.02.2020", "29.02.2020", "2020-02-29" },
        { "ngày24/8/2021", "24/8/2021", "2021-08-24" },
        { "1/1/1900", "1/1/1900", "1900-01-01" },
        { "31/12/2099", "31/12/2099", "2099-12-31" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GArray) found = date_find(rows[i].text, strlen(rows[i].text));
        const DateMatch *date = &g_array_index(found, DateMatch, 0);
        char iso[DATE_ISO_SIZE];

        assert_int_equal(found->len, 1);
        date_format_iso(date, iso);
        assert_string_equal(iso, rows[i].iso);
        assert_int_equal(date->end - date->start, strlen(rows[i].source));
        assert_memory_equal(rows[i].text + date->start, rows[i].source,
                            strlen(rows[i].source));
    }
}

static void
what_is_no_date_is_not_found(void **state)
{
    static const char *const texts[] = {
        "",
        "1/2",
        "0/1/2020",
        "1/0/2020",
        "32/1/2020",
        "1/13/2020",
        "30/02/2020",
        "29/02/1900",
        "1/1/1899",
        "1/1/2100",
        "1/1/20200",
        "1/1/2020/5",
        "5/1/1/2020",
        "1-1/2020",
        "1/1-2020",
        "123/1/2020",
        "1/123/2020",
        "-1/1/2020",
        ".1/1/2020",
        "1   /1/2020",
        "1\n/1/2020",
        "ngày 1",
        "ngày 1 tháng",
        "ngày 1 tháng 2",
        "ngày 31 tháng 4 năm 2020",
        "ngày 1 tháng 1 năm 20201",
        "ngày 1 tháng ba2 năm 2020",
        "ngày1 tháng 2 năm 2020",
        "ngày 1 tháng mười ba năm 2020",
        "ngày    1 tháng 2 năm 2020",
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GArray) found = date_find(texts[i], strlen(texts[i]));

        assert_int_equal(found->len, 0);
    }
}

static void
an_iso_date_is_read_and_written_back(void **state)
{
    static const char *const texts[] = { "2020-03-31", "2020-02-29", "0001-01-01",
                                         "9999-12-31" };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        DateMatch date;
        char iso[DATE_ISO_SIZE];

        assert_true(date_parse_iso(texts[i], &date));
        date_format_iso(&date, iso);
        assert_string_equal(iso, texts[i]);
    }
}

static void
what_is_no_iso_date_is_refused_and_nothing_is_set(void **state)
{
    static const char *const texts[] = {
        "",
        "2020",
        "2020-3-31",
        "2020-03-3",
        "2020-03-311",
        "2020-02-30",
        "2021-02-29",
        "2020-13-01",
        "2020-00-01",
        "2020-01-00",
        "0000-01-01",
        "20200331",
        "2020/03/31",
        "2020-03 31",
        " 2020-03-31",
        "2020-03-31 ",
        "+020-03-31",
        "2020-+3-31",
        "2020-03-+1",
        "202-003-31",
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        DateMatch date = { .year = 7 };

        assert_false(date_parse_iso(texts[i], &date));
        assert_int_equal(date.year, 7);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_number_says_where_it_stands_and_its_kind),
        cmocka_unit_test(what_is_no_document_number_is_not_found),
        cmocka_unit_test(document_numbers_come_in_order),
        cmocka_unit_test(a_date_says_where_it_stands),
        cmocka_unit_test(what_is_no_date_is_not_found),
        cmocka_unit_test(an_iso_date_is_read_and_written_back),
        cmocka_unit_test(what_is_no_iso_date_is_refused_and_nothing_is_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
