#include "build.h"

#include "compose.h"

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

static XapianQuery *node_query(const Context *context, const QueryNode *node);

static XapianQuery *
or_query(const Context *context, const QueryNode *node)
{
    GPtrArray *parts = compose_parts();
    Context inner = context_either(context);
    for (unsigned i = 0; i < node->children->len; i++)
        g_ptr_array_add(parts, node_query(&inner, g_ptr_array_index(node->children, i)));
    return compose_joined(context->builder, XAPIAN_QUERY_OP_OR, parts);
}

static XapianQuery *
all_query(Builder *builder)
{
    return compose_scaled(builder, xapian_query_new_match_all(), 0);
}

/* Negation is the exact tier's, whatever tier it stands in. */
static XapianQuery *
and_query(const Context *context, const QueryNode *node)
{
    GPtrArray *wanted = compose_parts();
    GPtrArray *unwanted = compose_parts();
    Context inner = context->place == PLACE_ALWAYS ? *context : context_nested(context);
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
    XapianQuery *left = compose_joined(context->builder, XAPIAN_QUERY_OP_AND, wanted);
    XapianQuery *right = compose_joined(context->builder, XAPIAN_QUERY_OP_OR, unwanted);
    if (without)
        return compose_pair(context->builder, XAPIAN_QUERY_OP_AND_NOT, left, right);
    g_clear_object(&right);
    return left;
}

static XapianQuery *
node_query(const Context *context, const QueryNode *node)
{
    if (node->kind == NODE_AND)
        return and_query(context, node);
    if (node->kind == NODE_OR)
        return or_query(context, node);
    return leaf_query(context, node);
}

static gboolean
node_differs(Builder *builder, const QueryNode *node, Tier tier)
{
    if (node->negated)
        return FALSE;
    if (node->children == NULL)
        return leaf_differs(builder, node, tier);
    for (unsigned i = 0; i < node->children->len; i++)
        if (node_differs(builder, g_ptr_array_index(node->children, i), tier))
            return TRUE;
    return FALSE;
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
    Context context = context_nested(outer);
    GPtrArray *parts = compose_parts();
    g_ptr_array_add(parts, query);
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        if (builder->request->filters[i] != NULL)
            g_ptr_array_add(parts, compose_term(&context, schema_facets[i].term,
                                                builder->request->filters[i]));
    return compose_joined(builder, XAPIAN_QUERY_OP_AND, parts);
}

static XapianQuery *
tier_query(const Context *context)
{
    const QueryNode *root = context->builder->root;
    return filtered(context, root != NULL ? node_query(context, root)
                                          : all_query(context->builder));
}

gboolean
builder_sees_all(const Builder *builder)
{
    return builder->sees_all;
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
                    compose_scaled(into->builder,
                                   compose_checked(into->builder, query, error), factor));
}

XapianQuery *
builder_scored(Builder *builder, Tier tier, XapianQuery *below)
{
    if (builder->root == NULL)
        return compose_silent(builder, builder_match(builder, tier));
    score_list_reset(builder->scores);
    XapianQuery *match = tier_query(&(Context){ builder, tier, PLACE_ALWAYS });
    if (below != NULL)
        match =
            compose_pair(builder, XAPIAN_QUERY_OP_AND_NOT, match, g_object_ref(below));
    match = compose_silent(builder, match);
    ScoreParts rest = { builder, compose_parts() };
    score_list_foreach_left(builder->scores, add_score, &rest);
    gboolean sees_all =
        builder->sees_all; /* what only adds to the score passes over none */
    if (rest.parts->len == 0) {
        g_ptr_array_unref(rest.parts);
        return match;
    }
    XapianQuery *scores = compose_joined(builder, XAPIAN_QUERY_OP_OR, rest.parts);
    builder->sees_all = sees_all;
    return compose_pair(builder, XAPIAN_QUERY_OP_AND_MAYBE, match, scores);
}

XapianQuery *
builder_ids(Builder *builder, const GPtrArray *ids)
{
    GPtrArray *parts = compose_parts();
    Context context = { builder, TIER_EXACT, PLACE_NESTED };
    compose_add_terms(&context, TERM_ID, ids, parts);
    return compose_joined(builder, XAPIAN_QUERY_OP_OR, parts);
}

XapianQuery *
builder_dated(Builder *builder)
{
    return leaf_dated(builder, "", "");
}
