/* glass table - one B-tree, built from items in key order.
 *
 * Facts relied on (backends/glass/glass_table.h and .cc of xapian-core 1.4.22):
 *   block: revision (4 bytes), level (1), free bytes between directory and items
 *     (2), free bytes in all (2), end of the directory (2), the directory (offsets
 *     of the items, 2 each, in key order), a gap, the items.
 *   leaf item: size less 3 (13 bits) under flags for "deflated", "last piece",
 *     "first piece"; length of the key (1), the key, the number of the piece (2,
 *     not in the first), the piece of the tag.
 *   branch item: block number (4), length of a key (1), the key, piece number (2).
 *     The key is where the block begins; of leaves it is cut behind the first
 *     byte that differs from the key before; the first item of a branch has none.
 *   The first item of a table has neither key nor tag; no two levels above a leaf
 *   differ in depth; a quarter of a block is the largest item; a tag has at most
 *   65535 pieces.
 *   A root that is "fake" says that a table is empty and has no block.
 */
#pragma once

#include "blocks.h"

#define GLASS_LEVELS 10 /* as many as Xapian's cursor has */

/* The largest tag: 65535 pieces hold more than this, however they fall. */
#define GLASS_TAG_MAX ((size_t) 64 << 20)

typedef struct GlassLevel GlassLevel;

typedef struct {
    GlassBlocks blocks;
    GlassLevel *levels[GLASS_LEVELS]; /* the block being filled at each; NULL above */
    uint64_t n_items;
    uint32_t root;
    unsigned level; /* of the root */
} GlassTable;

void glass_table_init(GlassTable *table, GlassFile *file);
void glass_table_clear(GlassTable *table);

/* Adds an item; its key is larger than the last one's, 1 to GLASS_KEY_MAX bytes.
 * `deflated`: the tag is, and readers inflate it. */
void glass_table_add(GlassTable *table, GlassSpan key, GlassSpan tag, gboolean deflated);

/* Writes the blocks still open.  After it `root` and `level` are known; a table
 * without items has no root and no blocks. */
void glass_table_finish(GlassTable *table);
