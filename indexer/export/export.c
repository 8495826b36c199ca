#include "export.h"

#include <string.h>

char *
export_period(const cJSON *card)
{
    const char *begin = json_get_string(card, "not_before");
    const char *end = json_get_string(card, "not_after");

    if (json_get_string(card, "date") != NULL || (begin == NULL && end == NULL))
        return NULL;
    return g_strdup_printf("[%s..%s]", begin == NULL ? "" : begin,
                           end == NULL ? "" : end);
}

const char *
export_signatory(const cJSON *card, const char *key)
{
    return json_get_string(json_get(card, "signatory"), key);
}

static void
begin_json(GString *out)
{
    g_string_append(out, "[\n");
}

/* The card with the address of the notice's page before its members. */
static void
add_json(const ExportNotice *notice, GString *out)
{
    g_string_append(out, "{\"url\":");
    json_append_string(out, notice->url);
    g_string_append_c(out, ',');
    g_string_append(out, notice->json + strlen("{"));
}

const ExportFormat export_json = { "notices.json", begin_json, add_json, ",\n", "\n]\n" };
