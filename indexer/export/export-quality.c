/* How well each notice was read, one line a notice. */
#include "csv.h"
#include "export.h"

/* Columns, and where in the card's "quality" they come from. */
static const struct {
    const char *name, *object, *key;
} columns[] = {
    { "id", NULL, NULL },
    { "url", NULL, NULL },
    { "syllables", NULL, "syllables" },
    { "legal", NULL, "legal" },
    { "suspected", NULL, "suspected" },
    { "lookalikes", NULL, "lookalikes" },
    { "replacements", NULL, "replacements" },
    { "encoding", NULL, "encoding" },
    { "ocr_pages", "ocr", "pages" },
    { "ocr_confidence", "ocr", "confidence" },
    { "suspects", NULL, "suspects" },
    { "warnings", NULL, "warnings" },
};

#define FIRST_OF_QUALITY 2

/* "a; b": strings, or the words of objects. */
static char *
join(const cJSON *list)
{
    GString *joined = g_string_new(NULL);
    const cJSON *item = NULL;

    cJSON_ArrayForEach (item, list) {
        const char *word = json_get_string(item, "word");
        g_string_append_printf(joined, "%s%s", joined->len > 0 ? "; " : "",
                               word != NULL ? word : cJSON_GetStringValue(item));
    }
    return g_string_free(joined, FALSE);
}

/* (transfer full) or NULL. */
static char *
cell_of(const cJSON *value)
{
    if (cJSON_IsArray(value))
        return join(value);
    if (cJSON_IsNumber(value))
        return cJSON_PrintUnformatted(value);
    return g_strdup(cJSON_GetStringValue(value));
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
    const cJSON *quality = json_get(notice->card, "quality");
    char *cells[G_N_ELEMENTS(columns)] = {
        g_strdup(json_get_string(notice->card, "id")),
        g_strdup(notice->url),
    };

    for (size_t i = FIRST_OF_QUALITY; i < G_N_ELEMENTS(columns); i++) {
        const char *object = columns[i].object;
        const cJSON *from = object == NULL ? quality : json_get(quality, object);
        cells[i] = cell_of(json_get(from, columns[i].key));
    }
    csv_append_row(out, (const char *const *) cells, G_N_ELEMENTS(cells));
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        g_free(cells[i]);
}

const ExportFormat export_quality = { "quality.csv", begin, add, "", "" };
