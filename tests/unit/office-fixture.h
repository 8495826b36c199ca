/* office-fixture - small files of office programs, made in the test. */
#pragma once

#include "read/convert.h"

/* A ZIP of parts: name, content, name, content … NULL.  (transfer full) */
char *office_zip(const char *const *parts, size_t *len);

/* A DOCX of a body ("<w:p>…"), and of styles and numbering, each what its root
 * holds, or NULL.  (transfer full) */
char *
office_docx(const char *body, const char *styles, const char *numbering, size_t *len);

/* An ODT of automatic styles and of a text's content.  (transfer full) */
char *office_odt(const char *styles, const char *text, size_t *len);

/* Asserts that `convert` refuses the bytes with TRACUU_ERROR_NOTICE or _LIMIT and
 * this message. */
void
office_refused(ConvertFunc convert, const char *bytes, size_t len, const char *message);
