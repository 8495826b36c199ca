/* Built without Tesseract. */
#include "read/ocr.h"

#include "error.h"

char *
ocr_identify(GError **error)
{
    g_set_error(
        error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
        "text recognition needs the package tesseract-ocr-vie and a tracuu that was "
        "built with libtesseract-dev");
    return NULL;
}

gboolean
ocr_recognise(G_GNUC_UNUSED const OcrImage *image,
              G_GNUC_UNUSED OcrFunc func,
              G_GNUC_UNUSED gpointer user_data,
              GError **error)
{
    g_autofree char *never = ocr_identify(error);

    return never != NULL;
}
