#include "letters.h"

#include <unicode/uchar.h>

/* Vietnamese letters lie below LOW_END and from HIGH_START on (Latin Extended
 * Additional): two stretches, one array. */
#define LOW_END 0x01B1
#define HIGH_START 0x1EA0
#define HIGH_END 0x1EFA
#define AT(c) ((c) < LOW_END ? (c) : (c) -HIGH_START + LOW_END)

#define VOWELS(X)                                                                        \
    X(1, 'a', U'a', U'à', U'ả', U'ã', U'á', U'ạ', U'A', U'À', U'Ả', U'Ã', U'Á', U'Ạ')    \
    X(2, 'a', U'ă', U'ằ', U'ẳ', U'ẵ', U'ắ', U'ặ', U'Ă', U'Ằ', U'Ẳ', U'Ẵ', U'Ắ', U'Ặ')    \
    X(3, 'a', U'â', U'ầ', U'ẩ', U'ẫ', U'ấ', U'ậ', U'Â', U'Ầ', U'Ẩ', U'Ẫ', U'Ấ', U'Ậ')    \
    X(4, 'e', U'e', U'è', U'ẻ', U'ẽ', U'é', U'ẹ', U'E', U'È', U'Ẻ', U'Ẽ', U'É', U'Ẹ')    \
    X(5, 'e', U'ê', U'ề', U'ể', U'ễ', U'ế', U'ệ', U'Ê', U'Ề', U'Ể', U'Ễ', U'Ế', U'Ệ')    \
    X(6, 'i', U'i', U'ì', U'ỉ', U'ĩ', U'í', U'ị', U'I', U'Ì', U'Ỉ', U'Ĩ', U'Í', U'Ị')    \
    X(7, 'o', U'o', U'ò', U'ỏ', U'õ', U'ó', U'ọ', U'O', U'Ò', U'Ỏ', U'Õ', U'Ó', U'Ọ')    \
    X(8, 'o', U'ô', U'ồ', U'ổ', U'ỗ', U'ố', U'ộ', U'Ô', U'Ồ', U'Ổ', U'Ỗ', U'Ố', U'Ộ')    \
    X(9, 'o', U'ơ', U'ờ', U'ở', U'ỡ', U'ớ', U'ợ', U'Ơ', U'Ờ', U'Ở', U'Ỡ', U'Ớ', U'Ợ')    \
    X(10, 'u', U'u', U'ù', U'ủ', U'ũ', U'ú', U'ụ', U'U', U'Ù', U'Ủ', U'Ũ', U'Ú', U'Ụ')   \
    X(11, 'u', U'ư', U'ừ', U'ử', U'ữ', U'ứ', U'ự', U'Ư', U'Ừ', U'Ử', U'Ữ', U'Ứ', U'Ự')   \
    X(12, 'y', U'y', U'ỳ', U'ỷ', U'ỹ', U'ý', U'ỵ', U'Y', U'Ỳ', U'Ỷ', U'Ỹ', U'Ý', U'Ỵ')

#define N_VOWELS 12
#define N_TONES 6

/* Six tones in lower case, then in upper case: rows 1 to 12 and 13 to 24. */
#define ROWS_OF(row, base, ...) { __VA_ARGS__ },
static const uint16_t vowels[N_VOWELS][2 * N_TONES] = { VOWELS(ROWS_OF) };

#define ONE(c, l, p, b, t, r)                                                            \
    [AT(c)] = { .lower = (l), .plain = (p), .base = (b), .tone = (t), .row = (r) },
#define CONSONANT(l, u)                                                                  \
    ONE((unsigned char) (l), (l), (l), (l), 0, 0)                                        \
    ONE((unsigned char) (u), (l), (u), (l), 0, 0)
#define VOWEL(r, b, a0, a1, a2, a3, a4, a5, A0, A1, A2, A3, A4, A5)                      \
    ONE(a0, a0, a0, b, 0, r)                                                             \
    ONE(a1, a1, a0, b, 1, r)                                                             \
    ONE(a2, a2, a0, b, 2, r)                                                             \
    ONE(a3, a3, a0, b, 3, r)                                                             \
    ONE(a4, a4, a0, b, 4, r)                                                             \
    ONE(a5, a5, a0, b, 5, r)                                                             \
    ONE(A0, a0, A0, b, 0, (r) + N_VOWELS)                                                \
    ONE(A1, a1, A0, b, 1, (r) + N_VOWELS)                                                \
    ONE(A2, a2, A0, b, 2, (r) + N_VOWELS)                                                \
    ONE(A3, a3, A0, b, 3, (r) + N_VOWELS)                                                \
    ONE(A4, a4, A0, b, 4, (r) + N_VOWELS)                                                \
    ONE(A5, a5, A0, b, 5, (r) + N_VOWELS)

