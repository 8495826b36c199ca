/* Text and Markdown. */
#include "encoding.h"
#include "markdown.h"
#include "read/convert.h"

/* (transfer full) */
static char *
decode(const char *bytes, size_t len, Converted *out, GError **error)
{
    EncodingReport report = { 0 };
    char *text = encoding_decode(bytes, len, &report, error);

    if (text == NULL)
        return NULL;
    converted_warn_bytes(out, &report);
    out->encoding = g_strdup(report.name);
    return text;
}

gboolean
convert_text(const char *bytes,
             size_t len,
             G_GNUC_UNUSED const ConvertOptions *options,
             Converted *out,
             GError **error)
{
    out->text = decode(bytes, len, out, error);
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
    g_autofree char *source = decode(bytes, len, out, error);

    return source != NULL && markdown_read(source, &out->text, &out->html, error);
}
