/* quality - how well the text of a notice was read: what a person should look at.
 *
 * A word is suspected of a slip of OCR or typing when that can be explained:
 *   - it has small letters only, a mark among them, and is no legal syllable, while the
 *     words at its sides are («trưc», «phòngchống»); what stands three times or more in
 *     one notice is a name or a term;
 *   - it is the start of a syllable alone («ch ính»), or has 0 or 1 in place of a letter
 *     («c0ng»), with the same neighbours;
 *   - it holds U+FFFD, or a letter of another alphabet that looks like a Latin one.
 * A wrong word that is legal («trung dụng») cannot be found so.
 */
#pragma once

#include "read/convert.h"

#include <stdint.h>

#define QUALITY_SUSPECTS 20 /* words that are named */

typedef struct {
    char *word;
    uint64_t line; /* of the text, from 1 */
} QualitySuspect;

typedef struct {
    unsigned n_syllables;    /* words of 1 to 7 letters but for abbreviations */
    unsigned n_legal;        /* of these legal (score_is_legal) */
    unsigned n_lookalikes;   /* letters of other alphabets that look Latin */
    unsigned n_replacements; /* U+FFFD */
    unsigned n_suspects;     /* words */
    GArray *suspects;        /* (element-type QualitySuspect) the first of them */
} Quality;

/* Fills `quality`, which is all zero, from valid UTF-8; linear in its length. */
void quality_read(Quality *quality, const char *text);

void quality_clear(Quality *quality);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Quality, quality_clear)

/* The object "quality" of a notice's card (tracuu-index(1)), with what its reader said:
 * encoding, OCR, warnings.  (transfer full) */
char *quality_to_json(const Quality *quality, const Converted *converted);
