/* run-pairs - the pairs of a batch of documents, until they are written sorted.
 *
 * Nothing is looked up while pairs come: they are sorted by the ranks of their words,
 * twice by counting, when all are there.
 */
#pragma once

#include "run-write.h"

typedef struct RunPairs RunPairs;

RunPairs *run_pairs_new(void);
void run_pairs_free(RunPairs *pairs);

/* Forgets all pairs; reads no word. */
void run_pairs_clear(RunPairs *pairs);

/* Adds an occurrence; documents ascend (see run_builder_add_pair). */
void run_pairs_add(RunPairs *pairs,
                   uint32_t doc,
                   const RunWord *left,
                   const RunWord *right,
                   uint32_t wdf);

/* Writes a record for each pair, in byte order of their terms. */
void run_pairs_write(const RunPairs *pairs, RunWriter *writer);
