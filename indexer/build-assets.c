/* The static files of the template folder, as they are shipped. */
#include "build.h"

#include <string.h>

#include "error.h"
#include "script.h"
#include "web/rules.h"

/* A script that is stripped already, another's work: shipped as it came. */
#define STRIPPED_SCRIPT ".min.js"

/* For the callback of site_foreach_asset. */
typedef struct {
    const Build *build;
    Sums *sums;
    GString *parts[SCRIPT_N_PARTS]; /* of the engine, stripped; NULL = not met yet */
} AssetTarget;

/* The place of a part of the engine, SCRIPT_N_PARTS for any other file. */
static unsigned
find_part(const char *name)
{
    unsigned i = 0;

    while (i < SCRIPT_N_PARTS && !g_str_equal(name, script_engine_parts[i]))
        i++;
    return i;
}

static gboolean
write_asset(
    const char *name, const char *bytes, size_t len, gpointer data, GError **error)
{
    AssetTarget *target = data;
    unsigned part = find_part(name);
    g_autofree char *path = g_strdup_printf("site/assets/%s", name);
    g_autoptr(GString) stripped = NULL;

    if (g_str_has_suffix(name, ".js") && !g_str_has_suffix(name, STRIPPED_SCRIPT)) {
        stripped = script_strip(bytes, len);
        bytes = stripped->str;
        len = stripped->len;
    }
    if (part == SCRIPT_N_PARTS)
        return build_write(target->build, target->sums, path, bytes, len, error);
    target->parts[part] = g_steal_pointer(&stripped);
    return TRUE;
}

static gboolean
write_engine(const AssetTarget *target, GError **error)
{
    g_autoptr(GString) engine = g_string_new(NULL);

    for (unsigned i = 0; i < SCRIPT_N_PARTS; i++) {
        if (target->parts[i] == NULL) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE,
                        "assets/%s: not among the templates", script_engine_parts[i]);
            return FALSE;
        }
        g_string_append_len(engine, target->parts[i]->str,
                            (gssize) target->parts[i]->len);
    }
    return build_write(target->build, target->sums, "site/assets/" SCRIPT_ENGINE,
                       engine->str, engine->len, error);
}

static gboolean
write_rules(const Build *build, Sums *sums, GError **error)
{
    const char *script = rules_script();

    return build_write(build, sums, RULES_PATH, script, strlen(script), error);
}

gboolean
build_assets(const Build *build, Sums *sums, GError **error)
{
    AssetTarget target = { .build = build, .sums = sums };
    gboolean written = site_foreach_asset(build->site, write_asset, &target, error) &&
                       write_engine(&target, error) && write_rules(build, sums, error);

    for (unsigned i = 0; i < SCRIPT_N_PARTS; i++)
        if (target.parts[i] != NULL)
            g_string_free(target.parts[i], TRUE);
    return written;
}
