/* suggest-spelling - the parts of a suggestion: how the index spells a word.  For
 * suggest.c only; the rules stand in ARCHITECTURE.md. */
#pragma once

#include "suggest-words.h"

/* The spelling of `k2` that the index has most often beside the neighbours.
 *
 * typed     K1 whose marks the spelling should have, or NULL
 * is_edited  `typed` is misspelt: an edit away
 */
const TextWord *suggest_spelling(Suggester *self,
                                 const char *k2,
                                 const char *typed,
                                 gboolean is_edited,
                                 const Neighbours *neighbours);

/* The spelling of `k2` that four of five documents have between its neighbours or, if
 * none is so clear, behind the word before; NULL when there is none. */
const TextWord *
suggest_clear_spelling(Suggester *self, const char *k2, const Neighbours *neighbours);
