/* The tables of a line a notice. */
#include "csv.h"
#include "export.h"

/* "a; b": strings, or the words or texts of objects. */
static char *
join(const cJSON *list)
{
    GString *joined = g_string_new(NULL);
    const cJSON *item = NULL;

    cJSON_ArrayForEach (item, list) {
        const char *word = json_get_string(item, "word");

        if (word == NULL)
            word = json_get_string(item, "text");
        if (joined->len > 0)
            g_string_append(joined, "; ");
        g_string_append(joined, word != NULL ? word : cJSON_GetStringValue(item));
    }
    return g_string_free(joined, FALSE);
}

/* (transfer full) or NULL. */
static char *
text_of(const cJSON *value)
{
    if (cJSON_IsArray(value))
        return join(value);
    if (cJSON_IsNumber(value))
        return cJSON_PrintUnformatted(value);
    return g_strdup(cJSON_GetStringValue(value));
}

/* The object that a source names. */
static const cJSON *
object_of(const cJSON *card, ExportSource source)
{
    switch (source) {
    case EXPORT_SIGNATORY:
        return json_get(card, "signatory");
    case EXPORT_COPY:
        return json_get(card, "copy");
    case EXPORT_RECEIVED:
        return json_get(card, "received");
    case EXPORT_QUALITY:
        return json_get(card, "quality");
    case EXPORT_OCR:
        return json_get(json_get(card, "quality"), "ocr");
    default:
        return card;
    }
}

/* (transfer full) or NULL. */
static char *
cell_of(const ExportNotice *notice, const ExportColumn *column)
{
    const cJSON *value = json_get(object_of(notice->card, column->source), column->key);

    switch (column->source) {
    case EXPORT_URL:
        return g_strdup(notice->url);
    case EXPORT_COUNT:
        return g_strdup_printf("%d", cJSON_GetArraySize(value));
    case EXPORT_LIST:
        return cJSON_GetArraySize(value) > 0 ? join(value) : NULL;
    default:
        return text_of(value);
    }
}

void
export_begin_table(const ExportColumn *columns, size_t n, GString *out)
{
    g_autofree const char **names = g_new(const char *, n);

    for (size_t i = 0; i < n; i++)
        names[i] = columns[i].name;
    g_string_append(out, CSV_BYTE_ORDER_MARK);
    csv_append_row(out, names, n);
}

void
export_add_row(const ExportColumn *columns,
               size_t n,
               const ExportNotice *notice,
               GString *out)
{
    g_autofree char **cells = g_new(char *, n);

    for (size_t i = 0; i < n; i++)
        cells[i] = cell_of(notice, &columns[i]);
    csv_append_row(out, (const char *const *) cells, n);
    for (size_t i = 0; i < n; i++)
        g_free(cells[i]);
}
