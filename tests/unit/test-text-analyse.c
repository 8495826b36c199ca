/* Tokens: positions, offsets, extra tokens, words; what the vectors do not say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "text/text.h"

#define SECONDS_ALLOWED 5

static const char *const kind_names[] = {
    [TEXT_SYLLABLE] = "",      [TEXT_JOINED] = "joined:", [TEXT_NUMBER] = "number:",
    [TEXT_DOCNUM] = "docnum:", [TEXT_DATE] = "date:",     [TEXT_RANGE] = "range:",
};

/* An analyser and the tokens of one text. */
typedef struct {
    TextAnalyser *analyser;
    GArray *tokens; /* (element-type TextToken) */
    uint32_t n_positions;
} Analysis;

static void
analysis_clear(Analysis *analysis)
{
    g_clear_pointer(&analysis->analyser, text_analyser_free);
    g_clear_pointer(&analysis->tokens, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Analysis, analysis_clear)

static Analysis
analyse(const char *text, size_t len)
{
    Analysis analysis = { .analyser = text_analyser_new(),
                          .tokens = g_array_new(FALSE, FALSE, sizeof(TextToken)) };

    analysis.n_positions = text_analyse(analysis.analyser, text, len, analysis.tokens);
    return analysis;
}

static const TextToken *
token_at(const Analysis *analysis, guint i)
{
    assert_true(i < analysis->tokens->len);
    return &g_array_index(analysis->tokens, TextToken, i);
}

/* "k1@position" of a syllable, "kind:k1@position+span" of an extra token, one
 * blank between. */
static char *
describe(const Analysis *analysis)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < analysis->tokens->len; i++) {
        const TextToken *token = token_at(analysis, i);

        g_string_append_printf(out, "%s%s%s@%u", i > 0 ? " " : "",
                               kind_names[token->kind], token->word->k1, token->position);
        if (token->kind != TEXT_SYLLABLE) {
            g_string_append_printf(out, "+%u", token->span);
        }
    }
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *text;
    const char *expected;
} Row;

static void
check_rows(const Row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_auto(Analysis) analysis = analyse(rows[i].text, strlen(rows[i].text));
        g_autofree char *found = describe(&analysis);

        assert_string_equal(found, rows[i].expected);
    }
}

/* The source bytes of each token between bars. */
static char *
source_of(const char *text, const Analysis *analysis)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < analysis->tokens->len; i++) {
        const TextToken *token = token_at(analysis, i);

        g_string_append_len(out, text + token->start,
                            (gssize) (token->end - token->start));
        g_string_append_c(out, '|');
    }
    return g_string_free(out, FALSE);
}

static void
check_sources(const Row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_auto(Analysis) analysis = analyse(rows[i].text, strlen(rows[i].text));
        g_autofree char *found = source_of(rows[i].text, &analysis);

        assert_string_equal(found, rows[i].expected);
    }
}

