/* The strings of the catalogue, filled in. */
#include "site-private.h"

#include "display.h"
#include "html.h"

#include <string.h>

void
site_index_texts(Site *site)
{
    const cJSON *string = NULL;
    site->texts = g_hash_table_new(g_str_hash, g_str_equal);
    cJSON_ArrayForEach (string, site->ui)
        if (cJSON_IsString(string))
            g_hash_table_insert(site->texts, string->string, string->valuestring);
}

const char *
site_text(const Site *site, const char *key)
{
    const char *text = g_hash_table_lookup(site->texts, key);
    return text != NULL ? text : key;
}

char *
site_fill(const Site *site, const char *key, const char *n, const char *m)
{
    const char *text = site_text(site, key);
    GString *out = g_string_sized_new(strlen(text) + strlen(n) + 16);
    for (const char *brace = NULL; (brace = strchr(text, '{')) != NULL;) {
        const char **value = brace[1] == 'm' ? &m : &n;
        const gboolean filled = *value != NULL && (g_str_has_prefix(brace, "{n}") ||
                                                   g_str_has_prefix(brace, "{m}"));
        g_string_append_len(out, text, brace - text + !filled);
        text = brace + (filled ? strlen("{n}") : 1);
        if (filled)
            g_string_append(out, *value);
        if (filled)
            *value = NULL; /* once */
    }
    g_string_append(out, text);
    return g_string_free(out, FALSE);
}

char *
site_number_id(const char *kind, uint64_t n)
{
    GString *id = g_string_new(kind);
    html_number(id, n);
    return g_string_free(id, FALSE);
}

char *
site_fill_count(const Site *site, const char *key, unsigned n)
{
    g_autofree char *count = display_count(n, site->config->language);
    g_autofree char *one = g_strconcat(key, "_one", NULL);
    return site_fill(site, n == 1 ? one : key, count, NULL);
}
