/* script - browser code as it is shipped: the same lines without indents and comments.
 *
 * site-template/ is written to be read; a bundle goes onto sticks and over slow
 * networks, so its copy is a third smaller.  Nothing is renamed or joined.
 */
#pragma once

#include <glib.h>

/* Where the search engine is shipped, in one file: eleven cost a page some 100 ms
 * more. */
#define SCRIPT_ENGINE "engine.js"

/* The files of assets/ that it is made of, in the order in which they build on each
 * other; the rules of language (web/rules.h) come before it. */
#define SCRIPT_N_PARTS 11
extern const char *const script_engine_parts[SCRIPT_N_PARTS];

/* The script without indents, comments (those within a line stay) and blank lines.
 *
 * A rule by lines is sound as long as no string runs over the end of a line, which
 * holds for our scripts (tests/js runs on what is shipped).
 *
 * Returns  (transfer full)
 */
GString *script_strip(const char *source, size_t len);
