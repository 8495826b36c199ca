/* site-body - a notice's text as HTML to read, with an address for each paragraph. */
#pragma once

#include "notice.h"

/* The body of the notice's page.  A blank line ends a paragraph, a single newline
 * is <br>; a paragraph that a page break cut is joined again; **bold** and *italic*
 * and |tables|, as OCR programs write them, become markup.  Paragraphs have the ids
 * d1, d2 … and a link to themselves, labelled by `permalink` with {n} replaced.
 *
 * notice->html, when there is one, is taken instead: its paragraphs get the same
 * ids and links, and its headings start at <h3>, without a gap.
 */
char *site_body(const Notice *notice, const char *permalink);
