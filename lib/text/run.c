#include "run.h"

#include "letters.h"
#include "utf8.h"

/* What a byte says where a character starts. */
enum {
    LOOK = 0,  /* ASCII: between words; else it must be decoded */
    LETTER,    /* ASCII */
    DIGIT,     /* ASCII */
    PAIR,      /* first of two bytes, always a letter (U+0100 to U+01BF) */
    PAIR_C3,   /* the same but × and ÷ */
    TRIPLE_E1, /* first of three, a letter when BA or BB follows (U+1E80 to U+1EFF) */
    TRIPLE_E2, /* first of three, between words when 80 follows (U+2000 to U+203F) */
};

#define TEN(x) x, x, x, x, x, x, x, x, x, x
#define TWENTY_SIX(x) TEN(x), TEN(x), x, x, x, x, x, x

static const unsigned char kinds[256] = {
    ['0'] = TEN(DIGIT),
    ['A'] = TWENTY_SIX(LETTER),
    ['a'] = TWENTY_SIX(LETTER),
    [0xC3] = PAIR_C3,
    [0xC4] = PAIR,
    [0xC5] = PAIR,
    [0xC6] = PAIR,
    [0xE1] = TRIPLE_E1,
    [0xE2] = TRIPLE_E2,
};

/* The class of the character at `at` and its bytes; the text is valid UTF-8. */
static inline CharClass
class_at(const char *text, size_t len, size_t at, size_t *width)
{
    const unsigned char *p = (const unsigned char *) text + at;
    size_t end = at;
    CharClass class;

    switch (kinds[p[0]]) {
    case LETTER:
        *width = 1;
        return CHAR_LETTER;
    case DIGIT:
        *width = 1;
        return CHAR_DIGIT;
    case PAIR:
        *width = 2;
        return CHAR_LETTER;
    case PAIR_C3:
        *width = 2;
        return p[1] == 0x97 || p[1] == 0xB7 ? CHAR_OTHER : CHAR_LETTER;
    case TRIPLE_E1:
        if (p[1] == 0xBA || p[1] == 0xBB) {
            *width = 3;
            return CHAR_LETTER;
        }
        break;
    case TRIPLE_E2:
        if (p[1] == 0x80) {
            *width = 3;
            return CHAR_OTHER;
        }
        break;
    default:
        if (p[0] < 0x80) {
            *width = 1;
            return CHAR_OTHER;
        }
    }
    class = letters_class(utf8_next(text, len, &end));
    *width = end - at;
    return class;
}

static inline gboolean
digit_at(const char *text, size_t len, size_t at)
{
    return at < len && g_ascii_isdigit(text[at]);
}

static size_t
digits_end(const char *text, size_t len, size_t at)
{
    while (digit_at(text, len, at)) {
        at++;
    }
    return at;
}

/* Groups of three behind `at`: 1.354, 12.000.000; 0 when there are none. */
static size_t
groups_end(const char *text, size_t len, size_t at)
{
    size_t end = 0;

    while (at < len && (text[at] == '.' || text[at] == ',') &&
           digits_end(text, MIN(len, at + 5), at + 1) == at + 4) {
        at += 4;
        end = at;
    }
    return end;
}

/* The end of a number with group points or a decimal comma that starts at `at`,
 * 0 when none does.  The commas of a list (1,2,3) are no decimal commas. */
static size_t
number_end(const char *text, size_t len, size_t at)
{
    size_t whole = digits_end(text, len, at);
    size_t end = groups_end(text, len, whole);

    if (end != 0) {
        return end;
    }
    if (whole >= len || text[whole] != ',' || !digit_at(text, len, whole + 1) ||
        (at >= 2 && text[at - 1] == ',' && g_ascii_isdigit(text[at - 2]))) {
        return 0;
    }
    end = digits_end(text, len, whole + 1);
    return end < len && text[end] == ',' && digit_at(text, len, end + 1) ? 0 : end;
}

gboolean
run_next(const char *text, size_t len, size_t from, Run *run)
{
    size_t at = from;
    size_t width = 0;
    CharClass class = CHAR_OTHER;

    /* A mark without a letter is between words. */
    for (; at < len; at += width) {
        class = class_at(text, len, at, &width);
        if (class == CHAR_LETTER || class == CHAR_DIGIT) {
            break;
        }
    }
    if (at >= len) {
        return FALSE;
    }
    *run = (Run){ .start = at };
    if (g_ascii_isdigit(text[at])) {
        run->end = number_end(text, len, at);
        if (run->end != 0) {
            run->has_digit = TRUE;
            return TRUE;
        }
    }
    for (; at < len; at += width) {
        class = class_at(text, len, at, &width);
        if (class == CHAR_OTHER) {
            break;
        }
        run->has_digit |= class == CHAR_DIGIT && width == 1;
    }
    run->end = at;
    return TRUE;
}

gboolean
run_is_grouped(const char *number, size_t len)
{
    return groups_end(number, len, digits_end(number, len, 0)) == len;
}

/* Bytes of words in plain text, where no other character has them: all letters
 * from U+00C0 to U+023F, all from U+1E80 to U+1EFF, ASCII letters and digits. */
enum {
    IN_WORD = 1,
    IS_DIGIT = 2,
};

#define SIXTY_FOUR(x) TWENTY_SIX(x), TWENTY_SIX(x), TEN(x), x, x

static const unsigned char plain_kinds[256] = {
    ['0'] = TEN(IN_WORD | IS_DIGIT),
    ['A'] = TWENTY_SIX(IN_WORD),
    ['a'] = TWENTY_SIX(IN_WORD),
    [0x80] = SIXTY_FOUR(IN_WORD),
    [0xC3] = IN_WORD,
    IN_WORD,
    IN_WORD,
    IN_WORD,
    IN_WORD,
    IN_WORD,
    [0xE1] = IN_WORD,
};

static inline gboolean
run_next_plain(const char *text, size_t len, size_t from, Run *run)
{
    const unsigned char *bytes = (const unsigned char *) text;
    unsigned char seen = 0;
    size_t at = from;

    /* A tail here is the second byte of a character below U+00C0, or behind E2. */
    while (at < len && !(plain_kinds[bytes[at]] & IN_WORD)) {
        if (bytes[at] >= 0x80) {
            return run_next(text, len, at, run);
        }
        at++;
    }
    run->start = at;
    for (; at < len && plain_kinds[bytes[at]] & IN_WORD; at++) {
        seen |= plain_kinds[bytes[at]];
    }
    if (seen & IS_DIGIT || (at < len && bytes[at] == 0xC2)) {
        return run_next(text, len, run->start, run);
    }
    run->end = at;
    run->has_digit = FALSE;
    return at > run->start;
}

guint
run_batch(const char *text, size_t len, gboolean plain, size_t from, Runs *runs)
{
    runs->n = 0;
    while (runs->n < RUN_BATCH) {
        Run *run = &runs->run[runs->n];

        if (!(plain ? run_next_plain(text, len, from, run)
                    : run_next(text, len, from, run))) {
            break;
        }
        from = run->end;
        runs->n++;
    }
    return runs->n;
}

guint
run_count(const char *text, size_t start, size_t end)
{
    guint n = 0;
    Run run = { 0 };

    while (run_next(text, end, start, &run)) {
        start = run.end;
        n++;
    }
    return n;
}

size_t
run_next_digits(const char *text, size_t from, size_t end)
{
    while (from < end && (!g_ascii_isdigit(text[from]) ||
                          (from > 0 && g_ascii_isdigit(text[from - 1])))) {
        from++;
    }
    return from;
}
