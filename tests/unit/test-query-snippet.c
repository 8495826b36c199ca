/* Snippets: which window, and what is marked in it, in the source's spelling. */
#include "query-fixture.h"

#include <string.h>

#include "snippet.h"

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

typedef struct {
    const char *query;
    Tier tier;
    const char *text;
    const char *snippet;
} Row;

static void
check_rows(const Row *rows, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *got = snippet_of(rows[i].query, rows[i].text, rows[i].tier);
        if (strcmp(got, rows[i].snippet) != 0)
            fail_msg("%s in \"%s\": \"%s\", not \"%s\"", rows[i].query, rows[i].text, got,
                     rows[i].snippet);
    }
}

static void
whole_syllables_are_marked_as_the_source_spells_them(void **state)
{
    static const Row rows[] = {
        { "cách ly", TIER_EXACT, "Nay CÁCH LY ngay.", "Nay [CÁCH LY] ngay." },
        { "hoà", TIER_EXACT, "Tỉnh Hòa Bình", "Tỉnh [Hòa] Bình" },
        { "hòa", TIER_EXACT, "Tỉnh Hoà Bình", "Tỉnh [Hoà] Bình" },
        { "cách", TIER_EXACT, "ca\u0301ch ly", "[cách] ly" },
        { "cach", TIER_EXACT, "cách cạch các", "[cách cạch] các" },
        { "các", TIER_EXACT, "các cách", "[các] cách" },
        { "16/CT-TTg", TIER_EXACT, "theo 16/CT - TTg nay", "theo [16/CT - TTg] nay" },
        { "24/8/2021", TIER_EXACT, "từ ngày 24 tháng 8 năm 2021.",
          "từ [ngày 24 tháng 8 năm 2021]." },
        { "covid19", TIER_EXACT, "dịch Covid-19 lan", "dịch [Covid-19] lan" },
        { "Covid-19", TIER_EXACT, "dịch covid 19 lan", "dịch [covid 19] lan" },
        { "Covid-19", TIER_EXACT, "dịch Co-vid-19 lan", "dịch [Co-vid-19] lan" },
        { "\"covid19 x\"", TIER_EXACT, "dịch Covid-19 lan", "dịch Covid-19 lan" },
        { "4", TIER_EXACT, "có 04 đoàn", "có [04] đoàn" },
        { "cá*", TIER_EXACT, "cách cá ca", "[cách cá] ca" },
        { "ca*", TIER_EXACT, "cách cá ca", "[cách cá ca]" },
    };
    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
other_forms_are_marked_only_in_their_tier(void **state)
{
    static const Row rows[] = {
        { "chiến sĩ", TIER_EXACT, "chiến sĩ chiến sỹ chiên si",
          "[chiến sĩ chiến] sỹ chiên si" },
        { "chiến sĩ", TIER_VARIANT, "chiến sĩ chiến sỹ chiên si",
          "[chiến sĩ chiến sỹ] chiên si" },
        { "chiến sĩ", TIER_FOLDED, "chiến sĩ chiến sỹ chiên si",
          "[chiến sĩ chiến sỹ chiên si]" },
        { "\"chiến sĩ\"", TIER_FOLDED, "chiên si, chiến sĩ", "chiên si, [chiến sĩ]" },
        { "tiêng viêt", TIER_EXACT, "tiếng việt tiềng viết", "[tiếng việt] tiềng viết" },
    };
    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
a_phrase_is_marked_only_as_a_whole(void **state)
{
    static const Row rows[] = {
        { "\"cách ly\"", TIER_EXACT, "Cách xa; ly hôn; cách,\n\nly.",
          "Cách xa; ly hôn; [cách, ly]." },
        { "\"cách ly\" xa", TIER_EXACT, "Cách xa; cách ly", "Cách [xa]; [cách ly]" },
        { "\"cách. ly\"", TIER_EXACT, "cách. Ly", "[cách. Ly]" },
        { "cách ly", TIER_EXACT, "Cách. Ly", "[Cách]. [Ly]" },
    };
    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
what_is_not_wanted_is_not_marked(void **state)
{
    static const Row rows[] = {
        { "cách -ly", TIER_EXACT, "cách ly", "[cách] ly" },
        { "cách loai:ly", TIER_EXACT, "cách ly", "[cách] ly" },
        { "(cách OR ly) xã", TIER_EXACT, "cách ly xã", "[cách ly xã]" },
        { "hội", TIER_EXACT, "Không có gì ở đây.", "Không có gì ở đây." },
        { "", TIER_EXACT, "Không có gì ở đây.", "Không có gì ở đây." },
    };
    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
markup_and_page_breaks_are_not_shown(void **state)
{
    static const Row rows[] = {
        { "kiến", TIER_EXACT, "**THÔNG BÁO**Ý kiến", "THÔNG BÁO Ý [kiến]" },
        { "b", TIER_EXACT, "| a | b |\n|---|---|\n| c | d |", "a [b] c d" },
        { "b", TIER_EXACT, "a\n______\n\f b", "a [b]" },
        { "b", TIER_EXACT, "# a\n\n## b", "a [b]" },
        { "b", TIER_EXACT, "**a**, *b* - c", "a, [b] - c" },
        { "a", TIER_EXACT, "a\u200b\a b", "[a] b" },
        { "a", TIER_EXACT, "***", "" },
        { "a", TIER_EXACT, "", "" },
        { "b", TIER_EXACT, "a ................................................ b",
          "a … [b]" },
    };
    (void) state;
    check_rows(rows, G_N_ELEMENTS(rows));
}

/* n times "x", then `text`, then n times "y". */
static char *
embed(unsigned n, const char *text)
{
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < n; i++)
        g_string_append(out, "x ");
    g_string_append(out, text);
    for (unsigned i = 0; i < n; i++)
        g_string_append(out, " y");
    return g_string_free(out, FALSE);
}

static unsigned
count_words(const char *snippet)
{
    g_auto(GStrv) words = g_strsplit_set(snippet, " ", -1);
    unsigned n = 0;
    for (unsigned i = 0; words[i] != NULL; i++)
        n += *words[i] != '\0' && strcmp(words[i], "…") != 0;
    return n;
}

static void
a_long_text_is_cut_around_what_matched(void **state)
{
    (void) state;
    g_autofree char *text = embed(100, "cách ly xã hội");
    g_autofree char *got = snippet_of("cách ly xã hội", text, TIER_EXACT);
    assert_true(g_str_has_prefix(got, "… x x x x x x x x [cách ly xã hội] y"));
    assert_true(g_str_has_suffix(got, " y …"));
    assert_int_equal(count_words(got), SNIPPET_SYLLABLES);
}

static void
the_window_with_the_words_side_by_side_is_the_best(void **state)
{
    (void) state;
    g_autofree char *apart = embed(40, "cách x ly x xã x hội");
    g_autofree char *together = embed(40, "cách ly xã hội");
    g_autofree char *text = g_strconcat("cách xa ", apart, " ", together, NULL);
    g_autofree char *got = snippet_of("cách ly xã hội", text, TIER_EXACT);
    assert_non_null(strstr(got, "[cách ly xã hội]"));
}

static void
a_window_starts_with_its_sentence_when_that_is_near(void **state)
{
    (void) state;
    g_autofree char *text = embed(40, "x. Nay tỉnh cách ly");
    g_autofree char *got = snippet_of("cách ly", text, TIER_EXACT);
    assert_true(g_str_has_prefix(got, "… Nay tỉnh [cách ly] y"));
}

static void
an_endless_word_is_cut(void **state)
{
    (void) state;
    g_autofree char *word = g_strnfill(100000, 'a');
    g_autofree char *got = snippet_of("b", word, TIER_EXACT);
    assert_true(strlen(got) < SNIPPET_SYLLABLES * 300);
    assert_true(g_str_has_suffix(got, "…"));
}

static void
a_very_long_text_is_read_to_its_bound_between_characters(void **state)
{
    (void) state;
    GString *text = g_string_new("x");
    while (text->len < SNIPPET_MAX_TEXT_BYTES + 100)
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
        cmocka_unit_test(whole_syllables_are_marked_as_the_source_spells_them),
        cmocka_unit_test(other_forms_are_marked_only_in_their_tier),
        cmocka_unit_test(a_phrase_is_marked_only_as_a_whole),
        cmocka_unit_test(what_is_not_wanted_is_not_marked),
        cmocka_unit_test(markup_and_page_breaks_are_not_shown),
        cmocka_unit_test(a_long_text_is_cut_around_what_matched),
        cmocka_unit_test(the_window_with_the_words_side_by_side_is_the_best),
        cmocka_unit_test(a_window_starts_with_its_sentence_when_that_is_near),
        cmocka_unit_test(an_endless_word_is_cut),
        cmocka_unit_test(a_very_long_text_is_read_to_its_bound_between_characters),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
