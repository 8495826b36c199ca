#include "request.h"

#include <string.h>

#include "bounds.h"
#include "dates.h"
#include "error.h"

static const char *const sort_names[] = {
    [SORT_RELEVANCE] = "relevance", [SORT_OLDEST] = "date", [SORT_NEWEST] = "-date"
};

static const char *const format_names[] = {
    [FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", [FORMAT_CSV] = "csv",
    [FORMAT_HTML] = "html", [FORMAT_KWIC] = "kwic", [FORMAT_KWIC_CSV] = "kwic-csv"
};

SearchRequest *
search_request_new(AnswerFormat format)
{
    SearchRequest *request = g_new0(SearchRequest, 1);
    request->query = g_strdup("");
    request->page = 1;
    request->page_size = QUERY_PAGE_SIZE;
    request->context = QUERY_CONTEXT;
    request->format = format;
    return request;
}

void
search_request_free(SearchRequest *request)
{
    if (request == NULL)
        return;
    g_free(request->query);
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        g_free(request->filters[i]);
    g_free(request->from);
    g_free(request->to);
    g_free(request->index);
    g_free(request);
}

static gboolean
set_query(SearchRequest *request,
          const RequestInput *input,
          const char *value,
          GError **error)
{
    (void) input;
    if (strlen(value) > QUERY_MAX_BYTES) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "the query has %zu bytes, more than %d", strlen(value),
                    QUERY_MAX_BYTES);
        return FALSE;
    }
    g_free(request->query);
    request->query = g_strdup(value);
    return TRUE;
}

static gboolean
read_count(const RequestInput *input,
           const char *value,
           unsigned max,
           unsigned *count,
           GError **error)
{
    guint64 number = 0;
    if (!g_ascii_string_to_unsigned(value, 10, 1, max, &number, NULL)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_USAGE,
                    "%s: \"%s\" is no number from 1 to %u", input->name, value, max);
        return FALSE;
    }
    *count = (unsigned) number;
    return TRUE;
}

static gboolean
set_page(SearchRequest *request,
         const RequestInput *input,
         const char *value,
         GError **error)
{
    request->paged = TRUE;
    return read_count(input, value, QUERY_MAX_PAGE, &request->page, error);
}

static gboolean
set_limit(SearchRequest *request,
          const RequestInput *input,
          const char *value,
          GError **error)
{
    request->paged = TRUE;
    return read_count(input, value, QUERY_MAX_PAGE_SIZE, &request->page_size, error);
}

static gboolean
set_context(SearchRequest *request,
            const RequestInput *input,
            const char *value,
            GError **error)
{
    return read_count(input, value, QUERY_MAX_CONTEXT, &request->context, error);
}

static gboolean
read_name(const RequestInput *input,
          const char *value,
          const char *const *names,
          unsigned n,
          GError **error)
{
    for (unsigned i = 0; i < n; i++)
        if (strcmp(value, names[i]) == 0)
            return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_USAGE, "%s: \"%s\" is none of %s",
                input->name, value, input->argument);
    return FALSE;
}

static unsigned
place_of(const char *value, const char *const *names)
{
    unsigned i = 0;
    while (strcmp(value, names[i]) != 0)
        i++;
    return i;
}

static gboolean
set_sort(SearchRequest *request,
         const RequestInput *input,
         const char *value,
         GError **error)
{
    if (!read_name(input, value, sort_names, G_N_ELEMENTS(sort_names), error))
        return FALSE;
    request->sort = (SearchSort) place_of(value, sort_names);
    return TRUE;
}

static gboolean
set_format(SearchRequest *request,
           const RequestInput *input,
           const char *value,
           GError **error)
{
    if (!read_name(input, value, format_names, G_N_ELEMENTS(format_names), error))
        return FALSE;
    request->format = (AnswerFormat) place_of(value, format_names);
    return TRUE;
}

static gboolean
set_filter(SearchRequest *request,
           const RequestInput *input,
           const char *value,
           GError **error)
{
    (void) error;
    g_free(request->filters[input->which]);
    request->filters[input->which] = g_strdup(value);
    return TRUE;
}

static gboolean
set_day(SearchRequest *request,
        const RequestInput *input,
        const char *value,
        GError **error)
{
    char **day = input->which == 0 ? &request->from : &request->to;
    (void) error;
    g_free(*day);
    *day = g_strdup(value);
    return TRUE;
}

static gboolean
set_index(SearchRequest *request,
          const RequestInput *input,
          const char *value,
          GError **error)
{
    (void) input;
    (void) error;
    g_free(request->index);
    request->index = g_strdup(value);
    return TRUE;
}

static gboolean
set_help(SearchRequest *request,
         const RequestInput *input,
         const char *value,
         GError **error)
{
    (void) input;
    (void) value;
    (void) error;
    request->help = TRUE;
    return TRUE;
}

