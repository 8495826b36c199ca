#include "documents.h"

#include "column.h"
#include "number.h"
#include "schema.h"

/* A query needs the lengths of some documents, here and there (search-score.js): smaller
 * blocks are fewer bytes to load, but a file costs a stick more than ten kilobytes do. */
#define LENGTH_BLOCK 8192
#define RECORD_BLOCK 64
#define RECORD_BLOCK_PACKED 128
#define DATE_BLOCK 131072
#define SYLLABLES_BLOCK 131072
#define N_PLANES 4 /* bytes of a length */
#define YEAR_DIVISOR 10000u

/* Chunks of one kind, each of the same number of documents. */
typedef struct {
    const char *key; /* in the root */
    char letter;
    ChunkKind holds;
    unsigned size;
    unsigned n_chunks;
    GString *sums; /* hexadecimal */
} Blocks;

/* The columns, in order of their chunks' numbers; a slot, or the signatory. */
#define NO_SLOT UINT32_MAX
static const struct {
    const char *key;
    uint32_t slot;
} column_kinds[] = {
    { "type", SLOT_TYPE },
    { "issuer", SLOT_ISSUER },
    { "province", SLOT_PROVINCE },
    { "signatory", NO_SLOT },
};
#define N_COLUMNS G_N_ELEMENTS(column_kinds)

enum { BLOCKS_LENGTH, BLOCKS_RECORD, BLOCKS_DATE, BLOCKS_SYLLABLES, N_BLOCKS };

struct Documents {
    ChunkWriter *writer;
    GArray *lengths;     /* uint32_t */
    GArray *syllables;   /* uint32_t */
    GArray *dates;       /* uint32_t: 20200331; undated documents come after all others */
    GByteArray *records; /* the block at hand, from its bracket */
    uint64_t length_total;
    GError *error; /* the first one */
    Blocks blocks[N_BLOCKS];
    Column *columns[N_COLUMNS];
    gboolean has_column[N_COLUMNS];
    uint32_t column_sums[N_COLUMNS];
};

Documents *
documents_new(ChunkWriter *writer, gboolean packed)
{
    static const Blocks kinds[N_BLOCKS] = {
        [BLOCKS_LENGTH] = { "length", 'l', CHUNK_NUMBERS, LENGTH_BLOCK, 0, NULL },
        [BLOCKS_RECORD] = { "record", 'r', CHUNK_TEXT, RECORD_BLOCK, 0, NULL },
        [BLOCKS_DATE] = { "date", 'd', CHUNK_NUMBERS, DATE_BLOCK, 0, NULL },
        [BLOCKS_SYLLABLES] = { "syllables", 's', CHUNK_NUMBERS, SYLLABLES_BLOCK, 0,
                               NULL },
    };
    Documents *documents = g_new0(Documents, 1);

    documents->writer = writer;
    documents->lengths = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    documents->syllables = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    documents->dates = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    documents->records = g_byte_array_new();
    for (unsigned i = 0; i < N_BLOCKS; i++) {
        documents->blocks[i] = kinds[i];
        documents->blocks[i].sums = g_string_new(NULL);
    }
    if (packed)
        documents->blocks[BLOCKS_RECORD].size = RECORD_BLOCK_PACKED;
    for (unsigned i = 0; i < N_COLUMNS; i++)
        documents->columns[i] = column_new();
    return documents;
}

void
documents_free(Documents *documents)
{
    if (documents == NULL)
        return;
    g_array_unref(documents->lengths);
    g_array_unref(documents->syllables);
    g_array_unref(documents->dates);
    g_byte_array_unref(documents->records);
    g_clear_error(&documents->error);
    for (unsigned i = 0; i < N_BLOCKS; i++)
        g_string_free(documents->blocks[i].sums, TRUE);
    for (unsigned i = 0; i < N_COLUMNS; i++)
        column_free(documents->columns[i]);
    g_free(documents);
}

