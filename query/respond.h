/* respond - one writer for each form of an answer; each appends to `out`. */
#pragma once

#include "answer.h"
#include "page.h"
#include "xapian-glib/xapian-glib.h"

/* SPEC 5, one line. */
void respond_json(const Answer *answer, GString *out);

/* RFC 4180 for spreadsheets: UTF-8 with a byte order mark, CRLF, and no cell
 * that a spreadsheet would take for a formula. */
void respond_csv(const Answer *answer, GString *out);

/* What every table begins with: the names of a notice's fields and then `more`, and a
 * notice's cells, each with its comma. */
void respond_csv_names(const char *more, GString *out);
void respond_csv_fields(const AnswerResult *result, GString *out);

/* For a terminal; `colours`: what matched is set in bold. */
void respond_text(const Answer *answer, gboolean colours, GString *out);

/* Every hit on a line, its contexts in columns, below the notice that it is in. */
void respond_kwic(const Answer *answer, GString *out);

/* A row for every hit, as respond_csv writes rows. */
void respond_kwic_csv(const Answer *answer, GString *out);

/* The site's page "answer", rendered with the templates and strings that the
 * index holds: the answer, or `page_error` when it is not NULL (`answer` may be).
 *
 * Errors  TRACUU_ERROR_CORRUPT   the index holds no templates
 *         TRACUU_ERROR_TEMPLATE  one of them is wrong
 *         TRACUU_ERROR_SYNTAX    its strings are no JSON
 */
gboolean respond_html(XapianDatabase *database,
                      const SearchRequest *request,
                      const Answer *answer,
                      const PageError *page_error,
                      GString *out,
                      GError **error);

/* The snippet as safe HTML with <mark>. */
void respond_snippet_html(const char *snippet, GString *out);
