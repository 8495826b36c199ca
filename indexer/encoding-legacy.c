#include "encoding-legacy.h"

#include "text/letters.h"
#include "text/utf8.h"

/* The tables with a character a byte, in the order of Legacy where they are one. */
enum { TCVN3, VISCII, VPS, CP1258, CP1252, N_TABLES };

static const uint16_t tables[N_TABLES][16][16] = {
#define ROW(table, row, ...) [table][row] = { __VA_ARGS__ },
#include "encoding.def"
};

static const uint16_t vni_pairs[256][32] = {
#define VNI(base, mark, letter) [base][(mark) -0xE0] = (letter),
#include "encoding.def"
};

static const uint16_t vni_single[32] = {
#define VNI_ONE(byte, letter) [(byte) -0xE0] = (letter),
#include "encoding.def"
};

const char *
legacy_name(Legacy legacy)
{
    static const char *const names[] = {
        [LEGACY_TCVN3] = "TCVN3",   [LEGACY_VNI] = "VNI",
        [LEGACY_VISCII] = "VISCII", [LEGACY_VPS] = "VPS",
        [LEGACY_VIQR] = "VIQR",     [LEGACY_CP1258] = "windows-1258",
        [LEGACY_NONE] = NULL,       [LEGACY_TWICE] = "UTF-8 (twice)",
    };

    return names[legacy];
}

static uint32_t
look_up(unsigned table, uint32_t unit)
{
    uint32_t c = unit < 256 ? tables[table][unit / 16][unit % 16] : 0;

    return c != 0 ? c : unit;
}

uint32_t
legacy_cp1252(uint32_t byte)
{
    return look_up(CP1252, byte);
}

/* A tone that stands behind its vowel is put on it. */
static void
append_composed(GArray *characters, uint32_t c)
{
    unsigned tone = c < 0x300 || c > 0x323 ? 0 : letters_tone_of(c);
    const Letter *vowel = NULL;

    if (tone != 0 && characters->len > 0)
        vowel = letters_get(g_array_index(characters, uint32_t, characters->len - 1));
    if (vowel == NULL || vowel->row == 0 || vowel->tone != 0) {
        g_array_append_val(characters, c);
        return;
    }
    c = letters_with_tone(vowel->row, tone);
    g_array_index(characters, uint32_t, characters->len - 1) = c;
}

static void
decode_table(unsigned table, const GArray *units, GArray *characters)
{
    for (unsigned i = 0; i < units->len; i++)
        append_composed(characters, look_up(table, g_array_index(units, uint32_t, i)));
}

static gboolean
is_upper(uint32_t unit)
{
    return (unit >= 'A' && unit <= 'Z') || (unit >= 0xC0 && unit < 0xE0);
}

static uint32_t
in_case(uint32_t letter, gboolean upper)
{
    return upper ? g_unichar_toupper(letter) : letter;
}

/* The letter of a base and the mark behind it; 0 when they are none. */
static uint32_t
vni_pair(uint32_t base, uint32_t mark)
{
    uint32_t lower = is_upper(base) ? base + 0x20 : base;
    uint32_t small = is_upper(mark) ? mark + 0x20 : mark;

    if (lower > 0xFF || small < 0xE0 || small > 0xFF)
        return 0;
    return vni_pairs[lower][small - 0xE0];
}

static uint32_t
vni_one(uint32_t unit)
{
    uint32_t lower = is_upper(unit) ? unit + 0x20 : unit;

    return lower < 0xE0 || lower > 0xFF ? 0 : vni_single[lower - 0xE0];
}

static void
decode_vni(const GArray *units, GArray *characters)
{
    for (unsigned i = 0; i < units->len; i++) {
        uint32_t unit = g_array_index(units, uint32_t, i);
        uint32_t next = i + 1 < units->len ? g_array_index(units, uint32_t, i + 1) : 0;
        uint32_t letter = vni_pair(unit, next);
        uint32_t c = 0;

        if (letter != 0)
            i++;
        else
            letter = vni_one(unit);
        c = letter == 0 ? legacy_cp1252(unit) : in_case(letter, is_upper(unit));
        g_array_append_val(characters, c);
    }
}

/* The character whose UTF-8 the units from `at` on are, with the number of them; 0
 * when they are none. */
static uint32_t
twice_at(const GArray *units, unsigned at, unsigned *n)
{
    char bytes[4];
    gunichar c = 0;

    for (*n = 0; *n < 4 && at + *n < units->len; (*n)++) {
        uint32_t unit = g_array_index(units, uint32_t, at + *n);
        if (unit > 0xFF)
            break;
        bytes[*n] = (char) unit;
    }
    if (*n < 2 || (unsigned char) bytes[0] < 0xC2)
        return 0;
    c = g_utf8_get_char_validated(bytes, *n);
    if (c == (gunichar) -1 || c == (gunichar) -2)
        return 0;
    *n = (unsigned) utf8_put(c, bytes);
    return c;
}

static void
decode_twice(const GArray *units, GArray *characters)
{
    unsigned n = 0;

    for (unsigned i = 0; i < units->len; i += n) {
        uint32_t c = twice_at(units, i, &n);
        if (c == 0) {
            c = legacy_cp1252(g_array_index(units, uint32_t, i));
            n = 1;
        }
        g_array_append_val(characters, c);
    }
}

void
legacy_decode(Legacy legacy, const GArray *units, GArray *characters)
{
    switch (legacy) {
    case LEGACY_TCVN3:
        decode_table(TCVN3, units, characters);
        legacy_finish_tcvn3(characters);
        break;
    case LEGACY_VNI:
        decode_vni(units, characters);
        break;
    case LEGACY_VISCII:
        decode_table(VISCII, units, characters);
        break;
    case LEGACY_VPS:
        decode_table(VPS, units, characters);
        break;
    case LEGACY_CP1258:
        decode_table(CP1258, units, characters);
        break;
    case LEGACY_TWICE:
        decode_twice(units, characters);
        break;
    case LEGACY_VIQR:
    case LEGACY_NONE:
        g_array_append_vals(characters, units->data, units->len);
        break;
    }
}

void
legacy_units_of_bytes(const char *bytes, size_t len, GArray *units)
{
    for (size_t i = 0; i < len; i++) {
        uint32_t unit = (unsigned char) bytes[i];
        g_array_append_val(units, unit);
    }
}

/* The byte that `c` is of a table, or `c`; `c` is above 0xFF. */
static uint32_t
byte_of(unsigned table, uint32_t c)
{
    for (unsigned row = 8; row < 16; row++)
        for (unsigned i = 0; i < 16; i++)
            if (tables[table][row][i] == c)
                return row * 16 + i;
    return c;
}

uint32_t
legacy_tcvn3_byte(uint32_t c)
{
    return byte_of(TCVN3, c);
}

void
legacy_units_of_characters(const char *utf8, size_t len, GArray *units)
{
    for (size_t i = 0; i < len;) {
        uint32_t unit = utf8_next(utf8, len, &i);

        if (unit > 0xFF)
            unit = byte_of(CP1252, unit);
        if (unit > 0xFF)
            unit = byte_of(CP1258, unit);
        g_array_append_val(units, unit);
    }
}
