/* Tokens: positions, offsets, extra tokens; what the vectors do not say. */
#include "text-fixture.h"

#include <string.h>

static void
check_sources(const AnalysisRow *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_auto(Analysis) analysis = analysis_of(rows[i].text, strlen(rows[i].text));
        g_autofree char *found = analysis_sources(&analysis, rows[i].text);

        assert_string_equal(found, rows[i].expected);
    }
}

static void
positions_run_on_across_punctuation_markup_and_page_breaks(void **state)
{
    static const AnalysisRow rows[] = {
        { "", "" },
        { " \n-- ☆ |", "" },
        { "phòng, chống **dịch**", "phòng@0 chống@1 dịch@2" },
        { "đánh giá\n\n\f\n cao", "đánh@0 giá@1 cao@2" },
        { "| Số: 2081 |\n|------|", "số@0 2081@1" },
        { "bảy_tám", "bảy@0 tám@1" },
        { "5 m² × ½", "5@0 m²@1 ½@2" },
    };

    (void) state;
    analysis_check(rows, G_N_ELEMENTS(rows));
}

static void
extra_tokens_follow_the_syllable_that_they_start_at(void **state)
{
    static const AnalysisRow rows[] = {
        { "dịch Covid-19 và", "dịch@0 covid@1 joined:covid19@1+2 19@2 và@3" },
        { "số 08-KL/TU", "số@0 08@1 number:8@1+1 docnum:8-kl/tu@1+3 kl@2 tu@3" },
        { "số16/CT-TTg", "số16@0 docnum:16/ct-ttg@0+3 ct@1 ttg@2" },
        { "ngày 08 tháng 9 năm 2021",
          "ngày@0 date:2021-09-08@0+6 08@1 number:8@1+1 tháng@2 9@3 năm@4 2021@5" },
        { "ngày 3/3/2021 đến hết ngày 12/3/2021.",
          "ngày@0 3@1 date:2021-03-03@1+3 range:2021-03-03..2021-03-12@1+9 3@2 2021@3 "
          "đến@4 hết@5 ngày@6 12@7 date:2021-03-12@7+3 3@8 2021@9" },
        { "2/3/2021-4/3/2021",
          "2@0 date:2021-03-02@0+3 range:2021-03-02..2021-03-04@0+6 3@1 2021@2 "
          "4@3 date:2021-03-04@3+3 3@4 2021@5" },
    };

    (void) state;
    analysis_check(rows, G_N_ELEMENTS(rows));
}

static void
an_interval_that_ends_before_it_starts_is_none(void **state)
{
    static const AnalysisRow rows[] = {
        { "12/3/2021 đến 1/3/2021",
          "12@0 date:2021-03-12@0+3 3@1 2021@2 đến@3 1@4 date:2021-03-01@4+3 3@5 "
          "2021@6" },
    };

    (void) state;
    analysis_check(rows, G_N_ELEMENTS(rows));
}

static void
numbers_keep_group_points_and_decimal_commas_but_lists_do_not(void **state)
{
    static const AnalysisRow rows[] = {
        { "1.354", "1.354@0 number:1354@0+1" },
        { "12.000.000", "12.000.000@0 number:12000000@0+1" },
        { "1,354", "1,354@0 number:1354@0+1" },
        { "1,5", "1,5@0" },
        { "01,5", "01,5@0 number:1,5@0+1" },
        { "1,2,3", "1@0 2@1 3@2" },
        { "2.1.", "2@0 1@1" },
        { "1.3545", "1@0 3545@1" },
        { "1.354.55", "1.354@0 number:1354@0+1 55@1" },
        { "5.000đ", "5.000@0 number:5000@0+1 đ@1" },
        { "0 00 007", "0@0 00@1 number:0@1+1 007@2 number:7@2+1" },
        { "0h00 F0", "0h00@0 f0@1" },
        { ",5", "5@0" },
        { "5,", "5@0" },
    };

    (void) state;
    analysis_check(rows, G_N_ELEMENTS(rows));
}

