/* Any bytes through the analysis: no crash, and what the headers promise. */
#include <stdint.h>
#include <string.h>

#include "text/date.h"
#include "text/docnum.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_keys(const char *text, size_t len)
{
    g_autofree char *k1 = text_canonical(text, len);
    g_autofree char *k1_again = text_canonical(k1, strlen(k1));
    g_autofree char *k2 = text_fold(text, len);
    g_autofree char *k2_again = text_fold(k2, strlen(k2));
    g_autofree char *k2_of_k1 = text_fold(k1, strlen(k1));
    g_autofree char *iy = text_iy_key(text, len);
    g_autofree char *iy_again = text_iy_key(iy, strlen(iy));
    g_autofree char *shown = text_display(text, len);
    g_autofree char *shown_again = text_display(shown, strlen(shown));
    g_autofree char *sort = text_sort_key(text, len);
    g_autofree char *sort_of_k1 = text_sort_key(k1, strlen(k1));

    g_assert_true(g_utf8_validate(k1, -1, NULL));
    g_assert_true(g_utf8_validate(k2, -1, NULL));
    g_assert_true(g_utf8_validate(shown, -1, NULL));
    g_assert_cmpstr(k1, ==, k1_again);
    g_assert_cmpstr(k2, ==, k2_again);
    g_assert_cmpstr(k2, ==, k2_of_k1);
    g_assert_cmpstr(iy, ==, iy_again);
    g_assert_cmpstr(shown, ==, shown_again);
    g_assert_cmpstr(sort, ==, sort_of_k1);
    g_assert_true(text_marks_agree(k1, k1));
    g_assert_true(text_marks_agree(k2, k1) || strcmp(k1, k2) == 0);
}

static void
check_word(TextAnalyser *analyser, const TextWord *word)
{
    g_autofree char *k2 = text_fold(word->k1, word->k1_len);

    g_assert_cmpuint(word->k1_len, <=, TEXT_WORD_MAX_BYTES);
    g_assert_cmpuint(strlen(word->k1), ==, word->k1_len);
    g_assert_cmpuint(strlen(word->k2), ==, word->k2_len);
    g_assert_cmpstr(word->k2, ==, k2);
    g_assert_true((word->k1 == word->k2) == !(word->flags & TEXT_WORD_MARKED));
    g_assert_true(word->id < text_analyser_n_words(analyser));
    g_assert_true(text_intern(analyser, word->k1, word->k1_len) == word);
}

/* In order of start, dense positions, spans inside, offsets in range. */
static void
check_tokens(const char *text, size_t len)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    uint32_t n_positions = text_analyse(analyser, text, len, tokens);
    uint32_t next = 0;
    size_t start = 0;
    size_t end = 0;

    for (guint i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);

        g_assert_true(token->start >= start && token->start < token->end);
        g_assert_true(token->end <= len);
        g_assert_true(token->span >= 1 && token->position + token->span <= n_positions);
        start = token->start;
        if (token->kind == TEXT_SYLLABLE) {
            g_assert_true(token->position == next++ && token->start >= end);
            end = token->end;
        } else {
            g_assert_true(next > 0 && token->position == next - 1);
        }
        check_word(analyser, token->word);
    }
    g_assert_true(next == n_positions);
}

/* The same tokens when something behind them takes the text off the fast path. */
static void
check_paths(const char *text, size_t len)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(GArray) fast = g_array_new(FALSE, FALSE, sizeof(TextToken));
    g_autoptr(GArray) slow = g_array_new(FALSE, FALSE, sizeof(TextToken));
    g_autoptr(GString) longer = g_string_new_len(text, (gssize) len);

    g_string_append(longer, "\u00A0");
    text_analyse(analyser, text, len, fast);
    text_analyse(analyser, longer->str, longer->len, slow);
    g_assert_cmpuint(fast->len, ==, slow->len);
    for (guint i = 0; i < fast->len; i++) {
        const TextToken *a = &g_array_index(fast, TextToken, i);
        const TextToken *b = &g_array_index(slow, TextToken, i);

        g_assert_true(a->word == b->word && a->kind == b->kind);
        g_assert_true(a->start == b->start && a->end == b->end);
        g_assert_true(a->position == b->position && a->span == b->span);
    }
}

static void
check_found(const char *text, size_t len)
{
    g_autoptr(GArray) docnums = docnum_find(text, len);
    g_autoptr(GArray) dates = date_find(text, len);
    size_t end = 0;

    for (guint i = 0; i < docnums->len; i++) {
        const Docnum *docnum = &g_array_index(docnums, Docnum, i);

        g_assert_true(docnum->start >= end && docnum->start < docnum->end);
        g_assert_true(docnum->end <= len && g_utf8_validate(docnum->display, -1, NULL));
        end = docnum->end;
    }
    end = 0;
    for (guint i = 0; i < dates->len; i++) {
        const DateMatch *date = &g_array_index(dates, DateMatch, i);
        char iso[DATE_ISO_SIZE];
        DateMatch again;

        date_format_iso(date, iso);
        g_assert_true(date_parse_iso(iso, &again));
        g_assert_true(date->start >= end && date->start < date->end && date->end <= len);
        end = date->end;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *) data;

    check_keys(text, size);
    check_tokens(text, size);
    check_paths(text, size);
    check_found(text, size);
    return 0;
}
