/* Snippets: which window, and what is marked in it: every row of snippets.tsv, and what
 * no row can say. */
#include "query-fixture.h"

#include <string.h>

#include "snippet.h"

#define N_ROWS 73

/* Gives the index the words that the lexicon must know: sĩ has the variant sỹ. */
static const FixtureNotice known[] = {
    { "n1", NULL, "chiến sĩ chiến sỹ tiếng việt cách ly xã hội covid-19", NULL, NULL,
      NULL, NULL, NULL, NULL },
};

static XapianDatabase *database;

static int
setup(void **state)
{
    (void) state;
    database = fixture_open(fixture_index("index", known, G_N_ELEMENTS(known)));
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

/* The snippet with [ and ] for the marks. */
static char *
snippet_of(const char *typed, const char *text, Tier tier)
{
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    g_autoptr(Answer) answer = answer_new(request);
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Query) query = query_parse(analyser, typed);
    g_autoptr(Lexicon) lexicon = lexicon_new(database, analyser, answer);
    g_autoptr(Snippeter) snippeter = snippeter_new(lexicon, analyser, query->root);
    char *snippet = snippet_make(snippeter, text, strlen(text), tier);
    assert_null(lexicon_error(lexicon));
    for (char *c = snippet; *c != '\0'; c++)
        if (*c == SNIPPET_MARK)
            *c = '[';
        else if (*c == SNIPPET_UNMARK)
            *c = ']';
    return snippet;
}

static Tier
tier_named(const char *name)
{
    Tier tier = TIER_EXACT;
    while (strcmp(tier_name(tier), name) != 0)
        tier++;
    return tier;
}

/* {3*x } in a column is "x x x ". */
static gboolean
append_repeated(const GMatchInfo *info, GString *out, gpointer data)
{
    g_autofree char *n = g_match_info_fetch(info, 1);
    g_autofree char *what = g_match_info_fetch(info, 2);
    (void) data;
    for (guint64 i = g_ascii_strtoull(n, NULL, 10); i > 0; i--)
        g_string_append(out, what);
    return FALSE;
}

static char *
column_text(const char *column)
{
    g_autoptr(GRegex) repeated = g_regex_new("\\{(\\d+)\\*([^}]*)\\}", 0, 0, NULL);
    g_autofree char *all =
        g_regex_replace_eval(repeated, column, -1, 0, 0, append_repeated, NULL, NULL);
    return g_strcompress(all);
}

static void
every_row_has_the_snippet_that_it_says(void **state)
{
    g_autofree char *content = NULL;
    unsigned n = 0;
    (void) state;
    assert_true(g_file_get_contents(TEST_SOURCE_DIR "/golden/snippets.tsv", &content,
                                    NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '#' || lines[i][0] == '\0')
            continue;
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", -1);
        assert_int_equal(g_strv_length(columns), 4);
        g_autofree char *text = column_text(columns[2]);
        g_autofree char *expected = column_text(columns[3]);
        g_autofree char *got = snippet_of(columns[0], text, tier_named(columns[1]));
        if (strcmp(got, expected) != 0)
            fail_msg("%s in \"%s\": \"%s\", not \"%s\"", columns[0], columns[2], got,
                     expected);
        n++;
    }
    assert_int_equal(n, N_ROWS);
}

static void
a_very_long_text_is_read_to_its_bound_between_characters(void **state)
{
    (void) state;
    GString *text = g_string_new("x");
    while (text->len < 4 * SNIPPET_MAX_TEXT_UNITS)
        g_string_append(text, " ộ");
    g_string_append(text, " hội");
    g_autofree char *got = snippet_of("hội", text->str, TIER_EXACT);
    assert_true(g_utf8_validate(got, -1, NULL));
    assert_true(g_str_has_prefix(got, "x ộ"));
    g_string_free(text, TRUE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_the_snippet_that_it_says),
        cmocka_unit_test(a_very_long_text_is_read_to_its_bound_between_characters),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
