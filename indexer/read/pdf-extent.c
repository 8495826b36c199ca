/* How wide columns are. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

/* Columns beside others are running text when so wide, or so long and full. */
#define TEXT_WIDTH 0.6
#define TEXT_MIN_LINES 8
#define TEXT_MIN_FILL 0.75

#define FEW_LINES 6 /* tell nothing of a column's width */

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    double d = *(const double *) a - *(const double *) b;

    return (d > 0) - (d < 0);
}

static PageExtent *
extent_at(const GArray *extents, unsigned i)
{
    return &g_array_index(extents, PageExtent, i);
}

/* The usual width of running text: the median of pages with enough of it, or else the
 * width of the widest column. */
static double
usual_width(const GArray *extents)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(double));
    double widest = 0;

    for (unsigned i = 0; i < extents->len; i++) {
        const PageExtent *extent = extent_at(extents, i);
        double width = extent->x2 - extent->x1;
        widest = MAX(widest, width);
        if (extent->column == 0 && extent->n >= FEW_LINES)
            g_array_append_val(widths, width);
    }
    g_array_sort(widths, compare_numbers);
    return widths->len == 0 ? widest : g_array_index(widths, double, widths->len / 2);
}

static void
judge(PageExtent *extent, double usual)
{
    double width = extent->x2 - extent->x1;

    if (extent->column == 0 && extent->n < FEW_LINES)
        extent->x2 = MAX(extent->x2, extent->x1 + usual);
    extent->is_text =
        extent->column == 0 || width >= TEXT_WIDTH * usual ||
        (extent->n >= TEXT_MIN_LINES && extent->sum >= TEXT_MIN_FILL * width * extent->n);
}

/* The extent of `line`, made when there is none; `running` is that of the page's running
 * text, which other columns may interrupt. */
static unsigned
find_extent(GArray *extents, const PageLine *line, unsigned *running)
{
    unsigned i = line->column == 0 ? *running : extents->len - 1;
    PageExtent fresh = {
        .page = line->page, .column = line->column, .x1 = line->box.x1, .x2 = line->box.x2
    };

    if (i < extents->len && extent_at(extents, i)->page == line->page &&
        extent_at(extents, i)->column == line->column)
        return i;
    g_array_append_val(extents, fresh);
    if (line->column == 0)
        *running = extents->len - 1;
    return extents->len - 1;
}

GArray *
page_extents_new(const GArray *lines, unsigned *of_line)
{
    GArray *extents = g_array_new(FALSE, FALSE, sizeof(PageExtent));
    unsigned running = G_MAXUINT;
    double usual = 0;

    for (unsigned i = 0; i < lines->len; i++) {
        const PageLine *line = &g_array_index(lines, PageLine, i);
        PageExtent *extent = NULL;
        of_line[i] = find_extent(extents, line, &running);
        extent = extent_at(extents, of_line[i]);
        extent->x1 = MIN(extent->x1, line->box.x1);
        extent->x2 = MAX(extent->x2, line->box.x2);
        extent->sum += line->box.x2 - line->box.x1;
        extent->n++;
    }
    usual = usual_width(extents);
    for (unsigned i = 0; i < extents->len; i++)
        judge(extent_at(extents, i), usual);
    return extents;
}
