#include "format.h"

#include <string.h>

size_t
format_stem_len(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash == NULL ? name : slash + 1;
    const char *dot = strrchr(base, '.');

    return dot == NULL || dot == base ? strlen(name) : (size_t) (dot - name);
}

gboolean
format_is_silent(const char *base)
{
    static const char meta[] = ".meta.json";
    static const char *const names[] = {
        "tracuu.json",  "thumbs.db", "ehthumbs.db",
        "desktop.ini",  "__MACOSX",  "System Volume Information",
        "$RECYCLE.BIN", "#recycle",  "@eaDir",
        "lost+found",
    };
    size_t len = strlen(base);

    if (base[0] == '.' || g_str_has_prefix(base, "~$") || g_str_has_suffix(base, "~") ||
        g_ascii_strncasecmp(base, "readme", 6) == 0)
        return TRUE;
    if (len >= sizeof meta && strcmp(base + len - (sizeof meta - 1), meta) == 0)
        return TRUE;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(base, names[i]) == 0)
            return TRUE;
    return FALSE;
}
