/* site - the pages of DIR/site, from Mustache templates.
 *
 * Pure: data in, text out; who writes files is publish.c's and build's matter.
 *
 * Data of the page "answer", which the search program fills in.  Numbers are text
 * already (display_count).  Everything is there always; null only where said.
 *
 *   "title"         of the collection
 *   "language"      "vi" or "en"
 *   "cgi"           URL of the search program
 *   "pages"         "files" or "packed"; and "packed", bool
 *   "ui"            strings of the catalogue; these six as in SCHEMA_META_CONFIG
 *   "root"          URL path of the site, ends in "/": its "site_path"
 *   "query"         as typed
 *   "page"          1, 2 …
 *   "error"         {"title", "text"} or null; with an error nothing below is looked at
 *   "total_text"    "12 kết quả"
 *   "suggestion"    {"text", "url"}: what was probably meant; or null
 *   "relaxed"       bool
 *   "warnings"      [{"text"}]
 *   "no_results"    bool
 *   "results"       [{
 *     "url"           of the notice, below root: "notices/ID.html"
 *     "title"         display_heading
 *     "untitled"      bool: the notice has no title of its own
 *     "type", "issuer", "province", "number", "date_text"
 *                     null when unknown; display_date
 *     "tier"          "exact", "variant", "folded"
 *     "tier_label"    null for exact
 *     "tier_heading"  null but on the first result of a lower tier
 *     "snippet"       HTML }]
 *   "facets"        [{"label", "key",  (which parameter: "type")
 *                     "values": [{"value", "count_text", "url", "active": bool}]}]
 *   "has_filters"   bool: filters is not empty
 *   "filters"       [{"label", "value", "url"}]: those in use; the url is without it
 *   "filters_clear_url"
 *                   without any; null when there are less than two
 *   "dates"         {"from", "to", "clear_url"}: the fields of an interval, in the
 * browser only; else null.  clear_url is null without one "sorts"         [{"label",
 * "url", "active": bool}] "research_query"  what concordance.html and frequency.html are
 * asked for the same
 *                   ("q=…&type=…"); null when there are no words
 *   "previous_url", "next_url"
 *                   null when there is no such page
 *   "page_text"     "Trang 1 / 2"
 *
 * The partial `found` is the answer alone, for mustache.js too, and needs no "cgi",
 * "title", "language"; search-answer.js makes its data in the browser.  Strings
 * of the catalogue with {n} and {m} in them are for the program to fill in.
 */
#pragma once

#include "config.h"
#include "json.h"
#include "notice.h"
#include "site-line.h"

#include <stdint.h>

typedef struct Site Site;

/* A value and how many notices have it. */
typedef struct {
    const char *value; /* NULL: unknown */
    unsigned n;
} SiteGroup;

/* What the home page says of the whole. */
typedef struct {
    unsigned n_notices;
    gboolean has_feed;
    const GArray *latest; /* SiteLine, newest first, at most SITE_N_LATEST */
    const GArray *types;  /* SiteGroup, most frequent first */
    const GArray *years;  /* SiteGroup, newest first */
} SiteSummary;

#define SITE_N_LATEST 20

/* Loads the templates and the catalogue of `template_dir`; what `config` leaves
 * open (title) comes from the catalogue.  `config` must outlive the site.
 *
 * Errors  TRACUU_ERROR_TEMPLATE naming file and line: a template or the catalogue
 *         is malformed, missing, or has no strings in the language of `config`;
 *         TRACUU_ERROR_CONFIG: its colours (site-colours.h), its logo
 */
Site *site_new(const Config *config, const char *template_dir, GError **error);
void site_free(Site *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Site, site_free)

/* Title of the collection; lives as long as the site. */
const char *site_get_title(const Site *site);

/* The start of the style sheet (site-colours.h); lives as long as the site. */
const char *site_get_colours(const Site *site);

#define SITE_LOGO_BYTES (256u << 10)

/* The image for the head of every page; NULL: none.  Lives as long as the site. */
const char *site_get_logo(const Site *site, size_t *len);

