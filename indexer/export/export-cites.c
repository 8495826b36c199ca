/* One line a citation whose document is known. */
#include "csv.h"
#include "export.h"

static const char *const columns[] = {
    "id",   "url",  "line",       "type",     "number",    "issuer",
    "date", "text", "short_form", "cited_id", "cited_url", "cited_by"
};

static void
begin(GString *out)
{
    g_string_append(out, CSV_BYTE_ORDER_MARK);
    csv_append_row(out, columns, G_N_ELEMENTS(columns));
}

static void
add_link(const ExportNotice *notice, const ExportLink *link, GString *out)
{
    const char *key = link->is_short ? "short_forms" : "citations";
    const cJSON *in = link->is_short ? json_get(notice->card, "evidence") : notice->card;
    const cJSON *citation = cJSON_GetArrayItem(json_get(in, key), (int) link->place);
    const cJSON *line = json_get(citation, "line");
    g_autofree char *number = g_strdup_printf("%.0f", cJSON_GetNumberValue(line));
    g_autofree char *n_citing = g_strdup_printf("%u", link->n_citing);
    const char *const cells[G_N_ELEMENTS(columns)] = {
        json_get_string(notice->card, "id"),
        notice->url,
        number,
        link->type,
        link->number,
        link->issuer,
        link->date,
        json_get_string(citation, "text"),
        link->is_short ? "1" : NULL,
        link->cited_id,
        link->cited_url,
        n_citing,
    };

    csv_append_row(out, cells, G_N_ELEMENTS(cells));
}

static void
add(const ExportNotice *notice, GString *out)
{
    for (unsigned i = 0; i < notice->n_links; i++)
        add_link(notice, &notice->links[i], out);
}

const ExportFormat export_citations = { "citations.csv", begin, add, "", "" };
