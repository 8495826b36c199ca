#include "chunk.h"

#include <string.h>
#include <zlib.h>

#include "error.h"
#include "file.h"

#define LEVEL 6
#define LEVEL_HTML 5
#define WINDOW_BITS 15
#define MEMORY_LEVEL 9
/* A part below this is not worth a Huffman table of its own. */
#define OWN_BLOCK_BYTES 256
#define BLOCK_MAX_EXTRA 16 /* bytes that one more block may cost, at most */
/* With so long runs in one byte of so many, runs are deflated better as runs. */
#define LONG_RUN 32
#define RUNS_SHARE 4
#define START "tracuu.chunk(\""
#define MIDDLE "\",\""
#define END "\");\n"

struct ChunkWriter {
    char *bundle;
    Sums *sums;
    z_stream stream;
    GByteArray *payload;
    GByteArray *script;
};

ChunkWriter *
chunk_writer_new(const char *bundle, Sums *sums)
{
    ChunkWriter *writer = g_new0(ChunkWriter, 1);
    int status = deflateInit2(&writer->stream, LEVEL, Z_DEFLATED, WINDOW_BITS,
                              MEMORY_LEVEL, Z_DEFAULT_STRATEGY);

    if (status != Z_OK)
        g_error("zlib: %s", zError(status)); /* out of memory, as g_malloc */
    writer->bundle = g_strdup(bundle);
    writer->sums = sums;
    writer->payload = g_byte_array_new();
    writer->script = g_byte_array_new();
    return writer;
}

void
chunk_writer_free(ChunkWriter *writer)
{
    if (writer == NULL)
        return;
    deflateEnd(&writer->stream);
    g_free(writer->bundle);
    g_byte_array_unref(writer->payload);
    g_byte_array_unref(writer->script);
    g_free(writer);
}

/* Whether a good part of the bytes stands in long runs of one byte. */
static gboolean
has_runs(const GByteArray *bytes)
{
    guint in_runs = 0;
    guint start = 0;

    for (guint i = 1; i <= bytes->len; i++) {
        if (i < bytes->len && bytes->data[i] == bytes->data[start])
            continue;
        if (i - start >= LONG_RUN)
            in_runs += i - start;
        start = i;
    }
    return in_runs > bytes->len / RUNS_SHARE;
}

static int
strategy_for(const ChunkPart *part)
{
    if (part->kind != CHUNK_NUMBERS)
        return Z_DEFAULT_STRATEGY;
    return has_runs(part->bytes) ? Z_RLE : Z_HUFFMAN_ONLY;
}

/* The room is always enough, see deflate_parts; a change of strategy ends the block,
 * so that the next part has a table of its own. */
static void
deflate_part(z_stream *stream, const ChunkPart *part)
{
    if (part->bytes->len >= OWN_BLOCK_BYTES) {
        (void) deflate(stream, Z_BLOCK);
        (void) deflateParams(stream, part->kind == CHUNK_HTML ? LEVEL_HTML : LEVEL,
                             strategy_for(part));
    }
    stream->next_in = part->bytes->data;
    stream->avail_in = part->bytes->len;
    (void) deflate(stream, Z_NO_FLUSH);
}

static void
deflate_parts(ChunkWriter *writer, const ChunkPart *parts, unsigned n_parts)
{
    z_stream *stream = &writer->stream;
    uLong len = 0;

    deflateReset(stream);
    for (unsigned i = 0; i < n_parts; i++)
        len += parts[i].bytes->len;
    uLong room = deflateBound(stream, len) + ((uLong) BLOCK_MAX_EXTRA * (n_parts + 1));
    g_byte_array_set_size(writer->payload, (guint) room);
    stream->next_in = NULL;
    stream->avail_in = 0;
    (void) deflateParams(stream, LEVEL, Z_DEFAULT_STRATEGY);
    stream->next_out = writer->payload->data;
    stream->avail_out = (uInt) room;
    for (unsigned i = 0; i < n_parts; i++)
        deflate_part(stream, &parts[i]);
    if (deflate(stream, Z_FINISH) != Z_STREAM_END)
        g_error("zlib: no room for %lu bytes", len);
    g_byte_array_set_size(writer->payload, (guint) stream->total_out);
}

static void
append_text(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const guint8 *) text, (guint) strlen(text));
}

/* What stands after the backslash for a byte that needs one; 0 for the others. */
static char
escape_of(guint8 byte)
{
    switch (byte) {
    case '\\':
    case '"':
        return (char) byte;
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    default:
        return 0;
    }
}

static void
append_escaped(GByteArray *out, const GByteArray *payload)
{
    guint clean = 0;

    for (guint i = 0; i < payload->len; i++) {
        const guint8 escape[] = { '\\', (guint8) escape_of(payload->data[i]) };

        if (escape[1] == 0)
            continue;
        g_byte_array_append(out, payload->data + clean, i - clean);
        g_byte_array_append(out, escape, sizeof escape);
        clean = i + 1;
    }
    g_byte_array_append(out, payload->data + clean, payload->len - clean);
}

char *
chunk_file_name(const char *name, uint32_t sum)
{
    return g_strdup_printf("%s-%08x.js", name, sum);
}

char *
chunk_path(const char *name, uint32_t sum)
{
    g_autofree char *file = chunk_file_name(name, sum);

    return g_build_filename(*name == CHUNK_PACK ? CHUNK_PACK_FOLDER : CHUNK_FOLDER, file,
                            NULL);
}

char *
chunk_name(char letter, unsigned number)
{
    return g_strdup_printf("%c%x", letter, number);
}

gboolean
chunk_write(ChunkWriter *writer,
            const char *name,
            const ChunkPart *parts,
            unsigned n_parts,
            uint32_t *sum,
            GError **error)
{
    GByteArray *script = writer->script;
    char hex[FILE_SHA256_HEX_SIZE];

    deflate_parts(writer, parts, n_parts);
    *sum = (uint32_t) crc32(0, writer->payload->data, writer->payload->len);
    g_byte_array_set_size(script, 0);
    append_text(script, START);
    append_text(script, name);
    append_text(script, MIDDLE);
    append_escaped(script, writer->payload);
    append_text(script, END);
    g_autofree char *path = chunk_path(name, *sum);
    g_autofree char *full = g_build_filename(writer->bundle, path, NULL);
    if (!file_write(full, (const char *) script->data, script->len, error))
        return FALSE;
    file_sha256((const char *) script->data, script->len, hex);
    sums_add(writer->sums, path, hex);
    return TRUE;
}
