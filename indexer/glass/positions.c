/* glass positions - position lists as bits.
 *
 * Facts relied on (backends/glass/glass_positionlist.cc, common/bitstream.cc of
 * xapian-core 1.4.22): the last position as a number of tags; when there are more,
 * bits follow, lowest first: the first position as one of `last` values, their
 * number less 2 as one of `last - first`, then the others by interpolative coding:
 * the middle one (of two, the lower) as one of the values that leave room for the
 * others on both sides, then the left half, then the right half.  One of n values is
 * coded in the bits that n - 1 needs, but the middle of the range in one bit less
 * when the bits could hold more than n; the upper end then takes the codes that are
 * left with the highest bit set.
 */
#include "pack.h"
#include "writer.h"

typedef struct {
    uint8_t *out;
    uint64_t bits; /* not written yet, fewer than 8 between calls */
    unsigned n_bits;
} BitWriter;

static void
put_one_of(BitWriter *writer, uint32_t value, uint32_t n_values)
{
    unsigned n_bits = 0;
    uint32_t spare = 0;
    uint32_t middle = 0;

    if (n_values < 2) /* nothing to tell */
        return;
    n_bits = 32 - (unsigned) __builtin_clz(n_values - 1);
    spare = (uint32_t) ((UINT64_C(1) << n_bits) - n_values);
    middle = (n_values - spare) / 2;
    if (spare > 0 && value >= middle + spare)
        value = (value - middle - spare) | UINT32_C(1) << (n_bits - 1);
    else if (spare > 0 && value >= middle)
        n_bits--;
    writer->bits |= (uint64_t) value << writer->n_bits;
    writer->n_bits += n_bits;
    for (; writer->n_bits >= 8; writer->n_bits -= 8) {
        *writer->out++ = (uint8_t) writer->bits;
        writer->bits >>= 8;
    }
}

/* What is between positions[first] and positions[last]. */
static void
put_between(BitWriter *writer, const uint32_t *positions, unsigned first, unsigned last)
{
    while (first + 1 < last) {
        unsigned middle = first + (last - first) / 2;
        uint32_t span = positions[last] - positions[first];

        if (span == last - first) /* no gap: all are known, at no bits */
            return;
        put_one_of(writer, positions[middle] - positions[first] - (middle - first),
                   span - (last - first) + 1);
        put_between(writer, positions, first, middle);
        first = middle;
    }
}

void
glass_pack_positions(GByteArray *out, const uint32_t *positions, unsigned n)
{
    guint start = out->len;
    BitWriter writer = { .out = NULL };
    uint32_t first = 0;
    uint32_t last = 0;

    g_assert(n > 0 && positions[0] > 0);
    first = positions[0];
    last = positions[n - 1];
    /* Each takes at most 32 bits, and so does their number. */
    g_byte_array_set_size(out, start + GLASS_UINT_MAX + 4 * (n + 1));
    writer.out = glass_pack_uint(out->data + start, last);
    if (n > 1) {
        put_one_of(&writer, first, last);
        put_one_of(&writer, n - 2, last - first);
        put_between(&writer, positions, 0, n - 1);
    }
    if (writer.n_bits > 0)
        *writer.out++ = (uint8_t) writer.bits;
    g_byte_array_set_size(out, (guint) (writer.out - out->data));
}
