/* ocr-pages - the pages of a PDF that have no text are recognised.
 *
 * Each in a process of its own, within limits, as many side by side as the options say;
 * the result is the same however many.  What is in the cache is not done again.
 */
#pragma once

#include "read/convert.h"
#include "read/pdf-page.h"
#include "read/pdf-poppler.h"

typedef struct {
    PdfDocument *document;
    const char *bytes; /* the PDF */
    size_t len;
    const GArray *pages; /* (element-type unsigned) from 0, at least one */
    gboolean has_text;   /* other pages have some */
    const ConvertOptions *options;
} OcrJob;

/* Puts the words of each page that has some in the place of those in `words`, and fills
 * n_ocr_pages, ocr_confidence and warnings of `out`.
 *
 * words    (element-type PageWords) of all pages
 *
 * Returns  FALSE with TRACUU_ERROR_NOTICE or TRACUU_ERROR_LIMIT when no page has text
 *          and none could be recognised; TRUE with a warning when others have some.
 */
gboolean ocr_pages(const OcrJob *job, GPtrArray *words, Converted *out, GError **error);
