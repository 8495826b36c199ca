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
    else if (c == '\\') /* "\\" before a cell's "|" would escape that */
        g_string_append(out, "&#92;");
    else {
        if (strchr("`[]_~", c) != NULL)
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

/* U+FEFF at the start is margin as well: cmark drops it, and what follows would be
 * an indent. */
static size_t
margin_length(Span line)
{
    static const char mark[] = "\xEF\xBB\xBF";

    if (line.at < line.end && (*line.at == ' ' || *line.at == '\t'))
        return 1;
    return line.end - line.at >= 3 && memcmp(line.at, mark, 3) == 0 ? 3 : 0;
}

static Span
without_margins(Span line)
{
    for (size_t n = margin_length(line); n > 0; n = margin_length(line))
        line.at += n;
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

/* The cells of a table's row; a "|" at either end is none's border but its own. */
static size_t
count_cells(Span row)
{
    size_t n = 1;

    row = without_margins(row);
    if (row.at < row.end && *row.at == '|')
        row.at++;
    if (row.at < row.end && row.end[-1] == '|')
        row.end--;
    for (const char *at = row.at; at < row.end; at++)
        n += *at == '|';
    return n;
}

static gboolean
is_table_rule(Span line)
{
    size_t len = (size_t) (line.end - line.at);

    return has_only(line, "-:| \t") && memchr(line.at, '|', len) != NULL &&
           memchr(line.at, '-', len) != NULL;
}

static void
append_row(GString *out, Span row, const char *filler, size_t n_cells)
{
    Span inner = without_margins(row);
    size_t n = count_cells(row);

    g_string_append_len(out, inner.at, inner.end - inner.at);
    if (inner.end == inner.at || inner.end[-1] != '|')
        g_string_append_c(out, '|');
    for (; n < n_cells; n++)
        g_string_append_printf(out, "%s|", filler);
}

/* TRUE when a table starts at line `i` of the block: a head, and a rule as wide. */
static gboolean
starts_table(const GArray *block, unsigned i)
{
    return i + 1 < block->len && is_table_rule(g_array_index(block, Span, i + 1)) &&
           count_cells(g_array_index(block, Span, i)) ==
               count_cells(g_array_index(block, Span, i + 1));
}

static size_t
count_widest(const GArray *block)
{
    size_t n_cells = 0;

    for (unsigned i = 0; i < block->len; i++)
        n_cells = MAX(n_cells, count_cells(g_array_index(block, Span, i)));
    return n_cells;
}

/* Makes a table as wide as its widest row, since cells beyond the head's are lost.
 * Lines after it, up to the block's end, are its rows. */
static void
append_widened(GString *out, const GArray *block /* (element-type Span) */)
{
    size_t n_cells = count_widest(block);
    gboolean is_rule = FALSE; /* a table started one line before */

    for (unsigned i = 0; i < block->len; i++) {
        Span line = g_array_index(block, Span, i);
        gboolean is_head = !is_rule && starts_table(block, i);
        if (is_head || is_rule)
            append_row(out, line, is_rule ? "-" : " ", n_cells);
        else
            g_string_append_len(out, line.at, line.end - line.at);
        is_rule = is_head;
        g_string_append_c(out, '\n');
    }
}

/* A copy of `escaped` with its tables widened.  (transfer full) */
static char *
widen_tables(const char *escaped)
{
    g_autoptr(GArray) block = g_array_new(FALSE, FALSE, sizeof(Span));
    GString *out = g_string_sized_new(strlen(escaped) + 1);

    while (*escaped != '\0') {
        Span line = { escaped, strchrnul(escaped, '\n') };
        escaped = line.end + (*line.end == '\n');
        if (line.at < line.end)
            g_array_append_val(block, line);
        if (line.at < line.end && *escaped != '\0')
            continue;
        append_widened(out, block);
        g_array_set_size(block, 0);
        if (line.at == line.end)
            g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

char *
markdown_escape_ocr(const char *text)
{
    g_autoptr(GString) out = g_string_sized_new(strlen(text) + strlen(text) / 16 + 1);
    gboolean open = FALSE;

    for (;;) {
        Span line = { text, strchrnul(text, '\n') };
        append_line(out, line, &open);
        g_string_append_c(out, '\n');
        if (*line.end == '\0')
            return widen_tables(out->str);
        text = line.end + 1;
    }
}
