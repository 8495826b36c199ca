/* site-body - a notice's text as HTML to read, with an address for each paragraph. */
#pragma once

#include "notice.h"

/* The body of the notice's page, from notice->html where there is one, else from
 * the text: a blank line ends a paragraph, a single newline is <br>.
 *
 * Paragraphs and list items have the ids d1, d2 … and a link to themselves, whose
 * label is `permalink` with {n} replaced.  A paragraph that a page break cut is
 * joined again (domain report B: it does not end in . ; : ! ? and the next starts
 * in lower case or with a number that is no point's).  In notice->html, which
 * must be cmark's, headings start at <h3> without a gap, and a table's empty head
 * is left out.
 */
char *site_body(const Notice *notice, const char *permalink);
