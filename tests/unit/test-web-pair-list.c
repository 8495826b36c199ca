/* Pairs: the spellings of all batches in one list, ordinals in place of positions. */
#include "web-fixture.h"

#include <string.h>

#include "number.h"
#include "web/pair-list.h"

typedef struct {
    PairList *list;
    const char *wanted; /* the term */
    GString *text;
} Dump;

static void
dump_forms(GString *text, const GByteArray *stream)
{
    const uint8_t *at = stream->data;
    const uint8_t *end = at + stream->len;

    while (at < end) {
        unsigned len = (unsigned) number_take(&at, end);

        g_string_append_printf(text, " '%.*s'", (int) len, (const char *) at);
        at += len;
    }
}

static gboolean
dump(const MergeTerm *term, gpointer data, GError **error)
{
    static const char *const names[] = { "docs",  "wdf",  "forms", "counts",
                                         "codes", "left", "right" };
    Dump *self = data;

    (void) error;
    if (term->len != strlen(self->wanted) ||
        memcmp(term->bytes, self->wanted, term->len) != 0)
        return TRUE;
    const GByteArray *const *streams = pair_list_make(self->list, term);
    for (unsigned i = 0; i < PAIR_N_STREAMS; i++) {
        const uint8_t *at = streams[i]->data;
        const uint8_t *end = at + streams[i]->len;

        g_string_append_printf(self->text, "%s:", names[i]);
        if (i == PAIR_FORMS)
            dump_forms(self->text, streams[i]);
        while (i != PAIR_FORMS && at < end)
            g_string_append_printf(self->text, " %u", (unsigned) number_take(&at, end));
        g_string_append_c(self->text, '\n');
    }
    return TRUE;
}

/* The streams of a pair, each on a line. */
static char *
streams_of(void **state,
           const WebNotice *notices,
           unsigned n,
           unsigned a_batch,
           const char *term)
{
    g_auto(MergeBatches) batches = web_make_batches(*state, notices, n, a_batch);
    g_autoptr(PairList) list = pair_list_new();
    Dump self = { list, term, g_string_new(NULL) };

    assert_true(merge_runs(&batches, dump, &self, NULL));
    return g_string_free(self.text, FALSE);
}

static const WebNotice spelled[] = {
    { .text = "cách lý" }, { .text = "Cách ly; cách ly" },         { .text = "không có" },
    { .text = "cach ly" }, { .text = "ly cách cách ly, cách ly" },
};

static const char spelled_streams[] = "docs: 0 0 1 0\n"
                                      "wdf: 1 2 1 2\n"
                                      "forms: 'cách' '' '' '' 'cách' 'lý'\n"
                                      "counts: 1 2 1 2\n"
                                      "codes: 2 0 0 1 0 0\n"
                                      "left: 0 0 0 0 1 0\n"
                                      "right: 0 0 0 0 1 0\n";

static void
spellings_are_one_list_most_frequent_first_then_in_byte_order(void **state)
{
    g_autofree char *text =
        streams_of(state, spelled, G_N_ELEMENTS(spelled), 5, "XGcach ly");

    assert_string_equal(text, spelled_streams);
}

static void
batches_leave_no_trace(void **state)
{
    for (unsigned a_batch = 1; a_batch <= 3; a_batch++) {
        g_autofree char *text =
            streams_of(state, spelled, G_N_ELEMENTS(spelled), a_batch, "XGcach ly");

        assert_string_equal(text, spelled_streams);
    }
}

static void
streams_that_say_nothing_are_empty(void **state)
{
    static const WebNotice notices[] = { { .text = "a" }, { .text = "thông báo" } };
    g_autofree char *text = streams_of(state, notices, 2, 1, "XGthong bao");

    assert_string_equal(text, "docs: 1\nwdf:\nforms: 'thông' 'báo'\ncounts:\ncodes:\n"
                              "left:\nright:\n");
}

static void
a_title_weighs_more_but_occurs_once(void **state)
{
    static const WebNotice notices[] = { { .title = "thông báo", .text = "thông báo" } };
    g_autofree char *text = streams_of(state, notices, 1, 1, "XGthong bao");

    assert_string_equal(text, "docs: 0\nwdf: 4\nforms: 'thông' 'báo'\ncounts: 2\ncodes:\n"
                              "left:\nright:\n");
}

static void
a_pair_with_a_joined_form_has_no_weight(void **state)
{
    static const WebNotice notices[] = { { .text = "ca Covid-19" } };
    g_autofree char *text = streams_of(state, notices, 1, 1, "XGca covid19");

    assert_string_equal(text, "docs: 0\nwdf: 0\nforms: '' ''\ncounts:\ncodes:\nleft:\n"
                              "right:\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(spellings_are_one_list_most_frequent_first_then_in_byte_order),
        scratch_test(batches_leave_no_trace),
        scratch_test(streams_that_say_nothing_are_empty),
        scratch_test(a_title_weighs_more_but_occurs_once),
        scratch_test(a_pair_with_a_joined_form_has_no_weight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
