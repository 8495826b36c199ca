/* Footnotes: what stands in smaller type at the end of a page and begins with the sign
 * of a note. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <string.h>

#define SMALLER 0.93 /* than the usual height of the page's text */
#define MAX_DIGITS 3 /* of a note's number */
#define LEFT 0.4     /* its sign stands within so much of the page's width */
#define MAX_RUNS 2   /* of a band: the sign may stand apart */

/* The number of a note: so much smaller than the text, so much above its foot. */
#define RAISED_SIZE 0.8
#define RAISED_BY 0.2
#define BESIDE 0.3   /* its room from the word, in heights of that */
#define FAR_BACK 100 /* words before it that it may stand over */

gboolean
page_is_raised(PageBox digit, PageBox box)
{
    double size = box_height(box);

    return box_height(digit) < RAISED_SIZE * size && box_height(digit) > size / 4 &&
           box.y2 - digit.y2 > RAISED_BY * size && digit.y2 > box.y1 &&
           digit.y1 > box.y1 - size / 2;
}

/* The word before `sign` over which, or beside which, that is raised; NULL: none. */
static PageWord *
find_base(GArray *words, unsigned sign)
{
    PageBox box = g_array_index(words, PageWord, sign).box;
    double middle = (box.x1 + box.x2) / 2;

    for (unsigned i = sign; i > 0 && sign - i < FAR_BACK; i--) {
        PageWord *word = &g_array_index(words, PageWord, i - 1);
        if (word->box.x1 < middle &&
            box.x1 - word->box.x2 < BESIDE * box_height(word->box) &&
            !word->is_sideways && page_is_raised(box, word->box))
            return word;
    }
    return NULL;
}

void
page_place_signs(GArray *words)
{
    for (unsigned i = 0; i < words->len; i++) {
        PageWord sign = g_array_index(words, PageWord, i);
        size_t len = strlen(sign.text);
        PageWord *base = NULL;
        if (len <= MAX_DIGITS && strspn(sign.text, "0123456789") == len)
            base = find_base(words, i);
        if (base == NULL)
            continue;
        if (i + 1 < words->len && sign.starts_line)
            g_array_index(words, PageWord, i + 1).starts_line = TRUE;
        memmove(base + 2, base + 1,
                (size_t) (&g_array_index(words, PageWord, i) - (base + 1)) *
                    sizeof *base);
        base[1] = sign;
        base[1].text = g_strdup_printf("[%s]", sign.text);
        g_free(sign.text);
        base[1].starts_line = FALSE;
        base[1].is_sign = TRUE;
    }
}

typedef struct {
    double height;
    size_t n; /* bytes of text of that height */
} Height;

static int
compare_heights(gconstpointer a, gconstpointer b)
{
    double d = ((const Height *) a)->height - ((const Height *) b)->height;

    return (d > 0) - (d < 0);
}

/* The height that half of the text has at most. */
static double
usual_height(const PageRuns *runs)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(Height));
    size_t sum = 0;
    size_t n = 0;

    for (unsigned i = 0; i < runs->runs->len; i++) {
        const PageRun *run = &g_array_index(runs->runs, PageRun, i);
        Height height = { box_height(run->box), strlen(run->text) };
        if (run->dropped || run->band >= runs->n_bands)
            continue;
        g_array_append_val(heights, height);
        sum += height.n;
    }
    g_array_sort(heights, compare_heights);
    for (unsigned i = 0; i < heights->len; i++) {
        n += g_array_index(heights, Height, i).n;
        if (n * 2 >= sum)
            return g_array_index(heights, Height, i).height;
    }
    return 0;
}

gboolean
page_note_starts(const char *text)
{
    size_t open = *text == '[';
    size_t n_digits = strspn(text + open, "0123456789");
    const char *end = text + open + n_digits;

    if (n_digits == 0 || n_digits > MAX_DIGITS || text[open] == '0')
        return FALSE;
    if (open)
        return *end == ']';
    return *end == '\0' || *end == ' ' || g_unichar_isupper(g_utf8_get_char(end));
}

char *
page_note_text(const char *text)
{
    size_t n_digits = strspn(text, "0123456789");
    const char *rest = text + n_digits;

    if (n_digits == 0 || !page_note_starts(text))
        return g_strdup(text);
    return g_strdup_printf("[%.*s] %s", (int) n_digits, text, rest + strspn(rest, " "));
}

/* [first, end) of the runs, which are those of one band. */
static gboolean
is_small(const PageRuns *runs, unsigned first, unsigned end, double usual)
{
    for (unsigned i = first; i < end; i++)
        if (box_height(g_array_index(runs->runs, PageRun, i).box) > SMALLER * usual)
            return FALSE;
    return end - first <= MAX_RUNS;
}

unsigned
page_runs_find_notes(const PageRuns *runs)
{
    double usual = usual_height(runs);
    unsigned notes = runs->n_bands;
    unsigned end = runs->runs->len;

    while (end > 0) {
        const PageRun *last = &g_array_index(runs->runs, PageRun, end - 1);
        unsigned first = end - 1;
        while (first > 0 &&
               g_array_index(runs->runs, PageRun, first - 1).band == last->band)
            first--;
        if (last->band < runs->n_bands && !last->dropped) {
            const PageRun *run = &g_array_index(runs->runs, PageRun, first);
            if (!is_small(runs, first, end, usual))
                break;
            if (page_note_starts(run->text) && run->box.x1 < LEFT * runs->width)
                notes = last->band;
        }
        end = first;
    }
    return notes;
}
