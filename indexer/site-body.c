#include "site-body.h"

#include "html.h"

#include <string.h>

typedef struct {
    const char *start;
    const char *end;
} Span;

typedef struct {
    GString *out;
    char *label_before; /* of the link's label, around the number; HTML */
    char *label_after;
    unsigned n_paragraphs;
} Body;

static char *
escaped(const char *utf8, size_t len)
{
    GString *out = g_string_new(NULL);
    html_text(out, utf8, len);
    return g_string_free(out, FALSE);
}

static void
body_init(Body *body, size_t text_len, const char *permalink)
{
    const char *number = strstr(permalink, "{n}");
    const size_t before =
        number != NULL ? (size_t) (number - permalink) : strlen(permalink);
    const char *after = number != NULL ? number + strlen("{n}") : "";
    body->out = g_string_sized_new(text_len + text_len / 4 + 256);
    body->label_before = escaped(permalink, before);
    body->label_after = escaped(after, strlen(after));
    body->n_paragraphs = 0;
}

static char *
body_finish(Body *body)
{
    g_free(body->label_before);
    g_free(body->label_after);
    return g_string_free(body->out, FALSE);
}

static void
open_paragraph(Body *body)
{
    g_string_append_printf(body->out, "<p id=\"d%u\">", ++body->n_paragraphs);
}

/* The link's sign is drawn by the stylesheet, so that copied text has none. */
static void
close_paragraph(Body *body)
{
    g_string_append_printf(
        body->out, "<a class=\"permalink\" href=\"#d%u\" aria-label=\"%s%u%s\"></a></p>",
        body->n_paragraphs, body->label_before, body->n_paragraphs, body->label_after);
}

static gboolean
is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static Span
trimmed(Span span)
{
    while (span.start < span.end && is_blank(*span.start))
        span.start++;
    while (span.end > span.start && is_blank(span.end[-1]))
        span.end--;
    return span;
}

/* The line at *at without its newline; moves *at past it. */
static Span
next_line(const char **at, const char *end)
{
    const char *newline = memchr(*at, '\n', (size_t) (end - *at));
    const Span line = { *at, newline != NULL ? newline : end };
    *at = newline != NULL ? newline + 1 : end;
    return trimmed(line);
}

/* The next run of lines that are not blank; start == end when there is none. */
static Span
next_block(const char **at, const char *end)
{
    Span block = { end, end };
    while (*at < end) {
        const Span line = next_line(at, end);
        if (line.start < line.end) {
            if (block.start == end)
                block.start = line.start;
            block.end = line.end;
        } else if (block.start != end) {
            break;
        }
    }
    return block;
}

/* Emphasis, as far as the marks of one paragraph pair up. */
typedef struct {
    size_t open[2]; /* marks in the opening run: 1 <em>, 2 <strong> */
    unsigned n_open;
} Emphasis;

static void
emphasis_close(Emphasis *emphasis, GString *out, size_t *n_marks)
{
    while (*n_marks > 0 && emphasis->n_open > 0 &&
           emphasis->open[emphasis->n_open - 1] <= *n_marks) {
        *n_marks -= emphasis->open[--emphasis->n_open];
        g_string_append(out,
                        emphasis->open[emphasis->n_open] == 2 ? "</strong>" : "</em>");
    }
}

static gboolean
emphasis_open(Emphasis *emphasis, GString *out, size_t n_marks)
{
    while (n_marks > 0) {
        const size_t kind = n_marks >= 2 ? 2 : 1;
        if (emphasis->n_open == G_N_ELEMENTS(emphasis->open) ||
            (emphasis->n_open == 1 && emphasis->open[0] == kind))
            return FALSE;
        emphasis->open[emphasis->n_open++] = kind;
        g_string_append(out, kind == 2 ? "<strong>" : "<em>");
        n_marks -= kind;
    }
    return TRUE;
}

/* Writes a run of stars between the bytes `before` and `after` (a blank at the
 * paragraph's ends).  FALSE when it pairs with nothing that it could. */
static gboolean
emphasis_run(Emphasis *emphasis, GString *out, size_t n_marks, char before, char after)
{
    const gboolean may_close = !g_ascii_isspace(before);
    const gboolean may_open = !g_ascii_isspace(after);
    if (!may_close && !may_open) {
        while (n_marks-- > 0)
            g_string_append_c(out, '*');
        return TRUE;
    }
    if (may_close)
        emphasis_close(emphasis, out, &n_marks);
    return n_marks == 0 || (may_open && emphasis_open(emphasis, out, n_marks));
}

/* Text with a line break for each newline. */
static void
put_lines(GString *out, Span text)
{
    for (const char *at = text.start; at < text.end;) {
        const char *newline = memchr(at, '\n', (size_t) (text.end - at));
        const char *end = newline != NULL ? newline : text.end;
        html_text(out, at, (size_t) (end - at));
        if (newline != NULL)
            html_markup(out, "<br>\n");
        at = newline != NULL ? newline + 1 : end;
    }
}

static gboolean
put_emphasised(GString *out, Span text)
{
    Emphasis emphasis = { 0 };
    const char *done = text.start;
    for (const char *at = text.start; at < text.end;) {
        const char *star = memchr(at, '*', (size_t) (text.end - at));
        if (star == NULL)
            break;
        at = star;
        while (at < text.end && *at == '*')
            at++;
        put_lines(out, (Span){ done, star });
        done = at;
        const char *before = star > text.start ? star - 1 : " ";
        const char *after = at < text.end ? at : " ";
        if (!emphasis_run(&emphasis, out, (size_t) (at - star), *before, *after))
            return FALSE;
    }
    put_lines(out, (Span){ done, text.end });
    return emphasis.n_open == 0;
}

