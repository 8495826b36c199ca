#include "site-around.h"

#include <string.h>

#include "site-private.h"

/* Characters, by OpenSearch 1.1. */
#define SHORT_NAME_CHARS 16
#define LONG_NAME_CHARS 48

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

/* XML 1.0 has no control characters, U+FFFE and U+FFFF, however they are written; what
 * notices and titles have of them becomes U+FFFD.  (transfer full), NULL for NULL. */
static char *
legal_xml(char *rendered)
{
    g_autofree char *xml = rendered;
    if (xml == NULL)
        return NULL;
    GString *out = g_string_sized_new(strlen(xml));
    for (const char *at = xml; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const gboolean legal =
            c < ' ' ? strchr("\t\n\r", (int) c) != NULL : c != 0xFFFE && c != 0xFFFF;
        g_string_append_unichar(out, legal ? c : 0xFFFD);
    }
    return g_string_free(out, FALSE);
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
    return legal_xml(template_render(site->templates, "feed", data, error));
}

/* The title, cut behind a word where it has more than `most` characters. */
static void
add_name(cJSON *data, const char *key, const char *title, glong most)
{
    if (g_utf8_strlen(title, -1) <= most) {
        site_add_text(data, key, title);
        return;
    }
    const char *end = g_utf8_offset_to_pointer(title, most);
    const char *blank = g_strrstr_len(title, end - title, " ");
    end = blank != NULL ? blank : g_utf8_offset_to_pointer(title, most - 1);
    g_autofree char *name = g_strdup_printf("%.*s…", (int) (end - title), title);
    site_add_text(data, key, name);
}

char *
site_render_opensearch(Site *site, GError **error)
{
    g_autoptr(cJSON) data = cJSON_CreateObject();
    const char *title = site_get_title(site);
    add_name(data, "short_name", title, SHORT_NAME_CHARS);
    add_name(data, "long_name", title, LONG_NAME_CHARS);
    add_address(site, data, "search", "search.html");
    add_address(site, data, "icon", "assets/favicon.svg");
    return legal_xml(template_render(site->templates, "opensearch", data, error));
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
