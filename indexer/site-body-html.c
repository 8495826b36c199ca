#include "site-body-private.h"

#include "html.h"
#include "site-place.h"

#include <string.h>

/* A pass over HTML that cmark wrote. */
typedef struct {
    Body *body;
    Place place;
    const char *part;  /* where the paragraph or item being read starts; NULL: none is */
    const char *close; /* what ends it in the output */
    Block block;       /* of a paragraph at top level */
    unsigned depth;    /* of lists, tables and quotations */
    gboolean long_lines; /* in the paragraph: each is one */
    const char *heading; /* where the text of the open heading starts */
} Pass;

/* Each takes the tag at `tag` and returns the byte to go on from, or NULL when
 * the tag is to be copied. */
typedef const char *(*TagFunc)(Pass *pass, const char *tag);

/* Past the tags and blanks at `at`. */
static const char *
skip_tags(const char *at)
{
    at += strspn(at, " \n");
    while (*at == '<') {
        const char *end = strchr(at, '>');
        if (end == NULL)
            break;
        at = end + 1 + strspn(end + 1, " \n");
    }
    return at;
}

/* The text from `start` to `end` without the tags and quotes at its end. */
static Span
text_before(const char *start, const char *end)
{
    static const char quote[] = "&quot;";
    const size_t quote_len = strlen(quote);
    while (end > start) {
        const size_t len = (size_t) (end - start);
        const char *tag = end[-1] == '>' ? g_strrstr_len(start, (gssize) len, "<") : NULL;
        if (tag != NULL)
            end = tag;
        else if (len >= quote_len && memcmp(end - quote_len, quote, quote_len) == 0)
            end -= quote_len;
        else
            break;
    }
    return (Span){ start, end };
}

/* The character of a reference at `at`, whose length goes to *len; '\0': it is none. */
static char
decode(const char *at, size_t *len)
{
    static const struct {
        const char *reference;
        char byte;
    } references[] = { { "&amp;", '&' },
                       { "&lt;", '<' },
                       { "&gt;", '>' },
                       { "&quot;", '"' },
                       { "&#39;", '\'' } };
    for (size_t i = 0; i < G_N_ELEMENTS(references); i++)
        if (g_str_has_prefix(at, references[i].reference)) {
            *len = strlen(references[i].reference);
            return references[i].byte;
        }
    return '\0';
}

/* Without tags and line ends, references decoded. */
static char *
plain_html(Span html)
{
    GString *out = g_string_new(NULL);
    for (const char *at = html.start; at < html.end;) {
        const char *tag_end = *at == '<' ? strchr(at, '>') : NULL;
        size_t len = 1;
        char shown = decode(at, &len);
        if (shown == '\0')
            shown = *at;
        if (tag_end == NULL)
            g_string_append_c(out, shown);
        at = tag_end != NULL ? tag_end + 1 : at + len;
    }
    return g_strchomp(g_strdelimit(g_string_free(out, FALSE), "\n", ' '));
}

/* ---- paragraphs ----------------------------------------------------------------- */

static const char break_tag[] = "<br />";

/* The end of the line that starts at `at`: a break, or the end of the paragraph. */
static const char *
line_end(const char *at)
{
    const char *end = strstr(at, "</p>");
    const char *stop = end != NULL ? end : at + strlen(at);
    const char *line = g_strstr_len(at, stop - at, break_tag);
    return line != NULL ? line : stop;
}

/* The text of a line of a paragraph, from its first letter on. */
static Span
line_at(const char *at)
{
    const char *end = text_before(at, line_end(at)).end;
    const char *start = skip_tags(at);
    return (Span){ start, MAX(start, end) };
}

static gboolean
has_long_line(const char *at)
{
    for (const char *end = line_end(at);;
         at = end + strlen(break_tag), end = line_end(at)) {
        if (end - at > BODY_LONG_LINE)
            return TRUE;
        if (!g_str_has_prefix(end, break_tag))
            return FALSE;
    }
}

/* Begins a paragraph at top level. */
static const char *
open_line(Pass *pass, const char *at)
{
    const Span line = line_at(at);
    const uint64_t number = place_line(&pass->place, at);
    body_enter_zone(pass->body, number, line.start);
    pass->block = body_open_block(pass->body, at, line, number);
    pass->part = at;
    pass->close = pass->block.close;
    return pass->block.after;
}

static void
close_part(Pass *pass)
{
    body_put_link(pass->body);
    g_string_append(pass->body->out, pass->close);
    pass->part = NULL;
}

