/* Numbers of list items in letters and Roman figures. */
#include "read/document.h"

#include <string.h>

#define MAX_ROMAN 3999u

static void
append_roman(GString *out, unsigned number)
{
    static const struct {
        unsigned value;
        const char *roman;
    } figures[] = {
        { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" },
        { 90, "xc" },  { 50, "l" },   { 40, "xl" }, { 10, "x" },   { 9, "ix" },
        { 5, "v" },    { 4, "iv" },   { 1, "i" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
        for (; number >= figures[i].value; number -= figures[i].value)
            g_string_append(out, figures[i].roman);
}

/* a … z, then aa, bb … as Word does. */
static void
append_letters(GString *out, unsigned number)
{
    unsigned times = (number - 1) / 26 + 1;

    for (unsigned i = 0; i < times && i < 10; i++)
        g_string_append_c(out, (char) ('a' + (number - 1) % 26));
}

void
document_append_number(GString *out, const char *format, unsigned number)
{
    gboolean letter =
        strstr(format, "Letter") != NULL || g_ascii_strcasecmp(format, "a") == 0;
    gboolean roman =
        strstr(format, "Roman") != NULL || g_ascii_strcasecmp(format, "i") == 0;
    size_t start = out->len;

    if (letter && number > 0)
        append_letters(out, number);
    else if (roman && number > 0 && number <= MAX_ROMAN)
        append_roman(out, number);
    else if (strcmp(format, "decimalZero") == 0)
        g_string_append_printf(out, "%02u", number);
    else if (strcmp(format, "none") != 0 && *format != '\0')
        g_string_append_printf(out, "%u", number);
    if (g_ascii_isupper(*format) || g_str_has_prefix(format, "upper"))
        for (char *at = out->str + start; *at != '\0'; at++)
            *at = g_ascii_toupper(*at);
}
