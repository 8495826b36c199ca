/* The terms of a notice, as ARCHITECTURE lists them. */
#include "scratch.h"
#include "terms.h"

#include <string.h>

static const char *
flag_of(const RunRecord *record, const RunPosting *posting)
{
    if (run_posting_is_hidden(record, posting))
        return "h";
    return posting->bytes != NULL && record->n_spellings == 0 ? "p" : "";
}

/* One line a term: "term wdf", "p" when it has positions, "h" when it is hidden; only of
 * document `docid`. */
static char *
terms_of(TermBuilder *builder, const char *folder, uint32_t docid)
{
    static unsigned n;
    GString *text = g_string_new(NULL);
    g_autofree char *path = g_strdup_printf("%s/run-%u", folder, n++);
    RunRecord record;

    assert_true(run_builder_write(term_builder_get_run(builder), path, NULL));
    g_autoptr(RunReader) reader = run_reader_new(path, NULL);
    while (run_reader_next(reader, &record, NULL)) {
        RunPosting posting = { 0 };
        size_t at = 0;

        while (run_next_posting(&record, &at, &posting))
            if (posting.docid == docid)
                g_string_append_printf(text, "%.*s %u%s\n", (int) record.term_len,
                                       record.term, posting.wdf,
                                       flag_of(&record, &posting));
    }
    return g_string_free(text, FALSE);
}

static Notice *
notice(const char *title, const char *text)
{
    Notice *made = notice_new();

    made->id = g_strdup("n");
    made->title = g_strdup(title);
    made->text = g_strdup(text);
    return made;
}

static void
syllables_folds_pairs_and_forms_are_posted(void **state)
{
    g_autoptr(TermBuilder) builder = term_builder_new();
    g_autoptr(Notice) made = notice("Tỉnh ủy", "tỉnh ta");

    term_builder_start_batch(builder);
    term_builder_add(builder, made);
    g_autofree char *text = terms_of(builder, *state, 1);
    assert_string_equal(text, "Qn 0\n"
                              "XFta 1\nXFtinh 4\nXFuy 3\n"
                              "XGtinh ta 1\nXGtinh uy 3\n"
                              "XKtinh tỉnh 0\nXKuy uỷ 0\n"
                              "ta 1p\ntỉnh 4p\nuỷ 3p\n");
}

static void
compounds_are_posted_as_a_whole_and_in_parts(void **state)
{
    g_autoptr(TermBuilder) builder = term_builder_new();
    g_autoptr(Notice) made = notice(NULL, "04 số 43-BS/ĐUK");

    term_builder_start_batch(builder);
    term_builder_add(builder, made);
    g_autofree char *text = terms_of(builder, *state, 1);
    assert_string_equal(text, "04 1p\n4 1p\n43 1p\n"
                              "Qn 0\n"
                              "XF04 1\nXF4 1\nXF43 1\nXFbs 1\nXFduk 1\nXFso 1\n"
                              "XG4 so 1\nXG43 bs 1\nXGbs duk 1\nXGso 43 1\n"
                              "XKduk đuk 0\nXKso số 0\n"
                              "XM43-bs/duk 1\nXN43-bs/đuk 1\n"
                              "bs 1p\nsố 1p\nđuk 1p\n");
}

static void
joined_forms_are_posted_with_hidden_pairs(void **state)
{
    g_autoptr(TermBuilder) builder = term_builder_new();
    g_autoptr(Notice) made = notice(NULL, "ca Covid-19 TP.HCM");

    term_builder_start_batch(builder);
    term_builder_add(builder, made);
    g_autofree char *text = terms_of(builder, *state, 1);
    assert_string_equal(text,
                        "19 1p\nQn 0\n"
                        "XF19 1\nXFca 1\nXFcovid 1\nXFcovid19 1\nXFhcm 1\nXFtp 1\n"
                        "XFtphcm 1\n"
                        "XG19 tp 1\nXG19 tphcm 0h\nXGca covid 1\nXGca covid19 0h\n"
                        "XGcovid 19 1\nXGcovid19 19 0h\nXGtp hcm 1\nXGtphcm hcm 0h\n"
                        "ca 1p\ncovid 1p\ncovid19 1p\nhcm 1p\ntp 1p\ntphcm 1p\n");
    assert_int_equal(run_builder_get_doclen(term_builder_get_run(builder)), 18);
}

static void
known_fields_are_filters_and_unknown_ones_nothing(void **state)
{
    g_autoptr(TermBuilder) builder = term_builder_new();
    g_autoptr(Notice) made = notice(NULL, "");

    made->type = g_strdup("Kết luận");
    made->number = g_strdup("08-KL/TU");
    made->date = g_strdup("2020-03-31");
    made->signatory = g_strdup("Trần Quốc Huy");
    term_builder_start_batch(builder);
    term_builder_add(builder, made);
    g_autofree char *text = terms_of(builder, *state, 1);
    assert_string_equal(text, "Qn 0\nXO8-kl/tu 0\nXS:Trần Quốc Huy 0\n"
                              "XT:Kết luận 0\nY2020 0\n");
}

static void
forms_are_posted_once_a_batch_whatever_came_before(void **state)
{
    g_autoptr(TermBuilder) builder = term_builder_new();
    g_autoptr(Notice) first = notice(NULL, "tỉnh");
    g_autoptr(Notice) second = notice(NULL, "tỉnh uỷ");

    for (unsigned round = 0; round < 2; round++) {
        term_builder_start_batch(builder);
        term_builder_add(builder, first);
        term_builder_add(builder, second);
        g_autofree char *of_first = terms_of(builder, *state, 1);
        g_autofree char *of_second = terms_of(builder, *state, 2);
        assert_non_null(strstr(of_first, "XKtinh tỉnh 0\n"));
        assert_null(strstr(of_second, "XKtinh"));
        assert_non_null(strstr(of_second, "XKuy uỷ 0\n"));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(syllables_folds_pairs_and_forms_are_posted),
        scratch_test(compounds_are_posted_as_a_whole_and_in_parts),
        scratch_test(joined_forms_are_posted_with_hidden_pairs),
        scratch_test(known_fields_are_filters_and_unknown_ones_nothing),
        scratch_test(forms_are_posted_once_a_batch_whatever_came_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
