#include "score.h"

#include <string.h>

#include "ranking.h"

typedef struct {
    GString *term;
    double factor;
    gboolean taken;
} ScoreTerm;

struct ScoreList {
    Lexicon *lexicon;
    GArray *terms;      /* ScoreTerm, in the order of the query */
    GHashTable *places; /* GString of terms → its index */
};

static void
score_term_clear(ScoreTerm *term)
{
    g_string_free(term->term, TRUE);
}

/* Takes `term`; a term counts once, as it came first. */
static void
add_term(ScoreList *list, GString *term, double factor)
{
    if (term->len == 0 || g_hash_table_contains(list->places, term)) {
        g_string_free(term, TRUE);
        return;
    }
    ScoreTerm row = { term, factor, FALSE };
    g_hash_table_insert(list->places, term, GUINT_TO_POINTER(list->terms->len));
    g_array_append_val(list->terms, row);
}

static void
add(ScoreList *list, TermKind kind, const char *key, double factor)
{
    GString *term = g_string_new(NULL);
    schema_term(term, kind, key, strlen(key));
    add_term(list, term, factor);
}

static void
add_word(ScoreList *list, const TextWord *word)
{
    const WordForms *forms = lexicon_forms(list->lexicon, word);
    if (query_word_is_marked(word) && forms->freq_k1 > 0) {
        add(list, TERM_K1, word->k1, RANK_WORD);
        return;
    }
    add(list, TERM_K2, word->k2, RANK_WORD);
    if (!query_word_is_marked(word))
        add(list, TERM_K1, word->k1, RANK_AS_TYPED);
}

static void
add_pair(ScoreList *list, const TextWord *left, const TextWord *right)
{
    GString *term = g_string_new(NULL);
    schema_pair(term, left->k2, right->k2);
    add_term(list, term, RANK_PAIR);
}

static gboolean
is_run_part(const QueryNode *node)
{
    return !node->negated && (node->kind == NODE_WORD || node->kind == NODE_PHRASE);
}

/* Adds the words of `node` and the pair of `before` with the first; returns the last. */
static const TextWord *
add_run_part(ScoreList *list, const QueryNode *node, const TextWord *before)
{
    for (unsigned i = 0; i < node->words->len; i++) {
        const TextWord *word = g_ptr_array_index(node->words, i);
        add_word(list, word);
        if (before != NULL)
            add_pair(list, before, word);
        before = word;
    }
    return before;
}

static void
add_number(ScoreList *list, const QueryNode *node)
{
    const TextWord *word = g_ptr_array_index(node->words, 0);
    if (node->kind == NODE_DATE)
        add(list, TERM_DATE, word->k1, RANK_WORD);
    else if (query_word_is_marked(word))
        add(list, TERM_DOCNUM, word->k1, RANK_WORD);
    else
        add(list, TERM_DOCNUM_K2, word->k2, RANK_WORD);
}

static void
add_node(ScoreList *list, const QueryNode *node)
{
    const TextWord *before = NULL;
    if (node->negated)
        return;
    if (is_run_part(node))
        add_run_part(list, node, NULL);
    else if (node->kind == NODE_NUMBER || node->kind == NODE_DATE)
        add_number(list, node);
    for (unsigned i = 0; node->children != NULL && i < node->children->len; i++) {
        const QueryNode *child = g_ptr_array_index(node->children, i);
        gboolean run = is_run_part(child);
        if (run)
            before = add_run_part(list, child, node->kind == NODE_AND ? before : NULL);
        else
            add_node(list, child);
        if (!run)
            before = NULL;
    }
}

ScoreList *
score_list_new(Lexicon *lexicon, const QueryNode *root)
{
    ScoreList *list = g_new0(ScoreList, 1);
    list->lexicon = lexicon;
    list->terms = g_array_new(FALSE, FALSE, sizeof(ScoreTerm));
    g_array_set_clear_func(list->terms, (GDestroyNotify) score_term_clear);
    list->places =
        g_hash_table_new((GHashFunc) g_string_hash, (GEqualFunc) g_string_equal);
    add_node(list, root);
    return list;
}

void
score_list_free(ScoreList *list)
{
    if (list == NULL)
        return;
    g_hash_table_unref(list->places);
    g_array_unref(list->terms);
    g_free(list);
}

void
score_list_reset(ScoreList *list)
{
    for (unsigned i = 0; i < list->terms->len; i++)
        g_array_index(list->terms, ScoreTerm, i).taken = FALSE;
}

static ScoreTerm *
find(ScoreList *list, const GString *term)
{
    gpointer place = NULL;
    if (!g_hash_table_lookup_extended(list->places, term, NULL, &place))
        return NULL;
    return &g_array_index(list->terms, ScoreTerm, GPOINTER_TO_UINT(place));
}

double
score_list_take(ScoreList *list, const GString *term)
{
    ScoreTerm *row = find(list, term);
    if (row == NULL || row->taken)
        return 0;
    row->taken = TRUE;
    return row->factor;
}

void
score_list_give_back(ScoreList *list, const GString *term)
{
    ScoreTerm *row = find(list, term);
    if (row != NULL)
        row->taken = FALSE;
}

void
score_list_foreach_left(const ScoreList *list, ScoreFunc func, gpointer user_data)
{
    for (unsigned i = 0; i < list->terms->len; i++) {
        const ScoreTerm *row = &g_array_index(list->terms, ScoreTerm, i);
        if (!row->taken)
            func(row->term, row->factor, user_data);
    }
}
