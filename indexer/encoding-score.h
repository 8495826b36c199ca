/* encoding-score - how much of a text is Vietnamese, by its syllables. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Runs of 1 to 7 letters, but for abbreviations (capitals of ASCII and Đ).  A legal
 * syllable has a legal rime; where that ends in c, ch, p or t no tone but sắc and nặng,
 * unless it has no mark at all; and no marked capital behind a small letter.  U+FFFD
 * stands for a letter: its word is none. */
typedef struct {
    unsigned n;
    unsigned n_legal;
    unsigned n_marked;  /* legal ones with a letter outside ASCII */
    unsigned n_letters; /* of the legal ones */
    unsigned n_beyond;  /* with a letter outside ASCII, legal or not */
} Score;

/* Whether lower-case NFC is a legal syllable, its tone and its end agreeing. */
gboolean score_is_legal(const char *utf8, size_t len);

/* Counts the runs of code points. */
Score score_characters(const GArray *characters);

static inline void
score_add(Score *sum, Score score)
{
    sum->n += score.n;
    sum->n_legal += score.n_legal;
    sum->n_marked += score.n_marked;
    sum->n_letters += score.n_letters;
    sum->n_beyond += score.n_beyond;
}

/* The legal share; 1 when there is nothing to judge. */
double score_share(const Score *score);

/* The legal share, of all words or, where they are more, of those with a letter outside
 * ASCII: names of other languages say nothing of an encoding. */
double score_merit(const Score *score);
