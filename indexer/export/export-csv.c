/* One line a notice, for spreadsheets. */
#include "csv.h"
#include "export.h"

/* Where a cell comes from. */
typedef enum { CARD, SIGNATORY, LIST, COPY, RECEIVED, COUNT, URL } Source;

static const struct {
    const char *name; /* of the column */
    Source source;
    const char *key;
} columns[] = {
    { "id", CARD, "id" },
    { "url", URL, NULL },
    { "type", CARD, "type" },
    { "title", CARD, "title" },
    { "issuer", CARD, "issuer" },
    { "province", CARD, "province" },
    { "number", CARD, "number" },
    { "date", CARD, "date" },
    { "not_before", CARD, "not_before" },
    { "not_after", CARD, "not_after" },
    { "place", CARD, "place" },
    { "signatory", SIGNATORY, "name" },
    { "position", SIGNATORY, "position" },
    { "authority", SIGNATORY, "authority" },
    { "addressees", LIST, "addressees" },
    { "recipients", LIST, "recipients" },
    { "copy_kind", COPY, "kind" },
    { "copy_number", COPY, "number" },
    { "copy_body", COPY, "body" },
    { "copy_date", COPY, "date" },
    { "received_number", RECEIVED, "number" },
    { "received_body", RECEIVED, "body" },
    { "received_date", RECEIVED, "date" },
    { "citations", COUNT, "citations" },
    { "events", COUNT, "events" },
};

/* "a; b; c"; NULL when there is none.  (transfer full) */
static char *
join_list(const cJSON *list)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    const cJSON *item = NULL;

    cJSON_ArrayForEach (item, list) {
        if (joined->len > 0)
            g_string_append(joined, "; ");
        g_string_append(joined, cJSON_GetStringValue(item));
    }
    return joined->len == 0 ? NULL : g_string_free(g_steal_pointer(&joined), FALSE);
}

/* (transfer full) or NULL. */
static char *
cell_of(const ExportNotice *notice, Source source, const char *key)
{
    switch (source) {
    case SIGNATORY:
        return g_strdup(export_signatory(notice->card, key));
    case LIST:
        return join_list(json_get(notice->card, key));
    case COPY:
        return g_strdup(json_get_string(json_get(notice->card, "copy"), key));
    case RECEIVED:
        return g_strdup(json_get_string(json_get(notice->card, "received"), key));
    case COUNT:
        return g_strdup_printf("%d", cJSON_GetArraySize(json_get(notice->card, key)));
    case URL:
        return g_strdup(notice->url);
    default:
        return g_strdup(json_get_string(notice->card, key));
    }
}

static void
begin(GString *out)
{
    const char *names[G_N_ELEMENTS(columns)];

    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        names[i] = columns[i].name;
    g_string_append(out, CSV_BYTE_ORDER_MARK);
    csv_append_row(out, names, G_N_ELEMENTS(names));
}

static void
add(const ExportNotice *notice, GString *out)
{
    char *cells[G_N_ELEMENTS(columns)];

    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        cells[i] = cell_of(notice, columns[i].source, columns[i].key);
    csv_append_row(out, (const char *const *) cells, G_N_ELEMENTS(cells));
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        g_free(cells[i]);
}

const ExportFormat export_csv = { "notices.csv", begin, add, "", "" };
