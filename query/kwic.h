/* kwic - what matched in a notice's text, each hit in its context (ARCHITECTURE.md,
 * "For researchers").  The twin is site-template/assets/research-kwic.js;
 * tests/golden/kwic.tsv holds both to the same hits.
 */
#pragma once

#include "answer.h"
#include "snippet.h"

/* Appends the hits of `text` in order to `hits` (element-type AnswerHit).  A hit is a
 * maximal run of syllables that a snippet would mark as one; none when the query has
 * nothing but filters and negations.
 *
 * tier     of the document, as for snippet_make
 * context  syllables on either side
 */
void kwic_find(Snippeter *snippeter,
               const char *text,
               size_t len,
               Tier tier,
               unsigned context,
               GPtrArray *hits);
