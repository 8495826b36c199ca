/* suggest-words - the parts of a suggestion: which word of the index one was meant to be.
 * For suggest.c only; the rules stand in ARCHITECTURE.md. */
#pragma once

#include "lexicon.h"

typedef struct {
    XapianDatabase *database;
    TextAnalyser *analyser;
    Lexicon *lexicon; /* keeps the first error of the index */
    unsigned n_docs;
} Suggester;

/* What stands right before and behind a word, or NULL. */
typedef struct {
    const TextWord *before;
    const TextWord *behind;
} Neighbours;

/* Documents that `text` matches in the tier, with the filters of `request`; counted up
 * to `at_least`. */
unsigned suggest_count(Suggester *self,
                       const SearchRequest *request,
                       const char *text,
                       Tier tier,
                       unsigned at_least);

/* TRUE for a word that so few documents have that it may be misspelt. */
gboolean suggest_is_rare(const Suggester *self, unsigned freq);

/* The word of the index, or the two of them, that `word` was meant to be: K2, the second
 * NULL when it is one.  FALSE when there is none.  Both (transfer full). */
gboolean suggest_meant(Suggester *self,
                       const TextWord *word,
                       const Neighbours *neighbours,
                       char *meant[2]);
