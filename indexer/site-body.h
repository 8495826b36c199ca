/* site-body - a notice's text as HTML to read, with an address for each paragraph. */
#pragma once

#include "notice.h"
#include "site-layout.h"

/* What begins at a line. */
typedef struct {
    uint64_t line; /* 0: not known */
    char kind;     /* 'd' paragraph or item, 's' heading, 't' table */
    unsigned n;    /* kind and number are its id: "d12" */
} BodyPart;

/* A line of the contents: a heading, or the first words of an article. */
typedef struct {
    BodyPart part;
    char *text;
    unsigned depth; /* from 1 */
} BodyHeading;

typedef struct {
    char *html;
    GArray *parts;    /* (element-type BodyPart) in order */
    GArray *headings; /* (element-type BodyHeading) in order */
} SiteBody;

/* The body of the notice's page, from notice->html where there is one, else from
 * the text.  Not a word of it is left out or moved.
 *
 * - A blank line ends a paragraph, a single newline is <br>; where lines are long each
 *   is a paragraph.  What begins with a point's mark («1.», «a)», «-») begins a
 * paragraph, whose class has the point's depth (n1 … n5; n0 for a long «Điều 1.»);
 * «Chương», «Điều», «I.» of one short line are headings.
 * - Paragraphs and list items have the ids d1, d2 … and a link to themselves, whose
 *   label is `permalink` with {n} replaced; headings s1 …, tables t1 ….
 * - A paragraph that a page break cut is joined again (domain report B: it does not end
 *   in . ; : ! ? and the next starts in lower case or with a number that is no point's).
 * - What is one zone of `layout` stands in a <div> of its class (zone-sign …).
 * - In notice->html, which must be cmark's, headings start at <h3> without a gap, and a
 *   table's empty head is left out.
 */
SiteBody *
site_body_new(const Notice *notice, const Layout *layout, const char *permalink);
void site_body_free(SiteBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SiteBody, site_body_free)

/* The part of the text's line `line`; NULL where that is not known.  Borrowed. */
const BodyPart *site_body_part(const SiteBody *body, uint64_t line);
