/* bounds - what holds a question down on a server; query-limits.h has what both
 * engines share.  The manual page has the same numbers.
 */
#pragma once

#include <glib.h>

#include "query-limits.h"

#define QUERY_MAX_CGI_BYTES                                                              \
    8192 /* of QUERY_STRING: the query at three bytes each, and filters */
#define QUERY_MAX_CPU_SECONDS 2
#define QUERY_CONTEXT 10 /* syllables on either side of a hit */
#define QUERY_MAX_CONTEXT 100
#define QUERY_MAX_KWIC_SECONDS 120 /* of --format kwic on the command line */

/* Ends the process when it has used `seconds` of processor time: writes `bytes` to
 * `fd` whole and exits with `status`, from the signal handler and so without
 * freeing or flushing anything.  The bytes must stay valid. */
void bounds_start(unsigned seconds, int fd, const char *bytes, size_t len, int status);

/* From here on the limit only kills, a second later: the answer is being written
 * and must not be mixed with another. */
void bounds_answer_begins(void);
