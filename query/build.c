#include "build.h"

#include <string.h>

#include "ranking.h"
#include "score.h"

struct Builder {
    Lexicon *lexicon;
    const QueryNode *root; /* NULL = all */
    const SearchRequest *request;
    ScoreList *scores;
    GString *term; /* the one being made */
};

/* Where a part of the query stands, which decides whether a weight may sit there. */
typedef enum {
    PLACE_ALWAYS, /* every match has it */
    PLACE_EITHER, /* below ORs only: a document that has the term matches it */
    PLACE_NESTED, /* a document may have the term and not match it here */
} Place;

typedef struct {
    Builder *builder;
    Tier tier;
    Place place;
} Context;

Builder *
builder_new(Lexicon *lexicon, const QueryNode *root, const SearchRequest *request)
{
    Builder *builder = g_new0(Builder, 1);
    builder->lexicon = lexicon;
    builder->root = root;
    builder->request = request;
    builder->term = g_string_new(NULL);
    if (root != NULL)
        builder->scores = score_list_new(lexicon, root);
    return builder;
}

void
builder_free(Builder *builder)
{
    if (builder == NULL)
        return;
    score_list_free(builder->scores);
    g_string_free(builder->term, TRUE);
    g_free(builder);
}

void
builder_set_root(Builder *builder, const QueryNode *root)
{
    builder->root = root;
}

static GPtrArray *
parts_new(void)
{
    return g_ptr_array_new_with_free_func(g_object_unref);
}

/* Passes `query` on and keeps the error of a call that gave none. */
static XapianQuery *
checked(Builder *builder, XapianQuery *query, GError *error)
{
    if (query == NULL)
        lexicon_take_error(builder->lexicon, error);
    return query;
}

static XapianQuery *
scaled(Builder *builder, XapianQuery *query, double factor)
{
    if (query == NULL || factor == 1.0)
        return query;
    GError *error = NULL;
    XapianQuery *result = xapian_query_new_scaled(query, factor, &error);
    g_object_unref(query);
    return checked(builder, result, error);
}

/* Joins `parts` and drops it; one part stands for itself, none for nothing. */
static XapianQuery *
joined(Builder *builder, XapianQueryOp op, GPtrArray *parts)
{
    g_autoptr(GPtrArray) owned = parts;
    GError *error = NULL;
    for (unsigned i = 0; i < parts->len; i++)
        if (g_ptr_array_index(parts, i) == NULL)
            return NULL;
    if (parts->len == 1)
        return g_object_ref(g_ptr_array_index(parts, 0));
    XapianQuery *result = xapian_query_new_for_queries(
        op, (XapianQuery *const *) parts->pdata, parts->len, 0, &error);
    return checked(builder, result, error);
}

XapianQuery *
builder_join(Builder *builder, XapianQueryOp op, XapianQuery *left, XapianQuery *right)
{
    if (left == NULL || right == NULL)
        return NULL;
    GError *error = NULL;
    return checked(builder, xapian_query_new_for_pair(op, left, right, &error), error);
}

/* builder_join that takes both. */
static XapianQuery *
join_taken(Builder *builder, XapianQueryOp op, XapianQuery *left, XapianQuery *right)
{
    XapianQuery *result = builder_join(builder, op, left, right);
    g_clear_object(&left);
    g_clear_object(&right);
    return result;
}

/* builder->term as a query, weighted when its place allows and it still counts. */
static XapianQuery *
leaf(const Context *context)
{
    Builder *builder = context->builder;
    GError *error = NULL;
    double factor = context->place == PLACE_NESTED
                        ? 0
                        : score_list_take(builder->scores, builder->term);
    XapianQuery *query =
        xapian_query_new_for_term(builder->term->str, builder->term->len, 1, &error);
    return scaled(builder, checked(builder, query, error), factor);
}

static XapianQuery *
term_leaf(const Context *context, TermKind kind, const char *key)
{
    schema_term(context->builder->term, kind, key, strlen(key));
    return leaf(context);
}

