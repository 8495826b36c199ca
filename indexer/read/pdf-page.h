/* pdf-page - what stands where on a page, from glyphs to lines in reading order.
 *
 * Pure data and pure functions: nothing here knows poppler or Tesseract, whose
 * glyphs and words are read alike.  All measures are points (1/72 inch) from the
 * upper left corner of the page.
 */
#pragma once

#include <glib.h>

#define PAGE_MAX_GLYPHS 400000 /* a page that has more is read so far */

typedef struct {
    double x1, y1, x2, y2;
} PageBox;

/* Text that stands together: nothing but blanks of usual width between its words. */
typedef struct {
    PageBox box;
    char *text;
    unsigned band; /* from 0 at the top; see PageRuns */
    gboolean is_sideways;
    gboolean dropped; /* a running head or page number */
} PageRun;

/* The runs of a page in bands: a band is what overlaps in height, so a line of plain
 * text is a band of one run, and what stands side by side is one of several.  Text along
 * a margin and the like is no line: it has bands of its own after n_bands. */
typedef struct {
    double width, height;
    GArray *runs; /* (element-type PageRun) by band, then from left to right */
    unsigned n_bands;
} PageRuns;

typedef struct {
    PageBox box;
    char *text;
    unsigned page;    /* from 0 */
    unsigned column;  /* of the page: 0 is running text, others stand side by side */
    gboolean is_row;  /* of a table: nothing is joined to it */
    gboolean is_note; /* a footnote: it waits until the paragraph above it has ended */
} PageLine;

/* Collects the words of one page; see page_glyphs_ and page_words_ below. */
typedef struct {
    double width, height;
    GArray *words; /* private */
} PageWords;

PageWords *page_words_new(double width, double height);
void page_words_free(PageWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageWords, page_words_free)

/* Adds one word; what is not finite or far outside the page is left out.
 *
 * starts_line  TRUE when whoever read the page put a new line before it
 */
void page_words_add(
    PageWords *words, const char *text, size_t len, PageBox box, gboolean starts_line);

/* Adds all words of a text whose i-th character stands in boxes[i].  Words end at
 * blanks and where the next character stands elsewhere; the raised number of a note is
 * put into brackets.  A page most of whose text
 * runs up, down or upside down is turned first, and so are its measures.
 */
void page_words_add_glyphs(PageWords *words,
                           const char *text,
                           const PageBox *boxes,
                           size_t n_boxes);

/* Turns the words of a page that was scanned askew, by what its lines rise or fall. */
void page_words_straighten(PageWords *words);

/* Number of letters and digits. */
size_t page_words_count_letters(const PageWords *words);

/* Words become runs.  (transfer full) */
PageRuns *page_runs_new(const PageWords *words);
void page_runs_free(PageRuns *runs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageRuns, page_runs_free)

/* Marks what is repeated at the top or the bottom of pages but for its digits, and
 * lone page numbers, as dropped.
 *
 * pages  (element-type PageRuns) of one document, in order
 */
void page_runs_drop_heads(const GPtrArray *pages);

/* A new, empty array of PageLine that owns its texts. */
GArray *page_lines_new(void);

/* Appends the lines of a page in reading order: what stands side by side is read
 * column by column (a notice's head: the organ, then the motto), but a table row by
 * row, its cells joined by " | ".  Footnotes come last.  Dropped runs are left out.
 */
void page_lines_append(GArray *lines, const PageRuns *runs, unsigned page);

/* Lines become text: those that a typesetter broke are joined, over pages too, words
 * divided by a hyphen are made whole, paragraphs are separated by blank lines.  Notes
 * stand after the paragraph that goes on over them.
 *
 * lines    (element-type PageLine) of a document, in order
 *
 * Returns  (transfer full) UTF-8
 */
char *page_lines_flow(const GArray *lines);
