/* Hits in their contexts: every row of kwic.tsv, and what a terminal and a spreadsheet
 * get. */
#include "query-fixture.h"

#include <string.h>

#include "bounds.h"
#include "kwic.h"
#include "respond.h"
#include "search.h"

#define N_ROWS 43

static const FixtureNotice known[] = {
    { "n1", NULL, "chiến sĩ chiến sỹ tiếng việt cách ly xã hội covid-19", NULL, NULL,
      NULL, NULL, NULL, NULL },
};

static const FixtureNotice notices[] = {
    { "moi", "Mới", "a\nngày cách ly\nTổ sỹ", "Thông báo", NULL, NULL, NULL, "2021-01-02",
      NULL },
    { "=cu", "Cũ", "cách ly, rồi cách ly 漢字 cách ly", NULL, NULL, NULL, NULL,
      "2020-01-02", NULL },
    { "khac", NULL, "cach sĩ", NULL, NULL, NULL, NULL, NULL, NULL },
};

static XapianDatabase *database;
static XapianDatabase *three;

static int
setup(void **state)
{
    (void) state;
    database = fixture_open(fixture_index("index", known, G_N_ELEMENTS(known)));
    three = fixture_open(fixture_index("three", notices, G_N_ELEMENTS(notices)));
    return 0;
}

static int
teardown(void **state)
{
    (void) state;
    g_clear_object(&database);
    g_clear_object(&three);
    fixture_remove();
    return 0;
}

static Tier
tier_named(const char *name)
{
    Tier tier = TIER_EXACT;
    while (strcmp(tier_name(tier), name) != 0)
        tier++;
    return tier;
}

static char *
hits_of(const char *typed, const char *text, Tier tier)
{
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_KWIC);
    g_autoptr(Answer) answer = answer_new(request);
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Query) query = query_parse(analyser, typed);
    g_autoptr(Lexicon) lexicon = lexicon_new(database, analyser, answer);
    g_autoptr(Snippeter) snippeter = snippeter_new(lexicon, analyser, query->root);
    g_autoptr(GPtrArray) hits =
        g_ptr_array_new_with_free_func((GDestroyNotify) answer_hit_free);
    GString *out = g_string_new(NULL);
    kwic_find(snippeter, text, strlen(text), tier, QUERY_CONTEXT, hits);
    for (unsigned i = 0; i < hits->len; i++) {
        const AnswerHit *hit = g_ptr_array_index(hits, i);
        g_string_append_printf(out, "%s%u:%s¦%s¦%s", i > 0 ? " ¦¦ " : "", hit->line,
                               hit->left, hit->hit, hit->right);
    }
    return g_string_free(out, FALSE);
}

static void
every_row_has_the_hits_that_it_says(void **state)
{
    g_autofree char *content = NULL;
    unsigned n = 0;
    (void) state;
    assert_true(
        g_file_get_contents(TEST_SOURCE_DIR "/golden/kwic.tsv", &content, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '#' || lines[i][0] == '\0')
            continue;
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", -1);
        assert_int_equal(g_strv_length(columns), 4);
        g_autofree char *text = g_strcompress(columns[2]);
        g_autofree char *got = hits_of(columns[0], text, tier_named(columns[1]));
        if (strcmp(got, columns[3]) != 0)
            fail_msg("%s in \"%s\": \"%s\", not \"%s\"", columns[0], text, got,
                     columns[3]);
        n++;
    }
    assert_int_equal(n, N_ROWS);
}

static char *
respond(const char *typed, AnswerFormat format, SearchSort sort)
{
    g_autoptr(SearchRequest) request = search_request_new(format);
    g_free(request->query);
    request->query = g_strdup(typed);
    request->sort = sort;
    g_autoptr(Answer) answer = search_run(three, request, NULL);
    assert_non_null(answer);
    GString *out = g_string_new(NULL);
    if (format == FORMAT_KWIC)
        respond_kwic(answer, out);
    else
        respond_kwic_csv(answer, out);
    return g_string_free(out, FALSE);
}

