/* encoding - bytes of a file become text: valid UTF-8, lines ended by \n.
 *
 * The spelling of the source is kept: no normal form is forced here.
 */
#pragma once

#include <glib.h>

/* Decodes UTF-8, with or without a byte order mark, or UTF-16 with one.
 *
 * CRLF and CR become \n, a form feed too (a page break); other control
 * characters but \t become a blank.
 *
 * Returns  (transfer full) NUL-terminated, without NULs inside; NULL with
 *          TRACUU_ERROR_NOTICE that names byte (from 0) and line (from 1).
 */
char *encoding_decode(const char *bytes, size_t len, GError **error);

/* The same for text that is valid UTF-8 already, as from JSON.  Takes `text` and
 * gives it back or a cleaned copy.  (transfer full) both ways. */
char *encoding_clean(char *text);

/* A value of one line: runs of white space (ASCII's and no-break) and control
 * characters become one blank, none at the ends; NULL when nothing is left.  Takes
 * `text`. (transfer full) both ways. */
char *encoding_clean_line(char *text);
