#include "pack.h"

#include <string.h>
#include <zlib.h>

/* A reader loads a whole pack for one notice, and a stick bears only so many files
 * (tracuu-site(5) says what was measured). */
#define LEAST_BYTES (64u << 10)
#define MAX_PACKS 2400

unsigned
pack_of(const char *file_name, unsigned n_packs)
{
    const Bytef *bytes = (const Bytef *) file_name;

    return (unsigned) (crc32(0, bytes, (uInt) strlen(file_name)) % n_packs);
}

unsigned
pack_count(uint64_t bytes)
{
    return (unsigned) CLAMP(bytes / LEAST_BYTES, 1, MAX_PACKS);
}

/* With the NUL that ends it. */
static void
append_string(GByteArray *pack, const char *text)
{
    g_byte_array_append(pack, (const guint8 *) text, (guint) strlen(text) + 1);
}

void
pack_start(GByteArray *pack)
{
    g_byte_array_set_size(pack, 0);
    append_string(pack, "");
}

void
pack_add(GByteArray *pack, const char *file_name, const char *html)
{
    append_string(pack, file_name);
    append_string(pack, html);
}

gboolean
pack_write(ChunkWriter *writer,
           unsigned place,
           const GByteArray *pack,
           uint32_t *sum,
           GError **error)
{
    const ChunkPart part = { pack, CHUNK_HTML };
    g_autofree char *name = chunk_name(CHUNK_PACK, place);

    return chunk_write(writer, name, &part, 1, sum, error);
}
