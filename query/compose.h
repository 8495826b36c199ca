/* compose - the pieces that build.c and leaf.c make queries of.
 *
 * An error of the index goes to the lexicon and makes the query NULL; NULL goes
 * through every call here.  Queries that go in are taken unless marked.
 */
#pragma once

#include "build.h"
#include "score.h"

struct Builder {
    Lexicon *lexicon;
    const QueryNode *root; /* NULL = all */
    const SearchRequest *request;
    ScoreList *scores;
    GString *term;     /* the one being made */
    gboolean sees_all; /* see builder_sees_all */
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

GPtrArray *compose_parts(void);

/* Passes `query` on and keeps the error of a call that gave none. */
XapianQuery *compose_checked(Builder *builder, XapianQuery *query, GError *error);

/* Weights × factor; 0 only notes that they are not wanted, see compose_silent. */
XapianQuery *compose_scaled(Builder *builder, XapianQuery *query, double factor);

/* What compose_scaled noted is done: for a query that is matched with scores, or
 * stands beside one that is. */
XapianQuery *compose_silent(Builder *builder, XapianQuery *query);

/* Joins `taken` and drops it; one part stands for itself, none for nothing. */
XapianQuery *compose_joined(Builder *builder, XapianQueryOp op, GPtrArray *taken);

/* An operator with a left side that keeps its weights: AND_NOT, FILTER, AND_MAYBE. */
XapianQuery *
compose_pair(Builder *builder, XapianQueryOp op, XapianQuery *left, XapianQuery *right);

/* builder->term as a query, weighted when its place allows and it still counts. */
XapianQuery *compose_leaf(const Context *context);
XapianQuery *compose_term(const Context *context, TermKind kind, const char *key);

/* Appends a term for each of `keys` (element-type utf8). */
void compose_add_terms(const Context *context,
                       TermKind kind,
                       const GPtrArray *keys,
                       GPtrArray *parts);

/* The context of the parts of an OR at this place. */
Context context_either(const Context *context);

/* The context of what may be there without matching. */
Context context_nested(const Context *context);

/* What a node without children matches, scored where that saves reading it twice. */
XapianQuery *leaf_query(const Context *context, const QueryNode *node);

/* FALSE when the leaf surely matches the same in the tier as in the one before. */
gboolean leaf_differs(Builder *builder, const QueryNode *node, Tier tier);

/* Documents dated in [begin, end], each open when "". */
XapianQuery *leaf_dated(Builder *builder, const char *begin, const char *end);
