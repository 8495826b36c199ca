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
    unsigned n_parts;
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
    body->n_parts = 0;
}

static char *
body_finish(Body *body)
{
    g_free(body->label_before);
    g_free(body->label_after);
    return g_string_free(body->out, FALSE);
}

/* Starts what has an address of its own, an element `name`. */
static void
open_part(Body *body, const char *name)
{
    g_string_append_printf(body->out, "<%s id=\"d%u\">", name, ++body->n_parts);
}

/* The link's sign is drawn by the stylesheet, so that copied text has none. */
static void
put_link(Body *body)
{
    g_string_append_printf(
        body->out, "<a class=\"permalink\" href=\"#d%u\" aria-label=\"%s%u%s\"></a>",
        body->n_parts, body->label_before, body->n_parts, body->label_after);
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

/* Whether a sentence may have been cut at the end of `text`. */
static gboolean
ends_open(Span text)
{
    const char *last = text.end;
    while (last > text.start && (last[-1] == '"' || is_blank(last[-1])))
        last--;
    return last > text.start && strchr(".;:!?", last[-1]) == NULL;
}

/* "thuốc men", "15 ngày", "12/3"; but not "1. Ban", "1- Các", "a) một". */
static gboolean
starts_inside_sentence(Span text)
{
    const char *at = text.start;
    if (at >= text.end)
        return FALSE;
    if (g_ascii_isdigit(*at)) {
        while (at < text.end && g_ascii_isdigit(*at))
            at++;
        return at == text.end || strchr(" /%,", *at) != NULL;
    }
    const gunichar first = g_utf8_get_char(at);
    at = g_utf8_next_char(at);
    return g_unichar_islower(first) && (at >= text.end || strchr(").", *at) == NULL);
}

static void
put_text(Body *body, const char *text)
{
    const char *end = text + strlen(text);
    const char *at = text;
    Span block = next_block(&at, end);
    while (block.start < block.end) {
        Span next = next_block(&at, end);
        open_part(body, "p");
        put_lines(body->out, block);
        while (ends_open(block) && starts_inside_sentence(next)) {
            html_markup(body->out, " ");
            put_lines(body->out, next);
            block = next;
            next = next_block(&at, end);
        }
        put_link(body);
        html_markup(body->out, "</p>\n");
        block = next;
    }
}

/* A pass over HTML that cmark wrote. */
typedef struct {
    Body *body;
    const char *part;  /* where the paragraph or item being read starts; NULL: none is */
    const char *close; /* what ends it in the output */
    char levels[6];    /* of the headings that are open, outermost first: '1' … '6' */
    unsigned depth;
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
    if (end == NULL || !ends_open(text_before(pass->part, tag)) ||
        !starts_inside_sentence((Span){ text, end }))
        return NULL;
    html_markup(pass->body->out, " ");
    pass->part = next;
    return next;
}

static void
close_part(Pass *pass)
{
    put_link(pass->body);
    g_string_append(pass->body->out, pass->close);
    pass->part = NULL;
}

static const char *
paragraph_open(Pass *pass, const char *tag)
{
    open_part(pass->body, "p");
    pass->part = tag + strlen("<p>");
    pass->close = "</p>";
    return pass->part;
}

static const char *
paragraph_close(Pass *pass, const char *tag)
{
    if (pass->part == NULL)
        return NULL;
    const char *next = join_next(pass, tag, "</p>\n<p>");
    if (next != NULL)
        return next;
    next = join_next(pass, tag, "</p>\n</li>\n</ul>\n<p>");
    if (next != NULL) {
        pass->close = "</p>\n</li>\n</ul>";
        return next;
    }
    close_part(pass);
    return tag + strlen("</p>");
}

/* An item of paragraphs has none of its own. */
static const char *
item_open(Pass *pass, const char *tag)
{
    if (g_str_has_prefix(tag, "<li>\n<p>"))
        return NULL;
    open_part(pass->body, "li");
    pass->part = tag + strlen("<li>");
    pass->close = "</li>";
    return pass->part;
}

static const char *
item_close(Pass *pass, const char *tag)
{
    if (pass->part == NULL)
        return NULL;
    const char *next = join_next(pass, tag, "</li>\n</ul>\n<p>");
    if (next != NULL) {
        pass->close = "</li>\n</ul>";
        return next;
    }
    close_part(pass);
    return tag + strlen("</li>");
}

/* A list in an item: the item's own text ends here. */
static const char *
list_open(Pass *pass, const char *tag)
{
    (void) tag;
    if (pass->part != NULL)
        put_link(pass->body);
    pass->part = NULL;
    return NULL;
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

static unsigned
heading_level(const Pass *pass)
{
    return MIN(2 + pass->depth, 6); /* the page's own headings end at <h2> */
}

static const char *
heading_open(Pass *pass, const char *tag)
{
    const char level = tag[2];
    if (level < '1' || level > '6')
        return NULL;
    while (pass->depth > 0 && pass->levels[pass->depth - 1] >= level)
        pass->depth--;
    pass->levels[pass->depth++] = level;
    g_string_append_printf(pass->body->out, "<h%u", heading_level(pass));
    return tag + strlen("<h1");
}

static const char *
heading_close(Pass *pass, const char *tag)
{
    if (tag[3] < '1' || tag[3] > '6')
        return NULL;
    g_string_append_printf(pass->body->out, "</h%u", heading_level(pass));
    return tag + strlen("</h1");
}

static const struct {
    const char *tag;
    TagFunc func;
} tags[] = {
    { "<p>", paragraph_open }, { "</p>", paragraph_close }, { "<li>", item_open },
    { "</li>", item_close },   { "<ul", list_open },        { "<ol", list_open },
    { "<thead>", head_open },  { "<h", heading_open },      { "</h", heading_close },
};

static const char *
put_tag(Pass *pass, const char *tag)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(tags); i++)
        if (g_str_has_prefix(tag, tags[i].tag))
            return tags[i].func(pass, tag);
    return NULL;
}

static void
put_html(Body *body, const char *html)
{
    Pass pass = { .body = body };
    const char *done = html;
    for (const char *tag = strchr(html, '<'); tag != NULL; tag = strchr(tag, '<')) {
        g_string_append_len(body->out, done, tag - done);
        const char *after = put_tag(&pass, tag);
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
