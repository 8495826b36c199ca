/* What stands side by side: columns or a table. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <math.h>
#include <string.h>

/* Columns of running text: so many lines, so wide a part of the page, so full lines. */
#define TEXT_MIN_LINES 8
#define TEXT_MIN_WIDTH 0.2
#define TEXT_MIN_FILL 0.75

#define TABLE_MIN_PAIRS 3 /* rows of a table of two columns with text in both */

/* ---- spans -------------------------------------------------------------------- */

static int
compare_spans(gconstpointer a, gconstpointer b)
{
    const PageSpan *one = a;
    const PageSpan *other = b;

    return (one->x1 > other->x1) - (one->x1 < other->x1);
}

void
page_spans_add(GArray *spans, const PageRun *runs, unsigned n_runs)
{
    unsigned n = 0;

    for (unsigned i = 0; i < n_runs; i++) {
        PageSpan span = { runs[i].box.x1, runs[i].box.x2 };
        g_array_append_val(spans, span);
    }
    g_array_sort(spans, compare_spans);
    for (unsigned i = 0; i < spans->len; i++) {
        PageSpan span = g_array_index(spans, PageSpan, i);
        PageSpan *last = n == 0 ? NULL : &g_array_index(spans, PageSpan, n - 1);
        if (last != NULL && span.x1 <= last->x2)
            last->x2 = MAX(last->x2, span.x2);
        else
            g_array_index(spans, PageSpan, n++) = span;
    }
    g_array_set_size(spans, n);
}

/* ---- cells -------------------------------------------------------------------- */

/* The column that holds the middle of the run, or the one before that. */
static unsigned
column_of(const PageRegion *region, const PageRun *run)
{
    double x = (run->box.x1 + run->box.x2) / 2;
    unsigned low = 0;
    unsigned high = region->columns->len;

    while (high - low > 1) {
        unsigned half = (low + high) / 2;
        if (g_array_index(region->columns, PageSpan, half).x1 <= x)
            low = half;
        else
            high = half;
    }
    return low;
}

static int
compare_cells(gconstpointer a, gconstpointer b)
{
    double d =
        run_middle(((const PageCell *) a)->run) - run_middle(((const PageCell *) b)->run);

    return (d > 0) - (d < 0);
}

GArray *
page_region_list_cells(const PageRegion *region)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(PageCell));

    for (unsigned i = 0; i < region->n_runs; i++) {
        PageCell cell = { &region->runs[i], column_of(region, &region->runs[i]) };
        if (!cell.run->dropped)
            g_array_append_val(cells, cell);
    }
    g_array_sort(cells, compare_cells);
    return cells;
}

/* ---- columns or a table ------------------------------------------------------- */

/* What stands in the head and at the end of notices, beside something else. */
static gboolean
is_of_form(const char *text)
{
    static const char *const starts[] = {
        "CỘNG HÒA XÃ HỘI",    "CỘNG HOÀ XÃ HỘI", "Cộng hòa xã hội", "Cộng hoà xã hội",
        "ĐẢNG CỘNG SẢN VIỆT", "Nơi nhận",        "NƠI NHẬN",        "Nơi gửi",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(text, starts[i]))
            return TRUE;
    return FALSE;
}

static gboolean
has_form(const PageRegion *region)
{
    for (unsigned i = 0; i < region->n_runs; i++)
        if (is_of_form(region->runs[i].text))
            return TRUE;
    return FALSE;
}

typedef struct {
    unsigned n;
    double width;        /* of all lines together */
    double left, middle; /* sums of the differences from line to line */
    const PageRun *last;
} Column;

static void
add_to_column(Column *column, const PageRun *run)
{
    const PageRun *last = column->last;

    if (last != NULL) {
        column->left += fabs(run->box.x1 - last->box.x1);
        column->middle +=
            fabs(run->box.x1 + run->box.x2 - last->box.x1 - last->box.x2) / 2;
    }
    column->width += run->box.x2 - run->box.x1;
    column->last = run;
    column->n++;
}

static gboolean
is_text(const Column *column, PageSpan span, double page_width)
{
    double width = span.x2 - span.x1;

    return column->n >= TEXT_MIN_LINES && width >= TEXT_MIN_WIDTH * page_width &&
           column->width >= TEXT_MIN_FILL * width * column->n;
}

/* Lines above each other whose middles agree better than their left ends. */
static gboolean
is_centred(const Column *column)
{
    return column->n > 1 && column->middle < column->left;
}

/* Rows with text in both of two columns. */
static unsigned
count_pairs(const GArray *cells)
{
    unsigned n = 0;

    for (unsigned i = 1; i < cells->len; i++) {
        const PageCell *a = &g_array_index(cells, PageCell, i - 1);
        const PageCell *b = &g_array_index(cells, PageCell, i);
        n += a->column != b->column && run_same_row(a->run, b->run);
    }
    return n;
}

gboolean
page_region_is_table(const PageRegion *region)
{
    g_autoptr(GArray) cells = page_region_list_cells(region);
    g_autofree Column *columns = g_new0(Column, region->columns->len);
    unsigned n_text = 0;
    unsigned n_centred = 0;

    if (region->columns->len < 2)
        return TRUE;
    for (unsigned i = 0; i < cells->len; i++)
        add_to_column(&columns[g_array_index(cells, PageCell, i).column],
                      g_array_index(cells, PageCell, i).run);
    for (unsigned i = 0; i < region->columns->len; i++) {
        n_text += is_text(&columns[i], g_array_index(region->columns, PageSpan, i),
                          region->width);
        n_centred += is_centred(&columns[i]);
    }
    if (n_text == region->columns->len)
        return FALSE;
    if (region->columns->len > 2)
        return TRUE;
    return !has_form(region) && n_centred < 2 && count_pairs(cells) >= TABLE_MIN_PAIRS;
}

/* ---- columns ------------------------------------------------------------------ */

void
page_line_add_run(PageLine *line, const PageRun *run)
{
    char *text = line->text;

    if (run->box.x1 < line->box.x1)
        line->text = g_strconcat(run->text, " ", text, NULL);
    else
        line->text = g_strconcat(text, " ", run->text, NULL);
    g_free(text);
    box_widen(&line->box, run->box);
}

static void
append_column(const PageRegion *region,
              const GArray *cells,
              unsigned i,
              GArray *lines,
              unsigned number)
{
    const PageRun *last = NULL;

    for (unsigned k = 0; k < cells->len; k++) {
        const PageCell *cell = &g_array_index(cells, PageCell, k);
        PageLine line = { .box = cell->run->box, .page = region->page, .column = number };
        if (cell->column != i)
            continue;
        if (last != NULL && run_same_row(last, cell->run)) {
            page_line_add_run(&g_array_index(lines, PageLine, lines->len - 1), cell->run);
        } else {
            line.text = g_strdup(cell->run->text);
            g_array_append_val(lines, line);
        }
        last = cell->run;
    }
}

unsigned
page_region_append_columns(const PageRegion *region, unsigned column, GArray *lines)
{
    g_autoptr(GArray) cells = page_region_list_cells(region);

    for (unsigned i = 0; i < region->columns->len; i++)
        append_column(region, cells, i, lines, column + i);
    return column + region->columns->len;
}
