/* pdf-private - what the steps of pdf-page.h share; private to pdf-*.c. */
#pragma once

#include "read/pdf-page.h"

#include <math.h>

#define SAME_ROW 0.35 /* middles of one row differ by less, in heights */

typedef struct {
    PageBox box;
    char *text;
    gboolean starts_line;
    gboolean is_sideways; /* runs up or down */
    gboolean is_sign;     /* of a note: raised digits */
} PageWord;

static inline double
box_height(PageBox box)
{
    return box.y2 - box.y1;
}

static inline void
box_widen(PageBox *box, PageBox more)
{
    box->x1 = MIN(box->x1, more.x1);
    box->y1 = MIN(box->y1, more.y1);
    box->x2 = MAX(box->x2, more.x2);
    box->y2 = MAX(box->y2, more.y2);
}

/* ---- what stands side by side: pdf-region.c ----------------------------------- */

typedef struct {
    double x1, x2;
} PageSpan;

/* Runs of one page by band, then from left to right; the columns they stand in. */
typedef struct {
    const PageRun *runs;
    unsigned n_runs;
    const GArray *columns; /* (element-type PageSpan) from left to right */
    double width;          /* of the page */
    unsigned page;
} PageRegion;

typedef struct {
    const PageRun *run;
    unsigned column;
} PageCell;

static inline double
run_middle(const PageRun *run)
{
    return (run->box.y1 + run->box.y2) / 2;
}

static inline gboolean
run_same_row(const PageRun *a, const PageRun *b)
{
    double size = MIN(box_height(a->box), box_height(b->box));

    return fabs(run_middle(a) - run_middle(b)) < SAME_ROW * size;
}

/* (transfer full) (element-type PageCell) from top to bottom, without what was dropped.
 */
GArray *page_region_list_cells(const PageRegion *region);

/* Adds the widths of runs to `spans`, which stay apart, in order. */
void page_spans_add(GArray *spans, const PageRun *runs, unsigned n_runs);

/* Puts the text of a run beside that of a line: behind it, or before it. */
void page_line_add_run(PageLine *line, const PageRun *run);

/* FALSE when the columns are to be read one after the other. */
gboolean page_region_is_table(const PageRegion *region);

/* Appends the lines of each column, as columns `column` and so on; returns the number
 * after the last. */
unsigned
page_region_append_columns(const PageRegion *region, unsigned column, GArray *lines);

/* Appends one line a row of the table. */
void page_region_append_rows(const PageRegion *region, unsigned column, GArray *lines);

/* ---- numbers of pages: pdf-number.c ---------------------------------------------- */

#define PAGE_NO_NUMBER G_MININT

/* The number of a page in "5", "- 5 -", "Trang 5/10", "iv"; PAGE_NO_NUMBER for other
 * text. */
int page_number_of(const char *text);

/* Reads the number that starts at `text`, which is a digit; returns what is behind it. */
const char *page_read_number(const char *text, int *number);

/* ---- footnotes: pdf-notes.c ------------------------------------------------------ */

/* A digit that stands as small as that of a note above the line of `box`. */
gboolean page_is_raised(PageBox digit, PageBox box);

/* Puts numbers that stand raised over another word behind that: whoever read the page
 * gave them a line of their own.
 *
 * words  (element-type PageWord)
 */
void page_place_signs(GArray *words);

/* The text starts with the sign of a note: "[1]", "1 Xem", "1Xem". */
gboolean page_note_starts(const char *text);

/* The same with the sign in brackets.  (transfer full) */
char *page_note_text(const char *text);

/* The first band of the footnotes of a page, or n_bands of it. */
unsigned page_runs_find_notes(const PageRuns *runs);

/* ---- how wide columns are: pdf-extent.c ----------------------------------------- */

typedef struct {
    unsigned page, column;
    double x1, x2;
    double sum;       /* of the widths of its lines */
    unsigned n;       /* lines */
    gboolean is_text; /* lines of it may be joined */
} PageExtent;

/* (transfer full) (element-type PageExtent) of the columns of all pages.
 *
 * lines    (element-type PageLine)
 * of_line  room for as many numbers: becomes the extent of each line
 */
GArray *page_extents_new(const GArray *lines, unsigned *of_line);
