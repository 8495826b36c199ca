#include "encoding-private.h"

#include "bytes.h"

#include <stddef.h>
#include <string.h>

/* Passes text without control characters (U+0080 to U+009F are C2 80 to C2 9F), up
 * to a few bytes before the next or the end. */
static const char *
skip_text(const char *at, const char *end)
{
    for (; end - at >= (ptrdiff_t) BYTES_STEP; at += BYTES_STEP) {
        uint64_t word = bytes_load(at);
        if ((bytes_have_below(word, 0x20) | bytes_have(word, 0x7f) |
             bytes_have(word, 0xc2)) != 0)
            break;
    }
    return at;
}

/* The first byte in [at, end) where a control character to replace starts;
 * `end` when there is none. */
static const char *
find_control(const char *at, const char *end)
{
    for (at = skip_text(at, end); at < end; at = skip_text(at + 1, end)) {
        unsigned char c = (unsigned char) *at;
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
            return at;
        if (c == 0xc2 && at + 1 < end && (unsigned char) at[1] < 0xa0)
            return at;
    }
    return end;
}

void
encoding_append_clean(GString *out, const char *at, const char *end)
{
    while (at < end) {
        const char *control = find_control(at, end);
        g_string_append_len(out, at, control - at);
        if (control == end)
            return;
        at = g_utf8_next_char(control);
        if (*control == '\r' && at < end && *at == '\n')
            at++;
        g_string_append_c(out, *control == '\r' || *control == '\f' ? '\n' : ' ');
    }
}

char *
encoding_clean(char *text)
{
    const char *end = text + strlen(text);
    GString *out = NULL;

    if (find_control(text, end) == end)
        return text;
    out = g_string_sized_new((size_t) (end - text) + 1);
    encoding_append_clean(out, text, end);
    g_free(text);
    return g_string_free(out, FALSE);
}

/* The length of the white space or control character at `at`; 0 for others. */
static size_t
gap_length(const char *at)
{
    unsigned char c = (unsigned char) *at;
    unsigned char next = (unsigned char) at[1];

    if (c <= 0x20 || c == 0x7f)
        return 1;
    return c == 0xc2 && next <= 0xa0 ? 2 : 0; /* U+0080 to U+00A0, no-break space */
}

char *
encoding_clean_line(char *text)
{
    char *out = text;
    size_t gap = 0;

    for (const char *at = text; *at != '\0';) {
        size_t len = gap_length(at);
        at += len;
        gap += len;
        if (len > 0)
            continue;
        if (gap > 0 && out > text)
            *out++ = ' ';
        gap = 0;
        *out++ = *at++;
    }
    *out = '\0';
    if (out > text)
        return text;
    g_free(text);
    return NULL;
}
