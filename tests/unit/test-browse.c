/* The listing of a collection, from scratch file to groups. */
#include "browse/groups.h"
#include "error.h"
#include "scratch.h"

#include <string.h>

/* A notice as it is read: `text` may be anything. */
typedef struct {
    const char *id, *type, *date, *text;
} Given;

/* Writes the notices as read by two workers, in turn. */
static void
write_listing(const char *folder, const Given *given, unsigned n)
{
    ListingWriter *writers[2];

    for (unsigned i = 0; i < 2; i++)
        writers[i] = listing_writer_new(folder, i, NULL);
    for (unsigned i = 0; i < n; i++) {
        Notice notice = { .id = (char *) given[i].id,
                          .file_name = (char *) given[i].id,
                          .type = (char *) given[i].type,
                          .date = (char *) given[i].date,
                          .text = (char *) given[i].text };
        g_autoptr(Extraction) extraction = extraction_read(&notice);

        listing_writer_add(writers[i % 2], &notice, extraction, i);
    }
    for (unsigned i = 0; i < 2; i++)
        assert_true(listing_writer_close(writers[i], NULL));
}

/* In the order in which they were given. */
static Listing *
listing_of(const char *folder, const Given *given, unsigned n)
{
    g_autofree uint64_t *orders = g_new(uint64_t, n + 1);
    g_autoptr(GError) error = NULL;

    write_listing(folder, given, n);
    for (unsigned i = 0; i < n; i++)
        orders[i] = i;
    Listing *listing = listing_new(folder, 3, orders, n, &error);
    if (listing == NULL)
        fail_msg("%s", error->message);
    return listing;
}

/* "a b | c |": the ids of each group, in order. */
static char *
describe(const Listing *listing, SiteFacet facet)
{
    g_autoptr(Groups) groups = groups_new(listing, facet);
    GString *text = g_string_new(NULL);
    unsigned at = 0;

    for (unsigned i = 0; i < groups->values->len; i++) {
        const SiteGroup *group = &g_array_index(groups->values, SiteGroup, i);

        g_string_append_printf(text, "%s:", group->value != NULL ? group->value : "?");
        for (unsigned j = 0; j < group->n; j++)
            g_string_append_printf(text, " %s",
                                   listing_get(listing, groups->notices[at++]).file_name);
        g_string_append(text, "; ");
    }
    return g_string_free(text, FALSE);
}

static const Given collection[] = {
    { "a", "Thông báo", "2021-01-05", "x" },
    { "b", "Đề án", "2020-03-31", "x" },
    { "c", "Dự án", "2020-03-01", "x" },
    { "d", NULL, NULL, "Ngày 19-02-2020, Ban Thường vụ Tỉnh ủy họp." },
    { "e", "Thông báo", NULL, "x" },
    { "f", "Thông báo", NULL, "Ngày 20/3/2020, Ban Thường vụ Tỉnh ủy họp." },
};

static void
groups_are_in_the_order_of_the_dictionary_and_the_unknown_last(void **state)
{
    g_autoptr(Listing) listing = listing_of(*state, collection, G_N_ELEMENTS(collection));
    g_autofree char *types = describe(listing, SITE_TYPE);
    g_autofree char *provinces = describe(listing, SITE_PROVINCE);
    g_autoptr(Groups) none = groups_new(listing, SITE_PROVINCE);
    g_autoptr(Groups) some = groups_new(listing, SITE_TYPE);

    assert_string_equal(types, "Dự án: c; Đề án: b; Thông báo: a e f; ?: d; ");
    assert_string_equal(provinces, "?: a b c d e f; ");
    assert_false(groups_any(none));
    assert_true(groups_any(some));
}

static void
years_are_newest_first_and_the_undated_by_their_bounds(void **state)
{
    g_autoptr(Listing) listing = listing_of(*state, collection, G_N_ELEMENTS(collection));
    g_autofree char *years = describe(listing, SITE_YEAR);
    g_autofree char *months = describe(listing, SITE_MONTH);

    assert_string_equal(years, "2021: a; 2020: b c; ?: f d e; ");
    assert_string_equal(months, "2021-01: a; 2020-03: b c; ?: d e f; ");
}

