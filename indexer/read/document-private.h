/* document-private - the blocks of a document; private to document*.c.
 *
 * The text of a block is UTF-8 with \n for a line break and bytes from
 * DOCUMENT_MARK on where its marks change: DOCUMENT_MARK + the sum of DOCUMENT_BOLD and
 * the like, which hold from there on.
 */
#pragma once

#include "read/document.h"

#define DOCUMENT_MARK 0x0E

typedef struct {
    gboolean head;
    GPtrArray *cells; /* (element-type char *) marked text, lines parted by \n */
} DocumentRow;

typedef struct {
    DocumentKind kind;
    unsigned level;
    char *label;
    gboolean joined; /* centred, as the block right before it */
    char *text;      /* marked; NULL: a table */
    GPtrArray *rows; /* (element-type DocumentRow *); NULL: no table */
    gboolean layout;
} DocumentPart;

/* A piece of marked text with the same marks. */
typedef struct {
    const char *text;
    size_t len;
    unsigned marks;
} DocumentPiece;

/* The piece at *at, which moves past it.  FALSE at the end. */
gboolean document_next_piece(const char **at, unsigned *marks, DocumentPiece *piece);

/* Parts with a blank two syllables that only a change of marks parted
 * («THÔNG BÁO**Ý KIẾN**»), but not a syllable half of which is bold.  (transfer full) */
char *document_part_syllables(const char *marked);

/* The words of a piece as they are shown.  (transfer full) */
char *document_piece_text(const DocumentPiece *piece);

/* The text of marked text, without marks.  (transfer full) */
char *document_plain(const char *marked);

/* The number of a label that HTML can make itself ("12." is 12); else -1. */
int document_label_number(const char *label);

/* TRUE when all cells have one line at most, and the table is none for layout. */
gboolean document_row_is_line(const DocumentPart *table, const DocumentRow *row);

/* Writers of all parts.  (transfer full) */
char *document_write_text(const GPtrArray *parts /* (element-type DocumentPart *) */);
char *document_write_html(const GPtrArray *parts /* (element-type DocumentPart *) */);
