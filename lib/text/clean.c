#include "clean.h"

#include <stdint.h>
#include <string.h>

#include "utf8.h"

static size_t
clean_two(const unsigned char *p)
{
    gboolean dirty = FALSE;

    switch (p[0]) {
    case 0xC2: /* U+00A0, U+00AD */
        dirty = p[1] == 0xA0 || p[1] == 0xAD;
        break;
    case 0xC3: /* U+00D0, U+00F0; and × ÷, which are no letters */
        dirty = p[1] == 0x90 || p[1] == 0xB0 || p[1] == 0x97 || p[1] == 0xB7;
        break;
    case 0xC6: /* U+0189 */
        dirty = p[1] == 0x89;
        break;
    default:
        dirty = p[0] < 0xC2 || p[0] > 0xC8;
    }
    return dirty ? 0 : 2;
}

static size_t
clean_three(const unsigned char *p)
{
    switch (p[0]) {
    case 0xE1: /* U+1E80 to U+1EFF */
        return p[1] == 0xBA || p[1] == 0xBB ? 3 : 0;
    case 0xE2:
        if (p[1] == 0x80) { /* U+2010 to U+2027, U+2030 to U+203F: punctuation */
            return (p[2] >= 0x90 && p[2] <= 0xA7) || p[2] >= 0xB0 ? 3 : 0;
        }
        return p[1] >= 0x94 && p[1] <= 0x9B ? 3 : 0; /* boxes, shapes, symbols */
    default:
        return 0;
    }
}

size_t
clean_width(const char *text, size_t len, size_t at)
{
    const unsigned char *p = (const unsigned char *) text + at;

    if (p[0] < 0x80) {
        return 1;
    }
    if (p[0] < 0xE0) {
        return len - at >= 2 && utf8_is_tail(text, at + 1) ? clean_two(p) : 0;
    }
    if (len - at < 3 || !utf8_is_tail(text, at + 1) || !utf8_is_tail(text, at + 2)) {
        return 0;
    }
    return clean_three(p);
}

/* Sixteen bytes, and what a comparison of them gives: 0 or -1 each. */
typedef unsigned char Bytes __attribute__((vector_size(16)));
typedef signed char Truth __attribute__((vector_size(16)));

static inline Bytes
load(const char *text)
{
    Bytes bytes;

    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/* clean_width for sixteen bytes at once: whether no character that ends in
 * text[0..15] is one to be looked at.  Reads text[-2..15]. */
static inline gboolean
block_is_clean(const char *text)
{
    Bytes b = load(text);
    Bytes one = load(text - 1);
    Bytes two = load(text - 2);
    Truth tail = (b & 0xC0) == 0x80;
    Truth wants_tail = (one >= 0xC0) | (two >= 0xE0);
    Truth dirty = tail ^ wants_tail;
    uint64_t halves[2];

    dirty |= (b > 0xC8) & (b != 0xE1) & (b != 0xE2);
    dirty |= (b == 0xC0) | (b == 0xC1);
    dirty |= (one == 0xC2) & ((b == 0xA0) | (b == 0xAD));
    dirty |= (one == 0xC3) & ((b == 0x90) | (b == 0xB0) | (b == 0x97) | (b == 0xB7));
    dirty |= (one == 0xC6) & (b == 0x89);
    dirty |= (one == 0xE1) & (b != 0xBA) & (b != 0xBB);
    dirty |= (one == 0xE2) & (b != 0x80);
    dirty |= (two == 0xE2) & ((b < 0x90) | ((b > 0xA7) & (b < 0xB0)));
    memcpy(halves, &dirty, sizeof halves);
    return (halves[0] | halves[1]) == 0;
}

size_t
clean_prefix(const char *text, size_t len)
{
    gboolean in_blocks = FALSE;
    size_t at = 0;

    while (at < len) {
        size_t width;

        if (at >= 2 && len - at > sizeof(Bytes) && block_is_clean(text + at)) {
            at += sizeof(Bytes);
            in_blocks = TRUE;
            continue;
        }
        if (in_blocks) { /* which end anywhere: back to a character's start */
            in_blocks = FALSE;
            do {
                at--;
            } while (utf8_is_tail(text, at));
        }
        width = clean_width(text, len, at);
        if (width == 0) {
            break;
        }
        at += width;
    }
    return at;
}
