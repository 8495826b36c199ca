/* script - browser code as it is shipped: the same lines without indents and comments.
 *
 * site-template/ is written to be read; a bundle goes onto sticks and over slow
 * networks, so its copy is a third smaller.  Nothing is renamed.
 */
#pragma once

#include <glib.h>

/* A file of assets/ that is shipped as one, of parts in this order: each file more costs
 * a page some 10 ms.  `parts` ends in NULL. */
typedef struct {
    const char *name;
    const char *const *parts;
} ScriptBundle;

/* The parts that are made: of the style sheet (site-colours.h), and what the script of a
 * notice's page shows (site_notice_script). */
#define STYLE_COLOURS "style-colours.css"
#define SCRIPT_NOTICE_DATA "notice-data.js"

/* All of them.  The engine's parts build on each other (the rules of language,
 * web/rules.h, come before it); in the style sheet a later part outweighs an earlier one.
 */
extern const ScriptBundle script_bundles[];
extern const unsigned script_n_bundles;

/* The part that only a packed site's scripts have. */
#define SCRIPT_PACKS "packs.js"

/* The script or style sheet without indents, comments (those within a line stay), blank
 * lines and ends of lines where a bracket or comma says that nothing ends.
 *
 * A rule by lines is sound as long as no string runs over the end of a line, which
 * holds for our scripts (tests/js runs on what is shipped).
 *
 * Returns  (transfer full)
 */
GString *script_strip(const char *source, size_t len);
