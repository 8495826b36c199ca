/* merge - the runs and stocks of all batches become one Xapian database. */
#pragma once

#include "merge-runs.h"

/* One metadata entry; keys ascend. */
typedef struct {
    const char *key;
    const char *text;
} MergeMetadata;

typedef struct {
    MergeBatches batches;
    const MergeMetadata *metadata; /* ascending by key */
    unsigned n_metadata;
} MergeInput;

/* Writes the database to `target`, which must not exist, with a UUID of zeros.
 * Memory: one buffer a batch, and the values of all documents. */
gboolean merge_batches(const MergeInput *input, const char *target, GError **error);
