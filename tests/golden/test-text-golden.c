/* Every row of the vector files, which the browser's twin reads too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "text/date.h"
#include "text/docnum.h"
#include "text/text.h"

/* A row's two columns, trimmed of nothing. */
typedef void (*CheckRow)(const char *input, const char *expected);

/* Checks each row of tests/golden/NAME; `#` starts a comment line. */
static void
check_file(const char *name, guint n_rows, CheckRow check)
{
    g_autofree char *path = g_build_filename(GOLDEN_DIR, name, NULL);
    g_autofree char *content = NULL;
    g_auto(GStrv) lines = NULL;
    guint n = 0;

    assert_true(g_file_get_contents(path, &content, NULL, NULL));
    lines = g_strsplit(content, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", -1);

        if (lines[i][0] == '\0' || lines[i][0] == '#') {
            continue;
        }
        assert_int_equal(g_strv_length(columns), 2);
        check(columns[0], columns[1]);
        n++;
    }
    assert_int_equal(n, n_rows);
}

static void
canonical_is(const char *input, const char *expected)
{
    g_autofree char *k1 = text_canonical(input, strlen(input));
    g_autofree char *again = text_canonical(k1, strlen(k1));

    assert_string_equal(k1, expected);
    assert_string_equal(again, expected);
}

static void
every_row_of_normalise_is_made_canonical(void **state)
{
    (void) state;
    check_file("normalise.tsv", 237, canonical_is);
}

static void
folded_is(const char *input, const char *expected)
{
    g_autofree char *k2 = text_fold(input, strlen(input));

    assert_string_equal(k2, expected);
}

static void
every_row_of_folded_is_folded(void **state)
{
    (void) state;
    check_file("folded.tsv", 261, folded_is);
}

static void
iy_key_is(const char *input, const char *expected)
{
    g_autofree char *key = text_iy_key(input, strlen(input));

    assert_string_equal(key, expected);
}

static void
every_row_of_iy_has_its_key(void **state)
{
    (void) state;
    check_file("iy.tsv", 54, iy_key_is);
}

static void
canonical_differs(const char *one, const char *other)
{
    g_autofree char *a = text_canonical(one, strlen(one));
    g_autofree char *b = text_canonical(other, strlen(other));

    assert_string_not_equal(a, b);
}

static void
every_row_of_distinct_stays_apart(void **state)
{
    (void) state;
    check_file("distinct.tsv", 24, canonical_differs);
}

/* The tokens of a text; words live as long as *analyser. */
static GArray *
tokens_of(const char *input, TextAnalyser **analyser)
{
    GArray *tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));

    *analyser = text_analyser_new();
    text_analyse(*analyser, input, strlen(input), tokens);
    return tokens;
}

static void
append_joined_by_bar(GString *out, const char *prefix, const char *word)
{
    g_string_append_printf(out, "%s%s%s", out->len > 0 ? "|" : "", prefix, word);
}

static void
syllables_are(const char *input, const char *expected)
{
    g_autoptr(TextAnalyser) analyser = NULL;
    g_autoptr(GArray) tokens = tokens_of(input, &analyser);
    g_autoptr(GString) found = g_string_new(NULL);

    for (guint i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);

        if (token->kind == TEXT_SYLLABLE) {
            append_joined_by_bar(found, "", token->word->k1);
        }
    }
    assert_string_equal(found->str, expected);
}

static void
every_row_of_tokens_is_cut_so(void **state)
{
    (void) state;
    check_file("tokens.tsv", 78, syllables_are);
}

/* Whether a number stands for itself.  Parts of dates and of anything joined by
 * / or - have bare forms too, which the file does not list. */
static gboolean
stands_alone(const char *input, const GArray *tokens, const TextToken *number)
{
    if (strchr("/-", input[number->end]) != NULL && input[number->end] != '\0') {
        return FALSE;
    }
    for (guint i = 0; i < tokens->len; i++) {
        const TextToken *other = &g_array_index(tokens, TextToken, i);

        if ((other->kind == TEXT_DOCNUM || other->kind == TEXT_DATE) &&
            other->start <= number->start && number->end <= other->end) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
append_extras(GString *out, const char *input, const GArray *tokens, TextKind kind)
{
    static const char *const prefixes[] = {
        [TEXT_JOINED] = "joined:",
        [TEXT_NUMBER] = "number:",
        [TEXT_DATE] = "date:",
        [TEXT_RANGE] = "range:",
    };

    for (guint i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);

        if (token->kind == kind &&
            (kind != TEXT_NUMBER || stands_alone(input, tokens, token))) {
            append_joined_by_bar(out, prefixes[kind], token->word->k1);
        }
    }
}

/* The file shows a document number as docnum_find does, not as its key. */
static void
append_docnums(GString *out, const char *input, const char *prefix)
{
    g_autoptr(GArray) found = docnum_find(input, strlen(input));

    for (guint i = 0; i < found->len; i++) {
        append_joined_by_bar(out, prefix, g_array_index(found, Docnum, i).display);
    }
}

static void
extras_are(const char *input, const char *expected)
{
    g_autoptr(TextAnalyser) analyser = NULL;
    g_autoptr(GArray) tokens = tokens_of(input, &analyser);
    g_autoptr(GString) found = g_string_new(NULL);

    append_extras(found, input, tokens, TEXT_JOINED);
    append_extras(found, input, tokens, TEXT_NUMBER);
    append_docnums(found, input, "docnum:");
    append_extras(found, input, tokens, TEXT_DATE);
    append_extras(found, input, tokens, TEXT_RANGE);
    assert_string_equal(found->str, expected);
}

static void
every_row_of_compounds_has_its_extra_tokens(void **state)
{
    (void) state;
    check_file("compounds.tsv", 21, extras_are);
}

static void
docnums_are(const char *input, const char *expected)
{
    g_autoptr(GString) found = g_string_new(NULL);

    append_docnums(found, input, "");
    assert_string_equal(found->str, expected);
}

static void
every_row_of_docnum_has_its_numbers(void **state)
{
    (void) state;
    check_file("docnum.tsv", 51, docnums_are);
}

static void
dates_are(const char *input, const char *expected)
{
    g_autoptr(GArray) dates = date_find(input, strlen(input));
    g_autoptr(GString) found = g_string_new(NULL);

    for (guint i = 0; i < dates->len; i++) {
        char iso[DATE_ISO_SIZE];

        date_format_iso(&g_array_index(dates, DateMatch, i), iso);
        append_joined_by_bar(found, "", iso);
    }
    assert_string_equal(found->str, expected);
}

static void
every_row_of_dates_has_its_dates(void **state)
{
    (void) state;
    check_file("dates.tsv", 24, dates_are);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_normalise_is_made_canonical),
        cmocka_unit_test(every_row_of_folded_is_folded),
        cmocka_unit_test(every_row_of_iy_has_its_key),
        cmocka_unit_test(every_row_of_distinct_stays_apart),
        cmocka_unit_test(every_row_of_tokens_is_cut_so),
        cmocka_unit_test(every_row_of_compounds_has_its_extra_tokens),
        cmocka_unit_test(every_row_of_docnum_has_its_numbers),
        cmocka_unit_test(every_row_of_dates_has_its_dates),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
