/* The forms of an answer: JSON, CSV, text, HTML. */
#include "query-fixture.h"

#include <string.h>

#include "error.h"
#include "json.h"
#include "page.h"
#include "respond.h"

#define CONFIG                                                                               \
    "{\"title\":\"Kho\",\"language\":\"vi\",\"cgi\":\"/c\",\"site_path\":\"/s/\","           \
    "\"ui\":{\"answer_total\":\"{n} kết quả\",\"answer_total_one\":\"một\","           \
    "\"answer_page\":\"{n}/{m}\",\"facet_type\":\"Loại\",\"tier_folded\":\"khác dấu\"," \
    "\"tier_folded_heading\":\"Bỏ dấu\",\"warning_words\":\"chỉ {n} từ\"}}"

static const FixtureNotice notices[] = {
    { "n1", "a", "a", NULL, NULL, NULL, NULL, NULL, NULL },
};

/* An answer with one result whose fields are hostile, and one with none. */
static Answer *
sample(const SearchRequest *request)
{
    Answer *answer = answer_new(request);
    Notice *hostile = notice_new();
    hostile->id = g_strdup("=1+1");
    hostile->file_name = g_strdup("x");
    hostile->title = g_strdup("<b>\"a\" & 'b'\033[31m</b>");
    hostile->type = g_strdup("+T");
    hostile->issuer = g_strdup("@I");
    hostile->province = g_strdup("-P");
    hostile->number = g_strdup("\t=N");
    hostile->date = g_strdup("2020-03-31");
    hostile->text = g_strdup("");
    answer_add_result(answer, hostile, g_strdup("x <i> \002a & b\003 y"), 7.3125,
                      TIER_EXACT);
    Notice *bare = notice_new();
    bare->id = g_strdup("bare");
    bare->file_name = g_strdup("bare");
    bare->text = g_strdup("Dòng đầu");
    answer_add_result(answer, bare, g_strdup(""), 0, TIER_FOLDED);
    answer_add_count(answer, 0, "+T", 2, 1);
    answer_add_count(answer, 0, "Á", strlen("Á"), 1);
    answer_add_count(answer, 0, "B", 1, 2);
    answer_sort_facets(answer);
    answer_warn(answer, WARNING_WORDS, "64");
    answer_warn(answer, WARNING_WORDS, "64");
    answer->total = 25;
    return answer;
}

static void
json_has_the_shape_of_the_specification(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    g_autoptr(Answer) answer = sample(request);
    g_autoptr(GString) out = g_string_new(NULL);
    respond_json(answer, out);
    assert_string_equal(
        out->str,
        "{\"version\":1,\"query\":\"\",\"total\":25,\"relaxed\":false,\"page\":1,"
        "\"page_size\":10,\"suggestion\":null,"
        "\"warnings\":[\"Chỉ 64 từ đầu được dùng để tìm.\"],\"results\":["
        "{\"id\":\"=1+1\",\"url\":\"notices/x.html\","
        "\"title\":\"\\u003cb>\\\"a\\\" & 'b'\\u001b[31m\\u003c/b>\",\"type\":\"+T\","
        "\"issuer\":\"@I\",\"province\":\"-P\",\"number\":\"\\u0009=N\",\"date\":\"2020-"
        "03-"
        "31\","
        "\"score\":7.3125,\"tier\":\"exact\","
        "\"snippet\":\"x &lt;i&gt; \\u003cmark>a &amp; b\\u003c/mark> y\"},"
        "{\"id\":\"bare\",\"url\":\"notices/bare.html\",\"title\":null,\"type\":null,"
        "\"issuer\":null,\"province\":null,\"number\":null,\"date\":null,\"score\":0."
        "0000,"
        "\"tier\":\"folded\",\"snippet\":\"\"}],"
        "\"facets\":{\"type\":[{\"value\":\"B\",\"count\":2},{\"value\":\"Á\",\"count\":"
        "1},"
        "{\"value\":\"+T\",\"count\":1}],\"issuer\":[],\"province\":[],\"year\":[]}}\n");
    g_autoptr(cJSON) parsed = json_parse(out->str, out->len, NULL);
    assert_non_null(parsed);
}

static void
no_cell_of_a_table_is_a_formula(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_CSV);
    g_autoptr(Answer) answer = sample(request);
    g_autoptr(GString) out = g_string_new(NULL);
    respond_csv(answer, out);
    assert_string_equal(
        out->str,
        "\xEF\xBB\xBFid,url,title,type,issuer,province,number,date,score,tier,snippet\r\n"
        "\"'=1+1\",\"notices/x.html\",\"<b>\"\"a\"\" & "
        "'b'[31m</b>\",\"'+T\",\"'@I\",\"'-P\","
        "\"'\t=N\",\"2020-03-31\",7.3125,exact,\"x <i> a & b y\"\r\n"
        "\"bare\",\"notices/bare.html\",,,,,,,0.0000,folded,\"\"\r\n");
}

