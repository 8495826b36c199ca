/* syllable - one Vietnamese syllable taken apart (domain report C.4, C.5). */
#pragma once

#include <glib.h>

/* The longest legal syllable without tone, "nghiêng", has 7 letters. */
#define SYLLABLE_MAX_LETTERS 7
#define SYLLABLE_MAX_BYTES (2 * SYLLABLE_MAX_LETTERS)

typedef struct {
    char plain[SYLLABLE_MAX_BYTES + 1]; /* lower case, without tone, ends in NUL */
    size_t rime;                        /* byte where the rime starts */
    unsigned tone;                      /* 0 to 5 */
} Syllable;

/* Takes lower-case NFC apart.  FALSE when it is no legal syllable: another
 * letter, two tones, no legal rime. */
gboolean syllable_parse(const char *utf8, size_t len, Syllable *syllable);

/* Appends the syllable with its tone on the nucleus. */
void syllable_append(const Syllable *syllable, GString *out);

/* Changes the spelling of i and y: to the key's, or (`other`) to the one that
 * it is not in.  FALSE, and nothing changed, when there is nothing to change. */
gboolean syllable_to_iy_key(Syllable *syllable);
gboolean syllable_to_iy_other(Syllable *syllable);
