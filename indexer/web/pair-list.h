/* pair-list - the streams of one pair of words, from the runs of all batches. */
#pragma once

#include "merge-runs.h"

/* In the order of the store's streams (tracuu-site(5)). */
typedef enum {
    PAIR_DOCS,
    PAIR_WDF,
    PAIR_FORMS,
    PAIR_COUNTS,
    PAIR_CODES,
    PAIR_LEFT,
    PAIR_RIGHT,
    PAIR_N_STREAMS
} PairStream;

/* Buffers, used again for each pair. */
typedef struct PairList PairList;

PairList *pair_list_new(void);
void pair_list_free(PairList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PairList, pair_list_free)

/* Makes the streams of a pair; they are borrowed until the next call. */
const GByteArray *const *pair_list_make(PairList *list, const MergeTerm *term);
