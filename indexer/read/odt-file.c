/* The file of an OpenDocument text. */
#include "error.h"
#include "read/convert.h"
#include "read/odt.h"
#include "read/package.h"

#include <string.h>

/* The manifest says of each part whether and how it is encrypted. */
static gboolean
check_encryption(GBytes *manifest, GError **error)
{
    size_t len = 0;
    const char *bytes = manifest == NULL ? NULL : g_bytes_get_data(manifest, &len);

    if (bytes == NULL || g_strstr_len(bytes, (gssize) len, "encryption-data") == NULL)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "protected by a password");
    return FALSE;
}

gboolean
convert_odt(const char *bytes,
            size_t len,
            G_GNUC_UNUSED const ConvertOptions *options,
            Converted *out,
            GError **error)
{
    g_autoptr(GBytes) manifest = NULL;
    g_autoptr(GBytes) content = NULL;
    g_autoptr(GBytes) styles = NULL;
    g_autoptr(Document) document = document_new();

    if (!package_read(bytes, len, "META-INF/manifest.xml", &manifest, error) ||
        !check_encryption(manifest, error) ||
        !package_read(bytes, len, "content.xml", &content, error) ||
        !package_read(bytes, len, "styles.xml", &styles, error))
        return FALSE;
    if (content == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "no OpenDocument text: the file has no part content.xml");
        return FALSE;
    }
    return odt_read(content, styles, document, error) &&
           document_finish(document, out, error);
}

gboolean
convert_flat_odt(const char *bytes,
                 size_t len,
                 G_GNUC_UNUSED const ConvertOptions *options,
                 Converted *out,
                 GError **error)
{
    g_autoptr(GBytes) whole = g_bytes_new_static(bytes, len);
    g_autoptr(Document) document = document_new();

    return odt_read(whole, NULL, document, error) &&
           document_finish(document, out, error);
}
