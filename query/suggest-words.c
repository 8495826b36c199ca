#include "suggest-words.h"

#include <string.h>

#include "candidates.h"

/* A word is looked upon as misspelt when of so many documents at most one has it. */
#define RARE_DOCUMENTS 10000

/* Work has an end: letters of a word that is corrected, words for one that are looked at
 * beside its neighbours. */
#define MIN_LETTERS 2
#define MAX_LETTERS 24
#define MAX_CANDIDATES 12

gboolean
suggest_is_rare(const Suggester *self, unsigned freq)
{
    return (guint64) freq * RARE_DOCUMENTS <= self->n_docs;
}

/* ---- Words of the index ---- */

static gboolean
is_correctable(const TextWord *word)
{
    for (size_t i = 0; i < word->k2_len; i++)
        if (!g_ascii_islower(word->k2[i]))
            return FALSE;
    return word->k2_len >= MIN_LETTERS && word->k2_len <= MAX_LETTERS;
}

static void
try_candidate(Suggester *self, GHashTable *seen, GArray *found, char *taken)
{
    unsigned freq = g_hash_table_contains(seen, taken)
                        ? 0
                        : lexicon_freq(self->lexicon, TERM_K2, taken);
    if (!suggest_is_rare(self, freq))
        candidates_take(found, g_strdup(taken), freq);
    g_hash_table_add(seen, taken);
}

/* A letter at `i` is another one, or one is missing behind it. */
static void
try_letters(
    Suggester *self, GHashTable *seen, GArray *found, const char *word, unsigned i)
{
    for (int c = 'a'; c <= 'z'; c++) {
        if (i > 0)
            try_candidate(self, seen, found,
                          g_strdup_printf("%.*s%c%s", (int) i, word, c, word + i + 1));
        try_candidate(self, seen, found,
                      g_strdup_printf("%.*s%c%s", (int) i + 1, word, c, word + i + 1));
    }
}

/* The words at one edit: a letter too many, too few or another one, or two swapped.  The
 * first letter is right, unless it is swapped. */
static GArray *
candidates_of(Suggester *self, const char *word)
{
    GArray *found = candidates_new();
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(seen, g_strdup(word));
    for (unsigned i = 0; word[i] != '\0'; i++) {
        if (word[i + 1] != '\0')
            try_candidate(self, seen, found,
                          g_strdup_printf("%.*s%c%c%s", (int) i, word, word[i + 1],
                                          word[i], word + i + 2));
        if (i > 0)
            try_candidate(self, seen, found,
                          g_strdup_printf("%.*s%s", (int) i, word, word + i + 1));
        try_letters(self, seen, found, word, i);
    }
    candidates_keep(found, MAX_CANDIDATES);
    return found;
}

static unsigned
pair_freq(const Suggester *self, const char *left, const char *right)
{
    g_autofree char *pair = g_strconcat(left, " ", right, NULL);
    return lexicon_freq(self->lexicon, TERM_PAIR, pair);
}

static void
count_pairs(const Suggester *self, GArray *found, const Neighbours *neighbours)
{
    for (unsigned i = 0; i < found->len; i++) {
        Candidate *candidate = &g_array_index(found, Candidate, i);
        if (neighbours->before != NULL)
            candidate->beside += pair_freq(self, neighbours->before->k2, candidate->key);
        if (neighbours->behind != NULL)
            candidate->beside += pair_freq(self, candidate->key, neighbours->behind->k2);
    }
}

/* Where a blank makes two words that stand side by side most often, and in how many
 * documents; 0: nowhere. */
static size_t
best_split(const Suggester *self, const char *word, unsigned *freq)
{
    size_t best = 0;
    *freq = 0;
    for (size_t i = 1; word[i] != '\0'; i++) {
        g_autofree char *left = g_strndup(word, i);
        if (suggest_is_rare(self, lexicon_freq(self->lexicon, TERM_K2, left)) ||
            suggest_is_rare(self, lexicon_freq(self->lexicon, TERM_K2, word + i)))
            continue;
        unsigned beside = pair_freq(self, left, word + i);
        if (beside > *freq) {
            *freq = beside;
            best = i;
        }
    }
    return best;
}

gboolean
suggest_meant(Suggester *self,
              const TextWord *word,
              const Neighbours *neighbours,
              char *meant[2])
{
    if (!is_correctable(word))
        return FALSE;
    unsigned beside = 0;
    g_autoptr(GArray) found = candidates_of(self, word->k2);
    size_t split = best_split(self, word->k2, &beside);
    count_pairs(self, found, neighbours);
    const Candidate *best = candidates_most_beside(found);
    if (best != NULL && best->freq >= beside) {
        meant[0] = g_strdup(best->key);
        meant[1] = NULL;
        return TRUE;
    }
    meant[0] = g_strndup(word->k2, split);
    meant[1] = g_strdup(word->k2 + split);
    return split > 0;
}
