/* The pages and files of the site that are not a notice's own. */
#include "build.h"

#include <string.h>

#include "browse/groups.h"
#include "file.h"

/* The folders of DIR/site, all there from the start (SPEC 3). */
static const char *const folders[] = {
    "site",
    "site/assets",
    "site/browse",
    "site/browse/cited",
    "site/browse/issuer",
    "site/browse/month",
    "site/browse/province",
    "site/browse/timeline",
    "site/browse/type",
    "site/browse/year",
    "site/data",
    "site/notices",
    "site/originals",
    "site/search",
};

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

/* Most frequent first, unknown last. */
static int
compare_by_count(gconstpointer a, gconstpointer b)
{
    const SiteGroup *left = a;
    const SiteGroup *right = b;

    if ((left->value == NULL) != (right->value == NULL))
        return left->value == NULL ? 1 : -1;
    if (left->n != right->n)
        return left->n > right->n ? -1 : 1;
    return g_strcmp0(left->value, right->value);
}

static GArray *
list_latest(const Build *build)
{
    GArray *latest = g_array_new(FALSE, FALSE, sizeof(SiteLine));

    for (uint32_t i = 0; i < MIN(SITE_N_LATEST, listing_get_n(build->listing)); i++) {
        const SiteLine line = listing_get(build->listing, i);

        g_array_append_val(latest, line);
    }
    return latest;
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
    g_autoptr(GArray) latest = list_latest(build);
    g_autoptr(Groups) types = groups_new(build->listing, SITE_TYPE);
    g_autoptr(Groups) years = groups_new(build->listing, SITE_YEAR);
    const SiteSummary summary = {
        .n_notices = listing_get_n(build->listing),
        .has_feed = latest->len > 0 && g_array_index(latest, SiteLine, 0).date != NULL,
        .latest = latest,
        .types = types->values,
        .years = years->values,
    };

    g_array_sort(types->values, compare_by_count);
    g_autofree char *page = site_render_home(build->site, &summary, error);
    return write_page(build, sums, "site/index.html", page, error);
}

static gboolean
write_research(const Build *build, Sums *sums, GError **error)
{
    g_autofree char *concordance =
        site_render_research(build->site, SITE_CONCORDANCE, build->search_root, error);
    g_autofree char *frequency =
        concordance != NULL
            ? site_render_research(build->site, SITE_FREQUENCY, build->search_root, error)
            : NULL;

    return write_page(build, sums, "site/concordance.html", concordance, error) &&
           write_page(build, sums, "site/frequency.html", frequency, error);
}

gboolean
build_common_pages(const Build *build, Sums *sums, GError **error)
{
    g_autofree char *search = site_render_search(build->site, build->search_root, error);
    g_autofree char *script =
        search != NULL ? site_page_script(build->site, error) : NULL;

    g_autofree char *strings =
        script != NULL ? site_strings_script(build->site, error) : NULL;
    g_autofree char *viewer =
        strings != NULL ? site_render_viewer(build->site, build->search_root, error)
                        : NULL;

    return write_page(build, sums, "site/search.html", search, error) &&
           write_page(build, sums, "site/assets/page-data.js", script, error) &&
           write_page(build, sums, "site/assets/page-strings.js", strings, error) &&
           write_page(build, sums, "site/notice.html", viewer, error) &&
           write_research(build, sums, error) && write_home(build, sums, error) &&
           build_around(build, sums, error) && build_assets(build, sums, error);
}
