#include "suggest-words.h"

#include <string.h>

/* A word is looked upon as misspelt when of so many documents at most one has it. */
#define RARE_DOCUMENTS 10000

/* Work has an end: letters of a word that is corrected, words and spellings for one that
 * are looked at beside its neighbours. */
#define MIN_LETTERS 2
#define MAX_LETTERS 24
#define MAX_CANDIDATES 12
#define MAX_SPELLINGS 4

/* A word of the index in one of its keys. */
typedef struct {
    char *key;
    unsigned freq;
    unsigned beside; /* documents that have it beside its neighbours */
} Candidate;

static void
candidate_clear(Candidate *candidate)
{
    g_free(candidate->key);
}

static GArray *
candidates_new(void)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_array_set_clear_func(found, (GDestroyNotify) candidate_clear);
    return found;
}

static void
add_candidate(GArray *found, const char *key, unsigned freq)
{
    Candidate candidate = { g_strdup(key), freq, 0 };
    g_array_append_val(found, candidate);
}

static int
more_frequent_first(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a;
    const Candidate *right = b;
    if (left->freq != right->freq)
        return left->freq > right->freq ? -1 : 1;
    return strcmp(left->key, right->key);
}

/* Of equal ones the first: what is more frequent. */
static const Candidate *
most_beside(const GArray *found)
{
    const Candidate *best = NULL;
    for (unsigned i = 0; i < found->len; i++) {
        const Candidate *candidate = &g_array_index(found, Candidate, i);
        if (best == NULL || candidate->beside > best->beside)
            best = candidate;
    }
    return best;
}

static void
keep_most_frequent(GArray *found, unsigned n)
{
    g_array_sort(found, more_frequent_first);
    g_array_set_size(found, MIN(found->len, n));
}

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
        add_candidate(found, taken, freq);
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
    keep_most_frequent(found, MAX_CANDIDATES);
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
    const Candidate *best = most_beside(found);
    if (best != NULL && best->freq >= beside) {
        meant[0] = g_strdup(best->key);
        meant[1] = NULL;
        return TRUE;
    }
    meant[0] = g_strndup(word->k2, split);
    meant[1] = g_strdup(word->k2 + split);
    return split > 0;
}

/* ---- How they are spelt ---- */

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
                add_candidate(found, k1, lexicon_freq(self->lexicon, TERM_K1, k1));
        }
    keep_most_frequent(found, MAX_SPELLINGS);
    return found;
}

/* Documents where a notice has the words side by side. */
static unsigned
count_phrase(Suggester *self, const char *left, const char *right)
{
    g_autoptr(SearchRequest) any = search_request_new(FORMAT_JSON);
    g_autofree char *text = g_strdup_printf("\"%s %s\"", left, right);
    return suggest_count(self, any, text, TIER_EXACT, self->n_docs);
}

const TextWord *
suggest_spelling(Suggester *self,
                 const char *k2,
                 const char *typed,
                 gboolean is_edited,
                 const Neighbours *neighbours)
{
    g_autoptr(GArray) found = spellings_of(self, k2, typed, is_edited);
    for (unsigned i = 0; found->len > 1 && i < found->len; i++) {
        Candidate *spelling = &g_array_index(found, Candidate, i);
        if (neighbours->before != NULL)
            spelling->beside += count_phrase(self, neighbours->before->k1, spelling->key);
        if (neighbours->behind != NULL)
            spelling->beside += count_phrase(self, spelling->key, neighbours->behind->k1);
    }
    const Candidate *best = most_beside(found);
    const char *k1 = best != NULL ? best->key : k2;
    return text_intern(self->analyser, k1, strlen(k1));
}
