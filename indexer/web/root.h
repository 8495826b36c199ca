/* root - the chunk that is loaded first and names all others. */
#pragma once

#include "chunk.h"

#define ROOT_FORMAT 1
#define ROOT_NAME "root" /* of its chunk */

/* What it says of the collection beside counts; and whether packs of notices need most of
 * the files that the site may have. */
typedef struct {
    const char *title;
    const char *language; /* "vi" or "en" */
    gboolean packed;
} RootTexts;

/* Starts the root's JSON: the format, the texts, and the numbers that both engines
 * share (ranking.h, query-limits.h); a comma is last.  The caller adds members and the
 * closing brace. */
void root_append_start(GString *json, const RootTexts *texts);

/* Writes the root; *name is set to its file's name, (transfer full). */
gboolean
root_write(ChunkWriter *writer, const GString *json, char **name, GError **error);
