#include "site-files.h"

#include "error.h"

#include <string.h>

#define CATALOGUE "catalogue"
#define CATALOGUE_SUFFIX ".json"

gboolean
site_read_file(const char *path, char **text, size_t *len, GError **error)
{
    g_autoptr(GError) local = NULL;
    if (g_file_get_contents(path, text, len, &local))
        return TRUE;
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, local->message);
    return FALSE;
}

static int
compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(char *const *) left, *(char *const *) right);
}

GPtrArray *
site_list_files(const char *dir, const char *prefix, const char *suffix, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(GDir) handle = g_dir_open(dir, 0, &local);
    if (handle == NULL) {
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, local->message);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(handle); name != NULL;
         name = g_dir_read_name(handle))
        if (*name != '.' && g_str_has_prefix(name, prefix) &&
            g_str_has_suffix(name, suffix))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* Moves the strings of `from` into `strings`. */
static gboolean
merge_strings(cJSON *strings, cJSON *from, const char *path, GError **error)
{
    while (from->child != NULL) {
        cJSON *string = cJSON_DetachItemViaPointer(from, from->child);
        if (json_get(strings, string->string) != NULL) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE,
                        "%s: \"%s\" stands in another catalogue too", path,
                        string->string);
            cJSON_Delete(string);
            return FALSE;
        }
        cJSON_AddItemToObject(strings, string->string, string);
    }
    return TRUE;
}

static gboolean
add_catalogue(cJSON *strings, const char *path, const char *language, GError **error)
{
    g_autofree char *text = NULL;
    size_t len = 0;
    if (!site_read_file(path, &text, &len, error))
        return FALSE;
    g_autoptr(GError) local = NULL;
    g_autoptr(cJSON) catalogue = json_parse(text, len, &local);
    if (catalogue == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, "%s: %s", path,
                    local->message);
        return FALSE;
    }
    cJSON *own = cJSON_GetObjectItemCaseSensitive(catalogue, language);
    if (cJSON_IsObject(own))
        return merge_strings(strings, own, path, error);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, "%s: no strings in \"%s\"",
                path, language);
    return FALSE;
}

cJSON *
site_load_catalogue(const char *dir, const char *language, GError **error)
{
    g_autoptr(GPtrArray) names = site_list_files(dir, CATALOGUE, CATALOGUE_SUFFIX, error);
    if (names == NULL)
        return NULL;
    if (!g_ptr_array_find_with_equal_func(names, CATALOGUE CATALOGUE_SUFFIX, g_str_equal,
                                          NULL)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE,
                    "%s/" CATALOGUE CATALOGUE_SUFFIX ": there is none", dir);
        return NULL;
    }
    g_autoptr(cJSON) strings = cJSON_CreateObject();
    for (unsigned i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(dir, names->pdata[i], NULL);
        if (!add_catalogue(strings, path, language, error))
            return NULL;
    }
    return g_steal_pointer(&strings);
}
