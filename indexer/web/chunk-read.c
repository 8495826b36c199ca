#include "chunk.h"

#include <string.h>
#include <zlib.h>

#include "error.h"

#define INFLATE_STEP_BYTES (64u << 10)

/* Cuts the payload out of a script in place; FALSE when it is none of that name. */
static gboolean
unwrap(char *bytes, size_t *len, const char *name)
{
    g_autofree char *start = g_strdup_printf("tracuu.chunk(\"%s\",\"", name);
    static const char end[] = "\");\n";
    size_t start_len = strlen(start);
    size_t end_len = sizeof end - 1;
    size_t out = 0;

    if (*len < start_len + end_len || memcmp(bytes, start, start_len) != 0 ||
        memcmp(bytes + *len - end_len, end, end_len) != 0)
        return FALSE;
    for (size_t i = start_len; i < *len - end_len; i++) {
        char byte = bytes[i];

        if (byte == '\\') {
            byte = bytes[++i];
            byte = (char) (byte == 'n' ? '\n' : byte == 'r' ? '\r' : byte);
        }
        bytes[out++] = byte;
    }
    *len = out;
    return TRUE;
}

GByteArray *
chunk_inflate(char *payload, size_t len, size_t max)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    z_stream stream = { .next_in = (Bytef *) payload, .avail_in = (uInt) len };
    int status = inflateInit(&stream);

    while (status == Z_OK && stream.total_out <= max) {
        guint filled = (guint) stream.total_out;

        g_byte_array_set_size(out, filled + INFLATE_STEP_BYTES);
        stream.next_out = out->data + filled;
        stream.avail_out = INFLATE_STEP_BYTES;
        status = inflate(&stream, Z_NO_FLUSH);
    }
    g_byte_array_set_size(out, (guint) stream.total_out);
    inflateEnd(&stream);
    return status == Z_STREAM_END && out->len <= max ? g_steal_pointer(&out) : NULL;
}

GByteArray *
chunk_read(const char *bundle, const char *name, uint32_t sum, GError **error)
{
    g_autofree char *below = chunk_path(name, sum);
    g_autofree char *path = g_build_filename(bundle, below, NULL);
    g_autofree char *bytes = NULL;
    size_t len = 0;
    GByteArray *content = NULL;

    if (g_file_get_contents(path, &bytes, &len, NULL) && unwrap(bytes, &len, name) &&
        crc32(0, (const Bytef *) bytes, (uInt) len) == sum)
        content = chunk_inflate(bytes, len, CHUNK_MAX_BYTES);
    if (content == NULL)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                    "%s: missing, or not as it was written", path);
    return content;
}
