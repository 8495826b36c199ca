/* Running heads and page numbers.
 *
 * A head is what several pages have at the same height of their first or last bands, but
 * for digits.  A band goes only as a whole, and only when all beyond it went: the first
 * line of the text stops the search.
 */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <math.h>
#include <string.h>

#define MAX_BANDS 3        /* looked at from either end of a page */
#define MARGIN 0.15        /* ... within so much of its height */
#define MAX_RUNS 12        /* of such a band */
#define MAX_SIDEWAYS 8     /* runs that stand sideways */
#define SAME_PLACE 6       /* points */
#define LONG_KEY 12        /* bytes: so long a head need not stand at the same height */
#define MIN_PAGES 3        /* that have a head: enough, however many pages there are */
#define MIN_SHARE 4        /* ... or one page in so many, two at least */
#define TABLE_HEAD_RUNS 3  /* a band of so many is a table's head: the first one stays */
#define NO_NUMBER G_MININT /* no page number */

typedef struct {
    unsigned page;
    double y;
} Place;

typedef struct {
    const GPtrArray *pages;
    GHashTable *places;      /* key -> (element-type Place), in order of pages */
    GHashTable *n_distances; /* page number less page, from either end -> how many */
    int distance;            /* the one that most pages have, or NO_NUMBER */
} Heads;

/* [first, end) of the runs of one band. */
typedef struct {
    const PageRun *first;
    unsigned n;
} Band;

static Band
find_band(const PageRuns *runs, unsigned number)
{
    Band band = { NULL, 0 };

    for (unsigned i = 0; i < runs->runs->len; i++) {
        const PageRun *run = &g_array_index(runs->runs, PageRun, i);
        if (run->band != number)
            continue;
        if (band.n++ == 0)
            band.first = run;
    }
    return band;
}

/* The text with each number as one "#", without numbers at its ends.  "" for a number
 * alone.  `end` says which end of the page it is of.  (transfer full) */
static char *
make_key(const char *text, char end)
{
    g_autoptr(GString) key = g_string_new(NULL);
    const char *stripped = NULL;

    for (; *text != '\0'; text++) {
        if (!g_ascii_isdigit(*text))
            g_string_append_c(key, *text);
        else if (key->len == 0 || key->str[key->len - 1] != '#')
            g_string_append_c(key, '#');
    }
    while (key->len > 0 && strchr("# ", key->str[key->len - 1]) != NULL)
        g_string_truncate(key, key->len - 1);
    stripped = key->str + strspn(key->str, "# ");
    return *stripped == '\0' ? g_strdup("") : g_strdup_printf("%c%s", end, stripped);
}

/* The number of a page in "5", "- 5 -", "Trang 5/10"; NO_NUMBER for other text. */
static int
page_number(const char *text)
{
    static const char *const words[] = { "Trang", "trang", "TRANG", "Page", "page" };
    static const char ornament[] = " -.|/[]()";
    char *end = NULL;
    long number = 0;

    text += strspn(text, ornament);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i]))
            text += strlen(words[i]);
    text += strspn(text, " :");
    if (!g_ascii_isdigit(*text))
        return NO_NUMBER;
    number = strtol(text, &end, 10);
    if (*end == '/')
        end += 1 + strspn(end + 1, "0123456789");
    end += strspn(end, ornament);
    return *end == '\0' && number <= 99999 ? (int) number : NO_NUMBER;
}

static void
gather_places(Heads *heads, unsigned page, Band band, char end)
{
    for (unsigned i = 0; band.n <= MAX_RUNS && i < band.n; i++) {
        g_autofree char *key = make_key(band.first[i].text, end);
        GArray *places = g_hash_table_lookup(heads->places, key);
        Place place = { page, band.first[i].box.y1 };
        int number = page_number(band.first[i].text);
        if (number != NO_NUMBER) {
            gpointer distance = GINT_TO_POINTER(number - (int) page);
            int n = GPOINTER_TO_INT(g_hash_table_lookup(heads->n_distances, distance));
            g_hash_table_insert(heads->n_distances, distance, GINT_TO_POINTER(n + 1));
        }
        if (places == NULL) {
            places = g_array_new(FALSE, FALSE, sizeof(Place));
            g_hash_table_insert(heads->places, g_steal_pointer(&key), places);
        }
        g_array_append_val(places, place);
    }
}

/* The number of pages that have `key` at the height of `run`; `is_first` becomes TRUE
 * when none of them comes before `page`. */
