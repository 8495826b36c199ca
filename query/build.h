/* build - the tree becomes what Xapian matches, tier by tier (ARCHITECTURE.md). */
#pragma once

#include "answer.h"
#include "lexicon.h"

typedef struct Builder Builder;

/* root     the query, or NULL for "all"; also what is scored
 * request  its filters hold in every tier
 */
Builder *
builder_new(Lexicon *lexicon, const QueryNode *root, const SearchRequest *request);
void builder_free(Builder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Builder, builder_free)

/* Matches `root` from here on; the score stays that of the first. */
void builder_set_root(Builder *builder, const QueryNode *root);

/* FALSE when the tier surely holds the documents of the tier before it and no
 * others.  TIER_EXACT is always TRUE. */
gboolean builder_tier_differs(Builder *builder, Tier tier);

/* What the tier holds (T_E, T_V or T_F), without scores. */
XapianQuery *builder_match(Builder *builder, Tier tier);

/* The same with scores, without the documents of `below` (NULL: with all). */
XapianQuery *builder_scored(Builder *builder, Tier tier, XapianQuery *below);

/* TRUE when a query made so far matches by an OR with scores.  When Xapian 1.4.22 finds
 * that such an OR can only score enough as an AND, it may pass over a document that
 * belongs on the page; made to look at all of them (check_at_least), it does not. */
gboolean builder_sees_all(const Builder *builder);

/* What the document has in its id's place: for asking which of some documents a
 * tier holds. */
XapianQuery *builder_ids(Builder *builder, const GPtrArray *ids);

/* left op right; NULL-safe as everything here: after an error of the index all
 * results are NULL and lexicon_error says why. */
XapianQuery *
builder_join(Builder *builder, XapianQueryOp op, XapianQuery *left, XapianQuery *right);

/* The documents with a date; the order by oldest date needs them apart. */
XapianQuery *builder_dated(Builder *builder);
