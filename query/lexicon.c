#include "lexicon.h"

#include <string.h>

#include "bounds.h"
#include "candidates.h"

struct Lexicon {
    XapianDatabase *database;
    TextAnalyser *analyser;
    Answer *answer;
    GHashTable *forms;   /* TextWord → WordForms */
    GHashTable *classes; /* TextWord → GPtrArray of utf8 */
    GError *error;
};

typedef struct {
    size_t prefix_len; /* bytes of the term before the key */
    GArray *found;     /* Candidate */
} Collector;

static void
forms_free(WordForms *forms)
{
    g_ptr_array_unref(forms->exact);
    g_ptr_array_unref(forms->variants);
    g_free(forms);
}

Lexicon *
lexicon_new(XapianDatabase *database, TextAnalyser *analyser, Answer *answer)
{
    Lexicon *lexicon = g_new0(Lexicon, 1);
    lexicon->database = g_object_ref(database);
    lexicon->analyser = analyser;
    lexicon->answer = answer;
    lexicon->forms = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) forms_free);
    lexicon->classes =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
    return lexicon;
}

void
lexicon_free(Lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    g_object_unref(lexicon->database);
    g_hash_table_unref(lexicon->forms);
    g_hash_table_unref(lexicon->classes);
    g_clear_error(&lexicon->error);
    g_free(lexicon);
}

const GError *
lexicon_error(const Lexicon *lexicon)
{
    return lexicon->error;
}

void
lexicon_take_error(Lexicon *lexicon, GError *error)
{
    if (lexicon->error == NULL)
        lexicon->error = error;
    else
        g_error_free(error);
}

unsigned
lexicon_freq(Lexicon *lexicon, TermKind kind, const char *bytes)
{
    g_autoptr(GString) term = g_string_new(NULL);
    GError *error = NULL;
    unsigned freq = 0;
    schema_term(term, kind, bytes, strlen(bytes));
    if (lexicon->error != NULL || term->len == 0)
        return 0;
    if (xapian_database_get_term_freq(lexicon->database, term->str, term->len, &freq,
                                      &error))
        return freq;
    lexicon_take_error(lexicon, error);
    return 0;
}

static gboolean
collect(const char *term, size_t len, unsigned freq, gpointer user_data)
{
    Collector *collector = user_data;
    candidates_take(collector->found,
                    g_strndup(term + collector->prefix_len, len - collector->prefix_len),
                    freq);
    return TRUE;
}

/* The terms of a kind that start with `start`, without the first `cut` bytes of it:
 * an array of Candidate, (transfer full). */
static GArray *
terms_from(Lexicon *lexicon, TermKind kind, const char *start, size_t cut)
{
    g_autofree char *prefix = g_strconcat(schema_prefix(kind), start, NULL);
    Collector collector = { strlen(schema_prefix(kind)) + cut, candidates_new() };
    GError *error = NULL;
    if (lexicon->error == NULL &&
        !xapian_database_foreach_term(lexicon->database, prefix, strlen(prefix), collect,
                                      &collector, &error))
        lexicon_take_error(lexicon, error);
    return collector.found;
}

static void
warn_of_more(Lexicon *lexicon, const char *word, const char *star)
{
    g_autofree char *subject = g_strconcat(word, star, NULL);
    answer_warn(lexicon->answer, WARNING_EXPANSION, subject);
}

/* The keys of the most frequent candidates. */
static GPtrArray *
best_of(GArray *candidates)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    candidates_keep(candidates, QUERY_MAX_EXPANSION);
    for (unsigned i = 0; i < candidates->len; i++)
        g_ptr_array_add(keys, g_strdup(g_array_index(candidates, Candidate, i).key));
    return keys;
}

/* The K1 of marked words that fold to `k2`, with their own frequency when there are
 * so many that it decides. */
static GArray *
marked_forms(Lexicon *lexicon, const TextWord *word)
{
    g_autofree char *start = g_strconcat(word->k2, " ", NULL);
    GArray *found = terms_from(lexicon, TERM_FORM, start, strlen(start));
    for (unsigned i = 0; found->len > QUERY_MAX_EXPANSION && i < found->len; i++) {
        Candidate *candidate = &g_array_index(found, Candidate, i);
        candidate->freq = lexicon_freq(lexicon, TERM_K1, candidate->key);
    }
    return found;
}

