/* odt - the parts of an OpenDocument text become a Document; private to odt*.c, its
 * tests and fuzz target. */
#pragma once

#include "read/document.h"
#include "read/xml.h"

#define ODT_MAX_LEVELS 10 /* of a list, as the standard has */

/* Reads the body of content.xml, then its notes.  Left out: tracked deletions, hidden
 * text, comments, headers (but for a letterhead) and footers.
 *
 * common  styles.xml; or NULL: the file has none, or `content` has all (flat ODT)
 *
 * Returns  FALSE with TRACUU_ERROR_NOTICE or TRACUU_ERROR_LIMIT.
 */
gboolean odt_read(GBytes *content, GBytes *common, Document *document, GError **error);

/* What a style says, its parents included; -1: nothing. */
typedef struct {
    const char *parent;
    const char *list; /* its list style, or NULL */
    int bold, italic, caps, hidden, centred;
    int lines; /* of a table's cell: some are drawn */
} OdtStyle;

#define ODT_OUTLINE                                                                      \
    " outline" /* the list of headings, by no name that a list can have                  \
                */

typedef struct OdtStyles OdtStyles;

/* The styles below both roots, which are borrowed and may be NULL. */
OdtStyles *odt_styles_new(const xmlNode *content, const xmlNode *common);
void odt_styles_free(OdtStyles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OdtStyles, odt_styles_free)

/* What the style `name` of `family` ("paragraph", "text", "table-cell") says; of an
 * unknown or NULL name nothing. */
OdtStyle odt_style(const OdtStyles *styles, const char *family, const char *name);

/* Starts the list of a list style, from its first number unless it `continues`. */
void odt_list_start(OdtStyles *styles, const char *name, gboolean continues);

/* Counts the next item of a list.
 *
 * start    the number it begins anew with; 0: goes on
 * label    (transfer full): "2.", "a)"; NULL: a bullet; "": no mark at all
 */
void odt_list_next(
    OdtStyles *styles, const char *name, unsigned level, unsigned start, char **label);