static void
add_leaves(const Context *context, TermKind kind, const GPtrArray *keys, GPtrArray *parts)
{
    for (unsigned i = 0; i < keys->len; i++)
        g_ptr_array_add(parts, term_leaf(context, kind, g_ptr_array_index(keys, i)));
}

/* The context of the parts of an OR at this place. */
static Context
either(const Context *context)
{
    Context inner = *context;
    if (inner.place == PLACE_ALWAYS)
        inner.place = PLACE_EITHER;
    return inner;
}

/* The context of what may be there without matching. */
static Context
nested(const Context *context)
{
    return (Context){ context->builder, context->tier, PLACE_NESTED };
}

static XapianQuery *
word_query(const Context *context, const TextWord *word)
{
    const WordForms *forms = lexicon_forms(context->builder->lexicon, word);
    if (!query_word_is_marked(word))
        return term_leaf(context, TERM_K2, word->k2);
    GPtrArray *parts = parts_new();
    Context inner = either(context);
    if (context->tier == TIER_FOLDED)
        g_ptr_array_add(parts, term_leaf(&inner, TERM_K2, word->k2));
    else
        add_leaves(&inner, TERM_K1, forms->exact, parts);
    if (context->tier != TIER_EXACT)
        add_leaves(&inner, TERM_K1, forms->variants, parts);
    return joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
}

/* Every K1 that may stand at this word's place in a phrase. */
static GPtrArray *
phrase_keys(const Context *context, const TextWord *word)
{
    Lexicon *lexicon = context->builder->lexicon;
    GPtrArray *keys = g_ptr_array_new();
    if (!query_word_is_marked(word)) {
        g_ptr_array_extend(keys, (GPtrArray *) lexicon_class(lexicon, word), NULL, NULL);
        return keys;
    }
    const WordForms *forms = lexicon_forms(lexicon, word);
    g_ptr_array_extend(keys, forms->exact, NULL, NULL);
    if (context->tier != TIER_EXACT)
        g_ptr_array_extend(keys, forms->variants, NULL, NULL);
    return keys;
}

/* TRUE when a document that has the phrase has the pair of the two words: both
 * are syllables that can only come from a syllable, and folded as typed. */
static gboolean
pair_is_sure(const Context *context, const TextWord *left, const TextWord *right)
{
    const TextWord *const words[] = { left, right };
    for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
        if ((words[i]->flags & TEXT_WORD_LEGAL) == 0)
            return FALSE;
        if (context->tier != TIER_EXACT && query_word_is_marked(words[i]) &&
            lexicon_forms(context->builder->lexicon, words[i])->variants->len > 0)
            return FALSE;
    }
    return TRUE;
}

/* The pairs of a phrase: a filter that costs little and changes nothing. */
static void
add_pairs(const Context *context, const GPtrArray *words, GPtrArray *parts)
{
    Context inner = context->place == PLACE_ALWAYS ? *context : nested(context);
    for (unsigned i = 0; i + 1 < words->len; i++) {
        const TextWord *left = g_ptr_array_index(words, i);
        const TextWord *right = g_ptr_array_index(words, i + 1);
        if (!pair_is_sure(context, left, right))
            continue;
        schema_pair(context->builder->term, left->k2, right->k2);
        g_ptr_array_add(parts, leaf(&inner));
    }
}

/* Takes the scores of all words if each is matched by its own term and counts in
 * full; else none. */
static gboolean
take_phrase_scores(const Context *context, const GPtrArray *positions)
{
    ScoreList *scores = context->builder->scores;
    GString *term = context->builder->term;
    unsigned taken = 0;
    if (context->place != PLACE_ALWAYS)
        return FALSE;
    for (; taken < positions->len; taken++) {
        const GPtrArray *keys = g_ptr_array_index(positions, taken);
        if (keys->len != 1)
            break;
        schema_term(term, TERM_K1, g_ptr_array_index(keys, 0),
                    strlen(g_ptr_array_index(keys, 0)));
        double factor = score_list_take(scores, term);
        if (factor == RANK_WORD)
            continue;
        if (factor != 0)
            score_list_give_back(scores, term);
        break;
    }
    if (taken == positions->len)
        return TRUE;
    while (taken-- > 0) {
        const GPtrArray *keys = g_ptr_array_index(positions, taken);
        schema_term(term, TERM_K1, g_ptr_array_index(keys, 0),
                    strlen(g_ptr_array_index(keys, 0)));
        score_list_give_back(scores, term);
    }
    return FALSE;
}

