/* load - small files into memory, with a limit. */
#pragma once

#include <glib.h>

/* The bytes of the regular file at `path`, a NUL after them.
 *
 * max      a longer file is an error
 *
 * Returns  (transfer full); NULL with TRACUU_ERROR_NOTICE (cannot be read) or
 *          TRACUU_ERROR_LIMIT.  The message does not name the path.
 */
char *load_bytes(const char *path, size_t max, size_t *len, GError **error);

/* Reads on into `bytes` until the end of the file or until they are one more than
 * `max`.  FALSE with TRACUU_ERROR_NOTICE. */
gboolean load_more(int fd, GByteArray *bytes, size_t max, GError **error);

/* Opens the regular file at `path` for reading; -1 with TRACUU_ERROR_NOTICE. */
int load_open(const char *path, GError **error);
