/* site-browse - lists of notices by type, issuer, province, year and month, that need
 * no script.
 *
 *     browse.html                browse/index.html: the ways in
 *     browse/FACET.html          every value of a facet
 *     browse/FACET/NAME.html     the notices of a value; NAME by file_name_from_id
 *     browse/unknown-FACET.html  of those whose value is unknown
 *     browse/year/2020.html, browse/month/2020-03.html, browse/undated.html
 *
 * A list longer than a page goes on at NAME.2.html.  A facet that no notice has a value
 * of has no pages.
 */
#pragma once

#include "site.h"

typedef enum {
    SITE_TYPE,
    SITE_ISSUER,
    SITE_PROVINCE,
    SITE_YEAR,
    SITE_N_FACETS, /* none of them */
    SITE_MONTH = SITE_N_FACETS,
} SiteFacet;

#define SITE_VALUES_PAGE 500 /* values a page */
#define SITE_VALUES_SHOWN 24 /* at most, of a facet on the index */

/* Notices a page: 200, or 1,000 of a packed site, which has to have few files. */
unsigned site_list_page(const Site *site);

/* Paths below DIR/site; each (transfer full). */

/* value  NULL: those whose value is unknown */
char *site_group_path(SiteFacet facet, const char *value);
/* Of the month of a date; NULL for NULL. */
char *site_month_path(const char *date);
/* The list of a facet's values. */
char *site_values_path(SiteFacet facet);
/* Page 1, 2 … of the list whose first is `path`. */
char *site_page_path(const char *path, unsigned page);

/* One page of a list. */
typedef struct {
    unsigned page, n_pages; /* from 1 */
} SitePager;

typedef struct {
    SiteFacet facet; /* or SITE_MONTH */
    SiteGroup group; /* of a month "2020-03" */
    SitePager pager;
    const GArray *lines;  /* SiteLine of this page */
    const GArray *months; /* SiteGroup of a year; else NULL */
} SiteGroupPage;

typedef struct {
    SiteFacet facet;
    const SiteGroup *values; /* of this page, in the order that they are shown */
    unsigned n;
    SitePager pager;
} SiteValuesPage;

/* What is to be browsed. */
typedef struct {
    unsigned n_notices;
    unsigned n_cited;                    /* documents that notices cite */
    const GArray *facets[SITE_N_FACETS]; /* SiteGroup, in order; NULL: not offered */
} SiteBrowse;

/* Each (transfer full): one page, or NULL with TRACUU_ERROR_TEMPLATE. */
char *site_render_group(Site *site, const SiteGroupPage *page, GError **error);
char *site_render_values(Site *site, const SiteValuesPage *page, GError **error);
char *site_render_browse(Site *site, const SiteBrowse *browse, GError **error);
