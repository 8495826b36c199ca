/* Words become runs, runs stand in bands. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <string.h>

/* Gaps between the words of one line, in heights of the line. */
#define GAP_IN_LINE 1.5  /* whoever read the page saw one line */
#define GAP_NEW_LINE 0.7 /* ... or two, but they touch */
#define GAP_OF_CELLS 0.5 /* two cells may be no further apart than that */
#define CELL_FACTOR 2.2  /* ... and further than words of their line, so many times */
#define MIN_GAPS 3       /* of a line tell how far apart its words are */

#define MAX_MARK 6 /* bytes: "12.", "(iv)" */

#define MAX_HEIGHT 4 /* of a run, in usual heights; what is higher is no line */

static void
clear_run(gpointer data)
{
    g_free(((PageRun *) data)->text);
}

void
page_runs_free(PageRuns *runs)
{
    if (runs == NULL)
        return;
    g_array_unref(runs->runs);
    g_free(runs);
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    double d = *(const double *) a - *(const double *) b;

    return (d > 0) - (d < 0);
}

static double
median(GArray *numbers)
{
    g_array_sort(numbers, compare_numbers);
    return numbers->len == 0 ? 0 : g_array_index(numbers, double, numbers->len / 2);
}

/* The end of the line that starts at word `first`. */
static unsigned
find_line_end(const GArray *words, unsigned first)
{
    unsigned end = first + 1;

    while (end < words->len && !g_array_index(words, PageWord, end).starts_line)
        end++;
    return end;
}

/* The usual gap between the words [first, end) of a line; G_MAXDOUBLE when there are too
 * few to tell. */
static double
usual_gap(const GArray *words, unsigned first, unsigned end)
{
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(double));

    for (unsigned i = first + 1; i < end; i++) {
        const PageWord *word = &g_array_index(words, PageWord, i);
        double gap = MAX(word->box.x1 - word[-1].box.x2, 0);
        g_array_append_val(gaps, gap);
    }
    return gaps->len < MIN_GAPS ? G_MAXDOUBLE : median(gaps);
}

/* A number or bullet at the start of a line: a tab follows, not a cell. */
static gboolean
is_mark(const char *text)
{
    return strlen(text) <= MAX_MARK && strchr(text, ' ') == NULL &&
           (strchr("-+*", *text) != NULL || strpbrk(text, ".)") != NULL ||
            g_str_has_prefix(text, "•"));
}

/* TRUE when `word` goes on in the run that ends with `last`; `usual` is the usual gap of
 * the line. */
static gboolean
goes_on(const PageWord *last, const PageWord *word, double usual, gboolean after_mark)
{
    double least = MIN(box_height(last->box), box_height(word->box));
    double size = MAX(box_height(last->box), box_height(word->box));
    double above = MIN(last->box.y2, word->box.y2) - MAX(last->box.y1, word->box.y1);
    double gap = word->box.x1 - last->box.x2;

    if (above < 0.5 * least || gap < -0.5 * size)
        return FALSE;
    if (word->starts_line)
        return gap < GAP_NEW_LINE * size;
    if (gap > GAP_OF_CELLS * size && gap / CELL_FACTOR > usual && !after_mark)
        return FALSE;
    return gap < GAP_IN_LINE * size;
}

static void
end_run(PageRuns *runs, PageRun run, GString *text)
{
    if (text->len == 0)
        return;
    run.text = g_strndup(text->str, text->len);
    g_array_append_val(runs->runs, run);
    g_string_truncate(text, 0);
}

/* Puts `word` behind `text`, which is that of the run. */
static void
add_word(PageRun *run, GString *text, const PageWord *word)
{
    if (text->len == 0)
        *run = (PageRun){ .box = word->box };
    else if (!word->is_sign)
        g_string_append_c(text, ' ');
    box_widen(&run->box, word->box);
    run->is_sideways = run->is_sideways || word->is_sideways;
    g_string_append(text, word->text);
}

static void
collect_runs(PageRuns *runs, const GArray *words)
{
    g_autoptr(GString) text = g_string_new(NULL);
    PageRun run = { 0 };
    unsigned line_end = 0;
    double usual = 0;

    for (unsigned i = 0; i < words->len; i++) {
        const PageWord *word = &g_array_index(words, PageWord, i);
        gboolean on = FALSE;
        if (i == line_end) {
            line_end = find_line_end(words, i);
            usual = usual_gap(words, i, line_end);
        }
        if (run.is_sideways || word->is_sideways)
            on = run.is_sideways && !word->starts_line;
        else if (text->len > 0)
            on = goes_on(word - 1, word, usual, is_mark(text->str));
        if (!on)
            end_run(runs, run, text);
        add_word(&run, text, word);
    }
    end_run(runs, run, text);
}

static double
middle(PageBox box)
{
    return box.y1 + box.y2;
}

static int
compare_heights(gconstpointer a, gconstpointer b)
{
    double d = middle(((const PageRun *) a)->box) - middle(((const PageRun *) b)->box);

    return (d > 0) - (d < 0);
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const PageRun *one = a;
    const PageRun *other = b;

    if (one->band != other->band)
        return one->band < other->band ? -1 : 1;
    return (one->box.x1 > other->box.x1) - (one->box.x1 < other->box.x1);
}

static double
usual_height(const GArray *runs)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));

    for (unsigned i = 0; i < runs->len; i++) {
        double height = box_height(g_array_index(runs, PageRun, i).box);
        g_array_append_val(heights, height);
    }
    return median(heights);
}

/* Text along a margin, a watermark: it stands beside everything. */
static gboolean
is_odd(const PageRun *run, double usual)
{
    return run->is_sideways || box_height(run->box) > MAX_HEIGHT * usual;
}

/* Boxes of lines may touch: a fifth of the height above and below does not count.
 * What is odd comes last, each in a band of its own. */
static void
number_bands(PageRuns *runs)
{
    double usual = usual_height(runs->runs);
    double bottom = 0;
    unsigned n_odd = 0;

    for (unsigned i = 0; i < runs->runs->len; i++) {
        PageRun *run = &g_array_index(runs->runs, PageRun, i);
        double margin = box_height(run->box) / 5;
        gboolean is_new = runs->n_bands == 0 || run->box.y1 + margin >= bottom;
        if (is_odd(run, usual))
            continue;
        runs->n_bands += is_new;
        run->band = runs->n_bands - 1;
        bottom = is_new ? run->box.y2 - margin : MAX(bottom, run->box.y2 - margin);
    }
    for (unsigned i = 0; i < runs->runs->len; i++) {
        PageRun *run = &g_array_index(runs->runs, PageRun, i);
        if (is_odd(run, usual))
            run->band = runs->n_bands + n_odd++;
    }
}

PageRuns *
page_runs_new(const PageWords *words)
{
    PageRuns *runs = g_new0(PageRuns, 1);

    runs->width = words->width;
    runs->height = words->height;
    runs->runs = g_array_new(FALSE, FALSE, sizeof(PageRun));
    g_array_set_clear_func(runs->runs, clear_run);
    collect_runs(runs, words->words);
    g_array_sort(runs->runs, compare_heights);
    number_bands(runs);
    g_array_sort(runs->runs, compare_places);
    return runs;
}
