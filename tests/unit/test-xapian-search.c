/* Enquire, MSet and match spies: order, counts, facets. */
#include "xapian-fixture.h"

#include <string.h>

#include <glib/gstdio.h>

#define N_DOCUMENTS 500
#define SLOT_COLOUR 1 /* red, green and none in turn */
#define SLOT_RANK 2   /* %03u of (docid * 7) % 500: each once */
#define SLOT_GROUP 3  /* a or b in turn */

/* Every document has "all"; every third "three", in a document of growing length. */
static XapianDocument *
numbered_document(unsigned i)
{
    static const char *const colours[] = { "red", "green", "" };
    XapianDocument *document = document_new(i % 3 == 0 ? "all three" : "all");
    g_autofree char *rank = g_strdup_printf("%03u", i * 7 % N_DOCUMENTS);
    const char *colour = colours[i % 3];
    assert_true(xapian_document_add_term_full(document, "filler", 6, i, NULL));
    assert_true(
        xapian_document_add_value(document, SLOT_COLOUR, colour, strlen(colour), NULL));
    assert_true(xapian_document_add_value(document, SLOT_RANK, rank, 3, NULL));
    assert_true(
        xapian_document_add_value(document, SLOT_GROUP, i % 2 ? "b" : "a", 1, NULL));
    return document;
}

static XapianDatabase *database;
static XapianEnquire *enquire;

static void
ask(XapianQuery *query)
{
    assert_true(xapian_enquire_set_query(enquire, query, NULL));
    g_object_unref(query);
}

static int
setup(void **state)
{
    scratch_setup(state);
    g_autoptr(XapianWritableDatabase) writer = xapian_writable_database_new(
        scratch("dir"), XAPIAN_DATABASE_ACTION_CREATE,
        XAPIAN_DATABASE_FLAGS_NO_SYNC | XAPIAN_DATABASE_FLAGS_NO_TERMLIST, NULL);
    for (unsigned i = 1; i <= N_DOCUMENTS; i++) {
        g_autoptr(XapianDocument) document = numbered_document(i);
        assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    }
    assert_true(xapian_writable_database_close(writer, NULL));
    const char *const sources[] = { scratch("dir") };
    assert_true(xapian_database_compact_paths(sources, 1, scratch("db"), NULL));
    database = open_database(scratch("db"));
    enquire = xapian_enquire_new(database, NULL);
    ask(term_query("all"));
    return 0;
}

static int
teardown(void **state)
{
    g_clear_object(&enquire);
    g_clear_object(&database);
    return scratch_teardown(state);
}

static XapianMSet *
get_mset(unsigned first, unsigned max_items, unsigned check_at_least)
{
    g_autoptr(GError) error = NULL;
    XapianMSet *mset =
        xapian_enquire_get_mset(enquire, first, max_items, check_at_least, &error);
    if (!mset)
        fail_msg("%s", error->message);
    return mset;
}

/* The first three document numbers are these. */
static void
assert_starts(unsigned a, unsigned b, unsigned c)
{
    g_autoptr(XapianMSet) mset = get_mset(0, 3, N_DOCUMENTS);
    assert_int_equal(xapian_mset_get_size(mset), 3);
    assert_int_equal(xapian_mset_get_docid(mset, 0), a);
    assert_int_equal(xapian_mset_get_docid(mset, 1), b);
    assert_int_equal(xapian_mset_get_docid(mset, 2), c);
}

static void
counts_are_exact_when_every_document_is_checked(void **state)
{
    (void) state;
    ask(terms_query(XAPIAN_QUERY_OP_AND, "all three"));
    g_autoptr(XapianMSet) loose = get_mset(0, 1, 0);
    assert_true(xapian_mset_get_matches_lower_bound(loose) <= N_DOCUMENTS / 3);
    assert_true(xapian_mset_get_matches_upper_bound(loose) >= N_DOCUMENTS / 3);
    static const unsigned sizes[] = { 0, 1, 10 };
    for (unsigned i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(XapianMSet) exact = get_mset(0, sizes[i], N_DOCUMENTS);
        assert_int_equal(xapian_mset_get_matches_lower_bound(exact), N_DOCUMENTS / 3);
        assert_int_equal(xapian_mset_get_matches_estimated(exact), N_DOCUMENTS / 3);
        assert_int_equal(xapian_mset_get_matches_upper_bound(exact), N_DOCUMENTS / 3);
        assert_int_equal(xapian_mset_get_size(exact), sizes[i]);
    }
}

