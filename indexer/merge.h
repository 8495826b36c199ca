/* merge - the runs and stocks of all batches become one Xapian database. */
#pragma once

#include <glib.h>

typedef struct {
    const char *run_path;
    const char *stock_path;
    unsigned n_docs;
} MergeBatch;

/* Called for each metadata entry; keys ascend. */
typedef struct {
    const char *key;
    const char *text;
} MergeMetadata;

typedef struct {
    const MergeBatch *batches; /* in order of documents */
    unsigned n_batches;
    const MergeMetadata *metadata; /* ascending by key */
    unsigned n_metadata;
} MergeInput;

/* Writes the database to `target`, which must not exist, with a UUID of zeros.
 * Memory: one buffer a batch, and the values of all documents. */
gboolean merge_batches(const MergeInput *input, const char *target, GError **error);
