#include "suggest-spelling.h"

#include <string.h>

#include "candidates.h"

/* Spellings of a word that are looked at beside its neighbours. */
#define MAX_SPELLINGS 4

/* What of the documents that tell spellings apart must have one that is not doubted:
 * of 10. */
#define CLEAR_TENTHS 8

typedef unsigned (*CountFunc)(Suggester *self,
                              const char *k1,
                              const Neighbours *neighbours);

/* A letter typed without marks may be any letter with them. */
static gboolean
letter_agrees(gunichar typed, gunichar letter)
{
    gunichar base = letter;
    g_unichar_fully_decompose(letter, FALSE, &base, 1);
    return typed == letter || typed == (letter == U'đ' ? U'd' : base);
}

/* TRUE when one edit makes the spelling of what was typed. */
static gboolean
is_one_edit(const char *typed, const char *spelling)
{
    glong n_a = 0;
    glong n_b = 0;
    glong from = 0;
    g_autofree gunichar *a = g_utf8_to_ucs4_fast(typed, -1, &n_a);
    g_autofree gunichar *b = g_utf8_to_ucs4_fast(spelling, -1, &n_b);
    while (from < n_a && from < n_b && letter_agrees(a[from], b[from]))
        from++;
    while (n_a > from && n_b > from && letter_agrees(a[n_a - 1], b[n_b - 1])) {
        n_a--;
        n_b--;
    }
    if (n_a - from == 2 && n_b - from == 2)
        return letter_agrees(a[from], b[from + 1]) && letter_agrees(a[from + 1], b[from]);
    return n_a - from <= 1 && n_b - from <= 1;
}

/* The spellings that fit the marks typed, when some do, else all: the most frequent. */
static GArray *
spellings_of(Suggester *self, const char *k2, const char *typed, gboolean is_edited)
{
    const TextWord *word = text_intern(self->analyser, k2, strlen(k2));
    const GPtrArray *all = lexicon_class(self->lexicon, word);
    GArray *found = candidates_new();
    for (unsigned pass = typed != NULL ? 0 : 1; pass < 2 && found->len == 0; pass++)
        for (unsigned i = 0; i < all->len; i++) {
            const char *k1 = g_ptr_array_index(all, i);
            if (pass == 1 ||
                (is_edited ? is_one_edit(typed, k1) : text_marks_agree(typed, k1)))
                candidates_take(found, g_strdup(k1),
                                lexicon_freq(self->lexicon, TERM_K1, k1));
        }
    candidates_keep(found, MAX_SPELLINGS);
    return found;
}

/* Documents where a notice has the word between its neighbours. */
static unsigned
count_between(Suggester *self, const char *k1, const Neighbours *neighbours)
{
    g_autoptr(SearchRequest) any = search_request_new(FORMAT_JSON);
    g_autofree char *text = g_strdup_printf(
        "\"%s %s %s\"", neighbours->before != NULL ? neighbours->before->k1 : "", k1,
        neighbours->behind != NULL ? neighbours->behind->k1 : "");
    return suggest_count(self, any, text, TIER_EXACT, self->n_docs);
}

/* … behind the one, and before the other. */
static unsigned
count_beside(Suggester *self, const char *k1, const Neighbours *neighbours)
{
    unsigned n = 0;
    if (neighbours->before != NULL)
        n += count_between(self, k1, &(Neighbours){ neighbours->before, NULL });
    if (neighbours->behind != NULL)
        n += count_between(self, k1, &(Neighbours){ NULL, neighbours->behind });
    return n;
}

/* Counts each spelling beside the neighbours; returns how often any of the word's stands
 * there.  A word without marks is looked up as all of them: what the others leave is its.
 */
static unsigned
weigh(Suggester *self,
      GArray *found,
      const char *k2,
      CountFunc count,
      const Neighbours *neighbours)
{
    unsigned all = count(self, k2, neighbours);
    unsigned rest = all;
    Candidate *bare = NULL;
    for (unsigned i = 0; all > 0 && i < found->len; i++) {
        Candidate *spelling = &g_array_index(found, Candidate, i);
        if (strcmp(spelling->key, k2) == 0) {
            bare = spelling;
            continue;
        }
        spelling->beside = count(self, spelling->key, neighbours);
        rest -= MIN(rest, spelling->beside);
    }
    if (bare != NULL)
        bare->beside = rest;
    return all;
}

static const TextWord *
word_of(Suggester *self, const char *k1)
{
    return text_intern(self->analyser, k1, strlen(k1));
}

const TextWord *
suggest_spelling(Suggester *self,
                 const char *k2,
                 const char *typed,
                 gboolean is_edited,
                 const Neighbours *neighbours)
{
    g_autoptr(GArray) found = spellings_of(self, k2, typed, is_edited);
    if (found->len > 1)
        weigh(self, found, k2, count_beside, neighbours);
    const Candidate *best = candidates_most_beside(found);
    return word_of(self, best != NULL ? best->key : k2);
}

/* The best, when four of five of `all` documents have it. */
static const Candidate *
clear_one(const GArray *found, unsigned all)
{
    const Candidate *best = candidates_most_beside(found);
    if (best == NULL || best->beside == 0 ||
        (guint64) best->beside * 10 < (guint64) all * CLEAR_TENTHS)
        return NULL;
    return best;
}

const TextWord *
suggest_clear_spelling(Suggester *self, const char *k2, const Neighbours *neighbours)
{
    g_autoptr(GArray) found = spellings_of(self, k2, NULL, FALSE);
    const Neighbours only_before = { neighbours->before, NULL };
    unsigned all = weigh(self, found, k2, count_between, neighbours);
    const Candidate *clear = clear_one(found, all);
    if (clear == NULL && neighbours->before != NULL && neighbours->behind != NULL) {
        all = weigh(self, found, k2, count_between, &only_before);
        clear = clear_one(found, all);
    }
    return clear != NULL ? word_of(self, clear->key) : NULL;
}