/* Where the site shows a notice, below its root, by notice_url; NULL for NULL.  Every
 * link to a notice is one of these.  (transfer full) */
char *site_notice_url(const Site *site, const char *file_name);

/* A document that a notice cites. */
typedef struct {
    uint32_t place; /* in the card's "citations", or its evidence's "short_forms" */
    gboolean is_short;
    const char *file_name; /* of the notice that it is; NULL: none of the collection */
    char *url;             /* where the citation page has it, below the root, or NULL */
    unsigned n_citing;     /* notices that cite it */
} SiteCited;

/* What the page of a notice shows beside its text. */
typedef struct {
    const Notice *notice;
    const cJSON *card;    /* as of extraction_to_json; NULL: nothing was read */
    const GArray *cited;  /* SiteCited; NULL: none */
    const GArray *citing; /* SiteLine of those that cite it, at most SITE_N_CITING */
    unsigned n_citing;
    const char *citing_url; /* of all of them, below the root */
} SiteNotice;

#define SITE_N_CITING 20

/* Each (transfer full): one HTML page, or NULL with TRACUU_ERROR_TEMPLATE.  A
 * notice's page lies at notices/ + file_name + ".html"; it links to the site by
 * as many "../" as that path has parts.  Of a packed site it is the content of <main>
 * in notice.html. */
char *site_render_notice(Site *site, const SiteNotice *page, GError **error);
char *site_render_home(Site *site, const SiteSummary *summary, GError **error);

/* root_file  the name of the browser's root in search/: "root-1a2b3c4d.js" */
char *site_render_search(Site *site, const char *root_file, GError **error);

/* concordance.html and frequency.html, which scripts fill in.  (transfer full) */
typedef enum { SITE_CONCORDANCE, SITE_FREQUENCY } SiteResearch;

char *site_render_research(Site *site,
                           SiteResearch which,
                           const char *root_file,
                           GError **error);

/* notice.html, which shows the notice that its address names. */
char *site_render_viewer(Site *site, const char *root_file, GError **error);

/* The static files of the template folder that go to DIR/site/assets as they
 * are: calls func with the name below assets/ and the bytes, sorted by name.
 * FALSE when func gave it, or with TRACUU_ERROR_TEMPLATE. */
typedef gboolean (*SiteAssetFunc)(
    const char *name, const char *bytes, size_t len, gpointer user_data, GError **error);
gboolean
site_foreach_asset(Site *site, SiteAssetFunc func, gpointer user_data, GError **error);

/* What the search program needs to answer in the site's looks; stored as
 * metadata of the index.  The JSON object SCHEMA_META_CONFIG: {"title", "language",
 * "cgi", "pages", "packed", "site_path", "ui": {…strings of the catalogue…}}.  (transfer
 * full) */
char *site_query_config(Site *site);

/* assets/page-data.js, what search.html needs to show an answer as the search program
 * does: a script that sets tracuu.site to {"templates": {name: text of "found" and its
 * partials}, "config": {"title", "language", "cgi", "pages", "packed", "ui"}, "limits":
 * {"query_bytes", "max_page"}}.  (transfer full), or NULL with TRACUU_ERROR_TEMPLATE */
char *site_page_script(Site *site, GError **error);

/* assets/page-strings.js, the strings that page-data.js has not: for pages whose scripts
 * say more than search.html.  To be read after it.  Errors as above. */
char *site_strings_script(Site *site, GError **error);

/* What the script of a notice's page shows: a script that sets tracuu.noticeData to
 * {"root": root_file, "language", "ui": {those strings}}.  (transfer full) */
char *site_notice_script(const Site *site, const char *root_file);

/* Calls func for each template that the search program renders, sorted by name:
 * "answer" (the whole page) and its partials. */
typedef gboolean (*SiteTemplateFunc)(const char *name,
                                     const char *text,
                                     gpointer user_data,
                                     GError **error);
gboolean site_foreach_query_template(Site *site,
                                     SiteTemplateFunc func,
                                     gpointer user_data,
                                     GError **error);
