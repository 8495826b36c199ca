/* extraction - what a notice says of itself, each value with its evidence.
 *
 * Source of the rules: the domain report, parts A (document form) and B (the
 * archivist's table).  A value is stated or follows from what is stated; what the
 * text does not say stays NULL and its basis BASIS_MISSING.
 */
#pragma once

#include <stdint.h>

#include "notice.h"

typedef enum {
    BASIS_MISSING,
    BASIS_EXPLICIT,  /* printed in the notice */
    BASIS_INFERRED,  /* follows from what is printed */
    BASIS_GIVEN,     /* from the record, not from the text */
    BASIS_CORRECTED, /* from NAME.meta.json */
} Basis;

typedef enum {
    FIELD_TYPE,
    FIELD_TITLE,
    FIELD_ISSUER,
    FIELD_PROVINCE,
    FIELD_NUMBER,
    FIELD_DATE,       /* ISO, as all dates here */
    FIELD_NOT_BEFORE, /* bounds of an unknown date */
    FIELD_NOT_AFTER,
    FIELD_PLACE,
    FIELD_SIGNATORY, /* the name */
    FIELD_POSITION,
    FIELD_AUTHORITY, /* "T/M Ban Thường vụ" */
    FIELD_ADDRESSEES,
    FIELD_RECIPIENTS,
    FIELD_COPY,
    FIELD_RECEIVED,
    FIELD_CITATIONS,
    FIELD_EVENTS,
    N_FIELDS,
} FieldId;

typedef struct {
    uint64_t line; /* of the text, from 1; 0: the title that the record gave */
    char *text;    /* stands so on that line */
} Evidence;

typedef struct {
    char *value; /* NULL for the lists and blocks below */
    Basis basis;
    GArray *evidence; /* (element-type Evidence) */
} Field;

typedef struct {
    char *name, *position, *authority;
} Signatory;

/* The certificate of a copy: a block after the original's signature. */
typedef struct {
    char *kind; /* "Sao lục"; NULL: this is no copy */
    char *number, *body, *place, *date;
    Signatory signatory;
    GPtrArray *recipients;
} CopyBlock;

/* The stamp of incoming mail. */
typedef struct {
    gboolean present;
    char *body, *number, *date, *forwarded_to, *file_ref;
} Stamp;

/* A cited document: numbered, or dated; the first place where it is cited. */
typedef struct {
    char *type, *number, *issuer, *date;
    uint64_t line;
    char *text;    /* the citing sentence */
    GArray *again; /* (element-type uint64_t) further lines that cite it */
} Citation;

/* A date in the text and where it stands; `end` is NULL for a single day. */
typedef struct {
    char *date, *end;
    gboolean meeting;  /* the day of the meeting that the notice reports */
    gboolean computed; /* `end` follows from a number of days */
    uint64_t line;
    char *text;
} Event;

typedef struct {
    Field fields[N_FIELDS];
    GPtrArray *addressees, *recipients;
    CopyBlock copy;
    Stamp received;
    GArray *citations; /* (element-type Citation) in order of place */
    GArray *shorts;    /* (element-type Citation) «Chỉ thị 16», the number without
                          symbol, that nothing cited here is, in order of place */
    GArray *events;    /* (element-type Event) in order of place */
    char *quality;     /* how well the text was read, a JSON object; NULL: not said */
    GStringChunk *strings; /* owns every string above */
} Extraction;

/* Reads `notice`, of which only text and title are looked at.  Any valid UTF-8
 * gives a result, in time linear in its length.  (transfer full) */
Extraction *extraction_read(const Notice *notice);

void extraction_free(Extraction *extraction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Extraction, extraction_free)

/* Fills the fields of `notice` that are NULL. */
void extraction_apply(const Extraction *extraction, Notice *notice);

/* One JSON object, as tracuu-index check prints it: id, what `extraction` has, and under
 * "evidence" the basis and lines of each field.  Of citations and events it has a list in
 * their order: the basis, "also_lines" that cite the same, and the "end" of an interval;
 * "short_forms" are `shorts`.
 * Where `notice` says otherwise, its value stands and the basis is "given".
 *
 * missing  unknown fields stand in the evidence too, as "missing"
 *
 * Returns  (transfer full), without a line end.
 */
char *
extraction_to_json(const Extraction *extraction, const Notice *notice, gboolean missing);
