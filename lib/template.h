/* template - Mustache templates, rendered by kainjow-mustache behind C.
 *
 * A TemplateSet holds the partials of one site; the same files are rendered in
 * the browser by mustache.js.  {{x}} escapes HTML always; {{{x}}} does not and
 * stands only where the data contract says the value is HTML already.
 */
#pragma once

#include <cjson/cJSON.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct TemplateSet TemplateSet;

TemplateSet *template_set_new(void);
void template_set_free(TemplateSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateSet, template_set_free)

/* Adds or replaces the template `name` ("notice"; partials are named the same
 * way, {{> header}}).  FALSE with TRACUU_ERROR_TEMPLATE naming the template and
 * the line when `text` is malformed. */
gboolean template_set_add(TemplateSet *set, const char *name, const char *text, GError **error);

/* Renders `name` with `data`, an object; its members are looked up by name, an
 * unknown one renders as nothing.
 *
 * Returns  (transfer full) NUL-terminated, or NULL with TRACUU_ERROR_TEMPLATE.
 */
char *
template_render(TemplateSet *set, const char *name, const cJSON *data, GError **error);

G_END_DECLS
