/* number - variable-length integers of the files that live during a build: seven
 * bits a byte, lowest first, the top bit says that more follow.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

static inline void
number_put(GByteArray *out, uint64_t number)
{
    guint8 bytes[10];
    guint n = 0;

    for (; number >= 0x80; number >>= 7)
        bytes[n++] = (guint8) (number | 0x80);
    bytes[n++] = (guint8) number;
    g_byte_array_append(out, bytes, n);
}

/* Takes the number at *at, which moves behind it; 0 and *at = end when it is cut. */
static inline uint64_t
number_take(const uint8_t **at, const uint8_t *end)
{
    uint64_t number = 0;

    for (unsigned shift = 0; *at < end && shift < 64; shift += 7) {
        uint8_t byte = *(*at)++;

        number |= (uint64_t) (byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    *at = end;
    return 0;
}
