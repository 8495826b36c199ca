#include "legacy-encode.h"

#include <stdint.h>
#include <string.h>
#include <wchar.h>

#define VISCII ENCODE_VISCII
#define TCVN3 ENCODE_TCVN3
#define VPS ENCODE_VPS
#define CP1258 ENCODE_CP1258
#define CP1252 ENCODE_N

static const uint16_t tables[ENCODE_N + 1][16][16] = {
#define ROW(table, row, ...) [table][row] = { __VA_ARGS__ },
#include "encoding.def"
};

static const struct {
    unsigned base, mark;
    gunichar letter;
} vni[] = {
#define VNI(base, mark, letter) { base, mark, letter },
#define VNI_ONE(byte, letter) { byte, 0, letter },
#include "encoding.def"
};

const char *
legacy_encode_name(Encode encode)
{
    static const char *const names[] = {
        [ENCODE_TCVN3] = "TCVN3", [ENCODE_ABC] = "TCVN3",
        [ENCODE_VNI] = "VNI",     [ENCODE_VISCII] = "VISCII",
        [ENCODE_VPS] = "VPS",     [ENCODE_CP1258] = "windows-1258",
        [ENCODE_VIQR] = "VIQR",   [ENCODE_UTF8] = NULL,
    };

    return names[encode];
}

/* Appends the byte of `c`; FALSE when the table has none. */
static gboolean
put_byte(GString *out, unsigned table, gunichar c)
{
    for (unsigned byte = 0; byte < 256; byte++)
        if (tables[table][byte / 16][byte % 16] == c) {
            g_string_append_c(out, (char) byte);
            return TRUE;
        }
    return FALSE;
}

/* A vowel and its tone, two characters, are what windows-1258 has for most. */
static void
put_in_two(GString *out, gunichar c)
{
    gunichar base = 0;
    gunichar mark = 0;

    if (!g_unichar_decompose(c, &base, &mark))
        return;
    if (base == 0x1EA0 || base == 0x1EA1 || (base >= 0x1EB8 && base <= 0x1ECD)) {
        /* ậ is ạ and ^ in Unicode, â and dot in windows-1258 */
        gunichar plain = 0;
        gunichar dot = 0;
        (void) g_unichar_decompose(base, &plain, &dot);
        (void) g_unichar_compose(plain, mark, &base);
        mark = dot;
    }
    if (base >= 0x80)
        (void) put_byte(out, CP1258, base);
    else
        g_string_append_c(out, (char) base);
    (void) put_byte(out, CP1258, mark);
}

static gboolean
put_vni(GString *out, gunichar c)
{
    gunichar lower = g_unichar_tolower(c);
    unsigned up = lower == c ? 0 : 0x20;

    for (size_t i = 0; i < G_N_ELEMENTS(vni); i++) {
        if (vni[i].letter != lower)
            continue;
        g_string_append_c(out, (char) (vni[i].base - up));
        if (vni[i].mark != 0)
            g_string_append_c(out, (char) (vni[i].mark - up));
        return TRUE;
    }
    return put_byte(out, CP1252, c);
}

static void
put_viqr_mark(GString *out, gunichar mark)
{
    static const char marks[][2] = { "`", "?", "~", "'", ".", "^", "(", "+" };
    static const gunichar combining[] = { 0x300, 0x309, 0x303, 0x301,
                                          0x323, 0x302, 0x306, 0x31B };

    for (size_t i = 0; i < G_N_ELEMENTS(combining); i++)
        if (combining[i] == mark)
            g_string_append(out, marks[i]);
}

static void
put_viqr(GString *out, gunichar c)
{
    g_autofree char *one = g_malloc0(8);
    g_autofree char *parts = NULL;
    gboolean dot = FALSE;

    if (c == 0x110 || c == 0x111) {
        g_string_append(out, c == 0x110 ? "DD" : "dd");
        return;
    }
    (void) g_unichar_to_utf8(c, one);
    parts = g_utf8_normalize(one, -1, G_NORMALIZE_DEFAULT);
    if ((unsigned char) *parts >= 0x80)
        return;
    g_string_append_c(out, *parts);
    for (const char *at = parts + 1; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar mark = g_utf8_get_char(at);
        dot |= mark == 0x323;
        if (mark != 0x323)
            put_viqr_mark(out, mark);
    }
    if (dot)
        g_string_append_c(out, '.');
}

/* Punctuation that would be a mark where it stands gets a backslash. */
static void
put_ascii(GString *out, Encode encode, char c)
{
    char before = ' ';

    if (out->len > 0)
        before = out->str[out->len - 1];
    if (encode == ENCODE_VIQR &&
        (c == '\\' || (strchr("`?~'.^(+*", c) != NULL && !g_ascii_isspace(before) &&
                       !g_ascii_isdigit(before))))
        g_string_append_c(out, '\\');
    g_string_append_c(out, c);
}

static void
put_other(GString *out, Encode encode, gunichar c)
{
    switch (encode) {
    case ENCODE_VNI:
        (void) put_vni(out, c);
        break;
    case ENCODE_VIQR:
        put_viqr(out, c);
        break;
    case ENCODE_CP1258:
        if (!put_byte(out, CP1258, c))
            put_in_two(out, c);
        break;
    case ENCODE_ABC:
        if (g_unichar_tolower(c) != c && wcschr(L"ĂÂÊÔƠƯĐ", (wchar_t) c) == NULL)
            c = g_unichar_tolower(c);
        if (g_unichar_isalpha(c) || !put_byte(out, CP1252, c))
            (void) put_byte(out, TCVN3, c);
        break;
    default:
        (void) put_byte(out, encode, c);
    }
}

GString *
legacy_encode(Encode encode, const char *utf8)
{
    g_autofree char *composed = g_utf8_normalize(utf8, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    GString *out = g_string_new(encode == ENCODE_UTF8 ? composed : NULL);

    if (encode == ENCODE_UTF8)
        return out;
    for (const char *at = composed; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c < 0x80)
            put_ascii(out, encode, (char) c);
        else
            put_other(out, encode, c);
    }
    return out;
}

char *
legacy_as_characters(const GString *bytes)
{
    GString *out = g_string_new(NULL);

    for (size_t i = 0; i < bytes->len; i++) {
        unsigned byte = (unsigned char) bytes->str[i];
        gunichar c = byte < 0x20 ? 0 : tables[CP1252][byte / 16][byte % 16];
        g_string_append_unichar(out, c == 0 ? byte : c);
    }
    return g_string_free(out, FALSE);
}
