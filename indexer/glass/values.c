#include "values.h"

#define CHUNK_BYTES 2000

typedef struct {
    uint8_t key[2 + GLASS_UINT_MAX + GLASS_SORTED_MAX];
    size_t key_len;
    uint8_t *tag;
    size_t tag_len;
} Item;

static void
item_clear(gpointer pointer)
{
    g_free(((Item *) pointer)->tag);
}

void
glass_values_init(GlassValues *values)
{
    *values = (GlassValues){ .items = g_array_new(FALSE, FALSE, sizeof(Item)) };
    g_array_set_clear_func(values->items, item_clear);
    values->chunk = g_byte_array_new();
    values->lower = g_byte_array_new();
    values->upper = g_byte_array_new();
}

void
glass_values_clear(GlassValues *values)
{
    g_clear_pointer(&values->items, g_array_unref);
    g_clear_pointer(&values->chunk, g_byte_array_unref);
    g_clear_pointer(&values->lower, g_byte_array_unref);
    g_clear_pointer(&values->upper, g_byte_array_unref);
}

static void
append_uint(GByteArray *out, uint64_t value)
{
    uint8_t bytes[GLASS_UINT_MAX];

    g_byte_array_append(out, bytes, (guint) (glass_pack_uint(bytes, value) - bytes));
}

static void
append_span(GByteArray *out, GlassSpan span)
{
    g_byte_array_append(out, span.data, (guint) span.len);
}

static void
set_bytes(GByteArray *bytes, GlassSpan span)
{
    g_byte_array_set_size(bytes, 0);
    append_span(bytes, span);
}

static int
compare_bytes(GlassSpan a, GlassSpan b)
{
    int order = memcmp(a.data, b.data, MIN(a.len, b.len));

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static GlassSpan
span_of(const GByteArray *bytes)
{
    return (GlassSpan){ bytes->data, bytes->len };
}

/* Keeps the open chunk as the tag of a finished item. */
static void
keep(GlassValues *values, Item *item, const uint8_t *key_end)
{
    item->key_len = (size_t) (key_end - item->key);
    item->tag_len = values->chunk->len;
    item->tag = g_memdup2(values->chunk->data, item->tag_len);
    g_array_append_vals(values->items, item, 1);
    g_byte_array_set_size(values->chunk, 0);
}

static void
end_chunk(GlassValues *values)
{
    Item item = { .key = { 0x00, 0xd8 } };
    uint8_t *out = item.key + 2;

    if (values->chunk->len == 0)
        return;
    out = glass_pack_uint(out, values->slot);
    out = glass_pack_sorted(out, values->first);
    keep(values, &item, out);
}

static void
end_slot(GlassValues *values)
{
    Item item = { .key = { 0x00, 0xd0 } };
    GByteArray *tag = values->chunk;

    if (values->freq == 0)
        return;
    end_chunk(values);
    append_uint(tag, values->freq);
    append_uint(tag, values->lower->len);
    append_span(tag, span_of(values->lower));
    if (compare_bytes(span_of(values->lower), span_of(values->upper)) != 0)
        append_span(tag, span_of(values->upper));
    keep(values, &item, glass_pack_uint_last(item.key + 2, values->slot));
    values->freq = 0;
}

static void
widen(GlassValues *values, GlassSpan value)
{
    if (values->freq == 0 || compare_bytes(value, span_of(values->lower)) < 0)
        set_bytes(values->lower, value);
    if (values->freq == 0 || compare_bytes(value, span_of(values->upper)) > 0)
        set_bytes(values->upper, value);
    values->freq++;
}

void
glass_values_add(GlassValues *values, unsigned slot, uint32_t docid, GlassSpan value)
{
    g_assert(value.len > 0 && docid > 0);
    if (values->freq > 0 && slot != values->slot) {
        g_assert(slot > values->slot);
        end_slot(values);
    }
    g_assert(values->freq == 0 || docid > values->last);
    values->slot = slot;
    widen(values, value);
    if (values->chunk->len == 0)
        values->first = docid;
    else
        append_uint(values->chunk, docid - values->last - 1);
    append_uint(values->chunk, value.len);
    append_span(values->chunk, value);
    values->last = docid;
    if (values->chunk->len >= CHUNK_BYTES)
        end_chunk(values);
}

static int
compare_items(gconstpointer a, gconstpointer b)
{
    const Item *left = a;
    const Item *right = b;

    return compare_bytes((GlassSpan){ left->key, left->key_len },
                         (GlassSpan){ right->key, right->key_len });
}

void
glass_values_write(GlassValues *values, GlassTable *table)
{
    end_slot(values);
    g_array_sort(values->items, compare_items);
    for (unsigned i = 0; i < values->items->len; i++) {
        const Item *item = &g_array_index(values->items, Item, i);

        glass_table_add(table, (GlassSpan){ item->key, item->key_len },
                        (GlassSpan){ item->tag, item->tag_len }, FALSE);
    }
    g_array_set_size(values->items, 0);
}
