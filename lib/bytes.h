/* bytes - eight bytes of text looked at in one step.
 *
 * Each test is not 0 when it holds for some byte of `word`; it says whether, not
 * for which.
 */
#pragma once

#include <stdint.h>
#include <string.h>

#define BYTES_STEP sizeof(uint64_t)

static inline uint64_t
bytes_load(const char *at)
{
    uint64_t word;

    memcpy(&word, at, sizeof word);
    return word;
}

/* A byte is `c`. */
static inline uint64_t
bytes_have(uint64_t word, unsigned char c)
{
    uint64_t ones = 0x0101010101010101u;
    uint64_t zero = word ^ (ones * c);

    return (zero - ones) & ~zero & (ones << 7);
}

/* A byte is below `limit`, at most 0x80. */
static inline uint64_t
bytes_have_below(uint64_t word, unsigned char limit)
{
    uint64_t ones = 0x0101010101010101u;

    return (word - ones * limit) & ~word & (ones << 7);
}
