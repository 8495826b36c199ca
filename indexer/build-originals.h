/* build-originals - the files that notices came from, of a packed site: in ZIPs of at
 * most 64 MB, each a task of pass 3.
 *
 * A ZIP of the corpus stays as it is.
 */
#pragma once

#include "build.h"

/* Shares the files out, in the order of documents; before the workers are forked. */
OriginalZips *original_zips_new(const Build *build);
void original_zips_free(OriginalZips *zips);
unsigned original_zips_get_n(const OriginalZips *zips);

/* The same by numbers: which ZIP each of `n` files is in, UINT32_MAX for one of no bytes.
 * A file that is too large for any has one alone.  Returns how many there are. */
unsigned original_zips_share(const uint64_t *sizes, uint32_t n, uint32_t *zip_of);

/* When the file of entry `i`, whose own path would be notice->original, is in a ZIP:
 * sets original and original_member to that and its name in it. */
void original_zips_describe(const OriginalZips *zips, uint32_t i, Notice *notice);

/* Writes one ZIP; the same bytes for the same files. */
gboolean build_original_zip(const Build *build, Sums *sums, unsigned zip, GError **error);
