/* pdf-fixture - small PDFs for tests, made with cairo. */
#pragma once

#include <glib.h>

/* One piece of text on a page: its left end (or its middle, when `centred`) and the line
 * it stands on, in points from the upper left corner. */
typedef struct {
    double x, y;
    const char *text;
    gboolean centred;
    gboolean sideways; /* runs up */
} PdfPiece;

typedef struct {
    const PdfPiece *pieces; /* ends with a piece without text */
    double height;          /* 0: that of A4 */
} PdfPageOf;

/* A PDF of pages as wide as A4 with text of 11 points.  (transfer full)
 *
 * title    metadata, or NULL
 * scanned  pages are pictures of 200 dots an inch, without text
 */
GBytes *
pdf_make(const PdfPageOf *pages, unsigned n_pages, const char *title, gboolean scanned);

/* The text set on as many pages as it needs, wrapped at the right margin; a line of the
 * text is a paragraph, a short one is centred.  `head` stands above each page with its
 * number.  (transfer full)
 */
GBytes *pdf_typeset(const char *text, const char *head, gboolean scanned);
