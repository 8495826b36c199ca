/* glass deflate - document data as glass packs it.
 *
 * Facts relied on (common/compression_stream.cc, backends/glass/glass_version.cc of
 * xapian-core 1.4.22): raw deflate without header or dictionary, window 32 KiB,
 * default level; not tried for 18 bytes or less, not used unless shorter.
 */
#include <zlib.h>

#include "writer.h"

#define TOO_SHORT 18
#define RAW_WINDOW_BITS (-15)
#define MEMORY_LEVEL 9

static void
stream_free(gpointer stream)
{
    deflateEnd(stream);
    g_free(stream);
}

/* A stream of its own for each thread: setting one up costs more than a notice. */
static z_stream *
stream_get(void)
{
    static GPrivate private = G_PRIVATE_INIT(stream_free);
    z_stream *stream = g_private_get(&private);
    int status = Z_OK;

    if (stream != NULL) {
        deflateReset(stream);
        return stream;
    }
    stream = g_new0(z_stream, 1);
    status = deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW_WINDOW_BITS,
                          MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
    if (status != Z_OK)
        g_error("zlib: %s", zError(status)); /* out of memory, as g_malloc */
    g_private_set(&private, stream);
    return stream;
}

gboolean
glass_deflate(GByteArray *out, const char *bytes, size_t len)
{
    guint start = out->len;
    z_stream *stream = NULL;
    gboolean shorter = FALSE;

    if (len <= TOO_SHORT || len > G_MAXUINT - start)
        return FALSE;
    stream = stream_get();
    g_byte_array_set_size(out, start + (guint) len);
    stream->next_in = (z_const Bytef *) bytes;
    stream->avail_in = (uInt) len;
    stream->next_out = out->data + start;
    stream->avail_out = (uInt) len;
    shorter = deflate(stream, Z_FINISH) == Z_STREAM_END && stream->total_out < len;
    g_byte_array_set_size(out, start + (shorter ? (guint) stream->total_out : 0));
    return shorter;
}
