/* run - repaired text cut into words and numbers (domain report C.8). */
#pragma once

#include <glib.h>

/* One word or number: bytes [start, end). */
typedef struct {
    size_t start, end;
    gboolean has_digit; /* an ASCII digit stands in it */
} Run;

/* Finds the first run at or after `from`.  FALSE at the end of the text. */
gboolean run_next(const char *text, size_t len, size_t from, Run *run);

#define RUN_BATCH 32

typedef struct {
    Run run[RUN_BATCH];
    guint n;
} Runs;

/* Finds the next runs at or after `from`, as many as there is room for.  `plain`
 * says that repair_text found the text plain, which is faster.  Returns runs->n. */
guint run_batch(const char *text, size_t len, gboolean plain, size_t from, Runs *runs);

/* Runs that start in [start, end) of repaired text. */
guint run_count(const char *text, size_t start, size_t end);

/* Whether the points and commas of a number are group points: 1.354, not 1,5. */
gboolean run_is_grouped(const char *number, size_t len);

/* The first ASCII digit at or after `from` and before `end` that has no digit
 * before it, or `end`: where a document number or a date can start. */
size_t run_next_digits(const char *text, size_t from, size_t end);
