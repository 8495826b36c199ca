/* quality-word - what one word says of how a text was read. */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
    WORD_COUNTED = 1 << 0, /* as a syllable */
    WORD_LEGAL = 1 << 1,
    WORD_GOOD = 1 << 2,    /* a neighbour that says nothing is wrong here */
    WORD_SUSPECT = 1 << 3, /* when its neighbours are good */
    WORD_WRONG = 1 << 4,   /* whatever they are */
} WordFlags;

typedef struct {
    uint8_t flags;
    uint8_t n_lookalikes, n_replacements;
} WordQuality;

/* Judges one word, letters, digits and marks; a fact of the word alone. */
WordQuality word_judge(const char *utf8, size_t len);