static void
text_is_plain_without_colours_and_never_has_foreign_control_characters(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_TEXT);
    g_autoptr(Answer) answer = sample(request);
    g_autoptr(GString) plain = g_string_new(NULL);
    respond_text(answer, FALSE, plain);
    assert_null(strchr(plain->str, '\033'));
    assert_non_null(strstr(plain->str, "25 kết quả, 1–2\n"));
    assert_non_null(strstr(plain->str, "Chỉ 64 từ đầu"));
    assert_non_null(strstr(plain->str, "x <i> a & b y"));
    assert_non_null(strstr(plain->str, "(không có trích yếu)"));
    assert_non_null(strstr(plain->str, "bare · khớp khi bỏ dấu"));
    g_autoptr(GString) coloured = g_string_new(NULL);
    respond_text(answer, TRUE, coloured);
    assert_non_null(strstr(coloured->str, "x <i> \033[1ma & b\033[0m y"));
    assert_null(strstr(coloured->str, "\033[31m"));
}

static void
a_relaxed_answer_says_so(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_TEXT);
    g_autoptr(Answer) answer = sample(request);
    g_autoptr(GString) json = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    answer->relaxed = TRUE;
    respond_json(answer, json);
    respond_text(answer, FALSE, text);
    assert_non_null(strstr(json->str, "\"relaxed\":true"));
    assert_non_null(strstr(text->str, "không văn bản nào có đủ các từ"));
}

static void
an_expansion_that_was_cut_is_said_with_its_word(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_TEXT);
    g_autoptr(Answer) answer = answer_new(request);
    answer_warn(answer, WARNING_EXPANSION, "c*");
    g_autofree char *text = answer_warning_text(g_ptr_array_index(answer->warnings, 0));
    assert_non_null(strstr(text, "«c*»"));
    assert_string_equal(warning_key(WARNING_EXPANSION), "warning_prefix");
}

/* Renders with `page` as the template; NULL with error set. */
static char *
render(const char *name, const char *config, const char *template, GError **error)
{
    const char *path = fixture_index(name, notices, 1);
    if (config != NULL)
        fixture_set_metadata(path, SCHEMA_META_CONFIG, config);
    if (template != NULL)
        fixture_set_metadata(path, SCHEMA_META_TEMPLATE "answer", template);
    fixture_set_metadata(path, SCHEMA_META_TEMPLATE "part", "<p>{{title}}</p>");
    g_autoptr(XapianDatabase) database = fixture_open(path);
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_HTML);
    request->page = 2;
    g_autoptr(Answer) answer = sample(request);
    g_autoptr(GString) out = g_string_new(NULL);
    if (!respond_html(database, request, answer, NULL, out, error))
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
a_page_is_rendered_with_the_templates_of_the_index(void **state)
{
    static const char template[] =
        "{{title}} {{root}} {{total_text}} {{page_text}} {{previous_url}} {{next_url}}"
        "{{#results}}[{{title}}|{{#untitled}}?{{/"
        "untitled}}|{{date_text}}|{{tier_label}}|{{tier_heading}"
        "}|"
        "{{{snippet}}}]{{/results}}"
        "{{#facets}}{{label}}:{{#values}}{{value}} {{count_text}} "
        "{{url}};{{/values}}{{/facets}}"
        "{{#warnings}}{{text}}{{/warnings}}{{#sorts}}{{#active}}{{url}}{{/active}}{{/"
        "sorts}}"
        "{{> part}}";
    (void) state;
    g_autofree char *page = render("page", CONFIG, template, NULL);
    assert_string_equal(
        page,
        "Kho /s/ 25 kết quả 2/3 /c?q= /c?q=&amp;page=3"
        "[&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;\033[31m&lt;/b&gt;||31/3/2020|||"
        "x &lt;i&gt; <mark>a &amp; b</mark> y]"
        "[Dòng đầu|?||khác dấu|Bỏ dấu|]"
        "Loại:B 2 /c?q=&amp;type=B;Á 1 /c?q=&amp;type=%C3%81;+T 1 /c?q=&amp;type=%2BT;"
        "chỉ 64 từ/c?q=<p>Kho</p>");
}

static void
a_filter_that_leaves_nothing_can_be_taken_away(void **state)
{
    (void) state;
    g_autoptr(cJSON) config = json_parse(CONFIG, strlen(CONFIG), NULL);
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_HTML);
    request->filters[0] = g_strdup("X");
    g_autoptr(Answer) answer = answer_new(request);
    g_autoptr(cJSON) data = page_data(config, request, answer, NULL, NULL);
    const cJSON *facets = json_get(data, "facets");
    assert_int_equal(cJSON_GetArraySize(facets), 1);
    const cJSON *values = json_get(facets->child, "values");
    assert_int_equal(cJSON_GetArraySize(values), 1);
    assert_string_equal(json_get_string(values->child, "value"), "X");
    assert_string_equal(json_get_string(values->child, "count_text"), "0");
    assert_string_equal(json_get_string(values->child, "url"), "/c?q=");
    assert_true(cJSON_IsTrue(json_get(values->child, "active")));
    assert_true(cJSON_IsTrue(json_get(data, "no_results")));
}

