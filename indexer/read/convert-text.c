/* Text and Markdown. */
#include "encoding.h"
#include "markdown.h"
#include "read/convert.h"

gboolean
convert_text(const char *bytes,
             size_t len,
             G_GNUC_UNUSED const ConvertOptions *options,
             Converted *out,
             GError **error)
{
    out->text = encoding_decode(bytes, len, error);
    if (out->text == NULL)
        return FALSE;
    out->html = markdown_render_ocr(out->text);
    return TRUE;
}

gboolean
convert_markdown(const char *bytes,
                 size_t len,
                 G_GNUC_UNUSED const ConvertOptions *options,
                 Converted *out,
                 GError **error)
{
    g_autofree char *source = encoding_decode(bytes, len, error);

    return source != NULL && markdown_read(source, &out->text, &out->html, error);
}
