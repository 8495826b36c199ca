/* What a search finds, in which tier and order, and how it is counted. */
#include "query-fixture.h"

#include <string.h>

#include "bounds.h"
#include "search.h"

/* clang-format off */
static const FixtureNotice notices[] = {
    { "n1", "Kết luận về cách ly xã hội", "Thực hiện cách ly xã hội theo Chỉ thị 16/CT-TTg.",
      "Kết luận", "Ban Thường vụ Tỉnh ủy", "Sơn La", "43-BS/ĐUK", "2021-09-08", "Trần Quốc Huy" },
    { "n2", "Thông báo", "Chiến sĩ và bác sĩ phòng, chống dịch Covid-19.\n\nNgười dân đánh giá\n\ncao.",
      "Thông báo", "Bộ Chính trị", NULL, NULL, "2021-03-05", NULL },
    { "n3", "Thông báo", "Chiến sỹ biên phòng; hoà bình. Xã khác có hội nghị, cách xa, ly hôn.",
      "Thông báo", "Ban Thường vụ Tỉnh ủy", "Vĩnh Phúc", NULL, "2020-12-31", NULL },
    { "n4", NULL, "Cach ly xa hoi tai Kien Giang, ngày 24/8/2021. Có 1.354 ca và 04 đoàn.",
      "Công văn", NULL, "Kiên Giang", NULL, NULL, NULL },
    { "n5", NULL, "Hòa bình, hóa học, tiếng Việt, quý vị. Chiến si.", NULL, NULL, NULL, NULL, NULL, NULL },
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

static void
set(SearchRequest *request, const char *name, const char *value)
{
    for (unsigned i = 0; i < request_n_inputs; i++) {
        if (strcmp(request_inputs[i].name, name) == 0) {
            assert_true(request_set(request, &request_inputs[i], value, NULL));
            return;
        }
    }
    fail_msg("no input %s", name);
}

static Answer *
run(const SearchRequest *request)
{
    GError *error = NULL;
    Answer *answer = search_run(database, request, &error);
    if (answer == NULL)
        fail_msg("%s: %s", request->query, error->message);
    return answer;
}

/* "n1 n3/folded, 2": the ids, the tiers below exact, the total, "relaxed". */
static char *
summary(const Answer *answer)
{
    GString *out = g_string_new(NULL);
    for (unsigned i = 0; i < answer->results->len; i++) {
        const AnswerResult *result = g_ptr_array_index(answer->results, i);
        g_string_append_printf(out, "%s%s%s ", result->notice->id,
                               result->tier == TIER_EXACT ? "" : "/",
                               result->tier == TIER_EXACT ? "" : tier_name(result->tier));
    }
    g_string_append_printf(out, "of %u%s", answer->total,
                           answer->relaxed ? " relaxed" : "");
    return g_string_free(out, FALSE);
}

static void
finds(const char *query, const char *expected)
{
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    set(request, "q", query);
    g_autoptr(Answer) answer = run(request);
    g_autofree char *found = summary(answer);
    if (strcmp(found, expected) != 0)
        fail_msg("%s: found %s, not %s", query, found, expected);
}

static void
all_words_must_match_in_any_order(void **state)
{
    (void) state;
    finds("cách ly xã hội", "n1 n3 n4/folded of 3");
    finds("hội xã ly cách", "n1 n3 n4/folded of 3");
    finds("phòng chống", "n2 of 1");
}

static void
a_phrase_ignores_punctuation_and_page_breaks_but_is_never_folded(void **state)
{
    (void) state;
    finds("\"cách ly xã hội\"", "n1 of 1");
    finds("\"phòng chống dịch\"", "n2 of 1");
    finds("\"đánh giá cao\"", "n2 of 1");
    finds("\"danh gia cao\"", "n2 of 1");
    finds("\"cách ly hội\"", "of 0");
    finds("\"xã\"", "n1 n3 of 2");
    finds("\"cộng tác\"", "of 0");
}

static void
an_unmarked_word_stands_for_all_its_forms_in_the_exact_tier(void **state)
{
    (void) state;
    finds("cach ly xa hoi", "n1 n4 n3 of 3");
    finds("\"cach ly xa hoi\"", "n1 n4 of 2");
    finds("\"cach ly xã hoi\"", "n1 of 1");
    finds("\"Cach ly hội\"", "of 0");
}

static void
a_marked_word_finds_its_form_then_the_other_spelling_then_other_marks(void **state)
{
    (void) state;
    finds("chiến sĩ", "n2 n3/variant n5/folded of 3");
    finds("chiến sỹ", "n3 n2/variant of 2");
    finds("\"chiến sĩ\"", "n2 n3/variant of 2");
    finds("Kiên Giang", "n4/folded of 1");
}

static void
tone_placement_and_normal_form_make_no_difference(void **state)
{
    (void) state;
    finds("hoà bình", "n5 n3 of 2");
    finds("hòa bình", "n5 n3 of 2");
    finds("ho\u0300a bi\u0300nh", "n5 n3 of 2");
}

static void
typed_marks_must_agree_when_the_form_itself_is_unknown(void **state)
{
    (void) state;
    finds("tiêng viêt", "n5 of 1");
    finds("\"tiêng viêt\"", "n5 of 1");
    finds("tiềng", "n5/folded of 1");
    finds("\"tiềng\"", "of 0");
}

static void
a_number_is_found_in_any_writing(void **state)
{
    (void) state;
    finds("04", "n4 of 1");
    finds("4 đoàn", "n4 of 1");
    finds("\"4 đoàn\"", "n4 of 1");
    finds("\"04 đoàn\"", "n4 of 1");
    finds("1354", "n4 of 1");
    finds("\"có 1.354 ca\"", "n4 of 1");
}

static void
joined_and_split_words_find_each_other(void **state)
{
    (void) state;
    finds("covid19", "n2 of 1");
    finds("Covid-19", "n2 of 1");
    finds("\"dịch covid 19\"", "n2 of 1");
    finds("\"dịch covid19\"", "n2 of 1");
}

static void
document_numbers_and_dates_are_words_of_their_own(void **state)
{
    (void) state;
    finds("16/CT-TTg", "n1 of 1");
    finds("16 / CT - TTg", "n1 of 1");
    finds("16/ct-ttg", "n1 of 1");
    finds("24/8/2021", "n4 of 1");
    finds("2021-08-24", "n4 of 1");
    finds("ngày 24 tháng 8 năm 2021", "n4 of 1");
}

static void
a_beginning_is_looked_up_with_the_marks_that_were_typed(void **state)
{
    (void) state;
    finds("cá*", "n1 n3 of 2");
    finds("ca*", "n1 n2 n3 n4 of 4");
    finds("xyz*", "of 0");
}

static void
or_not_and_brackets_do_what_they_say(void **state)
{
    (void) state;
    finds("dịch OR hôn", "n3 n2 of 2");
    finds("chiến -biên", "n5 n2 of 2");
    finds("-chiến", "n1 n4 of 2");
    finds("(dịch OR hôn) biên", "n3 of 1");
    finds("chiến -(biên OR dịch)", "n5 of 1");
    finds("-(-chiến)", "n2 n3 n5 of 3");
}

static void
a_negation_takes_away_what_was_typed_and_nothing_else(void **state)
{
    (void) state;
    finds("chien -sĩ", "n5 n3 of 2");
    finds("chien -\"chiến sĩ\"", "n5 n3 of 2");
    finds("chien -si", "n3 of 1");
}

static void
fields_filter_in_every_tier(void **state)
{
    (void) state;
    finds("loai:\"kết luận\"", "n1 of 1");
    finds("loại:\"ket luan\"", "n1 of 1");
    finds("loai:luận", "n1 of 1");
    finds("loai:báo", "n2 n3 of 2");
    finds("noi:\"ban thường vụ\"", "n1 n3 of 2");
    finds("noi:\"vụ ban\"", "of 0");
    finds("tinh:\"Son La\"", "n1 of 1");
    finds("tinh:\"Sờn La\"", "of 0");
    finds("ky:huy", "n1 of 1");
    finds("so:43-BS/ĐUK", "n1 of 1");
    finds("so:43-bs/duk", "n1 of 1");
    finds("dan:16/CT-TTg", "n1 of 1");
    finds("chiến sĩ loai:báo", "n2 n3/variant of 2");
    finds("chiến -loai:báo", "n5 of 1");
}

static void
a_range_of_days_never_holds_what_has_no_date(void **state)
{
    (void) state;
    finds("ngay:2021", "n1 n2 of 2");
    finds("ngay:2020..2021-03-05", "n2 n3 of 2");
    finds("ngay:2021-03-06..", "n1 of 1");
    finds("ngay:..2020-12-31", "n3 of 1");
    finds("ngay:8/9/2021", "n1 of 1");
    finds("ngay:..2020-12-30", "of 0");
    finds("-ngay:2000..", "n4 n5 of 2");
}

static void
when_nothing_has_all_words_any_of_them_will_do_and_that_is_said(void **state)
{
    (void) state;
    finds("hoà Covid-19", "n2 n5 n3 of 3 relaxed");
    finds("hoà zzz", "n5 n3 of 2 relaxed");
    finds("hoà Covid-19 loai:báo", "n2 n3 of 2 relaxed");
    finds("hoà Covid-19 -học", "n2 n3 of 2 relaxed");
    finds("zzz yyy", "of 0");
    finds("zzz", "of 0");
}

static void
nothing_asked_finds_nothing(void **state)
{
    (void) state;
    finds("", "of 0");
    finds("!!! \"\" ()", "of 0");
}

static void
a_filter_is_an_exact_value(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    set(request, "type", "Thông báo");
    g_autoptr(Answer) all = run(request);
    g_autofree char *found = summary(all);
    assert_string_equal(found, "n2 n3 of 2");
    set(request, "q", "chiến sĩ");
    set(request, "year", "2020");
    g_autoptr(Answer) some = run(request);
    g_autofree char *filtered = summary(some);
    assert_string_equal(filtered, "n3/variant of 1");
    set(request, "type", "thông báo");
    g_autoptr(Answer) none = run(request);
    assert_int_equal(none->total, 0);
}

static void
sorting_by_date_goes_over_all_tiers_and_puts_undated_last(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    set(request, "q", "chiến sỹ OR hội OR cách");
    set(request, "sort", "-date");
    g_autoptr(Answer) newest = run(request);
    g_autofree char *first = summary(newest);
    assert_string_equal(first, "n1 n2/variant n3 n4/folded of 4");
    set(request, "sort", "date");
    g_autoptr(Answer) oldest = run(request);
    g_autofree char *second = summary(oldest);
    assert_string_equal(second, "n3 n2/variant n1 n4/folded of 4");
}

/* The ids of all pages of `size`, one after the other. */
static char *
all_pages(const char *query, const char *sort, const char *size)
{
    GString *out = g_string_new(NULL);
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    set(request, "q", query);
    set(request, "sort", sort);
    set(request, "limit", size);
    for (;; request->page++) {
        g_autoptr(Answer) answer = run(request);
        if (answer->results->len == 0)
            break;
        for (unsigned i = 0; i < answer->results->len; i++) {
            const AnswerResult *result = g_ptr_array_index(answer->results, i);
            g_string_append_printf(out, "%s ", result->notice->id);
        }
    }
    return g_string_free(out, FALSE);
}

static void
pages_cut_one_order_across_tiers(void **state)
{
    static const char *const queries[] = { "chiến sĩ", "chiến", "hòa OR chiến sỹ OR hội",
                                           "-zzz" };
    static const char *const sorts[] = { "relevance", "date", "-date" };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(queries) * G_N_ELEMENTS(sorts); i++) {
        const char *query = queries[i % G_N_ELEMENTS(queries)];
        const char *sort = sorts[i / G_N_ELEMENTS(queries)];
        g_autofree char *whole = all_pages(query, sort, "100");
        g_autofree char *singles = all_pages(query, sort, "1");
        g_autofree char *twos = all_pages(query, sort, "2");
        assert_string_not_equal(whole, "");
        assert_string_equal(singles, whole);
        assert_string_equal(twos, whole);
    }
}

