/* doc - documents of Word up to 2003, through a program of the system; private to doc*.c
 * and its tests. */
#pragma once

#include "read/document.h"

/* Converts with the first program of the table in doc.c that is in one of `folders`
 * (NULL-terminated) and can read the file: antiword, which tells tables and lists, or
 * catdoc.  They get the file by a descriptor in memory, no shell, an environment of
 * their own and the process' limits; a program that is missing is no error while there
 * is another.
 *
 * Returns  FALSE with
 * Errors   TRACUU_ERROR_NOTICE  none is installed (the message names both), protected by
 *                               a password, or none can read it
 *          TRACUU_ERROR_LIMIT   more than DOCUMENT_MAX_BYTES of output, or 60 seconds
 */
gboolean doc_convert(const char *const *folders,
                     const char *bytes,
                     size_t len,
                     Converted *out,
                     GError **error);

/* Runs `argv` (its first is a path) with `file` to be read as /dev/fd/3.
 *
 * Returns  what it wrote to its standard output, (transfer full); NULL when it failed,
 *          with TRACUU_ERROR_NOTICE, or TRACUU_ERROR_LIMIT as above
 */
GString *doc_run(const char *const *argv, GBytes *file, GError **error);

/* Adds the blocks of what antiword wrote.
 *
 * text     as text of unlimited width
 * docbook  as DocBook; NULL: it did not
 */
void doc_read_antiword(const GString *text, const GString *docbook, Document *document);

/* Adds the blocks of what catdoc wrote. */
void doc_read_catdoc(const GString *text, Document *document);