/* Whether a paragraph at top level cannot go on with the text at `at`: another zone. */
static gboolean
is_other(Pass *pass, const char *at)
{
    return pass->depth == 0 && pass->block.close != NULL &&
           body_starts_block(pass->body, &pass->block, line_at(at),
                             place_line(&pass->place, at));
}

/* Whether the part that ends at `tag` goes on in the paragraph that `bridge` leads
 * to.  If so, joins them and returns that paragraph's text, else NULL. */
static const char *
join_next(Pass *pass, const char *tag, const char *bridge)
{
    if (!g_str_has_prefix(tag, bridge))
        return NULL;
    const char *next = tag + strlen(bridge);
    const char *text = skip_tags(next);
    const char *end = strchr(text, '<');
    if (end == NULL || !body_ends_open(text_before(pass->part, tag)) ||
        !body_starts_inside_sentence((Span){ text, end }) || is_other(pass, next))
        return NULL;
    html_markup(pass->body->out, " ");
    pass->part = next;
    pass->long_lines = has_long_line(next);
    return next;
}

static const char *
paragraph_open(Pass *pass, const char *tag)
{
    const char *text = tag + strlen("<p>");
    if (pass->depth == 0) {
        pass->long_lines = has_long_line(text);
        return open_line(pass, text);
    }
    body_open_part(pass->body, "p", place_line(&pass->place, text));
    pass->part = text;
    pass->close = "</p>";
    return text;
}

/* As join_next, out of a list whose last item the part is. */
static const char *
join_after_list(Pass *pass, const char *tag, const char *bridge, const char *close)
{
    const char *next = pass->depth == 1 ? join_next(pass, tag, bridge) : NULL;
    if (next == NULL)
        return NULL;
    pass->close = close;
    pass->depth = 0;
    pass->long_lines = FALSE;
    pass->block = (Block){ 0 };
    return next;
}

static const char *
paragraph_close(Pass *pass, const char *tag)
{
    if (pass->part == NULL)
        return NULL;
    const char *next = join_next(pass, tag, "</p>\n<p>");
    if (next == NULL)
        next =
            join_after_list(pass, tag, "</p>\n</li>\n</ul>\n<p>", "</p>\n</li>\n</ul>");
    if (next != NULL)
        return next;
    close_part(pass);
    return tag + strlen("</p>");
}

/* Whether an element is open at `tag` that began in the paragraph. */
static gboolean
is_inside_element(const Pass *pass, const char *tag)
{
    int open = 0;
    for (const char *at = memchr(pass->part, '<', (size_t) (tag - pass->part));
         at != NULL; at = memchr(at + 1, '<', (size_t) (tag - at - 1)))
        open += at[1] == '/' ? -1 : g_str_has_prefix(at, "<br") ? 0 : 1;
    return open != 0;
}

/* A line that is a paragraph of its own. */
static const char *
line_break(Pass *pass, const char *tag)
{
    if (pass->part == NULL || pass->depth > 0 || pass->block.close == NULL)
        return NULL;
    const char *next = tag + strlen(break_tag);
    const Span line = line_at(next);
    const uint64_t number = place_line(&pass->place, next);
    if (line.start == line.end || is_inside_element(pass, tag) ||
        !((pass->long_lines && !pass->block.heading) ||
          body_starts_block(pass->body, &pass->block, line, number)))
        return NULL;
    close_part(pass);
    html_markup(pass->body->out, "\n");
    return open_line(pass, next + strspn(next, "\n"));
}

/* ---- lists, tables, quotations -------------------------------------------------- */

/* An item that starts with a paragraph or a heading has no text of its own. */
static const char *
item_open(Pass *pass, const char *tag)
{
    if (g_str_has_prefix(tag, "<li>\n<p>") || g_str_has_prefix(tag, "<li>\n<h"))
        return NULL;
    const char *text = tag + strlen("<li>");
    body_open_part(pass->body, "li", place_line(&pass->place, text));
    pass->part = text;
    pass->close = "</li>";
    return text;
}

static const char *
item_close(Pass *pass, const char *tag)
{
    if (pass->part == NULL)
        return NULL;
    const char *next = join_after_list(pass, tag, "</li>\n</ul>\n<p>", "</li>\n</ul>");
    if (next != NULL)
        return next;
    close_part(pass);
    return tag + strlen("</li>");
}

