/* Runs become lines in reading order.
 *
 * A band of one run is a line of running text.  A region is bands that stand side by
 * side, and the single runs below them that keep to one of their columns: a notice's
 * head, a signature beside «Nơi nhận», a table.
 */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <string.h>

/* Gaps above a single run that still belongs to the region, in heights of the run. */
#define GAP_IN_TABLE 0.5
#define GAP_IN_LEFT 1.5   /* «Nơi nhận» */
#define GAP_IN_RIGHT 10.0 /* a signature leaves room for a stamp */
#define GAP_BEFORE 2.5
#define GAP_IN_LINE 1.5 /* beside another, in a line that is no region */

/* As far from a middle, in heights of the run, is still in it. */
#define MIDDLE 1.0
#define EXACT_MIDDLE 0.3

#define MAX_COLUMNS 64 /* of a region of more than one band */

typedef struct {
    const PageRun *runs;
    unsigned n;
    double y1, y2;
} Band;

typedef struct {
    const GArray *bands; /* (element-type Band) */
    const PageRuns *page;
    unsigned number;    /* of the page */
    unsigned n_columns; /* used so far */
    GArray *lines;
    double middle; /* of what stands on the page, from left to right */
} Layout;

static void
clear_line(gpointer data)
{
    g_free(((PageLine *) data)->text);
}

GArray *
page_lines_new(void)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(PageLine));

    g_array_set_clear_func(lines, clear_line);
    return lines;
}

/* (transfer full) (element-type Band) of what was not dropped; band `notes` and those
 * below it are left out. */
static GArray *
list_bands(const PageRuns *page, unsigned notes)
{
    GArray *bands = g_array_new(FALSE, FALSE, sizeof(Band));
    unsigned last = G_MAXUINT;

    for (unsigned i = 0; i < page->runs->len; i++) {
        const PageRun *run = &g_array_index(page->runs, PageRun, i);
        Band *band = NULL;
        if (run->dropped || (run->band >= notes && run->band < page->n_bands))
            continue;
        if (run->band != last) {
            Band fresh = { run, 0, run->box.y1, run->box.y2 };
            g_array_append_val(bands, fresh);
            last = run->band;
        }
        band = &g_array_index(bands, Band, bands->len - 1);
        band->n++;
        band->y1 = MIN(band->y1, run->box.y1);
        band->y2 = MAX(band->y2, run->box.y2);
    }
    return bands;
}

static const Band *
band_at(const Layout *layout, unsigned i)
{
    return &g_array_index(layout->bands, Band, i);
}

static void
append_line(Layout *layout, const char *text, PageBox box, unsigned column)
{
    PageLine line = {
        .box = box, .text = g_strdup(text), .page = layout->number, .column = column
    };

    g_array_append_val(layout->lines, line);
}

/* Text along a margin, or far higher than a line: what stands before it in the runs may
 * be footnotes, which no region takes in. */
static gboolean
is_odd(const Layout *layout, const PageRun *run)
{
    return run->band >= layout->page->n_bands;
}

static void
append_single(Layout *layout, const PageRun *run)
{
    append_line(layout, run->text, run->box,
                is_odd(layout, run) ? layout->n_columns++ : 0);
}

/* The number of columns that `box` reaches into; `column` becomes the last of them. */
static unsigned
count_columns(const GArray *columns, PageBox box, unsigned *column)
{
    unsigned n = 0;

    for (unsigned i = 0; i < columns->len; i++) {
        const PageSpan *span = &g_array_index(columns, PageSpan, i);
        if (box.x1 >= span->x2 || box.x2 <= span->x1)
            continue;
        *column = i;
        n++;
    }
    return n;
}

static double
middle_of(double x1, double x2)
{
    return (x1 + x2) / 2;
}

/* In the middle of a column, and not only because it fills it. */
static gboolean
is_centred_in(PageBox box, const PageSpan *column)
{
    double size = box_height(box);

    return fabs(middle_of(box.x1, box.x2) - middle_of(column->x1, column->x2)) <
               MIDDLE * size &&
           fabs(box.x1 - column->x1) > size / 2;
}