static gboolean
write_block(Documents *documents, unsigned kind, const GByteArray *bytes, GError **error)
{
    Blocks *blocks = &documents->blocks[kind];
    const ChunkPart part = { bytes, blocks->holds };
    g_autofree char *name = chunk_name(blocks->letter, blocks->n_chunks);
    uint32_t sum = 0;

    if (!chunk_write(documents->writer, name, &part, 1, &sum, error))
        return FALSE;
    g_string_append_printf(blocks->sums, "%08x", sum);
    blocks->n_chunks++;
    return TRUE;
}

static void
append_char(GByteArray *out, char c)
{
    g_byte_array_append(out, (const guint8 *) &c, 1);
}

static gboolean
flush_records(Documents *documents, GError **error)
{
    append_char(documents->records, ']');
    gboolean written = write_block(documents, BLOCKS_RECORD, documents->records, error);
    g_byte_array_set_size(documents->records, 0);
    return written;
}

static void
add_record(Documents *documents, const StockDocument *from)
{
    append_char(documents->records, documents->records->len == 0 ? '[' : ',');
    g_byte_array_append(documents->records, (const guint8 *) from->record,
                        (guint) from->record_len);
    if (documents->lengths->len % documents->blocks[BLOCKS_RECORD].size == 0)
        flush_records(documents, &documents->error);
}

static const StockValue *
value_at(const StockDocument *from, uint32_t slot)
{
    for (unsigned i = 0; i < from->values->len; i++) {
        const StockValue *value = &g_array_index(from->values, StockValue, i);

        if (value->slot == slot)
            return value;
    }
    return NULL;
}

static void
add_date(Documents *documents, const StockDocument *from)
{
    const StockValue *value = value_at(from, SLOT_DATE);
    uint32_t date = 0;

    if (value == NULL)
        return;
    for (size_t i = 0; i < value->len; i++)
        date = (10 * date) + (uint32_t) (value->bytes[i] - '0');
    g_array_append_val(documents->dates, date);
}

static void
add_columns(Documents *documents, const StockDocument *from)
{
    for (unsigned i = 0; i < N_COLUMNS; i++) {
        const StockValue signatory = { .bytes = from->signatory,
                                       .len = from->signatory_len };
        const StockValue *value = column_kinds[i].slot == NO_SLOT
                                      ? &signatory
                                      : value_at(from, column_kinds[i].slot);

        column_add(documents->columns[i], value != NULL ? value->bytes : "",
                   value != NULL ? value->len : 0);
    }
}

void
documents_add(Documents *documents, const StockDocument *from)
{
    if (documents->error != NULL)
        return;
    g_array_append_val(documents->lengths, from->doclen);
    g_array_append_val(documents->syllables, from->syllables);
    documents->length_total += from->doclen;
    add_date(documents, from);
    add_columns(documents, from);
    add_record(documents, from);
}

/* The documents from `start` to before `end`: a plane for each byte of a length, the
 * lowest first, because high bytes deflate to nothing. */
static gboolean
write_length_block(Documents *documents, guint start, guint end, GError **error)
{
    const uint32_t *lengths = (const uint32_t *) (const void *) documents->lengths->data;
    GByteArray *planes = g_byte_array_new();

    for (unsigned plane = 0; plane < N_PLANES; plane++)
        for (guint i = start; i < end; i++)
            append_char(planes, (char) ((lengths[i] >> (8 * plane)) & 0xFF));
    gboolean written = write_block(documents, BLOCKS_LENGTH, planes, error);
    g_byte_array_unref(planes);
    return written;
}

static gboolean
write_lengths(Documents *documents, GError **error)
{
    guint n = documents->lengths->len;

    for (guint start = 0; start < n; start += LENGTH_BLOCK)
        if (!write_length_block(documents, start, MIN(n, start + LENGTH_BLOCK), error))
            return FALSE;
    return TRUE;
}

