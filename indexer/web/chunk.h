/* chunk - the files of DIR/site/search, and packs of notices: a deflated payload that a
 * script hands over.
 *
 *     tracuu.chunk("NAME","PAYLOAD");
 *
 * A page may load nothing else from file://.  The payload is a zlib stream with four
 * of its bytes escaped; its CRC-32 is part of the file's name (tracuu-site(5)).
 */
#pragma once

#include <stdint.h>

#include "sums.h"

#define CHUNK_FOLDER "site/search"
#define CHUNK_PACK 'n' /* letter of the chunks that lie in… */
#define CHUNK_PACK_FOLDER "site/notices"

/* Writes chunks into one bundle. */
typedef struct ChunkWriter ChunkWriter;

/* Each file is noted in `sums`, which must outlive the writer; the folder exists. */
ChunkWriter *chunk_writer_new(const char *bundle, Sums *sums);
void chunk_writer_free(ChunkWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChunkWriter, chunk_writer_free)

/* How a part is best deflated. */
typedef enum {
    CHUNK_TEXT,    /* by what repeats */
    CHUNK_HTML,    /* so too, in two thirds of the time for 2 % more bytes */
    CHUNK_NUMBERS, /* by how frequent each byte is: smaller and thrice as fast */
} ChunkKind;

typedef struct {
    const GByteArray *bytes;
    ChunkKind kind;
} ChunkPart;

/* Writes NAME-SUM.js.  The parts are one after the other in the chunk; each is
 * deflated with statistics of its own.
 *
 * sum      set to the CRC-32 of the payload
 * Returns  FALSE with TRACUU_ERROR_OUTPUT
 */
gboolean chunk_write(ChunkWriter *writer,
                     const char *name,
                     const ChunkPart *parts,
                     unsigned n_parts,
                     uint32_t *sum,
                     GError **error);

/* "NAME-SUM.js".  (transfer full) */
char *chunk_file_name(const char *name, uint32_t sum);

/* Where that is below the bundle.  (transfer full) */
char *chunk_path(const char *name, uint32_t sum);

/* The name of a numbered chunk: "p7f".  (transfer full) */
char *chunk_name(char letter, unsigned number);

/* More than the longest notice can become as HTML; what is larger is an attack. */
#define CHUNK_MAX_BYTES ((size_t) 1 << 30)

/* Inflates a payload that is not escaped.
 *
 * Returns  (transfer full); NULL when it is no whole zlib stream, or of more than `max`
 *          bytes, of which no more than 64 KiB too many are ever held
 */
GByteArray *chunk_inflate(char *payload, size_t len, size_t max);

/* Reads what chunk_write wrote, the content inflated, and compares it with the sum.
 *
 * Returns  (transfer full); NULL with TRACUU_ERROR_CORRUPT that names the file: it
 *          is missing, no chunk of that name, or has another sum
 */
GByteArray *
chunk_read(const char *bundle, const char *name, uint32_t sum, GError **error);
