#include "compose.h"

#include <string.h>

#include "ranking.h"

static XapianQuery *
word_query(const Context *context, const TextWord *word)
{
    const WordForms *forms = lexicon_forms(context->builder->lexicon, word);
    if (!query_word_is_marked(word))
        return compose_term(context, TERM_K2, word->k2);
    GPtrArray *parts = compose_parts();
    Context inner = context_either(context);
    if (context->tier == TIER_FOLDED)
        g_ptr_array_add(parts, compose_term(&inner, TERM_K2, word->k2));
    else
        compose_add_terms(&inner, TERM_K1, forms->exact, parts);
    if (context->tier != TIER_EXACT)
        compose_add_terms(&inner, TERM_K1, forms->variants, parts);
    return compose_joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
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
    Context inner = context->place == PLACE_ALWAYS ? *context : context_nested(context);
    for (unsigned i = 0; i + 1 < words->len; i++) {
        const TextWord *left = g_ptr_array_index(words, i);
        const TextWord *right = g_ptr_array_index(words, i + 1);
        if (!pair_is_sure(context, left, right))
            continue;
        schema_pair(context->builder->term, left->k2, right->k2);
        g_ptr_array_add(parts, compose_leaf(&inner));
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
    GPtrArray *parts = compose_parts();
    for (unsigned i = 0; i < keys->len; i++) {
        GError *error = NULL;
        const char *key = g_ptr_array_index(keys, i);
        schema_term(builder->term, TERM_K1, key, strlen(key));
        XapianQuery *query =
            xapian_query_new_for_term(builder->term->str, builder->term->len, 1, &error);
        g_ptr_array_add(parts, compose_checked(builder, query, error));
    }
    return compose_joined(builder, XAPIAN_QUERY_OP_OR, parts);
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
    GPtrArray *parts = compose_parts();
    for (unsigned i = 0; i < positions->len; i++)
        g_ptr_array_add(
            parts, position_query(context->builder, g_ptr_array_index(positions, i)));
    XapianQuery *phrase = compose_joined(context->builder, XAPIAN_QUERY_OP_PHRASE, parts);
    GPtrArray *filtered = compose_parts();
    g_ptr_array_add(filtered,
                    compose_scaled(context->builder, phrase, scored ? RANK_WORD : 0));
    add_pairs(context, words, filtered);
    return compose_joined(context->builder, XAPIAN_QUERY_OP_AND, filtered);
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
    Context inner = context_either(context);
    GPtrArray *parts = compose_parts();
    g_ptr_array_add(parts, adjacent_query(&inner, node->words));
    g_ptr_array_add(parts, word_query(&inner, node->joined));
    return compose_joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
}

static XapianQuery *
number_query(const Context *context, const TextWord *word)
{
    if (context->tier == TIER_FOLDED || !query_word_is_marked(word))
        return compose_term(context, TERM_DOCNUM_K2, word->k2);
    return compose_term(context, TERM_DOCNUM, word->k1);
}

static XapianQuery *
prefix_query(const Context *context, const TextWord *word)
{
    g_autoptr(GPtrArray) keys = lexicon_prefix(context->builder->lexicon, word);
    GPtrArray *parts = compose_parts();
    Context inner = context_nested(context);
    compose_add_terms(&inner, query_word_is_marked(word) ? TERM_K1 : TERM_K2, keys,
                      parts);
    return compose_joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
}

XapianQuery *
leaf_dated(Builder *builder, const char *begin, const char *end)
{
    GError *error = NULL;
    XapianQuery *query = xapian_query_new_value_range(
        SLOT_DATE, *begin != '\0' ? begin : NULL, *end != '\0' ? end : NULL, &error);
    return compose_scaled(builder, compose_checked(builder, query, error), 0);
}

static XapianQuery *
values_query(const Context *context, const QueryNode *node)
{
    g_autoptr(GPtrArray) values =
        lexicon_values(context->builder->lexicon, node->field->term, node->words);
    GPtrArray *parts = compose_parts();
    compose_add_terms(context, node->field->term, values, parts);
    return compose_joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
}

/* The notice's own number is posted folded; a number in its text both ways. */
static XapianQuery *
field_number_query(const Context *context, const QueryNode *node)
{
    g_autofree char *folded = text_fold(node->number, strlen(node->number));
    if (node->field->kind == FIELD_NUMBER)
        return compose_term(context, TERM_NUMBER, folded);
    return strcmp(folded, node->number) == 0
               ? compose_term(context, TERM_DOCNUM_K2, folded)
               : compose_term(context, TERM_DOCNUM, node->number);
}

static XapianQuery *
field_query(const Context *outer, const QueryNode *node)
{
    Context context = context_nested(outer);
    switch (node->field->kind) {
    case FIELD_VALUES:
        return values_query(&context, node);
    case FIELD_NUMBER:
    case FIELD_CITES:
        return field_number_query(&context, node);
    case FIELD_DATED:
        return leaf_dated(context.builder, node->begin, node->end);
    }
    g_assert_not_reached();
}

static const TextWord *
first_word(const QueryNode *node)
{
    return g_ptr_array_index(node->words, 0);
}

XapianQuery *
leaf_query(const Context *context, const QueryNode *node)
{
    switch (node->kind) {
    case NODE_WORD:
        return word_query(context, first_word(node));
    case NODE_PREFIX:
        return prefix_query(context, first_word(node));
    case NODE_PHRASE:
        return phrase_query(context, node);
    case NODE_NUMBER:
        return number_query(context, first_word(node));
    case NODE_DATE:
        return compose_term(context, TERM_DATE, first_word(node)->k1);
    case NODE_FIELD:
        return field_query(context, node);
    case NODE_AND:
    case NODE_OR:
        break;
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

gboolean
leaf_differs(Builder *builder, const QueryNode *node, Tier tier)
{
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
