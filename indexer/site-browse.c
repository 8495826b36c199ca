#include "site-browse.h"

#include "display.h"
#include "file-name.h"
#include "site-citations.h"
#include "site-private.h"
#include "site-timeline.h"

#include <string.h>

/* Of each facet: its name in paths, and its strings in the catalogue. */
static const struct {
    const char *name, *label, *all;
} facets[] = {
    [SITE_TYPE] = { "type", "browse_types", "browse_types_all" },
    [SITE_ISSUER] = { "issuer", "browse_issuers", "browse_issuers_all" },
    [SITE_PROVINCE] = { "province", "browse_provinces", "browse_provinces_all" },
    [SITE_YEAR] = { "year", "browse_years", "browse_years_all" },
    [SITE_MONTH] = { "month", "browse_months", NULL },
};

#define UNDATED_PATH "browse/undated.html"
#define YEAR_CHARS 4
#define MONTH_CHARS 7

#define LIST_PAGE 200
#define LIST_PAGE_PACKED 1000

unsigned
site_list_page(const Site *site)
{
    return config_is_packed(site->config) ? LIST_PAGE_PACKED : LIST_PAGE;
}

/* ---- paths ---------------------------------------------------------------------- */

char *
site_group_path(SiteFacet facet, const char *value)
{
    if (value == NULL && (facet == SITE_YEAR || facet == SITE_MONTH))
        return g_strdup(UNDATED_PATH);
    if (value == NULL)
        return g_strdup_printf("browse/unknown-%s.html", facets[facet].name);
    g_autofree char *name = file_name_from_id(value);
    return g_strdup_printf("browse/%s/%s.html", facets[facet].name, name);
}

char *
site_month_path(const char *date)
{
    if (date == NULL)
        return NULL;
    g_autofree char *month = g_strndup(date, MONTH_CHARS);
    return site_group_path(SITE_MONTH, month);
}

char *
site_values_path(SiteFacet facet)
{
    return g_strdup_printf("browse/%s.html", facets[facet].name);
}

char *
site_page_path(const char *path, unsigned page)
{
    const size_t len = strlen(path) - strlen(".html");
    return page == 1 ? g_strdup(path)
                     : g_strdup_printf("%.*s.%u.html", (int) len, path, page);
}

/* ---- names ---------------------------------------------------------------------- */

/* What a value is called: "Tháng 02/2020", "không rõ". */
static char *
name_of(const Site *site, SiteFacet facet, const char *value)
{
    const gboolean is_date = facet == SITE_YEAR || facet == SITE_MONTH;
    if (value == NULL)
        return g_strdup(site_text(site, is_date ? "browse_undated" : "unknown"));
    if (facet != SITE_MONTH)
        return g_strdup(value);
    return site_month_name(site, value);
}

char *
site_month_name(const Site *site, const char *iso)
{
    g_autofree char *year = g_strndup(iso, YEAR_CHARS);
    const unsigned number = (unsigned) g_ascii_strtoull(iso + YEAR_CHARS + 1, NULL, 10);
    g_autofree char *key = g_strdup_printf("month_%u", number);
    return site_fill(site, key, year, NULL);
}

char *
site_days(const Site *site, const char *date, const char *end)
{
    g_autofree char *first = display_date(date, site->config->language);
    g_autofree char *last = display_date(end, site->config->language);
    if (first == NULL || last == NULL)
        return g_steal_pointer(&first);
    return site_fill(site, "days", first, last);
}

char *
site_document_name(const Site *site, const char *type, const char *number)
{
    if (type != NULL && number != NULL)
        return g_strdup_printf("%s %s", type, number);
    if (type != NULL || number != NULL)
        return g_strdup(type != NULL ? type : number);
    return g_strdup(site_text(site, "document_unnamed"));
}

/* ---- parts of pages ------------------------------------------------------------- */

void
site_add_step(cJSON *trail, const char *label, const char *path)
{
    cJSON *step = cJSON_CreateObject();
    site_add_text(step, "label", label);
    site_add_text(step, "url", path);
    cJSON_AddItemToArray(trail, step);
}

cJSON *
site_page_data(const Site *site, const char *path, const char *heading, cJSON **trail)
{
    cJSON *data = cJSON_CreateObject();
    g_autofree char *root = site_way_up(path);
    site_add_text(data, "root", root);
    site_add_text(data, "page_title", heading);
    site_add_text(data, "heading", heading);
    *trail = cJSON_AddArrayToObject(data, "trail");
    site_add_step(*trail, site_text(site, "nav_home"), "index.html");
    return data;
}

