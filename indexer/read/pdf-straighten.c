/* Words of a page that was scanned askew. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#define MIN_LINES 3   /* that tell the slope of a page */
#define MIN_WIDTH 100 /* points, of such a line */
#define MIN_SLOPE 0.004
#define MAX_SLOPE 0.25 /* more is no slope but another order of words */

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    double d = *(const double *) a - *(const double *) b;

    return (d > 0) - (d < 0);
}

static double
middle_of(const PageWord *word)
{
    return (word->box.y1 + word->box.y2) / 2;
}

/* The median of the slopes of the lines; 0: too few, or straight. */
static double
find_slope(const GArray *words)
{
    g_autoptr(GArray) slopes = g_array_new(FALSE, FALSE, sizeof(double));
    double slope = 0;
    unsigned first = 0;

    for (unsigned i = 1; i <= words->len; i++) {
        const PageWord *start = &g_array_index(words, PageWord, first);
        const PageWord *last = &g_array_index(words, PageWord, i - 1);
        if (i < words->len && !g_array_index(words, PageWord, i).starts_line)
            continue;
        first = i;
        if (last->box.x2 - start->box.x1 < MIN_WIDTH || last->box.x1 <= start->box.x2)
            continue;
        slope = (middle_of(last) - middle_of(start)) /
                (last->box.x1 + last->box.x2 - start->box.x1 - start->box.x2) * 2;
        g_array_append_val(slopes, slope);
    }
    g_array_sort(slopes, compare_numbers);
    if (slopes->len < MIN_LINES)
        return 0;
    slope = g_array_index(slopes, double, slopes->len / 2);
    return fabs(slope) < MIN_SLOPE || fabs(slope) > MAX_SLOPE ? 0 : slope;
}

/* Moves a word to where it would stand on a straight page.  Its box, which is upright,
 * is higher than the word by what that rises. */
static void
straighten(PageWord *word, double slope)
{
    PageBox box = word->box;
    double rise = MIN(fabs(slope) * (box.x2 - box.x1), box_height(box) / 2);
    double down = slope * (box.x1 + box.x2) / 2;
    double across = slope * middle_of(word);

    word->box = (PageBox){ box.x1 + across, box.y1 - down + rise / 2, box.x2 + across,
                           box.y2 - down - rise / 2 };
}

void
page_words_straighten(PageWords *words)
{
    double slope = words->words->len == 0 ? 0 : find_slope(words->words);

    for (unsigned i = 0; slope != 0 && i < words->words->len; i++)
        straighten(&g_array_index(words->words, PageWord, i), slope);
}
