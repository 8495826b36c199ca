/* documents - what the browser's index knows of each document beside its words:
 * length, date, syllables, record, and a column a facet.  Documents are taken in their
 * order.
 *
 * In memory are numbers of all documents and the distinct values of the facets;
 * records go out a block at a time.
 */
#pragma once

#include "chunk.h"
#include "stock.h"

typedef struct Documents Documents;

/* `writer` must outlive it; `packed` as in RootTexts. */
Documents *documents_new(ChunkWriter *writer, gboolean packed);
void documents_free(Documents *documents);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Documents, documents_free)

/* Takes the next document; what fails is told by documents_finish. */
void documents_add(Documents *documents, const StockDocument *from);

/* Writes what is left; FALSE when anything could not be written. */
gboolean documents_finish(Documents *documents, GError **error);

/* Appends what the root says of them: counts, years, blocks and columns, as members of
 * an object with commas between. */
void documents_append_root(const Documents *documents, GString *json);
