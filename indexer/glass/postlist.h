/* glass postlist - lists of postings in chunks, and the list of document lengths.
 *
 * Facts relied on (backends/glass/glass_postlist.cc and common/pack.h of xapian-core
 * 1.4.22): a list is cut into chunks when one has reached 2000 bytes.  The first has
 * the bare term as its key, the others term, 00 and first document number.  A tag:
 * [of the first chunk: number of postings, collection frequency, first document
 * less 1], '1' for the last chunk else '0', last document less first, wdf of the
 * first, then for each posting its document less the one before less 1, and its wdf.
 * The lengths of documents are such a list with the key 00 E0, no 00 before the
 * document number, and zeros for both frequencies.
 */
#pragma once

#include "table.h"

#define GLASS_CHUNK_BYTES 2000

#define GLASS_POSTLIST_HEADER_MAX (3 * GLASS_UINT_MAX + 1 + GLASS_UINT_MAX)

typedef struct {
    GlassTable *table;
    uint8_t key[GLASS_KEY_MAX];
    unsigned first_len;  /* key of the first chunk */
    unsigned prefix_len; /* what keys of the others begin with */
    uint32_t termfreq, collfreq;
    gboolean is_first; /* the chunk that is open */
    uint32_t n_postings;
    uint32_t first, last; /* documents of the open chunk */
    unsigned used;        /* bytes of its postings */
    uint8_t bytes[GLASS_POSTLIST_HEADER_MAX + GLASS_CHUNK_BYTES + 2 * GLASS_UINT_MAX];
} GlassPostlist;

/* Begins the list of a term, of document lengths when `term` is empty.  FALSE when
 * the term is too long for a key. */
gboolean glass_postlist_begin(GlassPostlist *list,
                              GlassSpan term,
                              uint32_t termfreq,
                              uint32_t collfreq);

/* Writes the open chunk. */
void glass_postlist_flush(GlassPostlist *list, gboolean is_last);

/* Adds a posting; documents ascend. */
static inline void
glass_postlist_add(GlassPostlist *list, uint32_t docid, uint32_t wdf)
{
    uint8_t *start = list->bytes + GLASS_POSTLIST_HEADER_MAX;
    uint8_t *out = start + list->used;

    g_assert(docid > list->last);
    if (list->used >= GLASS_CHUNK_BYTES) {
        glass_postlist_flush(list, FALSE);
        out = start;
    }
    if (out == start)
        list->first = docid;
    else
        out = glass_pack_uint(out, docid - list->last - 1);
    out = glass_pack_uint(out, wdf);
    list->used = (unsigned) (out - start);
    list->last = docid;
    list->n_postings++;
}

/* Writes the last chunk; the list has as many postings as were promised.  Does
 * nothing for a list without any. */
void glass_postlist_end(GlassPostlist *list);
