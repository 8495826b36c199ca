/* ranking - the numbers behind the order of results, one table for both engines.
 *
 * The indexer writes this table into the browser's index, so JavaScript has no
 * copy of it.  score = sum over the query's words of
 *     marked word    RANK_WORD x BM25(K1)
 *     unmarked word  RANK_WORD x BM25(K2) + RANK_AS_TYPED x BM25(K1 = the word)
 * + RANK_PAIR x BM25(pair) over adjacent words.  Half-weight pairs: measured in
 * SPEC 5.  BM25's own parameters are Xapian's defaults.
 */
#pragma once

#define RANK_WORD 1.0
#define RANK_AS_TYPED 0.2
#define RANK_PAIR 0.5

#define RANK_BM25_K1 1.0
#define RANK_BM25_K2 0.0
#define RANK_BM25_K3 1.0
#define RANK_BM25_B 0.5
#define RANK_BM25_MIN_NORMLEN 0.5

/* A syllable of the title counts as this many of the body. */
#define RANK_TITLE_WDF 3

/* Positions between the end of the title and the start of the body: no phrase
 * spans it, and no pair. */
#define RANK_FIELD_GAP 100
