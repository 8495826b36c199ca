#include "compose.h"

#include <string.h>

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

XapianQuery *
compose_scaled(Builder *builder, XapianQuery *query, double factor)
{
    if (query == NULL || factor == 1.0)
        return query;
    GError *error = NULL;
    XapianQuery *result = xapian_query_new_scaled(query, factor, &error);
    g_object_unref(query);
    return compose_checked(builder, result, error);
}

XapianQuery *
compose_joined(Builder *builder, XapianQueryOp op, GPtrArray *taken)
{
    g_autoptr(GPtrArray) parts = taken;
    GError *error = NULL;
    for (unsigned i = 0; i < parts->len; i++)
        if (g_ptr_array_index(parts, i) == NULL)
            return NULL;
    if (parts->len == 1)
        return g_object_ref(g_ptr_array_index(parts, 0));
    XapianQuery *result = xapian_query_new_for_queries(
        op, (XapianQuery *const *) parts->pdata, parts->len, 0, &error);
    return compose_checked(builder, result, error);
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
