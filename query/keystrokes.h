/* keystrokes - what raw keys would have made, had the input method been on (domain C.6).
 */
#pragma once

#include "text/text.h"

typedef enum {
    KEYSTROKES_TELEX, /* cachs ly xax hooij */
    KEYSTROKES_VNI,   /* ca1ch ly xa4 ho65i */
    N_KEYSTROKES
} Keystrokes;

/* The legal syllable that the keys of `typed` make, interned; NULL when they make none.
 * Tone and shape keys may follow anywhere in the word.
 *
 * typed  K1 of a word without marks
 */
const TextWord *
keystrokes_read(TextAnalyser *analyser, Keystrokes method, const char *typed);
