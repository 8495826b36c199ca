/* The pages of when notices were issued and what days they name. */
#include "build-browse.h"

#include "site-timeline.h"

#include <string.h>

#define YEAR_CHARS 4
#define MONTH_CHARS 7

/* An event of the listing; 16 bytes, for there may be millions. */
typedef struct {
    uint32_t day; /* 20200331 */
    uint32_t notice;
    const char *at; /* listing_take_event */
} Day;

typedef struct {
    const Build *build;
    Sums *sums;
    GArray *days;   /* (element-type Day) sorted */
    GArray *months; /* (element-type SitePeriod) all, in order */
    unsigned n_undated;
} Timeline;

static uint32_t
day_of(const char *iso)
{
    unsigned long year = 0;
    unsigned long month = 0;
    unsigned long day = 0;
    char *end = NULL;

    year = strtoul(iso, &end, 10);
    if (*end == '-')
        month = strtoul(end + 1, &end, 10);
    if (*end == '-')
        day = strtoul(end + 1, &end, 10);
    return (uint32_t) ((year * 10000) + (month * 100) + day);
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
    const Day *left = a;
    const Day *right = b;

    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    if (left->notice != right->notice)
        return left->notice < right->notice ? -1 : 1;
    return (left->at > right->at) - (left->at < right->at);
}

static ListingEvent
event_of(const Day *day)
{
    ListingEvent event = { 0 };
    const char *at = day->at;

    (void) listing_take_event(&at, &event);
    return event;
}

/* A sentence that names one day twice is one event. */
static void
drop_repeated(GArray *days)
{
    unsigned kept = 0;

    for (unsigned i = 0; i < days->len; i++) {
        const Day day = g_array_index(days, Day, i);
        const Day *last = kept > 0 ? &g_array_index(days, Day, kept - 1) : NULL;

        if (last != NULL && last->day == day.day && last->notice == day.notice) {
            const ListingEvent one = event_of(last);
            const ListingEvent other = event_of(&day);

            if (g_strcmp0(one.text, other.text) == 0 &&
                g_strcmp0(one.end, other.end) == 0)
                continue;
        }
        g_array_index(days, Day, kept++) = day;
    }
    g_array_set_size(days, kept);
}

static void
gather(Timeline *self)
{
    const Listing *listing = self->build->listing;

    for (uint32_t i = 0; i < listing_get_n(listing); i++) {
        const char *next = listing_get_events(listing, i);
        Day day = { 0, i, next };
        ListingEvent event = { 0 };

        while (listing_take_event(&next, &event)) {
            day.day = event.date != NULL ? day_of(event.date) : 0;
            if (day.day > 0)
                g_array_append_val(self->days, day);
            day.at = next;
        }
    }
    g_array_sort(self->days, compare_days);
    drop_repeated(self->days);
}

/* ---- months --------------------------------------------------------------------- */

/* The month of a date, made where it is not yet. */
static SitePeriod *
month_at(GTree *months, const char *date)
{
    char period[MONTH_CHARS + 1];

    g_strlcpy(period, date, sizeof period);
    SitePeriod *month = g_tree_lookup(months, period);
    if (month == NULL) {
        month = g_new0(SitePeriod, 1);
        g_strlcpy(month->period, period, sizeof month->period);
        g_tree_insert(months, month->period, month);
    }
    return month;
}

static int
compare_periods(gconstpointer a, gconstpointer b, gpointer data)
{
    (void) data;
    return strcmp(a, b);
}

static gboolean
append_period(gpointer key, gpointer month, gpointer months)
{
    (void) key;
    g_array_append_vals(months, month, 1);
    return FALSE;
}

/* Counts what each month has. */
static void
count_months(Timeline *self)
{
    const Listing *listing = self->build->listing;
    g_autoptr(GTree) months = g_tree_new_full(compare_periods, NULL, NULL, g_free);
    uint32_t year = 0;
    unsigned place = 0; /* in the year */

    for (uint32_t i = 0; i < listing_get_n(listing); i++) {
        const char *date = listing_get(listing, i).date;

        if (date != NULL)
            month_at(months, date)->n_issued++;
        else
            self->n_undated++;
    }
    for (unsigned i = 0; i < self->days->len; i++) {
        const Day *day = &g_array_index(self->days, Day, i);
        SitePeriod *month = month_at(months, event_of(day).date);

        place = day->day / 10000 == year ? place + 1 : 0;
        year = day->day / 10000;
        if (month->n_named++ == 0)
            month->place = place;
    }
    g_tree_foreach(months, append_period, self->months);
}

