/* BibTeX, in UTF-8, one @misc a notice: an organ is an author of one name, so its name
 * stands in a second pair of braces. */
#include "export.h"

#include <string.h>

/* What stands for a character that TeX gives a meaning.  Braces are counted by BibTeX
 * even behind a backslash, so they are written by name. */
static const char *
escape_of(char c)
{
    static const struct {
        char c;
        const char *escape;
    } escapes[] = {
        { '\\', "\\textbackslash{}" },
        { '{', "\\textbraceleft{}" },
        { '}', "\\textbraceright{}" },
        { '~', "\\textasciitilde{}" },
        { '^', "\\textasciicircum{}" },
        { '%', "\\%" },
        { '$', "\\$" },
        { '#', "\\#" },
        { '&', "\\&" },
        { '_', "\\_" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(escapes); i++)
        if (escapes[i].c == c)
            return escapes[i].escape;
    return NULL;
}

static void
append_text(GString *out, const char *utf8)
{
    for (; *utf8 != '\0'; utf8++) {
        const char *escape = escape_of(*utf8);

        if (escape != NULL)
            g_string_append(out, escape);
        else
            g_string_append_c(out, g_ascii_iscntrl(*utf8) ? ' ' : *utf8);
    }
}

/* `braces` of them around the value; nothing for NULL. */
static void
add_field(GString *out, const char *name, const char *value, unsigned braces)
{
    if (value == NULL)
        return;
    g_string_append_printf(out, ",\n  %s = %.*s", name, (int) braces, "{{");
    append_text(out, value);
    g_string_append_printf(out, "%.*s", (int) braces, "}}");
}

/* LaTeX's \url and biblatex take it as it is; what would end the field is written as URLs
 * do. */
static void
add_url(GString *out, const char *url)
{
    g_string_append(out, ",\n  url = {");
    for (; *url != '\0'; url++) {
        if (strchr("{}\\", *url) != NULL)
            g_string_append_printf(out, "%%%02X", (unsigned char) *url);
        else
            g_string_append_c(out, g_ascii_iscntrl(*url) ? ' ' : *url);
    }
    g_string_append_c(out, '}');
}

/* `iso` is a date that was checked when it was read. */
static void
add_date(GString *out, const char *iso)
{
    static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec" };
    guint64 month = iso == NULL ? 0 : g_ascii_strtoull(iso + strlen("2020-"), NULL, 10);

    if (month < 1 || month > G_N_ELEMENTS(months))
        return;
    g_string_append_printf(out, ",\n  year = {%.4s},\n  month = %s,\n  day = {%s}", iso,
                           months[month - 1], iso + strlen("2020-03-"));
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
    g_autofree char *key = g_strdelimit(g_strdup(notice->key), "~", ':');
    g_autofree char *period = export_period(card);

    g_string_append_printf(out, "@misc{%s", key);
    add_field(out, "author", json_get_string(card, "issuer"), 2);
    add_field(out, "title", json_get_string(card, "title"), 2);
    add_field(out, "type", json_get_string(card, "type"), 1);
    add_field(out, "number", json_get_string(card, "number"), 1);
    add_date(out, json_get_string(card, "date"));
    add_field(out, "address", json_get_string(card, "place"), 1);
    add_field(out, "note", period, 1);
    if (notice->absolute)
        add_url(out, notice->url);
    g_string_append(out, "\n}\n");
}

const ExportFormat export_bibtex = { "notices.bib", begin, add, "\n", "" };