/* One position of a phrase, its terms unscaled: Xapian allows nothing else there. */
static XapianQuery *
position_query(Builder *builder, const GPtrArray *keys)
{
    GPtrArray *parts = parts_new();
    for (unsigned i = 0; i < keys->len; i++) {
        GError *error = NULL;
        const char *key = g_ptr_array_index(keys, i);
        schema_term(builder->term, TERM_K1, key, strlen(key));
        XapianQuery *query =
            xapian_query_new_for_term(builder->term->str, builder->term->len, 1, &error);
        g_ptr_array_add(parts, checked(builder, query, error));
    }
    return joined(builder, XAPIAN_QUERY_OP_OR, parts);
}

/* The words side by side, whatever the order of anything else. */
static XapianQuery *
adjacent_query(const Context *context, const GPtrArray *words)
{
    g_autoptr(GPtrArray) positions =
        g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
    for (unsigned i = 0; i < words->len; i++)
        g_ptr_array_add(positions, phrase_keys(context, g_ptr_array_index(words, i)));
    gboolean scored = take_phrase_scores(context, positions);
    GPtrArray *parts = parts_new();
    for (unsigned i = 0; i < positions->len; i++)
        g_ptr_array_add(
            parts, position_query(context->builder, g_ptr_array_index(positions, i)));
    XapianQuery *phrase = joined(context->builder, XAPIAN_QUERY_OP_PHRASE, parts);
    GPtrArray *filtered = parts_new();
    g_ptr_array_add(filtered, scaled(context->builder, phrase, scored ? RANK_WORD : 0));
    add_pairs(context, words, filtered);
    return joined(context->builder, XAPIAN_QUERY_OP_AND, filtered);
}

/* A phrase of one word: that word, never folded. */
static XapianQuery *
single_query(const Context *context, const TextWord *word)
{
    Context unfolded = *context;
    if (unfolded.tier == TIER_FOLDED)
        unfolded.tier = TIER_VARIANT;
    return word_query(&unfolded, word);
}

static XapianQuery *
phrase_query(const Context *context, const QueryNode *node)
{
    if (node->words->len == 1)
        return single_query(context, g_ptr_array_index(node->words, 0));
    if (node->joined == NULL)
        return adjacent_query(context, node->words);
    Context inner = either(context);
    XapianQuery *phrase = adjacent_query(&inner, node->words);
    return join_taken(context->builder, XAPIAN_QUERY_OP_OR, phrase,
                      word_query(&inner, node->joined));
}

static XapianQuery *
number_query(const Context *context, const TextWord *word)
{
    if (context->tier == TIER_FOLDED || !query_word_is_marked(word))
        return term_leaf(context, TERM_DOCNUM_K2, word->k2);
    return term_leaf(context, TERM_DOCNUM, word->k1);
}

static XapianQuery *
prefix_query(const Context *context, const TextWord *word)
{
    g_autoptr(GPtrArray) keys = lexicon_prefix(context->builder->lexicon, word);
    GPtrArray *parts = parts_new();
    Context inner = nested(context);
    add_leaves(&inner, query_word_is_marked(word) ? TERM_K1 : TERM_K2, keys, parts);
    return joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
}

static XapianQuery *
dated_query(Builder *builder, const char *begin, const char *end)
{
    GError *error = NULL;
    XapianQuery *query = xapian_query_new_value_range(
        SLOT_DATE, *begin != '\0' ? begin : NULL, *end != '\0' ? end : NULL, &error);
    return scaled(builder, checked(builder, query, error), 0);
}

static XapianQuery *
values_query(const Context *context, const QueryNode *node)
{
    g_autoptr(GPtrArray) values =
        lexicon_values(context->builder->lexicon, node->field->term, node->words);
    GPtrArray *parts = parts_new();
    add_leaves(context, node->field->term, values, parts);
    return joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
}

