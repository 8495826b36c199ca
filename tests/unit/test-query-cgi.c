/* The CGI: every status, every header, and nothing half said. */
#include "query-fixture.h"

#include <string.h>

#include "bounds.h"
#include "cgi.h"
#include "schema.h"

#define CONFIG                                                                           \
    "{\"title\":\"Kho\",\"language\":\"vi\",\"cgi\":\"/c\",\"site_path\":\"/\","         \
    "\"ui\":{\"error_request\":\"Sai\",\"error_request_text\":\"Tham số {n}\","        \
    "\"error_dates\":\"Ngày\",\"dates_wrong\":\"«{n}» chưa phải ngày\","          \
    "\"dates_order\":\"Ngược\",\"error_too_long\":\"Dài\",\"error_too_long_text\":"  \
    "\"Quá {n} byte\"}}"
#define TEMPLATE                                                                         \
    "<h1>{{title}}</h1>{{#error}}<h2>{{title}}</h2>{{text}}{{/error}}"                   \
    "{{#results}}{{url}} {{/results}}"

static const FixtureNotice notices[] = {
    { "n1", "Kết luận", "cách ly xã hội", "Kết luận", NULL, NULL, NULL, NULL, NULL },
    { "n2", NULL, "cách xa", NULL, NULL, NULL, NULL, NULL, NULL },
};

typedef struct {
    GString *all;
    GString *log;
    const char *body; /* in all */
} Response;

static const char *index_path;
static const char *bare_path; /* an index that holds no page */

static int
setup(void **state)
{
    (void) state;
    index_path = fixture_index("index", notices, G_N_ELEMENTS(notices));
    fixture_set_metadata(index_path, SCHEMA_META_CONFIG, CONFIG);
    fixture_set_metadata(index_path, SCHEMA_META_TEMPLATE "answer", TEMPLATE);
    bare_path = fixture_index("bare", notices, G_N_ELEMENTS(notices));
    return 0;
}

static int
teardown(void **state)
{
    (void) state;
    fixture_remove();
    return 0;
}

static void
response_clear(Response *response)
{
    g_string_free(response->all, TRUE);
    g_string_free(response->log, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Response, response_clear)

static gboolean
has_line(const Response *response, const char *line)
{
    g_autofree char *whole = g_strconcat("\r\n", line, "\r\n", NULL);
    g_autofree char *head =
        g_strndup(response->all->str, (size_t) (response->body - response->all->str));
    g_autofree char *lines = g_strconcat("\r\n", head, NULL);
    return strstr(lines, whole) != NULL;
}

/* What every response owes, whatever happened. */
static void
check_whole(const Response *response, gboolean head)
{
    static const char policy[] =
        "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    static const char *const always[] = {
        "X-Content-Type-Options: nosniff",
        policy,
        "Referrer-Policy: same-origin",
    };
    assert_true(g_str_has_prefix(response->all->str, "Status: "));
    for (unsigned i = 0; i < G_N_ELEMENTS(always); i++)
        assert_true(has_line(response, always[i]));
    size_t len = response->all->len - (size_t) (response->body - response->all->str);
    g_autofree char *length = g_strdup_printf("Content-Length: %zu", len);
    if (head)
        assert_int_equal(len, 0);
    else if (!has_line(response, "Status: 304 Not Modified"))
        assert_true(has_line(response, length));
}

static Response
ask(const CgiEnvironment *environment)
{
    Response response = { g_string_new("left over"), g_string_new(NULL), NULL };
    cgi_answer(environment, response.all, response.log);
    response.body = strstr(response.all->str, "\r\n\r\n");
    assert_non_null(response.body);
    response.body += strlen("\r\n\r\n");
    check_whole(&response, g_strcmp0(environment->method, "HEAD") == 0);
    return response;
}

static Response
get(const char *query_string)
{
    return ask(&(CgiEnvironment){ "GET", query_string, NULL, NULL, index_path });
}

static void
days_of_the_form_become_a_part_of_the_query(void **state)
{
    (void) state;
    g_auto(Response) bound = get("q=c%C3%A1ch&from=3%2F2020&to=&format=json");
    assert_non_null(strstr(bound.body, "\"query\":\"cách ngay:2020-03..\""));
    g_auto(Response) wrong = get("q=c%C3%A1ch&from=h%C3%B4m+qua");
    assert_true(has_line(&wrong, "Status: 400 Bad Request"));
    assert_non_null(strstr(wrong.body, "<h2>Ngày</h2>«hôm qua» chưa phải ngày"));
    g_auto(Response) disorder = get("q=c%C3%A1ch&from=2021&to=2020");
    assert_true(has_line(&disorder, "Status: 400 Bad Request"));
    assert_non_null(strstr(disorder.body, "<h2>Ngày</h2>Ngược"));
    g_autofree char *words = g_strnfill(QUERY_MAX_BYTES, 'x');
    g_autofree char *full = g_strconcat("q=", words, "&from=2020", NULL);
    g_auto(Response) too_long = get(full);
    assert_true(has_line(&too_long, "Status: 414 URI Too Long"));
}

