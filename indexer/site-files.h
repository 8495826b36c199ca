/* site-files - the folder of templates on disk. */
#pragma once

#include "json.h"

/* Reads a file whole, a NUL after it.  FALSE with TRACUU_ERROR_TEMPLATE that names it. */
gboolean site_read_file(const char *path, char **text, size_t *len, GError **error);

/* The files of `dir` whose names have this start and end, in byte order, hidden ones left
 * out.
 *
 * Returns  (transfer full) array of char *, or NULL with TRACUU_ERROR_TEMPLATE
 */
GPtrArray *
site_list_files(const char *dir, const char *prefix, const char *suffix, GError **error);

/* The strings of one language from every catalogue*.json in `dir`; each string stands in
 * one of them.
 *
 * Returns  (transfer full) an object, or NULL with TRACUU_ERROR_TEMPLATE: a file is
 *          malformed or has nothing in the language, a string is there twice, there is no
 *          catalogue
 */
cJSON *site_load_catalogue(const char *dir, const char *language, GError **error);