static XapianQuery *
field_query(const Context *outer, const QueryNode *node)
{
    Context context = nested(outer);
    g_autofree char *folded =
        node->number != NULL ? text_fold(node->number, strlen(node->number)) : NULL;
    switch (node->field->kind) {
    case FIELD_VALUES:
        return values_query(&context, node);
    case FIELD_NUMBER:
        return term_leaf(&context, TERM_NUMBER, folded);
    case FIELD_CITES:
        return strcmp(folded, node->number) == 0
                   ? term_leaf(&context, TERM_DOCNUM_K2, folded)
                   : term_leaf(&context, TERM_DOCNUM, node->number);
    case FIELD_DATED:
        return dated_query(context.builder, node->begin, node->end);
    }
    g_assert_not_reached();
}

static XapianQuery *node_query(const Context *context, const QueryNode *node);

static XapianQuery *
or_query(const Context *context, const QueryNode *node)
{
    GPtrArray *parts = parts_new();
    Context inner = either(context);
    for (unsigned i = 0; i < node->children->len; i++)
        g_ptr_array_add(parts, node_query(&inner, g_ptr_array_index(node->children, i)));
    return joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
}

static XapianQuery *
all_query(Builder *builder)
{
    return scaled(builder, xapian_query_new_match_all(), 0);
}

/* Negation is the exact tier's, whatever tier it stands in. */
static XapianQuery *
and_query(const Context *context, const QueryNode *node)
{
    GPtrArray *wanted = parts_new();
    GPtrArray *unwanted = parts_new();
    Context inner = context->place == PLACE_ALWAYS ? *context : nested(context);
    Context outside = { context->builder, TIER_EXACT, PLACE_NESTED };
    for (unsigned i = 0; i < node->children->len; i++) {
        const QueryNode *child = g_ptr_array_index(node->children, i);
        if (child->negated)
            g_ptr_array_add(unwanted, node_query(&outside, child));
        else
            g_ptr_array_add(wanted, node_query(&inner, child));
    }
    if (wanted->len == 0)
        g_ptr_array_add(wanted, all_query(context->builder));
    gboolean without = unwanted->len > 0;
    XapianQuery *left = joined(context->builder, XAPIAN_QUERY_OP_AND, wanted);
    XapianQuery *right = joined(context->builder, XAPIAN_QUERY_OP_OR, unwanted);
    if (without)
        return join_taken(context->builder, XAPIAN_QUERY_OP_AND_NOT, left, right);
    g_clear_object(&right);
    return left;
}

static XapianQuery *
node_query(const Context *context, const QueryNode *node)
{
    const TextWord *word = node->words != NULL && node->words->len > 0
                               ? g_ptr_array_index(node->words, 0)
                               : NULL;
    switch (node->kind) {
    case NODE_WORD:
        return word_query(context, word);
    case NODE_PREFIX:
        return prefix_query(context, word);
    case NODE_PHRASE:
        return phrase_query(context, node);
    case NODE_NUMBER:
        return number_query(context, word);
    case NODE_DATE:
        return term_leaf(context, TERM_DATE, word->k1);
    case NODE_FIELD:
        return field_query(context, node);
    case NODE_AND:
        return and_query(context, node);
    case NODE_OR:
        return or_query(context, node);
    }
    g_assert_not_reached();
}

static gboolean
word_differs(Builder *builder, const TextWord *word, Tier tier)
{
    if (!query_word_is_marked(word))
        return FALSE;
    const WordForms *forms = lexicon_forms(builder->lexicon, word);
    if (tier == TIER_VARIANT)
        return forms->variants->len > 0;
    /* All documents of K1 are documents of K2: as many are the same. */
    return forms->freq_k2 > 0 && forms->freq_k1 != forms->freq_k2;
}

