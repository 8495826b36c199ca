/* word - the analyser: every distinct word once. */
#pragma once

#include "text/text.h"

/* Of a longer run only the start is read: no code point is more than two bytes
 * shorter in lower case, so K1 of it is at least TEXT_WORD_MAX_BYTES. */
#define RUN_MAX_BYTES (4 * TEXT_WORD_MAX_BYTES)

/* A word with what the scanner wants to know of it. */
typedef struct {
    TextWord word;       /* first: a TextWord of an analyser is one of these */
    gboolean opens_date; /* it is "ngày" */
} Word;

/* The word of one run of repaired text, which lies in a buffer that ends at
 * `limit`.  Never NULL. */
const Word *
word_of_run(TextAnalyser *analyser, const char *run, size_t len, const char *limit);
