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
    GHashTable *parts; /* name → GString: the parts of bundles, stripped */
} AssetTarget;

static gboolean
is_part(const char *name)
{
    for (unsigned i = 0; i < script_n_bundles; i++)
        if (g_strv_contains(script_bundles[i].parts, name))
            return TRUE;
    return FALSE;
}

static gboolean
is_stripped(const char *name)
{
    return g_str_has_suffix(name, ".css") ||
           (g_str_has_suffix(name, ".js") && !g_str_has_suffix(name, STRIPPED_SCRIPT));
}

static gboolean
write_asset(
    const char *name, const char *bytes, size_t len, gpointer data, GError **error)
{
    AssetTarget *target = data;
    g_autofree char *path = g_strdup_printf("site/assets/%s", name);
    g_autoptr(GString) stripped = is_stripped(name) ? script_strip(bytes, len) : NULL;

    if (is_part(name)) {
        g_hash_table_insert(target->parts, g_strdup(name), g_steal_pointer(&stripped));
        return TRUE;
    }
    if (stripped != NULL) {
        bytes = stripped->str;
        len = stripped->len;
    }
    return build_write(target->build, target->sums, path, bytes, len, error);
}

static gboolean
write_bundle(const AssetTarget *target, const ScriptBundle *bundle, GError **error)
{
    g_autoptr(GString) whole = g_string_new(NULL);
    g_autofree char *path = g_strdup_printf("site/assets/%s", bundle->name);

    for (const char *const *name = bundle->parts; *name != NULL; name++) {
        const GString *part = g_hash_table_lookup(target->parts, *name);

        if (strcmp(*name, SCRIPT_PACKS) == 0 && target->build->packs == NULL)
            continue;
        if (part == NULL) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE,
                        "assets/%s: not among the templates", *name);
            return FALSE;
        }
        g_string_append_len(whole, part->str, (gssize) part->len);
    }
    return build_write(target->build, target->sums, path, whole->str, whole->len, error);
}

static gboolean
write_bundles(const AssetTarget *target, GError **error)
{
    for (unsigned i = 0; i < script_n_bundles; i++)
        if (!write_bundle(target, &script_bundles[i], error))
            return FALSE;
    return TRUE;
}

static gboolean
write_rules(const Build *build, Sums *sums, GError **error)
{
    const char *script = rules_script();

    return build_write(build, sums, RULES_PATH, script, strlen(script), error);
}

static void
free_part(gpointer part)
{
    g_string_free(part, TRUE);
}

gboolean
build_assets(const Build *build, Sums *sums, GError **error)
{
    g_autoptr(GHashTable) parts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_part);
    AssetTarget target = { build, sums, parts };

    g_autofree char *notice_data = site_notice_script(build->site, build->search_root);

    g_hash_table_insert(parts, g_strdup(STYLE_COLOURS),
                        g_string_new(site_get_colours(build->site)));
    g_hash_table_insert(parts, g_strdup(SCRIPT_NOTICE_DATA), g_string_new(notice_data));

    return site_foreach_asset(build->site, write_asset, &target, error) &&
           write_bundles(&target, error) && write_rules(build, sums, error);
}
