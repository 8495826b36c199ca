/* export - the whole collection as files of site/data, for other programs.
 *
 * A format is a table of functions; what they get is a notice's card, the object that
 * `check` prints (extract/extraction.h).  Nothing but the notice at hand is held.
 */
#pragma once

#include <stdint.h>

#include "json.h"

/* A citation whose document is known (cites/cite-table.h). */
typedef struct {
    uint32_t place;
    gboolean is_short;
    const char *type, *number, *issuer,
        *date;            /* as read; of a short form the document's */
    const char *cited_id; /* NULL: not in the collection */
    char *cited_url;
    uint32_t n_citing;
} ExportLink;

typedef struct {
    const cJSON *card;
    const char *json; /* the same as text */
    const char *key;  /* file name of its page, without extension */
    const char *url;  /* of its page: absolute with a base_url, else below the site */
    gboolean absolute;
    const ExportLink *links;
    unsigned n_links;
} ExportNotice;

typedef struct {
    const char *name; /* of the file below site/data */
    void (*begin)(GString *out);
    void (*add)(const ExportNotice *notice, GString *out);
    const char *separator; /* between notices */
    const char *end;       /* closes the file */
} ExportFormat;

extern const ExportFormat export_json;
extern const ExportFormat export_csv;
extern const ExportFormat export_bibtex;
extern const ExportFormat export_ris;
extern const ExportFormat export_citations;
extern const ExportFormat export_quality;

/* Where a cell of a table comes from: the card, or an object in it; its list, joined by
 * "; ", or how long that is. */
typedef enum {
    EXPORT_CARD,
    EXPORT_SIGNATORY,
    EXPORT_COPY,
    EXPORT_RECEIVED,
    EXPORT_QUALITY,
    EXPORT_OCR,
    EXPORT_LIST,
    EXPORT_COUNT,
    EXPORT_URL,
} ExportSource;

typedef struct {
    const char *name; /* of the column */
    ExportSource source;
    const char *key;
} ExportColumn;

/* The first line of a table for spreadsheets, and that of a notice. */
void export_begin_table(const ExportColumn *columns, size_t n, GString *out);
void export_add_row(const ExportColumn *columns,
                    size_t n,
                    const ExportNotice *notice,
                    GString *out);

/* When a notice without a date was issued, by its bounds: "[2021-08-30..2021-09-08]",
 * "[2021-08-30..]" (EDTF, one of a set).  (transfer full); NULL when it has a date, or no
 * bound. */
char *export_period(const cJSON *card);

/* The member `key` of the card's signatory; NULL when unknown. */
const char *export_signatory(const cJSON *card, const char *key);
