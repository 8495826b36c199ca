/* facets - counts the values that the results have, at no more cost than needed.
 *
 * A slot that no document uses costs nothing.  One that few documents use is
 * counted by itself, over those of them that match; the others are counted while
 * everything is matched anyway.
 */
#pragma once

#include "answer.h"
#include "xapian-glib/xapian-glib.h"

typedef struct Facets Facets;

/* n_docs  documents of the database */
Facets *facets_new(XapianDatabase *database, unsigned n_docs, GError **error);
void facets_free(Facets *facets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Facets, facets_free)

/* TRUE when there are facets that must see every match: facets_watch. */
gboolean facets_need_all(const Facets *facets);

/* Lets those facets see what `enquire` matches. */
void facets_watch(Facets *facets, XapianEnquire *enquire);

/* Replaces the facets of `answer` by what was seen, and by what `match`, the same
 * query without scores, has of the others; in no order. */
gboolean facets_read(Facets *facets, XapianQuery *match, Answer *answer, GError **error);