static void
enter(Pass *pass, const char *tag)
{
    if (pass->depth == 0)
        body_enter_zone(pass->body, place_line(&pass->place, tag), skip_tags(tag));
}

/* A list or a heading in an item: the item's own text ends here. */
static void
end_item_text(Pass *pass)
{
    if (pass->part != NULL)
        body_put_link(pass->body);
    pass->part = NULL;
}

static const char *
list_open(Pass *pass, const char *tag)
{
    enter(pass, tag);
    end_item_text(pass);
    pass->depth++;
    return NULL;
}

static const char *
quote_open(Pass *pass, const char *tag)
{
    enter(pass, tag);
    pass->depth++;
    return NULL;
}

static const char *
block_close(Pass *pass, const char *tag)
{
    (void) tag;
    pass->depth -= pass->depth > 0 ? 1 : 0;
    return NULL;
}

static const char *
code_open(Pass *pass, const char *tag)
{
    enter(pass, tag);
    return NULL;
}

/* A wide table is scrolled in a box of its own. */
static const char *
table_open(Pass *pass, const char *tag)
{
    enter(pass, tag);
    const BodyPart part = body_add_part(pass->body, 't', place_line(&pass->place, tag));
    g_string_append_printf(pass->body->out, "<div class=\"scroll\">\n<table id=\"t%u\">",
                           part.n);
    pass->depth++;
    return tag + strlen("<table>");
}

static const char *
table_close(Pass *pass, const char *tag)
{
    (void) block_close(pass, tag);
    html_markup(pass->body->out, "</table>\n</div>");
    return tag + strlen("</table>");
}

/* A table needs a head in Markdown, even if the page had none. */
static const char *
head_open(Pass *pass, const char *tag)
{
    (void) pass;
    static const char close[] = "</thead>";
    const char *end = strstr(tag, close);
    if (end == NULL || skip_tags(tag) <= end)
        return NULL;
    end += strlen(close);
    return *end == '\n' ? end + 1 : end;
}

/* ---- headings ------------------------------------------------------------------- */

/* In a list or a quotation a heading is of its own, not of the notice. */
static const char *
heading_open(Pass *pass, const char *tag)
{
    const char level = tag[2];
    if (level < '1' || level > '6' || tag[3] != '>')
        return NULL;
    enter(pass, tag);
    end_item_text(pass);
    const unsigned own = body_enter_heading(pass->body, level);
    const char name[] = { 'h', (char) ('0' + own), '\0' };
    pass->heading = tag + strlen("<h1>");
    body_open_part(pass->body, name, place_line(&pass->place, pass->heading));
    pass->close = NULL;
    return pass->heading;
}

static const char *
heading_close(Pass *pass, const char *tag)
{
    if (tag[3] < '1' || tag[3] > '6' || pass->heading == NULL)
        return NULL;
    body_add_heading(pass->body, plain_html((Span){ pass->heading, tag }));
    body_put_link(pass->body);
    g_string_append_printf(pass->body->out, "</h%u>", MIN(2 + pass->body->n_levels, 6));
    pass->heading = NULL;
    return tag + strlen("</h1>");
}

/* ---- the pass ------------------------------------------------------------------- */

static const struct {
    const char *tag;
    TagFunc func;
} tags[] = {
    { "<p>", paragraph_open },      { "</p>", paragraph_close },
    { break_tag, line_break },      { "<li>", item_open },
    { "</li>", item_close },        { "<ul>", list_open },
    { "<ol", list_open },           { "</ul>", block_close },
    { "</ol>", block_close },       { "<table>", table_open },
    { "</table>", table_close },    { "<thead>", head_open },
    { "<blockquote>", quote_open }, { "</blockquote>", block_close },
    { "<pre", code_open },          { "<h", heading_open },
    { "</h", heading_close },
};

static const char *
put_tag(Pass *pass, const char *tag)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(tags); i++)
        if (g_str_has_prefix(tag, tags[i].tag))
            return tags[i].func(pass, tag);
    return NULL;
}

void
body_put_html(Body *body, const char *html, const char *text)
{
    Pass pass = { .body = body };
    const char *done = html;
    body->plain = plain_html;
    place_init(&pass.place, text, html);
    for (const char *tag = strchr(html, '<'); tag != NULL; tag = strchr(tag, '<')) {
        g_string_append_len(body->out, done, tag - done);
        const char *after = put_tag(&pass, tag);
        done = after != NULL ? after : tag;
        tag = after != NULL ? after : tag + 1;
    }
    g_string_append(body->out, done);
}
