/* zip-list - the names in a ZIP file, read from its own table of contents.
 *
 * For telling formats only; unzip.h reads members.
 */
#pragma once

#include <glib.h>

/* TRUE when a member has exactly this name.  Looks at the central directory (APPNOTE
 * 4.3.12); where it is missing, as in the start of a file or one that was cut, at the
 * first members' own headers. */
gboolean zip_list_has(const char *bytes, size_t len, const char *name);