static unsigned
count_pages(
    const Heads *heads, const PageRun *run, char end, unsigned page, gboolean *is_first)
{
    g_autofree char *key = make_key(run->text, end);
    const GArray *places = g_hash_table_lookup(heads->places, key);
    gboolean is_long = strlen(key) >= LONG_KEY;
    unsigned last = G_MAXUINT;
    unsigned n = 0;

    *is_first = TRUE;
    for (unsigned i = 0; i < places->len; i++) {
        const Place *place = &g_array_index(places, Place, i);
        if (place->page == last ||
            (!is_long && fabs(place->y - run->box.y1) > SAME_PLACE))
            continue;
        last = place->page;
        *is_first = *is_first && last >= page;
        n++;
    }
    return n;
}

static gboolean
is_head(const Heads *heads, unsigned page, Band band, unsigned i, char end)
{
    unsigned n_pages = heads->pages->len;
    gboolean is_first = FALSE;
    unsigned n = 0;
    int number = page_number(band.first[i].text);

    if (number != NO_NUMBER)
        return number - (int) page == heads->distance;
    n = count_pages(heads, &band.first[i], end, page, &is_first);
    if (is_first && band.n >= TABLE_HEAD_RUNS)
        return FALSE;
    return n >= MIN_PAGES || (n >= 2 && n * MIN_SHARE >= n_pages);
}

static gboolean
drop_band(const Heads *heads, unsigned page, Band band, char end)
{
    if (band.n == 0 || band.n > MAX_RUNS)
        return FALSE;
    for (unsigned i = 0; i < band.n; i++)
        if (!is_head(heads, page, band, i, end))
            return FALSE;
    for (unsigned i = 0; i < band.n; i++)
        ((PageRun *) band.first)[i].dropped = TRUE;
    return TRUE;
}

/* What stands sideways may be the head of a page that lies on its side: it is compared
 * with the heads at the top. */
static Band
sideways_band(const PageRuns *runs, unsigned i)
{
    return find_band(runs, runs->n_bands + i);
}

/* The i-th band from an end of the page when it stands in the margin, else none. */
static Band
margin_band(const PageRuns *runs, unsigned i, char end)
{
    Band band = { NULL, 0 };

    if (i >= MIN(runs->n_bands, MAX_BANDS))
        return band;
    band = find_band(runs, end == 't' ? i : runs->n_bands - 1 - i);
    if (band.first == NULL)
        return band;
    if (end == 't' ? band.first->box.y1 > MARGIN * runs->height
                   : band.first->box.y2 < (1 - MARGIN) * runs->height)
        band.n = 0;
    return band;
}

static void
gather_page(Heads *heads, unsigned page)
{
    const PageRuns *runs = heads->pages->pdata[page];

    for (unsigned i = 0; i < MAX_BANDS; i++) {
        gather_places(heads, page, margin_band(runs, i, 't'), 't');
        gather_places(heads, page, margin_band(runs, i, 'b'), 'b');
    }
    for (unsigned i = 0; i < MAX_SIDEWAYS; i++)
        gather_places(heads, page, sideways_band(runs, i), 't');
}

static void
drop_page(Heads *heads, unsigned page)
{
    const PageRuns *runs = heads->pages->pdata[page];

    for (unsigned i = 0; i < MAX_SIDEWAYS; i++)
        drop_band(heads, page, sideways_band(runs, i), 't');
    for (unsigned i = 0; drop_band(heads, page, margin_band(runs, i, 't'), 't'); i++)
        continue;
    for (unsigned i = 0; drop_band(heads, page, margin_band(runs, i, 'b'), 'b'); i++)
        continue;
}

/* Of page numbers the distance to the page that most have; one alone only when it counts
 * from 1. */
static int
find_distance(GHashTable *n_distances)
{
    int most = 1;
    int distance = NO_NUMBER;
    GHashTableIter iter;
    gpointer key = NULL;
    gpointer value = NULL;

    g_hash_table_iter_init(&iter, n_distances);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        int n = GPOINTER_TO_INT(value);
        int candidate = GPOINTER_TO_INT(key);
        if (n > most ||
            (n == most && (candidate == 1 || (n > 1 && candidate < distance)))) {
            most = n;
            distance = candidate;
        }
    }
    return distance;
}

void
page_runs_drop_heads(const GPtrArray *pages)
{
    Heads heads = {
        .pages = pages,
        .places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_array_unref),
        .n_distances = g_hash_table_new(NULL, NULL),
    };

    for (unsigned page = 0; page < pages->len; page++)
        gather_page(&heads, page);
    heads.distance = find_distance(heads.n_distances);
    for (unsigned page = 0; page < pages->len; page++)
        drop_page(&heads, page);
    g_hash_table_unref(heads.places);
    g_hash_table_unref(heads.n_distances);
}
