/* What is suggested when nothing has all the words. */
#include "query-fixture.h"

#include <string.h>

#include "bounds.h"
#include "respond.h"
#include "search.h"

#define N_ROWS 55

static XapianDatabase *database;
static GPtrArray *rows; /* (element-type GStrv) of suggest.tsv: query, type, suggestion */

static int
setup(void **state)
{
    static FixtureNotice notices[8];
    static const char *const ids[] = { "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8" };
    unsigned n = 0;
    (void) state;
    g_autofree char *content = NULL;
    assert_true(
        g_file_get_contents(TEST_SOURCE_DIR "/golden/suggest.tsv", &content, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    g_autoptr(GPtrArray) texts =
        g_ptr_array_new_with_free_func((GDestroyNotify) g_strfreev);
    rows = g_ptr_array_new_with_free_func((GDestroyNotify) g_strfreev);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '#' || lines[i][0] == '\0')
            continue;
        GStrv columns = g_strsplit(lines[i], "\t", -1);
        assert_int_equal(g_strv_length(columns), 3);
        g_ptr_array_add(lines[i][0] == '+' ? texts : rows, columns);
    }
    for (; n < texts->len; n++) {
        assert_true(n < G_N_ELEMENTS(notices));
        char **columns = g_ptr_array_index(texts, n);
        notices[n].id = ids[n];
        notices[n].type = columns[1][0] != '\0' ? columns[1] : NULL;
        notices[n].text = columns[2];
    }
    database = fixture_open(fixture_index("index", notices, n));
    return 0;
}

static int
teardown(void **state)
{
    (void) state;
    g_clear_object(&database);
    g_clear_pointer(&rows, g_ptr_array_unref);
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
every_row_is_suggested_as_it_says(void **state)
{
    (void) state;
    assert_int_equal(rows->len, N_ROWS);
    for (unsigned i = 0; i < rows->len; i++) {
        char **columns = g_ptr_array_index(rows, i);
        assert_suggests(columns[0], columns[1][0] != '\0' ? columns[1] : NULL,
                        columns[2][0] != '\0' ? columns[2] : NULL);
    }
}

static void
a_query_that_is_too_long_has_none(void **state)
{
    (void) state;
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
        cmocka_unit_test(every_row_is_suggested_as_it_says),
        cmocka_unit_test(a_query_that_is_too_long_has_none),
        cmocka_unit_test(a_suggestion_over_the_limit_is_none),
        cmocka_unit_test(every_form_of_the_answer_has_it),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
