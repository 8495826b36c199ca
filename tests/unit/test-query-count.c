/* Counting: exact whoever counts, and a second process that fails is no silence. */
#include "query-fixture.h"

#include <string.h>

#include "count.h"

/* More than a count here and now may meet. */
#define N_NOTICES 5000

static XapianDatabase *database;

static int
setup(void **state)
{
    (void) state;
    FixtureNotice *notices = g_new0(FixtureNotice, N_NOTICES);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < N_NOTICES; i++) {
        g_ptr_array_add(ids, g_strdup_printf("n%u", i));
        notices[i].id = g_ptr_array_index(ids, i);
        notices[i].text = i % 10 == 0 ? "hội" : "hội xã";
        notices[i].type = i % 2 == 0 ? "Thông báo" : "Kết luận";  /* dense */
        notices[i].issuer = i % 100 == 0 ? "Bộ Chính trị" : NULL; /* sparse */
    }
    database = fixture_open(fixture_index("index", notices, N_NOTICES));
    g_free(notices);
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

static XapianQuery *
both_words(void)
{
    g_autoptr(XapianQuery) left =
        xapian_query_new_for_term("hội", strlen("hội"), 1, NULL);
    g_autoptr(XapianQuery) right = xapian_query_new_for_term("xã", strlen("xã"), 1, NULL);
    return xapian_query_new_for_pair(XAPIAN_QUERY_OP_AND, left, right, NULL);
}

static unsigned
count_of(const Answer *answer, unsigned facet, const char *value)
{
    for (unsigned i = 0; i < answer->facets[facet]->len; i++) {
        const AnswerCount *count = g_ptr_array_index(answer->facets[facet], i);
        if (strcmp(count->value, value) == 0)
            return count->count;
    }
    return 0;
}

static void
counts_exactly(gboolean may_fork)
{
    g_autoptr(Facets) facets = facets_new(database, N_NOTICES, NULL);
    Counter counter = { database, facets, N_NOTICES, may_fork, TRUE };
    g_autoptr(XapianQuery) query = both_words();
    g_autoptr(Answer) answer = answer_new(NULL);
    g_autoptr(Count) count = count_start(&counter, query, NULL);
    assert_non_null(count);
    assert_true(count_finish(count, answer, NULL));
    assert_int_equal(answer->total, N_NOTICES * 9 / 10);
    assert_int_equal(count_of(answer, 0, "Kết luận"), N_NOTICES / 2);
    assert_int_equal(count_of(answer, 0, "Thông báo"), N_NOTICES * 4 / 10);
    assert_int_equal(count_of(answer, 1, "Bộ Chính trị"), 0);
}

static void
a_second_process_counts_what_this_one_would(void **state)
{
    (void) state;
    counts_exactly(FALSE);
    counts_exactly(TRUE);
}

static void
a_facet_that_few_have_is_counted_over_those(void **state)
{
    (void) state;
    g_autoptr(Facets) facets = facets_new(database, N_NOTICES, NULL);
    Counter counter = { database, facets, N_NOTICES, TRUE, TRUE };
    g_autoptr(XapianQuery) query = xapian_query_new_match_all();
    g_autoptr(Answer) answer = answer_new(NULL);
    g_autoptr(Count) count = count_start(&counter, query, NULL);
    assert_true(count_finish(count, answer, NULL));
    assert_int_equal(answer->total, N_NOTICES);
    assert_int_equal(count_of(answer, 1, "Bộ Chính trị"), N_NOTICES / 100);
}

static void
a_count_that_nobody_waits_for_is_ended(void **state)
{
    (void) state;
    g_autoptr(Facets) facets = facets_new(database, N_NOTICES, NULL);
    Counter counter = { database, facets, N_NOTICES, TRUE, TRUE };
    g_autoptr(XapianQuery) query = both_words();
    count_free(count_start(&counter, query, NULL));
    count_free(NULL);
}

static void
an_error_of_the_index_comes_out_whoever_counts(void **state)
{
    (void) state;
    g_autoptr(XapianDatabase) closed = fixture_open(fixture_index("closed", NULL, 0));
    g_autoptr(Facets) facets = facets_new(closed, N_NOTICES, NULL);
    Counter counter = { closed, facets, N_NOTICES, TRUE, TRUE };
    g_autoptr(XapianQuery) query = both_words();
    g_autoptr(GError) error = NULL;
    xapian_database_close(closed);
    assert_null(count_start(&counter, query, &error));
    assert_int_equal(error->domain, XAPIAN_ERROR);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_process_counts_what_this_one_would),
        cmocka_unit_test(a_facet_that_few_have_is_counted_over_those),
        cmocka_unit_test(a_count_that_nobody_waits_for_is_ended),
        cmocka_unit_test(an_error_of_the_index_comes_out_whoever_counts),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
