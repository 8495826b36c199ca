#include "site-timeline.h"

#include "display.h"
#include "site-private.h"

#include <string.h>

#define YEAR_CHARS 4
#define MONTH_CHARS 7
#define BAR_WIDTH 1000 /* of the longest, in units of its viewBox */

char *
site_timeline_year_path(const char *year)
{
    return g_strdup_printf("browse/timeline/%.*s.html", YEAR_CHARS, year);
}

/* ---- the table ------------------------------------------------------------------ */

static gboolean
is_year(const SitePeriod *period)
{
    return strlen(period->period) == YEAR_CHARS;
}

/* At least 1 where there is any. */
static void
add_bar(cJSON *row, const char *key, unsigned n, unsigned max)
{
    const unsigned long width = ((unsigned long) n * BAR_WIDTH) / max;
    g_autofree char *text = g_strdup_printf("%lu", n > 0 && width == 0 ? 1 : width);
    site_add_text(row, key, text);
}

static void
add_count(const Site *site, cJSON *row, const char *key, unsigned n)
{
    g_autofree char *count = display_count(n, site->config->language);
    site_add_text(row, key, count);
}

/* Where the period's events begin: a month's on the page of its first. */
static char *
events_path(const Site *site, const SitePeriod *period)
{
    g_autofree char *path = site_timeline_year_path(period->period);
    if (is_year(period))
        return g_steal_pointer(&path);
    g_autofree char *page =
        site_page_path(path, (period->place / site_list_page(site)) + 1);
    return g_strdup_printf("%s#m%s", page, period->period);
}

static void
add_period(const Site *site, cJSON *rows, const SitePeriod *period, unsigned max)
{
    cJSON *row = cJSON_CreateObject();
    g_autofree char *name = is_year(period) ? g_strdup(period->period)
                                            : site_month_name(site, period->period);
    g_autofree char *issued =
        period->n_issued == 0
            ? NULL
            : site_group_path(is_year(period) ? SITE_YEAR : SITE_MONTH, period->period);
    g_autofree char *named = period->n_named == 0 ? NULL : events_path(site, period);
    site_add_text(row, "name", name);
    site_add_text(row, "issued_url", issued);
    site_add_text(row, "named_url", named);
    add_count(site, row, "issued_text", period->n_issued);
    add_count(site, row, "named_text", period->n_named);
    add_bar(row, "issued_width", period->n_issued, max);
    add_bar(row, "named_width", period->n_named, max);
    cJSON_AddItemToArray(rows, row);
}

static void
add_periods(const Site *site, cJSON *data, const SitePeriod *periods, unsigned n)
{
    cJSON *rows = cJSON_AddArrayToObject(data, "periods");
    unsigned max = 1;
    for (unsigned i = 0; i < n; i++)
        max = MAX(max, MAX(periods[i].n_issued, periods[i].n_named));
    for (unsigned i = 0; i < n; i++)
        add_period(site, rows, &periods[i], max);
    cJSON_AddBoolToObject(data, "has_periods", n > 0);
    site_add_text(
        data, "period_label",
        site_text(site, n > 0 && is_year(periods) ? "period_year" : "period_month"));
}

char *
site_render_timeline(Site *site,
                     const GArray *periods,
                     unsigned n_undated,
                     GError **error)
{
    const char *heading = site_text(site, "timeline_heading");
    cJSON *trail = NULL;
    g_autoptr(cJSON) data = site_page_data(site, SITE_TIMELINE_PATH, heading, &trail);
    g_autofree char *undated =
        n_undated == 0 ? NULL : site_fill_count(site, "timeline_undated", n_undated);
    g_autofree char *undated_path = site_group_path(SITE_YEAR, NULL);
    site_add_step(trail, site_text(site, "nav_browse"), "browse/index.html");
    site_add_step(trail, heading, NULL);
    site_add_text(data, "undated_text", undated);
    site_add_text(data, "undated_url", undated_path);
    add_periods(site, data, (const SitePeriod *) (const void *) periods->data,
                periods->len);
    return template_render(site->templates, "timeline", data, error);
}

/* ---- the days of a year --------------------------------------------------------- */

static void
add_event(const Site *site, cJSON *events, const SiteEvent *event)
{
    cJSON *row = cJSON_CreateObject();
    g_autofree char *days = site_days(site, event->date, event->end);
    g_autofree char *url = site_notice_url(site, event->notice.file_name);
    site_add_text(row, "days", days);
    site_add_text(row, "text", event->text);
    cJSON_AddBoolToObject(row, "meeting", event->meeting);
    site_add_text(row, "url", url);
    site_add_text(row, "heading", event->notice.heading);
    cJSON_AddItemToArray(events, row);
}

/* The events under the headings of their months. */
static void
add_months(const Site *site, cJSON *data, const SiteYearPage *page)
{
    cJSON *months = cJSON_AddArrayToObject(data, "months");
    const char *last = "";
    cJSON *events = NULL;
    for (unsigned i = 0; i < page->events->len; i++) {
        const SiteEvent *event = &g_array_index(page->events, SiteEvent, i);
        if (strncmp(event->date, last, MONTH_CHARS) != 0) {
            cJSON *month = cJSON_CreateObject();
            g_autofree char *iso = g_strndup(event->date, MONTH_CHARS);
            g_autofree char *name = site_month_name(site, iso);
            site_add_text(month, "name", name);
            site_add_text(month, "anchor", iso);
            events = cJSON_AddArrayToObject(month, "events");
            cJSON_AddItemToArray(months, month);
            last = event->date;
        }
        add_event(site, events, event);
    }
}

char *
site_render_timeline_year(Site *site, const SiteYearPage *page, GError **error)
{
    g_autofree char *path = site_timeline_year_path(page->year);
    g_autofree char *heading = site_fill(site, "timeline_year", page->year, NULL);
    cJSON *trail = NULL;
    g_autoptr(cJSON) data = site_page_data(site, path, heading, &trail);
    site_add_step(trail, site_text(site, "nav_browse"), "browse/index.html");
    site_add_step(trail, site_text(site, "timeline_heading"), SITE_TIMELINE_PATH);
    site_add_step(trail, page->year, NULL);
    site_add_pager(site, data, path, page->pager);
    add_periods(site, data, page->months, page->n_months);
    add_months(site, data, page);
    return template_render(site->templates, "timeline-year", data, error);
}