static gboolean
phrase_differs(Builder *builder, const QueryNode *node, Tier tier)
{
    if (node->joined != NULL && word_differs(builder, node->joined, tier))
        return TRUE;
    for (unsigned i = 0; tier == TIER_VARIANT && i < node->words->len; i++)
        if (word_differs(builder, g_ptr_array_index(node->words, i), tier))
            return TRUE;
    return FALSE;
}

static gboolean
number_differs(Builder *builder, const TextWord *word, Tier tier)
{
    return tier == TIER_FOLDED && query_word_is_marked(word) &&
           lexicon_freq(builder->lexicon, TERM_DOCNUM, word->k1) !=
               lexicon_freq(builder->lexicon, TERM_DOCNUM_K2, word->k2);
}

static gboolean
node_differs(Builder *builder, const QueryNode *node, Tier tier)
{
    if (node->negated)
        return FALSE;
    for (unsigned i = 0; node->children != NULL && i < node->children->len; i++)
        if (node_differs(builder, g_ptr_array_index(node->children, i), tier))
            return TRUE;
    switch (node->kind) {
    case NODE_WORD:
        return word_differs(builder, g_ptr_array_index(node->words, 0), tier);
    case NODE_PHRASE:
        return phrase_differs(builder, node, tier);
    case NODE_NUMBER:
        return number_differs(builder, g_ptr_array_index(node->words, 0), tier);
    default:
        return FALSE;
    }
}

gboolean
builder_tier_differs(Builder *builder, Tier tier)
{
    return tier == TIER_EXACT ||
           (builder->root != NULL && node_differs(builder, builder->root, tier));
}

/* The exact values that the request filters by. */
static XapianQuery *
filtered(const Context *outer, XapianQuery *query)
{
    Builder *builder = outer->builder;
    Context context = nested(outer);
    GPtrArray *parts = parts_new();
    g_ptr_array_add(parts, query);
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        if (builder->request->filters[i] != NULL)
            g_ptr_array_add(parts, term_leaf(&context, schema_facets[i].term,
                                             builder->request->filters[i]));
    return joined(builder, XAPIAN_QUERY_OP_AND, parts);
}

static XapianQuery *
tier_query(const Context *context)
{
    const QueryNode *root = context->builder->root;
    return filtered(context, root != NULL ? node_query(context, root)
                                          : all_query(context->builder));
}

XapianQuery *
builder_match(Builder *builder, Tier tier)
{
    return tier_query(&(Context){ builder, tier, PLACE_NESTED });
}

typedef struct {
    Builder *builder;
    GPtrArray *parts;
} ScoreParts;

static void
add_score(const GString *term, double factor, gpointer user_data)
{
    ScoreParts *into = user_data;
    GError *error = NULL;
    XapianQuery *query = xapian_query_new_for_term(term->str, term->len, 1, &error);
    g_ptr_array_add(into->parts,
                    scaled(into->builder, checked(into->builder, query, error), factor));
}

XapianQuery *
builder_scored(Builder *builder, Tier tier, XapianQuery *below)
{
    if (builder->root == NULL)
        return builder_match(builder, tier);
    score_list_reset(builder->scores);
    XapianQuery *match = tier_query(&(Context){ builder, tier, PLACE_ALWAYS });
    if (below != NULL)
        match = join_taken(builder, XAPIAN_QUERY_OP_AND_NOT, match, g_object_ref(below));
    ScoreParts rest = { builder, parts_new() };
    score_list_foreach_left(builder->scores, add_score, &rest);
    if (rest.parts->len == 0) {
        g_ptr_array_unref(rest.parts);
        return match;
    }
    return join_taken(builder, XAPIAN_QUERY_OP_AND_MAYBE, match,
                      joined(builder, XAPIAN_QUERY_OP_OR, rest.parts));
}

XapianQuery *
builder_ids(Builder *builder, const GPtrArray *ids)
{
    GPtrArray *parts = parts_new();
    Context context = { builder, TIER_EXACT, PLACE_NESTED };
    add_leaves(&context, TERM_ID, ids, parts);
    return joined(builder, XAPIAN_QUERY_OP_OR, parts);
}

XapianQuery *
builder_dated(Builder *builder)
{
    return dated_query(builder, "", "");
}
