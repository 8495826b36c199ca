#include "lexer.h"
#include "text/date.h"

#include <string.h>

#define FIRST_DAY "0101"
#define LAST_DAY "1231"

static gboolean
all_digits(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    return len > 0;
}

/* YYYY or YYYY-MM; a month ends on a 31st, which no date passes. */
static gboolean
read_period(const char *text, char first[NODE_DAY_SIZE], char last[NODE_DAY_SIZE])
{
    size_t len = strlen(text);
    if (len == 4 && all_digits(text, 4)) {
        g_snprintf(first, NODE_DAY_SIZE, "%s" FIRST_DAY, text);
        g_snprintf(last, NODE_DAY_SIZE, "%s" LAST_DAY, text);
        return TRUE;
    }
    if (len != 7 || text[4] != '-' || !all_digits(text, 4) || !all_digits(text + 5, 2))
        return FALSE;
    int month = (text[5] - '0') * 10 + (text[6] - '0');
    if (month < 1 || month > 12)
        return FALSE;
    g_snprintf(first, NODE_DAY_SIZE, "%.4s%.2s01", text, text + 5);
    g_snprintf(last, NODE_DAY_SIZE, "%.4s%.2s31", text, text + 5);
    return TRUE;
}

/* D/M/YYYY as ISO; "" when it has another shape. */
static void
iso_of_slashes(const char *text, char iso[DATE_ISO_SIZE])
{
    iso[0] = '\0';
    g_auto(GStrv) parts = g_strsplit(text, "/", 4);
    if (g_strv_length(parts) != 3 || strlen(parts[2]) != 4)
        return;
    for (int i = 0; i < 3; i++)
        if (!all_digits(parts[i], strlen(parts[i])) || (i < 2 && strlen(parts[i]) > 2))
            return;
    g_snprintf(iso, DATE_ISO_SIZE, "%s-%02d-%02d", parts[2], atoi(parts[1]),
               atoi(parts[0]));
}

/* What one end of the interval says; begin and end of a day are the same. */
static gboolean
read_end(const char *text, char first[NODE_DAY_SIZE], char last[NODE_DAY_SIZE])
{
    first[0] = last[0] = '\0';
    if (*text == '\0' || read_period(text, first, last))
        return TRUE;
    char slashes[DATE_ISO_SIZE];
    DateMatch date;
    iso_of_slashes(text, slashes);
    if (!date_parse_iso(slashes[0] != '\0' ? slashes : text, &date))
        return FALSE;
    g_snprintf(first, NODE_DAY_SIZE, "%04u%02u%02u", date.year % 10000u,
               date.month % 100u, date.day % 100u);
    memcpy(last, first, NODE_DAY_SIZE);
    return TRUE;
}

gboolean
lexer_read_days(const char *text,
                size_t len,
                char begin[NODE_DAY_SIZE],
                char end[NODE_DAY_SIZE])
{
    char unused[NODE_DAY_SIZE];
    g_autofree char *from = g_strndup(text, len);
    char *dots = strstr(from, "..");
    if (dots == NULL)
        return len > 0 && read_end(from, begin, end);
    *dots = '\0';
    const char *to = dots + 2;
    return (*from != '\0' || *to != '\0') && read_end(from, begin, unused) &&
           read_end(to, unused, end);
}
