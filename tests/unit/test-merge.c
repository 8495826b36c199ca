/* The merge: what it calls its consumers with, and what reaches the database. */
#include "merge.h"
#include "scratch.h"

#include <string.h>
#include <unistd.h>

#include "terms.h"
#include "xapian-glib/xapian-glib.h"

#define N_BATCHES 3

/* Two notices a batch. */
static const char *const texts[N_BATCHES][2] = {
    { "ca Covid-19", "không" },
    { "covid19 19 tăng", "ca" },
    { "cách ly", "Covid-19" },
};

typedef struct {
    char *run_path[N_BATCHES];
    char *stock_path[N_BATCHES];
    MergeBatch batch[N_BATCHES];
    char *target;
    MergeInput input;
} Fixture;

static void
build_batch(TermBuilder *builder, const MergeBatch *batch, const char *const *batch_texts)
{
    StockWriter *stock = stock_writer_new(batch->stock_path, NULL);

    term_builder_start_batch(builder);
    for (unsigned i = 0; i < batch->n_docs; i++) {
        g_autoptr(Notice) notice = notice_new();
        g_autoptr(GString) json = g_string_new("{}");

        notice->id = g_strdup(batch_texts[i]);
        notice->text = g_strdup(batch_texts[i]);
        term_builder_add(builder, notice);
        stock_writer_add(stock, notice, "",
                         run_builder_get_doclen(term_builder_get_run(builder)),
                         term_builder_get_syllables(builder), json);
    }
    assert_true(stock_writer_close(stock, NULL));
    assert_true(run_builder_write(term_builder_get_run(builder), batch->run_path, NULL));
}

static void
fixture_init(Fixture *fixture, const char *folder)
{
    g_autoptr(TermBuilder) builder = term_builder_new();

    for (unsigned i = 0; i < N_BATCHES; i++) {
        fixture->run_path[i] = g_strdup_printf("%s/%u.run", folder, i);
        fixture->stock_path[i] = g_strdup_printf("%s/%u.stock", folder, i);
        fixture->batch[i] =
            (MergeBatch){ fixture->run_path[i], fixture->stock_path[i], 2 };
        build_batch(builder, &fixture->batch[i], texts[i]);
    }
    fixture->target = g_build_filename(folder, "xapian.db", NULL);
    fixture->input = (MergeInput){ .batches = { fixture->batch, N_BATCHES } };
}

static void
fixture_clear(Fixture *fixture)
{
    for (unsigned i = 0; i < N_BATCHES; i++) {
        g_free(fixture->run_path[i]);
        g_free(fixture->stock_path[i]);
    }
    g_free(fixture->target);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

/* What a consumer notes. */
typedef struct {
    GString *text;
    GString *before;  /* the last term */
    unsigned n_calls; /* until it fails; 0 = never */
} Notes;

static gboolean
note_term(const MergeTerm *term, gpointer data, GError **error)
{
    Notes *notes = data;
    g_autofree char *bytes = g_strndup(term->bytes, term->len);

    assert_true(strcmp(notes->before->str, bytes) < 0);
    g_string_assign(notes->before, bytes);
    if (notes->n_calls > 0 && --notes->n_calls == 0) {
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "full");
        return FALSE;
    }
    if (strstr(bytes, "19") == NULL)
        return TRUE;
    g_string_append_printf(notes->text, "%s %u/%u/%u:", bytes, term->n_postings,
                           term->termfreq, (unsigned) term->collfreq);
    for (unsigned i = 0; i < term->n_parts; i++) {
        RunPosting posting = { 0 };
        size_t at = 0;

        while (run_next_posting(term->parts[i].record, &at, &posting))
            g_string_append_printf(notes->text, " %u(%u)",
                                   term->parts[i].base + posting.docid, posting.wdf);
    }
    g_string_append_c(notes->text, '\n');
    return TRUE;
}

