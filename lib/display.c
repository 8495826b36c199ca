#include "display.h"

#include "text/date.h"

#include <string.h>

static gboolean
is_english(const char *language)
{
    return g_strcmp0(language, "en") == 0;
}

char *
display_count(unsigned long count, const char *language)
{
    g_autofree char *digits = g_strdup_printf("%lu", count);
    const char group = is_english(language) ? ',' : '.';
    const size_t len = strlen(digits);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            g_string_append_c(out, group);
        g_string_append_c(out, digits[i]);
    }
    return g_string_free(out, FALSE);
}

char *
display_date(const char *iso, const char *language)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"
    };
    DateMatch date = { 0 };
    if (iso == NULL || !date_parse_iso(iso, &date))
        return NULL;
    if (is_english(language))
        return g_strdup_printf("%u %s %u", date.day, months[date.month - 1], date.year);
    return g_strdup_printf("%02u/%s%u/%u", date.day, date.month < 3 ? "0" : "",
                           date.month, date.year);
}

/* Ends `line` at a blank, so that no word is cut, when it is too long. */
static char *
shorten(const char *line, size_t len)
{
    if (g_utf8_strlen(line, (gssize) len) <= DISPLAY_HEADING_CHARS)
        return g_strndup(line, len);
    const char *limit = g_utf8_offset_to_pointer(line, DISPLAY_HEADING_CHARS);
    const char *blank = g_strrstr_len(line, limit - line, " ");
    const char *end = blank != NULL ? blank : limit;
    return g_strdup_printf("%.*s …", (int) (end - line), line);
}

char *
display_heading(const Notice *notice)
{
    if (notice->title != NULL)
        return g_strdup(notice->title);
    const char *line = notice->text != NULL ? notice->text : "";
    /* What an OCR program left of a table or of bold face is no word. */
    line += strspn(line, " \t\r\n*_#|-");
    const size_t len = strcspn(line, "\r\n*|");
    if (len == 0)
        return g_strdup(notice->id);
    return shorten(line, len);
}
