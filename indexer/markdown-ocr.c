#include "markdown-ocr.h"

#include <glib.h>
#include <string.h>

/* A line of a text: [at, end), without margins. */
typedef struct {
    const char *at;
    const char *end;
} Span;

/* TRUE when the line has no other characters than `set`. */
static gboolean
has_only(Span line, const char *set)
{
    for (const char *at = line.at; at < line.end; at++)
        if (strchr(set, *at) == NULL)
            return FALSE;
    return TRUE;
}

static char
char_at(Span line, const char *at)
{
    if (at == line.end)
        return '\0';
    return *at;
}

/* The run of stars at `at` when it stands in brackets of its own: "(*)", "(**)" is
 * a footnote's sign.  0 when it does not. */
static size_t
footnote_stars(Span line, const char *at)
{
    const char *end = at;

    while (char_at(line, end) == '*')
        end++;
    return at > line.at && at[-1] == '(' && char_at(line, end) == ')'
               ? (size_t) (end - at)
               : 0;
}

/* Appends a character that stands within a line. */
static void
append_inline(GString *out, char c)
{
    if (c == '<')
        g_string_append(out, "&lt;");
    else if (c == '&')
        g_string_append(out, "&amp;");
    else {
        if (strchr("\\`[]_~", c) != NULL)
            g_string_append_c(out, '\\');
        g_string_append_c(out, c);
    }
}

/* TRUE for a letter's byte: neither blank nor ASCII punctuation. */
static gboolean
is_letter(char c)
{
    return ((unsigned char) c & 0x80) != 0 || g_ascii_isalnum(c);
}

/* Bold that OCR glued to its neighbour ("THÔNG BÁO**Ý KIẾN") gets a blank outside. */
static void
append_bold(GString *out, Span line, const char *at, gboolean *open)
{
    gboolean glued =
        at > line.at && is_letter(at[-1]) && is_letter(char_at(line, at + 2));

    *open = !*open;
    if (glued && *open)
        g_string_append_c(out, ' ');
    g_string_append(out, "**");
    if (glued && !*open)
        g_string_append_c(out, ' ');
}

/* `open` says whether bold is on, from line to line of a paragraph. */
static void
append_inlines(GString *out, Span line, gboolean *open)
{
    const char *at = line.at;

    while (at < line.end) {
        size_t stars = *at == '*' ? footnote_stars(line, at) : 0;
        if (stars > 0) {
            for (size_t i = 0; i < stars; i++)
                g_string_append(out, "\\*");
            at += stars;
        } else if (*at == '*' && char_at(line, at + 1) == '*') {
            append_bold(out, line, at, open);
            at += 2;
        } else {
            append_inline(out, *at++);
        }
    }
}

static void
append_escaped_all(GString *out, Span line)
{
    for (const char *at = line.at; at < line.end; at++) {
        if (g_ascii_ispunct(*at))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *at);
    }
}

/* Appends the number of "1." or "1)" so that it starts no list; returns what
 * follows it, or `line.at` when there is no number. */
static const char *
append_number(GString *out, Span line)
{
    const char *at = line.at;

    while (g_ascii_isdigit(char_at(line, at)))
        at++;
    if (at == line.at || (char_at(line, at) != '.' && char_at(line, at) != ')'))
        return line.at;
    g_string_append_len(out, line.at, at - line.at);
    g_string_append_c(out, '\\');
    g_string_append_c(out, *at);
    return at + 1;
}

static gboolean
is_bullet(Span line)
{
    return line.end - line.at > 2 && (line.at[0] == '-' || line.at[0] == '*') &&
           g_ascii_isspace(line.at[1]);
}

static Span
without_margins(Span line)
{
    while (line.at < line.end && (*line.at == ' ' || *line.at == '\t'))
        line.at++;
    while (line.at < line.end && (line.end[-1] == ' ' || line.end[-1] == '\t'))
        line.end--;
    return line;
}

/* Appends a line that starts with no bullet, or what follows one. */
static void
append_plain(GString *out, Span line, gboolean *open)
{
    if (has_only(line, "-=_* \t|:") &&
        memchr(line.at, '|', (size_t) (line.end - line.at)) == NULL) {
        append_escaped_all(out, line); /* a rule, an ornament: no heading, no list */
        return;
    }
    line.at = append_number(out, line);
    if (line.at < line.end && strchr("+->", *line.at) != NULL)
        g_string_append_c(out, '\\');
    append_inlines(out, line, open);
}

static void
append_line(GString *out, Span line, gboolean *open)
{
    line = without_margins(line);
    *open = *open && line.at < line.end;
    if (is_bullet(line) && !has_only(line, "-=_* \t")) {
        g_string_append_len(out, line.at, 1);
        g_string_append_c(out, ' ');
        line.at++;
        line = without_margins(line);
        if (is_bullet(line) && *line.at == '*') /* append_plain does the others */
            g_string_append_c(out, '\\');
    }
    append_plain(out, line, open);
}

char *
markdown_escape_ocr(const char *text)
{
    GString *out = g_string_sized_new(strlen(text) + strlen(text) / 16 + 1);
    gboolean open = FALSE;

    for (;;) {
        Span line = { text, strchrnul(text, '\n') };
        append_line(out, line, &open);
        g_string_append_c(out, '\n');
        if (*line.end == '\0')
            return g_string_free(out, FALSE);
        text = line.end + 1;
    }
}