static void
positions_run_on_across_punctuation_markup_and_page_breaks(void **state)
{
    static const Row rows[] = {
        { "", "" },
        { " \n-- ☆ |", "" },
        { "phòng, chống **dịch**", "phòng@0 chống@1 dịch@2" },
        { "đánh giá\n\n\f\n cao", "đánh@0 giá@1 cao@2" },
        { "| Số: 2081 |\n|------|", "số@0 2081@1" },
        { "bảy_tám", "bảy@0 tám@1" },
    };

    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
extra_tokens_follow_the_syllable_that_they_start_at(void **state)
{
    static const Row rows[] = {
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
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
an_interval_that_ends_before_it_starts_is_none(void **state)
{
    static const Row rows[] = {
        { "12/3/2021 đến 1/3/2021",
          "12@0 date:2021-03-12@0+3 3@1 2021@2 đến@3 1@4 date:2021-03-01@4+3 3@5 "
          "2021@6" },
    };

    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
numbers_keep_group_points_and_decimal_commas_but_lists_do_not(void **state)
{
    static const Row rows[] = {
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
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
pieces_are_joined_over_hyphens_and_between_capitals_over_points(void **state)
{
    static const Row rows[] = {
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
        { "th-úy", "th@0 joined:thuý@0+2 uý@1" },
    };

    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
what_stands_in_a_document_number_is_not_joined(void **state)
{
    static const Row rows[] = {
        { "16/CT-TTg-abc", "16@0 docnum:16/ct-ttg@0+3 ct@1 ttg@2 abc@3" },
        { "12a-NQ/TU", "12a@0 docnum:12a-nq/tu@0+3 nq@1 tu@2" },
        { "Số-16/CT-TTg", "số@0 joined:số16@0+2 16@1 docnum:16/ct-ttg@1+3 ct@2 ttg@3" },
    };

    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
offsets_are_bytes_of_the_source_as_it_came(void **state)
{
    static const Row rows[] = {
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
    g_auto(Analysis) a = analyse(nfc, strlen(nfc));
    g_auto(Analysis) b = analyse(nfd, strlen(nfd));
    g_autofree char *of_nfc = describe(&a);
    g_autofree char *of_nfd = describe(&b);

    (void) state;
    assert_string_not_equal(nfc, nfd);
    assert_string_equal(of_nfc, of_nfd);
}

static void
tokens_are_appended_and_positions_start_anew(void **state)
{
    g_auto(Analysis) analysis = analyse("một hai", 7 + 2);
    uint32_t n = text_analyse(analysis.analyser, "ba", 2, analysis.tokens);
    g_autofree char *found = describe(&analysis);

    (void) state;
    assert_int_equal(analysis.n_positions, 2);
    assert_int_equal(n, 1);
    assert_string_equal(found, "một@0 hai@1 ba@0");
}

static void
spellings_of_one_word_are_one_word(void **state)
{
    static const char text[] = "Hòa HOÀ hoà ho\u0300a hoa hoá hoa";
    g_auto(Analysis) analysis = analyse(text, strlen(text));
    const TextWord *first = token_at(&analysis, 0)->word;

    (void) state;
    for (guint i = 1; i < 4; i++) {
        assert_ptr_equal(token_at(&analysis, i)->word, first);
    }
    assert_int_equal(first->id, 0);
    assert_int_equal(token_at(&analysis, 4)->word->id, 1);
    assert_int_equal(token_at(&analysis, 5)->word->id, 2);
    assert_int_equal(token_at(&analysis, 6)->word->id, 1);
    assert_int_equal(text_analyser_n_words(analysis.analyser), 3);
}

static void
a_word_says_what_it_is(void **state)
{
    static const struct {
        const char *text, *k1, *k2;
        uint32_t flags;
    } rows[] = {
        { "Đắk", "đắk", "dak", TEXT_WORD_MARKED },
        { "Hòa", "hoà", "hoa", TEXT_WORD_MARKED | TEXT_WORD_LEGAL },
        { "CACH", "cach", "cach", TEXT_WORD_LEGAL },
        { "covid", "covid", "covid", 0 },
        { "1.354", "1.354", "1.354", TEXT_WORD_NUMBER },
        { "1,5", "1,5", "1,5", TEXT_WORD_NUMBER },
        { "5K", "5k", "5k", 0 },
        { "đ", "đ", "d", TEXT_WORD_MARKED },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Analysis) analysis = analyse(rows[i].text, strlen(rows[i].text));
        const TextWord *word = token_at(&analysis, 0)->word;

        assert_string_equal(word->k1, rows[i].k1);
        assert_string_equal(word->k2, rows[i].k2);
        assert_int_equal(word->k1_len, strlen(rows[i].k1));
        assert_int_equal(word->k2_len, strlen(rows[i].k2));
        assert_int_equal(word->flags, rows[i].flags);
        assert_int_equal(word->k1 == word->k2, !(rows[i].flags & TEXT_WORD_MARKED));
    }
}

static void
a_document_number_is_a_word_in_lower_case_without_leading_zeros(void **state)
{
    static const char text[] = "Số 0043 – BS/ÐUK, 43-BS/ĐUK";
    g_auto(Analysis) analysis = analyse(text, strlen(text));
    const TextWord *word =
        text_intern(analysis.analyser, "43-bs/đuk", strlen("43-bs/đuk"));
    guint n = 0;

    (void) state;
    for (guint i = 0; i < analysis.tokens->len; i++) {
        if (token_at(&analysis, i)->kind == TEXT_DOCNUM) {
            assert_ptr_equal(token_at(&analysis, i)->word, word);
            n++;
        }
    }
    assert_int_equal(n, 2);
    assert_string_equal(word->k1, "43-bs/đuk");
    assert_string_equal(word->k2, "43-bs/duk");
    assert_true(word->flags & TEXT_WORD_MARKED);
}

static void
interning_a_key_gives_the_word_of_the_text(void **state)
{
    static const char text[] = "Nước 16/CT-TTg";
    g_auto(Analysis) analysis = analyse(text, strlen(text));
    TextAnalyser *analyser = analysis.analyser;
    const TextWord *empty = text_intern(analyser, "", 0);

    (void) state;
    assert_ptr_equal(text_intern(analyser, "nước!", strlen("nước")),
                     token_at(&analysis, 0)->word);
    assert_ptr_equal(text_intern(analyser, "16/ct-ttg", 9), token_at(&analysis, 2)->word);
    assert_string_equal(empty->k1, "");
    assert_int_equal(empty->k1_len, 0);
    assert_ptr_equal(text_intern(analyser, "", 0), empty);
}

static void
words_of_one_analyser_survive_its_growth(void **state)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    const TextWord *words[5000];

    (void) state;
    for (int i = 0; i < 5000; i++) {
        g_autofree char *k1 = g_strdup_printf("%s%d", i % 2 ? "x" : "dài lắm nhé ", i);

        words[i] = text_intern(analyser, k1, strlen(k1));
    }
    assert_int_equal(text_analyser_n_words(analyser), 5000);
    for (int i = 0; i < 5000; i++) {
        g_autofree char *k1 = g_strdup_printf("%s%d", i % 2 ? "x" : "dài lắm nhé ", i);

        assert_ptr_equal(text_intern(analyser, k1, strlen(k1)), words[i]);
        assert_string_equal(words[i]->k1, k1);
        assert_int_equal(words[i]->id, i);
    }
}

static void
a_long_word_is_cut_at_a_character(void **state)
{
    for (size_t n = 90; n < 110; n++) {
        g_autofree char *text = g_strnfill(n, 'x');
        g_autoptr(GString) word = g_string_new(text);
        g_auto(Analysis) analysis = { 0 };
        const TextToken *token;

        (void) state;
        g_string_append(word, "ừừừừừừừừừừ");
        analysis = analyse(word->str, word->len);
        token = token_at(&analysis, 0);
        assert_int_equal(analysis.tokens->len, 1);
        assert_int_equal(token->end, word->len);
        assert_true(token->word->k1_len <= TEXT_WORD_MAX_BYTES);
        assert_true(token->word->k1_len > TEXT_WORD_MAX_BYTES - 3);
        assert_true(g_utf8_validate(token->word->k1, token->word->k1_len, NULL));
        assert_ptr_equal(
            text_intern(analysis.analyser, token->word->k1, token->word->k1_len),
            token->word);
        assert_ptr_equal(text_intern(analysis.analyser, word->str, word->len),
                         token->word);
    }
}

static void
a_nul_separates_words(void **state)
{
    g_auto(Analysis) analysis = analyse("một\0hai-\0ba", 13);
    g_autofree char *found = describe(&analysis);

    (void) state;
    assert_string_equal(found, "một@0 hai@1 ba@2");
}

static void
bytes_that_are_not_utf8_separate_words_and_nothing_more(void **state)
{
    static const Row rows[] = {
        { "h\xC3 a", "h@0 a@1" },
        { "một\xFFhai\xE1\xBB", "một@0 hai@1" },
        { "a\xED\xA0\x80z", "a@0 z@1" },
        { "\x80\xBFx\xF4\x90\x80\x80", "x@0" },
        { "abcdefghijklmnopqrstuvwxyz\xC4", "abcdefghijklmnopqrstuvwxyz@0" },
        { "abcdefghijklmnopqrstuvwxyz\xE1 abcdefghijklmnopq",
          "abcdefghijklmnopqrstuvwxyz@0 abcdefghijklmnopq@1" },
        { "abcdefghijklmnopqrstuvwxyz\xC3\xA1\xA1z",
          "abcdefghijklmnopqrstuvwxyzá@0 z@1" },
    };

    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

/* Whatever stands in any place of any block, analysis in blocks is analysis. */
static void
every_alignment_gives_the_same_words(void **state)
{
    static const char *const insertions[] = {
        "\u00D0", "\u00A0", "o\u0301", "×", "\u200B", "“", "\uFEFF", "ừ", "\xC3", "\xE1",
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(insertions); i++) {
        for (size_t at = 0; at < 40; at++) {
            g_autoptr(GString) text = g_string_new(NULL);
            g_auto(Analysis) long_one = { 0 };
            g_auto(Analysis) short_one = { 0 };

            for (size_t k = 0; k < at; k++) {
                g_string_append_c(text, ' ');
            }
            g_string_append_printf(text, "a%sb", insertions[i]);
            short_one = analyse(text->str + at, text->len - at);
            g_string_append(text, "                                  ");
            long_one = analyse(text->str, text->len);
            assert_int_equal(long_one.tokens->len, short_one.tokens->len);
            assert_string_equal(token_at(&long_one, 0)->word->k1,
                                token_at(&short_one, 0)->word->k1);
        }
    }
}

static void
hostile_text_takes_linear_time(void **state)
{
    static const struct {
        const char *unit;
        size_t kilobytes;
    } rows[] = {
        { "1", 10240 },
        { "/", 10240 },
        { "-", 10240 },
        { "x", 10240 },
        { "1/", 256 },
        { "1-", 256 },
        { "1,", 256 },
        { "1.111", 256 },
        { "a-", 256 },
        { "A.", 256 },
        { "1a", 256 },
        { "ngày ", 256 },
        { "1/1/2020 - ", 256 },
        { "1/1/2020-", 256 },
        { "12345 - ", 256 },
        { "1/A-A-A-", 256 },
        { "ngày 1 tháng ", 256 },
        { "\u0301", 256 },
        { "\u0323\u0301", 256 },
        { "\u1161", 256 },
        { "\u200B", 256 },
        { "\xFF", 256 },
        { "a\u0302", 256 },
        { "\u00A0", 256 },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) text = g_string_new(rows[i].unit);
        clock_t start;

        while (text->len < rows[i].kilobytes << 10) {
            g_string_append_len(text, text->str, (gssize) text->len);
        }
        start = clock();
        {
            g_auto(Analysis) analysis = analyse(text->str, text->len);

            assert_true(analysis.n_positions <= text->len);
        }
        assert_true(clock() - start < (clock_t) SECONDS_ALLOWED * CLOCKS_PER_SEC);
    }
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
        cmocka_unit_test(spellings_of_one_word_are_one_word),
        cmocka_unit_test(a_word_says_what_it_is),
        cmocka_unit_test(a_document_number_is_a_word_in_lower_case_without_leading_zeros),
        cmocka_unit_test(interning_a_key_gives_the_word_of_the_text),
        cmocka_unit_test(words_of_one_analyser_survive_its_growth),
        cmocka_unit_test(a_long_word_is_cut_at_a_character),
        cmocka_unit_test(a_nul_separates_words),
        cmocka_unit_test(bytes_that_are_not_utf8_separate_words_and_nothing_more),
        cmocka_unit_test(every_alignment_gives_the_same_words),
        cmocka_unit_test(hostile_text_takes_linear_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
