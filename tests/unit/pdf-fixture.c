#include "pdf-fixture.h"

#include <cairo-pdf.h>
#include <string.h>

#define WIDTH 595.0
#define HEIGHT 842.0
#define SIZE 11.0
#define LEADING 16.0
#define MARGIN 72.0
#define INDENT 28.0
#define SPACE 12.0 /* for an empty line */
#define SCAN_DPI 200.0

/* Read by LeakSanitizer: what fontconfig has read it keeps to the end. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libtesseract\n";
}

typedef struct {
    GByteArray *bytes;
    cairo_surface_t *surface;
    cairo_t *pdf;
    cairo_surface_t *picture; /* of a scanned page, or NULL */
    cairo_t *to;              /* where text goes */
} Maker;

static cairo_status_t
take(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
set_font(cairo_t *to)
{
    cairo_select_font_face(to, "DejaVu Serif", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(to, SIZE);
    cairo_set_source_rgb(to, 0, 0, 0);
}

static void
begin_page(Maker *maker, double height, gboolean scanned)
{
    cairo_pdf_surface_set_size(maker->surface, WIDTH, height);
    maker->to = maker->pdf;
    if (scanned) {
        maker->picture =
            cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int) (WIDTH * SCAN_DPI / 72),
                                       (int) (height * SCAN_DPI / 72));
        maker->to = cairo_create(maker->picture);
        cairo_set_source_rgb(maker->to, 1, 1, 1);
        cairo_paint(maker->to);
        cairo_scale(maker->to, SCAN_DPI / 72, SCAN_DPI / 72);
    }
    set_font(maker->to);
}

static void
end_page(Maker *maker)
{
    if (maker->picture != NULL) {
        cairo_destroy(maker->to);
        cairo_save(maker->pdf);
        cairo_scale(maker->pdf, 72 / SCAN_DPI, 72 / SCAN_DPI);
        cairo_set_source_surface(maker->pdf, maker->picture, 0, 0);
        cairo_paint(maker->pdf);
        cairo_restore(maker->pdf);
        cairo_surface_destroy(maker->picture);
        maker->picture = NULL;
    }
    cairo_show_page(maker->pdf);
}

static Maker
maker_new(const char *title)
{
    Maker maker = { .bytes = g_byte_array_new() };

    maker.surface = cairo_pdf_surface_create_for_stream(take, maker.bytes, WIDTH, HEIGHT);
    if (title != NULL)
        cairo_pdf_surface_set_metadata(maker.surface, CAIRO_PDF_METADATA_TITLE, title);
    maker.pdf = cairo_create(maker.surface);
    return maker;
}

static GBytes *
maker_end(Maker *maker)
{
    cairo_destroy(maker->pdf);
    cairo_surface_destroy(maker->surface);
    return g_byte_array_free_to_bytes(maker->bytes);
}

static double
width_of(cairo_t *to, const char *text)
{
    cairo_text_extents_t extents;

    cairo_text_extents(to, text, &extents);
    return extents.x_advance;
}

static void
show(cairo_t *to, const PdfPiece *piece)
{
    double left = piece->centred ? piece->x - width_of(to, piece->text) / 2 : piece->x;

    cairo_save(to);
    cairo_translate(to, left, piece->y);
    if (piece->sideways)
        cairo_rotate(to, -G_PI / 2);
    cairo_move_to(to, 0, 0);
    cairo_show_text(to, piece->text);
    cairo_restore(to);
}

GBytes *
pdf_make(const PdfPageOf *pages, unsigned n_pages, const char *title, gboolean scanned)
{
    Maker maker = maker_new(title);

    for (unsigned i = 0; i < n_pages; i++) {
        begin_page(&maker, pages[i].height > 0 ? pages[i].height : HEIGHT, scanned);
        for (const PdfPiece *piece = pages[i].pieces; piece->text != NULL; piece++)
            show(maker.to, piece);
        end_page(&maker);
    }
    return maker_end(&maker);
}

typedef struct {
    Maker maker;
    const char *head;
    gboolean scanned;
    unsigned n_pages;
    double y; /* of the last line; beyond the page's end before the first */
} Setting;

static void
next_line(Setting *setting)
{
    setting->y += LEADING;
    if (setting->y <= HEIGHT - MARGIN)
        return;
    if (setting->n_pages > 0)
        end_page(&setting->maker);
    begin_page(&setting->maker, HEIGHT, setting->scanned);
    setting->n_pages++;
    setting->y = MARGIN;
    if (setting->head != NULL) {
        g_autofree char *number = g_strdup_printf("%u", setting->n_pages);
        show(setting->maker.to, &(PdfPiece){ MARGIN, 40, setting->head, FALSE, FALSE });
        show(setting->maker.to, &(PdfPiece){ WIDTH - MARGIN, 40, number, FALSE, FALSE });
    }
}

/* Titles, names, dates: what is short and no point of a list stands in the middle. */
static gboolean
set_centred(Setting *setting, const char *text)
{
    double room = WIDTH - 2 * MARGIN;
    double width = 0;

    next_line(setting);
    width = width_of(setting->maker.to, text);
    if (width > room || strchr("-+*", *text) != NULL || g_ascii_isdigit(*text))
        return FALSE;
    show(setting->maker.to,
         &(PdfPiece){ MARGIN + room / 2, setting->y, text, TRUE, FALSE });
    return TRUE;
}

static void
set_paragraph(Setting *setting, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    double x = MARGIN + INDENT;

    if (set_centred(setting, text))
        return;
    for (unsigned i = 0; words[i] != NULL; i++) {
        cairo_t *to = setting->maker.to;
        double width = width_of(to, words[i]);
        if (x > MARGIN && x + width > WIDTH - MARGIN) {
            next_line(setting);
            to = setting->maker.to;
            x = MARGIN;
        }
        cairo_move_to(to, x, setting->y);
        cairo_show_text(to, words[i]);
        cairo_show_text(to, " ");
        x += width + width_of(to, " ");
    }
}

GBytes *
pdf_typeset(const char *text, const char *head, gboolean scanned)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
    Setting setting = { maker_new(NULL), head, scanned, 0, HEIGHT };

    for (unsigned i = 0; paragraphs[i] != NULL; i++)
        if (*paragraphs[i] != '\0')
            set_paragraph(&setting, paragraphs[i]);
        else
            setting.y += SPACE;
    if (setting.n_pages > 0)
        end_page(&setting.maker);
    return maker_end(&setting.maker);
}