static gboolean
set_version(SearchRequest *request,
            const RequestInput *input,
            const char *value,
            GError **error)
{
    (void) input;
    (void) value;
    (void) error;
    request->version = TRUE;
    return TRUE;
}

#define BOTH (INPUT_CGI | INPUT_COMMAND)

/* clang-format off */
const RequestInput request_inputs[] = {
    { "q",        0,   INPUT_CGI,     "QUERY",   "the query", 0, set_query },
    { "index",    'i', INPUT_COMMAND, "DIR|FILE", "Ask this bundle, database or stub file", 0, set_index },
    { "format",   0,   BOTH, "text|json|csv|html|kwic|kwic-csv", "Write the answer in this form", 0, set_format },
    { "context",  0,   INPUT_COMMAND, "N",       "Show hits with N syllables on either side", 0, set_context },
    { "page",     0,   BOTH,          "N",       "Write page N of the results, from 1", 0, set_page },
    { "limit",    0,   INPUT_COMMAND, "N",       "Put N results on a page, at most 100", 0, set_limit },
    { "sort",     0,   BOTH, "relevance|date|-date", "Order by score, or oldest or newest first", 0, set_sort },
    { "type",     0,   BOTH,          "VALUE",   "Only notices of this type", 0, set_filter },
    { "issuer",   0,   BOTH,          "VALUE",   "Only notices of this issuer", 1, set_filter },
    { "province", 0,   BOTH,          "VALUE",   "Only notices of this province", 2, set_filter },
    { "year",     0,   BOTH,          "YYYY",    "Only notices of this year", 3, set_filter },
    { "from",     0,   INPUT_CGI,     "DATE",    "Only notices of this day or later", 0, set_day },
    { "to",       0,   INPUT_CGI,     "DATE",    "Only notices of this day or earlier", 1, set_day },
    { "help",     'h', INPUT_COMMAND, NULL,      "Print this help", 0, set_help },
    { "version",  0,   INPUT_COMMAND, NULL,      "Print the version", 0, set_version },
};
/* clang-format on */
const unsigned request_n_inputs = G_N_ELEMENTS(request_inputs);

gboolean
request_set(SearchRequest *request,
            const RequestInput *input,
            const char *value,
            GError **error)
{
    if (value != NULL && *value == '\0')
        return TRUE;
    return input->set(request, input, value, error);
}

DatesBinding
request_bind_dates(SearchRequest *request, const char **wrong)
{
    const char *typed[] = { request->from, request->to };
    g_autofree char *from = query_dates_parse(typed[0] != NULL ? typed[0] : "");
    g_autofree char *to = query_dates_parse(typed[1] != NULL ? typed[1] : "");
    *wrong = from == NULL ? typed[0] : typed[1];
    if (from == NULL || to == NULL)
        return DATES_WRONG;
    if (!query_dates_in_order(from, to))
        return DATES_DISORDER;
    if (*from == '\0' && *to == '\0')
        return DATES_BOUND;
    char *query = query_dates_write(request->query, from, to);
    g_free(request->query);
    request->query = query;
    return DATES_BOUND;
}

gboolean
request_wants_hits(const SearchRequest *request)
{
    return request->format == FORMAT_KWIC || request->format == FORMAT_KWIC_CSV;
}

static gboolean
has_filter(const SearchRequest *request)
{
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        if (request->filters[i] != NULL)
            return TRUE;
    return FALSE;
}

gboolean
request_asks(const SearchRequest *request)
{
    for (const char *c = request->query; *c != '\0'; c = g_utf8_next_char(c))
        if (!g_unichar_isspace(g_utf8_get_char(c)))
            return TRUE;
    return has_filter(request);
}

static void
append_parameter(GString *out, const char *name, const char *value)
{
    if (out->len > 0)
        g_string_append_c(out, '&');
    g_string_append_printf(out, "%s=", name);
    g_string_append_uri_escaped(out, value, NULL, FALSE);
}

char *
request_to_query_string(const SearchRequest *request, unsigned page)
{
    GString *out = g_string_new(NULL);
    append_parameter(out, "q", request->query);
    if (request->sort != SORT_RELEVANCE)
        append_parameter(out, "sort", sort_names[request->sort]);
    if (request->format != FORMAT_HTML)
        append_parameter(out, "format", format_names[request->format]);
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        if (request->filters[i] != NULL)
            append_parameter(out, schema_facets[i].key, request->filters[i]);
    if (page != 1 || (request_wants_hits(request) && request->paged))
        g_string_append_printf(out, "&page=%u", page);
    return g_string_free(out, FALSE);
}

const char *
search_sort_name(SearchSort sort)
{
    return sort_names[sort];
}

const char *
answer_format_name(AnswerFormat format)
{
    return format_names[format];
}
