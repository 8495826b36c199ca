#include "cgi.h"

#include <string.h>

#include "bounds.h"
#include "bundle.h"
#include "error.h"
#include "html.h"
#include "respond.h"
#include "search.h"

/* Seconds after which a client may ask again. */
#define RETRY_AFTER "5"

/* Everything that the pages load is the site's own style and images; they send
 * their form to this program and nowhere else. */
#define POLICY                                                                           \
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "         \
    "base-uri 'none'; frame-ancestors 'none'"

#define ETAG_CHARS 32 /* of SHA-256 in hexadecimal: 128 bits */

typedef enum {
    STATUS_OK,
    STATUS_NOT_MODIFIED,
    STATUS_BAD_REQUEST,
    STATUS_NO_DATE,
    STATUS_DATE_ORDER,
    STATUS_NOT_FOUND,
    STATUS_METHOD,
    STATUS_TOO_LONG,
    STATUS_INTERNAL,
    STATUS_UNAVAILABLE,
    STATUS_TOO_SLOW,
} Status;

/* One row for each Status.  The page's words twice: as keys of the site's catalogue,
 * and for when there is no index to read it from. */
static const struct {
    const char *line;
    const char *title_key, *text_key;
    const char *title, *text;
    const char *extra; /* header lines */
} statuses[] = {
    [STATUS_OK] = { .line = "200 OK" },
    [STATUS_NOT_MODIFIED] = { .line = "304 Not Modified" },
    [STATUS_BAD_REQUEST] = { "400 Bad Request", "error_request", "error_request_text",
                             "Câu hỏi không đọc được",
                             "Địa chỉ của trang có tham số không hợp lệ. Hãy gõ lại câu "
                             "hỏi.",
                             "" },
    [STATUS_NO_DATE] = { "400 Bad Request", "error_dates", "dates_wrong",
                         "Ngày không đọc được", "Gõ năm, tháng/năm hoặc ngày/tháng/năm.",
                         "" },
    [STATUS_DATE_ORDER] = { "400 Bad Request", "error_dates", "dates_order",
                            "Ngày không đọc được", "Ngày đầu phải trước ngày cuối.", "" },
    [STATUS_NOT_FOUND] = { "404 Not Found", "error_not_found", "error_not_found_text",
                           "Không có trang này",
                           "Chương trình tìm kiếm không có trang ở địa chỉ đã mở.", "" },
    [STATUS_METHOD] = { "405 Method Not Allowed", "error_method", "error_method_text",
                        "Yêu cầu không được nhận",
                        "Chương trình tìm kiếm chỉ nhận GET và HEAD.",
                        "Allow: GET, HEAD\r\n" },
    [STATUS_TOO_LONG] = { "414 URI Too Long", "error_too_long", "error_too_long_text",
                          "Câu hỏi quá dài",
                          "Câu hỏi dài nhất là " G_STRINGIFY(QUERY_MAX_BYTES) " byte.",
                          "" },
    [STATUS_INTERNAL] = { "500 Internal Server Error", "error_internal",
                          "error_internal_text", "Lỗi của chương trình",
                          "Chương trình tìm kiếm gặp lỗi. Người quản trị xem được chi "
                          "tiết "
                          "trong nhật ký của máy chủ.",
                          "" },
    [STATUS_UNAVAILABLE] = { "503 Service Unavailable", "error_unavailable",
                             "error_unavailable_text", "Chưa tìm được lúc này",
                             "Chỉ mục đang thiếu hoặc đang được thay. Hãy thử lại sau ít "
                             "phút.",
                             "Retry-After: " RETRY_AFTER "\r\n" },
    [STATUS_TOO_SLOW] = { "503 Service Unavailable", "error_unavailable",
                          "error_unavailable_text", "Câu hỏi cần quá nhiều thời gian",
                          "Hãy hỏi cụ thể hơn: thêm từ, hoặc bỏ bớt dấu * và OR.",
                          "Retry-After: " RETRY_AFTER "\r\n" },
};

/* By AnswerFormat. */
static const char *const content_types[] = {
    [FORMAT_TEXT] = "text/plain; charset=utf-8",
    [FORMAT_JSON] = "application/json; charset=utf-8",
    [FORMAT_CSV] = "text/csv; charset=utf-8; header=present",
    [FORMAT_HTML] = "text/html; charset=utf-8",
    [FORMAT_KWIC] = "text/plain; charset=utf-8",
    [FORMAT_KWIC_CSV] = "text/csv; charset=utf-8; header=present",
};

typedef struct {
    const CgiEnvironment *environment;
    SearchRequest *request;
    XapianDatabase *database; /* NULL: not open */
    GString *body;
    GString *out;
    GString *log;
    char *etag; /* of the answer; NULL: none */
} Cgi;

static gboolean
is_method(const Cgi *cgi, const char *method)
{
    return g_strcmp0(cgi->environment->method, method) == 0;
}

static void
log_error(const Cgi *cgi, const GError *error)
{
    g_string_append_printf(cgi->log, "%s\n", error->message);
}

