/* pdf-render - a page becomes a grey picture. */
#pragma once

#include "read/ocr.h"
#include "read/pdf-poppler.h"

#define RENDER_DPI 300

/* Renders the page on white; a page that would be too large is made
 * with fewer dots per inch.
 *
 * Returns  FALSE when there is no memory for it; else image->pixels is to be freed with
 *          g_free.
 */
gboolean pdf_render(PdfPage *page, OcrImage *image);
