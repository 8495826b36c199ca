/* encoding-score - how much of a text is Vietnamese, by its syllables. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Runs of 1 to 7 letters, but for abbreviations in ASCII capitals.  A legal syllable has
 * a legal rime; where that ends in c, ch, p or t no tone but sắc and nặng, unless it has
 * no mark at all; and no marked capital behind a small letter.  U+FFFD stands for a
 * letter: its word is none. */
typedef struct {
    unsigned n;
    unsigned n_legal;
    unsigned n_marked;  /* legal ones with a letter outside ASCII */
    unsigned n_letters; /* of the legal ones */
} Score;

/* Counts the runs of code points. */
Score score_characters(const GArray *characters);

static inline void
score_add(Score *sum, Score score)
{
    sum->n += score.n;
    sum->n_legal += score.n_legal;
    sum->n_marked += score.n_marked;
    sum->n_letters += score.n_letters;
}

/* The legal share; 1 when there is nothing to judge. */
double score_share(const Score *score);
