/* sums - SHA256SUMS: one line a file, "hex  path", sorted by path, as sha256sum -c
 * reads it.
 */
#pragma once

#include <glib.h>

/* A list that grows line by line, in any order. */
typedef struct Sums Sums;

Sums *sums_new(void);
void sums_free(Sums *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sums, sums_free)

/* `path` is below the bundle, '/' between parts. */
void sums_add(Sums *sums, const char *path, const char *hex);

/* Appends to a file that sums_load reads; for a worker's share. */
gboolean sums_save(const Sums *sums, const char *path, GError **error);
gboolean sums_load(Sums *sums, const char *path, GError **error);

/* Line `i`: its path, and *hex; both live as long as the list. */
unsigned sums_get_n(const Sums *sums);
const char *sums_get(const Sums *sums, unsigned i, const char **hex);

/* The sorted content of SHA256SUMS.  (transfer full) */
char *sums_to_text(Sums *sums);

/* Called for each difference that sums_verify finds. */
typedef void (*SumsFunc)(const char *path, const char *what, gpointer user_data);

/* Compares a bundle with its SHA256SUMS: a file that is missing, altered, or not
 * listed.
 *
 * n_files  set to the number of files listed
 * Returns  FALSE with TRACUU_ERROR_CORRUPT when SHA256SUMS is missing or is not one.
 */
gboolean sums_verify(const char *dir,
                     unsigned *n_files,
                     SumsFunc func,
                     gpointer user_data,
                     GError **error);
