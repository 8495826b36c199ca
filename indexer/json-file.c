#include "json-file.h"

#include "error.h"
#include "load.h"

#include <string.h>

cJSON *
json_file_load(const char *path, GError **error)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t len = 0;
    g_autofree char *bytes = load_bytes(path, JSON_FILE_MAX_BYTES, &len, error);
    g_autoptr(cJSON) json = NULL;
    size_t skip = 0;

    if (bytes == NULL)
        return NULL;
    skip = g_str_has_prefix(bytes, mark) ? strlen(mark) : 0;
    json = json_parse(bytes + skip, len - skip, error);
    if (json == NULL)
        return NULL;
    if (!cJSON_IsObject(json)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX, "JSON: no object");
        return NULL;
    }
    return g_steal_pointer(&json);
}
