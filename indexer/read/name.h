/* name - names of files as they come: for messages, and those inside archives. */
#pragma once

#include <glib.h>

/* A name as it may stand in a message: control characters and bytes that are no
 * UTF-8 as \xHH.  (transfer full) */
char *name_printable(const char *name);

/* TRUE for UTF-8 without control characters. */
gboolean name_is_plain(const char *name);

#define NAME_MAX_BYTES 512

/* The name of an archive's member as a path below the archive: "/" between its parts,
 * none of them "" or ".".
 *
 * name     as it stands in the archive, "\\" for "/" too; when it is not UTF-8 its
 *          syllables tell what it is in (encoding.h), and what they do not tell becomes
 *          \xHH
 *
 * Returns  (transfer full); NULL with TRACUU_ERROR_NOTICE when it leads out of the
 *          archive or names nothing, TRACUU_ERROR_LIMIT when it is longer than
 *          NAME_MAX_BYTES.
 */
char *name_of_member(const char *name, GError **error);
