/* request - what is asked for, whichever way it came in.
 *
 * One table, request_inputs, has the whole surface: the command line, its help
 * and the CGI read no other list.
 */
#pragma once

#include <glib.h>

#include "schema.h"

typedef enum {
    SORT_RELEVANCE,
    SORT_OLDEST, /* "date" */
    SORT_NEWEST, /* "-date" */
} SearchSort;

typedef enum {
    FORMAT_TEXT,
    FORMAT_JSON,
    FORMAT_CSV,
    FORMAT_HTML,
    FORMAT_KWIC,     /* every hit in its context, aligned */
    FORMAT_KWIC_CSV, /* the same, one a line */
} AnswerFormat;

typedef struct {
    char *query;   /* as it was typed, "" for none */
    unsigned page; /* from 1 */
    unsigned page_size;
    unsigned context; /* syllables on either side of a hit */
    SearchSort sort;
    AnswerFormat format;
    char *from, *to;                /* days as typed into the form's fields, or NULL: they
                                       are bound to the query by request_bind_dates */
    char *filters[SCHEMA_N_FACETS]; /* exact values, in the order of schema_facets; NULL =
                                       any */
    char *index;                    /* -i; NULL = not said */
    gboolean paged;                 /* page or page_size was said */
    gboolean help;
    gboolean version;
} SearchRequest;

SearchRequest *search_request_new(AnswerFormat format);
void search_request_free(SearchRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchRequest, search_request_free)

typedef enum {
    INPUT_CGI = 1 << 0,
    INPUT_COMMAND = 1 << 1,
} InputPlace;

typedef struct RequestInput RequestInput;

struct RequestInput {
    const char *name;     /* parameter, and long option */
    char letter;          /* short option, or NUL */
    unsigned places;      /* InputPlace */
    const char *argument; /* in the help; NULL: takes none */
    const char *help;     /* one line */
    unsigned which;       /* facet, for those that share a setter */
    gboolean (*set)(SearchRequest *request,
                    const RequestInput *input,
                    const char *value,
                    GError **error);
};

extern const RequestInput request_inputs[];
extern const unsigned request_n_inputs;

/* Sets what `input` is about.  An empty value leaves it unset.
 *
 * value   valid UTF-8; NULL for an input that takes no argument
 * Errors  TRACUU_ERROR_USAGE  not a value of this input
 *         TRACUU_ERROR_LIMIT  a query of more than QUERY_MAX_BYTES
 */
gboolean request_set(SearchRequest *request,
                     const RequestInput *input,
                     const char *value,
                     GError **error);

typedef enum {
    DATES_BOUND,
    DATES_WRONG,    /* one is no date */
    DATES_DISORDER, /* the first is after the last */
} DatesBinding;

/* Makes the days a part of the query, "ngay:FROM..TO", instead of those that it has; when
 * neither was given, the query stays.
 *
 * wrong  what is no date, borrowed from the request
 */
DatesBinding request_bind_dates(SearchRequest *request, const char **wrong);

/* TRUE when the answer is hits in their contexts, not notices. */
gboolean request_wants_hits(const SearchRequest *request);

/* TRUE when there is something to look for: words or a filter. */
gboolean request_asks(const SearchRequest *request);

/* Everything that decides the answer, in one form for equal requests: a URL query
 * "q=…&page=2"; defaults are left out.  (transfer full) */
char *request_to_query_string(const SearchRequest *request, unsigned page);

/* The name of a sort or format in parameters: "-date", "json".  Static. */
const char *search_sort_name(SearchSort sort);
const char *answer_format_name(AnswerFormat format);