/* Puts the response together: the only place that writes to `out`. */
static void
deliver(const Cgi *cgi, Status status, const char *content_type)
{
    GString *out = cgi->out;
    const char *extra = statuses[status].extra;
    g_string_printf(out, "Status: %s\r\n", statuses[status].line);
    if (content_type != NULL)
        g_string_append_printf(out, "Content-Type: %s\r\nContent-Length: %zu\r\n",
                               content_type, cgi->body->len);
    g_string_append(out, "X-Content-Type-Options: nosniff\r\n"
                         "Content-Security-Policy: " POLICY "\r\n"
                         "Referrer-Policy: same-origin\r\n");
    if (cgi->etag != NULL && (status == STATUS_OK || status == STATUS_NOT_MODIFIED))
        g_string_append_printf(out, "Cache-Control: private, no-cache\r\nETag: %s\r\n",
                               cgi->etag);
    else
        g_string_append(out, "Cache-Control: no-store\r\n");
    g_string_append_printf(out, "%s\r\n", extra != NULL ? extra : "");
    if (!is_method(cgi, "HEAD"))
        g_string_append_len(out, cgi->body->str, (gssize) cgi->body->len);
}

/* A page that needs nothing but this program. */
static void
append_plain_page(GString *body, Status status, const char *detail)
{
    html_markup(body,
                "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, "
                "initial-scale=1\">\n<title>");
    html_text(body, statuses[status].title, strlen(statuses[status].title));
    html_markup(body, "</title>\n</head>\n<body>\n<main>\n<h1>");
    html_text(body, statuses[status].title, strlen(statuses[status].title));
    html_markup(body, "</h1>\n<p>");
    html_text(body, statuses[status].text, strlen(statuses[status].text));
    html_markup(body, "</p>\n");
    if (detail != NULL) {
        html_markup(body, "<p><code>");
        html_text(body, detail, strlen(detail));
        html_markup(body, "</code></p>\n");
    }
    html_markup(body, "</main>\n</body>\n</html>\n");
}

/* The page in the site's looks; FALSE when the index cannot give them. */
static gboolean
append_site_page(const Cgi *cgi, Status status, const char *detail)
{
    PageError page = { statuses[status].title_key, statuses[status].text_key, detail };
    if (status == STATUS_TOO_LONG)
        page.detail = G_STRINGIFY(QUERY_MAX_BYTES);
    return cgi->database != NULL &&
           respond_html(cgi->database, cgi->request, NULL, &page, cgi->body, NULL);
}

static void
deliver_error(Cgi *cgi, Status status, const char *detail)
{
    g_string_truncate(cgi->body, 0);
    if (!append_site_page(cgi, status, detail)) {
        g_string_truncate(cgi->body, 0);
        append_plain_page(cgi->body, status, detail);
    }
    deliver(cgi, status, content_types[FORMAT_HTML]);
}

static const RequestInput *
input_named(const char *name)
{
    for (unsigned i = 0; i < request_n_inputs; i++)
        if ((request_inputs[i].places & INPUT_CGI) != 0 &&
            strcmp(request_inputs[i].name, name) == 0)
            return &request_inputs[i];
    return NULL;
}

/* Reads QUERY_STRING: of a parameter that comes twice the first counts, one that is
 * not in the table does not exist. */
static gboolean
read_parameters(Cgi *cgi, GError **error)
{
    const char *text = cgi->environment->query_string;
    size_t len = text != NULL ? strlen(text) : 0;
    uint64_t seen = 0;
    GUriParamsIter iter;
    char *next_name = NULL;
    char *next_value = NULL;
    if (len > QUERY_MAX_CGI_BYTES) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "a query string of %zu bytes", len);
        return FALSE;
    }
    g_autoptr(GError) reason = NULL;
    g_uri_params_iter_init(&iter, text != NULL ? text : "", -1, "&",
                           G_URI_PARAMS_WWW_FORM);
    while (g_uri_params_iter_next(&iter, &next_name, &next_value, &reason)) {
        g_autofree char *name = next_name;
        g_autofree char *value = next_value;
        const RequestInput *input = input_named(name);
        uint64_t bit = input != NULL ? UINT64_C(1) << (input - request_inputs) : 0;
        if (bit == 0 || (seen & bit) != 0)
            continue;
        seen |= bit;
        if (!request_set(cgi->request, input, value, error))
            return FALSE;
    }
    if (reason == NULL)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_USAGE, "QUERY_STRING: %s",
                reason->message);
    return FALSE;
}

/* Makes the days of the form's fields a part of the query. */
static Status
bind_dates(Cgi *cgi, GError **error)
{
    const char *wrong = NULL;
    switch (request_bind_dates(cgi->request, &wrong)) {
    case DATES_WRONG:
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_USAGE, wrong);
        return STATUS_NO_DATE;
    case DATES_DISORDER:
        return STATUS_DATE_ORDER;
    case DATES_BOUND:
        break;
    }
    return strlen(cgi->request->query) > QUERY_MAX_BYTES ? STATUS_TOO_LONG : STATUS_OK;
}

