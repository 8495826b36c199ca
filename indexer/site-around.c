#include "site-around.h"

#include "site-private.h"

gboolean
site_is_absolute(const Site *site)
{
    return *site->config->base_url != '\0';
}

char *
site_address(const Site *site, const char *path)
{
    const char *base = site->config->base_url;
    const char *slash = *base == '\0' || g_str_has_suffix(base, "/") ? "" : "/";
    return g_strconcat(base, slash, path, NULL);
}

static void
add_address(const Site *site, cJSON *data, const char *key, const char *path)
{
    g_autofree char *address = site_address(site, path);
    site_add_text(data, key, address);
}

/* A day as RFC 3339 has it; Vietnam's clocks are 7 hours ahead. */
static void
add_moment(cJSON *data, const char *key, const char *date)
{
    g_autofree char *moment = g_strconcat(date, "T00:00:00+07:00", NULL);
    site_add_text(data, key, moment);
}

static cJSON *
entry_data(const Site *site, const SiteFeedEntry *entry)
{
    cJSON *data = site_line_data(site, &entry->line);
    g_autofree char *path = g_strdup(json_get_string(data, "url"));
    site_add_text(data, "id", entry->id);
    add_address(site, data, "address", path);
    add_moment(data, "updated", entry->line.date);
    return data;
}

char *
site_render_feed(Site *site, const GArray *entries, const char *id, GError **error)
{
    g_autoptr(cJSON) data = cJSON_CreateObject();
    cJSON *list = cJSON_AddArrayToObject(data, "entries");
    for (unsigned i = 0; i < entries->len; i++)
        cJSON_AddItemToArray(list,
                             entry_data(site, &g_array_index(entries, SiteFeedEntry, i)));
    site_add_text(data, "id", id);
    add_moment(data, "updated", g_array_index(entries, SiteFeedEntry, 0).line.date);
    add_address(site, data, "self", "feed.xml");
    add_address(site, data, "home", "index.html");
    return template_render(site->templates, "feed", data, error);
}

char *
site_render_opensearch(Site *site, GError **error)
{
    g_autoptr(cJSON) data = cJSON_CreateObject();
    add_address(site, data, "search", "search.html");
    add_address(site, data, "icon", "assets/favicon.svg");
    return template_render(site->templates, "opensearch", data, error);
}

char *
site_render_missing(Site *site, GError **error)
{
    g_autofree char *search = g_strconcat(site->config->site_path, "search.html", NULL);
    g_autoptr(cJSON) data = cJSON_CreateObject();
    site_add_text(data, "root", site->config->site_path);
    site_add_text(data, "page_title", site_text(site, "missing_heading"));
    site_add_text(data, "form_action", search);
    return template_render(site->templates, "missing", data, error);
}