/* ---- pages ---------------------------------------------------------------------- */

/* The months of the year that begins at `first`; the end of them. */
static unsigned
end_of_year(const GArray *months, unsigned first)
{
    const char *year = g_array_index(months, SitePeriod, first).period;
    unsigned end = first;

    while (end < months->len &&
           strncmp(g_array_index(months, SitePeriod, end).period, year, YEAR_CHARS) == 0)
        end++;
    return end;
}

/* (transfer full) (element-type SitePeriod). */
static GArray *
sum_years(const GArray *months)
{
    GArray *years = g_array_new(FALSE, FALSE, sizeof(SitePeriod));
    unsigned end = 0;

    for (unsigned i = 0; i < months->len; i = end) {
        SitePeriod year = { .n_issued = 0 };

        g_strlcpy(year.period, g_array_index(months, SitePeriod, i).period,
                  YEAR_CHARS + 1);
        end = end_of_year(months, i);
        for (unsigned at = i; at < end; at++) {
            year.n_issued += g_array_index(months, SitePeriod, at).n_issued;
            year.n_named += g_array_index(months, SitePeriod, at).n_named;
        }
        g_array_append_val(years, year);
    }
    return years;
}

static gboolean
write_overview(const Timeline *self, GError **error)
{
    g_autoptr(GArray) years =
        self->months->len > SITE_TIMELINE_MONTHS ? sum_years(self->months) : NULL;
    g_autofree char *html = site_render_timeline(
        self->build->site, years != NULL ? years : self->months, self->n_undated, error);

    return build_write_list_page(self->build, self->sums, SITE_TIMELINE_PATH, 1, html,
                                 error);
}

static void
take_events(const Timeline *self, GArray *events, unsigned first, unsigned n)
{
    g_array_set_size(events, 0);
    for (unsigned i = first; i < first + n; i++) {
        const Day *day = &g_array_index(self->days, Day, i);
        const ListingEvent named = event_of(day);
        const SiteEvent event = { named.date, named.end, named.text, named.meeting,
                                  listing_get(self->build->listing, day->notice) };

        g_array_append_val(events, event);
    }
}

/* The pages of a year, whose `n` events begin at `first`. */
static gboolean
write_year(
    const Timeline *self, SiteYearPage page, unsigned first, unsigned n, GError **error)
{
    g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(SiteEvent));
    g_autofree char *path = site_timeline_year_path(page.year);

    unsigned a_page = site_list_page(self->build->site);

    page.events = events;
    page.pager.n_pages = build_count_pages(n, a_page);
    for (page.pager.page = 1; page.pager.page <= page.pager.n_pages; page.pager.page++) {
        unsigned skip = (page.pager.page - 1) * a_page;

        take_events(self, events, first + skip, MIN(a_page, n - skip));
        g_autofree char *html =
            site_render_timeline_year(self->build->site, &page, error);
        if (!build_write_list_page(self->build, self->sums, path, page.pager.page, html,
                                   error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_years(const Timeline *self, GError **error)
{
    unsigned first = 0; /* event */
    unsigned end = 0;

    for (unsigned i = 0; i < self->months->len; i = end) {
        const SitePeriod *months = &g_array_index(self->months, SitePeriod, i);
        char year[YEAR_CHARS + 1];
        unsigned n = 0;

        end = end_of_year(self->months, i);
        for (unsigned at = 0; at < end - i; at++)
            n += months[at].n_named;
        g_strlcpy(year, months->period, sizeof year);
        const SiteYearPage page = { .year = year, .months = months, .n_months = end - i };
        if (n > 0 && !write_year(self, page, first, n, error))
            return FALSE;
        first += n;
    }
    return TRUE;
}

gboolean
build_timeline(const Build *build, Sums *sums, GError **error)
{
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(Day));
    g_autoptr(GArray) months = g_array_new(FALSE, FALSE, sizeof(SitePeriod));
    Timeline self = { .build = build, .sums = sums, .days = days, .months = months };

    gather(&self);
    count_months(&self);
    return write_overview(&self, error) && write_years(&self, error);
}