static void
an_answer_comes_in_the_form_that_was_asked_for(void **state)
{
    (void) state;
    g_auto(Response) html = get("q=c%C3%A1ch");
    assert_true(has_line(&html, "Status: 200 OK"));
    assert_true(has_line(&html, "Content-Type: text/html; charset=utf-8"));
    assert_string_equal(
        html.body,
        "<h1>Kho</h1>notices/n2.html?q=c%C3%A1ch notices/n1.html?q=c%C3%A1ch ");
    g_auto(Response) json = get("q=c%C3%A1ch&format=json");
    assert_true(has_line(&json, "Content-Type: application/json; charset=utf-8"));
    assert_true(
        g_str_has_prefix(json.body, "{\"version\":1,\"query\":\"cách\",\"total\":2,"));
    g_auto(Response) csv = get("q=c%C3%A1ch&format=csv");
    assert_true(has_line(&csv, "Content-Type: text/csv; charset=utf-8; header=present"));
    assert_true(g_str_has_prefix(csv.body, "\xEF\xBB\xBFid,"));
    g_auto(Response) text = get("q=c%C3%A1ch&format=text");
    assert_true(has_line(&text, "Content-Type: text/plain; charset=utf-8"));
    assert_null(strchr(text.body, '\033'));
    assert_string_equal(text.log->str, "");
}

static void
parameters_do_what_the_options_do(void **state)
{
    (void) state;
    g_auto(Response) second =
        get("q=cach&page=11&format=json&type=K%E1%BA%BFt+lu%E1%BA%ADn");
    assert_non_null(strstr(second.body, "\"total\":1,"));
    assert_non_null(strstr(second.body, "\"page\":11,"));
    g_auto(Response) plus = get("format=json&q=c%C3%A1ch+ly");
    assert_non_null(strstr(plus.body, "\"query\":\"cách ly\",\"total\":1,"));
    g_auto(Response) sorted = get("q=cach&sort=-date&format=json");
    assert_non_null(strstr(sorted.body, "\"score\":0.0000"));
    g_auto(Response) none = get("");
    assert_true(has_line(&none, "Status: 200 OK"));
    assert_string_equal(none.body, "<h1>Kho</h1>");
    g_auto(Response) unset = get(NULL);
    assert_true(has_line(&unset, "Status: 200 OK"));
    g_auto(Response) empty = get("q=cach&page=&sort=&format=&type=");
    assert_true(has_line(&empty, "Status: 200 OK"));
}

static void
what_is_no_parameter_does_not_exist(void **state)
{
    (void) state;
    g_auto(Response) plain = get("q=cach&format=json");
    g_auto(Response) more =
        get("q=cach&format=json&index=/etc/passwd&limit=1&q=ly&help=&i=x&DB=y");
    assert_string_equal(plain.body, more.body);
}

static void
a_malformed_value_is_400_and_named_safely(void **state)
{
    static const struct {
        const char *query_string, *part;
    } rows[] = {
        { "q=a&page=abc", "Tham số page: &quot;abc&quot;" },
        { "q=a&page=0", "page" },
        { "q=a&page=10001", "page" },
        { "q=a&page=-1", "page" },
        { "q=a&page=99999999999999999999", "page" },
        { "q=a&format=exe", "format" },
        { "q=a&sort=%3Cscript%3E", "&lt;script&gt;" },
        { "q=%FF", "Tham số" },
        { "q=%00", "Tham số" },
        { "q=%C3", "Tham số" },
        { "q=%GG", "Tham số" },
        { "q", "Tham số" },
        { "q=a&type=%FF", "Tham số" },
    };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Response) response = get(rows[i].query_string);
        assert_true(has_line(&response, "Status: 400 Bad Request"));
        assert_true(has_line(&response, "Cache-Control: no-store"));
        assert_true(g_str_has_prefix(response.body, "<h1>Kho</h1><h2>Sai</h2>"));
        if (strstr(response.body, rows[i].part) == NULL)
            fail_msg("%s: %s", rows[i].query_string, response.body);
        assert_null(strstr(response.body, "<script>"));
    }
}

