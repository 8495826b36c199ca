/* snippet-match - which syllables of a text a query means.
 *
 * The private half of snippet.h: windows and marks are snippet.c's.
 */
#pragma once

#include "snippet.h"

/* A syllable of the text and what it is of the query, one bit a word. */
typedef struct {
    size_t start, end; /* bytes of the text */
    uint64_t may_be;   /* words of the query that it is, were it in the right place */
    uint64_t is;       /* those that count: alone, or as part of their phrase */
    gboolean glued;    /* it and the next are one phrase, number or date */
} Syllable;

/* Appends the syllables of bytes [from, to) of `text` to `syllables` (element-type
 * Syllable), which holds those before; words that stand side by side across `from`
 * are a phrase all the same. */
void snippeter_match(Snippeter *snippeter,
                     const char *text,
                     const size_t range[2],
                     Tier tier,
                     GArray *syllables);

/* TRUE when the marks of a syllable of `text` and the next become one. */
gboolean syllables_meet(const char *text, const Syllable *left, const Syllable *right);

/* One bit for each word that is looked for. */
uint64_t snippeter_words(const Snippeter *snippeter);
