/* pack - the texts of notices, many in a file: chunks of the folder PACK_FOLDER, so that
 * a large collection fits on a stick (tracuu-site(5)).
 *
 *     pack   = NUL { name NUL html NUL }
 *
 * Which pack a notice is in follows from its file name alone, so that a link needs
 * nothing but that.
 */
#pragma once

#include "json.h"
#include "web/chunk.h"

/* The place of a notice's pack among so many. */
unsigned pack_of(const char *file_name, unsigned n_packs);

/* How many packs hold notices of so many bytes (of what was read, before it is a page).
 */
unsigned pack_count(uint64_t bytes);

/* Starts an empty pack, and adds a notice to it: `html` is what its page shows. */
void pack_start(GByteArray *pack);
void pack_add(GByteArray *pack, const char *file_name, const char *html);

/* Writes pack `place`; *sum is set to its CRC-32. */
gboolean pack_write(ChunkWriter *writer,
                    unsigned place,
                    const GByteArray *pack,
                    uint32_t *sum,
                    GError **error);

/* Reads every pack that the root names.
 *
 * n_notices  set to how many are in them
 * Returns    FALSE with TRACUU_ERROR_CORRUPT that names the file: a pack is missing, not
 *            as it was written, or holds what belongs elsewhere
 */
gboolean
pack_check(const char *bundle, const cJSON *root, unsigned *n_notices, GError **error);
