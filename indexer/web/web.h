/* web - the browser's index, DIR/site/search, from the runs and stocks that the
 * database is made of.  Format: tracuu-site(5).
 */
#pragma once

#include "merge-runs.h"
#include "root.h"

/* Writes all chunks into the folder CHUNK_FOLDER of `bundle`, which exists and is
 * empty, and notes them in `sums`.
 *
 * Memory   the chunks at hand, the vocabulary, a few numbers a document, and one
 *          buffer a batch
 * Returns  the root's file name, (transfer full); NULL with TRACUU_ERROR_OUTPUT
 */
char *web_write(const MergeBatches *batches,
                const RootTexts *texts,
                const char *bundle,
                Sums *sums,
                GError **error);
