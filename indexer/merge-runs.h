/* merge-runs - the runs and stocks of all batches, read side by side as one.
 *
 * What a writer of an index sees: every document once, in order of numbers; every
 * term once, in byte order, with all its postings in order of documents.  It may be
 * called by several processes at once: the files are only read.
 */
#pragma once

#include "run.h"
#include "stock.h"

/* What pass 2 left of some documents that follow each other. */
typedef struct {
    const char *run_path;
    const char *stock_path;
    unsigned n_docs;
} MergeBatch;

/* The batches in order of documents. */
typedef struct {
    const MergeBatch *batch;
    unsigned n;
} MergeBatches;

/* ---- documents ------------------------------------------------------------- */

/* Called for each document, docid from 1; what it is given lives for the call. */
typedef void (*MergeDocumentFunc)(uint32_t docid,
                                  const StockDocument *document,
                                  gpointer user_data);

/* Memory: one batch's stock. */
gboolean merge_stocks(const MergeBatches *batches,
                      MergeDocumentFunc func,
                      gpointer user_data,
                      GError **error);

/* ---- terms ----------------------------------------------------------------- */

/* One batch's postings of a term: run_next_posting reads them. */
typedef struct {
    const RunRecord *record;
    uint32_t base; /* documents before the batch: docid is base + posting.docid */
} MergePart;

/* A term with all its postings; the parts are in order of documents. */
typedef struct {
    const char *bytes; /* no NUL behind it */
    size_t len;
    uint32_t n_postings; /* all */
    uint32_t termfreq;   /* those that are not hidden (run_posting_is_hidden) */
    uint64_t collfreq;   /* sum of their wdf */
    const MergePart *parts;
    unsigned n_parts;
} MergeTerm;

/* Called for each term; what it is given lives for the call.  FALSE with `error` set
 * ends the merge. */
typedef gboolean (*MergeTermFunc)(const MergeTerm *term,
                                  gpointer user_data,
                                  GError **error);

/* Memory: one read buffer and one record a batch. */
gboolean merge_runs(const MergeBatches *batches,
                    MergeTermFunc func,
                    gpointer user_data,
                    GError **error);
