/* Runs: sorted by term, postings in order of documents, everything read back. */
#include "run.h"
#include "scratch.h"

#include <string.h>
#include <unistd.h>

#include "schema.h"

/* " [left right n]" for each spelling of a pair. */
static void
dump_spellings(GString *text, const RunRecord *record)
{
    RunSpelling spelling;
    size_t at = 0;
    unsigned n = 0;

    for (; run_next_spelling(record, &at, &spelling); n++)
        g_string_append_printf(text, " [%.*s %.*s %u]", (int) spelling.left_len,
                               spelling.left, (int) spelling.right_len, spelling.right,
                               spelling.n);
    assert_int_equal(n, record->n_spellings);
}

/* " spelling/left/right" for each occurrence of a pair. */
static void
dump_occurrences(GString *text, const RunRecord *record, const RunPosting *posting)
{
    RunOccurrence occurrence;
    size_t at = 0;

    while (run_next_occurrence(record, posting, &at, &occurrence))
        g_string_append_printf(text, " %u/%u/%u", occurrence.spelling, occurrence.left,
                               occurrence.right);
}

static void
dump_record(GString *text, const RunRecord *record)
{
    RunPosting posting = { 0 };
    size_t at = 0;

    g_string_append_printf(text, "%.*s %u/%u/%u", (int) record->term_len, record->term,
                           record->n_postings, record->termfreq,
                           (unsigned) record->collfreq);
    dump_spellings(text, record);
    g_string_append_c(text, ':');
    while (run_next_posting(record, &at, &posting)) {
        g_string_append_printf(text, " %u(%u", posting.docid, posting.wdf);
        if (record->n_spellings > 0)
            dump_occurrences(text, record, &posting);
        else if (posting.bytes != NULL)
            g_string_append(text, ",p");
        g_string_append(text, run_posting_is_hidden(record, &posting) ? ",hidden)" : ")");
    }
    g_string_append_c(text, '\n');
}

/* "term postings/tf/cf spellings: docid(wdf,positions or occurrences) …" a record. */
static char *
dump(const char *path)
{
    GString *text = g_string_new(NULL);
    g_autoptr(RunReader) reader = run_reader_new(path, NULL);
    g_autoptr(GError) error = NULL;
    RunRecord record;

    assert_non_null(reader);
    while (run_reader_next(reader, &record, &error))
        dump_record(text, &record);
    assert_null(error);
    return g_string_free(text, FALSE);
}

static RunWord
word(TextAnalyser *analyser, const char *k1, uint32_t ordinal)
{
    return (RunWord){ text_intern(analyser, k1, strlen(k1)), ordinal };
}

static void
add_pair(RunBuilder *run, RunWord left, RunWord right, uint32_t wdf)
{
    run_builder_add_pair(run, &left, &right, wdf);
}

static void
terms_are_sorted_with_the_pairs_in_their_place(void **state)
{
    static const uint32_t positions[] = { 1, 5 };
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    RunWord b = word(analyser, "b", 0);
    RunWord ab = word(analyser, "ab", 0);
    RunWord a = word(analyser, "a", 0);
    g_autoptr(RunBuilder) run = run_builder_new();
    g_autofree char *path = g_build_filename(*state, "run", NULL);

    run_builder_start_document(run);
    run_builder_post(run, run_builder_term(run, "z", 1), 2, positions, 2);
    add_pair(run, b, a, 1);
    add_pair(run, ab, a, 1);
    run_builder_post(run, run_builder_term(run, "Y2020", 5), 0, NULL, 0);
    assert_int_equal(run_builder_get_doclen(run), 4);
    run_builder_start_document(run);
    run_builder_start_document(run);
    add_pair(run, a, ab, 3);
    add_pair(run, b, a, 2);
    run_builder_post(run, run_builder_term(run, "z", 1), 1, positions, 1);
    run_builder_post(run, run_builder_term(run, "4", 1), 1, positions, 1);
    assert_int_equal(run_builder_get_doclen(run), 7);
    assert_true(run_builder_write(run, path, NULL));
    g_autofree char *text = dump(path);
    assert_string_equal(text, "4 1/1/1: 3(1,p)\n"
                              "XGa ab 1/1/3 [  1]: 3(3 0/0/0)\n"
                              "XGab a 1/1/1 [  1]: 1(1 0/0/0)\n"
                              "XGb a 2/2/3 [  2]: 1(1 0/0/0) 3(2 0/0/0)\n"
                              "Y2020 1/1/0: 1(0)\n"
                              "z 2/2/3: 1(2,p) 3(1,p)\n");
}

static void
a_pair_keeps_spellings_and_ordinals_of_each_occurrence(void **state)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(RunBuilder) run = run_builder_new();
    g_autofree char *path = g_build_filename(*state, "run", NULL);

    run_builder_start_document(run);
    add_pair(run, word(analyser, "cách", 0), word(analyser, "ly", 2), 3);
    add_pair(run, word(analyser, "cạch", 1), word(analyser, "ly", 3), 1);
    add_pair(run, word(analyser, "cách", 700), word(analyser, "ly", 900), 1);
    run_builder_start_document(run);
    add_pair(run, word(analyser, "cách", 5), word(analyser, "ly", 0), 1);
    assert_true(run_builder_write(run, path, NULL));
    g_autofree char *text = dump(path);
    assert_string_equal(text, "XGcach ly 2/2/6 [cách  3] [cạch  1]:"
                              " 1(5 0/0/2 1/1/3 0/700/900) 2(1 0/5/0)\n");
}

