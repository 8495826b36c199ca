/* read - files become notices, whatever their format (read/formats.h).
 *
 * Work is cut into units so that several processes can share one large .jsonl:
 * a unit is a whole file, or the records of a .jsonl that start in [begin, end).
 */
#pragma once

#include "corpus.h"
#include "extract/extraction.h"
#include "notice.h"
#include "read/convert.h"

#define READ_MAX_TEXT_BYTES (64u << 20)  /* one notice's text, and one JSONL line */
#define READ_JSONL_UNIT_BYTES (4u << 20) /* of a .jsonl a unit has about this much */

typedef struct {
    const CorpusFile *file;
    uint64_t begin, end; /* bytes */
} ReadUnit;

/* Takes one notice, and what was read of it besides the fields of Notice.  FALSE with
 * `error` stops the run. */
typedef gboolean (*NoticeFunc)(const Notice *notice,
                               const Extraction *extraction,
                               gpointer user_data,
                               GError **error);

/* Where everything goes that is read, and what converters may do.  `user_data` is
 * handed to each of the functions. */
typedef struct {
    NoticeFunc notice;
    SkipFunc skip;
    WarnFunc warn;
    gpointer user_data;
    ConvertOptions options; /* but for the name, which is each file's */
} ReadSink;

/* Cuts files into units, in order.  (transfer full) array of ReadUnit. */
GArray *read_plan(const GPtrArray *files);

/* Reads the notices of one unit in order; each is complete (id, file name,
 * title, type, text; corrected by NAME.meta.json).  What cannot be read is
 * passed to `skip` with its place, and nothing else is lost.
 *
 * Returns  FALSE only when the sink's `notice` did, or on an error that is not of
 *          one notice.
 */
gboolean read_unit(const ReadUnit *unit, const ReadSink *sink, GError **error);
