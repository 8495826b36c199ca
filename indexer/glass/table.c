#include "table.h"

#define REVISION 1 /* a database that was written once */

#define LEVEL_AT 4
#define MAX_FREE_AT 5
#define TOTAL_FREE_AT 7
#define DIR_END_AT 9
#define DIR_START 11
#define DIR_ENTRY 2

#define FLAG_DEFLATED 0x80
#define FLAG_LAST 0x40
#define FLAG_FIRST 0x20
#define ITEM_SIZE_BIAS 3

#define ITEM_MAX ((GLASS_BLOCK_SIZE - DIR_START - 4 * DIR_ENTRY) / 4)
#define LEAF_HEAD 3   /* size and key length */
#define BRANCH_HEAD 5 /* block number and key length */
#define PIECE_NUMBER 2

/* A long tag fills up a block only when the piece is worth its repeated key: the
 * measure is that of glass (GlassTable::add). */
#define PIECE_WORTH 34

/* Where a block begins, as the level above is told. */
typedef struct {
    uint8_t key[GLASS_KEY_MAX];
    unsigned len;
    unsigned piece;
} Divider;

struct GlassLevel {
    uint8_t block[GLASS_BLOCK_SIZE];
    unsigned dir_end;
    unsigned items; /* offset of the item added last */
    Divider begin;
};

static void
level_reset(GlassLevel *level, const Divider *begin)
{
    level->dir_end = DIR_START;
    level->items = GLASS_BLOCK_SIZE;
    level->begin.len = begin->len;
    level->begin.piece = begin->piece;
    memcpy(level->begin.key, begin->key, begin->len);
}

static GlassLevel *
level_new(void)
{
    static const Divider nothing = { .len = 0 };
    GlassLevel *level = g_new(GlassLevel, 1);

    level_reset(level, &nothing);
    return level;
}

/* The largest item that still fits; may be negative. */
static inline int
level_room(const GlassLevel *level)
{
    return (int) level->items - (int) level->dir_end - DIR_ENTRY;
}

/* Makes room for an item that fits. */
static inline uint8_t *
level_put(GlassLevel *level, unsigned size)
{
    level->items -= size;
    glass_pack_16(level->block + level->dir_end, level->items);
    level->dir_end += DIR_ENTRY;
    return level->block + level->items;
}

static void
level_seal(GlassLevel *level, unsigned number)
{
    unsigned gap = level->items - level->dir_end;

    glass_pack_32(level->block, REVISION);
    level->block[LEVEL_AT] = (uint8_t) number;
    glass_pack_16(level->block + MAX_FREE_AT, gap);
    glass_pack_16(level->block + TOTAL_FREE_AT, gap);
    glass_pack_16(level->block + DIR_END_AT, level->dir_end);
    memset(level->block + level->dir_end, 0, gap);
}

static uint32_t
write_level(GlassTable *table, unsigned number)
{
    level_seal(table->levels[number], number);
    return glass_blocks_append(&table->blocks, table->levels[number]->block);
}

static void
put_branch_item(GlassLevel *level, const Divider *key, uint32_t block)
{
    uint8_t *out = level_put(level, BRANCH_HEAD + key->len + PIECE_NUMBER);

    out = glass_pack_32(out, block);
    *out++ = (uint8_t) key->len;
    out = glass_pack_bytes(out, key->key, key->len);
    glass_pack_16(out, key->piece);
}

/* Adds to `number` and the levels above that the block below it that begins at
 * `begin` is done. */
static void
add_branch(GlassTable *table, unsigned number, const Divider *begin, uint32_t block)
{
    static const Divider nothing = { .len = 0 };
    GlassLevel *level = NULL;

    g_assert(number < GLASS_LEVELS);
    if (table->levels[number] == NULL)
        table->levels[number] = level_new();
    level = table->levels[number];
    if (level_room(level) < (int) (BRANCH_HEAD + begin->len + PIECE_NUMBER)) {
        uint32_t full = write_level(table, number);

        add_branch(table, number + 1, &level->begin, full);
        level_reset(level, begin);
    }
    put_branch_item(level, level->dir_end == DIR_START ? &nothing : begin, block);
}

