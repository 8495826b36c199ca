/* bundle - finds and opens the index that a path means. */
#pragma once

#include "xapian-glib/xapian-glib.h"

/* Opens DIR/xapian.db of a bundle DIR, or else a Xapian directory, single-file
 * database or stub file at `path`.
 *
 * Errors  TRACUU_ERROR_CORRUPT  a Xapian database that tracuu-index did not write
 *         TRACUU_ERROR_VERSION  one of another version of tracuu
 *         those of xapian_database_new_with_path
 */
XapianDatabase *bundle_open(const char *path, GError **error);

/* Whether the site of the index packs the texts of notices: its configuration
 * (SCHEMA_META_CONFIG) says so.  FALSE with XAPIAN_ERROR when that cannot be read. */
gboolean bundle_is_packed(XapianDatabase *database, gboolean *packed, GError **error);

/* TRUE when all of what bundle_open opened is one file or folder of this machine:
 * then a forked process may go on reading it. */
gboolean bundle_is_local(XapianDatabase *database);