/* What is wrong with the request itself, or STATUS_OK. */
static Status
check_request(Cgi *cgi, GError **error)
{
    const char *path = cgi->environment->path_info;
    if (!is_method(cgi, "GET") && !is_method(cgi, "HEAD"))
        return STATUS_METHOD;
    if (path != NULL && *path != '\0' && strcmp(path, "/") != 0)
        return STATUS_NOT_FOUND;
    g_autoptr(GError) reason = NULL;
    if (read_parameters(cgi, &reason))
        return bind_dates(cgi, error);
    Status status = g_error_matches(reason, TRACUU_ERROR, TRACUU_ERROR_LIMIT)
                        ? STATUS_TOO_LONG
                        : STATUS_BAD_REQUEST;
    g_propagate_error(error, g_steal_pointer(&reason));
    return status;
}

static void
open_database(Cgi *cgi)
{
    g_autoptr(GError) error = NULL;
    const char *index = cgi->environment->index;
    if (index == NULL || *index == '\0') {
        g_string_append(cgi->log, "TRACUU_INDEX is not set\n");
        return;
    }
    cgi->database = bundle_open(index, &error);
    if (cgi->database == NULL)
        log_error(cgi, error);
}

/* Strong: the same index, program and request make the same bytes. */
static gboolean
make_etag(Cgi *cgi, GError **error)
{
    g_autofree char *uuid = xapian_database_get_uuid(cgi->database, error);
    if (uuid == NULL)
        return FALSE;
    g_autofree char *request = request_to_query_string(cgi->request, cgi->request->page);
    g_autofree char *all = g_strdup_printf("%s\n%s\n%s", uuid, TRACUU_VERSION, request);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
    cgi->etag = g_strdup_printf("\"%.*s\"", ETAG_CHARS, hash);
    return TRUE;
}

/* RFC 9110, 13.1.2: a list of tags, compared weakly, or "*". */
static gboolean
has_answer_already(const Cgi *cgi)
{
    if (cgi->environment->if_none_match == NULL)
        return FALSE;
    g_auto(GStrv) tags = g_strsplit(cgi->environment->if_none_match, ",", 64);
    for (unsigned i = 0; tags[i] != NULL; i++) {
        const char *tag = g_strstrip(tags[i]);
        tag += g_str_has_prefix(tag, "W/") ? 2 : 0;
        if (strcmp(tag, "*") == 0 || strcmp(tag, cgi->etag) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
write_body(Cgi *cgi, const Answer *answer, GError **error)
{
    switch (cgi->request->format) {
    case FORMAT_TEXT:
        respond_text(answer, FALSE, cgi->body);
        return TRUE;
    case FORMAT_JSON:
        respond_json(answer, cgi->body);
        return TRUE;
    case FORMAT_CSV:
        respond_csv(answer, cgi->body);
        return TRUE;
    case FORMAT_HTML:
        return respond_html(cgi->database, cgi->request, answer, NULL, cgi->body, error);
    case FORMAT_KWIC:
        respond_kwic(answer, cgi->body);
        return TRUE;
    case FORMAT_KWIC_CSV:
        respond_kwic_csv(answer, cgi->body);
        return TRUE;
    }
    g_assert_not_reached();
}

static void
deliver_answer(Cgi *cgi)
{
    g_autoptr(GError) error = NULL;
    if (!make_etag(cgi, &error)) {
        log_error(cgi, error);
        deliver_error(cgi, STATUS_UNAVAILABLE, NULL);
        return;
    }
    if (has_answer_already(cgi)) {
        deliver(cgi, STATUS_NOT_MODIFIED, NULL);
        return;
    }
    g_autoptr(Answer) answer = search_run(cgi->database, cgi->request, &error);
    if (answer != NULL && write_body(cgi, answer, &error)) {
        deliver(cgi, STATUS_OK, content_types[cgi->request->format]);
        return;
    }
    log_error(cgi, error);
    deliver_error(
        cgi, error->domain == XAPIAN_ERROR ? STATUS_UNAVAILABLE : STATUS_INTERNAL, NULL);
}

static void
handle(Cgi *cgi)
{
    g_autoptr(GError) error = NULL;
    Status status = check_request(cgi, &error);
    open_database(cgi);
    if (status != STATUS_OK)
        deliver_error(cgi, status, error != NULL ? error->message : NULL);
    else if (cgi->database == NULL)
        deliver_error(cgi, STATUS_UNAVAILABLE, NULL);
    else
        deliver_answer(cgi);
}

void
cgi_answer(const CgiEnvironment *environment, GString *out, GString *log)
{
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_HTML);
    g_autoptr(GString) body = g_string_new(NULL);
    Cgi cgi = { environment, request, NULL, body, out, log, NULL };
    handle(&cgi);
    g_clear_object(&cgi.database);
    g_free(cgi.etag);
}

void
cgi_answer_too_slow(const CgiEnvironment *environment, GString *out)
{
    g_autoptr(GString) body = g_string_new(NULL);
    Cgi cgi = { environment, NULL, NULL, body, out, NULL, NULL };
    deliver_error(&cgi, STATUS_TOO_SLOW, NULL);
}
