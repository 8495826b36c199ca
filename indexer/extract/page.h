/* page - a notice's text as lines, without Markdown's marks; private to extract/. */
#pragma once

#include <glib.h>
#include <stdint.h>

#define PAGE_LINE_MAX_BYTES 300 /* a longer line is a paragraph, not part of a form */

typedef struct {
    size_t start, end;  /* bytes of the text, without the line end */
    uint64_t number;    /* from 1 */
    gboolean paragraph; /* too long for a form; has no plain and no key */
    const char *plain;  /* repaired, white space single, no marks; NULL: not yet made */
    const char *key;    /* plain, folded: OCR loses marks */
    size_t glued;       /* byte of plain where "**" stood inside it; 0: nowhere */
} PageLine;

/* Of a very long text only the first and last lines are here: forms are there. */
typedef struct {
    const char *text;
    size_t len;
    GArray *lines; /* (element-type PageLine) */
    GStringChunk *strings;
    size_t cursor; /* a byte whose line is known: cursor_line */
    uint64_t cursor_line;
} Page;

Page *page_new(const char *text);
void page_free(Page *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)

/* The line at `i`, with plain and key made.  i < page->lines->len. */
const PageLine *page_line(const Page *page, unsigned i);

/* The number of the line that holds the byte; cheap for rising `at`. */
uint64_t page_number_at(Page *page, size_t at);

/* TRUE for an empty line. */
gboolean page_is_blank(const Page *page, unsigned i);

/* TRUE when it has capital letters and no small one. */
gboolean page_is_capitals(const char *utf8, size_t len);

/* The key begins with `word`, and no letter follows. */
gboolean page_has_word(const char *key, const char *word);
