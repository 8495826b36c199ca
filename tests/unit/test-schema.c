/* schema - terms are what the table says, fit Xapian and stay apart. */
#include "schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static GString *
term_of(TermKind kind, const char *text)
{
    GString *term = g_string_new("left over");
    schema_term(term, kind, text, strlen(text));
    return term;
}

static void
a_term_is_its_prefix_and_its_text(void **state)
{
    (void) state;
    g_autoptr(GString) syllable = term_of(TERM_K1, "cách");
    assert_string_equal(syllable->str, "cách");
    g_autoptr(GString) type = term_of(TERM_TYPE, "Thông báo");
    assert_string_equal(type->str, "XT:Thông báo");
    g_autoptr(GString) pair = g_string_new("left over");
    schema_pair(pair, "cach", "ly");
    assert_string_equal(pair->str, "XGcach ly");
}

static void
no_prefix_begins_another(void **state)
{
    (void) state;
    for (int i = TERM_K1 + 1; i < TERM_N_KINDS; i++) {
        assert_non_null(schema_prefix((TermKind) i));
        for (int j = TERM_K1 + 1; j < TERM_N_KINDS; j++)
            if (i != j)
                assert_false(g_str_has_prefix(schema_prefix((TermKind) i),
                                              schema_prefix((TermKind) j)));
    }
}

static void
a_term_at_the_limit_stays_whole(void **state)
{
    (void) state;
    g_autofree char *longest = g_strnfill(SCHEMA_TERM_MAX_BYTES - 1, 'x');
    g_autoptr(GString) term = term_of(TERM_ID, longest);
    assert_int_equal(term->len, SCHEMA_TERM_MAX_BYTES);
    assert_string_equal(term->str + 1, longest);
}

static void
two_long_texts_that_differ_at_the_end_make_two_terms_that_fit(void **state)
{
    (void) state;
    g_autofree char *text = g_strnfill(500, 'x');
    g_autoptr(GString) one = term_of(TERM_ISSUER, text);
    text[499] = 'y';
    g_autoptr(GString) two = term_of(TERM_ISSUER, text);
    assert_int_equal(one->len, SCHEMA_TERM_MAX_BYTES);
    assert_int_equal(two->len, SCHEMA_TERM_MAX_BYTES);
    assert_string_not_equal(one->str, two->str);
}

static void
a_long_text_is_cut_between_characters(void **state)
{
    (void) state;
    for (int lead = 0; lead < 4; lead++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = 0; i < lead; i++)
            g_string_append_c(text, 'x');
        for (int i = 0; i < 200; i++)
            g_string_append(text, "ộ");
        g_autoptr(GString) term = term_of(TERM_ISSUER, text->str);
        assert_true(term->len <= SCHEMA_TERM_MAX_BYTES);
        assert_true(g_utf8_validate(term->str, (gssize) term->len, NULL));
    }
}

static void
the_facets_are_those_of_the_answer_in_its_order(void **state)
{
    (void) state;
    static const char *const keys[] = { "type", "issuer", "province", "year" };
    assert_int_equal(G_N_ELEMENTS(keys), SCHEMA_N_FACETS);
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        assert_string_equal(schema_facets[i].key, keys[i]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_is_its_prefix_and_its_text),
        cmocka_unit_test(no_prefix_begins_another),
        cmocka_unit_test(a_term_at_the_limit_stays_whole),
        cmocka_unit_test(two_long_texts_that_differ_at_the_end_make_two_terms_that_fit),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
        cmocka_unit_test(the_facets_are_those_of_the_answer_in_its_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
