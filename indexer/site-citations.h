/* site-citations - which documents are cited, most cited first, and by which notices.
 *
 *     browse/citations.html    SITE_CITED_PAGE documents a page, each with the first
 *                              SITE_CITED_SHOWN notices that cite it
 *     browse/cited/NAME.html   all of them, of a document that has more
 *
 * While there are few the first page draws them: notices on the left, what they cite on
 * the right.  The list below says the same in words.
 */
#pragma once

#include "site-browse.h"

#define SITE_CITED_PAGE 100
#define SITE_CITED_SHOWN 10
#define SITE_GRAPH_NODES 40 /* at most, of both sides */

#define SITE_CITATIONS_PATH "browse/citations.html"

typedef struct {
    unsigned rank;                             /* from 0 */
    const char *type, *number, *issuer, *date; /* NULL unknown */
    const char *file_name; /* of the notice that it is; NULL: none of the collection */
    unsigned n_citing;
    const GArray *citing;  /* SiteLine of notices that cite it */
    const char *list_path; /* where all of them are, when they are more; else NULL */
} SiteDocument;

/* An edge of the graph: indexes of its `left` and `right`. */
typedef struct {
    unsigned left, right;
} SiteEdge;

typedef struct {
    GArray *left;  /* SiteLine */
    GArray *right; /* SiteDocument, without `citing` */
    GArray *edges; /* SiteEdge */
} SiteGraph;

typedef struct {
    unsigned n_cited;
    const GArray *documents; /* SiteDocument of this page */
    SitePager pager;
    const SiteGraph *graph; /* NULL: too many, or not the first page */
} SiteCitationsPage;

/* Where the documents' list has the one of this rank: "browse/citations.2.html#c100".
 * (transfer full) */
char *site_cited_path(unsigned rank);

/* Each (transfer full): one page, or NULL with TRACUU_ERROR_TEMPLATE. */
char *site_render_citations(Site *site, const SiteCitationsPage *page, GError **error);
/* Every notice that cites a document, at its list_path. */
char *site_render_cited(Site *site,
                        const SiteDocument *document,
                        SitePager pager,
                        GError **error);
