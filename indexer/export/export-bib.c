/* BibTeX, in UTF-8, one @misc a notice: an organ is an author of one name, so its name
 * stands in a second pair of braces. */
#include "export.h"

#include <string.h>

/* What stands for a character that TeX gives a meaning, or that would end a line.  Braces
 * are counted by BibTeX even behind a backslash, so they are written by name. */
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
    return g_ascii_iscntrl(c) ? " " : NULL;
}

static void
append_text(GString *out, const char *utf8)
{
    const char *done = utf8;

    for (; *utf8 != '\0'; utf8++) {
        const char *escape = g_ascii_isalnum(*utf8) ? NULL : escape_of(*utf8);

        if (escape == NULL)
            continue;
        g_string_append_len(out, done, utf8 - done);
        g_string_append(out, escape);
        done = utf8 + 1;
    }
    g_string_append(out, done);
}

/* `braces` of them around the value, 1 or 2; nothing for NULL. */
static void
add_field(GString *out, const char *name, const char *value, unsigned braces)
{
    if (value == NULL)
        return;
    g_string_append(out, ",\n  ");
    g_string_append(out, name);
    g_string_append(out, " = ");
    g_string_append_len(out, "{{", braces);
    append_text(out, value);
    g_string_append_len(out, "}}", braces);
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