/* The name of the file alone: pages of one list lie side by side. */
static void
add_neighbour(cJSON *data, const char *key, const char *path, unsigned page)
{
    g_autofree char *whole = site_page_path(path, page);
    const char *slash = strrchr(whole, '/');
    site_add_text(data, key, slash != NULL ? slash + 1 : whole);
}

void
site_add_pager(const Site *site, cJSON *data, const char *path, SitePager pager)
{
    const char *language = site->config->language;
    g_autofree char *page = display_count(pager.page, language);
    g_autofree char *n_pages = display_count(pager.n_pages, language);
    g_autofree char *text = site_fill(site, "answer_page", page, n_pages);
    const gboolean first = pager.page == 1;
    const gboolean last = pager.page >= pager.n_pages;
    cJSON_AddBoolToObject(data, "paged", pager.n_pages > 1);
    cJSON_AddBoolToObject(data, "first_page", first);
    site_add_text(data, "page_text", text);
    if (first)
        site_add_text(data, "previous_url", NULL);
    else
        add_neighbour(data, "previous_url", path, pager.page - 1);
    if (last)
        site_add_text(data, "next_url", NULL);
    else
        add_neighbour(data, "next_url", path, pager.page + 1);
    if (first)
        return;
    g_autofree char *title =
        g_strdup_printf("%s – %s", json_get_string(data, "page_title"), text);
    cJSON_ReplaceItemInObjectCaseSensitive(data, "page_title", cJSON_CreateString(title));
}

/* A line of values: a link and how many. */
static void
add_value(const Site *site, cJSON *array, SiteFacet facet, const SiteGroup *group)
{
    cJSON *row = cJSON_CreateObject();
    g_autofree char *name = name_of(site, facet, group->value);
    g_autofree char *path = site_group_path(facet, group->value);
    g_autofree char *count = display_count(group->n, site->config->language);
    site_add_text(row, "value", name);
    site_add_text(row, "url", path);
    site_add_text(row, "count_text", count);
    cJSON_AddBoolToObject(row, "unknown", group->value == NULL);
    cJSON_AddItemToArray(array, row);
}

/* ---- a list of notices ---------------------------------------------------------- */

/* Where a group's page stands: below the list of its facet, a month below its year. */
static void
add_trail(const Site *site, cJSON *trail, const SiteGroupPage *page, const char *name)
{
    const gboolean is_month = page->facet == SITE_MONTH;
    const SiteFacet facet = is_month ? SITE_YEAR : page->facet;
    g_autofree char *values = site_values_path(facet);
    site_add_step(trail, site_text(site, "nav_browse"), "browse/index.html");
    site_add_step(trail, site_text(site, facets[facet].label), values);
    if (is_month) {
        g_autofree char *year = g_strndup(page->group.value, YEAR_CHARS);
        g_autofree char *path = site_group_path(SITE_YEAR, year);
        site_add_step(trail, year, path);
    }
    site_add_step(trail, name, NULL);
}

static char *
group_heading(const Site *site, const SiteGroupPage *page, const char *name)
{
    if (page->facet == SITE_YEAR && page->group.value != NULL)
        return site_fill(site, "browse_year", name, NULL);
    return g_strdup(name);
}

char *
site_render_group(Site *site, const SiteGroupPage *page, GError **error)
{
    g_autofree char *path = site_group_path(page->facet, page->group.value);
    g_autofree char *name = name_of(site, page->facet, page->group.value);
    g_autofree char *heading = group_heading(site, page, name);
    g_autofree char *count = site_fill_count(site, "count_notices", page->group.n);
    cJSON *trail = NULL;
    g_autoptr(cJSON) data = site_page_data(site, path, heading, &trail);
    add_trail(site, trail, page, name);
    site_add_pager(site, data, path, page->pager);
    site_add_text(data, "kind", site_text(site, facets[page->facet].label));
    site_add_text(data, "count_text", count);
    cJSON_AddBoolToObject(data, "undated",
                          page->facet == SITE_YEAR && page->group.value == NULL);
    cJSON *lines = cJSON_AddArrayToObject(data, "lines");
    for (unsigned i = 0; i < page->lines->len; i++)
        cJSON_AddItemToArray(
            lines, site_line_data(site, &g_array_index(page->lines, SiteLine, i)));
    cJSON *months = cJSON_AddArrayToObject(data, "values");
    for (unsigned i = 0; page->months != NULL && i < page->months->len; i++)
        add_value(site, months, SITE_MONTH, &g_array_index(page->months, SiteGroup, i));
    cJSON_AddBoolToObject(data, "has_months", cJSON_GetArraySize(months) > 0);
    cJSON_AddBoolToObject(data, "has_lines", page->lines->len > 0);
    return template_render(site->templates, "group", data, error);
}

