/* letters - what a code point is.
 *
 * The Vietnamese alphabet and ASCII are a table here; every other code point
 * is a question to ICU, and this module and repair.c are where it is asked. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* One letter of the table. */
typedef struct {
    uint16_t lower; /* the same letter in lower case */
    uint16_t plain; /* without tone, case kept */
    uint8_t base;   /* without any mark, lower case: a to z */
    uint8_t tone;   /* 0 to 5, as TONE in rules.def */
    uint8_t row;    /* of a vowel: for letters_with_tone; 0: no vowel */
} Letter;

/* The table's letter, or NULL.  Borrowed for ever. */
const Letter *letters_get(uint32_t c);

/* The vowel of `row` with `tone`. */
uint32_t letters_with_tone(unsigned row, unsigned tone);

/* The vowel without tone that `plain` becomes with a mark of shape, or 0. */
uint32_t letters_with_shape(uint32_t plain, uint32_t shape);

/* The tone (1 to 5) that a combining mark is, or 0. */
unsigned letters_tone_of(uint32_t mark);

/* Whether a combining mark is one of the three that shape Vietnamese letters. */
gboolean letters_is_shape(uint32_t mark);

typedef enum {
    CHAR_OTHER,  /* between words */
    CHAR_LETTER, /* starts and continues a word */
    CHAR_DIGIT,  /* the same; ASCII digits and all else that Unicode calls N */
    CHAR_MARK,   /* continues a word */
} CharClass;

CharClass letters_class(uint32_t c);

/* Lower case of one code point alone (no context, no locale). */
uint32_t letters_lower(uint32_t c);
