/* corpus - finds the files of a corpus, in one order on every machine.
 *
 * Folders are walked without following symbolic links; hidden files and
 * NAME.meta.json are not notices.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    char *path;    /* to open */
    char *name;    /* below its CORPUS, '/' between parts: for ids and messages */
    uint64_t size; /* bytes, when it was listed */
} CorpusFile;

/* One notice or one file is left out: said to the user, counted, status 1.
 * `source` is CorpusFile.name, maybe with ":LINE"; `error` says why. */
typedef void (*SkipFunc)(const char *source, const GError *error, gpointer user_data);

/* A notice was read, and the user should know something of it: said, not counted.
 * `message` is one line. */
typedef void (*WarnFunc)(const char *source, const char *message, gpointer user_data);

/* Lists the files of all roots (files or folders), sorted by name in byte order,
 * roots in the given order.  What cannot be listed, is no regular file or may not be
 * read is passed to `skip`; names of no document at all (format_is_silent) and the
 * folder that belongs to a saved web page are passed over.  Which formats are read is not
 * known here.
 *
 * Returns  array of CorpusFile *, freed with its elements; NULL with
 *          TRACUU_ERROR_CORPUS when a root does not exist.
 */
GPtrArray *corpus_list(const char *const *roots,
                       unsigned n_roots,
                       SkipFunc skip,
                       gpointer user_data,
                       GError **error);
