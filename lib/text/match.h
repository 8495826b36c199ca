/* match - small steps over repaired text for the grammars of numbers and dates.
 *
 * Each takes the place to read at and moves it only when it matches. */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "text/date.h"
#include "text/docnum.h"

typedef struct {
    const char *text; /* repaired */
    size_t len;
} Subject;

/* Up to `max` blanks (and, with `lines`, line ends); how many. */
guint match_blanks(Subject subject, size_t *at, guint max, gboolean lines);

/* One dash, or one slash, of any kind. */
gboolean match_dash(Subject subject, size_t *at);
gboolean match_slash(Subject subject, size_t *at);

/* All digits that stand here, when they are from 1 to `max`. */
gboolean match_digits(Subject subject, size_t *at, guint max, guint *value);

/* `word` (lower case, NFC) in any case. */
gboolean match_word(Subject subject, size_t *at, const char *word);

/* A year from 1900 to 2099, not followed by a digit. */
gboolean match_year(Subject subject, size_t *at, guint *year);

/* The document number that starts at `at`, where digits start.  Sets *found,
 * which the caller clears. */
gboolean docnum_match(Subject subject, size_t at, Docnum *found);

/* The date that starts at `at`, where digits or "ngày" starts.  `last_end` is
 * where the date before it ends, 0 when there is none. */
gboolean date_match(Subject subject, size_t at, size_t last_end, DateMatch *found);

/* The date that makes an interval with `first`: "… đến (hết) (ngày) …", "… - …",
 * not before it. */
gboolean date_match_until(Subject subject, const DateMatch *first, DateMatch *found);
