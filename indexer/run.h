/* run - the postings of a batch of documents, inverted in memory and written sorted.
 *
 * A run is a file of terms in byte order, each with its postings in order of
 * documents: what an external sort leaves for the merge (merge.h).  Positions are
 * packed as the database wants them already.
 *
 *     run      = { record }
 *     record   = len term n collfreq hidden n_spellings len len { spelling } { posting }
 *     spelling = len left len right n
 *     posting  = (docid - docid before) wdf len bytes
 *     bytes    = positions, or of a pair { occurrence }
 *     occurrence = [ spelling ] left right
 *
 * Every number is a variable-length integer (number.h); the two lengths are those of
 * the spellings and of the postings in bytes.  The first posting of a
 * record counts from 0, so a docid is the document's place in its batch, from 1.
 *
 * Only pairs have spellings: K1 of the left and the right word, nothing = the same as
 * its K2.  An occurrence of a pair says which of them it is (when there is more than
 * one) and the ordinals of its words: the how-manieth word of its K2 in the document
 * each is, from 0, and from the second occurrence of a posting on minus the one before
 * minus 1.  Ordinals stand for positions: a b and b c are a phrase where b is the same.
 *
 * A pair with a joined form is in no Xapian database, only in the browser's index; its
 * wdf is 0.  A posting that has nothing else is hidden from the database.
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

/* Starts the next document of the batch. */
void run_builder_start_document(RunBuilder *run);

/* A posting of the document at hand; each term once a document.  `positions`
 * ascend from 1; n may be 0. */
void run_builder_post(
    RunBuilder *run, uint32_t term, uint32_t wdf, const uint32_t *positions, unsigned n);

/* A word at some place of the document at hand. */
typedef struct {
    const TextWord *word; /* must live until the run is written */
    uint32_t ordinal;     /* the how-manieth of its K2 in the document, from 0 */
} RunWord;

/* Posts an occurrence of the pair of two words' K2 in the document at hand.  The
 * occurrences of a pair in a document come in text order, their ordinals ascend.  Of
 * wdf 0 are those that are no term of the Xapian database. */
void run_builder_add_pair(RunBuilder *run,
                          const RunWord *left,
                          const RunWord *right,
                          uint32_t wdf);

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
    uint32_t n_postings; /* all */
    uint32_t termfreq;   /* those that are not hidden */
    uint64_t collfreq;
    uint32_t n_spellings;     /* 0 = no pair */
    const uint8_t *spellings; /* encoded */
    size_t spellings_len;
    const uint8_t *postings; /* encoded */
    size_t postings_len;
} RunRecord;

typedef struct {
    uint32_t docid;       /* place in the batch, from 1 */
    uint32_t wdf;         /* of a pair that of its occurrences in Xapian's sense */
    const uint8_t *bytes; /* positions as the database wants them, or the occurrences
                             of a pair, encoded; NULL = none */
    size_t len;
} RunPosting;

/* How the words of a pair are spelled, and how often in the batch.  K1; no NUL behind;
 * len 0 = the same as the K2 in the pair's term. */
typedef struct {
    const char *left, *right;
    uint32_t left_len, right_len;
    uint32_t n;
} RunSpelling;

typedef struct {
    uint32_t spelling; /* index into the record's, from 0 */
    uint32_t left;     /* ordinals, from 0; both ascend within a posting */
    uint32_t right;
} RunOccurrence;

RunReader *run_reader_new(const char *path, GError **error);
void run_reader_free(RunReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RunReader, run_reader_free)

/* Reads the next record.  FALSE at the end, and then `error` is set when the file
 * could not be read. */
gboolean run_reader_next(RunReader *reader, RunRecord *record, GError **error);

/* Takes the posting at *at (0 at first) of a record; posting->docid must hold the
 * docid before (0 at first).  FALSE after the last. */
gboolean run_next_posting(const RunRecord *record, size_t *at, RunPosting *posting);

/* Whether a posting is not for the Xapian database. */
static inline gboolean
run_posting_is_hidden(const RunRecord *record, const RunPosting *posting)
{
    return record->n_spellings > 0 && posting->wdf == 0;
}

/* Takes the spelling at *at (0 at first) of a pair.  FALSE after the last. */
gboolean run_next_spelling(const RunRecord *record, size_t *at, RunSpelling *spelling);

/* Takes the occurrence at *at (0 at first) of a posting of a pair, in text order;
 * `occurrence` must hold the one before.  FALSE after the last. */
gboolean run_next_occurrence(const RunRecord *record,
                             const RunPosting *posting,
                             size_t *at,
                             RunOccurrence *occurrence);