static void
each_term_comes_once_in_byte_order_with_all_its_documents(void **state)
{
    g_auto(Fixture) fixture = { 0 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) before = g_string_new(NULL);
    Notes notes = { text, before, 0 };

    fixture_init(&fixture, *state);
    assert_true(merge_runs(&fixture.input.batches, note_term, &notes, NULL));
    assert_string_equal(text->str, "19 3/3/3: 1(1) 3(1) 6(1)\n"
                                   "QCovid-19 1/1/0: 6(0)\n"
                                   "Qca Covid-19 1/1/0: 1(0)\n"
                                   "Qcovid19 19 tăng 1/1/0: 3(0)\n"
                                   "XF19 3/3/3: 1(1) 3(1) 6(1)\n"
                                   "XFcovid19 3/3/3: 1(1) 3(1) 6(1)\n"
                                   "XG19 tang 1/1/1: 3(1)\n"
                                   "XGca covid19 1/0/0: 1(0)\n"
                                   "XGcovid 19 2/2/2: 1(1) 6(1)\n"
                                   "XGcovid19 19 3/1/1: 1(0) 3(1) 6(0)\n"
                                   "covid19 3/3/3: 1(1) 3(1) 6(1)\n");
}

static void
note_document(uint32_t docid, const StockDocument *document, gpointer data)
{
    g_string_append_printf(data, "%u:%u ", docid, document->doclen);
}

static void
each_document_comes_once_in_order_with_its_length(void **state)
{
    g_auto(Fixture) fixture = { 0 };
    g_autoptr(GString) text = g_string_new(NULL);

    fixture_init(&fixture, *state);
    assert_true(merge_stocks(&fixture.input.batches, note_document, text, NULL));
    assert_string_equal(text->str, "1:10 2:2 3:8 4:2 5:5 6:7 ");
}

static void
a_consumer_that_fails_ends_the_merge(void **state)
{
    g_auto(Fixture) fixture = { 0 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) before = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    Notes notes = { text, before, 2 };

    fixture_init(&fixture, *state);
    assert_false(merge_runs(&fixture.input.batches, note_term, &notes, &error));
    assert_string_equal(error->message, "full");
    assert_int_equal(notes.n_calls, 0);
}

static void
a_run_or_stock_that_is_missing_or_cut_is_an_error(void **state)
{
    g_auto(Fixture) fixture = { 0 };
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) before = g_string_new(NULL);
    g_autoptr(GError) cut = NULL;
    g_autoptr(GError) missing = NULL;
    g_autoptr(GError) no_stock = NULL;
    Notes notes = { text, before, 0 };

    fixture_init(&fixture, *state);
    assert_int_equal(truncate(fixture.run_path[1], 30), 0);
    assert_false(merge_runs(&fixture.input.batches, note_term, &notes, &cut));
    assert_non_null(strstr(cut->message, fixture.run_path[1]));
    assert_int_equal(unlink(fixture.run_path[2]), 0);
    assert_false(merge_runs(&fixture.input.batches, note_term, &notes, &missing));
    assert_non_null(strstr(missing->message, fixture.run_path[2]));
    assert_int_equal(unlink(fixture.stock_path[0]), 0);
    assert_false(merge_stocks(&fixture.input.batches, note_document, text, &no_stock));
    assert_non_null(strstr(no_stock->message, fixture.stock_path[0]));
}

static unsigned
term_freq(XapianDatabase *database, const char *term)
{
    unsigned freq = 0;

    assert_true(xapian_database_get_term_freq(database, term, strlen(term), &freq, NULL));
    return freq;
}

static void
hidden_pairs_do_not_reach_the_database(void **state)
{
    g_auto(Fixture) fixture = { 0 };
    g_autoptr(GError) error = NULL;
    double length = 0;

    fixture_init(&fixture, *state);
    assert_true(merge_batches(&fixture.input, fixture.target, &error));
    g_autoptr(XapianDatabase) database =
        xapian_database_new_with_path(fixture.target, NULL);
    assert_non_null(database);
    assert_int_equal(term_freq(database, "XGca covid19"), 0);
    assert_int_equal(term_freq(database, "XGcovid 19"), 2);
    assert_int_equal(term_freq(database, "XGcovid19 19"), 1);
    assert_int_equal(term_freq(database, "covid19"), 3);
    assert_true(xapian_database_get_average_length(database, &length, NULL));
    assert_float_equal(length, 34.0 / 6, 1e-9);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(each_term_comes_once_in_byte_order_with_all_its_documents),
        scratch_test(each_document_comes_once_in_order_with_its_length),
        scratch_test(a_consumer_that_fails_ends_the_merge),
        scratch_test(a_run_or_stock_that_is_missing_or_cut_is_an_error),
        scratch_test(hidden_pairs_do_not_reach_the_database),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
