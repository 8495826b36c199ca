/* Running heads and page numbers.
 *
 * A head is what several pages have at the same height of their first or last bands, but
 * for digits.  A band goes only as a whole, and only when all beyond it went:
 * the first line of the text stops the search.
 */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <math.h>
#include <string.h>

#define MAX_BANDS 3       /* looked at from either end of a page */
#define MARGIN 0.15       /* ... within so much of its height */
#define MAX_RUNS 12       /* of such a band */
#define MAX_SIDEWAYS 8    /* runs that stand sideways */
#define SAME_PLACE 6      /* points */
#define LONG_KEY 12       /* bytes: so long a head need not stand at the same height */
#define MAX_STEP 3        /* pages from one that has a head to the next */
#define MIN_PAGES 3       /* that have a head: enough, however many pages there are */
#define MIN_SHARE 4       /* ... or one page in so many, two at least */
#define TABLE_HEAD_RUNS 3 /* a band of so many is a table's head: the first one stays */

typedef struct {
    unsigned page;
    double y;
    gboolean is_sideways;
} Place;

typedef struct {
    const GPtrArray *pages;
    GHashTable *places;      /* key -> (element-type Place), in order of pages */
    GHashTable *n_distances; /* number less page -> how many stand alone, */
    GHashTable *n_inside;    /* ... or within other text */
    int distance;            /* the one that most pages have, or PAGE_NO_NUMBER */
} Heads;

/* What starts a part of a document stays where it first stands, and its digits count:
 * «Mẫu số 01» and «Mẫu số 02» are two. */
static const char *const parts[] = {
    "Phụ lục", "PHỤ LỤC", "Mẫu",    "MẪU",    "Biểu", "BIỂU", "Bảng",  "BẢNG",
    "Phần",    "PHẦN",    "Chương", "CHƯƠNG", "Mục",  "MỤC",  "Điều ",
};

/* What stands at the top of each form of a series is no head. */
static const char *const forms[] = {
    "CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "Cộng hòa xã hội",
    "Cộng hoà xã hội", "Độc lập",         "ĐẢNG CỘNG SẢN VIỆT NAM",
};

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

