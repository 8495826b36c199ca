#include "syllable.h"

#include <string.h>

#include "letters.h"
#include "utf8.h"

static const char *const rimes[] = {
#define RIME(rime) rime,
#include "rules.def"
};

static const char *const onsets[] = {
#define ONSET(onset) onset,
#include "rules.def"
    ""
};

static const char *const second_vowel_rimes[] = {
#define SECOND_VOWEL(start) start,
#include "rules.def"
};

static const struct {
    const char *onset;
    const char *key;   /* the rime in the i/y key */
    const char *other; /* its other spelling */
} iy_rules[] = {
#define IY(onset, key, other) { onset, key, other },
#include "rules.def"
};

/* The rimes stand in byte order. */
static gboolean
is_rime(const char *text)
{
    size_t low = 0;
    size_t high = G_N_ELEMENTS(rimes);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(rimes[middle], text);

        if (order == 0) {
            return TRUE;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return FALSE;
}

static const char *
after_onset(const char *text, const char *onset)
{
    for (; *onset != '\0'; onset++, text++) {
        if (*text != *onset) {
            return NULL;
        }
    }
    return text;
}

static gboolean
split(Syllable *syllable)
{
    for (size_t i = 0; i < G_N_ELEMENTS(onsets); i++) {
        const char *rest = after_onset(syllable->plain, onsets[i]);

        if (rest != NULL && is_rime(rest)) {
            syllable->rime = (size_t) (rest - syllable->plain);
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
syllable_parse(const char *utf8, size_t len, Syllable *syllable)
{
    size_t n = 0;

    *syllable = (Syllable){ 0 };
    for (size_t i = 0; i < len;) {
        const Letter *letter = letters_get(utf8_next(utf8, len, &i));

        if (letter == NULL || (letter->tone != 0 && syllable->tone != 0) ||
            n + 2 > SYLLABLE_MAX_BYTES) {
            return FALSE;
        }
        syllable->tone |= letter->tone;
        n += utf8_put(letter->plain, syllable->plain + n);
    }
    return n > 0 && split(syllable);
}

/* The letters of the rime; how many. */
static size_t
rime_letters(const Syllable *syllable, uint32_t letters[SYLLABLE_MAX_BYTES])
{
    size_t len = strlen(syllable->plain);
    size_t n = 0;

    for (size_t i = syllable->rime; i < len;) {
        letters[n++] = utf8_next(syllable->plain, len, &i);
    }
    return n;
}

static gboolean
has_second_vowel(const char *rime)
{
    for (size_t i = 0; i < G_N_ELEMENTS(second_vowel_rimes); i++) {
        if (g_str_has_prefix(rime, second_vowel_rimes[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Which letter of the rime carries the tone: the shaped one (the second of ôô),
 * else ư, else the only vowel, else the second of oa oe uy oo, else the first. */
static size_t
tone_letter(const Syllable *syllable, const uint32_t *rime, size_t n)
{
    size_t n_vowels = 0;
    size_t horned = n;

    for (size_t i = 0; i < n; i++) {
        switch (rime[i]) {
        case U'ô':
            return i + 1 < n && rime[i + 1] == U'ô' ? i + 1 : i;
        case U'ă':
        case U'â':
        case U'ê':
        case U'ơ':
            return i;
        case U'ư':
            horned = MIN(horned, i);
            break;
        default:
            break;
        }
        n_vowels += letters_get(rime[i])->row != 0;
    }
    if (horned < n) {
        return horned;
    }
    return n_vowels > 1 && has_second_vowel(syllable->plain + syllable->rime) ? 1 : 0;
}

void
syllable_append(const Syllable *syllable, GString *out)
{
    uint32_t rime[SYLLABLE_MAX_BYTES];
    size_t n = rime_letters(syllable, rime);
    size_t at = tone_letter(syllable, rime, n);

    g_string_append_len(out, syllable->plain, (gssize) syllable->rime);
    for (size_t i = 0; i < n; i++) {
        unsigned row = letters_get(rime[i])->row;

        utf8_append(out, i == at ? letters_with_tone(row, syllable->tone) : rime[i]);
    }
}

static gboolean
has_onset(const Syllable *syllable, const char *onset)
{
    return strlen(onset) == syllable->rime &&
           strncmp(syllable->plain, onset, syllable->rime) == 0;
}

/* Replaces a rime that stands in a row of the table by its counterpart. */
static gboolean
change_iy(Syllable *syllable, gboolean to_other)
{
    char *rime = syllable->plain + syllable->rime;

    for (size_t i = 0; i < G_N_ELEMENTS(iy_rules); i++) {
        const char *to = NULL;

        if (!has_onset(syllable, iy_rules[i].onset)) {
            continue;
        }
        if (strcmp(rime, iy_rules[i].other) == 0) {
            to = iy_rules[i].key;
        } else if (to_other && strcmp(rime, iy_rules[i].key) == 0) {
            to = iy_rules[i].other;
        }
        if (to != NULL) {
            memcpy(rime, to, strlen(rime)); /* both are as long */
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
syllable_to_iy_key(Syllable *syllable)
{
    return change_iy(syllable, FALSE);
}

gboolean
syllable_to_iy_other(Syllable *syllable)
{
    return change_iy(syllable, TRUE);
}
