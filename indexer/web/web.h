/* web - the browser's index, DIR/site/search, from the runs and stocks that the
 * database is made of.  Format: tracuu-site(5).
 */
#pragma once

#include "merge-runs.h"
#include "root.h"

/* Writes all chunks but the root into the folder CHUNK_FOLDER of `bundle`, which exists
 * and is empty, and notes them in `sums`.
 *
 * Memory   the chunks at hand, the vocabulary, a few numbers a document, and one
 *          buffer a batch
 * Returns  the root as JSON, for web_write_root, (transfer full); NULL with
 *          TRACUU_ERROR_OUTPUT
 */
char *web_write(const MergeBatches *batches,
                const RootTexts *texts,
                const char *bundle,
                Sums *sums,
                GError **error);

/* Writes the root.
 *
 * json     of web_write
 * packs    the sums of all packs of notices (pack.h), joined; NULL: the notices have
 *          pages of their own
 * Returns  its file name, (transfer full); NULL with TRACUU_ERROR_OUTPUT
 */
char *web_write_root(
    const char *json, const char *packs, const char *bundle, Sums *sums, GError **error);