static const Letter letters[LOW_END + HIGH_END - HIGH_START] = {
    VOWELS(VOWEL) CONSONANT('b', 'B') CONSONANT('c', 'C') CONSONANT('d', 'D')
        CONSONANT('f', 'F') CONSONANT('g', 'G') CONSONANT('h', 'H') CONSONANT('j', 'J')
            CONSONANT('k', 'K') CONSONANT('l', 'L') CONSONANT('m', 'M')
                CONSONANT('n', 'N') CONSONANT('p', 'P') CONSONANT('q', 'Q')
                    CONSONANT('r', 'R') CONSONANT('s', 'S') CONSONANT('t', 'T')
                        CONSONANT('v', 'V') CONSONANT('w', 'W') CONSONANT('x', 'X')
                            CONSONANT('z', 'Z') ONE(U'đ', U'đ', U'đ', 'd', 0, 0)
                                ONE(U'Đ', U'đ', U'Đ', 'd', 0, 0)
};

/* What a shape makes of a vowel. */
static const struct {
    uint16_t shape;
    uint16_t plain;
    uint16_t shaped;
} shapes[] = {
    { 0x0302, U'a', U'â' }, { 0x0302, U'A', U'Â' }, { 0x0302, U'e', U'ê' },
    { 0x0302, U'E', U'Ê' }, { 0x0302, U'o', U'ô' }, { 0x0302, U'O', U'Ô' },
    { 0x0306, U'a', U'ă' }, { 0x0306, U'A', U'Ă' }, { 0x031B, U'o', U'ơ' },
    { 0x031B, U'O', U'Ơ' }, { 0x031B, U'u', U'ư' }, { 0x031B, U'U', U'Ư' },
};

const Letter *
letters_get(uint32_t c)
{
    const Letter *letter;

    if (c >= LOW_END && (c < HIGH_START || c >= HIGH_END)) {
        return NULL;
    }
    letter = &letters[AT(c)];
    return letter->lower != 0 ? letter : NULL;
}

uint32_t
letters_with_tone(unsigned row, unsigned tone)
{
    unsigned upper = row > N_VOWELS;

    return vowels[row - 1 - upper * N_VOWELS][tone + upper * N_TONES];
}

uint32_t
letters_with_shape(uint32_t plain, uint32_t shape)
{
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
        if (shapes[i].plain == plain && shapes[i].shape == shape) {
            return shapes[i].shaped;
        }
    }
    return 0;
}

unsigned
letters_tone_of(uint32_t mark)
{
    switch (mark) {
#define TONE(c, tone)                                                                    \
    case c:                                                                              \
        return tone;
#include "rules.def"
    default:
        return 0;
    }
}

gboolean
letters_is_shape(uint32_t mark)
{
    switch (mark) {
#define SHAPE(c) case c:
#include "rules.def"
        return TRUE;
    default:
        return FALSE;
    }
}

CharClass
letters_class(uint32_t c)
{
    uint32_t type;

    if (c < 0x80) {
        return g_ascii_isdigit(c)   ? CHAR_DIGIT
               : g_ascii_isalpha(c) ? CHAR_LETTER
                                    : CHAR_OTHER;
    }
    if (letters_get(c) != NULL) {
        return CHAR_LETTER;
    }
    type = U_MASK(u_charType((UChar32) c));
    if (type & U_GC_L_MASK) {
        return CHAR_LETTER;
    }
    if (type & U_GC_N_MASK) {
        return CHAR_DIGIT;
    }
    return type & U_GC_M_MASK ? CHAR_MARK : CHAR_OTHER;
}

uint32_t
letters_lower(uint32_t c)
{
    const Letter *letter = letters_get(c);

    if (letter != NULL) {
        return letter->lower;
    }
    return c < 0x80 ? c : (uint32_t) u_tolower((UChar32) c);
}
