#include "csv.h"

#include <string.h>

static gboolean
starts_formula(const char *utf8)
{
    static const gunichar starts[] = {
        '=', '+', '-', '@', '\t', '\r', '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20,
    };
    gunichar first = g_utf8_get_char(utf8);

    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (first == starts[i])
            return TRUE;
    return FALSE;
}

static gboolean
is_left_out(char c)
{
    return g_ascii_iscntrl(c) && strchr("\t\r\n", c) == NULL;
}

void
csv_append_cell(GString *out, const char *utf8)
{
    if (utf8 == NULL)
        return;
    while (*utf8 != '\0' && is_left_out(*utf8)) /* the next one is what starts the cell */
        utf8++;
    g_string_append_c(out, '"');
    if (starts_formula(utf8))
        g_string_append_c(out, '\'');
    for (; *utf8 != '\0'; utf8++) {
        if (is_left_out(*utf8))
            continue;
        if (*utf8 == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *utf8);
    }
    g_string_append_c(out, '"');
}

void
csv_append_row(GString *out, const char *const *cells, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        csv_append_cell(out, cells[i]);
    }
    g_string_append(out, CSV_LINE_END);
}
