#include "format.h"

#include <string.h>

static const struct {
    const char *extension;
    Format format;
} formats[] = {
    { ".txt", FORMAT_TEXT },
    { ".md", FORMAT_MARKDOWN },
    { ".jsonl", FORMAT_JSONL },
};

size_t
format_stem_len(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash == NULL ? name : slash + 1;
    const char *dot = strrchr(base, '.');

    return dot == NULL || dot == base ? strlen(name) : (size_t) (dot - name);
}

Format
format_of(const char *name)
{
    const char *extension = name + format_stem_len(name);

    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        if (g_ascii_strcasecmp(extension, formats[i].extension) == 0)
            return formats[i].format;
    return FORMAT_NONE;
}

gboolean
format_is_silent(const char *base)
{
    static const char meta[] = ".meta.json";
    size_t len = strlen(base);

    if (base[0] == '.' || g_ascii_strncasecmp(base, "readme", 6) == 0)
        return TRUE;
    if (len >= sizeof meta && strcmp(base + len - (sizeof meta - 1), meta) == 0)
        return TRUE;
    return strcmp(base, "tracuu.json") == 0;
}
