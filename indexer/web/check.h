/* check - whether the browser's index of a bundle is whole. */
#pragma once

#include <glib.h>

/* Reads the one root of DIR/site/search and every chunk that it names.
 *
 * n_documents  set to what the root says
 * Returns      FALSE with TRACUU_ERROR_CORRUPT that names the file: no root or several,
 *              not of this format, or a chunk that is missing or not as it was written
 */
gboolean web_check(const char *bundle, unsigned *n_documents, GError **error);
