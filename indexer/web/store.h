/* store - sorted keys with their lists, in chunks found by what sets their first keys
 * apart.
 *
 * A chunk is laid out in columns, because that deflates best; see tracuu-site(5).
 * In memory is the chunk at hand, and the start and sum of each one written.
 */
#pragma once

#include "chunk.h"

#define STORE_MAX_STREAMS 7

typedef struct Store Store;

/* letter     of its chunks' names
 * n_streams  lists that each key has, at most STORE_MAX_STREAMS
 * texts      which of them hold text: bit i for stream i
 * target     bytes of a chunk before they are deflated; an entry is never split, and
 *            two chunks that follow each other are always more than this
 * writer     must outlive the store
 */
Store *store_new(
    ChunkWriter *writer, char letter, unsigned n_streams, unsigned texts, size_t target);
void store_free(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_free)

/* Adds the next key in byte order, with its streams. */
gboolean store_add(Store *store,
                   const char *key,
                   size_t key_len,
                   uint32_t df,
                   const GByteArray *const *streams,
                   GError **error);

/* Writes the last chunk. */
gboolean store_finish(Store *store, GError **error);

/* Appends what the root says of it: {"keys":[…],"sums":"…"}. */
void store_append_root(const Store *store, GString *json);
