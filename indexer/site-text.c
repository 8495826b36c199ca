/* The strings of the catalogue, filled in. */
#include "site-private.h"

#include "display.h"

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
    GString *text = g_string_new(site_text(site, key));
    /* {m} first: what stands for {n} may hold anything. */
    if (m != NULL)
        g_string_replace(text, "{m}", m, 1);
    g_string_replace(text, "{n}", n, 1);
    return g_string_free(text, FALSE);
}

char *
site_fill_count(const Site *site, const char *key, unsigned n)
{
    g_autofree char *count = display_count(n, site->config->language);
    g_autofree char *one = g_strconcat(key, "_one", NULL);
    return site_fill(site, n == 1 ? one : key, count, NULL);
}
