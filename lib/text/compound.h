/* compound - extra tokens: what is also a term as a whole (domain report C.8). */
#pragma once

#include "run.h"
#include "word.h"

/* A text on its way to tokens. */
typedef struct {
    TextAnalyser *analyser;
    const char *text; /* repaired */
    size_t len;
    GArray *tokens;     /* (element-type TextToken), offsets in `text`; longer than… */
    guint n_tokens;     /* …what is in it */
    GString *key;       /* scratch */
    uint32_t position;  /* of the run at hand */
    size_t run_end;     /* of the run before it */
    size_t docnum_end;  /* of the last document number */
    size_t date_end;    /* of the last date */
    gboolean after_run; /* there is a run before it */
} Scan;

/* Room for one more token, which the caller fills. */
static inline TextToken *
scan_next_token(Scan *scan)
{
    if (scan->n_tokens == scan->tokens->len) {
        g_array_set_size(scan->tokens, scan->n_tokens + 256);
    }
    return &g_array_index(scan->tokens, TextToken, scan->n_tokens++);
}

/* Whether a run may need compound_append, told cheaply. */
static inline gboolean
compound_may_start(const Scan *scan, const Run *run, const Word *word)
{
    unsigned char next =
        run->end < scan->len ? (unsigned char) scan->text[run->end] : ' ';

    return run->has_digit || word->opens_date || next == '-' || next == '.' ||
           next == 0xE2;
}

/* Appends the extra tokens that start in `run`. */
void compound_append(Scan *scan, const Run *run, const Word *word);
