/* column - a facet of all documents: its distinct values and which one each has. */
#pragma once

#include "chunk.h"

typedef struct Column Column;

Column *column_new(void);
void column_free(Column *column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Column, column_free)

/* The next document's value; len 0 = it has none. */
void column_add(Column *column, const char *value, size_t len);

/* Writes the column as chunk `name`.
 *
 * sum      set to its CRC-32
 * any      set to FALSE, and then nothing is written, when no document has a value
 */
gboolean column_write(const Column *column,
                      ChunkWriter *writer,
                      const char *name,
                      gboolean *any,
                      uint32_t *sum,
                      GError **error);