static void
pages_continue_one_another(void **state)
{
    (void) state;
    g_autoptr(XapianMSet) whole = get_mset(0, N_DOCUMENTS, N_DOCUMENTS);
    g_autoptr(XapianMSet) last = get_mset(495, 10, N_DOCUMENTS);
    g_autoptr(XapianMSet) behind = get_mset(500, 10, N_DOCUMENTS);
    assert_int_equal(xapian_mset_get_size(whole), N_DOCUMENTS);
    assert_int_equal(xapian_mset_get_size(last), 5);
    assert_int_equal(xapian_mset_get_size(behind), 0);
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(xapian_mset_get_docid(last, i),
                         xapian_mset_get_docid(whole, 495 + i));
}

static void
bm25_parameters_reach_the_scores(void **state)
{
    (void) state;
    ask(term_query("three"));
    xapian_enquire_set_bm25(enquire, 1, 0, 1, 1, 0.01);
    assert_starts(3, 6, 9);
    g_autoptr(XapianMSet) by_length = get_mset(0, 2, 0);
    assert_true(xapian_mset_get_weight(by_length, 0) >
                xapian_mset_get_weight(by_length, 1));
    xapian_enquire_set_bm25(enquire, 1, 0, 1, 0, 0.5);
    g_autoptr(XapianMSet) flat = get_mset(0, N_DOCUMENTS, 0);
    const double weight = xapian_mset_get_weight(flat, 0);
    assert_true(weight > 0);
    assert_true(weight == xapian_mset_get_weight(flat, xapian_mset_get_size(flat) - 1));
}

static void
a_scaled_query_scales_its_score(void **state)
{
    (void) state;
    g_autoptr(XapianQuery) three = term_query("three");
    ask(g_object_ref(three));
    g_autoptr(XapianMSet) plain = get_mset(0, 1, 0);
    ask(xapian_query_new_scaled(three, 2, NULL));
    g_autoptr(XapianMSet) doubled = get_mset(0, 1, 0);
    ask(xapian_query_new_scaled(three, 0, NULL));
    g_autoptr(XapianMSet) none = get_mset(0, 1, 0);
    assert_true(xapian_mset_get_weight(doubled, 0) ==
                2 * xapian_mset_get_weight(plain, 0));
    assert_true(xapian_mset_get_weight(none, 0) == 0);
}

static void
without_weights_the_order_is_that_of_document_numbers(void **state)
{
    (void) state;
    xapian_enquire_set_boolean(enquire);
    assert_starts(1, 2, 3);
    xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_DESCENDING);
    assert_starts(500, 499, 498);
    xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_ASCENDING);
    assert_starts(1, 2, 3);
    xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_DONT_CARE);
    g_autoptr(XapianMSet) any = get_mset(0, 3, N_DOCUMENTS);
    assert_int_equal(xapian_mset_get_size(any), 3);
}

static void
equal_scores_follow_the_docid_order(void **state)
{
    (void) state;
    ask(term_query("three"));
    xapian_enquire_set_bm25(enquire, 1, 0, 1, 0, 0.5);
    assert_starts(3, 6, 9);
    xapian_enquire_set_docid_order(enquire, XAPIAN_DOCID_DESCENDING);
    assert_starts(498, 495, 492);
}

/* 7i mod 500 is 0, 1, 2 for i = 500, 143, 286, and 499, 498 for 357, 214. */
static void
values_sort(void **state)
{
    (void) state;
    xapian_enquire_set_sort_by_value(enquire, SLOT_RANK, FALSE);
    assert_starts(500, 143, 286);
    xapian_enquire_set_sort_by_value(enquire, SLOT_RANK, TRUE);
    assert_starts(357, 214, 71);
    xapian_enquire_set_sort_by_value_then_relevance(enquire, SLOT_GROUP, FALSE);
    assert_starts(2, 4, 6);
    xapian_enquire_set_sort_by_value_then_relevance(enquire, SLOT_GROUP, TRUE);
    assert_starts(1, 3, 5);
    xapian_enquire_set_sort_by_relevance(enquire);
    assert_starts(1, 2, 3);
    xapian_enquire_set_bm25(enquire, 1, 0, 1, 0, 0.5);
    xapian_enquire_set_sort_by_relevance_then_value(enquire, SLOT_RANK, TRUE);
    assert_starts(357, 214, 71);
}

static void
append_value(const char *value, size_t len, unsigned count, gpointer user_data)
{
    GString *list = user_data;
    g_string_append_len(list, value, (gssize) len);
    g_string_append_printf(list, "=%u ", count);
}

static void
assert_spied(XapianValueCountMatchSpy *spy, const char *expected)
{
    g_autoptr(GString) list = g_string_new(NULL);
    assert_true(xapian_value_count_match_spy_foreach(spy, append_value, list, NULL));
    assert_string_equal(list->str, expected);
}