/* A heading below a notice's head: in the middle of the page, and not of the column, nor
 * where the column's lines start. */
static gboolean
is_heading(const Layout *layout, PageBox box, const PageSpan *column)
{
    double size = box_height(box);
    double middle = middle_of(box.x1, box.x2);
    double off =
        MIN(fabs(middle - layout->middle), fabs(middle - layout->page->width / 2));

    return !is_centred_in(box, column) &&
           (off < EXACT_MIDDLE * size ||
            (off < MIDDLE * size && fabs(box.x1 - column->x1) > size / 2));
}

/* TRUE when the single run of `band`, `gap` below the region, is part of it. */
static gboolean
single_belongs(const Layout *layout, GArray *columns, const Band *band, double gap)
{
    PageBox box = band->runs->box;
    double size = box_height(box);
    unsigned column = 0;
    unsigned n = count_columns(columns, box, &column);

    if (is_odd(layout, band->runs) || columns->len < 2 || gap < -size / 2 || n > 1)
        return FALSE;
    if (columns->len == 2)
        return n == 1 && gap < (column == 0 ? GAP_IN_LEFT : GAP_IN_RIGHT) * size &&
               !is_heading(layout, box, &g_array_index(columns, PageSpan, column));
    if (gap > GAP_IN_TABLE * size)
        return FALSE;
    page_spans_add(columns, band->runs, 1);
    return TRUE;
}

/* Takes a band into the columns; FALSE when it would make fewer of them than there are
 * on either side. */
static gboolean
merge_band(GArray *columns, const Band *band)
{
    g_autoptr(GArray) merged = g_array_copy(columns);
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(PageSpan));

    page_spans_add(merged, band->runs, band->n);
    page_spans_add(own, band->runs, band->n);
    if (merged->len < 2 || merged->len > MAX_COLUMNS ||
        merged->len < MIN(columns->len, own->len))
        return FALSE;
    if (merged->len >= columns->len) {
        g_array_set_size(columns, 0);
        g_array_append_vals(columns, merged->data, merged->len);
    }
    return TRUE;
}

/* The last band of a region of two columns is running text that follows it: one run at
 * the left that is not set in the middle of its column. */
static gboolean
is_loose(const GArray *columns, const Band *band)
{
    unsigned column = 0;

    return columns->len == 2 && band->n == 1 &&
           count_columns(columns, band->runs->box, &column) == 1 && column == 0 &&
           !is_centred_in(band->runs->box, &g_array_index(columns, PageSpan, 0));
}

/* The band after the last of the region that starts at `first`, whose columns are put
 * into the empty `columns`. */
static unsigned
find_end(const Layout *layout, unsigned first, GArray *columns)
{
    unsigned end = first + 1;

    page_spans_add(columns, band_at(layout, first)->runs, band_at(layout, first)->n);
    for (; end < layout->bands->len && columns->len <= MAX_COLUMNS; end++) {
        const Band *band = band_at(layout, end);
        double gap = band->y1 - band_at(layout, end - 1)->y2;
        if (band->n == 1 ? !single_belongs(layout, columns, band, gap)
                         : !merge_band(columns, band))
            break;
    }
    while (end < layout->bands->len && end > first + 1 &&
           is_loose(columns, band_at(layout, end - 1)))
        end--;
    return end;
}

/* The first of the single bands before `first` (not before `from`) that are part of its
 * region: in the right one of two columns, or lines of a table's cell. */
static unsigned
find_start(const Layout *layout, unsigned from, unsigned first, const GArray *columns)
{
    while (columns->len >= 2 && first > from) {
        const Band *band = band_at(layout, first - 1);
        double gap = band_at(layout, first)->y1 - band->y2;
        double most = columns->len == 2 ? GAP_BEFORE : GAP_IN_TABLE;
        unsigned column = 0;
        if (band->n != 1 || gap > most * box_height(band->runs->box) ||
            count_columns(columns, band->runs->box, &column) != 1 ||
            (columns->len == 2 && column != 1))
            break;
        first--;
    }
    return first;
}

