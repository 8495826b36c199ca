/* The input surface: the command line, the table behind it, and its help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bounds.h"
#include "dates.h"
#include "error.h"
#include "options.h"

#define MAX_ARGUMENTS 8
#define N_DAY_ROWS 44

static SearchRequest *
read_line(const char *const *line, GError **error)
{
    char *arguments[MAX_ARGUMENTS + 1] = { NULL };
    for (unsigned i = 0; i < MAX_ARGUMENTS && line[i] != NULL; i++)
        arguments[i] = (char *) line[i];
    return options_read(arguments, error);
}

static void
asks(const char *query, const char *const *line)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SearchRequest) request = read_line(line, &error);
    assert_string_equal(request != NULL ? request->query : error->message, query);
}

#define LINE(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
arguments_that_are_no_options_are_one_query(void **state)
{
    (void) state;
    asks("cách ly xã hội", LINE("cách", "ly", "xã hội"));
    asks("2033 -TB/TU", LINE("2033", "-TB/TU"));
    asks("dịch -cúm", LINE("--page", "2", "dịch", "-cúm"));
    asks("-cúm --page", LINE("--", "-cúm", "--page"));
    asks("-", LINE("-"));
    asks("a b", LINE("a", "--page=3", "b"));
}

static void
every_option_sets_what_it_says(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) one = read_line(
        LINE("-i", "out", "--format=csv", "--sort=-date", "--limit", "100", "a"), NULL);
    assert_non_null(one);
    assert_string_equal(one->index, "out");
    assert_int_equal(one->format, FORMAT_CSV);
    assert_int_equal(one->sort, SORT_NEWEST);
    assert_int_equal(one->page_size, 100);
    g_autoptr(SearchRequest) two = read_line(
        LINE("-iout", "--type=A", "--issuer=B", "--province=C", "--year=2020"), NULL);
    assert_non_null(two);
    assert_string_equal(two->index, "out");
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        assert_string_equal(two->filters[i],
                            ((const char *[]){ "A", "B", "C", "2020" })[i]);
    assert_string_equal(two->query, "");
    g_autoptr(SearchRequest) help = read_line(LINE("-h"), NULL);
    assert_true(help->help);
    g_autoptr(SearchRequest) version = read_line(LINE("--version"), NULL);
    assert_true(version->version);
}

static void
refuses(const char *part, const char *const *line)
{
    g_autoptr(GError) error = NULL;
    assert_null(read_line(line, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_USAGE));
    assert_int_equal(exit_status_for(error), EXIT_STATUS_USAGE);
    if (strstr(error->message, part) == NULL)
        fail_msg("\"%s\" does not name %s", error->message, part);
}

static void
wrong_usage_is_named(void **state)
{
    (void) state;
    refuses("no query", LINE(NULL));
    refuses("no query", LINE(" \t"));
    refuses("--wrong", LINE("--wrong", "a"));
    refuses("-x", LINE("-x", "a"));
    refuses("--pag", LINE("--pag", "2", "a"));
    refuses("--q", LINE("--q", "a"));
    refuses("--page", LINE("a", "--page"));
    refuses("--help", LINE("--help=x"));
    refuses("\"abc\"", LINE("--page", "abc", "a"));
    refuses("page", LINE("--page", "0", "a"));
    refuses("page", LINE("--page", "-1", "a"));
    refuses("page", LINE("--page", "10001", "a"));
    refuses("limit", LINE("--limit", "101", "a"));
    refuses("text|json|csv|html", LINE("--format", "exe", "a"));
    refuses("relevance|date|-date", LINE("--sort", "title", "a"));
    refuses("UTF-8", LINE("a\xff"));
    refuses("UTF-8", LINE("--type", "\xc3", "a"));
}

static void
a_query_may_have_1024_bytes_and_no_more(void **state)
{
    (void) state;
    g_autofree char *longest = g_strnfill(QUERY_MAX_BYTES, 'a');
    asks(longest, LINE(longest));
    g_autofree char *longer = g_strnfill(QUERY_MAX_BYTES + 1, 'a');
    refuses("1025 bytes", LINE(longer));
}

static void
a_path_may_be_any_bytes(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = read_line(LINE("-i", "\xff", "a"), NULL);
    assert_non_null(request);
    assert_string_equal(request->index, "\xff");
}

static void
the_help_has_every_option_and_fits_a_terminal(void **state)
{
    (void) state;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    options_print_help(out);
    fclose(out);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    assert_true(g_strv_length(lines) <= 24);
    for (unsigned i = 0; lines[i] != NULL; i++)
        assert_true(g_utf8_strlen(lines[i], -1) <= 80);
    for (unsigned i = 0; i < request_n_inputs; i++) {
        g_autofree char *option = g_strconcat("--", request_inputs[i].name, NULL);
        gboolean listed = strstr(text, option) != NULL;
        assert_int_equal(listed, (request_inputs[i].places & INPUT_COMMAND) != 0);
    }
    free(text);
}

static void
no_two_inputs_share_a_name_or_letter(void **state)
{
    (void) state;
    for (unsigned i = 0; i < request_n_inputs; i++)
        for (unsigned j = 0; j < i; j++) {
            assert_string_not_equal(request_inputs[i].name, request_inputs[j].name);
            assert_true(request_inputs[i].letter == '\0' ||
                        request_inputs[i].letter != request_inputs[j].letter);
        }
}

static void
equal_requests_have_one_address_and_defaults_are_left_out(void **state)
{
    (void) state;
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_HTML);
    g_autofree char *empty = request_to_query_string(request, 1);
    assert_string_equal(empty, "q=");
    g_autoptr(SearchRequest) full =
        read_line(LINE("--sort=date", "--type=Thông báo", "--year=2020", "--format=json",
                       "a&b=c +"),
                  NULL);
    g_autofree char *address = request_to_query_string(full, 2);
    assert_string_equal(address, "q=a%26b%3Dc%20%2B&sort=date&format=json&"
                                 "type=Th%C3%B4ng%20b%C3%A1o&year=2020&page=2");
}

static void
check_fields(char **row)
{
    const char *way = row[0];
    if (strcmp(way, "typed") == 0) {
        g_autofree char *form = query_dates_parse(row[1]);
        assert_string_equal(form != NULL ? form : "!", row[2]);
    } else if (strcmp(way, "write") == 0) {
        g_autofree char *bound = query_dates_write(row[1], row[2], row[3]);
        assert_string_equal(bound, row[4]);
    } else if (strcmp(way, "read") == 0) {
        g_auto(QueryDates) dates = { NULL, NULL, NULL };
        query_dates_read(row[1], &dates);
        g_autofree char *from = query_dates_shown(dates.from);
        g_autofree char *to = query_dates_shown(dates.to);
        assert_string_equal(from, row[2]);
        assert_string_equal(to, row[3]);
        assert_string_equal(dates.rest, row[4]);
    } else {
        assert_string_equal(way, "order");
        assert_string_equal(query_dates_in_order(row[1], row[2]) ? "yes" : "no", row[3]);
    }
}

static void
every_row_of_the_fields_of_days_is_as_it_says(void **state)
{
    (void) state;
    unsigned n = 0;
    g_autofree char *content = NULL;
    assert_true(g_file_get_contents(TEST_SOURCE_DIR "/golden/day-fields.tsv", &content,
                                    NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '#' || lines[i][0] == '\0')
            continue;
        g_auto(GStrv) row = g_strsplit(lines[i], "\t", -1);
        check_fields(row);
        n++;
    }
    assert_int_equal(n, N_DAY_ROWS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_that_are_no_options_are_one_query),
        cmocka_unit_test(every_option_sets_what_it_says),
        cmocka_unit_test(wrong_usage_is_named),
        cmocka_unit_test(a_query_may_have_1024_bytes_and_no_more),
        cmocka_unit_test(a_path_may_be_any_bytes),
        cmocka_unit_test(the_help_has_every_option_and_fits_a_terminal),
        cmocka_unit_test(no_two_inputs_share_a_name_or_letter),
        cmocka_unit_test(equal_requests_have_one_address_and_defaults_are_left_out),
        cmocka_unit_test(every_row_of_the_fields_of_days_is_as_it_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