/* ---- lists of values ------------------------------------------------------------ */

char *
site_render_values(Site *site, const SiteValuesPage *page, GError **error)
{
    g_autofree char *path = site_values_path(page->facet);
    const char *label = site_text(site, facets[page->facet].label);
    cJSON *trail = NULL;
    g_autoptr(cJSON) data = site_page_data(site, path, label, &trail);
    site_add_step(trail, site_text(site, "nav_browse"), "browse/index.html");
    site_add_step(trail, label, NULL);
    site_add_pager(site, data, path, page->pager);
    cJSON *values = cJSON_AddArrayToObject(data, "values");
    for (unsigned i = 0; i < page->n; i++)
        add_value(site, values, page->facet, &page->values[i]);
    return template_render(site->templates, "values", data, error);
}

static int
compare_sizes(gconstpointer a, gconstpointer b)
{
    const SiteGroup *left = *(const SiteGroup *const *) a;
    const SiteGroup *right = *(const SiteGroup *const *) b;
    return left->n != right->n ? (left->n > right->n ? -1 : 1)
                               : (left > right) - (left < right);
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const SiteGroup *left = *(const SiteGroup *const *) a;
    const SiteGroup *right = *(const SiteGroup *const *) b;
    return (left > right) - (left < right);
}

/* Of many values the most frequent; of years the newest.  In their order.
 * (transfer full) (element-type SiteGroup). */
static GPtrArray *
choose_values(SiteFacet facet, const GArray *groups)
{
    GPtrArray *chosen = g_ptr_array_new();
    for (unsigned i = 0; i < groups->len; i++)
        g_ptr_array_add(chosen, &g_array_index(groups, SiteGroup, i));
    if (chosen->len <= SITE_VALUES_SHOWN)
        return chosen;
    if (facet != SITE_YEAR)
        g_ptr_array_sort(chosen, compare_sizes);
    g_ptr_array_set_size(chosen, SITE_VALUES_SHOWN);
    g_ptr_array_sort(chosen, compare_places);
    return chosen;
}

static cJSON *
facet_data(const Site *site, SiteFacet facet, const GArray *groups)
{
    cJSON *data = cJSON_CreateObject();
    cJSON *values = cJSON_AddArrayToObject(data, "values");
    g_autoptr(GPtrArray) chosen = choose_values(facet, groups);
    g_autofree char *path = site_values_path(facet);
    const gboolean more = chosen->len < groups->len;
    g_autofree char *all =
        more ? site_fill_count(site, facets[facet].all, groups->len) : NULL;
    site_add_text(data, "label", site_text(site, facets[facet].label));
    site_add_text(data, "list_url", path);
    site_add_text(data, "all", all);
    for (unsigned i = 0; i < chosen->len; i++)
        add_value(site, values, facet, g_ptr_array_index(chosen, i));
    return data;
}

/* The pages that are no lists of notices. */
static void
add_ways(const Site *site, cJSON *data, unsigned n_cited)
{
    g_autofree char *cited = site_fill_count(site, "count_documents", n_cited);
    site_add_text(data, "citations_url", SITE_CITATIONS_PATH);
    site_add_text(data, "citations_text", cited);
    site_add_text(data, "timeline_url", SITE_TIMELINE_PATH);
}

char *
site_render_browse(Site *site, const SiteBrowse *browse, GError **error)
{
    const char *heading = site_text(site, "browse_heading");
    cJSON *trail = NULL;
    g_autoptr(cJSON) data = site_page_data(site, "browse/index.html", heading, &trail);
    g_autofree char *count = site_fill_count(site, "count_notices", browse->n_notices);
    cJSON *list = cJSON_AddArrayToObject(data, "facets");
    cJSON_AddBoolToObject(data, "is_browse", TRUE);
    site_add_step(trail, site_text(site, "nav_browse"), NULL);
    site_add_text(data, "count_text", count);
    for (SiteFacet facet = 0; facet < SITE_N_FACETS; facet++)
        if (browse->facets[facet] != NULL)
            cJSON_AddItemToArray(list, facet_data(site, facet, browse->facets[facet]));
    add_ways(site, data, browse->n_cited);
    return template_render(site->templates, "browse", data, error);
}
