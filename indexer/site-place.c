#include "site-place.h"

#include <string.h>

#define KEY_LETTERS 16
#define KEY_ENOUGH 8        /* what follows a tag may be missing from the text */
#define KEY_LEAST 4         /* fewer letters are found anywhere */
#define SEARCH_LETTERS 2000 /* as much may stand in one and not in the other */
#define MAX_MISSES 20

typedef struct {
    char letters[KEY_LETTERS];
    unsigned n;
} Key;

/* 1 for a letter's byte.  No-break blanks (C2 A0) are none: formats make them of others.
 * Letters and blanks follow each other as no processor foresees: what is common has no
 * branch, here and in the loops below, which pass over every byte of a notice. */
static unsigned
is_letter(const char *at)
{
    const unsigned char byte = (unsigned char) *at;

    if (byte == 0xC2)
        return (unsigned char) at[1] != 0xA0;
    if (byte == 0xA0)
        return (unsigned char) at[-1] != 0xC2;
    return ((byte | 0x20U) - 'a' < 26U) | (byte >= 0x80U);
}

/* Past the tag, the reference or the byte at `at`. */
static const char *
next_html(const char *at)
{
    const char *end = *at == '<' ? strchr(at, '>') : *at == '&' ? strchr(at, ';') : NULL;

    return (end != NULL ? end : at) + 1;
}

static size_t
count_letters(const char *html, const char *end)
{
    size_t n = 0;

    while (html < end && *html != '\0')
        if (*html == '<' || *html == '&')
            html = next_html(html);
        else
            n += is_letter(html++);
    return n;
}

static Key
key_at(const char *html)
{
    Key key = { .n = 0 };

    for (; *html != '\0' && key.n < KEY_LETTERS; html = next_html(html))
        if (is_letter(html) == 1)
            key.letters[key.n++] = *html;
        else if (*html == '<' && key.n >= KEY_ENOUGH)
            break;
    return key;
}

/* Moves on to a letter, and counts lines. */
static const char *
skip_to_letter(const char *text, uint64_t *line)
{
    for (; *text != '\0' && !is_letter(text); text++)
        *line += *text == '\n' ? 1 : 0;
    return text;
}

static gboolean
has_key(const char *text, const Key *key)
{
    uint64_t line = 0;

    for (unsigned i = 0; i < key->n; i++, text++) {
        text = skip_to_letter(text, &line);
        if (*text == '\0' || *text != key->letters[i])
            return FALSE;
    }
    return TRUE;
}

void
place_init(Place *place, const char *text, const char *html)
{
    *place = (Place){ text, html, 1, 0 };
}

/* The letter that is `n` after the first one at `text`. */
static const char *
skip_letters(const char *text, size_t n, uint64_t *line)
{
    for (; n > 0 && *text != '\0'; text++) {
        n -= is_letter(text);
        *line += *text == '\n' ? 1 : 0;
    }
    return skip_to_letter(text, line);
}

/* The first of `n` letters from `text` on that the key begins at, or NULL. */
static const char *
search(const char *text, size_t n, const Key *key, uint64_t *line)
{
    for (text = skip_to_letter(text, line); n > 0 && *text != '\0'; n--) {
        if (has_key(text, key))
            return text;
        text = skip_to_letter(text + 1, line);
    }
    return NULL;
}

static gboolean
find(Place *place, const Key *key, size_t n)
{
    uint64_t line = place->line;
    const char *text = skip_letters(place->text, n, &line);

    if (!has_key(text, key)) {
        line = place->line;
        text = search(place->text, n + SEARCH_LETTERS, key, &line);
    }
    if (text == NULL)
        return FALSE;
    place->text = text;
    place->line = line;
    return TRUE;
}

uint64_t
place_line(Place *place, const char *html)
{
    const Key key = key_at(html);

    if (place->text == NULL || key.n < KEY_LEAST)
        return 0;
    if (find(place, &key, count_letters(place->html, html))) {
        place->html = html;
        return place->line;
    }
    if (++place->misses > MAX_MISSES)
        place->text = NULL;
    return 0;
}
