#include <string.h>

#include "error.h"
#include "respond.h"
#include "template.h"

#define PAGE_TEMPLATE "answer"

static char *
read_metadata(XapianDatabase *database, const char *key, GError **error)
{
    g_autoptr(GBytes) bytes = xapian_database_get_metadata(database, key, error);
    if (bytes == NULL)
        return NULL;
    size_t len = 0;
    const char *data = g_bytes_get_data(bytes, &len);
    if (len > 0)
        return g_strndup(data, len);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT, "the index has no \"%s\"",
                key);
    return NULL;
}

/* The names of the partials that `text` asks for. (element-type utf8) */
static GPtrArray *
partials_of(const char *text)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    while ((text = strstr(text, "{{>")) != NULL) {
        text += strlen("{{>");
        const char *end = strstr(text, "}}");
        if (end == NULL)
            break;
        g_ptr_array_add(names, g_strstrip(g_strndup(text, (size_t) (end - text))));
    }
    return names;
}

/* Adds the page's template and, as they are met, its partials. */
static gboolean
load_templates(XapianDatabase *database, TemplateSet *set, GError **error)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(wanted, g_strdup(PAGE_TEMPLATE));
    while (wanted->len > 0) {
        char *name = g_ptr_array_steal_index(wanted, wanted->len - 1);
        if (!g_hash_table_add(seen, name))
            continue;
        g_autofree char *key = g_strconcat(SCHEMA_META_TEMPLATE, name, NULL);
        g_autofree char *text = read_metadata(database, key, error);
        if (text == NULL || !template_set_add(set, name, text, error))
            return FALSE;
        g_autoptr(GPtrArray) partials = partials_of(text);
        while (partials->len > 0)
            g_ptr_array_add(wanted, g_ptr_array_steal_index(partials, partials->len - 1));
    }
    return TRUE;
}

gboolean
respond_html(XapianDatabase *database,
             const SearchRequest *request,
             const Answer *answer,
             const PageError *page_error,
             GString *out,
             GError **error)
{
    g_autofree char *text = read_metadata(database, SCHEMA_META_CONFIG, error);
    g_autoptr(cJSON) config = text != NULL ? json_parse(text, strlen(text), error) : NULL;
    g_autoptr(cJSON) data =
        config != NULL ? page_data(config, request, answer, page_error, error) : NULL;
    g_autoptr(TemplateSet) set = template_set_new();
    if (data == NULL || !load_templates(database, set, error))
        return FALSE;
    g_autofree char *page = template_render(set, PAGE_TEMPLATE, data, error);
    if (page == NULL)
        return FALSE;
    g_string_append(out, page);
    return TRUE;
}
