#include "script.h"

#include <string.h>

static const char *const engine_parts[] = {
    "text-keys.js",
    "text-tokens.js",
    "text-compounds.js",
    "query-lexer.js",
    "query-parse.js",
    "index-load.js",
    "index-store.js",
    "search-match.js",
    "search-score.js",
    "search.js",
    "search-snippet.js",
    SCRIPT_PACKS,
    NULL,
};

static const char *const style_parts[] = {
    STYLE_COLOURS,      "style-base.css",    "style-search.css", "style-notice.css",
    "style-browse.css", "style-quality.css", "style-media.css",  NULL,
};

static const char *const viewer_parts[] = { "index-load.js", SCRIPT_PACKS,
                                            "viewer-page.js", NULL };

static const char *const notice_parts[] = { SCRIPT_NOTICE_DATA, "notice-page.js", NULL };

const ScriptBundle script_bundles[] = {
    { "engine.js", engine_parts },
    { "notice.js", notice_parts },
    { "style.css", style_parts },
    { "viewer.js", viewer_parts },
};
const unsigned script_n_bundles = G_N_ELEMENTS(script_bundles);

static gboolean
starts_with(const char *line, size_t len, const char *what)
{
    return len >= strlen(what) && memcmp(line, what, strlen(what)) == 0;
}

static gboolean
ends_with(const char *line, size_t len, const char *what)
{
    size_t n = strlen(what);

    return len >= n && memcmp(line + len - n, what, n) == 0;
}

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* TRUE for a line that is comment from its start to its end. */
static gboolean
opens_comment(const char *line, size_t len)
{
    if (!starts_with(line, len, "/*"))
        return FALSE;
    line += 2;
    len -= 2;
    return ends_with(line, len, "*/") || g_strstr_len(line, (gssize) len, "*/") == NULL;
}

/* The length of a line without the comment that ends it.  What follows "//" up to the end
 * of the line is one for sure when nothing in it could close a string or a pattern. */
static size_t
code_length(const char *line, size_t len)
{
    for (size_t i = len; i > 3; i--) {
        const char *at = line + i - 4;

        if (strchr("\"'`", at[3]) != NULL)
            return len;
        if (memcmp(at, " // ", 4) == 0)
            return i - 4;
        if (at[3] == '/')
            return len;
    }
    return len;
}

/* TRUE when `line` may follow on the line before: one of them says that nothing ends
 * between them, and that one has no comment that would go on. */
static gboolean
joins(const GString *stripped, char first)
{
    gsize len = stripped->len;

    if (len < 2)
        return FALSE;
    const char *before = memrchr(stripped->str, '\n', len - 1);
    const char *start = before != NULL ? before + 1 : stripped->str;
    return (strchr("{([,", stripped->str[len - 2]) != NULL ||
            strchr("})]", first) != NULL) &&
           strstr(start, "//") == NULL && strchr(start, '`') == NULL;
}

/* Appends a line without its indent, unless it is no code. */
static void
strip_line(GString *stripped, gboolean *in_comment, const char *line, size_t len)
{
    while (len > 0 && is_blank(*line)) {
        line++;
        len--;
    }
    while (len > 0 && is_blank(line[len - 1]))
        len--;
    if (*in_comment || opens_comment(line, len)) {
        *in_comment = !ends_with(line, len, "*/");
        return;
    }
    if (len == 0 || starts_with(line, len, "//"))
        return;
    len = code_length(line, len);
    while (len > 0 && is_blank(line[len - 1]))
        len--;
    if (joins(stripped, *line))
        g_string_truncate(stripped, stripped->len - 1);
    g_string_append_len(stripped, line, (gssize) len);
    g_string_append_c(stripped, '\n');
}

GString *
script_strip(const char *source, size_t len)
{
    GString *stripped = g_string_sized_new(len);
    const char *end = source + len;
    gboolean in_comment = FALSE;

    for (const char *line = source; line < end;) {
        const char *stop = memchr(line, '\n', (size_t) (end - line));

        if (stop == NULL)
            stop = end;
        strip_line(stripped, &in_comment, line, (size_t) (stop - line));
        line = stop + 1;
    }
    return stripped;
}
