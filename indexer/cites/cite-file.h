/* cite-file - what notices cite and what they are, between reading and the table: one
 * file a worker of pass 1, in the build's scratch folder. */
#pragma once

#include <stdio.h>

#include "extract/extraction.h"

typedef struct CiteWriter CiteWriter;

/* NULL with TRACUU_ERROR_OUTPUT. */
CiteWriter *cite_writer_new(const char *folder, unsigned worker, GError **error);

/* Notes a notice that was read as the `order`-th (spool.h); nothing is written of one
 * that cites nothing and that nobody can cite. */
void cite_writer_add(CiteWriter *writer,
                     const Notice *notice,
                     const Extraction *extraction,
                     uint64_t order);

/* Closes the file and frees the writer; FALSE when something was lost. */
gboolean cite_writer_close(CiteWriter *writer, GError **error);

typedef enum {
    CITE_OWN,   /* what the notice itself is */
    CITE_FULL,  /* what it cites by number or date */
    CITE_SHORT, /* what it cites by noun and number: no base */
} CiteKind;

/* What of a record is text; NULL when unknown. */
typedef enum {
    CITE_BASE,
    CITE_DAY, /* extract/identity.h */
    CITE_TYPE,
    CITE_NUMBER,
    CITE_ISSUER,
    CITE_DATE,
    CITE_N_TEXTS,
} CiteText;

typedef struct {
    uint64_t order;
    CiteKind kind;
    gboolean local; /* extract/identity.h */
    uint32_t place; /* in the list of citations, or of short forms */
    const char *texts[CITE_N_TEXTS];
} CiteRecord;

/* Calls func with each record of the files of `n_workers`; texts are borrowed for the
 * call.  FALSE with TRACUU_ERROR_OUTPUT when a file cannot be read back. */
typedef void (*CiteFunc)(const CiteRecord *record, gpointer user_data);
gboolean cite_file_foreach(const char *folder,
                           unsigned n_workers,
                           CiteFunc func,
                           gpointer user_data,
                           GError **error);
