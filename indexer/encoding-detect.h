/* encoding-detect - in which encoding each line of a text is. */
#pragma once

#include "encoding.h"

typedef struct {
    const char *bytes;
    size_t len;
    gboolean valid; /* all of it is UTF-8 */
    gboolean html;  /* a tag ends a line, and is none */
} DetectText;

/* Decodes the text line by line and adds to `report`.
 *
 * Returns  UTF-8 with NULs where the text has them, transfer full; NULL when the text
 *          is UTF-8 and good as it is.
 */
GString *detect_decode(const DetectText *text, EncodingReport *report);
