#include "text-fixture.h"

#include <string.h>

static const char *const kind_names[] = {
    [TEXT_SYLLABLE] = "",      [TEXT_JOINED] = "joined:", [TEXT_NUMBER] = "number:",
    [TEXT_DOCNUM] = "docnum:", [TEXT_DATE] = "date:",     [TEXT_RANGE] = "range:",
};

void
analysis_clear(Analysis *analysis)
{
    g_clear_pointer(&analysis->analyser, text_analyser_free);
    g_clear_pointer(&analysis->tokens, g_array_unref);
}

Analysis
analysis_of(const char *text, size_t len)
{
    Analysis analysis = { .analyser = text_analyser_new(),
                          .tokens = g_array_new(FALSE, FALSE, sizeof(TextToken)) };

    analysis.n_positions = text_analyse(analysis.analyser, text, len, analysis.tokens);
    return analysis;
}

const TextToken *
analysis_token(const Analysis *analysis, guint i)
{
    assert_true(i < analysis->tokens->len);
    return &g_array_index(analysis->tokens, TextToken, i);
}

char *
analysis_describe(const Analysis *analysis)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < analysis->tokens->len; i++) {
        const TextToken *token = analysis_token(analysis, i);

        g_string_append_printf(out, "%s%s%s@%u", i > 0 ? " " : "",
                               kind_names[token->kind], token->word->k1, token->position);
        if (token->kind != TEXT_SYLLABLE) {
            g_string_append_printf(out, "+%u", token->span);
        }
    }
    return g_string_free(out, FALSE);
}

void
analysis_check(const AnalysisRow *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_auto(Analysis) analysis = analysis_of(rows[i].text, strlen(rows[i].text));
        g_autofree char *found = analysis_describe(&analysis);

        assert_string_equal(found, rows[i].expected);
    }
}

char *
analysis_sources(const Analysis *analysis, const char *text)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < analysis->tokens->len; i++) {
        const TextToken *token = analysis_token(analysis, i);

        g_string_append_len(out, text + token->start,
                            (gssize) (token->end - token->start));
        g_string_append_c(out, '|');
    }
    return g_string_free(out, FALSE);
}
