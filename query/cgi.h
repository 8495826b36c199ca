/* cgi - one request of a web server (RFC 3875), answered whole or not at all. */
#pragma once

#include <glib.h>

/* What of the environment is looked at; each may be NULL. */
typedef struct {
    const char *method;        /* REQUEST_METHOD */
    const char *query_string;  /* QUERY_STRING */
    const char *path_info;     /* PATH_INFO */
    const char *if_none_match; /* HTTP_IF_NONE_MATCH */
    const char *index;         /* TRACUU_INDEX */
} CgiEnvironment;

/* Replaces `out` by the whole response, headers and all.  What an operator should
 * know of it is appended to `log`, a line each. */
void cgi_answer(const CgiEnvironment *environment, GString *out, GString *log);

/* Replaces `out` by the response to a request that took too long. */
void cgi_answer_too_slow(const CgiEnvironment *environment, GString *out);
