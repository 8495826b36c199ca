/* template - Mustache templates, rendered by kainjow-mustache behind C.
 *
 * A TemplateSet holds the partials of one site; the same files are rendered in
 * the browser by mustache.js.  {{x}} escapes HTML always; {{{x}}} does not and
 * stands only where the data contract says the value is HTML already.
 *
 * Of Mustache: variables, sections, inverted sections, comments, partials and
 * dotted names.  Not taken: set-delimiter tags, and partials that include
 * themselves.  As in mustache.js, false, null, "" and an empty array are false
 * for a section; unlike there, the number 0 is true, so no section stands on a
 * number.  Messages begin "NAME.mustache:LINE: ".
 */
#pragma once

#include <cjson/cJSON.h>
#include <glib.h>

G_BEGIN_DECLS

#define TEMPLATE_SUFFIX ".mustache" /* of a template's file; the name has none */
#define TEMPLATE_MAX_NESTING                                                             \
    32u /* sections in sections, partials in partials, data in data */
#define TEMPLATE_MAX_BYTES (1u << 20) /* of a template with all its partials */

typedef struct TemplateSet TemplateSet;

TemplateSet *template_set_new(void);
void template_set_free(TemplateSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateSet, template_set_free)

/* Adds or replaces the template `name` ("notice"; partials are named the same
 * way, {{> header}}).  FALSE with TRACUU_ERROR_TEMPLATE naming the template and
 * the line when `text` is malformed. */
gboolean
template_set_add(TemplateSet *set, const char *name, const char *text, GError **error);

/* Sets the data that every render sees below its own, an object: what does not
 * change from page to page.  Strings in its objects ("ui.skip") become text of the
 * templates, so no page's own data has a member of such an object's name.  `data` is
 * copied.  FALSE with TRACUU_ERROR_TEMPLATE when it nests too deep. */
gboolean template_set_common(TemplateSet *set, const cJSON *data, GError **error);

/* The names of `name` and of every partial that it reaches, sorted.
 *
 * Returns  (transfer full) (element-type char *), or NULL with
 *          TRACUU_ERROR_TEMPLATE when one is missing or includes itself.
 */
GPtrArray *template_set_reach(TemplateSet *set, const char *name, GError **error);

/* The text of `name` as it was added; NULL when there is none. */
const char *template_set_get_text(const TemplateSet *set, const char *name);

/* Renders `name` with `data`, an object; its members are looked up by name, an
 * unknown one renders as nothing.  A template is parsed at its first render.
 *
 * Returns  (transfer full) NUL-terminated, or NULL with TRACUU_ERROR_TEMPLATE.
 */
char *
template_render(TemplateSet *set, const char *name, const cJSON *data, GError **error);

G_END_DECLS