static void
a_query_that_is_too_long_is_414(void **state)
{
    (void) state;
    g_autofree char *longest = g_strnfill(QUERY_MAX_BYTES, 'a');
    g_autofree char *allowed = g_strconcat("q=", longest, NULL);
    g_autofree char *longer = g_strconcat("q=", longest, "a", NULL);
    g_autofree char *endless = g_strnfill(QUERY_MAX_CGI_BYTES + 1, 'a');
    g_auto(Response) fits = get(allowed);
    assert_true(has_line(&fits, "Status: 200 OK"));
    g_auto(Response) one = get(longer);
    assert_true(has_line(&one, "Status: 414 URI Too Long"));
    assert_non_null(strstr(one.body, "Quá 1024 byte"));
    g_auto(Response) two = get(endless);
    assert_true(has_line(&two, "Status: 414 URI Too Long"));
}

static void
other_paths_are_404(void **state)
{
    (void) state;
    g_auto(Response) other =
        ask(&(CgiEnvironment){ "GET", "q=a", "/../etc/passwd", NULL, index_path });
    assert_true(has_line(&other, "Status: 404 Not Found"));
    g_auto(Response) slash =
        ask(&(CgiEnvironment){ "GET", "q=a", "/", NULL, index_path });
    assert_true(has_line(&slash, "Status: 200 OK"));
}

static void
other_methods_are_405_and_told_which_are_not(void **state)
{
    static const char *const methods[] = { "POST", "PUT", "get", "", NULL };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(methods); i++) {
        g_auto(Response) response =
            ask(&(CgiEnvironment){ methods[i], "q=a", NULL, NULL, index_path });
        assert_true(has_line(&response, "Status: 405 Method Not Allowed"));
        assert_true(has_line(&response, "Allow: GET, HEAD"));
    }
}

static void
head_has_the_headers_of_get_and_no_body(void **state)
{
    static const char *const query_strings[] = { "q=cach", "q=cach&page=abc" };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(query_strings); i++) {
        g_auto(Response) whole = get(query_strings[i]);
        g_auto(Response) head =
            ask(&(CgiEnvironment){ "HEAD", query_strings[i], NULL, NULL, index_path });
        g_string_truncate(whole.all, (size_t) (whole.body - whole.all->str));
        assert_string_equal(whole.all->str, head.all->str);
    }
}

static void
an_index_that_is_missing_or_wrong_is_503_with_a_page_and_a_log(void **state)
{
    g_autofree char *text = g_build_filename(fixture_folder(), "text", NULL);
    const char *const paths[] = { NULL, "", "/nowhere", text, fixture_folder() };
    (void) state;
    assert_true(g_file_set_contents(text, "remote :program\n", -1, NULL));
    for (unsigned i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_auto(Response) response =
            ask(&(CgiEnvironment){ "GET", "q=a", NULL, NULL, paths[i] });
        assert_true(has_line(&response, "Status: 503 Service Unavailable"));
        assert_true(has_line(&response, "Retry-After: 5"));
        assert_non_null(strstr(response.body, "Chưa tìm được lúc này"));
        assert_null(strstr(response.body, "nowhere"));
        assert_true(response.log->len > 0);
    }
}

static void
an_index_of_another_version_is_503(void **state)
{
    (void) state;
    const char *path = fixture_index("version", notices, 1);
    fixture_set_metadata(path, SCHEMA_META_VERSION, "999");
    g_auto(Response) other = ask(&(CgiEnvironment){ "GET", "q=a", NULL, NULL, path });
    assert_true(has_line(&other, "Status: 503 Service Unavailable"));
    assert_non_null(strstr(other.log->str, "999"));
    fixture_set_metadata(path, SCHEMA_META_VERSION, "");
    g_auto(Response) foreign = ask(&(CgiEnvironment){ "GET", "q=a", NULL, NULL, path });
    assert_true(has_line(&foreign, "Status: 503 Service Unavailable"));
    assert_non_null(strstr(foreign.log->str, "not written by tracuu-index"));
}

static void
an_index_without_pages_is_500_as_html_and_answers_as_json(void **state)
{
    (void) state;
    g_auto(Response) html =
        ask(&(CgiEnvironment){ "GET", "q=cach", NULL, NULL, bare_path });
    assert_true(has_line(&html, "Status: 500 Internal Server Error"));
    assert_non_null(strstr(html.body, "Lỗi của chương trình"));
    assert_non_null(strstr(html.log->str, SCHEMA_META_CONFIG));
    g_auto(Response) json =
        ask(&(CgiEnvironment){ "GET", "q=cach&format=json", NULL, NULL, bare_path });
    assert_true(has_line(&json, "Status: 200 OK"));
}

