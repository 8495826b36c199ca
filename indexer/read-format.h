/* read-format - what the readers of single formats share; private to read*.c. */
#pragma once

#include "read.h"
#include "read/formats.h"

typedef struct {
    const ReadUnit *unit;
    const ReadSink *sink;
    const char *id; /* of a whole file's notice; NULL: its name without the extension */
} Reading;

/* FALSE with TRACUU_ERROR_NOTICE when there is neither text nor title. */
gboolean read_check_text(const Notice *notice, GError **error);

/* Completes `notice`, which has id, text and what else its format said: file name,
 * source, type and title, corrections; then hands it on.
 *
 * converted   what reading it said beside text and html: title, encoding, warnings, OCR
 * whole_file  NAME.meta.json is of this notice
 *
 * Returns     FALSE when the sink's `notice` failed.
 */
gboolean read_finish(const Reading *reading,
                     Notice *notice,
                     const Converted *converted,
                     gboolean whole_file,
                     GError **error);

/* Leaves one notice out: `error` becomes TRACUU_ERROR_NOTICE when it is of a
 * domain or code that is not skippable.  `line` is 0 for a whole file. */
void read_skip(const Reading *reading, uint64_t line, const GError *error);

/* The bytes of the unit's file, a NUL after them, and their format.
 *
 * Returns  (transfer full); NULL with TRACUU_ERROR_NOTICE or TRACUU_ERROR_LIMIT; of
 *          a ZIP no more than it takes to tell that.
 */
char *
read_bytes(const CorpusFile *file, size_t *len, const Format **format, GError **error);

/* One notice from the bytes of its file.  FALSE when the sink's `notice` failed, or when
 * no process could be started. */
gboolean read_document(const Reading *reading,
                       const Format *format,
                       const char *bytes,
                       size_t len,
                       GError **error);

/* The members of a ZIP.  FALSE as read_document. */
gboolean read_zip(const Reading *reading, const Format *format, GError **error);

/* The records of a .jsonl.  FALSE when the sink's `notice` failed. */
gboolean read_jsonl(const Reading *reading, GError **error);