static GPtrArray *
agreeing_forms(Lexicon *lexicon, const TextWord *word)
{
    g_autoptr(GArray) found = marked_forms(lexicon, word);
    for (unsigned i = found->len; i > 0; i--)
        if (!text_marks_agree(word->k1, g_array_index(found, Candidate, i - 1).key))
            g_array_remove_index(found, i - 1);
    if (found->len > QUERY_MAX_EXPANSION)
        warn_of_more(lexicon, word->k1, "");
    return best_of(found);
}

static WordForms *
find_forms(Lexicon *lexicon, const TextWord *word)
{
    WordForms *forms = g_new0(WordForms, 1);
    forms->variants = g_ptr_array_new_with_free_func(g_free);
    forms->freq_k2 = lexicon_freq(lexicon, TERM_K2, word->k2);
    forms->freq_k1 = lexicon_freq(lexicon, TERM_K1, word->k1);
    if (!query_word_is_marked(word)) {
        forms->exact = g_ptr_array_new_with_free_func(g_free);
        return forms;
    }
    if (forms->freq_k1 > 0) {
        forms->exact = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(forms->exact, g_strdup(word->k1));
    } else {
        forms->exact = agreeing_forms(lexicon, word);
    }
    g_autofree char *variant = text_iy_variant(word->k1);
    if (variant != NULL && lexicon_freq(lexicon, TERM_K1, variant) > 0)
        g_ptr_array_add(forms->variants, g_steal_pointer(&variant));
    return forms;
}

const WordForms *
lexicon_forms(Lexicon *lexicon, const TextWord *word)
{
    WordForms *forms = g_hash_table_lookup(lexicon->forms, word);
    if (forms == NULL) {
        forms = find_forms(lexicon, word);
        g_hash_table_insert(lexicon->forms, (gpointer) word, forms);
    }
    return forms;
}

static GPtrArray *
find_class(Lexicon *lexicon, const TextWord *word)
{
    g_autoptr(GArray) found = marked_forms(lexicon, word);
    unsigned freq = lexicon_freq(lexicon, TERM_K1, word->k2);
    if (freq > 0)
        candidates_take(found, g_strdup(word->k2), freq);
    if (found->len > QUERY_MAX_EXPANSION)
        warn_of_more(lexicon, word->k1, "");
    return best_of(found);
}

const GPtrArray *
lexicon_class(Lexicon *lexicon, const TextWord *word)
{
    GPtrArray *class = g_hash_table_lookup(lexicon->classes, word);
    if (class == NULL) {
        class = find_class(lexicon, word);
        g_hash_table_insert(lexicon->classes, (gpointer) word, class);
    }
    return class;
}

GPtrArray *
lexicon_prefix(Lexicon *lexicon, const TextWord *word)
{
    gboolean marked = query_word_is_marked(word);
    g_autoptr(GArray) found =
        terms_from(lexicon, marked ? TERM_K1 : TERM_K2, marked ? word->k1 : word->k2, 0);
    if (found->len > QUERY_MAX_EXPANSION)
        warn_of_more(lexicon, word->k1, "*");
    return best_of(found);
}

/* TRUE when the syllables of `value` hold `words` side by side. */
static gboolean
value_contains(Lexicon *lexicon, const char *value, const GPtrArray *words)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    text_analyse(lexicon->analyser, value, strlen(value), tokens);
    unsigned run = 0;
    g_autoptr(GPtrArray) syllables = g_ptr_array_new();
    for (unsigned i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);
        if (token->kind == TEXT_SYLLABLE)
            g_ptr_array_add(syllables, (gpointer) token->word);
    }
    for (unsigned from = 0; from + words->len <= syllables->len; from++) {
        for (run = 0; run < words->len; run++) {
            const TextWord *typed = g_ptr_array_index(words, run);
            const TextWord *there = g_ptr_array_index(syllables, from + run);
            if (!text_marks_agree(typed->k1, there->k1))
                break;
        }
        if (run == words->len)
            return TRUE;
    }
    return FALSE;
}

GPtrArray *
lexicon_values(Lexicon *lexicon, TermKind kind, const GPtrArray *words)
{
    g_autoptr(GArray) found = terms_from(lexicon, kind, "", 0);
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < found->len; i++) {
        const char *value = g_array_index(found, Candidate, i).key;
        if (value_contains(lexicon, value, words))
            g_ptr_array_add(values, g_strdup(value));
    }
    return values;
}
