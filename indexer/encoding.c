#include "encoding.h"

#include "bytes.h"
#include "error.h"
#include "utf8-check.h"

#include <stddef.h>
#include <string.h>

#define MARK_UTF8 "\xEF\xBB\xBF"
#define MARK_UTF16_BE "\xFE\xFF"
#define MARK_UTF16_LE "\xFF\xFE"
#define MARK_UTF32_LE "\xFF\xFE\0\0"

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

/* Appends valid UTF-8 with its control characters replaced. */
static void
append_clean(GString *out, const char *at, const char *end)
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

static unsigned
line_of(const char *bytes, const char *at)
{
    unsigned line = 1;

    for (; bytes < at; bytes++)
        if (*bytes == '\n')
            line++;
    return line;
}

static void
set_error(GError **error, const char *what, size_t offset, unsigned line)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "%s at byte %zu, line %u", what,
                offset, line);
}

/* `skip` bytes are a byte order mark. */
static char *
decode_utf8(const char *bytes, size_t len, size_t skip, GError **error)
{
    const char *bad = utf8_find_invalid(bytes + skip, len - skip);
    GString *out = NULL;

    if (bad != NULL) {
        set_error(error, "not UTF-8", (size_t) (bad - bytes), line_of(bytes, bad));
        return NULL;
    }
    out = g_string_sized_new(len - skip + 1);
    append_clean(out, bytes + skip, bytes + len);
    return g_string_free(out, FALSE);
}

typedef struct {
    const unsigned char *bytes;
    size_t len;
    gboolean little;
} Utf16;

static unsigned
unit_at(const Utf16 *text, size_t at)
{
    unsigned first = text->bytes[at];
    unsigned second = text->bytes[at + 1];

    return text->little ? second << 8 | first : first << 8 | second;
}

/* The character at byte `at`; 0 with no `size` when it is malformed. */
static gunichar
character_at(const Utf16 *text, size_t at, size_t *size)
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

/* After its byte order mark of two bytes. */
static char *
decode_utf16(const char *bytes, size_t len, gboolean little, GError **error)
{
    Utf16 text = { (const unsigned char *) bytes, len, little };
    g_autoptr(GString) utf8 = g_string_sized_new(len + len / 2 + 1);
    GString *out = NULL;
    size_t size = 0;

    for (size_t at = 2; at < len; at += size) {
        gunichar c = character_at(&text, at, &size);
        if (size == 0) {
            set_error(error, "not UTF-16", at, line_of(utf8->str, utf8->str + utf8->len));
            return NULL;
        }
        if (c == 0) /* g_string_append_unichar would write nothing */
            g_string_append_c(utf8, ' ');
        else
            g_string_append_unichar(utf8, c);
    }
    out = g_string_sized_new(utf8->len + 1);
    append_clean(out, utf8->str, utf8->str + utf8->len);
    return g_string_free(out, FALSE);
}

#define STARTS_WITH(bytes, len, mark)                                                    \
    ((len) >= sizeof(mark) - 1 && memcmp((bytes), (mark), sizeof(mark) - 1) == 0)

char *
encoding_decode(const char *bytes, size_t len, GError **error)
{
    if (STARTS_WITH(bytes, len, MARK_UTF32_LE)) {
        set_error(error, "UTF-32 is not read,", 0, 1);
        return NULL;
    }
    if (STARTS_WITH(bytes, len, MARK_UTF16_LE))
        return decode_utf16(bytes, len, TRUE, error);
    if (STARTS_WITH(bytes, len, MARK_UTF16_BE))
        return decode_utf16(bytes, len, FALSE, error);
    if (STARTS_WITH(bytes, len, MARK_UTF8))
        return decode_utf8(bytes, len, sizeof(MARK_UTF8) - 1, error);
    return decode_utf8(bytes, len, 0, error);
}

char *
encoding_clean(char *text)
{
    const char *end = text + strlen(text);
    GString *out = NULL;

    if (find_control(text, end) == end)
        return text;
    out = g_string_sized_new((size_t) (end - text) + 1);
    append_clean(out, text, end);
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
