/* build-browse - what the pages show of the collection around a notice. */
#pragma once

#include "build.h"
#include "json.h"

/* Each writes its pages of site/browse: lists (site-browse.h), cited documents
 * (site-citations.h), days (site-timeline.h). */
gboolean build_browse(const Build *build, Sums *sums, GError **error);
gboolean build_citations(const Build *build, Sums *sums, GError **error);
gboolean build_timeline(const Build *build, Sums *sums, GError **error);

/* How many pages `n` rows make: at least 1. */
unsigned build_count_pages(unsigned n, unsigned a_page);

/* Writes page `page` of the list at `path` below site/; FALSE for a NULL `html`. */
gboolean build_write_list_page(const Build *build,
                               Sums *sums,
                               const char *path,
                               unsigned page,
                               const char *html,
                               GError **error);

/* Describes a citation whose document is known. */
typedef void (*BuildLinkFunc)(const Build *build,
                              const CiteLink *link,
                              gpointer described);

/* What entry `notice` cites, described in elements of `size` bytes, which `clear` clears.
 * (transfer full) */
GArray *build_describe_links(const Build *build,
                             uint32_t notice,
                             unsigned size,
                             GDestroyNotify clear,
                             BuildLinkFunc describe);

/* The notices that cite a document, each once, from the `first` on.
 * (transfer full) (element-type SiteLine). */
GArray *
build_list_citing(const Build *build, uint32_t document, unsigned first, unsigned max);

/* The page of the notice that is entry `i`, with what it cites and what cites it;
 * `card` is what was read of it.  (transfer full) or NULL with an error. */
char *build_notice_page(const Build *build,
                        uint32_t i,
                        const Notice *notice,
                        const cJSON *card,
                        GError **error);
