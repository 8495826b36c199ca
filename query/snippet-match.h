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

/* The syllables of `text` (element-type Syllable), (transfer full). */
GArray *snippeter_match(Snippeter *snippeter, const char *text, size_t len, Tier tier);
