#include "site-point.h"

#include <string.h>

/* The kinds in no order; of numbers in parts («2.1.») each count of parts is one. */
enum {
    KIND_NONE,
    KIND_ROMAN,
    KIND_UPPER,
    KIND_LOWER,
    KIND_BRACKETED, /* «1)», «(1)» */
    KIND_DASH,
    KIND_PLUS,
    KIND_DOT,
    KIND_HEADING,
    KIND_NUMBER, /* «1.», «1-», «1/»; the last */
};

#define MAX_DIGITS 3
#define MAX_PART_DIGITS 2 /* «2.10.»; 1.354 has a group of three */
#define MAX_PARTS 4

/* What begins a heading, with what follows it: a number, of Arabic or Roman digits or in
 * words («PHẦN THỨ NHẤT»). */
static const struct {
    const char *small, *capital;
    char rank;
} headings[] = {
    { "Phần", "PHẦN", 'a' }, { "Chương", "CHƯƠNG", 'b' },   { "Mục", "MỤC", 'c' },
    { "Điều", "ĐIỀU", 'd' }, { "Phụ lục", "PHỤ LỤC", 'a' },
};

static gboolean
is_blank_at(const char *at, const char *end)
{
    return at >= end || *at == ' ' || *at == '\t' || g_str_has_prefix(at, "\xC2\xA0");
}

static gboolean
is_capital_at(const char *at, const char *end)
{
    return at < end && g_unichar_isupper(g_utf8_get_char(at));
}

/* Past a run of characters of `set`, `max` at most. */
static const char *
skip_set(const char *at, const char *end, const char *set, size_t max)
{
    const char *stop = at;

    while (stop < end && (size_t) (stop - at) < max && strchr(set, *stop) != NULL)
        stop++;
    return stop;
}

static const char *
skip_digits(const char *at, const char *end, size_t max)
{
    return skip_set(at, end, "0123456789", max);
}

static const char *
skip_number(const char *at, const char *end)
{
    return skip_digits(at, end, MAX_DIGITS);
}

static const char *
skip_roman(const char *at, const char *end)
{
    return skip_set(at, end, "IVXL", 6);
}

static Point
mark(const char *text, const char *after, unsigned kind)
{
    return (Point){ (size_t) (after - text), 0, kind };
}

/* «1.», «1-», «1/», «1)», «2.1.», «2.1»; a number that goes on («1.354», «12/3») is none.
 */
static Point
number_at(const char *text, const char *end)
{
    const Point none = { 0 };
    const char *at = skip_number(text, end);
    unsigned parts = 1;

    while (parts < MAX_PARTS && at + 1 < end && *at == '.' && g_ascii_isdigit(at[1])) {
        at = skip_digits(at + 1, end, MAX_PART_DIGITS);
        parts++;
    }
    if (at >= end || g_ascii_isdigit(*at))
        return none;
    if (parts > 1 && is_blank_at(at, end))
        return mark(text, at, KIND_NUMBER + parts - 1);
    if (strchr(".-/)", *at) == NULL)
        return none;
    const unsigned kind = *at == ')' ? KIND_BRACKETED : KIND_NUMBER + parts - 1;
    at++;
    return is_blank_at(at, end) || is_capital_at(at, end) ? mark(text, at, kind) : none;
}

/* «(1)», «(a)». */
static Point
bracketed_at(const char *text, const char *end)
{
    const char *at = skip_number(text + 1, end);
    unsigned kind = KIND_BRACKETED;

    if (at == text + 1 && at < end && g_ascii_islower(*at)) {
        at++;
        kind = KIND_LOWER;
    }
    return at > text + 1 && at < end && *at == ')' ? mark(text, at + 1, kind)
                                                   : (Point){ 0 };
}

static gboolean
is_open(const PointStack *stack, unsigned kind)
{
    return stack->depth > 0 && memchr(stack->kinds, (int) kind, stack->depth) != NULL;
}

