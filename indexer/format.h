/* format - which files tracuu reads, by the ending of their name. */
#pragma once

#include <glib.h>

typedef enum {
    FORMAT_NONE, /* tracuu does not read it */
    FORMAT_TEXT,
    FORMAT_MARKDOWN,
    FORMAT_JSONL,
} Format;

/* The format of the file `name`; upper or lower case is the same. */
Format format_of(const char *name);

/* The length of `name` without its extension: "a/b.txt" has 3. */
size_t format_stem_len(const char *name);

/* TRUE for names of files that stand in a corpus and are never notices, so that
 * nobody is told of them: README*, *.meta.json, tracuu.json, hidden files.
 * `base` is the last part of a path. */
gboolean format_is_silent(const char *base);
