/* names - provinces, organs, positions and types of documents; private to extract/. */
#pragma once

#include <glib.h>

typedef enum { NAME_ORGAN, NAME_PROVINCE, NAME_PLACE, NAME_POSITION, NAME_TYPE } NameKind;

typedef enum { CENTRAL, PROVINCIAL, LOCAL } OrganLevel;

typedef struct {
    NameKind kind;
    OrganLevel level;    /* of NAME_ORGAN */
    const char *display; /* as it is shown; for NAME_PLACE the province */
    char *canonical;     /* K1 of the name itself */
    char *folded;        /* K2 */
} Name;

/* The longest name of `kind` that `key` starts with, as whole words, or NULL. */
const Name *names_at_start(NameKind kind, const char *canonical);

/* The longest that it ends with. */
const Name *names_at_end(NameKind kind, const char *canonical);

/* The name that the whole of `folded` is, marks or none. */
const Name *names_folded(NameKind kind, const char *folded);

/* A province by what a place line or an organ's heading says: its name, another
 * name, its seat, marks or none.  NULL when it is none. */
const char *names_province_of_place(const char *place);

/* A province's name with its marks, when `place` is one that may have lost them; else
 * `place` as it is: a seat stays one. */
const char *names_repaired_place(const char *place);

/* The province that a heading in capitals ends with (« … TỈNH BÌNH ĐỊNH»), or NULL. */
const char *names_province_at_end(const char *heading);

/* Capitals written small, but for names: "BAN THƯỜNG VỤ TỈNH ỦY" → "Ban Thường vụ
 * Tỉnh ủy".  scanned: marks may have got lost (stamps, organs), so provinces are
 * matched without them.  (transfer full) */
char *names_small(const char *capitals, gboolean scanned);

/* The organ of the centre that has a symbol, of a document number, or the type of one;
 * NULL when the symbol is none's. */
const char *names_organ_of_symbol(const char *symbol);
const char *names_organ_of_number(const char *number);
const char *names_type_of_number(const char *number);
