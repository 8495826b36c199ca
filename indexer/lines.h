/* lines - the lines of a part of a large file, one at a time.
 *
 * Memory is one line, at most LINES_MAX_BYTES, whatever the file's size.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    const char *bytes; /* without \n; valid until the next call */
    size_t len;
    uint64_t offset;   /* of its first byte in the file */
    gboolean too_long; /* over the limit: bytes and len say nothing */
} Line;

typedef struct LineReader LineReader;

/* Opens the lines of `path` that start in [begin, end); none is longer than `max`
 * bytes.  NULL with TRACUU_ERROR_NOTICE. */
LineReader *line_reader_new(
    const char *path, uint64_t begin, uint64_t end, size_t max, GError **error);
void line_reader_free(LineReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LineReader, line_reader_free)

/* Reads the next line.  FALSE at the end, or with TRACUU_ERROR_NOTICE. */
gboolean line_reader_next(LineReader *reader, Line *line, GError **error);

/* The number, from 1, of the line that starts at `offset`, for messages.  Counts
 * from the start of the file, or on from the last call with a lower offset. */
uint64_t line_reader_number(LineReader *reader, uint64_t offset);