static gboolean
starts_with_one(const char *text, const char *const *starts, size_t n_starts)
{
    for (size_t i = 0; i < n_starts; i++)
        if (g_str_has_prefix(text, starts[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_part(const char *text)
{
    return starts_with_one(text, parts, G_N_ELEMENTS(parts));
}

static gboolean
is_form(const char *text)
{
    return starts_with_one(text, forms, G_N_ELEMENTS(forms));
}

static int
count_of(GHashTable *distances, int distance)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(distances, GINT_TO_POINTER(distance)));
}

static void
count_distance(GHashTable *distances, int distance)
{
    int n = count_of(distances, distance);

    g_hash_table_insert(distances, GINT_TO_POINTER(distance), GINT_TO_POINTER(n + 1));
}

static void
gather_numbers(Heads *heads, unsigned page, Band band)
{
    for (unsigned i = 0; band.n <= MAX_RUNS && i < band.n; i++) {
        const char *text = band.first[i].text;
        int number = page_number_of(text);
        if (number != PAGE_NO_NUMBER) {
            count_distance(heads->n_distances, number - (int) page);
            continue;
        }
        while ((text = strpbrk(text, "0123456789")) != NULL) {
            text = page_read_number(text, &number);
            count_distance(heads->n_inside, number - (int) page);
        }
    }
}

/* Counts with most pages, or with some: the numbers of an annex may start anew. */
static gboolean
is_counting(const Heads *heads, int distance)
{
    return distance == heads->distance ||
           count_of(heads->n_distances, distance) >= MIN_PAGES;
}

static gboolean
is_counting_inside(const Heads *heads, int distance)
{
    int enough = (int) MIN(heads->pages->len, MIN_PAGES);

    return is_counting(heads, distance) ||
           count_of(heads->n_inside, distance) >= MAX(enough, 2);
}

/* The first or last number of a text that may be the page's; NULL: none. */
static const char *
find_own_number(const Heads *heads, const char *text, unsigned page, gboolean is_last)
{
    const char *own = NULL;
    int number = 0;

    while ((own == NULL || is_last) && (text = strpbrk(text, "0123456789")) != NULL) {
        const char *start = text;
        text = page_read_number(text, &number);
        if (is_counting_inside(heads, number - (int) page))
            own = start;
    }
    return own;
}

/* The text, with the page's own number as "#" or, at an end, not at all; "" for that
 * number alone.  `end` says which end of the page it is of.  (transfer full) */
static char *
make_key(const Heads *heads, const char *text, unsigned page, char end, gboolean is_last)
{
    const char *own = find_own_number(heads, text, page, is_last);
    g_autofree char *key = NULL;
    int number = 0;

    if (own == NULL)
        return g_strdup_printf("%c%s", end, text);
    key = g_strdup_printf("%.*s#%s", (int) (own - text), text,
                          page_read_number(own, &number));
    g_strchomp(key);
    if (g_str_has_suffix(key, "#"))
        key[strlen(key) - 1] = '\0';
    else if (*key == '#')
        *key = ' ';
    g_strstrip(key);
    return *key == '\0' ? g_strdup("") : g_strdup_printf("%c%s", end, key);
}

/* The text as it is: a number in it may happen to be the page's.  (transfer full) */
static char *
make_plain_key(const char *text, char end)
{
    return g_strdup_printf("%c%s", end, text);
}

static void
add_place(Heads *heads, const char *key, Place place)
{
    GArray *places = g_hash_table_lookup(heads->places, key);

    if (places == NULL) {
        places = g_array_new(FALSE, FALSE, sizeof(Place));
        g_hash_table_insert(heads->places, g_strdup(key), places);
    }
    g_array_append_val(places, place);
}

static void
gather_places(Heads *heads, unsigned page, Band band, char end)
{
    for (unsigned i = 0; band.n <= MAX_RUNS && i < band.n; i++) {
        const PageRun *run = &band.first[i];
        g_autofree char *first = make_key(heads, run->text, page, end, FALSE);
        g_autofree char *last = make_key(heads, run->text, page, end, TRUE);
        g_autofree char *plain = make_plain_key(run->text, end);
        Place place = { page, run->box.y1, run->is_sideways };
        add_place(heads, plain, place);
        if (!g_str_equal(first, plain))
            add_place(heads, first, place);
        if (!g_str_equal(last, first))
            add_place(heads, last, place);
    }
}

/* Where else the key of a run stands. */
typedef struct {
    unsigned last;     /* page that has it, so far */
    unsigned n_pages;  /* that have it, no further from each other than MAX_STEP */
    unsigned n_level;  /* ... at this height */
    unsigned n_moved;  /* ... at another, though the page is no other */
    gboolean is_first; /* none of them comes before this page */
} Count;

static double
height_of(const Heads *heads, unsigned page)
{
    return ((const PageRuns *) heads->pages->pdata[page])->height;
}

/* Counts a place with the page's; those of pages far before it no longer count. */
static void
count_place(const Heads *heads,
            const PageRun *run,
            unsigned page,
            const Place *place,
            Count *count)
{
    gboolean is_level = fabs(place->y - run->box.y1) <= SAME_PLACE;

    if (place->page - count->last > MAX_STEP)
        *count = (Count){ .is_first = TRUE };
    count->last = place->page;
    count->is_first = count->is_first && place->page >= page;
    count->n_pages++;
    count->n_level += is_level;
    count->n_moved += !is_level && place->is_sideways == run->is_sideways &&
                      height_of(heads, place->page) == height_of(heads, page);
}

/* Takes `key`. */
static Count
count_pages(const Heads *heads, const PageRun *run, char *key, unsigned page)
{
    const GArray *places = g_hash_table_lookup(heads->places, key);
    gboolean is_long = strlen(key) >= LONG_KEY;
    Count count = { .is_first = TRUE };

    for (unsigned i = 0; places != NULL && i < places->len; i++) {
        const Place *place = &g_array_index(places, Place, i);
        gboolean is_level = fabs(place->y - run->box.y1) <= SAME_PLACE;
        if ((count.n_pages > 0 && place->page == count.last) || (!is_long && !is_level))
            continue;
        if (place->page > page && place->page - count.last > MAX_STEP)
            break;
        count_place(heads, run, page, place, &count);
    }
    g_free(key);
    return count;
}

/* The head of a part, of a table, or a title that is a head on later pages: kept once. */
static gboolean
is_source(const Count *count, Band band, unsigned i)
{
    gboolean is_title = count->n_level == 1 && count->n_moved > 0;

    return count->is_first &&
           (is_title || band.n >= TABLE_HEAD_RUNS || is_part(band.first[i].text));
}

static gboolean
is_repeated(const Heads *heads, const Count *count, Band band, unsigned i)
{
    unsigned n = count->n_pages;

    return !is_source(count, band, i) &&
           (n >= MIN_PAGES || (n >= 2 && n * MIN_SHARE >= heads->pages->len));
}

static gboolean
is_head(const Heads *heads, unsigned page, Band band, unsigned i, char end)
{
    const PageRun *run = &band.first[i];
    int number = page_number_of(run->text);
    if (is_form(run->text))
        return FALSE;
    if (number != PAGE_NO_NUMBER)
        return is_counting(heads, number - (int) page);
    for (int way = 0; way < (is_part(run->text) ? 1 : 3); way++) {
        char *key = way == 0 ? make_plain_key(run->text, end)
                             : make_key(heads, run->text, page, end, way == 2);
        Count count = count_pages(heads, run, key, page);
        if (is_repeated(heads, &count, band, i))
            return TRUE;
    }
    return FALSE;
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
gather_page_numbers(Heads *heads, unsigned page)
{
    const PageRuns *runs = heads->pages->pdata[page];

    for (unsigned i = 0; i < MAX_BANDS; i++) {
        gather_numbers(heads, page, margin_band(runs, i, 't'));
        gather_numbers(heads, page, margin_band(runs, i, 'b'));
    }
    for (unsigned i = 0; i < MAX_SIDEWAYS; i++)
        gather_numbers(heads, page, sideways_band(runs, i));
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
    int distance = PAGE_NO_NUMBER;
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

/* Heads of nothing are the text itself: slips of one line each. */
static void
keep_some(const GPtrArray *pages)
{
    for (unsigned page = 0; page < pages->len; page++) {
        const GArray *runs = ((const PageRuns *) pages->pdata[page])->runs;
        for (unsigned i = 0; i < runs->len; i++)
            if (!g_array_index(runs, PageRun, i).dropped)
                return;
    }
    for (unsigned page = 0; page < pages->len; page++) {
        const GArray *runs = ((const PageRuns *) pages->pdata[page])->runs;
        for (unsigned i = 0; i < runs->len; i++)
            g_array_index(runs, PageRun, i).dropped = FALSE;
    }
}

void
page_runs_drop_heads(const GPtrArray *pages)
{
    Heads heads = {
        .pages = pages,
        .places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_array_unref),
        .n_distances = g_hash_table_new(NULL, NULL),
        .n_inside = g_hash_table_new(NULL, NULL),
        .distance = PAGE_NO_NUMBER,
    };

    for (unsigned page = 0; page < pages->len; page++)
        gather_page_numbers(&heads, page);
    heads.distance = find_distance(heads.n_distances);
    for (unsigned page = 0; page < pages->len; page++)
        gather_page(&heads, page);
    for (unsigned page = 0; page < pages->len; page++)
        drop_page(&heads, page);
    keep_some(pages);
    g_hash_table_unref(heads.places);
    g_hash_table_unref(heads.n_distances);
    g_hash_table_unref(heads.n_inside);
}
