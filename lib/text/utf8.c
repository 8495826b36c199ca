#include "utf8.h"

static inline uint32_t
tail(const char *text, size_t at)
{
    return (unsigned char) text[at] & 0x3F;
}

/* Bytes of the sequence that `first` starts, 0 when it starts none. */
static size_t
sequence_len(unsigned char first)
{
    if (first >= 0xF5) {
        return 0;
    }
    return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
}

static gboolean
is_scalar(uint32_t c, size_t width)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

    return c >= least[width] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

uint32_t
utf8_next_other(const char *text, size_t len, size_t *i)
{
    size_t at = *i;
    unsigned char first = (unsigned char) text[at];
    size_t width = sequence_len(first);
    uint32_t c;

    (*i)++;
    if (width == 0 || len - at < width) {
        return UTF8_BAD;
    }
    c = first & (0xFFu >> (width + 1));
    for (size_t k = 1; k < width; k++) {
        if (!utf8_is_tail(text, at + k)) {
            return UTF8_BAD;
        }
        c = c << 6 | tail(text, at + k);
    }
    if (!is_scalar(c, width)) {
        return UTF8_BAD;
    }
    *i = at + width;
    return c;
}

size_t
utf8_put(uint32_t c, char *out)
{
    static const unsigned char mark[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    size_t width = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    for (size_t k = width - 1; k > 0; k--) {
        out[k] = (char) (0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char) (mark[width] | c);
    return width;
}

size_t
utf8_cut(const char *text, size_t len, size_t max)
{
    if (len <= max) {
        return len;
    }
    while (max > 0 && utf8_is_tail(text, max)) {
        max--;
    }
    return max;
}
