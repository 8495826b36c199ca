/* docx - the parts of a Word document (OOXML) become a Document; private to docx*.c,
 * its tests and fuzz target. */
#pragma once

#include "read/document.h"
#include "read/xml.h"

#define DOCX_MAX_LEVELS 9 /* of a list; Word has no more */

/* The XML of each part; NULL: the file has none. */
typedef struct {
    GBytes *document;
    GBytes *styles;
    GBytes *numbering;
    GBytes *footnotes;
    GBytes *endnotes;
    GPtrArray *headers; /* (element-type GBytes) or NULL */
} DocxParts;

/* Reads the body, then footnotes and endnotes that it refers to.  Left out: tracked
 * deletions, hidden text, comments, field codes, headers (but for a letterhead) and
 * footers.
 *
 * Returns  FALSE with TRACUU_ERROR_NOTICE or TRACUU_ERROR_LIMIT.
 */
gboolean docx_read(const DocxParts *parts, Document *document, GError **error);

/* What a style says, what it is based on included. */
typedef struct {
    const char *based_on; /* id of another, or NULL */
    const char *num_id;   /* NULL: says nothing */
    unsigned num_level;
    int outline; /* 0 to 8: a heading; -1: none */
    int bold;    /* -1: says nothing */
    int italic;  /* as bold, and so on */
    int caps;
    int caps_font; /* of TCVN3, as .VnTimeH */
    int hidden;
    int centred;
    gboolean lines; /* of a table: it draws some; FALSE also when it says nothing */
} DocxStyle;

#define DOCX_DEFAULT "" /* the id of the style of paragraphs that name none */

/* Styles by id.  (transfer full) */
GHashTable *docx_styles_read(const xmlNode *root /* or NULL */);

/* What the style `id` and those below it say together; of an unknown id nothing. */
DocxStyle docx_style(GHashTable *styles, const char *id);

/* Adds what a pPr, rPr or tblPr element says, over what `style` has. */
void docx_style_add(DocxStyle *style, const xmlNode *properties);

/* 1 or 0 as the child `name` of `properties` says; -1 when there is none. */
int docx_toggle(const xmlNode *properties, const char *name);

/* TRUE when some line of a tblBorders or tcBorders element is drawn; FALSE of NULL. */
gboolean docx_has_lines(const xmlNode *borders);

/* The cell of a table that has no other: a frame around text, and no table; else NULL. */
const xmlNode *docx_only_cell(const xmlNode *table);

/* TRUE when the table draws lines or has a row of titles. */
gboolean docx_draws_lines(GHashTable *styles, const xmlNode *table);

/* The lists of a document, and where they have counted to. */
typedef struct DocxLists DocxLists;

/* root  of the part, borrowed; or NULL */
DocxLists *docx_lists_new(const xmlNode *root, GHashTable *styles);
void docx_lists_free(DocxLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxLists, docx_lists_free)

/* Counts the next item of the list `num_id`.
 *
 * label    (transfer full): "2.", "a)"; NULL: a bullet; "": no mark at all
 *
 * Returns  FALSE when there is no such list.
 */
gboolean
docx_lists_next(DocxLists *lists, const char *num_id, unsigned level, char **label);
