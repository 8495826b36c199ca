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

/* What a word is looked up by. */
typedef struct {
    uint64_t key[2]; /* the bytes; of more than 16: their hash and 0 */
    uint64_t hash;
    const char *bytes;
    size_t len;
} WordKey;

/* The key of a run of repaired text, in a buffer that ends at `limit`; starts to
 * fetch its entry.  Valid as long as the text is. */
WordKey
word_key(const TextAnalyser *analyser, const char *run, size_t len, const char *limit);

/* The word of a key, made when it is new.  Never NULL. */
const Word *word_of_key(TextAnalyser *analyser, const WordKey *key);

/* Both at once, of any repaired text. */
const TextWord *word_of_bytes(TextAnalyser *analyser, const char *repaired, size_t len);
