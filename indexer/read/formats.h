/* formats - which formats tracuu reads, how each is told by its content, and what
 * reading one file of it may cost.
 *
 * All of it is the table in formats.c; a new format is a new row there.
 */
#pragma once

#include "read/convert.h"
#include "read/magic.h"

/* A file whose start does not tell its format is looked at up to this size. */
#define FORMATS_WHOLE_BYTES ((size_t) 512 << 20)

typedef enum {
    READER_NONE,    /* known, and not read: `advice` says what to do */
    READER_CONVERT, /* one notice, through `convert` */
    READER_JSONL,
    READER_ZIP, /* many; unzipped first */
} FormatReader;

/* What reading one file may cost; the last three are of a process of its own, which
 * a format has when they are not 0. */
typedef struct {
    size_t max_bytes;
    unsigned memory_mib;   /* RLIMIT_AS */
    unsigned cpu_seconds;  /* RLIMIT_CPU, of each process it starts */
    unsigned wall_seconds; /* of all of it */
} FormatLimits;

typedef struct {
    const char *name;       /* in messages: "PDF" */
    const char *extensions; /* ".html .htm", lower case; NULL: told by content alone */
    gboolean (*test)(const FormatProbe *probe); /* NULL: told by its extension alone */
    FormatReader reader;
    ConvertFunc convert;
    const char *advice;
    const FormatLimits *limits;
} Format;

/* The format of a file that is read.
 *
 * The content says it; the extension of `name` serves where the content has no mark
 * of its own (text, Markdown, JSONL).  What has an extension of the table and is
 * plain text is read as text.
 *
 * bytes    all of the file, or its start (magic.h); may be NULL when `len` is 0
 *
 * Returns  NULL with TRACUU_ERROR_NOTICE: it is not read, and what to do.
 */
const Format *
formats_detect(const char *bytes, size_t len, const char *name, GError **error);

/* The format whose files have this extension (".PDF"); NULL for one that none has. */
const Format *formats_by_extension(const char *extension);

/* TRUE when a browser that opens such a file runs what is in it. */
gboolean format_is_active(const Format *format);

/* TRUE when `extension` (".PDF") is one of the format's; case does not matter. */
gboolean format_has_extension(const Format *format, const char *extension);
