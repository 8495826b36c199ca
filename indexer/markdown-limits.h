/* markdown-limits - refuses Markdown on which cmark would not come to an end.
 *
 * cmark-gfm 0.29.0.gfm.6, as Debian 12 has it, takes time or memory that grows with
 * the square of nesting, of a paragraph's lines before a table's rule, of a table's
 * columns, and fills short rows up with empty cells (fixed from gfm.7 on as
 * CVE-2023-22483, -24824, -26485 and others).  Nobody writes such text by hand.
 */
#pragma once

#include <glib.h>

#define MARKDOWN_MAX_BYTES (16u << 20)
#define MARKDOWN_MAX_NESTING 100 /* quotes and list items open on one line */
#define MARKDOWN_MAX_INDENT 400  /* columns: items nest by indent, too */

/* FALSE with TRACUU_ERROR_LIMIT: the message says what is too much and in which
 * line, or block of lines, it is. */
gboolean markdown_check_limits(const char *source, GError **error);
