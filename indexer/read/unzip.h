/* unzip - the members of a ZIP file, one after another (libarchive).
 *
 * Runs in a process of its own (read-zip.c): nothing here is trusted, neither the file
 * nor that libarchive reads it without a fault.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

/* In all, whatever the file says of itself.  Text is deflated to a tenth, hardly ever
 * to less than a thirtieth; deflate itself can do a thousandth. */
#define UNZIP_MAX_MEMBERS 100000
#define UNZIP_MAX_BYTES ((uint64_t) 16 << 30)
#define UNZIP_MAX_RATIO 200
#define UNZIP_FREE_BYTES ((uint64_t) 64 << 20) /* of these no ratio is asked */
#define UNZIP_MAX_REPAIRS 64 /* how often it goes on behind a damaged member */

/* What it tells, in the order of the members.
 *
 * begin  a member that is a file; `name` as it stands in the archive, any bytes
 * data   more of it
 * end    its end; `problem` NULL, or why what was told of it is not all.  None comes of
 *        the member at which unzip fails.
 */
typedef struct {
    void (*begin)(const char *name, gpointer user_data);
    void (*data)(const void *bytes, size_t len, gpointer user_data);
    void (*end)(const char *problem, gpointer user_data);
} UnzipEvents;

/* Reads the ZIP file that is open as `fd`; folders are passed over.  A member that is
 * encrypted, damaged, a link or of a method that is not known ends with a problem.
 *
 * Returns  FALSE with TRACUU_ERROR_NOTICE (no member can be read, or no further one) or
 *          TRACUU_ERROR_LIMIT.
 */
gboolean unzip(int fd, const UnzipEvents *events, gpointer user_data, GError **error);
