/* read-format - what the readers of single formats share; private to read*.c. */
#pragma once

#include "read.h"

typedef struct {
    const ReadUnit *unit;
    NoticeFunc func;
    SkipFunc skip;
    gpointer user_data;
} Reading;

/* FALSE with TRACUU_ERROR_NOTICE when there is neither text nor title. */
gboolean read_check_text(const Notice *notice, GError **error);

/* Completes `notice`, which has id, text and what else its format said: file
 * name, source, type and title, corrections; then hands it on.
 *
 * whole_file  NAME.meta.json is of this notice
 *
 * Returns     FALSE when func failed.
 */
gboolean
read_finish(const Reading *reading, Notice *notice, gboolean whole_file, GError **error);

/* Leaves one notice out: `error` becomes TRACUU_ERROR_NOTICE when it is of a
 * domain or code that is not skippable.  `line` is 0 for a whole file. */
void read_skip(const Reading *reading, uint64_t line, const GError *error);

/* The readers, one a format.  FALSE when func failed. */
gboolean read_text(const Reading *reading, GError **error);
gboolean read_markdown(const Reading *reading, GError **error);
gboolean read_jsonl(const Reading *reading, GError **error);
