/* glass pack - the numbers and strings inside glass keys and tags.
 *
 * Facts relied on (common/pack.h of xapian-core 1.4.22): numbers in tags are seven
 * bits a byte, lowest first, high bit for "more follows"; document numbers in keys
 * are two bytes below 0x8000, else as many leading 1 bits as bytes beyond two, then
 * the number, so that bytes sort as numbers do; a term in a key has each NUL
 * doubled as 00 FF, and 00 after it when a number follows; fixed-width numbers of
 * blocks are big-endian.
 */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <string.h>

#define GLASS_UINT_MAX 10  /* longest number in a tag, bytes */
#define GLASS_SORTED_MAX 5 /* longest document number in a key, bytes */
#define GLASS_KEY_MAX 255  /* longest key; its length is one byte */
#define GLASS_BLOCK_SIZE 8192

/* Bytes that belong to somebody else. */
typedef struct {
    const uint8_t *data;
    size_t len;
} GlassSpan;

/* Each writes at `out` and returns the byte after it. */

static inline uint8_t *
glass_pack_uint(uint8_t *out, uint64_t value)
{
    while (value >= 128) {
        *out++ = (uint8_t) (value | 0x80);
        value >>= 7;
    }
    *out++ = (uint8_t) value;
    return out;
}

static inline uint8_t *
glass_pack_16(uint8_t *out, unsigned value)
{
    out[0] = (uint8_t) (value >> 8);
    out[1] = (uint8_t) value;
    return out + 2;
}

static inline uint8_t *
glass_pack_32(uint8_t *out, uint32_t value)
{
    out[0] = (uint8_t) (value >> 24);
    out[1] = (uint8_t) (value >> 16);
    out[2] = (uint8_t) (value >> 8);
    out[3] = (uint8_t) value;
    return out + 4;
}

static inline unsigned
glass_unpack_16(const uint8_t *in)
{
    return (unsigned) in[0] << 8 | in[1];
}

static inline uint8_t *
glass_pack_bytes(uint8_t *out, const void *bytes, size_t len)
{
    memcpy(out, bytes, len);
    return out + len;
}

/* A number as the last thing: no leading zero bytes, lowest first, 0 is nothing. */
uint8_t *glass_pack_uint_last(uint8_t *out, uint32_t value);

/* A document number that sorts. */
uint8_t *glass_pack_sorted(uint8_t *out, uint32_t docid);

/* A term as the beginning of a key, without the 00 that ends it; `out` has
 * GLASS_KEY_MAX bytes.  NULL when that is too short to leave room for the 00 and a
 * document number. */
uint8_t *glass_pack_term(uint8_t *out, const char *term, size_t len);
