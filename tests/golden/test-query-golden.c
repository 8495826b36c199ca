/* Every row of query.tsv: what was typed, and the tree it becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bounds.h"
#include "parse.h"

#define N_ROWS 218

static char *
describe(const char *typed)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Query) query = query_parse(analyser, typed);
    return query_describe(query);
}

static void
every_row_is_read_as_it_says(void **state)
{
    (void) state;
    g_autofree char *content = NULL;
    unsigned n = 0;
    assert_true(g_file_get_contents(GOLDEN_DIR "/query.tsv", &content, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '#' || lines[i][0] == '\0')
            continue;
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", -1);
        assert_int_equal(g_strv_length(columns), 2);
        g_autofree char *tree = describe(columns[0]);
        assert_string_equal(tree, columns[1]);
        n++;
    }
    assert_int_equal(n, N_ROWS);
}

static void
what_has_no_word_is_nothing(void **state)
{
    static const char *const nothing[] = {
        "",    " ",    "\t\n",     "!!! ??? ...", "-",     "--", "-*", "*",
        "()",  "(())", "( \"\" )", "\"\"",        "\" \"", "\"", "“”", ")(",
        "-()", "((",   "))",       "\u200B",      ":",     "|",
    };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(nothing); i++) {
        g_autofree char *tree = describe(nothing[i]);
        assert_string_equal(tree, "");
    }
}

static void
a_kilobyte_of_quotes_or_brackets_is_nothing(void **state)
{
    (void) state;
    for (const char *c = "\"()-*:"; *c != '\0'; c++) {
        g_autofree char *typed = g_strnfill(QUERY_MAX_BYTES, *c);
        g_autofree char *tree = describe(typed);
        assert_string_equal(tree, "");
    }
}

static char *
nested(unsigned depth)
{
    g_autofree char *open = g_strnfill(depth, '(');
    g_autoptr(GString) typed = g_string_new(open);
    g_string_append(typed, "a");
    for (unsigned i = 0; i < depth; i++)
        g_string_append(typed, " b)");
    return g_string_free(g_steal_pointer(&typed), FALSE);
}

static void
brackets_nest_to_the_bound_and_are_dropped_below_it(void **state)
{
    (void) state;
    g_autofree char *allowed = nested(QUERY_MAX_DEPTH);
    g_autofree char *tree = describe(allowed);
    assert_null(strstr(tree, "b b"));
    g_autofree char *deeper = nested(QUERY_MAX_DEPTH + 1);
    g_autofree char *flat = describe(deeper);
    assert_non_null(strstr(flat, "(and a b b)"));
}

static void
words_after_the_limit_are_not_read_and_that_is_said(void **state)
{
    (void) state;
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(GString) typed = g_string_new(NULL);
    for (unsigned i = 0; i < QUERY_MAX_WORDS; i++)
        g_string_append_printf(typed, "a%u ", i);
    g_autoptr(Query) full = query_parse(analyser, typed->str);
    assert_false(full->cut);
    assert_int_equal(full->root->children->len, QUERY_MAX_WORDS);
    g_string_append(typed, "z");
    g_autoptr(Query) cut = query_parse(analyser, typed->str);
    assert_true(cut->cut);
    assert_int_equal(cut->root->children->len, QUERY_MAX_WORDS);
}

static void
a_phrase_over_the_limit_stays_a_phrase(void **state)
{
    (void) state;
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(GString) typed = g_string_new("\"");
    for (unsigned i = 0; i < QUERY_MAX_WORDS + 5; i++)
        g_string_append(typed, "a ");
    g_string_append(typed, "\"");
    g_autoptr(Query) query = query_parse(analyser, typed->str);
    assert_true(query->cut);
    assert_int_equal(query->root->kind, NODE_PHRASE);
    assert_int_equal(query->root->words->len, QUERY_MAX_WORDS);
}

static char *
describe_relaxed(const char *typed, gboolean *changed)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Query) query = query_parse(analyser, typed);
    *changed = query_relax(query);
    return query_describe(query);
}

static void
relaxing_joins_what_was_wanted_and_keeps_filters_and_negations(void **state)
{
    static const struct {
        const char *typed;
        gboolean changed;
        const char *tree;
    } rows[] = {
        { "a b", TRUE, "(and (or a b))" },
        { "a b -c loai:d", TRUE, "(and (or a b) (not c) (loai d))" },
        { "a \"b c\" (d e) 16/CT-TTg", TRUE,
          "(and (or a (phrase b c) (and d e) (number 16/ct-ttg)))" },
        { "a", FALSE, "a" },
        { "a OR b", FALSE, "(or a b)" },
        { "a -b", FALSE, "(and a (not b))" },
        { "\"a b\"", FALSE, "(phrase a b)" },
        { "-a -b", FALSE, "(and (not a) (not b))" },
        { "", FALSE, "" },
    };
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        gboolean changed = FALSE;
        g_autofree char *tree = describe_relaxed(rows[i].typed, &changed);
        assert_string_equal(tree, rows[i].tree);
        assert_int_equal(changed, rows[i].changed);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_read_as_it_says),
        cmocka_unit_test(what_has_no_word_is_nothing),
        cmocka_unit_test(a_kilobyte_of_quotes_or_brackets_is_nothing),
        cmocka_unit_test(brackets_nest_to_the_bound_and_are_dropped_below_it),
        cmocka_unit_test(words_after_the_limit_are_not_read_and_that_is_said),
        cmocka_unit_test(a_phrase_over_the_limit_stays_a_phrase),
        cmocka_unit_test(relaxing_joins_what_was_wanted_and_keeps_filters_and_negations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