/* Newest first, so what is written are steps back. */
static gboolean
write_dates(Documents *documents, GError **error)
{
    const GArray *dates = documents->dates;
    g_autoptr(GByteArray) steps = g_byte_array_new();

    for (guint i = 0; i < dates->len; i++) {
        uint32_t date = g_array_index(dates, uint32_t, i);
        gboolean first = i % DATE_BLOCK == 0;

        number_put(steps, first ? date : g_array_index(dates, uint32_t, i - 1) - date);
        if ((i + 1) % DATE_BLOCK != 0 && i + 1 < dates->len)
            continue;
        if (!write_block(documents, BLOCKS_DATE, steps, error))
            return FALSE;
        g_byte_array_set_size(steps, 0);
    }
    return TRUE;
}

static gboolean
write_syllables(Documents *documents, GError **error)
{
    const GArray *syllables = documents->syllables;
    g_autoptr(GByteArray) block = g_byte_array_new();

    for (guint i = 0; i < syllables->len; i++) {
        number_put(block, g_array_index(syllables, uint32_t, i));
        if ((i + 1) % SYLLABLES_BLOCK != 0 && i + 1 < syllables->len)
            continue;
        if (!write_block(documents, BLOCKS_SYLLABLES, block, error))
            return FALSE;
        g_byte_array_set_size(block, 0);
    }
    return TRUE;
}

static gboolean
write_columns(Documents *documents, GError **error)
{
    for (unsigned i = 0; i < N_COLUMNS; i++) {
        g_autofree char *name = chunk_name('c', i);

        if (!column_write(documents->columns[i], documents->writer, name,
                          &documents->has_column[i], &documents->column_sums[i], error))
            return FALSE;
    }
    return TRUE;
}

gboolean
documents_finish(Documents *documents, GError **error)
{
    if (documents->error != NULL) {
        g_propagate_error(error, g_steal_pointer(&documents->error));
        return FALSE;
    }
    return (documents->records->len == 0 || flush_records(documents, error)) &&
           write_lengths(documents, error) && write_dates(documents, error) &&
           write_syllables(documents, error) && write_columns(documents, error);
}

static void
append_years(const Documents *documents, GString *json)
{
    const GArray *dates = documents->dates;

    g_string_append(json, "\"years\":[");
    for (guint i = 0; i < dates->len;) {
        uint32_t year = g_array_index(dates, uint32_t, i) / YEAR_DIVISOR;
        guint first = i;

        while (i < dates->len && g_array_index(dates, uint32_t, i) / YEAR_DIVISOR == year)
            i++;
        g_string_append_printf(json, "%s[\"%04u\",%u]", first == 0 ? "" : ",", year,
                               i - first);
    }
    g_string_append_c(json, ']');
}

static void
append_blocks(const Documents *documents, GString *json)
{
    g_string_append(json, "\"blocks\":{");
    for (unsigned i = 0; i < N_BLOCKS; i++) {
        const Blocks *blocks = &documents->blocks[i];

        g_string_append_printf(json, "%s\"%s\":{\"size\":%u,\"sums\":\"%s\"}",
                               i == 0 ? "" : ",", blocks->key, blocks->size,
                               blocks->sums->str);
    }
    g_string_append_c(json, '}');
}

static void
append_columns(const Documents *documents, GString *json)
{
    g_string_append(json, "\"columns\":{");
    for (unsigned i = 0; i < N_COLUMNS; i++) {
        g_string_append_printf(json, "%s\"%s\":", i == 0 ? "" : ",", column_kinds[i].key);
        if (documents->has_column[i])
            g_string_append_printf(json, "{\"sum\":\"%08x\"}", documents->column_sums[i]);
        else
            g_string_append(json, "null");
    }
    g_string_append_c(json, '}');
}

void
documents_append_root(const Documents *documents, GString *json)
{
    g_string_append_printf(
        json, "\"documents\":%u,\"dated\":%u,\"length_total\":%" G_GUINT64_FORMAT ",",
        documents->lengths->len, documents->dates->len, documents->length_total);
    append_years(documents, json);
    g_string_append_c(json, ',');
    append_blocks(documents, json);
    g_string_append_c(json, ',');
    append_columns(documents, json);
}
