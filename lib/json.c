#include "json.h"

#include "error.h"
#include "json-scan.h"

/* Out of memory aborts in cJSON as everywhere else. */
static void
init_hooks(void)
{
    static gsize done = 0;
    cJSON_Hooks hooks = { g_malloc, g_free };

    if (!g_once_init_enter(&done))
        return;
    cJSON_InitHooks(&hooks);
    g_once_init_leave(&done, 1);
}

cJSON *
json_parse(const char *text, size_t len, GError **error)
{
    cJSON *json = NULL;

    if (!json_scan(text, len, NULL, NULL, error))
        return NULL;
    init_hooks();
    json = cJSON_ParseWithLength(text, len);
    g_assert(json != NULL);
    return json;
}

const cJSON *
json_get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

const char *
json_get_string(const cJSON *object, const char *key)
{
    return cJSON_GetStringValue(json_get(object, key));
}

/* Appends the escape of `c` and returns TRUE when it needs one. */
static gboolean
append_escape(GString *out, unsigned char c)
{
    switch (c) {
    case '"':
        g_string_append(out, "\\\"");
        return TRUE;
    case '\\':
        g_string_append(out, "\\\\");
        return TRUE;
    case '\n':
        g_string_append(out, "\\n");
        return TRUE;
    default:
        if (c >= 0x20 && c != '<')
            return FALSE;
        g_string_append_printf(out, "\\u%04x", c);
        return TRUE;
    }
}

void
json_append_string(GString *out, const char *utf8)
{
    const char *done = utf8;

    if (utf8 == NULL) {
        g_string_append(out, "null");
        return;
    }
    g_string_append_c(out, '"');
    for (const char *at = utf8; *at != '\0'; at++) {
        unsigned char c = (unsigned char) *at;
        if (c > '\\' || (c >= 0x20 && c != '"' && c != '\\' && c != '<'))
            continue;
        g_string_append_len(out, done, at - done);
        append_escape(out, c);
        done = at + 1;
    }
    g_string_append(out, done);
    g_string_append_c(out, '"');
}
