/* query-limits - how much one question may ask for, the same of both engines.
 *
 * The indexer writes these numbers into the browser's index, so JavaScript has no
 * copy of them; the manual page has them too.  What is over a limit is refused
 * (bytes, page size, page) or ignored and said in the answer's warnings (words,
 * expansion); nothing is cut in silence.
 */
#pragma once

#define QUERY_MAX_BYTES 1024    /* of the query as it was sent */
#define QUERY_MAX_WORDS 64      /* syllables; the rest is not read */
#define QUERY_MAX_DEPTH 16      /* brackets in brackets; deeper ones are dropped */
#define QUERY_MAX_EXPANSION 128 /* terms for one word: a prefix, or a word's forms */
#define QUERY_PAGE_SIZE 10      /* results on a page unless said otherwise */
#define QUERY_MAX_PAGE_SIZE 100
#define QUERY_MAX_PAGE 10000
