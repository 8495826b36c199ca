/* csv - tables as spreadsheets open them (RFC 4180). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CSV_BYTE_ORDER_MARK                                                              \
    "\xEF\xBB\xBF" /* of a file: without it Excel reads no UTF-8 */
#define CSV_LINE_END "\r\n"

/* Appends one cell in quotes; nothing for NULL.
 *
 * No cell starts a formula: an apostrophe is put before = + - @ (full-width forms
 * too), a tab or a line end.  Control characters but tab and line end are left out.
 * Source of the list: OWASP, "CSV Injection".
 */
void csv_append_cell(GString *out, const char *utf8);

/* The cells of a line, commas between them, and its end. */
void csv_append_row(GString *out, const char *const *cells, unsigned n);

G_END_DECLS