static void
spies_count_the_values_of_every_result(void **state)
{
    (void) state;
    g_autoptr(XapianValueCountMatchSpy) colours =
        xapian_value_count_match_spy_new(SLOT_COLOUR);
    g_autoptr(XapianValueCountMatchSpy) groups =
        xapian_value_count_match_spy_new(SLOT_GROUP);
    g_autoptr(XapianValueCountMatchSpy) unused = xapian_value_count_match_spy_new(77);
    assert_spied(colours, "");
    xapian_enquire_add_match_spy(enquire, colours);
    xapian_enquire_add_match_spy(enquire, groups);
    xapian_enquire_add_match_spy(enquire, unused);
    g_autoptr(XapianMSet) one = get_mset(0, 1, N_DOCUMENTS);
    assert_int_equal(xapian_mset_get_size(one), 1);
    assert_spied(colours, "green=167 red=166 ");
    assert_spied(groups, "a=250 b=250 ");
    assert_spied(unused, "");
    xapian_enquire_clear_match_spies(enquire);
    g_autoptr(XapianMSet) again = get_mset(0, 1, N_DOCUMENTS);
    assert_int_equal(xapian_mset_get_size(again), 1);
    assert_spied(groups, "a=250 b=250 ");
}

static void
spies_count_over_shards_too(void **state)
{
    (void) state;
    write_text(scratch("stub"), "auto db\nauto dir\n");
    g_autoptr(XapianDatabase) both = open_database(scratch("stub"));
    g_autoptr(XapianValueCountMatchSpy) spy =
        xapian_value_count_match_spy_new(SLOT_COLOUR);
    g_clear_object(&enquire);
    enquire = xapian_enquire_new(both, NULL);
    ask(term_query("three"));
    xapian_enquire_add_match_spy(enquire, spy);
    g_autoptr(XapianMSet) mset = get_mset(0, 1, 2 * N_DOCUMENTS);
    assert_int_equal(xapian_mset_get_matches_estimated(mset), 332);
    assert_spied(spy, "red=332 ");
}

static void
objects_keep_alive_what_they_need(void **state)
{
    (void) state;
    g_autoptr(XapianValueCountMatchSpy) kept =
        xapian_value_count_match_spy_new(SLOT_GROUP);
    xapian_enquire_add_match_spy(enquire, kept);
    XapianValueCountMatchSpy *dropped = xapian_value_count_match_spy_new(SLOT_COLOUR);
    xapian_enquire_add_match_spy(enquire, dropped);
    g_object_unref(dropped);
    g_clear_object(&database);
    g_autoptr(XapianMSet) mset = get_mset(0, 1, N_DOCUMENTS);
    g_clear_object(&enquire);
    assert_spied(kept, "a=250 b=250 ");
    g_autoptr(XapianDocument) document = xapian_mset_get_document(mset, 0, NULL);
    g_clear_object(&mset);
    g_autoptr(GBytes) data = xapian_document_get_data(document, NULL);
    assert_memory_equal(g_bytes_get_data(data, NULL), "all", 3);
}

static void
a_result_gives_its_document(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    ask(term_query("three"));
    g_autoptr(XapianMSet) mset = get_mset(1, 2, 0);
    g_autoptr(XapianDocument) document = xapian_mset_get_document(mset, 0, &error);
    assert_non_null(document);
    assert_int_equal(xapian_document_get_id(document), xapian_mset_get_docid(mset, 0));
    assert_null(xapian_mset_get_document(mset, 2, &error));
    assert_error(&error, XAPIAN_ERROR_RANGE, "2");
}

static void
a_search_needs_a_query_and_an_open_database(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autoptr(XapianEnquire) empty = xapian_enquire_new(database, NULL);
    g_autoptr(XapianMSet) nothing = xapian_enquire_get_mset(empty, 0, 10, 10, &error);
    assert_non_null(nothing);
    assert_int_equal(xapian_mset_get_size(nothing), 0);
    xapian_database_close(database);
    assert_null(xapian_enquire_get_mset(enquire, 0, 10, 10, &error));
    assert_error(&error, XAPIAN_ERROR_DATABASE_CLOSED, NULL);
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(counts_are_exact_when_every_document_is_checked),
        test(pages_continue_one_another),
        test(bm25_parameters_reach_the_scores),
        test(a_scaled_query_scales_its_score),
        test(without_weights_the_order_is_that_of_document_numbers),
        test(equal_scores_follow_the_docid_order),
        test(values_sort),
        test(spies_count_the_values_of_every_result),
        test(spies_count_over_shards_too),
        test(objects_keep_alive_what_they_need),
        test(a_result_gives_its_document),
        test(a_search_needs_a_query_and_an_open_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
