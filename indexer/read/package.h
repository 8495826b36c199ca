/* package - the parts of a ZIP that an office program wrote (libarchive).
 *
 * Parts are looked up by name; no name of the archive is a path of anything here.
 */
#pragma once

#include <glib.h>

#define PACKAGE_MAX_PART_BYTES (64u << 20)
#define PACKAGE_MAX_PARTS 20000u

/* Reads the part `name`; upper or lower case of ASCII is the same.
 *
 * part     (transfer full), or NULL when the package has none of that name; a NUL
 *          follows its bytes
 *
 * Returns  FALSE with
 * Errors   TRACUU_ERROR_NOTICE  no ZIP, truncated, a wrong checksum, or encrypted
 *          TRACUU_ERROR_LIMIT   the part or the number of parts is over the limit
 */
gboolean package_read(
    const char *bytes, size_t len, const char *name, GBytes **part, GError **error);