static void
put_paragraph(Body *body, Span text)
{
    open_paragraph(body);
    const size_t mark = body->out->len;
    if (!put_emphasised(body->out, text)) {
        g_string_truncate(body->out, mark);
        put_lines(body->out, text);
    }
    close_paragraph(body);
    html_markup(body->out, "\n");
}

static gboolean
is_table(Span block)
{
    for (const char *at = block.start; at < block.end;) {
        const Span line = next_line(&at, block.end);
        if (*line.start != '|')
            return FALSE;
    }
    return block.start < block.end;
}

static void
put_row(GString *out, Span line)
{
    const char *at = line.start + 1; /* past the first | */
    html_markup(out, "<tr>");
    while (at < line.end) {
        const char *bar = memchr(at, '|', (size_t) (line.end - at));
        const Span cell = trimmed((Span){ at, bar != NULL ? bar : line.end });
        html_markup(out, "<td>");
        html_text(out, cell.start, (size_t) (cell.end - cell.start));
        html_markup(out, "</td>");
        at = bar != NULL ? bar + 1 : line.end;
    }
    html_markup(out, "</tr>\n");
}

/* The line under a table's head says nothing, nor does an empty row. */
static void
put_table(GString *out, Span block)
{
    const size_t mark = out->len;
    gboolean any = FALSE;
    html_markup(out, "<table>\n<tbody>\n");
    for (const char *at = block.start; at < block.end;) {
        const Span line = next_line(&at, block.end);
        if (strspn(line.start, "|-: \t") >= (size_t) (line.end - line.start))
            continue;
        put_row(out, line);
        any = TRUE;
    }
    html_markup(out, "</tbody>\n</table>\n");
    if (!any)
        g_string_truncate(out, mark);
}

/* Whether a sentence may have been cut after `block`. */
static gboolean
ends_open(Span block)
{
    const char *last = block.end;
    while (last > block.start && (is_blank(last[-1]) || last[-1] == '*'))
        last--;
    return last > block.start && strchr(".;:!?|", last[-1]) == NULL;
}

/* "thuốc men", "15 ngày", "12/3"; but not "1. Ban", "1- Các", "a) một". */
static gboolean
starts_inside_sentence(Span block)
{
    const char *at = block.start;
    const gunichar first = g_utf8_get_char(at);
    if (g_ascii_isdigit(*at)) {
        while (at < block.end && g_ascii_isdigit(*at))
            at++;
        return at == block.end || strchr(" /%,", *at) != NULL;
    }
    at = g_utf8_next_char(at);
    return g_unichar_islower(first) && (at >= block.end || strchr(").", *at) == NULL);
}

static void
put_text(Body *body, const char *text)
{
    g_autoptr(GString) paragraph = g_string_new(NULL);
    const char *end = text + strlen(text);
    const char *at = text;
    Span block = next_block(&at, end);
    while (block.start < block.end) {
        Span next = next_block(&at, end);
        if (is_table(block)) {
            put_table(body->out, block);
            block = next;
            continue;
        }
        g_string_truncate(paragraph, 0);
        g_string_append_len(paragraph, block.start, block.end - block.start);
        while (next.start < next.end && ends_open(block) &&
               starts_inside_sentence(next)) {
            g_string_append_c(paragraph, ' ');
            g_string_append_len(paragraph, next.start, next.end - next.start);
            block = next;
            next = next_block(&at, end);
        }
        put_paragraph(body, (Span){ paragraph->str, paragraph->str + paragraph->len });
        block = next;
    }
}

/* The headings that are open, outermost first; the page's own end at <h2>. */
typedef struct {
    char levels[6];
    unsigned depth;
} Outline;

static char
outline_level(Outline *outline, char level)
{
    while (outline->depth > 0 && outline->levels[outline->depth - 1] >= level)
        outline->depth--;
    outline->levels[outline->depth++] = level;
    return (char) ('0' + MIN(2 + outline->depth, 6));
}

static gboolean
is_heading(const char *tag)
{
    return tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

/* Writes the tag at `tag` ("<") if it is one that changes.  Returns the byte to
 * go on from, or NULL. */
static const char *
put_tag(Body *body, Outline *outline, const char *tag)
{
    if (g_str_has_prefix(tag, "<p>")) {
        open_paragraph(body);
        return tag + strlen("<p>");
    }
    if (g_str_has_prefix(tag, "</p>")) {
        close_paragraph(body);
        return tag + strlen("</p>");
    }
    if (is_heading(tag + 1)) {
        g_string_append_printf(body->out, "<h%c", outline_level(outline, tag[2]));
        return tag + strlen("<h1");
    }
    if (tag[1] == '/' && is_heading(tag + 2)) {
        g_string_append_printf(body->out, "</h%u", MIN(2 + outline->depth, 6));
        return tag + strlen("</h1");
    }
    return NULL;
}

static void
put_html(Body *body, const char *html)
{
    Outline outline = { 0 };
    const char *done = html;
    for (const char *tag = strchr(html, '<'); tag != NULL; tag = strchr(tag, '<')) {
        g_string_append_len(body->out, done, tag - done);
        const char *after = put_tag(body, &outline, tag);
        done = after != NULL ? after : tag;
        tag = after != NULL ? after : tag + 1;
    }
    g_string_append(body->out, done);
}

char *
site_body(const Notice *notice, const char *permalink)
{
    const char *text = notice->html != NULL ? notice->html : notice->text;
    Body body;
    body_init(&body, text != NULL ? strlen(text) : 0, permalink);
    if (notice->html != NULL)
        put_html(&body, notice->html);
    else if (text != NULL)
        put_text(&body, text);
    return body_finish(&body);
}
