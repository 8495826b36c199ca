#include "json-file.h"

#include "encoding.h"
#include "error.h"
#include "load.h"

#include <string.h>

cJSON *
json_file_load(const char *path, GError **error)
{
    EncodingReport report = { 0 };
    size_t len = 0;
    g_autofree char *bytes = load_bytes(path, JSON_FILE_MAX_BYTES, &len, error);
    g_autofree char *text = NULL;
    g_autoptr(cJSON) json = NULL;

    if (bytes == NULL)
        return NULL;
    text = encoding_decode(bytes, len, &report, error);
    if (text == NULL)
        return NULL;
    json = report.n_replaced > 0 ? json_parse(bytes, len, error)
                                 : json_parse(text, strlen(text), error);
    if (json == NULL)
        return NULL;
    if (!cJSON_IsObject(json)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX, "JSON: no object");
        return NULL;
    }
    return g_steal_pointer(&json);
}