/* The address of the one result of a query, whose notice the site shows at `url`. */
static char *
result_link(const char *query, const char *url)
{
    g_autoptr(cJSON) config = json_parse(CONFIG, strlen(CONFIG), NULL);
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_HTML);
    g_free(request->query);
    request->query = g_strdup(query);
    g_autoptr(Answer) answer = answer_new(request);
    Notice *notice = notice_new();
    notice->id = g_strdup("x");
    notice->file_name = g_strdup("x");
    notice->text = g_strdup("");
    answer_add_result(answer, notice, g_strdup(""), 1, TIER_EXACT);
    AnswerResult *result = g_ptr_array_index(answer->results, 0);
    g_free(result->url);
    result->url = g_strdup(url);
    g_autoptr(cJSON) data = page_data(config, request, answer, NULL, NULL);
    return g_strdup(json_get_string(json_get(data, "results")->child, "url"));
}

static void
a_result_leads_to_its_page_with_the_query(void **state)
{
    (void) state;
    static const char *const rows[][3] = {
        { "cách \"ly\"", "notices/x.html", "notices/x.html?q=c%C3%A1ch%20%22ly%22" },
        { "a&b", "notice.html?id=x", "notice.html?id=x&q=a%26b" },
        { "", "notices/x.html", "notices/x.html" },
        { " ", "notice.html?id=x", "notice.html?id=x" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *link = result_link(rows[i][0], rows[i][1]);
        assert_string_equal(link, rows[i][2]);
    }
}

static void
a_suggestion_is_a_link_that_keeps_the_filters(void **state)
{
    (void) state;
    g_autoptr(cJSON) config = json_parse(CONFIG, strlen(CONFIG), NULL);
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_HTML);
    request->filters[0] = g_strdup("X");
    request->page = 3;
    g_autoptr(Answer) answer = answer_new(request);
    answer->suggestion = g_strdup("cách \"ly\"");
    g_autoptr(cJSON) data = page_data(config, request, answer, NULL, NULL);
    const cJSON *suggestion = json_get(data, "suggestion");
    assert_string_equal(json_get_string(suggestion, "text"), "cách \"ly\"");
    assert_string_equal(json_get_string(suggestion, "url"),
                        "/c?q=c%C3%A1ch%20%22ly%22&type=X");
    g_clear_pointer(&answer->suggestion, g_free);
    g_autoptr(cJSON) without = page_data(config, request, answer, NULL, NULL);
    assert_true(cJSON_IsNull(json_get(without, "suggestion")));
}

static void
a_page_beyond_the_last_keeps_the_count_and_leads_back(void **state)
{
    (void) state;
    g_autoptr(cJSON) config = json_parse(CONFIG, strlen(CONFIG), NULL);
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_HTML);
    request->page = 9;
    g_autoptr(Answer) answer = answer_new(request);
    answer->total = 15;
    g_autoptr(cJSON) data = page_data(config, request, answer, NULL, NULL);
    assert_true(cJSON_IsFalse(json_get(data, "no_results")));
    assert_string_equal(json_get_string(data, "total_text"), "15 kết quả");
    assert_string_equal(json_get_string(data, "previous_url"), "/c?q=&page=2");
    assert_null(json_get_string(data, "next_url"));
}

static void
an_index_without_pages_is_an_error(void **state)
{
    static const struct {
        const char *name, *config, *template;
        TracuuError code;
    } rows[] = {
        { "no-config", NULL, "x", TRACUU_ERROR_CORRUPT },
        { "no-template", CONFIG, NULL, TRACUU_ERROR_CORRUPT },
        { "no-partial", CONFIG, "{{> missing}}", TRACUU_ERROR_CORRUPT },
        { "bad-template", CONFIG, "{{#open}}", TRACUU_ERROR_TEMPLATE },
        { "bad-config", "{", "x", TRACUU_ERROR_SYNTAX },
        { "no-title", "{\"ui\":{}}", "x", TRACUU_ERROR_CORRUPT },
        { "no-ui", "{\"title\":\"\",\"language\":\"vi\",\"cgi\":\"\",\"site_path\":\"\"}",
          "x", TRACUU_ERROR_CORRUPT },
    };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        assert_null(render(rows[i].name, rows[i].config, rows[i].template, &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, (int) rows[i].code));
    }
}

static int
teardown(void **state)
{
    (void) state;
    fixture_remove();
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_has_the_shape_of_the_specification),
        cmocka_unit_test(no_cell_of_a_table_is_a_formula),
        cmocka_unit_test(
            text_is_plain_without_colours_and_never_has_foreign_control_characters),
        cmocka_unit_test(a_relaxed_answer_says_so),
        cmocka_unit_test(an_expansion_that_was_cut_is_said_with_its_word),
        cmocka_unit_test(a_page_is_rendered_with_the_templates_of_the_index),
        cmocka_unit_test(a_filter_that_leaves_nothing_can_be_taken_away),
        cmocka_unit_test(a_result_leads_to_its_page_with_the_query),
        cmocka_unit_test(a_suggestion_is_a_link_that_keeps_the_filters),
        cmocka_unit_test(a_page_beyond_the_last_keeps_the_count_and_leads_back),
        cmocka_unit_test(an_index_without_pages_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
