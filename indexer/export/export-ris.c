/* RIS, one record a notice, for EndNote and Zotero. */
#include "export.h"

#include <string.h>

/* A line holds its value as it is; line ends and other control characters would end it.
 */
static void
add_field(GString *out, const char *tag, const char *value)
{
    if (value == NULL)
        return;
    g_string_append(out, tag);
    g_string_append(out, "  - ");
    const size_t begin = out->len;
    g_string_append(out, value);
    for (char *at = out->str + begin; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    g_string_append(out, "\r\n");
}

/* Readers cut a name at its comma into family and given name: an organ with one in its
 * name stands as publisher alone. */
static void
add_issuer(GString *out, const char *issuer)
{
    if (issuer != NULL && strchr(issuer, ',') == NULL)
        add_field(out, "AU", issuer);
    add_field(out, "PB", issuer);
}

static void
add_date(GString *out, const char *iso)
{
    g_autofree char *year = iso == NULL ? NULL : g_strndup(iso, 4);
    g_autofree char *day = NULL;

    if (iso == NULL)
        return;
    day = g_strdelimit(g_strconcat(iso, "/", NULL), "-", '/');
    add_field(out, "PY", year);
    add_field(out, "DA", day);
}

static void
begin(GString *out)
{
    (void) out;
}

static void
add(const ExportNotice *notice, GString *out)
{
    const cJSON *card = notice->card;
    g_autofree char *period = export_period(card);

    add_field(out, "TY", "GOVDOC");
    add_field(out, "ID", notice->key);
    add_issuer(out, json_get_string(card, "issuer"));
    add_field(out, "TI", json_get_string(card, "title"));
    add_field(out, "M1", json_get_string(card, "number"));
    add_field(out, "M3", json_get_string(card, "type"));
    add_date(out, json_get_string(card, "date"));
    add_field(out, "CY", json_get_string(card, "place"));
    add_field(out, "N1", period);
    add_field(out, "LA", "vi");
    if (notice->absolute)
        add_field(out, "UR", notice->url);
    g_string_append(out, "ER  - \r\n");
}

const ExportFormat export_ris = { "notices.ris", begin, add, "\r\n", "" };
