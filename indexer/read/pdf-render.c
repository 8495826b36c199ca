#include "read/pdf-render.h"

#include <cairo.h>
#include <math.h>
#include <stdint.h>

#define MAX_PIXELS 40e6 /* A2 at 300 dpi has 35 million */
#define MAX_SIDE 30000  /* cairo's own limit is 32767 */
#define MIN_DPI 20

/* Dots per inch, so that the page keeps within the limits; 0 when it cannot. */
static int
choose_dpi(double width, double height)
{
    double most =
        MIN(sqrt(MAX_PIXELS / (width * height)), MAX_SIDE / MAX(width, height)) * 72;

    return most < MIN_DPI ? 0 : (int) MIN(most, RENDER_DPI);
}

static cairo_surface_t *
draw(PdfPage *page, const OcrImage *image)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, image->width, image->height);
    cairo_t *cairo = cairo_create(surface);

    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, image->dpi / 72.0, image->dpi / 72.0);
    poppler_page_render_for_printing(page, cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    return surface;
}

/* Rec. 601: the weights of red, green and blue in what the eye sees as grey. */
static unsigned char
grey_of(uint32_t rgb)
{
    unsigned red = rgb >> 16 & 0xFF;
    unsigned green = rgb >> 8 & 0xFF;
    unsigned blue = rgb & 0xFF;

    return (unsigned char) ((299 * red + 587 * green + 114 * blue) / 1000);
}

static unsigned char *
make_grey(cairo_surface_t *surface, const OcrImage *image)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    size_t stride = (size_t) cairo_image_surface_get_stride(surface);
    unsigned char *grey = g_malloc((size_t) image->width * (size_t) image->height);
    unsigned char *out = grey;

    for (int y = 0; y < image->height; y++) {
        const uint32_t *row =
            (const uint32_t *) (const void *) (data + (size_t) y * stride);
        for (int x = 0; x < image->width; x++)
            *out++ = grey_of(row[x]);
    }
    return grey;
}

gboolean
pdf_render(PdfPage *page, OcrImage *image)
{
    double width = 0;
    double height = 0;
    cairo_surface_t *surface = NULL;
    gboolean drawn = FALSE;

    poppler_page_get_size(page, &width, &height);
    width = MAX(width, 1);
    height = MAX(height, 1);
    image->dpi = choose_dpi(width, height);
    if (image->dpi == 0)
        return FALSE;
    image->width = MAX((int) (width * image->dpi / 72), 1);
    image->height = MAX((int) (height * image->dpi / 72), 1);
    image->stride = image->width;
    surface = draw(page, image);
    drawn = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    image->pixels = drawn ? make_grey(surface, image) : NULL;
    cairo_surface_destroy(surface);
    return drawn;
}
