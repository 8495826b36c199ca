#include "site-body.h"

#include "site-body-private.h"

#include "html.h"

#include <string.h>

#define HEADING_MAX_BYTES 200 /* a longer one is a paragraph */
#define CONTENTS_BYTES 110    /* what the contents show of a heading */

static const char kinds[] = "dst";

/* The class of a zone's <div>; NULL: it has none. */
static const char *const zone_classes[N_ZONES] = {
    [ZONE_COPY] = "zone-copy",  [ZONE_STAMP] = "zone-stamp", [ZONE_TITLE] = "zone-title",
    [ZONE_ADDRESS] = "zone-to", [ZONE_SIGN] = "zone-sign",   [ZONE_TO] = "zone-to",
    [ZONE_HEAD] = "zone-head",
};

/* ---- what both formats share ---------------------------------------------------- */

static char *
escaped(const char *utf8, size_t len)
{
    GString *out = g_string_new(NULL);
    html_text(out, utf8, len);
    return g_string_free(out, FALSE);
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

BodyPart
body_add_part(Body *body, char kind, uint64_t line)
{
    const size_t i = (size_t) (strchr(kinds, kind) - kinds);
    const BodyPart part = { line, kind, ++body->counts[i] };
    g_array_append_val(body->made->parts, part);
    return part;
}

static const BodyPart *
last_part(const Body *body)
{
    return &g_array_index(body->made->parts, BodyPart, body->made->parts->len - 1);
}

void
body_open_part(Body *body, const char *name, uint64_t line)
{
    const BodyPart part = body_add_part(body, *name == 'h' ? 's' : 'd', line);
    g_string_append_c(body->out, '<');
    g_string_append(body->out, name);
    html_markup(body->out, " id=\"");
    g_string_append_c(body->out, part.kind);
    html_number(body->out, part.n);
    html_markup(body->out, "\">");
}

/* The link's sign is drawn by the stylesheet, so that copied text has none. */
void
body_put_link(Body *body)
{
    const BodyPart *part = last_part(body);
    html_markup(body->out, "<a class=\"permalink\" href=\"#");
    g_string_append_c(body->out, part->kind);
    html_number(body->out, part->n);
    html_markup(body->out, "\" aria-label=\"");
    g_string_append(body->out, body->label_before);
    html_number(body->out, part->n);
    g_string_append(body->out, body->label_after);
    html_markup(body->out, "\"></a>");
}

/* ---- zones ---------------------------------------------------------------------- */

static gboolean
is_recipients_heading(const char *text)
{
    return g_str_has_prefix(text, "Nơi nhận") || g_str_has_prefix(text, "NƠI NHẬN");
}

static Zone
zone_of(const Body *body, uint64_t line, const char *text)
{
    const Zone zone = layout_zone(body->layout, line);
    if (zone == ZONE_BODY && layout_is_above_recipients(body->layout, line) &&
        is_recipients_heading(text))
        return ZONE_TO;
    return zone;
}

static void
close_zone(Body *body)
{
    if (zone_classes[body->zone] != NULL)
        html_markup(body->out, "</div>\n");
    body->zone = ZONE_BODY;
}

void
body_enter_zone(Body *body, uint64_t line, const char *text)
{
    const Zone zone = line > 0 ? zone_of(body, line, text) : body->zone;
    if (zone == body->zone)
        return;
    close_zone(body);
    body->zone = zone;
    point_clear(&body->points);
    if (zone_classes[zone] == NULL)
        return;
    html_markup(body->out, "<div class=\"");
    g_string_append(body->out, zone_classes[zone]);
    html_markup(body->out, "\">\n");
}

/* ---- headings ------------------------------------------------------------------- */

unsigned
body_enter_heading(Body *body, char rank)
{
    while (body->n_levels > 0 && body->levels[body->n_levels - 1] >= rank)
        body->n_levels--;
    body->levels[body->n_levels++] = rank;
    point_clear(&body->points);
    return MIN(2 + body->n_levels, 6); /* the page's own headings end at <h2> */
}

/* Cut at a blank, with "…". */
static void
shorten(char *text)
{
    if (strlen(text) <= CONTENTS_BYTES)
        return;
    char *end = g_utf8_find_prev_char(text, text + CONTENTS_BYTES - strlen("…"));
    char *blank = g_strrstr_len(text, end - text, " ");
    static const char more[] = "…";
    memcpy(blank != NULL ? blank : end, more, sizeof more);
}

void
body_add_heading(Body *body, char *text)
{
    const BodyHeading heading = { *last_part(body), text, MAX(body->n_levels, 1) };
    shorten(text);
    g_array_append_val(body->made->headings, heading);
}

static gboolean
has_small_letter(Span text)
{
    for (const char *at = text.start; at < text.end; at = g_utf8_next_char(at))
        if (g_unichar_islower(g_utf8_get_char(at)))
            return TRUE;
    return FALSE;
}

/* A short line that is no sentence. */
static gboolean
may_be_heading(Span line)
{
    return line.end - line.start <= HEADING_MAX_BYTES && line.end > line.start &&
           strchr(".;,", line.end[-1]) == NULL;
}

/* ---- blocks --------------------------------------------------------------------- */

#define ROMAN_RANK 'e' /* «I. TÌNH HÌNH» lies below «Điều» */

/* What the line is a heading of; 0: it is none. */
static char
heading_rank(const Body *body, Span line, Point point)
{
    if (body->zone != ZONE_BODY || point.len == 0 || !may_be_heading(line))
        return 0;
    if (point.rank > 0)
        return point.rank;
    const Span rest = { line.start + point.len, line.end };
    return strchr("IVX", *line.start) != NULL && rest.end > rest.start &&
                   line.end[-1] != ':' && !has_small_letter(rest)
               ? ROMAN_RANK
               : 0;
}

/* The start of a paragraph with a mark, which hangs in its margin. */
static void
put_mark(Body *body, const char *raw, Span line, Point point)
{
    g_string_append_len(body->out, raw, line.start - raw);
    html_markup(body->out, "<span class=\"no\">");
    html_text(body->out, line.start, point.len);
    html_markup(body->out, "</span>");
}

static Block
open_heading(Body *body, const char *raw, Span line, uint64_t number, char rank)
{
    static const struct {
        const char *name, *close;
    } elements[] = {
        { "h3", "</h3>" }, { "h4", "</h4>" }, { "h5", "</h5>" }, { "h6", "</h6>" }
    };
    const unsigned level = body_enter_heading(body, rank) - 3;
    body_open_part(body, elements[level].name, number);
    body_add_heading(body, body->plain(line));
    return (Block){ raw, elements[level].close, TRUE, rank };
}

static gboolean
has_points(Zone zone)
{
    return zone == ZONE_BODY || zone == ZONE_TO || zone == ZONE_COPY ||
           zone == ZONE_ADDRESS;
}

Block
body_open_block(Body *body, const char *raw, Span line, uint64_t number)
{
    const Point point = has_points(body->zone)
                            ? point_at(&body->points, line.start, line.end)
                            : (Point){ 0 };
    const char rank = heading_rank(body, line, point);
    if (rank > 0)
        return open_heading(body, raw, line, number, rank);
    Block block = { raw, "</p>", FALSE, 0 };
    if (point.len == 0) {
        body_open_part(body, "p", number);
        return block;
    }
    if (point.rank > 0)
        (void) body_enter_heading(body, point.rank);
    const BodyPart part = body_add_part(body, 'd', number);
    const unsigned depth = point.rank > 0 ? 0 : point_push(&body->points, point);
    html_markup(body->out, "<p id=\"d");
    html_number(body->out, part.n);
    html_markup(body->out, "\" class=\"n");
    html_number(body->out, depth);
    html_markup(body->out, "\">");
    if (point.rank > 0)
        body_add_heading(body, body->plain(line));
    put_mark(body, raw, line, point);
    block.after = line.start + point.len;
    return block;
}

gboolean
body_starts_block(const Body *body, const Block *block, Span line, uint64_t number)
{
    if (block->heading) /* «Chương I», then its name in capitals */
        return block->rank >= 'd' || has_small_letter(line);
    if (number > 0 && zone_of(body, number, line.start) != body->zone)
        return TRUE;
    return has_points(body->zone) &&
           point_at(&body->points, line.start, line.end).len > 0;
}

/* ---- joining -------------------------------------------------------------------- */

gboolean
body_ends_open(Span text)
{
    const char *last = text.end;
    while (last > text.start && (last[-1] == '"' || is_blank(last[-1])))
        last--;
    return last > text.start && strchr(".;:!?", last[-1]) == NULL;
}

/* "thuốc men", "15 ngày", "12/3"; but not "1. Ban", "1- Các", "a) một". */
gboolean
body_starts_inside_sentence(Span text)
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

/* ---- from text ------------------------------------------------------------------ */

/* Reads lines. */
typedef struct {
    const char *at, *end;
    uint64_t number; /* of the line read last */
} Reader;

static Span
next_line(Reader *reader)
{
    const char *newline = memchr(reader->at, '\n', (size_t) (reader->end - reader->at));
    const Span line = { reader->at, newline != NULL ? newline : reader->end };
    reader->at = newline != NULL ? newline + 1 : reader->end;
    reader->number++;
    return trimmed(line);
}

/* Whether one of the lines up to the next blank one is long. */
static gboolean
has_long_line(Reader reader, Span line)
{
    for (; line.end > line.start; line = next_line(&reader)) {
        if (line.end - line.start > BODY_LONG_LINE)
            return TRUE;
        if (reader.at >= reader.end)
            return FALSE;
    }
    return FALSE;
}

static void
close_block(Body *body, Block *block)
{
    if (block->close == NULL)
        return;
    body_put_link(body);
    g_string_append(body->out, block->close);
    html_markup(body->out, "\n");
    block->close = NULL;
}

static void
put_text(Body *body, const char *text)
{
    Reader reader = { text, text + strlen(text), 0 };
    Block block = { 0 };
    Span before = { text, text };
    gboolean after_blank = TRUE;
    gboolean long_lines = FALSE;
    while (reader.at < reader.end) {
        const Span line = next_line(&reader);
        if (line.start == line.end) {
            after_blank = TRUE;
            continue;
        }
        if (after_blank)
            long_lines = has_long_line(reader, line);
        const gboolean joins =
            block.close != NULL &&
            (after_blank ? body_ends_open(before) && body_starts_inside_sentence(line)
                         : !long_lines || block.heading) &&
            !body_starts_block(body, &block, line, reader.number);
        if (joins) {
            g_string_append(body->out, after_blank ? " " : "<br>\n");
            html_text(body->out, line.start, (size_t) (line.end - line.start));
        } else {
            close_block(body, &block);
            body_enter_zone(body, reader.number, line.start);
            block = body_open_block(body, line.start, line, reader.number);
            html_text(body->out, block.after, (size_t) (line.end - block.after));
        }
        before = line;
        after_blank = FALSE;
    }
    close_block(body, &block);
}

/* ---- the whole ------------------------------------------------------------------ */

static void
clear_heading(gpointer pointer)
{
    g_free(((BodyHeading *) pointer)->text);
}

static char *
plain_text(Span text)
{
    return g_strndup(text.start, (size_t) (text.end - text.start));
}

static void
body_init(Body *body, size_t text_len, const Layout *layout, const char *permalink)
{
    const char *number = strstr(permalink, "{n}");
    const size_t before =
        number != NULL ? (size_t) (number - permalink) : strlen(permalink);
    const char *after = number != NULL ? number + strlen("{n}") : "";
    *body = (Body){ .layout = layout, .plain = plain_text };
    body->out = g_string_sized_new(text_len + text_len / 4 + 256);
    body->label_before = escaped(permalink, before);
    body->label_after = escaped(after, strlen(after));
    body->made = g_new0(SiteBody, 1);
    body->made->parts = g_array_new(FALSE, FALSE, sizeof(BodyPart));
    body->made->headings = g_array_new(FALSE, FALSE, sizeof(BodyHeading));
    g_array_set_clear_func(body->made->headings, clear_heading);
}

SiteBody *
site_body_new(const Notice *notice, const Layout *layout, const char *permalink)
{
    const char *source = notice->html != NULL ? notice->html : notice->text;
    Body body;
    body_init(&body, source != NULL ? strlen(source) : 0, layout, permalink);
    if (notice->html != NULL)
        body_put_html(&body, notice->html, notice->text);
    else if (source != NULL)
        put_text(&body, source);
    close_zone(&body);
    g_free(body.label_before);
    g_free(body.label_after);
    body.made->html = g_string_free(body.out, FALSE);
    return body.made;
}

void
site_body_free(SiteBody *body)
{
    if (body == NULL)
        return;
    g_free(body->html);
    g_array_unref(body->parts);
    g_array_unref(body->headings);
    g_free(body);
}

const BodyPart *
site_body_part(const SiteBody *body, uint64_t line)
{
    const BodyPart *found = NULL;
    for (unsigned i = 0; i < body->parts->len; i++) {
        const BodyPart *part = &g_array_index(body->parts, BodyPart, i);
        if (part->line > line)
            break;
        if (part->line > 0)
            found = part;
    }
    return found;
}
