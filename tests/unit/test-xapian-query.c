/* Query trees: what they find, and what cannot be one. */
#include "xapian-fixture.h"

#include <math.h>
#include <string.h>

#define OP(name) XAPIAN_QUERY_OP_##name

/*                                     1        2        3          4        5 */
static const char *const TEXTS[] = { "a b c", "c b a",       "x a b c",
                                     "a x b", "d e f a c f", NULL };

static XapianDatabase *database;

static int
setup(void **state)
{
    scratch_setup(state);
    make_single_file(scratch("db"), TEXTS);
    database = open_database(scratch("db"));
    return 0;
}

static int
teardown(void **state)
{
    g_clear_object(&database);
    return scratch_teardown(state);
}

/* Asserts which documents `query` (taken) finds, as a set in order of number. */
static void
assert_finds(XapianQuery *query, const char *expected)
{
    g_autoptr(XapianQuery) boolean = xapian_query_new_scaled(query, 0, NULL);
    g_autofree char *found = search(database, boolean);
    g_autofree char *description = xapian_query_get_description(query);
    if (strcmp(found, expected) != 0)
        fail_msg("%s finds \"%s\", not \"%s\"", description, found, expected);
    g_object_unref(query);
}

/* Combines the queries (taken; NULL ends) by `op`. */
static XapianQuery *
combine(XapianQueryOp op, unsigned window, XapianQuery **queries, GError **error)
{
    unsigned n = 0;
    while (queries[n])
        n++;
    XapianQuery *query = xapian_query_new_for_queries(op, queries, n, window, error);
    for (unsigned i = 0; i < n; i++)
        g_object_unref(queries[i]);
    return query;
}

#define parts(...) ((XapianQuery *[]){ __VA_ARGS__, NULL })

