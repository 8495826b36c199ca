/* site-around - what stands around the pages: a feed, a description of the search for
 * browsers, the page for addresses that lead nowhere. */
#pragma once

#include "site.h"

#define SITE_N_FEED 50

/* An entry of the feed. */
typedef struct {
    SiteLine line;  /* with a date */
    const char *id; /* a URI that is the notice's for ever */
} SiteFeedEntry;

/* Each (transfer full), or NULL with TRACUU_ERROR_TEMPLATE. */

/* feed.xml (Atom, RFC 4287).
 *
 * entries  SiteFeedEntry, newest first, one at least
 * id       a URI that is the collection's for ever
 */
char *site_render_feed(Site *site, const GArray *entries, const char *id, GError **error);

/* opensearch.xml (OpenSearch 1.1); needs a base_url, because its addresses must be
 * absolute. */
char *site_render_opensearch(Site *site, GError **error);

/* 404.html; it may be answered at any address, so its links start at "site_path". */
char *site_render_missing(Site *site, GError **error);

/* Path below the site → address: absolute when there is a base_url. */
char *site_address(const Site *site, const char *path);

/* Whether base_url is set. */
gboolean site_is_absolute(const Site *site);
