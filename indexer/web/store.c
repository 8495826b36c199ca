#include "store.h"

#include <string.h>

#include "json.h"
#include "number.h"

/* Columns before those of the streams: number of keys, shared, rest, keys, df. */
enum { COLUMN_N, COLUMN_SHARED, COLUMN_REST, COLUMN_KEYS, COLUMN_DF, COLUMN_STREAMS };
#define MAX_COLUMNS (COLUMN_STREAMS + (2 * STORE_MAX_STREAMS))

struct Store {
    ChunkWriter *writer;
    char letter;
    unsigned n_streams;
    unsigned texts; /* bit i: stream i holds text */
    unsigned n_chunks;
    size_t target;
    /* Of the chunk at hand. */
    GByteArray *columns[MAX_COLUMNS]; /* lengths of all streams before the streams */
    GString *key;                     /* the last one */
    uint32_t n;
    size_t size;
    /* For the root. */
    GString *keys; /* JSON strings with commas between */
    GString *sums; /* hexadecimal */
};

static unsigned
n_columns(const Store *store)
{
    return COLUMN_STREAMS + (2 * store->n_streams);
}

Store *
store_new(
    ChunkWriter *writer, char letter, unsigned n_streams, unsigned texts, size_t target)
{
    Store *store = g_new0(Store, 1);

    g_assert(n_streams <= STORE_MAX_STREAMS);
    store->writer = writer;
    store->letter = letter;
    store->n_streams = n_streams;
    store->texts = texts;
    store->target = target;
    for (unsigned i = 0; i < n_columns(store); i++)
        store->columns[i] = g_byte_array_new();
    store->key = g_string_new(NULL);
    store->keys = g_string_new(NULL);
    store->sums = g_string_new(NULL);
    return store;
}

void
store_free(Store *store)
{
    if (store == NULL)
        return;
    for (unsigned i = 0; i < n_columns(store); i++)
        g_byte_array_unref(store->columns[i]);
    g_string_free(store->key, TRUE);
    g_string_free(store->keys, TRUE);
    g_string_free(store->sums, TRUE);
    g_free(store);
}

static void
clear_chunk(Store *store)
{
    for (unsigned i = 0; i < n_columns(store); i++)
        g_byte_array_set_size(store->columns[i], 0);
    g_string_truncate(store->key, 0);
    store->n = 0;
    store->size = 0;
}

static ChunkKind
column_kind(const Store *store, unsigned column)
{
    unsigned first = COLUMN_STREAMS + store->n_streams;

    if (column <= COLUMN_KEYS)
        return CHUNK_TEXT;
    return column >= first && (store->texts >> (column - first) & 1) != 0 ? CHUNK_TEXT
                                                                          : CHUNK_NUMBERS;
}

static gboolean
write_chunk(Store *store, GError **error)
{
    g_autofree char *name = chunk_name(store->letter, store->n_chunks);
    ChunkPart parts[MAX_COLUMNS];
    uint32_t sum = 0;

    number_put(store->columns[COLUMN_N], store->n);
    for (unsigned i = 0; i < n_columns(store); i++)
        parts[i] = (ChunkPart){ store->columns[i], column_kind(store, i) };
    if (!chunk_write(store->writer, name, parts, n_columns(store), &sum, error))
        return FALSE;
    g_string_append_printf(store->sums, "%08x", sum);
    store->n_chunks++;
    clear_chunk(store);
    return TRUE;
}

/* Bytes that the key starts with as the one before does. */
static size_t
shared_with_last(const Store *store, const char *key, size_t len)
{
    size_t shared = 0;

    while (shared < len && shared < store->key->len &&
           key[shared] == store->key->str[shared])
        shared++;
    return shared;
}

static void
add_key(Store *store, const char *key, size_t len)
{
    size_t shared = shared_with_last(store, key, len);

    number_put(store->columns[COLUMN_SHARED], shared);
    number_put(store->columns[COLUMN_REST], len - shared);
    g_byte_array_append(store->columns[COLUMN_KEYS], (const guint8 *) key + shared,
                        (guint) (len - shared));
    g_string_truncate(store->key, shared);
    g_string_append_len(store->key, key + shared, (gssize) (len - shared));
}

/* Notes where a chunk starts: as much of its first key as sets it apart from the last
 * key of the chunk before, of which the first `shared` bytes are the same. */
static void
note_start(Store *store, const char *key, size_t len, size_t shared)
{
    size_t end = MIN(shared + 1, len);

    while (end < len && ((guint8) key[end] & 0xC0) == 0x80)
        end++;
    g_autofree char *text = g_strndup(key, end);

    if (store->keys->len > 0)
        g_string_append_c(store->keys, ',');
    json_append_string(store->keys, text);
}

gboolean
store_add(Store *store,
          const char *key,
          size_t key_len,
          uint32_t df,
          const GByteArray *const *streams,
          GError **error)
{
    size_t size = key_len;
    size_t shared = shared_with_last(store, key, key_len);

    for (unsigned i = 0; i < store->n_streams; i++)
        size += streams[i]->len;
    if (store->n > 0 && store->size + size > store->target && !write_chunk(store, error))
        return FALSE;
    if (store->n == 0)
        note_start(store, key, key_len, shared);
    add_key(store, key, key_len);
    number_put(store->columns[COLUMN_DF], df);
    for (unsigned i = 0; i < store->n_streams; i++) {
        number_put(store->columns[COLUMN_STREAMS + i], streams[i]->len);
        g_byte_array_append(store->columns[COLUMN_STREAMS + store->n_streams + i],
                            streams[i]->data, streams[i]->len);
    }
    store->n++;
    store->size += size;
    return TRUE;
}

gboolean
store_finish(Store *store, GError **error)
{
    return store->n == 0 || write_chunk(store, error);
}

void
store_append_root(const Store *store, GString *json)
{
    g_string_append_printf(json, "{\"keys\":[%s],\"sums\":\"%s\"}", store->keys->str,
                           store->sums->str);
}
