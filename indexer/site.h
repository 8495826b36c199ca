/* site - the pages of DIR/site, from Mustache templates.
 *
 * Pure: data in, text out; who writes files is publish.c's and build's matter.
 */
#pragma once

#include "config.h"
#include "notice.h"

typedef struct Site Site;

/* One line of a list: a value of a facet and how many notices have it. */
typedef struct {
    char *value; /* NULL: unknown */
    unsigned count;
} SiteCount;

/* What the home page says of the whole. */
typedef struct {
    unsigned n_notices;
    const GPtrArray *latest; /* Notice * without text, newest first, at most SITE_N_LATEST */
    const GArray *types;     /* SiteCount, most frequent first */
    const GArray *years;     /* SiteCount, newest first */
} SiteSummary;

#define SITE_N_LATEST 20

/* Loads the templates and the catalogue of `template_dir`.  NULL with
 * TRACUU_ERROR_TEMPLATE naming file and line. */
Site *site_new(const Config *config, const char *template_dir, GError **error);
void site_free(Site *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Site, site_free)

/* Each (transfer full): one HTML page, or NULL with TRACUU_ERROR_TEMPLATE. */
char *site_render_notice(Site *site, const Notice *notice, GError **error);
char *site_render_home(Site *site, const SiteSummary *summary, GError **error);
char *site_render_search(Site *site, GError **error);

/* The static files of the template folder that go to DIR/site/assets as they
 * are: calls func with the name below assets/ and the bytes, sorted by name. */
typedef gboolean (*SiteAssetFunc)(const char *name, const char *bytes, size_t len,
                                  gpointer user_data, GError **error);
gboolean site_foreach_asset(Site *site, SiteAssetFunc func, gpointer user_data, GError **error);

/* What the search program needs to answer in the site's looks; stored as
 * metadata of the index.  The JSON object SCHEMA_META_CONFIG: {"title", "language",
 * "cgi", "site_path", "ui": {…strings of the catalogue…}}.  (transfer full) */
char *site_query_config(Site *site);

/* Calls func for each template that the search program renders: "answer" (the
 * whole page) and its partials. */
typedef gboolean (*SiteTemplateFunc)(const char *name, const char *text, gpointer user_data,
                                     GError **error);
gboolean
site_foreach_query_template(Site *site, SiteTemplateFunc func, gpointer user_data, GError **error);