static void
pieces_are_joined_over_hyphens_and_between_capitals_over_points(void **state)
{
    static const AnalysisRow rows[] = {
        { "vắc-xin", "vắc@0 joined:vắcxin@0+2 xin@1" },
        { "Sars-CoV-2", "sars@0 joined:sarscov2@0+3 cov@1 2@2" },
        { "Covid\u201119", "covid@0 joined:covid19@0+2 19@1" },
        { "a-b-c-d-e-f", "a@0 joined:abcdef@0+6 b@1 c@2 d@3 e@4 f@5" },
        { "a-b-c-d-e-f-g", "a@0 b@1 c@2 d@3 e@4 f@5 g@6" },
        { "U.B.N.D", "u@0 joined:ubnd@0+4 b@1 n@2 d@3" },
        { "TP.HCM-A", "tp@0 joined:tphcm@0+2 hcm@1 joined:hcma@1+2 a@2" },
        { "dịch.Các", "dịch@0 các@1" },
        { "Tp.HCM", "tp@0 hcm@1" },
        { "P.3", "p@0 3@1" },
        { "24-7", "24@0 7@1" },
        { "xã - hội", "xã@0 hội@1" },
        { "xã-", "xã@0" },
        { "-xã--hội", "xã@0 hội@1" },
        { "th-úy", "th@0 uý@1" },
    };

    (void) state;
    analysis_check(rows, G_N_ELEMENTS(rows));
}

static void
what_stands_in_a_document_number_is_not_joined(void **state)
{
    static const AnalysisRow rows[] = {
        { "16/CT-TTg-abc", "16@0 docnum:16/ct-ttg@0+3 ct@1 ttg@2 abc@3" },
        { "12a-NQ/TU", "12a@0 docnum:12a-nq/tu@0+3 nq@1 tu@2" },
        { "Số-16/CT-TTg", "số@0 joined:số16@0+2 16@1 docnum:16/ct-ttg@1+3 ct@2 ttg@3" },
    };

    (void) state;
    analysis_check(rows, G_N_ELEMENTS(rows));
}

static void
offsets_are_bytes_of_the_source_as_it_came(void **state)
{
    static const AnalysisRow rows[] = {
        { "Tỉnh ủy", "Tỉnh|ủy|" },
        { "Ti\u0309nh u\u0309y nay", "Ti\u0309nh|u\u0309y|nay|" },
        { "\uFEFFThông báo", "Thông|báo|" },
        { "phòng\u200B dịch\u200B", "phòng|dịch|" },
        { "\u200BCo\u00ADvid x", "Co\u00ADvid|x|" },
        { "a\u00A0b\u00D0c", "a|b\u00D0c|" },
        { "5\u200B5", "5\u200B5|" },
        { "số 2\u00A0-TB/TU xa", "số|2|2\u00A0-TB/TU|TB|TU|xa|" },
        { "\u0301a", "a|" },
        { "한 \u1112\u1161\u11ab x", "한|\u1112\u1161\u11ab|x|" },
    };

    (void) state;
    check_sources(rows, G_N_ELEMENTS(rows));
}

static void
a_text_in_nfd_has_the_tokens_of_its_nfc(void **state)
{
    static const char nfc[] = "Số 43-BS/ĐUK ngày 08 tháng 9 năm 2021, TP.HCM";
    g_autofree char *nfd = g_utf8_normalize(nfc, -1, G_NORMALIZE_NFD);
    g_auto(Analysis) a = analysis_of(nfc, strlen(nfc));
    g_auto(Analysis) b = analysis_of(nfd, strlen(nfd));
    g_autofree char *of_nfc = analysis_describe(&a);
    g_autofree char *of_nfd = analysis_describe(&b);

    (void) state;
    assert_string_not_equal(nfc, nfd);
    assert_string_equal(of_nfc, of_nfd);
}

static void
tokens_are_appended_and_positions_start_anew(void **state)
{
    g_auto(Analysis) analysis = analysis_of("một hai", 7 + 2);
    uint32_t n = text_analyse(analysis.analyser, "ba", 2, analysis.tokens);
    g_autofree char *found = analysis_describe(&analysis);

    (void) state;
    assert_int_equal(analysis.n_positions, 2);
    assert_int_equal(n, 1);
    assert_string_equal(found, "một@0 hai@1 ba@0");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_run_on_across_punctuation_markup_and_page_breaks),
        cmocka_unit_test(extra_tokens_follow_the_syllable_that_they_start_at),
        cmocka_unit_test(an_interval_that_ends_before_it_starts_is_none),
        cmocka_unit_test(numbers_keep_group_points_and_decimal_commas_but_lists_do_not),
        cmocka_unit_test(pieces_are_joined_over_hyphens_and_between_capitals_over_points),
        cmocka_unit_test(what_stands_in_a_document_number_is_not_joined),
        cmocka_unit_test(offsets_are_bytes_of_the_source_as_it_came),
        cmocka_unit_test(a_text_in_nfd_has_the_tokens_of_its_nfc),
        cmocka_unit_test(tokens_are_appended_and_positions_start_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