static void
counts_are(const Answer *answer, unsigned facet, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (unsigned i = 0; i < answer->facets[facet]->len; i++) {
        const AnswerCount *count = g_ptr_array_index(answer->facets[facet], i);
        g_string_append_printf(out, "%s %u; ", count->value, count->count);
    }
    assert_string_equal(out->str, expected);
}

static void
facets_count_all_tiers_most_frequent_first_then_by_the_dictionary(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    set(request, "q", "chiến sĩ OR hội OR xã");
    set(request, "limit", "1");
    g_autoptr(Answer) answer = run(request);
    assert_int_equal(answer->total, 5);
    counts_are(answer, 0, "Thông báo 2; Công văn 1; Kết luận 1; ");
    counts_are(answer, 1, "Ban Thường vụ Tỉnh ủy 2; Bộ Chính trị 1; ");
    counts_are(answer, 2, "Kiên Giang 1; Sơn La 1; Vĩnh Phúc 1; ");
    counts_are(answer, 3, "2021 2; 2020 1; ");
}

static void
what_cannot_all_be_looked_for_is_said(void **state)
{
    (void) state;
    FixtureNotice many[2] = { { "many", NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                NULL } };
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i <= QUERY_MAX_EXPANSION; i++)
        g_string_append_printf(text, "q%u ", i);
    many[0].text = text->str;
    g_autoptr(XapianDatabase) large = fixture_open(fixture_index("many", many, 1));
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    set(request, "q", "q*");
    g_autoptr(Answer) answer = search_run(large, request, NULL);
    assert_int_equal(answer->total, 1);
    assert_int_equal(answer->warnings->len, 1);
    g_autofree char *said = answer_warning_text(g_ptr_array_index(answer->warnings, 0));
    assert_non_null(strstr(said, "q*"));
}

