/* ocr - a picture of a page becomes words: Tesseract, or nothing when tracuu was built
 * without it (ocr-none.c).
 */
#pragma once

#include "read/pdf-page.h"

#define OCR_LANGUAGE "vie"

typedef struct {
    const unsigned char *pixels; /* grey, one byte each, 255 is white */
    int width, height, stride;
    int dpi;
} OcrImage;

/* One word; its box in pixels.  `confidence` is 0 to 100. */
typedef void (*OcrFunc)(const char *word,
                        PageBox box,
                        int confidence,
                        gboolean starts_line,
                        gpointer user_data);

/* Says what the result depends on: engine, its version, the language's data.
 *
 * Returns  (transfer full); NULL with TRACUU_ERROR_NOTICE when no text can be
 *          recognised here, which names the package that is missing.
 */
char *ocr_identify(GError **error);

/* Passes the words of a picture to `func`, in the order that the engine found.
 *
 * Not for a process that goes on: engines print, start threads and may crash.
 */
gboolean
ocr_recognise(const OcrImage *image, OcrFunc func, gpointer user_data, GError **error);
