/* bounds - how much one question may ask for; the manual page has the same numbers.
 *
 * What is over a limit is refused (bytes, page size, page) or ignored and said
 * in the answer's warnings (words, expansion); nothing is cut in silence.
 */
#pragma once

#include <glib.h>

#define QUERY_MAX_BYTES 1024 /* of the query as it was sent */
#define QUERY_MAX_WORDS 64   /* syllables; the rest is not read */
#define QUERY_MAX_DEPTH 16   /* brackets in brackets; deeper ones are dropped */
#define QUERY_MAX_EXPANSION                                                              \
    128                    /* terms for one word: a prefix, or the forms of a word       \
                            */
#define QUERY_PAGE_SIZE 10 /* results on a page unless said otherwise */
#define QUERY_MAX_PAGE_SIZE 100
#define QUERY_MAX_PAGE 10000
#define QUERY_MAX_CGI_BYTES                                                              \
    8192 /* of QUERY_STRING: the query at three bytes each, and filters */
#define QUERY_MAX_CPU_SECONDS 2

/* Ends the process when it has used `seconds` of processor time: writes `bytes` to
 * `fd` whole and exits with `status`, from the signal handler and so without
 * freeing or flushing anything.  The bytes must stay valid. */
void bounds_start(unsigned seconds, int fd, const char *bytes, size_t len, int status);

/* From here on the limit only kills, a second later: the answer is being written
 * and must not be mixed with another. */
void bounds_answer_begins(void);
