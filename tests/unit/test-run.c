/* Runs: sorted by term, postings in order of documents, everything read back. */
#include "run.h"
#include "scratch.h"

#include <string.h>
#include <unistd.h>

#include "schema.h"

/* "term tf/cf: docid(wdf,positions) …" for each record. */
static char *
dump(const char *path)
{
    GString *text = g_string_new(NULL);
    g_autoptr(RunReader) reader = run_reader_new(path, NULL);
    g_autoptr(GError) error = NULL;
    RunRecord record;

    assert_non_null(reader);
    while (run_reader_next(reader, &record, &error)) {
        RunPosting posting = { 0 };
        size_t at = 0;

        g_string_append_printf(text, "%.*s %u/%u:", (int) record.term_len, record.term,
                               record.termfreq, (unsigned) record.collfreq);
        while (run_next_posting(&record, &at, &posting))
            g_string_append_printf(text, " %u(%u%s)", posting.docid, posting.wdf,
                                   posting.bytes != NULL ? ",p" : "");
        g_string_append_c(text, '\n');
    }
    assert_null(error);
    return g_string_free(text, FALSE);
}

static void
terms_are_sorted_with_the_pairs_in_their_place(void **state)
{
    static const uint32_t positions[] = { 1, 5 };
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    const TextWord *b = text_intern(analyser, "b", 1);
    const TextWord *ab = text_intern(analyser, "ab", 2);
    const TextWord *a = text_intern(analyser, "a", 1);
    g_autoptr(RunBuilder) run = run_builder_new();
    g_autofree char *path = g_build_filename(*state, "run", NULL);

    run_builder_start_document(run);
    run_builder_post(run, run_builder_term(run, "z", 1), 2, positions, 2);
    run_builder_post(run, run_builder_pair(run, b, a), 1, NULL, 0);
    run_builder_post(run, run_builder_pair(run, ab, a), 1, NULL, 0);
    run_builder_post(run, run_builder_term(run, "Y2020", 5), 0, NULL, 0);
    assert_int_equal(run_builder_get_doclen(run), 4);
    run_builder_start_document(run);
    run_builder_start_document(run);
    run_builder_post(run, run_builder_pair(run, a, ab), 3, NULL, 0);
    run_builder_post(run, run_builder_pair(run, b, a), 2, NULL, 0);
    run_builder_post(run, run_builder_term(run, "z", 1), 1, positions, 1);
    run_builder_post(run, run_builder_term(run, "4", 1), 1, positions, 1);
    assert_int_equal(run_builder_get_doclen(run), 7);
    assert_true(run_builder_write(run, path, NULL));
    g_autofree char *text = dump(path);
    assert_string_equal(text, "4 1/1: 3(1,p)\n"
                              "XGa ab 1/3: 3(3)\n"
                              "XGab a 1/1: 1(1)\n"
                              "XGb a 2/3: 1(1) 3(2)\n"
                              "Y2020 1/0: 1(0)\n"
                              "z 2/3: 1(2,p) 3(1,p)\n");
}

static void
many_pairs_keep_their_numbers(void **state)
{
    enum { N = 400 };
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    const TextWord *words[N];
    g_autoptr(RunBuilder) run = run_builder_new();

    (void) state;
    for (unsigned i = 0; i < N; i++) {
        g_autofree char *k1 = g_strdup_printf("w%u", i);

        words[i] = text_intern(analyser, k1, strlen(k1));
    }
    for (unsigned round = 0; round < 2; round++)
        for (unsigned i = 0; i < N; i++)
            for (unsigned j = 0; j < N; j++)
                assert_int_equal(run_builder_pair(run, words[i], words[j]), (i * N) + j);
}

static void
a_cleared_run_starts_anew(void **state)
{
    g_autoptr(RunBuilder) run = run_builder_new();
    g_autofree char *path = g_build_filename(*state, "run", NULL);

    run_builder_start_document(run);
    run_builder_post(run, run_builder_term(run, "before", 6), 1, NULL, 0);
    run_builder_clear(run);
    run_builder_start_document(run);
    run_builder_post(run, run_builder_term(run, "after", 5), 1, NULL, 0);
    assert_true(run_builder_write(run, path, NULL));
    g_autofree char *text = dump(path);
    assert_string_equal(text, "after 1/1: 1(1)\n");
}

static void
a_run_that_was_cut_off_is_an_error(void **state)
{
    g_autoptr(RunBuilder) run = run_builder_new();
    g_autofree char *path = g_build_filename(*state, "run", NULL);
    RunRecord record;
    g_autoptr(GError) error = NULL;

    run_builder_start_document(run);
    run_builder_post(run, run_builder_term(run, "term", 4), 1, NULL, 0);
    assert_true(run_builder_write(run, path, NULL));
    assert_int_equal(truncate(path, 6), 0);
    g_autoptr(RunReader) reader = run_reader_new(path, NULL);
    assert_false(run_reader_next(reader, &record, &error));
    assert_non_null(error);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(terms_are_sorted_with_the_pairs_in_their_place),
        cmocka_unit_test(many_pairs_keep_their_numbers),
        scratch_test(a_cleared_run_starts_anew),
        scratch_test(a_run_that_was_cut_off_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
