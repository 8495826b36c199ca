/* utf8 - one code point in, one code point out. */
#pragma once

#include <glib.h>
#include <stdint.h>

#define UTF8_BAD 0xFFFDu /* what stands for bytes that are not UTF-8 */

/* Whether a byte is inside a character, not its first. */
static inline gboolean
utf8_is_tail(const char *text, size_t at)
{
    return ((unsigned char) text[at] & 0xC0) == 0x80;
}

/* The code point at *i, which moves behind it; a byte that starts none gives
 * UTF8_BAD and is one step.  Needs *i < len; the
 * other takes only what is not ASCII. */
uint32_t utf8_next_other(const char *text, size_t len, size_t *i);

static inline uint32_t
utf8_next(const char *text, size_t len, size_t *i)
{
    unsigned char first = (unsigned char) text[*i];

    if (first < 0x80) {
        (*i)++;
        return first;
    }
    return utf8_next_other(text, len, i);
}

/* The code point at `at`, 0 at the end of the text. */
static inline uint32_t
utf8_peek(const char *text, size_t len, size_t at)
{
    return at < len ? utf8_next(text, len, &at) : 0;
}

/* Writes `c` (a scalar value) to `out`, which has room for 4 bytes; the bytes. */
size_t utf8_put(uint32_t c, char *out);

/* Appends `c` (a scalar value). */
static inline void
utf8_append(GString *out, uint32_t c)
{
    char bytes[4];

    if (c < 0x80) {
        g_string_append_c(out, (char) c);
    } else {
        g_string_append_len(out, bytes, (gssize) utf8_put(c, bytes));
    }
}

/* At most `max` bytes of text, cut at a character boundary. */
size_t utf8_cut(const char *text, size_t len, size_t max);
