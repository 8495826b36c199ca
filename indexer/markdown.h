/* markdown - Markdown becomes text to index and safe HTML to show (cmark-gfm).
 *
 * The HTML holds no element, attribute or address that could run or load
 * anything: raw HTML is left out, images are their alternative text.
 */
#pragma once

#include <glib.h>

/* Reads GitHub's Markdown: tables and strikethrough.
 *
 * text  its words in order, (transfer full): blocks on lines of their own, the
 *       marks of lists kept, cells of a table row with a blank line between; no
 *       addresses of links
 * html  (transfer full)
 *
 * Returns  FALSE with TRACUU_ERROR_LIMIT (markdown-limits.h).
 */
gboolean markdown_read(const char *source, char **text, char **html, GError **error);

/* Renders a text file that came from OCR, where `**`, `*`, `#` and tables of
 * pipes are marks and all else is to be read as it stands: line ends are kept,
 * indents, numbers, brackets and `<` mean nothing.
 *
 * Returns  (transfer full), or NULL when the text has no such mark or is over the
 *          limits of Markdown.
 */
char *markdown_render_ocr(const char *text);