/* One line in which a gap was wider than others: no cells when nothing stands above or
 * below them. */
static gboolean
append_as_line(Layout *layout, const Band *band)
{
    g_autoptr(GString) text = g_string_new(band->runs->text);
    PageBox box = band->runs->box;

    for (unsigned i = 1; i < band->n; i++) {
        const PageRun *run = &band->runs[i];
        if (!run_same_row(run, run - 1) ||
            run->box.x1 - run[-1].box.x2 > GAP_IN_LINE * box_height(run->box))
            return FALSE;
        g_string_append_printf(text, " %s", run->text);
        box_widen(&box, run->box);
    }
    append_line(layout, text->str, box, 0);
    return TRUE;
}

static void
append_region(Layout *layout, unsigned first, unsigned end, const GArray *columns)
{
    const PageRun *runs = band_at(layout, first)->runs;
    const Band *last = band_at(layout, end - 1);
    const PageRegion region = {
        .runs = runs,
        .n_runs = (unsigned) (last->runs + last->n - runs),
        .columns = columns,
        .width = layout->page->width,
        .page = layout->number,
    };

    if (end == first + 1 && append_as_line(layout, last))
        return;
    if (page_region_is_table(&region))
        page_region_append_rows(&region, layout->n_columns++, layout->lines);
    else
        layout->n_columns =
            page_region_append_columns(&region, layout->n_columns, layout->lines);
}

static double
find_middle(const GArray *bands)
{
    double x1 = G_MAXDOUBLE;
    double x2 = -G_MAXDOUBLE;

    for (unsigned i = 0; i < bands->len; i++) {
        const Band *band = &g_array_index(bands, Band, i);
        for (unsigned k = 0; k < band->n && !band->runs->is_sideways; k++) {
            x1 = MIN(x1, band->runs[k].box.x1);
            x2 = MAX(x2, band->runs[k].box.x2);
        }
    }
    return middle_of(x1, x2);
}

/* The runs of footnotes, each band a line. */
static void
append_notes(Layout *layout, unsigned first)
{
    const GArray *runs = layout->page->runs;
    unsigned last = G_MAXUINT;

    for (unsigned i = 0; i < runs->len; i++) {
        const PageRun *run = &g_array_index(runs, PageRun, i);
        PageLine *line = NULL;
        if (run->band < first || run->band >= layout->page->n_bands || run->dropped)
            continue;
        if (run->band != last) {
            g_autofree char *text = page_note_text(run->text);
            append_line(layout, text, run->box, layout->n_columns);
            last = run->band;
        } else {
            line = &g_array_index(layout->lines, PageLine, layout->lines->len - 1);
            page_line_add_run(line, run);
        }
        g_array_index(layout->lines, PageLine, layout->lines->len - 1).is_note = TRUE;
    }
}

void
page_lines_append(GArray *lines, const PageRuns *runs, unsigned page)
{
    unsigned notes = page_runs_find_notes(runs);
    g_autoptr(GArray) bands = list_bands(runs, notes);
    Layout layout = { bands, runs, page, 1, lines, find_middle(bands) };
    unsigned done = 0;   /* bands that are in lines */
    unsigned single = 0; /* bands before are in lines or known to be single */

    while (done < bands->len) {
        g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(PageSpan));
        unsigned end = 0;
        unsigned start = 0;
        while (single < bands->len && band_at(&layout, single)->n == 1)
            single++;
        end = single < bands->len ? find_end(&layout, single, columns) : single;
        start = find_start(&layout, done, single, columns);
        for (; done < start; done++)
            append_single(&layout, band_at(&layout, done)->runs);
        if (single < bands->len)
            append_region(&layout, start, end, columns);
        done = end;
        single = end;
    }
    append_notes(&layout, notes);
}
