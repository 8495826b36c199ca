/* PDF becomes text: pages through poppler, their layout through pdf-page.h, scanned
 * pages through ocr-pages.h. */
#include "read/convert.h"

#include <string.h>

#include "encoding.h"
#include "error.h"
#include "read/ocr-pages.h"
#include "read/pdf-page.h"
#include "read/pdf-poppler.h"
#include "read/pdf-title.h"

#define MAX_PAGES 5000
#define MAX_TEXT_BYTES ((size_t) 64 << 20)

/* A page with fewer letters and digits is one without text when a picture covers so much
 * of it: page numbers and signatures are put on scans. */
#define MIN_LETTERS 20
#define MIN_PICTURE 0.5

typedef struct {
    PdfDocument *document;
    unsigned n_pages;
    size_t n_bytes;   /* of text so far */
    size_t n_letters; /* ... without those on scans */
    GPtrArray *words; /* (element-type PageWords) */
    GArray *scans;    /* (element-type unsigned) pages without text, from 0 */
    Converted *out;
} Reading;

static PdfDocument *
open_document(const char *bytes, size_t len, GError **error)
{
    g_autoptr(GBytes) data = g_bytes_new_static(bytes, len);
    g_autoptr(GError) failure = NULL;
    PdfDocument *document = poppler_document_new_from_bytes(data, NULL, &failure);

    if (document != NULL)
        return document;
    if (g_error_matches(failure, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "encrypted PDF: it opens only with a password");
    else
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "damaged PDF");
    return NULL;
}

static gboolean
check_pages(int n_pages, GError **error)
{
    if (n_pages > MAX_PAGES)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "PDF of %d pages, more than %d", n_pages, MAX_PAGES);
    else if (n_pages < 1)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "damaged PDF: it has no pages");
    return n_pages >= 1 && n_pages <= MAX_PAGES;
}

/* The share of the page that its pictures cover, one over another counted twice. */
static double
picture_share(PdfPage *page, const PageWords *words)
{
    GList *pictures = poppler_page_get_image_mapping(page);
    double sum = 0;

    for (const GList *at = pictures; at != NULL; at = at->next) {
        const PopplerRectangle *area = &((const PopplerImageMapping *) at->data)->area;
        sum += (area->x2 - area->x1) * (area->y2 - area->y1);
    }
    poppler_page_free_image_mapping(pictures);
    return sum / MAX(words->width * words->height, 1);
}

static PageWords *
read_words(PdfPage *page, const char *text)
{
    double width = 0;
    double height = 0;
    PopplerRectangle *areas = NULL;
    unsigned n_areas = 0;
    g_autofree PageBox *boxes = NULL;
    PageWords *words = NULL;

    poppler_page_get_size(page, &width, &height);
    words = page_words_new(width, height);
    if (!poppler_page_get_text_layout(page, &areas, &n_areas))
        return words;
    n_areas = MIN(n_areas, PAGE_MAX_GLYPHS);
    boxes = g_new(PageBox, n_areas + 1);
    for (unsigned i = 0; i < n_areas; i++)
        boxes[i] = (PageBox){ areas[i].x1, areas[i].y1, areas[i].x2, areas[i].y2 };
    g_free(areas);
    page_words_add_glyphs(words, text, boxes, n_areas);
    return words;
}

static gboolean
read_page(Reading *reading, unsigned i, GError **error)
{
    g_autoptr(PdfPage) page = poppler_document_get_page(reading->document, (int) i);
    g_autofree char *text = page == NULL ? NULL : poppler_page_get_text(page);
    PageWords *words = NULL;
    size_t n_letters = 0;

    if (text == NULL) {
        converted_warn(reading->out, WARNING_PAGE, i + 1, 0,
                       "page %u is damaged and was not read", i + 1);
        g_ptr_array_add(reading->words, page_words_new(0, 0));
        return TRUE;
    }
    reading->n_bytes += strlen(text);
    if (reading->n_bytes > MAX_TEXT_BYTES) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "PDF with more than %zu MiB of text", MAX_TEXT_BYTES >> 20);
        return FALSE;
    }
    words = read_words(page, text);
    g_ptr_array_add(reading->words, words);
    n_letters = page_words_count_letters(words);
    if (n_letters < MIN_LETTERS && picture_share(page, words) >= MIN_PICTURE)
        g_array_append_val(reading->scans, i);
    else
        reading->n_letters += n_letters;
    return TRUE;
}

