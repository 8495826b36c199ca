/* What is suggested when nothing has all the words. */
#include "query-fixture.h"

#include <string.h>

#include "bounds.h"
#include "respond.h"
#include "search.h"

/* clang-format off */
static const FixtureNotice notices[] = {
    { "n1", NULL, "Cách ly xã hội toàn tỉnh; đeo khẩu trang. Thủ tướng Chính phủ.",
      "Thông báo", NULL, "Sơn La", NULL, NULL, NULL },
    { "n2", NULL, "Cách ly tại nhà. Khẩu hiệu. Trung tâm dịch vụ. Tuyên dương. Tượng đài, tượng gỗ.",
      "Công văn", NULL, NULL, NULL, NULL, NULL },
    { "n3", NULL, "Con đường, tượng, lý lịch, lý do. Dương lịch.", NULL, NULL, NULL, NULL, NULL, NULL },
    { "n4", NULL, "Con đường xa. Phòng chống dịch Covid-19.", NULL, NULL, NULL, NULL, NULL, NULL },
};
/* clang-format on */

static XapianDatabase *database;

static int
setup(void **state)
{
    (void) state;
    database = fixture_open(fixture_index("index", notices, G_N_ELEMENTS(notices)));
    return 0;
}

static int
teardown(void **state)
{
    (void) state;
    g_clear_object(&database);
    fixture_remove();
    return 0;
}

/* The answer to `query` of notices of a type; NULL: of all. */
static Answer *
ask(SearchRequest *request, const char *query, const char *type)
{
    GError *error = NULL;
    g_free(request->query);
    request->query = g_strdup(query);
    request->filters[0] = g_strdup(type);
    Answer *answer = search_run(database, request, &error);
    if (answer == NULL)
        fail_msg("%s: %s", query, error->message);
    return answer;
}

static void
assert_suggests(const char *query, const char *type, const char *expected)
{
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    g_autoptr(Answer) answer = ask(request, query, type);
    if (g_strcmp0(answer->suggestion, expected) != 0)
        fail_msg("%s: %s, not %s", query, answer->suggestion, expected);
}

static void
raw_keystrokes_are_read_when_all_words_are(void **state)
{
    (void) state;
    assert_suggests("cachs ly xax hooij", NULL, "cách ly xã hội");
    assert_suggests("ca1ch ly xa4 ho65i", NULL, "cách ly xã hội");
    assert_suggests("\"khaaur trang\" -tuwowngj", NULL, "\"khẩu trang\" -tượng");
    assert_suggests("(dichj OR tinhr) vuj", NULL, "(dịch OR tỉnh) vụ");
    assert_suggests("cachs 19 ly xyz", NULL, NULL);
    assert_suggests("qua booj dooij", NULL, NULL);
}

static void
a_misspelt_word_becomes_the_one_that_fits_its_neighbours(void **state)
{
    (void) state;
    assert_suggests("cahc ly", NULL, "cach ly");
    assert_suggests("cáhc ly", NULL, "cách ly");
    assert_suggests("khẩu trnag", NULL, "khẩu trang");
    assert_suggests("khẩu trag", NULL, "khẩu trang");
    assert_suggests("khẩu trâng1", NULL, NULL);
    assert_suggests("tttt", NULL, NULL);
    assert_suggests("trun tâm", NULL, "trung tâm");
    assert_suggests("dihc", NULL, "dich");
    assert_suggests("covdi-19", NULL, "covid-19");
}

static void
the_spelling_is_that_of_the_phrase_or_of_the_marks_typed(void **state)
{
    (void) state;
    assert_suggests("tuyên duongg", NULL, "tuyên dương");
    assert_suggests("con duongg", NULL, "con duong");
    assert_suggests("con đuongg", NULL, "con đường");
    assert_suggests("thủ tuongg", NULL, "thủ tướng");
    assert_suggests("tướngg", NULL, "tướng");
    assert_suggests("con dườngg", NULL, "con đường");
}

static void
a_missing_blank_is_found(void **state)
{
    (void) state;
    assert_suggests("cachly xahoi", NULL, "cach ly xa hoi");
    assert_suggests("cáchly xãhội", NULL, "cách ly xã hội");
    assert_suggests("thủtuong", NULL, "thủ tướng");
}

static void
the_rest_of_the_query_stays_as_it_was_typed(void **state)
{
    (void) state;
    assert_suggests("  \"Cách  LY\" (toàn OR Tỉh) loai:thong ", NULL, NULL);
    assert_suggests("  \"Cách  LYY\" (toàn OR Tỉnh) loai:thong ", NULL,
                    "\"Cách  ly\" (toàn OR Tỉnh) loai:thong");
    assert_suggests("cahc ngay:2020", NULL, NULL);
    assert_suggests("ca* hộii", NULL, "ca* hội");
}

static void
only_what_is_found_is_suggested_and_only_when_it_is_needed(void **state)
{
    (void) state;
    assert_suggests("cach ly", NULL, NULL);
    assert_suggests("cách OR lyyy", NULL, NULL);
    assert_suggests("cahc ly", "Thông báo", "cach ly");
    assert_suggests("cahc covid", NULL, NULL);
    assert_suggests("cahc dịch", "Quyết định", NULL);
    assert_suggests("tttt cahc", NULL, NULL);
    assert_suggests("ccach lly xxa hhoi ttoan", NULL, NULL);
    assert_suggests("ccach lly xxa hhoi", NULL, "cach ly xa hoi");
    assert_suggests("", NULL, NULL);
    assert_suggests("", "Quyết định", NULL);
    g_autofree char *long_query = g_strnfill(QUERY_MAX_BYTES / 2, 'x');
    assert_suggests(long_query, NULL, NULL);
}

static void
a_suggestion_over_the_limit_is_none(void **state)
{
    (void) state;
    g_autofree char *blanks = g_strnfill(QUERY_MAX_BYTES - 9, ' ');
    g_autofree char *fits = g_strconcat("cachly", blanks, "xa", NULL);
    g_autofree char *fitting = g_strconcat("cach ly", blanks, "xa", NULL);
    g_autofree char *full = g_strconcat("cachly ", blanks, "xa", NULL);
    assert_suggests(fits, NULL, fitting);
    assert_suggests(full, NULL, NULL);
}

static void
every_form_of_the_answer_has_it(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    g_autoptr(Answer) answer = ask(request, "\"cachs ly\"", NULL);
    g_autoptr(GString) json = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    respond_json(answer, json);
    respond_text(answer, FALSE, text);
    assert_non_null(strstr(json->str, "\"suggestion\":\"\\\"cách ly\\\"\","));
    assert_non_null(strstr(text->str, "\nCó phải ý bạn: \"cách ly\"?\n"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(raw_keystrokes_are_read_when_all_words_are),
        cmocka_unit_test(a_misspelt_word_becomes_the_one_that_fits_its_neighbours),
        cmocka_unit_test(the_spelling_is_that_of_the_phrase_or_of_the_marks_typed),
        cmocka_unit_test(a_missing_blank_is_found),
        cmocka_unit_test(the_rest_of_the_query_stays_as_it_was_typed),
        cmocka_unit_test(only_what_is_found_is_suggested_and_only_when_it_is_needed),
        cmocka_unit_test(a_suggestion_over_the_limit_is_none),
        cmocka_unit_test(every_form_of_the_answer_has_it),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
