#include "read/ocr.h"

#include <dlfcn.h>
#include <tesseract/capi.h>

#include "error.h"

/* "Nothing is left": of a word that has neither letter nor digit, as stains have. */
#define MIN_CONFIDENCE_OF_SIGNS 60

typedef TessBaseAPI Engine;

static void
engine_free(Engine *engine)
{
    TessBaseAPIEnd(engine);
    TessBaseAPIDelete(engine);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Engine, engine_free)

static Engine *
engine_new(GError **error)
{
    g_autoptr(Engine) engine = TessBaseAPICreate();

    TessBaseAPISetVariable(engine, "debug_file", "/dev/null");
    if (TessBaseAPIInit3(engine, NULL, OCR_LANGUAGE) == 0)
        return g_steal_pointer(&engine);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                "text recognition needs the package tesseract-ocr-" OCR_LANGUAGE);
    return NULL;
}

char *
ocr_identify(GError **error)
{
    g_autoptr(Engine) engine = engine_new(error);
    g_autofree char *path = NULL;
    g_autofree char *model = NULL;
    g_autofree char *sum = NULL;
    size_t len = 0;

    if (engine == NULL)
        return NULL;
    path = g_build_filename(TessBaseAPIGetDatapath(engine), OCR_LANGUAGE ".traineddata",
                            NULL);
    if (!g_file_get_contents(path, &model, &len, NULL)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "text recognition needs " OCR_LANGUAGE ".traineddata");
        return NULL;
    }
    sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *) model, len);
    return g_strdup_printf("tesseract %s " OCR_LANGUAGE " %s", TessVersion(), sum);
}

/* Tesseract asks OpenMP for four threads a page, which is slower than one when pages are
 * read side by side.  GCC's OpenMP, if it is the one in use, is told to start none. */
static void
stay_single_threaded(void)
{
    void (*set_levels)(int) = NULL;

    *(void **) &set_levels = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
    if (set_levels != NULL)
        set_levels(0);
}

static gboolean
has_letter(const char *word)
{
    for (; *word != '\0'; word = g_utf8_next_char(word))
        if (g_unichar_isalnum(g_utf8_get_char(word)))
            return TRUE;
    return FALSE;
}

static void
pass_word(TessResultIterator *at, OcrFunc func, gpointer user_data)
{
    const TessPageIterator *page = TessResultIteratorGetPageIteratorConst(at);
    char *word = TessResultIteratorGetUTF8Text(at, RIL_WORD);
    int confidence = (int) TessResultIteratorConfidence(at, RIL_WORD);
    int x1 = 0;
    int y1 = 0;
    int x2 = 0;
    int y2 = 0;

    if (word != NULL && TessPageIteratorBoundingBox(page, RIL_WORD, &x1, &y1, &x2, &y2) &&
        g_utf8_validate(word, -1, NULL) &&
        (has_letter(word) || confidence >= MIN_CONFIDENCE_OF_SIGNS))
        func(word, (PageBox){ x1, y1, x2, y2 }, CLAMP(confidence, 0, 100),
             TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE), user_data);
    TessDeleteText(word);
}

gboolean
ocr_recognise(const OcrImage *image, OcrFunc func, gpointer user_data, GError **error)
{
    g_autoptr(Engine) engine = engine_new(error);
    TessResultIterator *at = NULL;

    if (engine == NULL)
        return FALSE;
    stay_single_threaded();
    TessBaseAPISetPageSegMode(engine, PSM_AUTO);
    TessBaseAPISetImage(engine, image->pixels, image->width, image->height, 1,
                        image->stride);
    TessBaseAPISetSourceResolution(engine, image->dpi);
    if (TessBaseAPIRecognize(engine, NULL) != 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "text recognition failed");
        return FALSE;
    }
    at = TessBaseAPIGetIterator(engine);
    if (at == NULL) /* a blank page */
        return TRUE;
    do
        pass_word(at, func, user_data);
    while (TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
    return TRUE;
}
