/* docnum - document numbers in running text (domain report A.3). */
#pragma once

#include <glib.h>

typedef enum {
    DOCNUM_PARTY,   /* 2032-TB/TU */
    DOCNUM_STATE,   /* 16/CT-TTg, 30/2020/NĐ-CP */
    DOCNUM_LAW,     /* 202/2025/QH15 */
    DOCNUM_CONGVAN, /* 1979/VPCP-KGVX */
    DOCNUM_LOOSE,   /* 66/QĐ/TW: lower confidence */
} DocnumKind;

typedef struct {
    size_t start, end; /* bytes of the source */
    char *display;     /* normal form: no blanks, dashes as -, case kept: "2033-TB/TU" */
    DocnumKind kind;
} Docnum;

void docnum_clear(Docnum *docnum);

/* The document numbers of `utf8` (valid UTF-8, NFC), in order, none overlapping:
 * an array of Docnum that frees its elements.  (transfer full), maybe empty. */
GArray *docnum_find(const char *utf8, size_t len);
