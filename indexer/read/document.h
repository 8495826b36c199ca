/* document - what an office file or a web page says becomes text to index and HTML to
 * show.
 *
 * A reader opens a block, adds its text, opens the next; the builder cleans white
 * space, numbers nothing by itself, and never fails before document_finish.  Both
 * results have the same words in the same order, but for the marks of lists, which
 * HTML makes itself.
 */
#pragma once

#include "read/convert.h"

#define DOCUMENT_MAX_BYTES (32u << 20)
#define DOCUMENT_MAX_BLOCKS 500000u
#define DOCUMENT_MAX_CELLS 500000u /* those that fill up short rows, too */
#define DOCUMENT_MAX_HEADING 400u  /* bytes; a longer one is a paragraph */

typedef enum {
    DOCUMENT_PARAGRAPH,
    DOCUMENT_HEADING,
    DOCUMENT_ITEM, /* of a list */
} DocumentKind;

typedef struct {
    DocumentKind kind;
    unsigned level;    /* of a heading from 1 to 6; of an item from 0, the outermost */
    const char *label; /* "1.", "a)"; NULL: a bullet, and of a heading nothing */
    gboolean centred;  /* the lines of a title stand together, as on paper */
} DocumentBlock;

enum {
    DOCUMENT_BOLD = 1 << 0,
    DOCUMENT_ITALIC = 1 << 1,
    DOCUMENT_CAPS = 1 << 2,      /* shown in capitals, whatever the letters are */
    DOCUMENT_FONT_CAPS = 1 << 3, /* by a font of TCVN3 that has capitals only */
};

typedef struct Document Document;

Document *document_new(void);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

/* Starts a block; the one that is open ends.  In a cell it starts a line. */
void document_open_block(Document *document, const DocumentBlock *block);

/* Adds to the open block, or to a new paragraph.  Runs of white space are one blank.
 *
 * utf8   valid; control characters are blanks
 * marks  DOCUMENT_BOLD and the like, or 0
 */
void document_add_text(Document *document, const char *utf8, size_t len, unsigned marks);

/* A line break.  Two together end a paragraph. */
void document_add_break(Document *document);

/* Ends the open block; one without text is none, but parts centred lines. */
void document_close_block(Document *document);

/* A table's rows and cells.  A table in a cell becomes lines of that cell.
 *
 * layout  its cells only arrange what stands in them (no lines are drawn)
 * head    a row of titles
 */
void document_open_table(Document *document, gboolean layout);
void document_open_row(Document *document, gboolean head);
void document_open_cell(Document *document);
void document_close_table(Document *document);

/* Appends the number of a list's item.
 *
 * format  as OOXML ("decimal", "lowerLetter", "upperRoman", "none") or as ODF and HTML
 *         ("1", "a", "A", "i", "I", "") name it; another is decimal
 */
void document_append_number(GString *out, const char *format, unsigned number);

/* TRUE when a limit is passed: what is added further is lost, and document_finish
 * fails. */
gboolean document_is_full(const Document *document);

/* Fills text and html of `out`.  A row of cells of one line each is
 * a line of text; else, and in a table for layout, each cell has lines of its own.
 *
 * Returns  FALSE with TRACUU_ERROR_LIMIT.
 */
gboolean document_finish(Document *document, Converted *out, GError **error);
