/* file - whole files in and out; every short write and failing close is an error.
 *
 * Nothing is synced one by one: publish.c syncs the file system once, before the
 * bundle is swapped in.  Errors are TRACUU_ERROR_OUTPUT and name the path.
 */
#pragma once

#include <glib.h>
#include <stdio.h>

/* Writes all bytes; FALSE with errno. */
gboolean file_write_all(int fd, const char *bytes, size_t len);

/* Creates `path` anew (an existing file is an error) with these bytes. */
gboolean file_write(const char *path, const char *bytes, size_t len, GError **error);

/* Creates one folder; its parent exists. */
gboolean file_make_folder(const char *path, GError **error);

/* Removes a file or a whole tree, symbolic links as themselves; nothing there is
 * no error. */
gboolean file_remove_tree(const char *path, GError **error);

/* Opens for stdio and sets `error` on failure; NULL then. */
FILE *file_open(const char *path, const char *mode, GError **error);

/* Flushes and closes; FALSE when anything written before was lost. */
gboolean file_close(FILE *stream, const char *path, GError **error);

#define FILE_SHA256_SIZE 32
#define FILE_SHA256_HEX_SIZE 65 /* with its NUL */

/* Creates `target` with the bytes of `source`, and says what their SHA-256 is, so that
 * they are read once. */
gboolean file_copy(const char *source,
                   const char *target,
                   char hex[FILE_SHA256_HEX_SIZE],
                   GError **error);

/* SHA-256 of bytes, as lower-case hex. */
void file_sha256(const char *bytes, size_t len, char hex[FILE_SHA256_HEX_SIZE]);

/* SHA-256 of a whole file, read in blocks. */
gboolean
file_sha256_of(const char *path, unsigned char digest[FILE_SHA256_SIZE], GError **error);

/* Writes a digest as lower-case hex. */
void file_sha256_to_hex(const unsigned char digest[FILE_SHA256_SIZE],
                        char hex[FILE_SHA256_HEX_SIZE]);
