/* html-tree - a web page as a tree, what of it is the notice, and its blocks; private to
 * html-*.c. */
#pragma once

#include "read/document.h"
#include "read/xml.h"

/* Parses UTF-8 as a browser would, repairing what is wrong (libxml2).
 *
 * Returns  (transfer full) or NULL with TRACUU_ERROR_NOTICE: nothing in it;
 *          TRACUU_ERROR_LIMIT: nested deeper than 256, or larger than memory
 */
xmlDoc *html_parse(const char *utf8, size_t len, GError **error);

/* TRUE for what no reader of the page sees, or what is no part of its text: scripts,
 * styles, controls of forms, what is hidden. */
gboolean html_is_hidden(const xmlNode *node);

typedef struct {
    xmlDoc *tree;
    const xmlNode *body; /* the main text is below it */
    GPtrArray *weights;  /* of the elements, for html_is_navigation */
} HtmlPage;

/* Parses a page and finds its main text: <main>, or <article> or what is called
 * "content", "chi-tiet" and the like where it has most of the text; else the body.
 *
 * Returns  NULL with an error of html_parse.
 */
HtmlPage *html_page_new(const char *utf8, size_t len, GError **error);
void html_page_free(HtmlPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlPage, html_page_free)

/* TRUE for an element of a page's main part that is none of its text: what says so of
 * itself (nav, aside, header and footer of the page, a role, class or id of that kind),
 * and a block other than a paragraph with three links or more that make up most of it
 * (an act that cites others is made of links, too).  But nothing that has half of the
 * text: a notice without its head is worse than one with the rest of a menu. */
gboolean html_is_navigation(const xmlNode *node);

/* TRUE when the element has words that are shown. */
gboolean html_has_text(const xmlNode *node);

/* Adds the blocks below `node` to `document`.
 *
 * caps  mark of what is in a font of TCVN3 that has capitals only (.VnTimeH)
 */
void html_read_blocks(const xmlNode *node, unsigned caps, Document *document);

/* TRUE when the attribute has this word (of class, role …), in any case. */
gboolean html_has_word(const xmlNode *node, const char *attribute, const char *word);