static void
each_operator_combines_as_its_name_says(void **state)
{
    (void) state;
    static const struct {
        XapianQueryOp op;
        const char *terms;
        const char *expected;
    } rows[] = {
        { OP(AND), "a x", "3 4" },       { OP(OR), "x d", "3 4 5" },
        { OP(AND_NOT), "a b", "5" },     { OP(AND_NOT), "a x d", "1 2" },
        { OP(XOR), "c x", "1 2 4 5" },   { OP(AND_MAYBE), "x d", "3 4" },
        { OP(FILTER), "a d", "5" },      { OP(SYNONYM), "x d", "3 4 5" },
        { OP(MAX), "x d", "3 4 5" },     { OP(PHRASE), "a b c", "1 3" },
        { OP(PHRASE), "a b", "1 3" },    { OP(PHRASE), "c b a", "2" },
        { OP(PHRASE), "b b", "" },       { OP(NEAR), "a b", "1 2 3" },
        { OP(PHRASE), "a nowhere", "" }, { OP(PHRASE), "e", "5" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(terms_query(rows[i].op, rows[i].terms), rows[i].expected);
}

static void
a_pair_is_a_list_of_two(void **state)
{
    (void) state;
    g_autoptr(XapianQuery) a = term_query("a");
    g_autoptr(XapianQuery) x = term_query("x");
    assert_finds(xapian_query_new_for_pair(OP(AND_NOT), a, x, NULL), "1 2 5");
}

static void
a_phrase_takes_any_of_several_words_at_each_place(void **state)
{
    (void) state;
    static const struct {
        const char *places[4];
        const char *expected;
    } rows[] = {
        { { "a d", "b" }, "1 3" },
        { { "a c", "b" }, "1 2 3" },
        { { "a x", "b", "a c d" }, "1 3" },
        { { "a d c", "b e", "f c a" }, "1 2 3 5" },
        { { "x e", "a b f", "b a" }, "3 5" },
        { { "nowhere a", "b nowhere" }, "1 3" },
        { { "nowhere", "a b" }, "" },
        { { "f", "a c f", "c", "f" }, "5" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        XapianQuery *places[5] = { NULL };
        for (unsigned j = 0; j < 4 && rows[i].places[j]; j++)
            places[j] = terms_query(OP(OR), rows[i].places[j]);
        assert_finds(combine(OP(PHRASE), 0, places, NULL), rows[i].expected);
    }
}

static void
a_phrase_of_alternatives_works_inside_other_operators(void **state)
{
    (void) state;
    XapianQuery *nested =
        combine(OP(OR), 0, parts(term_query("x"), terms_query(OP(OR), "a d")), NULL);
    XapianQuery *phrase =
        combine(OP(PHRASE), 0, parts(nested, terms_query(OP(OR), "b e")), NULL);
    XapianQuery *filtered =
        combine(OP(FILTER), 0, parts(terms_query(OP(OR), "c f"), phrase), NULL);
    assert_finds(filtered, "1 3 5");
    XapianQuery *places =
        combine(OP(PHRASE), 0, parts(terms_query(OP(OR), "a c"), term_query("b")), NULL);
    assert_finds(
        combine(OP(AND_NOT), 0, parts(xapian_query_new_match_all(), places), NULL),
        "4 5");
}

static void
the_window_is_how_far_near_and_phrase_reach(void **state)
{
    (void) state;
    static const struct {
        XapianQueryOp op;
        unsigned window;
        const char *expected;
    } rows[] = {
        { OP(PHRASE), 0, "1 3" }, { OP(PHRASE), 2, "1 3" },   { OP(PHRASE), 3, "1 3 4" },
        { OP(NEAR), 2, "1 2 3" }, { OP(NEAR), 3, "1 2 3 4" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(combine(rows[i].op, rows[i].window,
                             parts(term_query("a"), term_query("b")), NULL),
                     rows[i].expected);
}

static XapianQuery *
range_query(void)
{
    return xapian_query_new_value_range(0, "a", "b", NULL);
}

static XapianQuery *
scaled_query(void)
{
    g_autoptr(XapianQuery) a = term_query("a");
    return xapian_query_new_scaled(a, 2, NULL);
}

static void
near_and_phrase_refuse_what_has_no_positions(void **state)
{
    (void) state;
    static const XapianQueryOp ops[] = {
        OP(SYNONYM), OP(MAX), OP(AND),  OP(AND_NOT), OP(AND_MAYBE),
        OP(FILTER),  OP(XOR), OP(NEAR), OP(PHRASE),
    };
    for (XapianQueryOp op = OP(NEAR); op <= OP(PHRASE); op++) {
        g_autoptr(GError) error = NULL;
        for (unsigned i = 0; i < G_N_ELEMENTS(ops); i++) {
            assert_null(combine(op, 0, parts(terms_query(ops[i], "a b"), term_query("c")),
                                &error));
            assert_error(&error, XAPIAN_ERROR_UNIMPLEMENTED, "leaf subqueries");
        }
        assert_null(combine(op, 0, parts(range_query(), term_query("c")), &error));
        assert_error(&error, XAPIAN_ERROR_UNIMPLEMENTED, "leaf subqueries");
        assert_null(combine(op, 0, parts(scaled_query(), term_query("c")), &error));
        assert_error(&error, XAPIAN_ERROR_UNIMPLEMENTED, "leaf subqueries");
    }
}

static void
a_phrase_that_xapian_refuses_only_when_searching_is_an_error_too(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    XapianQuery *any =
        combine(OP(OR), 0, parts(term_query("a"), xapian_query_new_match_all()), NULL);
    g_autoptr(XapianQuery) query =
        combine(OP(PHRASE), 0, parts(any, term_query("c")), NULL);
    g_autoptr(XapianEnquire) enquire = xapian_enquire_new(database, NULL);
    assert_true(xapian_enquire_set_query(enquire, query, NULL));
    assert_null(xapian_enquire_get_mset(enquire, 0, 10, 10, &error));
    assert_error(&error, XAPIAN_ERROR_INVALID_OPERATION, NULL);
}

static void
all_and_nothing_are_queries(void **state)
{
    (void) state;
    assert_finds(xapian_query_new_match_all(), "1 2 3 4 5");
    assert_finds(xapian_query_new_match_nothing(), "");
    for (XapianQueryOp op = OP(AND); op <= OP(MAX); op++) {
        g_autoptr(XapianQuery) none = xapian_query_new_for_queries(op, NULL, 0, 0, NULL);
        assert_true(xapian_query_is_empty(none));
        assert_finds(g_steal_pointer(&none), "");
    }
    g_autoptr(XapianQuery) all = xapian_query_new_match_all();
    assert_false(xapian_query_is_empty(all));
}

static void
a_term_too_long_for_any_index_finds_nothing(void **state)
{
    (void) state;
    static const size_t lengths[] = { 245, 246, 255, 256, 257, 70000 };
    for (unsigned i = 0; i < G_N_ELEMENTS(lengths); i++) {
        g_autofree char *term = g_strnfill(lengths[i], 'a');
        assert_finds(term_query(term), "");
    }
}

static void
a_factor_must_be_a_number_from_zero_on(void **state)
{
    (void) state;
    static const double refused[] = { -1, -0.001, -INFINITY, INFINITY, NAN };
    g_autoptr(XapianQuery) query = term_query("a");
    for (unsigned i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GError) error = NULL;
        assert_null(xapian_query_new_scaled(query, refused[i], &error));
        assert_error(&error, XAPIAN_ERROR_INVALID_ARGUMENT, NULL);
    }
    g_autoptr(XapianQuery) zero = xapian_query_new_scaled(query, 0, NULL);
    assert_non_null(zero);
}

static void
a_description_shows_the_tree(void **state)
{
    (void) state;
    g_autoptr(XapianQuery) query = terms_query(OP(PHRASE), "a b");
    g_autofree char *description = xapian_query_get_description(query);
    assert_string_equal(description, "Query((a PHRASE 2 b))");
    g_autoptr(XapianQuery) binary = xapian_query_new_for_term("\xff\0x", 3, 1, NULL);
    g_autofree char *escaped = xapian_query_get_description(binary);
    assert_true(g_utf8_validate(escaped, -1, NULL));
}

static void
make_dated_database(const char *path)
{
    static const char *const dates[] = { "20200101", "", "20200331", "20210824" };
    g_autoptr(XapianWritableDatabase) writer = xapian_writable_database_new(
        path, XAPIAN_DATABASE_ACTION_CREATE, XAPIAN_DATABASE_FLAGS_NO_SYNC, NULL);
    assert_non_null(writer);
    for (unsigned i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_autoptr(XapianDocument) document = document_new("a");
        assert_true(
            xapian_document_add_value(document, 0, dates[i], strlen(dates[i]), NULL));
        assert_true(xapian_writable_database_add_document(writer, document, NULL, NULL));
    }
    assert_true(xapian_writable_database_close(writer, NULL));
}

static void
a_range_holds_both_its_ends_and_never_a_document_without_a_value(void **state)
{
    (void) state;
    static const struct {
        const char *begin;
        const char *end;
        const char *expected;
    } rows[] = {
        { "20200101", "20200331", "1 3" }, { "20200102", "20200330", "" },
        { NULL, "20200331", "1 3" },       { "", "20200331", "1 3" },
        { "20200331", NULL, "3 4" },       { NULL, NULL, "1 3 4" },
        { "20210824", "20210824", "4" },   { "20210824", "20200101", "" },
        { "2020", "2021", "1 3" },         { "20200101", "", "1 3 4" },
    };
    make_dated_database(scratch("dated"));
    g_clear_object(&database);
    database = open_database(scratch("dated"));
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(xapian_query_new_value_range(0, rows[i].begin, rows[i].end, NULL),
                     rows[i].expected);
    assert_finds(xapian_query_new_value_range(1, "a", "b", NULL), "");
}

#define test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(each_operator_combines_as_its_name_says),
        test(a_pair_is_a_list_of_two),
        test(a_phrase_takes_any_of_several_words_at_each_place),
        test(a_phrase_of_alternatives_works_inside_other_operators),
        test(the_window_is_how_far_near_and_phrase_reach),
        test(near_and_phrase_refuse_what_has_no_positions),
        test(a_phrase_that_xapian_refuses_only_when_searching_is_an_error_too),
        test(all_and_nothing_are_queries),
        test(a_term_too_long_for_any_index_finds_nothing),
        test(a_factor_must_be_a_number_from_zero_on),
        test(a_description_shows_the_tree),
        test(a_range_holds_both_its_ends_and_never_a_document_without_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
