/* check - whether the browser's index of a bundle is whole. */
#pragma once

#include "json.h"

/* The one root of DIR/site/search.  (transfer full); NULL with TRACUU_ERROR_CORRUPT: no
 * root or several, or not of this format. */
cJSON *web_read_root(const char *bundle, GError **error);

/* Reads every chunk of DIR/site/search that `root` names.
 *
 * n_documents  set to what the root says
 * Returns      FALSE with TRACUU_ERROR_CORRUPT that names the file: a chunk is missing or
 *              not as it was written
 */
gboolean
web_check(const char *bundle, const cJSON *root, unsigned *n_documents, GError **error);
