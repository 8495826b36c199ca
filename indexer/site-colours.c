#include "site-colours.h"

#include "error.h"
#include "json-file.h"

#include <math.h>
#include <string.h>

#define COLOURS "colours.json"

static const struct {
    const char *name, *start, *end;
} themes[] = {
    { "light", ":root{", "}\n" },
    { "dark", "@media (prefers-color-scheme:dark){:root{", "}}\n" },
};

/* Colours that meet, and the contrast that they need: text and what is no text. */
#define TEXT 4.5
#define SHAPE 3.0

static const struct {
    const char *upper, *lower;
    double least;
} meetings[] = {
    { "ink", "paper", TEXT },     { "ink", "ground", TEXT },
    { "ink", "mark", TEXT },      { "ink", "here", TEXT },
    { "muted", "paper", TEXT },   { "muted", "ground", TEXT },
    { "link", "paper", TEXT },    { "link", "ground", TEXT },
    { "visited", "paper", TEXT }, { "accent", "paper", TEXT },
    { "bar-ink", "bar", TEXT },   { "focus-ink", "focus", TEXT },
    { "field", "paper", SHAPE },
};

/* The three channels of "#rgb" or "#rrggbb", 0 to 255; FALSE for what is neither. */
static gboolean
parse_colour(const char *text, unsigned channels[3])
{
    const size_t digits = text != NULL ? strlen(text) - (*text == '#') : 0;
    if (text == NULL || *text != '#' || (digits != 3 && digits != 6))
        return FALSE;
    for (unsigned i = 0; i < digits; i++)
        if (!g_ascii_isxdigit(text[1 + i]))
            return FALSE;
    for (unsigned i = 0; i < 3; i++) {
        const char *at = text + 1 + (digits == 6 ? 2 * i : i);
        const int high = g_ascii_xdigit_value(at[0]);
        const int low = digits == 6 ? g_ascii_xdigit_value(at[1]) : high;
        channels[i] = (unsigned) (16 * high + low);
    }
    return TRUE;
}

/* WCAG 2.2, "relative luminance". */
static double
luminance(const unsigned channels[3])
{
    static const double weights[] = { 0.2126, 0.7152, 0.0722 };
    double sum = 0;
    for (unsigned i = 0; i < 3; i++) {
        const double part = channels[i] / 255.0;
        sum += weights[i] *
               (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/* WCAG 2.2, "contrast ratio": 1 to 21. */
static double
contrast(const char *one, const char *other)
{
    unsigned a[3];
    unsigned b[3];
    if (!parse_colour(one, a) || !parse_colour(other, b))
        return 0;
    const double first = luminance(a);
    const double second = luminance(b);
    return (MAX(first, second) + 0.05) / (MIN(first, second) + 0.05);
}

/* Replaces the colours of one theme by those that were chosen. */
static gboolean
choose(cJSON *colours, const cJSON *chosen, const char *theme, GError **error)
{
    const cJSON *colour = NULL;
    unsigned channels[3];
    cJSON_ArrayForEach (colour, chosen) {
        const char *text = cJSON_GetStringValue(colour);
        if (json_get(colours, colour->string) == NULL) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG,
                        "\"colours\": %s: there is no \"%s\"", theme, colour->string);
            return FALSE;
        }
        if (!parse_colour(text, channels)) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG,
                        "\"colours\": %s: \"%s\" is neither \"#rgb\" nor \"#rrggbb\"",
                        theme, colour->string);
            return FALSE;
        }
        cJSON_ReplaceItemInObjectCaseSensitive(colours, colour->string,
                                               cJSON_CreateString(text));
    }
    return TRUE;
}

static gboolean
check_contrast(const cJSON *colours, const char *theme, GError **error)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(meetings); i++) {
        const double found = contrast(json_get_string(colours, meetings[i].upper),
                                      json_get_string(colours, meetings[i].lower));
        if (found >= meetings[i].least)
            continue;
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG,
                    "\"colours\": %s: \"%s\" on \"%s\" has a contrast of %.1f, less than "
                    "%.1f",
                    theme, meetings[i].upper, meetings[i].lower, found,
                    meetings[i].least);
        return FALSE;
    }
    return TRUE;
}

static void
append_theme(GString *style, const cJSON *colours, unsigned theme)
{
    const cJSON *colour = NULL;
    g_string_append(style, themes[theme].start);
    cJSON_ArrayForEach (colour, colours)
        g_string_append_printf(style, "--%s:%s;", colour->string, colour->valuestring);
    g_string_append(style, themes[theme].end);
}

/* FALSE when a value of colours.json is no colour: it would be CSS. */
static gboolean
check_values(const cJSON *colours, const char *path, GError **error)
{
    const cJSON *colour = NULL;
    unsigned channels[3];
    cJSON_ArrayForEach (colour, colours) {
        if (parse_colour(cJSON_GetStringValue(colour), channels) &&
            strspn(colour->string, "abcdefghijklmnopqrstuvwxyz-") ==
                strlen(colour->string))
            continue;
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE,
                    "%s: \"%s\" is no colour's name or no \"#rrggbb\"", path,
                    colour->string);
        return FALSE;
    }
    return TRUE;
}

char *
site_colours(const char *dir, const cJSON *chosen, GError **error)
{
    g_autofree char *path = g_build_filename(dir, COLOURS, NULL);
    g_autoptr(GError) local = NULL;
    g_autoptr(cJSON) all = json_file_load(path, &local);
    g_autoptr(GString) style = g_string_new(NULL);
    if (all == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, "%s: %s", path,
                    local->message);
        return NULL;
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(themes); i++) {
        const char *name = themes[i].name;
        cJSON *colours = cJSON_GetObjectItemCaseSensitive(all, name);
        if (!check_values(colours, path, error) ||
            !choose(colours, json_get(chosen, name), name, error) ||
            !check_contrast(colours, name, error))
            return NULL;
        append_theme(style, colours, i);
    }
    return g_string_free(g_steal_pointer(&style), FALSE);
}
