/* count - the exact total and the facets, counted while the best are being ranked.
 *
 * To count, every match must be met; to rank, most can be passed over.  So a long
 * count is done by a second process, which inherits the open database and thereby
 * the very same state of it, while this one ranks.
 */
#pragma once

#include "facets.h"

/* What is counted, and where. */
typedef struct {
    XapianDatabase *database;
    Facets *facets;
    unsigned n_docs;
    gboolean may_fork;   /* the database can be read by two processes at once */
    gboolean has_phrase; /* positions must be looked at, so each match costs more */
} Counter;

typedef struct Count Count;

/* Starts to count `match`, a query without scores; what is known without matching,
 * and a short count, is done at once. */
Count *count_start(const Counter *counter, XapianQuery *match, GError **error);
void count_free(Count *count);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Count, count_free)

/* Waits for the count and sets the total and the facets of `answer`.  Errors of
 * the second process come out here; one that used up its processor time ends
 * this one the same way. */
gboolean count_finish(Count *count, Answer *answer, GError **error);
