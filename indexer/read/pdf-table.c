/* The rows of a table.
 *
 * A row of the table may be several visual rows, where a cell has several lines.  Which
 * of them belong together is seen from room left between rows, and from the key column,
 * which has one line a row: at its top, or at its middle.  (The rules that were drawn
 * are not known here.)
 */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <string.h>

#define WIDE_GAP 0.35 /* more than the least gap, in heights of a row */
#define MAX_LINES 80  /* of a row */
#define EXACT 0.6     /* a row ends where its key says, in heights of a line */

/* Cells of about one height. */
typedef struct {
    unsigned first, end; /* of the cells */
    double y1, y2, middle;
    gboolean has_key;   /* something in the key column */
    gboolean has_aside; /* ... in any column but the one with most lines */
    gboolean is_small;  /* starts with a small letter */
    gboolean starts;    /* a row of the table */
} VisualRow;

typedef struct {
    unsigned most; /* the column with most lines */
    unsigned key;  /* the first of the others */
} Columns;

static VisualRow *
row_at(const GArray *rows, unsigned i)
{
    return &g_array_index(rows, VisualRow, i);
}

static const PageCell *
cell_at(const GArray *cells, unsigned i)
{
    return &g_array_index(cells, PageCell, i);
}

static Columns
find_columns(const PageRegion *region, const GArray *cells)
{
    g_autofree unsigned *n = g_new0(unsigned, region->columns->len);
    Columns columns = { 0, 0 };

    for (unsigned i = 0; i < cells->len; i++)
        n[cell_at(cells, i)->column]++;
    for (unsigned i = 1; i < region->columns->len; i++)
        if (n[i] > n[columns.most])
            columns.most = i;
    columns.key = columns.most == 0 ? 1 : 0;
    return columns;
}

static void
add_cell(VisualRow *row, const PageCell *cell, Columns columns)
{
    row->end++;
    row->y1 = MIN(row->y1, cell->run->box.y1);
    row->y2 = MAX(row->y2, cell->run->box.y2);
    row->has_key = row->has_key || cell->column == columns.key;
    row->has_aside = row->has_aside || cell->column != columns.most;
    if (cell->column == columns.most)
        row->is_small = g_unichar_islower(g_utf8_get_char(cell->run->text));
}

/* (transfer full) (element-type VisualRow) from top to bottom. */
static GArray *
list_rows(const GArray *cells, Columns columns)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(VisualRow));

    for (unsigned i = 0; i < cells->len; i++) {
        const PageRun *run = cell_at(cells, i)->run;
        VisualRow *row = rows->len == 0 ? NULL : row_at(rows, rows->len - 1);
        if (row == NULL || !run_same_row(cell_at(cells, row->first)->run, run)) {
            VisualRow fresh = { .first = i,
                                .end = i,
                                .y1 = run->box.y1,
                                .y2 = run->box.y2,
                                .middle = run_middle(run) };
            g_array_append_val(rows, fresh);
            row = row_at(rows, rows->len - 1);
        }
        add_cell(row, cell_at(cells, i), columns);
    }
    return rows;
}

static double
gap_before(const GArray *rows, unsigned i)
{
    return row_at(rows, i)->y1 - row_at(rows, i - 1)->y2;
}

static gboolean
is_wide(const GArray *rows, unsigned i, double least)
{
    double size = row_at(rows, i)->y2 - row_at(rows, i)->y1;

    return gap_before(rows, i) > MAX(least, 0) + WIDE_GAP * size;
}

static gboolean
is_key(const VisualRow *row, gboolean any)
{
    return any ? row->has_aside : row->has_key;
}

/* The end of the row that starts at `start` and has its one key in its middle; 0 when
 * there is none.
 *
 * any  what stands in any column but the one with most lines is a key
 */
static unsigned
end_around_key(const GArray *rows, unsigned start, unsigned end, gboolean any)
{
    const VisualRow *first = row_at(rows, start);
    double bottom = 0;
    unsigned i = start;

    end = MIN(end, start + MAX_LINES);
    while (i < end && !is_key(row_at(rows, i), any))
        i++;
    if (i == end)
        return 0;
    bottom = 2 * row_at(rows, i)->middle - first->y1;
    for (i++; i < end && row_at(rows, i)->middle < bottom; i++)
        if (is_key(row_at(rows, i), any))
            return 0;
    if (fabs(row_at(rows, i - 1)->y2 - bottom) > EXACT * (first->y2 - first->y1))
        return 0;
    return i - start > 1 && first->is_small ? 0 : i;
}

/* Finds the rows of a stretch that no wide gap divides.  Where no key stands in the
 * middle of a row, it stands at its top. */
static void
start_stretch(const GArray *rows, unsigned first, unsigned end)
{
    unsigned i = first;

    while (i < end) {
        VisualRow *row = row_at(rows, i);
        gboolean is_full = row->end > row->first + 1;
        unsigned next = end_around_key(rows, i, end, FALSE);
        if (next == 0)
            next = end_around_key(rows, i, end, TRUE);
        row->starts =
            next > 0 || i == first || row->has_key || (is_full && !row->is_small);
        i = MAX(next, i + 1);
    }
}

static void
find_starts(const GArray *rows)
{
    double least = G_MAXDOUBLE;
    unsigned first = 0;

    for (unsigned i = 1; i < rows->len; i++)
        least = MIN(least, gap_before(rows, i));
    for (unsigned i = 1; i <= rows->len; i++) {
        if (i < rows->len && !is_wide(rows, i, least))
            continue;
        start_stretch(rows, first, i);
        first = i;
    }
}

static int
compare_cells(gconstpointer a, gconstpointer b)
{
    const PageCell *one = a;
    const PageCell *other = b;
    double d = run_middle(one->run) - run_middle(other->run);

    if (one->column != other->column)
        return one->column < other->column ? -1 : 1;
    if (run_same_row(one->run, other->run))
        d = one->run->box.x1 - other->run->box.x1;
    return (d > 0) - (d < 0);
}

/* Appends the cells [first, end) as one line. */
static void
append_row(const PageRegion *region, GArray *cells, PageLine line, GArray *lines)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_array_sort(cells, compare_cells);
    line.box = cell_at(cells, 0)->run->box;
    for (unsigned i = 0; i < cells->len; i++) {
        const PageCell *cell = cell_at(cells, i);
        if (i > 0)
            g_string_append(text,
                            cell->column == cell_at(cells, i - 1)->column ? " " : " | ");
        g_string_append(text, cell->run->text);
        box_widen(&line.box, cell->run->box);
    }
    line.page = region->page;
    line.text = g_strndup(text->str, text->len);
    g_array_append_val(lines, line);
}

void
page_region_append_rows(const PageRegion *region, unsigned column, GArray *lines)
{
    g_autoptr(GArray) cells = page_region_list_cells(region);
    g_autoptr(GArray) rows = list_rows(cells, find_columns(region, cells));
    g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(PageCell));

    find_starts(rows);
    for (unsigned i = 0; i < rows->len; i++) {
        const VisualRow *visual = row_at(rows, i);
        g_array_append_vals(row, cell_at(cells, visual->first),
                            visual->end - visual->first);
        if (i + 1 < rows->len && !row_at(rows, i + 1)->starts)
            continue;
        append_row(region, row, (PageLine){ .column = column, .is_row = TRUE }, lines);
        g_array_set_size(row, 0);
    }
}
