/* text-fixture - a text's tokens, and how tests write them down. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/text.h"

/* An analyser and the tokens of one text. */
typedef struct {
    TextAnalyser *analyser;
    GArray *tokens; /* (element-type TextToken) */
    uint32_t n_positions;
} Analysis;

void analysis_clear(Analysis *analysis);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Analysis, analysis_clear)

Analysis analysis_of(const char *text, size_t len);

/* Fails when there is no such token. */
const TextToken *analysis_token(const Analysis *analysis, guint i);

/* "k1@position" of a syllable, "kind:k1@position+span" of an extra token, one
 * blank between. */
char *analysis_describe(const Analysis *analysis);

/* The bytes of `text` that each token was read from, a bar behind each. */
char *analysis_sources(const Analysis *analysis, const char *text);

typedef struct {
    const char *text;
    const char *expected;
} AnalysisRow;

/* Each row's text is described as expected. */
void analysis_check(const AnalysisRow *rows, size_t n);