static void
a_listing_keeps_what_lists_show(void **state)
{
    g_autoptr(Listing) listing = listing_of(*state, collection, G_N_ELEMENTS(collection));
    const SiteLine line = listing_get(listing, 3);
    const SiteLine dated = listing_get(listing, 0);

    assert_int_equal(listing_get_n(listing), G_N_ELEMENTS(collection));
    assert_string_equal(line.file_name, "d");
    assert_string_equal(line.heading, "Ngày 19-02-2020, Ban Thường vụ Tỉnh ủy họp.");
    assert_true(line.untitled);
    assert_null(line.type);
    assert_null(line.date);
    assert_string_equal(line.not_before, "2020-02-19");
    assert_null(line.not_after);
    assert_string_equal(dated.date, "2021-01-05");
    assert_null(dated.not_before);
}

static void
the_text_of_an_event_is_cut_between_words_and_freed_of_a_table(void **state)
{
    g_autoptr(GString) text = g_string_new("| Đến ngày: 25/3/2020 |\n\nNgày 12/3/2021");
    for (unsigned i = 0; i < 100; i++)
        g_string_append(text, " tỉnh");
    const Given given[] = { { "a", NULL, NULL, text->str } };
    g_autoptr(Listing) listing = listing_of(*state, given, 1);
    const char *at = listing_get_events(listing, 0);
    ListingEvent event = { 0 };

    assert_true(listing_take_event(&at, &event));
    assert_string_equal(event.date, "2020-03-25");
    assert_null(event.end);
    assert_string_equal(event.text, "Đến ngày: 25/3/2020");
    assert_true(listing_take_event(&at, &event));
    assert_string_equal(event.date, "2021-03-12");
    assert_true(g_str_has_suffix(event.text, "tỉnh …"));
    assert_in_range(g_utf8_strlen(event.text, -1), LISTING_EVENT_CHARS - 10,
                    LISTING_EVENT_CHARS + 2);
    assert_false(listing_take_event(&at, &event));
}

static void
a_collection_without_notices_has_no_groups(void **state)
{
    g_autoptr(Listing) listing = listing_of(*state, NULL, 0);
    g_autofree char *years = describe(listing, SITE_YEAR);
    g_autoptr(Groups) groups = groups_new(listing, SITE_YEAR);

    assert_string_equal(years, "");
    assert_false(groups_any(groups));
}

static void
a_notice_whose_id_was_taken_is_not_listed(void **state)
{
    const uint64_t orders[] = { 2, 0 };

    write_listing(*state, collection, 3);
    g_autoptr(Listing) listing = listing_new(*state, 2, orders, 2, NULL);
    assert_string_equal(listing_get(listing, 0).file_name, "c");
    assert_string_equal(listing_get(listing, 1).file_name, "a");
}

static void
a_listing_that_is_cut_or_lacks_a_notice_is_an_error(void **state)
{
    const uint64_t orders[] = { 0, 1, 9 };
    g_autofree char *path = g_build_filename(*state, "listing-0", NULL);
    g_autofree char *bytes = NULL;
    g_autoptr(GError) lacking = NULL;
    g_autoptr(GError) cut = NULL;
    size_t len = 0;

    write_listing(*state, collection, 2);
    assert_null(listing_new(*state, 2, orders, 3, &lacking));
    assert_true(g_error_matches(lacking, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_true(g_file_get_contents(path, &bytes, &len, NULL));
    assert_true(g_file_set_contents(path, bytes, (gssize) len - 1, NULL));
    assert_null(listing_new(*state, 2, orders, 2, &cut));
    assert_true(g_error_matches(cut, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_non_null(strstr(cut->message, "listing-0: cannot read back"));
}

static void
a_listing_that_cannot_be_written_is_an_error(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_build_filename(*state, "nowhere", NULL);

    assert_null(listing_writer_new(folder, 0, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(groups_are_in_the_order_of_the_dictionary_and_the_unknown_last),
        scratch_test(years_are_newest_first_and_the_undated_by_their_bounds),
        scratch_test(a_listing_keeps_what_lists_show),
        scratch_test(the_text_of_an_event_is_cut_between_words_and_freed_of_a_table),
        scratch_test(a_collection_without_notices_has_no_groups),
        scratch_test(a_notice_whose_id_was_taken_is_not_listed),
        scratch_test(a_listing_that_is_cut_or_lacks_a_notice_is_an_error),
        scratch_test(a_listing_that_cannot_be_written_is_an_error),
    };
    return cmocka_run_group_tests_name("browse", tests, NULL, NULL);
}
