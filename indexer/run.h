/* run - the postings of a batch of documents, inverted in memory and written sorted.
 *
 * A run is a file of terms in byte order, each with its postings in order of
 * documents: what an external sort leaves for the merge (merge.h).  Positions are
 * packed as the database wants them already.
 *
 *     run     = { record }
 *     record  = len term termfreq collfreq len { posting }
 *     posting = (docid - docid before) wdf len positions
 *
 * Every number is a variable-length integer (run_put_number).  The first posting of
 * a record counts from 0, so a docid is the document's place in its batch, from 1.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "text/text.h"

/* ---- writing ------------------------------------------------------------- */

typedef struct RunBuilder RunBuilder;

RunBuilder *run_builder_new(void);
void run_builder_free(RunBuilder *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunBuilder, run_builder_free)

/* Forgets all terms and documents. */
void run_builder_clear(RunBuilder *run);

/* The number of a term, the same for the same bytes until run_builder_clear. */
uint32_t run_builder_term(RunBuilder *run, const char *bytes, size_t len);

/* The same for the pair of two folded words, which are looked up by their ids;
 * they must live until the run is written. */
uint32_t run_builder_pair(RunBuilder *run, const TextWord *left, const TextWord *right);

/* Starts the next document of the batch. */
void run_builder_start_document(RunBuilder *run);

/* A posting of the document at hand; each term once a document.  `positions`
 * ascend from 1; n may be 0. */
void run_builder_post(
    RunBuilder *run, uint32_t term, uint32_t wdf, const uint32_t *positions, unsigned n);

/* Sum of the wdf posted for the document at hand. */
uint32_t run_builder_get_doclen(const RunBuilder *run);

/* Writes the run.  FALSE with TRACUU_ERROR_OUTPUT. */
gboolean run_builder_write(RunBuilder *run, const char *path, GError **error);

/* ---- reading ------------------------------------------------------------- */

typedef struct RunReader RunReader;

/* One record; the bytes live until the next call for the same reader. */
typedef struct {
    const char *term;
    size_t term_len;
    uint32_t termfreq;
    uint64_t collfreq;
    const uint8_t *postings; /* encoded */
    size_t postings_len;
} RunRecord;

typedef struct {
    uint32_t docid; /* place in the batch, from 1 */
    uint32_t wdf;
    const uint8_t *positions; /* NULL = none */
    size_t positions_len;
} RunPosting;

RunReader *run_reader_new(const char *path, GError **error);
void run_reader_free(RunReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunReader, run_reader_free)

/* Reads the next record.  FALSE at the end, and then `error` is set when the file
 * could not be read. */
gboolean run_reader_next(RunReader *reader, RunRecord *record, GError **error);

/* Takes the posting at *at (0 at first) of a record; posting->docid must hold the
 * docid before (0 at first).  FALSE after the last. */
gboolean run_next_posting(const RunRecord *record, size_t *at, RunPosting *posting);