void
glass_table_init(GlassTable *table, GlassFile *file)
{
    *table = (GlassTable){ .root = 0 };
    glass_blocks_init(&table->blocks, file);
    table->levels[0] = level_new();
    memcpy(level_put(table->levels[0], LEAF_HEAD),
           (uint8_t[LEAF_HEAD]){ FLAG_FIRST | FLAG_LAST, 0, 0 }, LEAF_HEAD);
}

void
glass_table_clear(GlassTable *table)
{
    for (unsigned i = 0; i < GLASS_LEVELS; i++)
        g_clear_pointer(&table->levels[i], g_free);
    glass_blocks_clear(&table->blocks);
}

/* The shortest beginning of `key` that is larger than the last key of the leaf. */
static void
divide(Divider *divider, const GlassLevel *leaf, GlassSpan key, unsigned piece)
{
    const uint8_t *last = leaf->block + leaf->items + LEAF_HEAD;
    unsigned last_len = last[-1];
    unsigned same = 0;

    while (same < key.len && same < last_len && last[same] == key.data[same])
        same++;
    divider->len = MIN(same + 1, (unsigned) key.len);
    divider->piece = piece;
    memcpy(divider->key, key.data, divider->len);
}

static void
begin_leaf(GlassTable *table, GlassSpan key, unsigned piece)
{
    GlassLevel *leaf = table->levels[0];
    Divider begin;
    uint32_t full;

    divide(&begin, leaf, key, piece);
    full = write_level(table, 0);
    add_branch(table, 1, &leaf->begin, full);
    level_reset(leaf, &begin);
}

/* How large an item of up to `wanted` bytes may be in this leaf; 0: begin another. */
static inline unsigned
size_in_leaf(const GlassLevel *leaf, unsigned wanted, unsigned head, gboolean long_tag)
{
    int room = level_room(leaf);

    if (room >= (int) wanted)
        return wanted;
    return long_tag && room >= (int) (2 * head + PIECE_WORTH) ? (unsigned) room : 0;
}

/* Where the bytes of a piece of `size` go, behind its head. */
static inline uint8_t *
put_leaf_item(
    GlassLevel *leaf, unsigned size, GlassSpan key, unsigned piece, uint8_t flags)
{
    uint8_t *out = level_put(leaf, size);
    uint8_t *start = out;

    out = glass_pack_16(out, size - ITEM_SIZE_BIAS);
    *out++ = (uint8_t) key.len;
    out = glass_pack_bytes(out, key.data, key.len);
    if (piece > 1)
        out = glass_pack_16(out, piece);
    start[0] |= piece == 1 ? flags | FLAG_FIRST : flags;
    return out;
}

void
glass_table_add(GlassTable *table, GlassSpan key, GlassSpan tag, gboolean deflated)
{
    GlassLevel *leaf = table->levels[0];
    gboolean long_tag = LEAF_HEAD + key.len + tag.len > ITEM_MAX;
    uint8_t flags = deflated ? FLAG_DEFLATED : 0;
    unsigned piece = 1;

    g_assert(key.len > 0 && key.len <= GLASS_KEY_MAX);
    if (tag.len > GLASS_TAG_MAX) {
        glass_file_fail(table->blocks.file, "an entry of %zu bytes is too long", tag.len);
        return;
    }
    do {
        unsigned head = LEAF_HEAD + (unsigned) key.len + (piece > 1 ? PIECE_NUMBER : 0);
        unsigned wanted = (unsigned) MIN(head + tag.len, ITEM_MAX);
        unsigned size = size_in_leaf(leaf, wanted, head, long_tag);
        unsigned n = 0;

        if (size == 0) {
            begin_leaf(table, key, piece);
            size = wanted;
        }
        n = size - head;
        memcpy(put_leaf_item(leaf, size, key, piece,
                             n == tag.len ? flags | FLAG_LAST : flags),
               tag.data, n);
        tag.data += n;
        tag.len -= n;
        piece++;
    } while (tag.len > 0);
    table->n_items++;
}

void
glass_table_finish(GlassTable *table)
{
    if (table->n_items == 0)
        return;
    for (unsigned i = 0;; i++) {
        uint32_t last = write_level(table, i);

        if (i + 1 == GLASS_LEVELS || table->levels[i + 1] == NULL) {
            table->root = last;
            table->level = i;
            break;
        }
        add_branch(table, i + 1, &table->levels[i]->begin, last);
    }
    glass_blocks_flush(&table->blocks);
}
