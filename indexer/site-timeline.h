/* site-timeline - when notices were issued, and the days that they name.
 *
 *     browse/timeline.html        by month, or by year when there are many
 *     browse/timeline/2020.html   the days of a year, by month, site_list_page() of them
 * a page
 *
 * Each row of a table has its bars; the table is what they show.
 */
#pragma once

#include "site-browse.h"

#define SITE_TIMELINE_PATH "browse/timeline.html"
#define SITE_TIMELINE_MONTHS 36 /* rows of months at most, else of years */

/* A month "2020-03", or a year "2020". */
typedef struct {
    char period[8];
    unsigned n_issued; /* notices of that date */
    unsigned n_named;  /* events */
    unsigned place;    /* of its first event among those of its year */
} SitePeriod;

/* A day that a notice names. */
typedef struct {
    const char *date, *end; /* ISO; end is NULL for a day */
    const char *text;       /* NULL: none */
    gboolean meeting;
    SiteLine notice;
} SiteEvent;

/* Events of one page of a year. */
typedef struct {
    const char *year;
    const SitePeriod *months; /* of the year, in order */
    unsigned n_months;
    const GArray *events; /* SiteEvent, by date */
    SitePager pager;
} SiteYearPage;

char *site_timeline_year_path(const char *year);

/* Each (transfer full): one page, or NULL with TRACUU_ERROR_TEMPLATE. */

/* periods  all of months, or all of years, in order
 * n_undated  notices without a date */
char *site_render_timeline(Site *site,
                           const GArray *periods,
                           unsigned n_undated,
                           GError **error);
char *site_render_timeline_year(Site *site, const SiteYearPage *page, GError **error);
