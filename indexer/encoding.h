/* encoding - bytes of a file become text: valid UTF-8, lines ended by \n.
 *
 * The spelling of the source is kept: no normal form is forced here.
 *
 * Encodings older than Unicode are told by their syllables (domain report C.7): a line
 * is decoded by each, and the one that makes nine words of ten legal syllables is it;
 * what most lines of a text are in decides for those that say too little.  So a text
 * may be mixed; a line only where a phrase of TCVN3 stands in Unicode.
 */
#pragma once

#include <glib.h>

/* What was found in a text, and of several parts of one notice in all of them: the
 * same report is given to each, the longest first.  Starts as all zero. */
typedef struct {
    const char *name;  /* "TCVN3", "VNI", "VISCII", "VPS", "windows-1258", "VIQR", "UTF-8
                          (twice)", "mixed"; NULL: UTF-8 or UTF-16 */
    size_t n_replaced; /* bytes that no encoding explains, each U+FFFD now */
    size_t first_bad;  /* where the first of them is: byte from 0, */
    unsigned bad_line; /* line from 1 */
    unsigned used;     /* what the parts before were in; private */
} EncodingReport;

/* Decodes UTF-8, with or without a byte order mark; UTF-16, with one or told by its
 * zeros; and what is older.  Bytes that none of them explains become U+FFFD.
 *
 * CRLF and CR become \n, a form feed too (a page break); other control
 * characters but \t become a blank.
 *
 * Returns  (transfer full) NUL-terminated, without NULs inside; NULL with
 *          TRACUU_ERROR_NOTICE that names byte (from 0) and line (from 1): UTF-16
 *          that is broken, UTF-32, what has NUL bytes and is not UTF-8, and where more
 *          than a third would be U+FFFD.
 */
char *
encoding_decode(const char *bytes, size_t len, EncodingReport *report, GError **error);

/* Repairs text that is valid UTF-8 but was made of older bytes as if they were
 * windows-1252, as in files of Word with TCVN3 fonts («Uû ban nh©n d©n»); text that is
 * good Vietnamese, or none, is given back as it is.  Takes `text`.  (transfer full)
 * both ways. */
char *encoding_repair_utf8(char *text, EncodingReport *report);

/* The same for HTML, whose tags are left alone. */
char *encoding_repair_html(char *html, EncodingReport *report);

/* What the user should know of a text that was read, in English, one line, without
 * the name of the file; NULL: nothing.  (transfer full) */
char *encoding_report_warning(const EncodingReport *report);

/* Cleans text that is valid UTF-8 already, as from JSON, of control characters.  Takes
 * `text` and gives it back or a cleaned copy.  (transfer full) both ways. */
char *encoding_clean(char *text);

/* A value of one line: runs of white space (ASCII's and no-break) and control
 * characters become one blank, none at the ends; NULL when nothing is left.  Takes
 * `text`. (transfer full) both ways. */
char *encoding_clean_line(char *text);
