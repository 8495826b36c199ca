/* lexicon - what the index knows of a word: its forms, its beginnings, its values.
 *
 * A lexicon remembers the first error of the index and answers "nothing" from
 * then on; who uses it asks lexicon_error once, at the end.
 */
#pragma once

#include "answer.h"
#include "parse.h"
#include "xapian-glib/xapian-glib.h"

typedef struct {
    GPtrArray *exact; /* (element-type utf8) K1: the word itself or, when the index has it
                         not, what agrees with its marks; empty for an unmarked word */
    GPtrArray *
        variants; /* (element-type utf8) K1 of the other i/y spelling; for marked words */
    unsigned freq_k1; /* documents with K1 */
    unsigned freq_k2;
} WordForms;

typedef struct Lexicon Lexicon;

/* answer  what was left out is said there; borrowed */
Lexicon *lexicon_new(XapianDatabase *database, TextAnalyser *analyser, Answer *answer);
void lexicon_free(Lexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lexicon, lexicon_free)

/* The first error, or NULL; borrowed. */
const GError *lexicon_error(const Lexicon *lexicon);

/* Keeps `error`, unless there was one before. */
void lexicon_take_error(Lexicon *lexicon, GError *error);

/* Documents that have the term; 0 after an error. */
unsigned lexicon_freq(Lexicon *lexicon, TermKind kind, const char *bytes);

/* Borrowed from the lexicon. */
const WordForms *lexicon_forms(Lexicon *lexicon, const TextWord *word);

/* Every K1 of the index that folds to the word's K2: (element-type utf8), borrowed. */
const GPtrArray *lexicon_class(Lexicon *lexicon, const TextWord *word);

/* The keys that start with the word: K1 keys when it is marked, else K2 keys.
 * (transfer full) (element-type utf8) */
GPtrArray *lexicon_prefix(Lexicon *lexicon, const TextWord *word);

/* The values of a facet (or signatory) that contain the words as a phrase, each
 * agreeing with the typed marks: their text.  (transfer full) (element-type utf8) */
GPtrArray *lexicon_values(Lexicon *lexicon, TermKind kind, const GPtrArray *words);
