/* site-body-private - what laying out from text and from HTML share. */
#pragma once

#include "site-body.h"
#include "site-point.h"

typedef struct {
    const char *start;
    const char *end;
} Span;

#define BODY_LONG_LINE 240 /* bytes; who breaks lines by hand makes them shorter */

typedef struct {
    GString *out;
    char *label_before; /* of the link's label, around the number; HTML */
    char *label_after;
    const Layout *layout;
    Zone zone; /* whose <div> is open; ZONE_BODY: none is */
    SiteBody *made;
    unsigned counts[3]; /* parts of each kind: d, s, t */
    char levels[12];    /* of the headings that are open, outermost first */
    unsigned n_levels;
    PointStack points;
    char *(*plain)(Span); /* what the source says, for the contents; (transfer full) */
} Body;

/* A block of text that is begun. */
typedef struct {
    const char *after; /* of its text, what is not yet written */
    const char *close; /* what ends it; NULL: none is open */
    gboolean heading;
    char rank; /* of the heading */
} Block;

/* Counts a part that begins at `line`, of the kind. */
BodyPart body_add_part(Body *body, char kind, uint64_t line);

/* Starts what has an address of its own, an element `name`. */
void body_open_part(Body *body, const char *name, uint64_t line);

/* The link of the last part to itself. */
void body_put_link(Body *body);

/* Starts a paragraph or heading of a line.
 *
 * raw   where it begins in the source, with its tags
 * line  the line's text without tags before it; to its end, where it is decided what it
 * is
 */
Block body_open_block(Body *body, const char *raw, Span line, uint64_t number);

/* Ends the zone that is open when `line` is in another, and starts that.
 *
 * text  at the line's text */
void body_enter_zone(Body *body, uint64_t line, const char *text);

/* TRUE when a block does not go on with this line, which follows a line break. */
gboolean
body_starts_block(const Body *body, const Block *block, Span line, uint64_t number);

/* A heading of the rank: level of its element, 3 to 6. */
unsigned body_enter_heading(Body *body, char rank);

/* Adds to the contents; `text` is taken. */
void body_add_heading(Body *body, char *text);

/* The rules of joining, see site_body_new. */
gboolean body_ends_open(Span text);
gboolean body_starts_inside_sentence(Span text);

/* Lays out notice->html (site-body-html.c). */
void body_put_html(Body *body, const char *html, const char *text);