/* With no text at all, letters may be drawn as shapes: every page is a picture. */
static void
take_all_as_scans(Reading *reading)
{
    g_array_set_size(reading->scans, 0);
    for (unsigned i = 0; i < reading->n_pages; i++)
        if (((const PageWords *) reading->words->pdata[i])->width > 0)
            g_array_append_val(reading->scans, i);
}

/* Text of older fonts becomes Vietnamese, run by run. */
static void
repair_runs(const GPtrArray *pages, Converted *out)
{
    g_autoptr(GString) all = g_string_new(NULL);
    g_autofree char *text = NULL;
    EncodingReport report = { 0 };
    char *at = NULL;

    for (unsigned i = 0; i < pages->len; i++) {
        const GArray *runs = ((const PageRuns *) pages->pdata[i])->runs;
        for (unsigned k = 0; k < runs->len; k++)
            g_string_append_printf(all, "%s\n", g_array_index(runs, PageRun, k).text);
    }
    text = encoding_repair_utf8(g_strndup(all->str, all->len), &report);
    out->encoding = g_strdup(report.name);
    at = report.name == NULL ? NULL : text;
    for (unsigned i = 0; at != NULL && i < pages->len; i++) {
        const GArray *runs = ((const PageRuns *) pages->pdata[i])->runs;
        for (unsigned k = 0; k < runs->len; k++) {
            char **run = &g_array_index(runs, PageRun, k).text;
            size_t len = strcspn(at, "\n");
            g_free(*run);
            *run = g_strndup(at, len);
            at += len + 1;
        }
    }
}

/* What became of the pages: lines, then text. */
static void
fill(const Reading *reading, Converted *out)
{
    g_autoptr(GPtrArray) pages =
        g_ptr_array_new_with_free_func((GDestroyNotify) page_runs_free);
    g_autoptr(GArray) lines = page_lines_new();

    for (unsigned i = 0; i < reading->n_pages; i++)
        g_ptr_array_add(pages, page_runs_new(reading->words->pdata[i]));
    repair_runs(pages, out);
    page_runs_drop_heads(pages);
    for (unsigned i = 0; i < reading->n_pages; i++)
        page_lines_append(lines, pages->pdata[i], i);
    out->text = page_lines_flow(lines);
    out->n_pages = reading->n_pages;
}

static gboolean
recognise_scans(Reading *reading,
                const char *bytes,
                size_t len,
                const ConvertOptions *options,
                GError **error)
{
    const OcrJob job = {
        .document = reading->document,
        .bytes = bytes,
        .len = len,
        .pages = reading->scans,
        .has_text = reading->n_letters > 0,
        .options = options,
    };

    if (reading->n_letters == 0)
        take_all_as_scans(reading);
    if (reading->scans->len > 0)
        return ocr_pages(&job, reading->words, reading->out, error);
    if (reading->n_letters > 0)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                "damaged PDF: none of its pages can be read");
    return FALSE;
}

static gboolean
read_document(Reading *reading,
              const char *bytes,
              size_t len,
              const ConvertOptions *options,
              GError **error)
{
    Converted *out = reading->out;
    g_autofree char *title = NULL;

    for (unsigned i = 0; i < reading->n_pages; i++)
        if (!read_page(reading, i, error))
            return FALSE;
    if (!recognise_scans(reading, bytes, len, options, error))
        return FALSE;
    fill(reading, out);
    title = poppler_document_get_title(reading->document);
    if (title != NULL && pdf_title_is_of(title, out->text))
        out->title = g_steal_pointer(&title);
    return TRUE;
}

gboolean
convert_pdf(const char *bytes,
            size_t len,
            const ConvertOptions *options,
            Converted *out,
            GError **error)
{
    g_autoptr(PdfDocument) document = open_document(bytes, len, error);
    int n_pages = document == NULL ? 0 : poppler_document_get_n_pages(document);
    Reading reading = { .document = document, .n_pages = (unsigned) n_pages, .out = out };
    gboolean done = FALSE;

    if (document == NULL || !check_pages(n_pages, error))
        return FALSE;
    reading.words = g_ptr_array_new_with_free_func((GDestroyNotify) page_words_free);
    reading.scans = g_array_new(FALSE, FALSE, sizeof(unsigned));
    done = read_document(&reading, bytes, len, options, error);
    g_ptr_array_unref(reading.words);
    g_array_unref(reading.scans);
    return done;
}