/* «a)», «đ)», «a.»; with a dot only in a row that began with «a.». */
static Point
letter_at(const PointStack *stack, const char *text, const char *end)
{
    const char *at = g_utf8_next_char(text);
    const gboolean upper = is_capital_at(text, end);
    const unsigned kind = upper ? KIND_UPPER : KIND_LOWER;
    const gboolean first = *text == 'a' || *text == 'A';

    if (at >= end || (*at != ')' && *at != '.') || !is_blank_at(at + 1, end) ||
        !g_unichar_isalpha(g_utf8_get_char(text)))
        return (Point){ 0 };
    return (*at == ')' && !upper) || first || is_open(stack, kind)
               ? mark(text, at + 1, kind)
               : (Point){ 0 };
}

/* «II.», «II-»; C, D, L and M are letters. */
static Point
roman_at(const PointStack *stack, const char *text, const char *end)
{
    const char *at = skip_roman(text, end);

    if (at == text || (at == text + 1 && is_open(stack, KIND_UPPER)) || at >= end ||
        strchr(".-)/", *at) == NULL || !is_blank_at(at + 1, end))
        return (Point){ 0 };
    return mark(text, at + 1, KIND_ROMAN);
}

static Point
bullet_at(const char *text, const char *end)
{
    static const struct {
        const char *sign;
        unsigned kind;
    } signs[] = {
        { "-", KIND_DASH },           { "–", KIND_DASH }, { "—", KIND_DASH },
        { "+", KIND_PLUS },           { "•", KIND_DOT },  { "·", KIND_DOT },
        { "\xEF\x82\xB7", KIND_DOT },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        const char *at = text + strlen(signs[i].sign);

        if (g_str_has_prefix(text, signs[i].sign) && at < end &&
            (is_blank_at(at, end) || is_capital_at(at, end)))
            return mark(text, at, signs[i].kind);
    }
    return (Point){ 0 };
}

/* The number of a heading, and the dot or colon behind it; `text` when there is none. */
static const char *
skip_heading_number(const char *text, const char *end, gboolean words)
{
    const char *at = skip_number(text, end);

    if (at == text)
        at = skip_roman(text, end);
    if (at == text && words && (size_t) (end - text) > strlen("THỨ ") &&
        (g_str_has_prefix(text, "THỨ ") || g_str_has_prefix(text, "thứ "))) {
        at = memchr(text + strlen("THỨ "), ' ', (size_t) (end - text) - strlen("THỨ "));
        return at != NULL ? at : end;
    }
    if (at < end && g_ascii_islower(*at) && at > text) /* «Điều 5a» */
        at++;
    if (at == text || (at < end && strchr(".: \t-", *at) == NULL))
        return text;
    return at < end && (*at == '.' || *at == ':') ? at + 1 : at;
}

/* «Điều 5.» needs its dot or the end of the line: «Điều 5 Luật …» is a sentence. */
static Point
heading_at(const char *text, const char *end)
{
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++) {
        const char *name = g_str_has_prefix(text, headings[i].small)
                               ? headings[i].small
                               : headings[i].capital;
        const char *number = text + strlen(name) + 1;

        if (!g_str_has_prefix(text, name) || number >= end || number[-1] != ' ')
            continue;
        const gboolean article = headings[i].rank == 'd';
        const char *after = skip_heading_number(number, end, !article);
        if (after == number ||
            (article && after < end && after[-1] != '.' && after[-1] != ':'))
            continue;
        return (Point){ (size_t) (after - text), headings[i].rank, KIND_HEADING };
    }
    return (Point){ 0 };
}

Point
point_at(const PointStack *stack, const char *text, const char *end)
{
    if (text >= end)
        return (Point){ 0 };
    if (g_ascii_isdigit(*text))
        return number_at(text, end);
    if (*text == '(')
        return bracketed_at(text, end);
    Point point = bullet_at(text, end);
    if (point.len == 0 && is_capital_at(text, end))
        point = heading_at(text, end);
    if (point.len == 0)
        point = roman_at(stack, text, end);
    return point.len > 0 ? point : letter_at(stack, text, end);
}

unsigned
point_push(PointStack *stack, Point point)
{
    for (unsigned i = 0; i < stack->depth; i++)
        if (stack->kinds[i] == point.kind)
            return stack->depth = i + 1;
    if (stack->depth < POINT_MAX_DEPTH)
        stack->depth++;
    stack->kinds[stack->depth - 1] = (unsigned char) point.kind;
    return stack->depth;
}

void
point_clear(PointStack *stack)
{
    stack->depth = 0;
}
