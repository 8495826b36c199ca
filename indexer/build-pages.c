/* The pages and files of the site that are not a notice's own. */
#include "build.h"

#include <string.h>

#include "file.h"
#include "script.h"

/* A script that is stripped already, another's work: shipped as it came. */
#define STRIPPED_SCRIPT ".min.js"

/* The folders of DIR/site, all there from the start (SPEC 3). */
static const char *const folders[] = { "site",       "site/assets",  "site/browse",
                                       "site/data",  "site/notices", "site/originals",
                                       "site/search" };

gboolean
build_make_folders(const Build *build, GError **error)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_build_filename(build->bundle, folders[i], NULL);

        if (!file_make_folder(path, error))
            return FALSE;
    }
    return TRUE;
}

static void
clear_count(gpointer pointer)
{
    g_free(((SiteCount *) pointer)->value);
}

/* Most frequent first, unknown last. */
static int
compare_by_count(gconstpointer a, gconstpointer b)
{
    const SiteCount *left = a;
    const SiteCount *right = b;

    if ((left->value == NULL) != (right->value == NULL))
        return left->value == NULL ? 1 : -1;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    return g_strcmp0(left->value, right->value);
}

/* Newest first, unknown last. */
static int
compare_by_year(gconstpointer a, gconstpointer b)
{
    return -g_strcmp0(((const SiteCount *) a)->value, ((const SiteCount *) b)->value);
}

static char *
type_of(const SpoolEntry *entry)
{
    return g_strdup(entry->type);
}

static char *
year_of(const SpoolEntry *entry)
{
    return entry->date != NULL ? g_strndup(entry->date, 4) : NULL;
}

/* How many entries have each value; sorted with `compare`, which leaves no ties. */
static GArray *
count_values(const GPtrArray *entries,
             char *(*value_of)(const SpoolEntry *),
             GCompareFunc compare)
{
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(SiteCount));
    g_autoptr(GHashTable) by_value =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SiteCount unknown = { NULL, 0 };
    GHashTableIter iter;
    gpointer value = NULL;
    gpointer count = NULL;

    for (unsigned i = 0; i < entries->len; i++) {
        char *own = value_of(g_ptr_array_index(entries, i));

        if (own == NULL) {
            unknown.count++;
            continue;
        }
        count = g_hash_table_lookup(by_value, own);
        g_hash_table_insert(by_value, own, GUINT_TO_POINTER(GPOINTER_TO_UINT(count) + 1));
    }
    g_array_set_clear_func(counts, clear_count);
    g_hash_table_iter_init(&iter, by_value);
    while (g_hash_table_iter_next(&iter, &value, &count)) {
        const SiteCount known = { g_strdup(value), GPOINTER_TO_UINT(count) };

        g_array_append_val(counts, known);
    }
    if (unknown.count > 0)
        g_array_append_val(counts, unknown);
    g_array_sort(counts, compare);
    return counts;
}

static GPtrArray *
read_latest(const Build *build, GError **error)
{
    g_autoptr(SpoolReader) reader = spool_reader_new(build->scratch, build->n_jobs);
    g_autoptr(GPtrArray) latest =
        g_ptr_array_new_with_free_func((GDestroyNotify) notice_free);

    for (unsigned i = 0; i < MIN(SITE_N_LATEST, build->entries->len); i++) {
        Notice *notice =
            spool_reader_read(reader, g_ptr_array_index(build->entries, i), NULL, error);

        if (notice == NULL)
            return NULL;
        g_ptr_array_add(latest, notice);
    }
    return g_steal_pointer(&latest);
}

static gboolean
write_page(
    const Build *build, Sums *sums, const char *path, const char *page, GError **error)
{
    return page != NULL && build_write(build, sums, path, page, strlen(page), error);
}

static gboolean
write_home(const Build *build, Sums *sums, GError **error)
{
    g_autoptr(GPtrArray) latest = read_latest(build, error);
    g_autoptr(GArray) types = count_values(build->entries, type_of, compare_by_count);
    g_autoptr(GArray) years = count_values(build->entries, year_of, compare_by_year);
    const SiteSummary summary = {
        .n_notices = build->entries->len,
        .latest = latest,
        .types = types,
        .years = years,
    };

    if (latest == NULL)
        return FALSE;
    g_autofree char *page = site_render_home(build->site, &summary, error);
    return write_page(build, sums, "site/index.html", page, error);
}

/* For the callback of site_foreach_asset. */
typedef struct {
    const Build *build;
    Sums *sums;
} AssetTarget;

static gboolean
write_asset(
    const char *name, const char *bytes, size_t len, gpointer data, GError **error)
{
    const AssetTarget *target = data;
    g_autofree char *path = g_strdup_printf("site/assets/%s", name);
    g_autoptr(GString) stripped = NULL;

    if (g_str_has_suffix(name, ".js") && !g_str_has_suffix(name, STRIPPED_SCRIPT)) {
        stripped = script_strip(bytes, len);
        bytes = stripped->str;
        len = stripped->len;
    }
    return build_write(target->build, target->sums, path, bytes, len, error);
}

gboolean
build_common_pages(const Build *build, Sums *sums, GError **error)
{
    AssetTarget target = { build, sums };
    g_autofree char *search = site_render_search(build->site, build->search_root, error);
    g_autofree char *script =
        search != NULL ? site_page_script(build->site, error) : NULL;

    return write_page(build, sums, "site/search.html", search, error) &&
           write_page(build, sums, "site/assets/page-data.js", script, error) &&
           write_home(build, sums, error) &&
           site_foreach_asset(build->site, write_asset, &target, error);
}
