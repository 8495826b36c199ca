/* Words and their analyser; long, broken and hostile text. */
#include "text-fixture.h"

#include <string.h>
#include <time.h>

#define SECONDS_ALLOWED 5 /* of processor time, sanitizers included */

static void
spellings_of_one_word_are_one_word(void **state)
{
    static const char text[] = "Hòa HOÀ hoà ho\u0300a hoa hoá hoa";
    g_auto(Analysis) analysis = analysis_of(text, strlen(text));
    const TextWord *first = analysis_token(&analysis, 0)->word;

    (void) state;
    for (guint i = 1; i < 4; i++) {
        assert_ptr_equal(analysis_token(&analysis, i)->word, first);
    }
    assert_int_equal(first->id, 0);
    assert_int_equal(analysis_token(&analysis, 4)->word->id, 1);
    assert_int_equal(analysis_token(&analysis, 5)->word->id, 2);
    assert_int_equal(analysis_token(&analysis, 6)->word->id, 1);
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
        g_auto(Analysis) analysis = analysis_of(rows[i].text, strlen(rows[i].text));
        const TextWord *word = analysis_token(&analysis, 0)->word;

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
    g_auto(Analysis) analysis = analysis_of(text, strlen(text));
    const TextWord *word =
        text_intern(analysis.analyser, "43-bs/đuk", strlen("43-bs/đuk"));
    guint n = 0;

    (void) state;
    for (guint i = 0; i < analysis.tokens->len; i++) {
        if (analysis_token(&analysis, i)->kind == TEXT_DOCNUM) {
            assert_ptr_equal(analysis_token(&analysis, i)->word, word);
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
    g_auto(Analysis) analysis = analysis_of(text, strlen(text));
    TextAnalyser *analyser = analysis.analyser;
    const TextWord *empty = text_intern(analyser, "", 0);

    (void) state;
    assert_ptr_equal(text_intern(analyser, "nước!", strlen("nước")),
                     analysis_token(&analysis, 0)->word);
    assert_ptr_equal(text_intern(analyser, "16/ct-ttg", 9),
                     analysis_token(&analysis, 2)->word);
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
        analysis = analysis_of(word->str, word->len);
        token = analysis_token(&analysis, 0);
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
    g_auto(Analysis) analysis = analysis_of("một\0hai-\0ba", 13);
    g_autofree char *found = analysis_describe(&analysis);

    (void) state;
    assert_string_equal(found, "một@0 hai@1 ba@2");
}

static void
bytes_that_are_not_utf8_separate_words_and_nothing_more(void **state)
{
    static const AnalysisRow rows[] = {
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
    analysis_check(rows, G_N_ELEMENTS(rows));
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
            short_one = analysis_of(text->str + at, text->len - at);
            g_string_append(text, "                                  ");
            long_one = analysis_of(text->str, text->len);
            assert_int_equal(long_one.tokens->len, short_one.tokens->len);
            assert_string_equal(analysis_token(&long_one, 0)->word->k1,
                                analysis_token(&short_one, 0)->word->k1);
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
            g_auto(Analysis) analysis = analysis_of(text->str, text->len);

            assert_true(analysis.n_positions <= text->len);
        }
        assert_true(clock() - start < (clock_t) SECONDS_ALLOWED * CLOCKS_PER_SEC);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
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
