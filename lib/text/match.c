#include "match.h"

#include <string.h>

#include "letters.h"
#include "utf8.h"

static gboolean
is_blank(uint32_t c)
{
    switch (c) {
#define BLANK(c) case c:
#include "rules.def"
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean
is_dash(uint32_t c)
{
    switch (c) {
#define DASH(c) case c:
#include "rules.def"
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean
is_slash(uint32_t c)
{
    switch (c) {
#define SLASH(c) case c:
#include "rules.def"
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean
match_char(Subject subject, size_t *at, gboolean (*is)(uint32_t))
{
    size_t next = *at;

    if (next >= subject.len || !is(utf8_next(subject.text, subject.len, &next))) {
        return FALSE;
    }
    *at = next;
    return TRUE;
}

gboolean
match_dash(Subject subject, size_t *at)
{
    return match_char(subject, at, is_dash);
}

gboolean
match_slash(Subject subject, size_t *at)
{
    return match_char(subject, at, is_slash);
}

static gboolean
is_blank_or_line_end(uint32_t c)
{
    return is_blank(c) || c == '\n' || c == '\r';
}

guint
match_blanks(Subject subject, size_t *at, guint max, gboolean lines)
{
    guint n = 0;

    while (n < max && match_char(subject, at, lines ? is_blank_or_line_end : is_blank)) {
        n++;
    }
    return n;
}

gboolean
match_digits(Subject subject, size_t *at, guint max, guint *value)
{
    size_t end = *at;
    guint sum = 0;

    while (end < subject.len && end - *at <= max && g_ascii_isdigit(subject.text[end])) {
        sum = 10 * sum + (guint) (subject.text[end++] - '0');
    }
    if (end == *at || end - *at > max) {
        return FALSE;
    }
    *at = end;
    *value = sum;
    return TRUE;
}

gboolean
match_word(Subject subject, size_t *at, const char *word)
{
    size_t next = *at;
    size_t word_len = strlen(word);

    for (size_t i = 0; i < word_len;) {
        uint32_t expected = utf8_next(word, word_len, &i);

        if (next >= subject.len ||
            letters_lower(utf8_next(subject.text, subject.len, &next)) != expected) {
            return FALSE;
        }
    }
    *at = next;
    return TRUE;
}

gboolean
match_year(Subject subject, size_t *at, guint *year)
{
    size_t end = *at;
    guint value = 0;

    if (!match_digits(subject, &end, 4, &value) || end - *at != 4 || value < 1900 ||
        value > 2099) {
        return FALSE;
    }
    *at = end;
    *year = value;
    return TRUE;
}
