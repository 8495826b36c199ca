/* number - variable-length integers of the files that live during a build: seven
 * bits a byte, lowest first, the top bit says that more follow.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#define NUMBER_MAX_BYTES 10

/* Writes a number where there is room for NUMBER_MAX_BYTES; the end of it. */
static inline uint8_t *
number_write(uint8_t *at, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        *at++ = (uint8_t) (number | 0x80);
    *at++ = (uint8_t) number;
    return at;
}

static inline void
number_put(GByteArray *out, uint64_t number)
{
    uint8_t bytes[NUMBER_MAX_BYTES];
    const uint8_t *end = number_write(bytes, number);

    g_byte_array_append(out, bytes, (guint) (end - bytes));
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
