/* ocr-words - the recognised words of a page as text, for the pipe and the cache: a line
 * a word. */
#pragma once

#include "read/pdf-page.h"

typedef struct {
    unsigned n_words;
    unsigned confidence; /* sum over the words, 0 to 100 each */
} OcrScore;

/* Appends a word; its box is in points. */
void ocr_words_write(
    GString *out, const char *word, PageBox box, int confidence, gboolean starts_line);

/* Adds the words to `words`.  FALSE, with nothing added, when it is not such a text. */
gboolean ocr_words_read(const char *text, PageWords *words, OcrScore *score);