static void
a_terminal_gets_columns_one_below_the_other(void **state)
{
    (void) state;
    g_autofree char *got = respond("\"cách ly\"", FORMAT_KWIC, SORT_NEWEST);
    /* clang-format off */
    assert_string_equal(got,
        "4 chỗ trong 2 văn bản\n"
        "\nmoi · 2021-01-02 · Thông báo\n"
        "     2                     a ngày  cách ly  Tổ sỹ\n"
        "\n=cu · 2020-01-02\n"
        "     1                             cách ly  , rồi cách ly 漢字 cách ly\n"
        "     1               cách ly, rồi  cách ly  漢字 cách ly\n"
        "     1  cách ly, rồi cách ly 漢字  cách ly\n");
    /* clang-format on */
}

static void
a_long_context_is_cut_at_its_far_end(void **state)
{
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_KWIC);
    g_autoptr(Answer) answer = answer_new(request);
    g_autoptr(GString) out = g_string_new(NULL);
    Notice *notice = notice_new();
    AnswerHit *hit = g_new0(AnswerHit, 1);
    (void) state;
    notice->id = g_strdup("n\033[1m");
    notice->file_name = g_strdup("n");
    hit->left = g_strnfill(100, 'x');
    hit->hit = g_strdup("y");
    hit->right = g_strdup("");
    hit->line = 7;
    AnswerResult *result = answer_add_result(answer, notice, g_strdup(""), 0, TIER_EXACT);
    result->hits = g_ptr_array_new_with_free_func((GDestroyNotify) answer_hit_free);
    g_ptr_array_add(result->hits, hit);
    answer->total = 9;
    answer->relaxed = TRUE;
    answer_warn(answer, WARNING_WORDS, "64");
    respond_kwic(answer, out);
    g_autofree char *left = g_strnfill(71, 'x');
    g_autofree char *expected = g_strdup_printf(
        "1 chỗ trong 1 văn bản của 9 (không văn bản nào có đủ các từ; tìm từng từ)\n"
        "Chỉ 64 từ đầu được dùng để tìm.\n\nn [1m\n     7  …%s  y\n",
        left);
    assert_string_equal(out->str, expected);
}

static void
a_spreadsheet_gets_a_row_for_every_hit(void **state)
{
    (void) state;
    g_autofree char *got = respond("\"cách ly\" -ngày", FORMAT_KWIC_CSV, SORT_RELEVANCE);
    assert_string_equal(
        got,
        "\xEF\xBB\xBFid,url,title,type,issuer,province,number,date,tier,line,left,hit,"
        "right\r\n"
        "\"'=cu\",\"notices/=cu.html\",\"Cũ\",,,,,\"2020-01-02\",exact,1,\"\",\"cách "
        "ly\",\", rồi cách ly 漢字 cách ly\"\r\n"
        "\"'=cu\",\"notices/=cu.html\",\"Cũ\",,,,,\"2020-01-02\",exact,1,\"cách ly, "
        "rồi\",\"cách ly\",\"漢字 cách ly\"\r\n"
        "\"'=cu\",\"notices/=cu.html\",\"Cũ\",,,,,\"2020-01-02\",exact,1,\"cách ly, rồi "
        "cách ly 漢字\",\"cách ly\",\"\"\r\n");
}

static void
by_date_every_notice_keeps_its_tier(void **state)
{
    static const SearchSort sorts[] = { SORT_RELEVANCE, SORT_NEWEST, SORT_OLDEST };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(sorts); i++) {
        g_autofree char *got = respond("sĩ", FORMAT_KWIC_CSV, sorts[i]);
        assert_non_null(strstr(got, "variant,3,\"a ngày cách ly Tổ\",\"sỹ\",\"\""));
        assert_non_null(strstr(got, "exact,1,\"cach\",\"sĩ\",\"\""));
    }
}

static void
filters_alone_have_no_hits(void **state)
{
    (void) state;
    g_autofree char *got = respond("loai:\"thông báo\"", FORMAT_KWIC, SORT_RELEVANCE);
    assert_string_equal(got, "0 chỗ trong 1 văn bản\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_the_hits_that_it_says),
        cmocka_unit_test(a_terminal_gets_columns_one_below_the_other),
        cmocka_unit_test(a_long_context_is_cut_at_its_far_end),
        cmocka_unit_test(a_spreadsheet_gets_a_row_for_every_hit),
        cmocka_unit_test(by_date_every_notice_keeps_its_tier),
        cmocka_unit_test(filters_alone_have_no_hits),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