/* The ETag line's value.  (transfer full) */
static char *
etag_of(const Response *response)
{
    const char *line = strstr(response->all->str, "\r\nETag: ");
    assert_non_null(line);
    line += strlen("\r\nETag: ");
    return g_strndup(line, strcspn(line, "\r"));
}

static void
an_etag_belongs_to_one_request_and_one_index(void **state)
{
    (void) state;
    g_auto(Response) one = get("q=cach&page=1");
    g_auto(Response) same = get("sort=relevance&q=cach");
    g_auto(Response) other = get("q=cach&page=2");
    g_auto(Response) elsewhere =
        ask(&(CgiEnvironment){ "GET", "q=cach&format=json", NULL, NULL, bare_path });
    g_auto(Response) here = get("q=cach&format=json");
    g_autofree char *tag = etag_of(&one);
    g_autofree char *same_tag = etag_of(&same);
    g_autofree char *other_tag = etag_of(&other);
    g_autofree char *elsewhere_tag = etag_of(&elsewhere);
    g_autofree char *here_tag = etag_of(&here);
    assert_true(tag[0] == '"' && g_str_has_suffix(tag, "\""));
    assert_string_equal(tag, same_tag);
    assert_string_not_equal(tag, other_tag);
    assert_string_not_equal(here_tag, elsewhere_tag);
    assert_true(has_line(&one, "Cache-Control: private, no-cache"));
}

static void
who_has_the_answer_already_is_told_so(void **state)
{
    (void) state;
    g_auto(Response) first = get("q=cach");
    g_autofree char *tag = etag_of(&first);
    g_autofree char *weak = g_strconcat("\"x\", W/", tag, NULL);
    const char *const same[] = { tag, weak, "*" };
    for (unsigned i = 0; i < G_N_ELEMENTS(same); i++) {
        g_auto(Response) again =
            ask(&(CgiEnvironment){ "GET", "q=cach", NULL, same[i], index_path });
        assert_true(has_line(&again, "Status: 304 Not Modified"));
        assert_string_equal(again.body, "");
        g_autofree char *tag_again = etag_of(&again);
        assert_string_equal(tag_again, tag);
    }
    g_auto(Response) changed =
        ask(&(CgiEnvironment){ "GET", "q=cach", NULL, "\"x\"", index_path });
    assert_true(has_line(&changed, "Status: 200 OK"));
    g_auto(Response) wrong =
        ask(&(CgiEnvironment){ "GET", "page=x", NULL, "*", index_path });
    assert_true(has_line(&wrong, "Status: 400 Bad Request"));
}

static void
a_query_that_takes_too_long_has_a_whole_503_page(void **state)
{
    static const char *const methods[] = { "GET", "HEAD", NULL };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(methods); i++) {
        g_autoptr(GString) out = g_string_new("left over");
        cgi_answer_too_slow(&(CgiEnvironment){ methods[i], NULL, NULL, NULL, NULL }, out);
        assert_true(g_str_has_prefix(out->str, "Status: 503 Service Unavailable\r\n"));
        assert_non_null(strstr(out->str, "\r\n\r\n"));
        assert_int_equal(strstr(out->str, "quá nhiều thời gian") != NULL, i != 1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_the_form_become_a_part_of_the_query),
        cmocka_unit_test(an_answer_comes_in_the_form_that_was_asked_for),
        cmocka_unit_test(parameters_do_what_the_options_do),
        cmocka_unit_test(what_is_no_parameter_does_not_exist),
        cmocka_unit_test(a_malformed_value_is_400_and_named_safely),
        cmocka_unit_test(a_query_that_is_too_long_is_414),
        cmocka_unit_test(other_paths_are_404),
        cmocka_unit_test(other_methods_are_405_and_told_which_are_not),
        cmocka_unit_test(head_has_the_headers_of_get_and_no_body),
        cmocka_unit_test(an_index_that_is_missing_or_wrong_is_503_with_a_page_and_a_log),
        cmocka_unit_test(an_index_of_another_version_is_503),
        cmocka_unit_test(an_index_without_pages_is_500_as_html_and_answers_as_json),
        cmocka_unit_test(an_etag_belongs_to_one_request_and_one_index),
        cmocka_unit_test(who_has_the_answer_already_is_told_so),
        cmocka_unit_test(a_query_that_takes_too_long_has_a_whole_503_page),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
