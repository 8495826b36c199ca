/* web-fixture - a folder for chunks, and a reader of them after tracuu-site(5) that
 * shares nothing with the writer but chunk_read.
 */
#pragma once

#include "merge-runs.h"
#include "web/chunk.h"

#include "scratch.h"

/* Runs and stocks of notices in the scratch folder, so many a batch; a notice's id is
 * its place, from 1.  (transfer full), for web_batches_clear. */
typedef struct {
    const char *title, *text, *date, *type, *signatory;
} WebNotice;

MergeBatches web_make_batches(const char *folder,
                              const WebNotice *notices,
                              unsigned n_notices,
                              unsigned a_batch);
void web_batches_clear(MergeBatches *batches);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MergeBatches, web_batches_clear)

/* Writes the whole index, of notices that have pages.  The root's file name, (transfer
 * full), or NULL with an error. */
char *web_write_whole(const MergeBatches *batches,
                      const char *bundle,
                      Sums *sums,
                      GError **error);

/* The folder of chunks in the scratch folder *state, which is the bundle. */
void web_make_folder(void **state);

/* How many files it has. */
unsigned web_count_files(const char *bundle);

/* The bytes of a chunk's script.  (transfer full) */
char *web_script(const char *bundle, const char *name, uint32_t sum, size_t *len);

/* The sum of chunk i in "sums" of the root. */
uint32_t web_sum_at(const char *sums, unsigned i);

/* The entries of a store, one a line: "KEY df 2: 0 1 | 3 |", the streams' bytes as
 * numbers in decimal, a "--" line between chunks.  (transfer full) */
char *
web_dump_store(const char *bundle, char letter, unsigned n_streams, const char *sums);
