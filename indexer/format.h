/* format - what the name of a file says. */
#pragma once

#include <glib.h>

/* The length of `name` without its extension: "a/b.txt" has 3. */
size_t format_stem_len(const char *name);

/* TRUE for names of files that stand in a corpus and are never notices, so that
 * nobody is told of them: README*, *.meta.json, tracuu.json, hidden files, and what
 * Windows and Word leave in a folder (~$lock.docx, Thumbs.db, desktop.ini).
 * `base` is the last part of a path. */
gboolean format_is_silent(const char *base);
