/* build-browse - what the pages show of the collection around a notice. */
#pragma once

#include "build.h"
#include "json.h"

/* Writes the pages of site/browse (site-browse.h). */
gboolean build_browse(const Build *build, Sums *sums, GError **error);

/* The page of the notice that is entry `i`, with what it cites and what cites it;
 * `card` is what was read of it.  (transfer full) or NULL with an error. */
char *build_notice_page(const Build *build,
                        uint32_t i,
                        const Notice *notice,
                        const cJSON *card,
                        GError **error);
