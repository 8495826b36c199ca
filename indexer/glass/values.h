/* glass values - the streams of values and their bounds.
 *
 * Facts relied on (backends/glass/glass_values.cc and .h, glass_compact.cc of
 * xapian-core 1.4.22): a slot's values are cut into chunks when one has reached 2000
 * bytes; key 00 D8, slot (packed as in tags), first document; tag: for each value
 * its document less the one before less 1 (not of the first), its length and its
 * bytes.  Each slot also has key 00 D0, slot (lowest byte first, none for 0); tag:
 * number of values, length and bytes of the smallest, bytes of the largest, nothing
 * when they are equal.
 *
 * Bounds sort before all chunks, and slots from 128 on do not sort as numbers: so
 * the chunks wait in memory until the last value has come.
 */
#pragma once

#include "table.h"

typedef struct {
    GArray *items;     /* Item: finished chunks and bounds */
    GByteArray *chunk; /* the open one */
    GByteArray *lower, *upper;
    unsigned slot;
    uint32_t freq; /* values of the slot; 0: none is open */
    uint32_t first, last;
} GlassValues;

void glass_values_init(GlassValues *values);
void glass_values_clear(GlassValues *values);

/* Adds a value; slots ascend, documents within a slot. */
void
glass_values_add(GlassValues *values, unsigned slot, uint32_t docid, GlassSpan value);

/* Adds all chunks and bounds to the table, in order, and forgets them. */
void glass_values_write(GlassValues *values, GlassTable *table);