static void
pairs_without_wdf_are_hidden_and_add_nothing_to_the_length(void **state)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(RunBuilder) run = run_builder_new();
    g_autofree char *path = g_build_filename(*state, "run", NULL);

    run_builder_start_document(run);
    add_pair(run, word(analyser, "covid19", 0), word(analyser, "19", 0), 0);
    assert_int_equal(run_builder_get_doclen(run), 0);
    run_builder_start_document(run);
    add_pair(run, word(analyser, "covid19", 0), word(analyser, "19", 0), 0);
    add_pair(run, word(analyser, "covid19", 1), word(analyser, "19", 1), 1);
    assert_int_equal(run_builder_get_doclen(run), 1);
    assert_true(run_builder_write(run, path, NULL));
    g_autofree char *text = dump(path);
    assert_string_equal(text, "XGcovid19 19 2/1/1 [  3]:"
                              " 1(0 0/0/0,hidden) 2(1 0/0/0 0/1/1)\n");
}

/* Letters with marks, all of them a when folded. */
static const char *const marked_a[] = { "á", "à", "ả", "ã", "ạ" };

/* One of 5⁴ spellings of aaaa. */
static char *
spelling_of_aaaa(unsigned number)
{
    GString *k1 = g_string_new(NULL);

    for (unsigned i = 0; i < 4; i++, number /= G_N_ELEMENTS(marked_a))
        g_string_append(k1, marked_a[number % G_N_ELEMENTS(marked_a)]);
    return g_string_free(k1, FALSE);
}

static void
hundreds_of_spellings_of_one_pair_are_told_apart(void **state)
{
    enum { N = 625, OCCURRENCES = 3 * N };
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(RunBuilder) run = run_builder_new();
    g_autofree char *path = g_build_filename(*state, "run", NULL);
    g_autoptr(GPtrArray) spelled = g_ptr_array_new_with_free_func(g_free);
    RunRecord record;
    RunPosting posting = { 0 };
    RunSpelling spelling;
    RunOccurrence occurrence;
    size_t at = 0;
    unsigned n = 0;

    run_builder_start_document(run);
    for (unsigned i = 0; i < OCCURRENCES; i++) {
        g_autofree char *k1 = spelling_of_aaaa(i);

        add_pair(run, word(analyser, k1, i), word(analyser, "b", i), 1);
    }
    assert_true(run_builder_write(run, path, NULL));
    g_autoptr(RunReader) reader = run_reader_new(path, NULL);
    assert_true(run_reader_next(reader, &record, NULL));
    assert_int_equal(record.n_spellings, N);
    while (run_next_spelling(&record, &at, &spelling)) {
        assert_int_equal(spelling.n, OCCURRENCES / N);
        g_ptr_array_add(spelled, g_strndup(spelling.left, spelling.left_len));
    }
    at = 0;
    assert_true(run_next_posting(&record, &at, &posting));
    for (at = 0; run_next_occurrence(&record, &posting, &at, &occurrence); n++) {
        g_autofree char *k1 = spelling_of_aaaa(n);

        assert_string_equal(g_ptr_array_index(spelled, occurrence.spelling), k1);
        assert_int_equal(occurrence.left, n);
    }
    assert_int_equal(n, OCCURRENCES);
}

static void
many_pairs_are_each_written_once_in_byte_order(void **state)
{
    enum { N = 300 };
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(RunBuilder) run = run_builder_new();
    g_autofree char *path = g_build_filename(*state, "run", NULL);
    g_autoptr(GString) before = g_string_new(NULL);
    RunRecord record;
    unsigned n = 0;

    for (uint32_t document = 0; document < 2; document++) {
        run_builder_start_document(run);
        for (uint32_t i = 0; i < N * N; i++) {
            g_autofree char *left = g_strdup_printf("w%u", i / N);
            g_autofree char *right = g_strdup_printf("w%u", i % N);

            add_pair(run, word(analyser, left, i % N), word(analyser, right, i / N), 1);
        }
    }
    assert_true(run_builder_write(run, path, NULL));
    g_autoptr(RunReader) reader = run_reader_new(path, NULL);
    for (; run_reader_next(reader, &record, NULL); n++) {
        g_autofree char *term = g_strndup(record.term, record.term_len);

        assert_true(strcmp(before->str, term) < 0);
        assert_int_equal(record.n_postings, 2);
        g_string_assign(before, term);
    }
    assert_int_equal(n, N * N);
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
    assert_string_equal(text, "after 1/1/1: 1(1)\n");
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
        scratch_test(a_pair_keeps_spellings_and_ordinals_of_each_occurrence),
        scratch_test(pairs_without_wdf_are_hidden_and_add_nothing_to_the_length),
        scratch_test(hundreds_of_spellings_of_one_pair_are_told_apart),
        scratch_test(many_pairs_are_each_written_once_in_byte_order),
        scratch_test(a_cleared_run_starts_anew),
        scratch_test(a_run_that_was_cut_off_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
