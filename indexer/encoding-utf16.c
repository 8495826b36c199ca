#include "encoding-private.h"

#include "error.h"

static unsigned
unit_at(const Utf16Text *text, size_t at)
{
    unsigned first = text->bytes[at];
    unsigned second = text->bytes[at + 1];

    return text->little ? second << 8 | first : first << 8 | second;
}

/* The character at byte `at`; 0 with no `size` when it is malformed. */
static gunichar
character_at(const Utf16Text *text, size_t at, size_t *size)
{
    unsigned unit = 0;
    unsigned low = 0;

    *size = 0;
    if (text->len - at < 2)
        return 0;
    unit = unit_at(text, at);
    if (unit < 0xd800 || unit > 0xdfff) {
        *size = 2;
        return unit;
    }
    if (unit > 0xdbff || text->len - at < 4)
        return 0;
    low = unit_at(text, at + 2);
    if (low < 0xdc00 || low > 0xdfff)
        return 0;
    *size = 4;
    return 0x10000u + ((unit - 0xd800u) << 10) + (low - 0xdc00u);
}

char *
encoding_decode_utf16(const Utf16Text *text, GError **error)
{
    g_autoptr(GString) utf8 = g_string_sized_new(text->len + text->len / 2 + 1);
    size_t size = 0;

    for (size_t at = text->skip; at < text->len; at += size) {
        gunichar c = character_at(text, at, &size);
        if (size == 0) {
            encoding_set_error(error, "not UTF-16", at,
                               encoding_line_of(utf8->str, utf8->str + utf8->len));
            return NULL;
        }
        if (c == 0) /* g_string_append_unichar would write nothing */
            g_string_append_c(utf8, ' ');
        else
            g_string_append_unichar(utf8, c);
    }
    return g_string_free(g_steal_pointer(&utf8), FALSE);
}

/* Vietnamese has blanks, digits and most letters from U+0000 to U+00FF: of the bytes
 * that are the upper ones, more than a third are 0, and of the lower ones next to none.
 * In no other encoding is a byte of text 0. */
gboolean
encoding_looks_utf16(const Utf16Text *text, gboolean *little)
{
    size_t n_even = 0;
    size_t n_odd = 0;
    size_t n = MIN(text->len, (size_t) 65536) / 2;

    if (text->len % 2 != 0 || n < 4)
        return FALSE;
    for (size_t i = 0; i < n; i++) {
        n_even += text->bytes[2 * i] == 0;
        n_odd += text->bytes[2 * i + 1] == 0;
    }
    *little = n_odd > n_even;
    return MAX(n_even, n_odd) > n / 3 && MIN(n_even, n_odd) <= n / 100;
}
