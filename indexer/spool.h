/* spool - the notices of a build between its two passes, on disk.
 *
 * Pass 1 writes each notice as it is read, several processes at once, each to
 * its own files; then a table of what stands where is sorted in memory, and
 * pass 2 reads the notices back in that order.  Memory: the table only.
 */
#pragma once

#include <stdint.h>

#include "notice.h"

typedef struct {
    char *id;
    char *source;    /* for messages: file, and line of a JSONL record */
    char *type;      /* NULL = unknown */
    char *date;      /* ISO; NULL = unknown */
    uint64_t order;  /* of reading: unit, then record */
    uint64_t offset; /* of its record in its spool */
    uint32_t spool;  /* which worker wrote it */
    uint32_t json_len, html_len, card_len;
} SpoolEntry;

typedef struct SpoolWriter SpoolWriter;

/* Creates the spool of one worker in `folder`.  NULL with TRACUU_ERROR_OUTPUT. */
SpoolWriter *spool_writer_new(const char *folder, unsigned worker, GError **error);
/* card  what was read of the notice, one JSON object (extraction_to_json) */
gboolean spool_writer_add(SpoolWriter *writer,
                          const Notice *notice,
                          const char *card,
                          uint64_t order,
                          GError **error);
/* Closes the files and frees the writer; FALSE when something was lost. */
gboolean spool_writer_close(SpoolWriter *writer, GError **error);

/* The entries of all workers' spools, in no particular order.
 *
 * Returns  (transfer full) array of SpoolEntry *, or NULL with an error.
 */
GPtrArray *spool_load(const char *folder, unsigned n_workers, GError **error);

typedef struct SpoolReader SpoolReader;

SpoolReader *spool_reader_new(const char *folder, unsigned n_workers);
void spool_reader_free(SpoolReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SpoolReader, spool_reader_free)

/* Reads one notice back.  When `json` is not NULL it is replaced by the notice's
 * JSON, which is the document data of the index.  (transfer full) */
Notice *spool_reader_read(SpoolReader *reader,
                          const SpoolEntry *entry,
                          GString *json,
                          GError **error);

/* The card of a notice as it was added.  (transfer full), or NULL with an error. */
char *
spool_reader_read_card(SpoolReader *reader, const SpoolEntry *entry, GError **error);