static void
more_words_than_the_limit_are_said(void **state)
{
    (void) state;
    g_autoptr(GString) words = g_string_new(NULL);
    for (unsigned i = 0; i <= QUERY_MAX_WORDS; i++)
        g_string_append(words, "chiến ");
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    set(request, "q", words->str);
    g_autoptr(Answer) answer = run(request);
    assert_int_equal(answer->total, 3);
    assert_int_equal(answer->warnings->len, 1);
    g_autofree char *said = answer_warning_text(g_ptr_array_index(answer->warnings, 0));
    assert_non_null(strstr(said, "64"));
}

static void
two_databases_of_a_stub_are_asked_as_one(void **state)
{
    (void) state;
    g_autofree char *stub = g_build_filename(fixture_folder(), "stub", NULL);
    const char *one = fixture_index("one", notices, 2);
    const char *two = fixture_index("two", notices + 2, 3);
    g_autofree char *lines = g_strdup_printf("auto %s\nauto %s\n", one, two);
    assert_true(g_file_set_contents(stub, lines, -1, NULL));
    g_autoptr(XapianDatabase) both = fixture_open(stub);
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    set(request, "q", "-zzz");
    set(request, "sort", "-date");
    g_autoptr(Answer) answer = search_run(both, request, NULL);
    g_autofree char *found = summary(answer);
    assert_string_equal(found, "n1 n2 n3 n4 n5 of 5");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_words_must_match_in_any_order),
        cmocka_unit_test(
            a_phrase_ignores_punctuation_and_page_breaks_but_is_never_folded),
        cmocka_unit_test(an_unmarked_word_stands_for_all_its_forms_in_the_exact_tier),
        cmocka_unit_test(
            a_marked_word_finds_its_form_then_the_other_spelling_then_other_marks),
        cmocka_unit_test(tone_placement_and_normal_form_make_no_difference),
        cmocka_unit_test(typed_marks_must_agree_when_the_form_itself_is_unknown),
        cmocka_unit_test(a_number_is_found_in_any_writing),
        cmocka_unit_test(joined_and_split_words_find_each_other),
        cmocka_unit_test(document_numbers_and_dates_are_words_of_their_own),
        cmocka_unit_test(a_beginning_is_looked_up_with_the_marks_that_were_typed),
        cmocka_unit_test(or_not_and_brackets_do_what_they_say),
        cmocka_unit_test(a_negation_takes_away_what_was_typed_and_nothing_else),
        cmocka_unit_test(fields_filter_in_every_tier),
        cmocka_unit_test(a_range_of_days_never_holds_what_has_no_date),
        cmocka_unit_test(when_nothing_has_all_words_any_of_them_will_do_and_that_is_said),
        cmocka_unit_test(nothing_asked_finds_nothing),
        cmocka_unit_test(a_filter_is_an_exact_value),
        cmocka_unit_test(sorting_by_date_goes_over_all_tiers_and_puts_undated_last),
        cmocka_unit_test(pages_cut_one_order_across_tiers),
        cmocka_unit_test(
            facets_count_all_tiers_most_frequent_first_then_by_the_dictionary),
        cmocka_unit_test(what_cannot_all_be_looked_for_is_said),
        cmocka_unit_test(more_words_than_the_limit_are_said),
        cmocka_unit_test(two_databases_of_a_stub_are_asked_as_one),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
