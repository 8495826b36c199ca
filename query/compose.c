#include "compose.h"

#include <string.h>

/* On a query whose weights are not wanted.  Scaling them to nothing at once would
 * be simpler, but hides a phrase from the AND around it, and then Xapian looks at
 * its positions before it asks the cheap terms beside it (measured: 42 ms, not 12).
 * So that is done only where nothing else keeps the weights out. */
#define UNWEIGHTED "tracuu-unweighted"

static gboolean
is_unweighted(XapianQuery *query)
{
    return g_object_get_data(G_OBJECT(query), UNWEIGHTED) != NULL;
}

static XapianQuery *
unweighted(XapianQuery *query)
{
    if (query != NULL)
        g_object_set_data(G_OBJECT(query), UNWEIGHTED, GINT_TO_POINTER(TRUE));
    return query;
}

GPtrArray *
compose_parts(void)
{
    return g_ptr_array_new_with_free_func(g_object_unref);
}

XapianQuery *
compose_checked(Builder *builder, XapianQuery *query, GError *error)
{
    if (query == NULL)
        lexicon_take_error(builder->lexicon, error);
    return query;
}

static XapianQuery *
scaled(Builder *builder, XapianQuery *query, double factor)
{
    GError *error = NULL;
    XapianQuery *result = xapian_query_new_scaled(query, factor, &error);
    g_object_unref(query);
    return compose_checked(builder, result, error);
}

XapianQuery *
compose_scaled(Builder *builder, XapianQuery *query, double factor)
{
    if (query == NULL || factor == 1.0)
        return query;
    return factor == 0 ? unweighted(query) : scaled(builder, query, factor);
}

XapianQuery *
compose_silent(Builder *builder, XapianQuery *query)
{
    return query != NULL && is_unweighted(query) ? scaled(builder, query, 0) : query;
}

/* Joins `parts`, all weighted or none. */
static XapianQuery *
join(Builder *builder, XapianQueryOp op, const GPtrArray *parts)
{
    GError *error = NULL;
    if (parts->len == 1)
        return g_object_ref(g_ptr_array_index(parts, 0));
    XapianQuery *result = xapian_query_new_for_queries(
        op, (XapianQuery *const *) parts->pdata, parts->len, 0, &error);
    return compose_checked(builder, result, error);
}

/* An AND of weighted parts with the others as its filter. */
static XapianQuery *
join_filtered(Builder *builder, const GPtrArray *parts)
{
    g_autoptr(GPtrArray) heard = compose_parts();
    g_autoptr(GPtrArray) silent = compose_parts();
    for (unsigned i = 0; i < parts->len; i++) {
        XapianQuery *part = g_ptr_array_index(parts, i);
        g_ptr_array_add(is_unweighted(part) ? silent : heard, g_object_ref(part));
    }
    XapianQuery *left = join(builder, XAPIAN_QUERY_OP_AND, heard);
    XapianQuery *right = join(builder, XAPIAN_QUERY_OP_AND, silent);
    return compose_pair(builder, XAPIAN_QUERY_OP_FILTER, left, right);
}

XapianQuery *
compose_joined(Builder *builder, XapianQueryOp op, GPtrArray *taken)
{
    g_autoptr(GPtrArray) parts = taken;
    unsigned n_silent = 0;
    for (unsigned i = 0; i < parts->len; i++) {
        if (g_ptr_array_index(parts, i) == NULL)
            return NULL;
        n_silent += is_unweighted(g_ptr_array_index(parts, i)) ? 1 : 0;
    }
    if (n_silent == parts->len)
        return unweighted(join(builder, op, parts));
    if (n_silent > 0 && op == XAPIAN_QUERY_OP_AND)
        return join_filtered(builder, parts);
    builder->sees_all |= op == XAPIAN_QUERY_OP_OR && parts->len > 1;
    for (unsigned i = 0; n_silent > 0 && i < parts->len; i++) {
        XapianQuery **part = (XapianQuery **) &g_ptr_array_index(parts, i);
        *part = compose_silent(builder, *part);
        if (*part == NULL) {
            g_ptr_array_remove_index(parts, i);
            return NULL;
        }
    }
    return join(builder, op, parts);
}

XapianQuery *
builder_join(Builder *builder, XapianQueryOp op, XapianQuery *left, XapianQuery *right)
{
    if (left == NULL || right == NULL)
        return NULL;
    GError *error = NULL;
    return compose_checked(builder, xapian_query_new_for_pair(op, left, right, &error),
                           error);
}

XapianQuery *
compose_pair(Builder *builder, XapianQueryOp op, XapianQuery *left, XapianQuery *right)
{
    XapianQuery *result = builder_join(builder, op, left, right);
    if (left != NULL && is_unweighted(left))
        unweighted(result);
    g_clear_object(&left);
    g_clear_object(&right);
    return result;
}

XapianQuery *
compose_leaf(const Context *context)
{
    Builder *builder = context->builder;
    GError *error = NULL;
    double factor = context->place == PLACE_NESTED
                        ? 0
                        : score_list_take(builder->scores, builder->term);
    XapianQuery *query =
        xapian_query_new_for_term(builder->term->str, builder->term->len, 1, &error);
    return compose_scaled(builder, compose_checked(builder, query, error), factor);
}

XapianQuery *
compose_term(const Context *context, TermKind kind, const char *key)
{
    schema_term(context->builder->term, kind, key, strlen(key));
    return compose_leaf(context);
}

void
compose_add_terms(const Context *context,
                  TermKind kind,
                  const GPtrArray *keys,
                  GPtrArray *parts)
{
    for (unsigned i = 0; i < keys->len; i++)
        g_ptr_array_add(parts, compose_term(context, kind, g_ptr_array_index(keys, i)));
}

Context
context_either(const Context *context)
{
    Context inner = *context;
    if (inner.place == PLACE_ALWAYS)
        inner.place = PLACE_EITHER;
    return inner;
}

Context
context_nested(const Context *context)
{
    return (Context){ context->builder, context->tier, PLACE_NESTED };
}
