/* site-colours - the colours of the pages, light and dark, from the templates and the
 * configuration; none that cannot be read. */
#pragma once

#include "json.h"

/* The style sheet's start: each colour as a custom property, --NAME.
 *
 * dir      has colours.json: {"light": {NAME: "#rgb" or "#rrggbb"}, "dark": {…}}
 * chosen   what replaces some of them, in the same shape; NULL: nothing
 *
 * Returns  (transfer full), or NULL with TRACUU_ERROR_TEMPLATE (colours.json is
 * malformed) or TRACUU_ERROR_CONFIG: a name is unknown, a value is no colour, or two
 * colours that meet have less contrast than WCAG 2.2 asks for (1.4.3, 1.4.11)
 */
char *site_colours(const char *dir, const cJSON *chosen, GError **error);
