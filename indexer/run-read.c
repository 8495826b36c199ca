#include "run.h"

#include <stdio.h>

#include "error.h"
#include "file.h"
#include "number.h"

#define READ_BUFFER_BYTES (128u << 10)
#define NUMBER_MAX_BYTES 10

struct RunReader {
    FILE *stream;
    char *path;
    GByteArray *term;
    GByteArray *postings;
    gboolean failed;
};

RunReader *
run_reader_new(const char *path, GError **error)
{
    FILE *stream = file_open(path, "re", error);

    if (stream == NULL)
        return NULL;
    RunReader *reader = g_new0(RunReader, 1);
    reader->stream = stream;
    reader->path = g_strdup(path);
    reader->term = g_byte_array_new();
    reader->postings = g_byte_array_new();
    setvbuf(stream, NULL, _IOFBF, READ_BUFFER_BYTES);
    return reader;
}

void
run_reader_free(RunReader *reader)
{
    if (reader == NULL)
        return;
    (void) fclose(reader->stream);
    g_free(reader->path);
    g_byte_array_unref(reader->term);
    g_byte_array_unref(reader->postings);
    g_free(reader);
}

/* Reads one number; FALSE at the end of the file. */
static gboolean
read_number(RunReader *reader, uint64_t *number)
{
    int byte = getc_unlocked(reader->stream);

    if (byte == EOF)
        return FALSE;
    *number = 0;
    for (unsigned shift = 0; byte != EOF && shift < 7 * NUMBER_MAX_BYTES; shift += 7) {
        *number |= (uint64_t) (byte & 0x7F) << shift;
        if (byte < 0x80)
            return TRUE;
        byte = getc_unlocked(reader->stream);
    }
    reader->failed = TRUE;
    return FALSE;
}

static gboolean
read_bytes(RunReader *reader, GByteArray *bytes)
{
    uint64_t len = 0;

    if (!read_number(reader, &len))
        return FALSE;
    g_byte_array_set_size(bytes, (guint) len);
    if (fread_unlocked(bytes->data, 1, len, reader->stream) == len)
        return TRUE;
    reader->failed = TRUE;
    return FALSE;
}

static gboolean
read_record(RunReader *reader, RunRecord *record)
{
    uint64_t termfreq = 0;

    if (!read_bytes(reader, reader->term))
        return FALSE;
    if (!read_number(reader, &termfreq) || !read_number(reader, &record->collfreq) ||
        !read_bytes(reader, reader->postings)) {
        reader->failed = TRUE;
        return FALSE;
    }
    record->term = (const char *) reader->term->data;
    record->term_len = reader->term->len;
    record->termfreq = (uint32_t) termfreq;
    record->postings = reader->postings->data;
    record->postings_len = reader->postings->len;
    return TRUE;
}

gboolean
run_reader_next(RunReader *reader, RunRecord *record, GError **error)
{
    if (read_record(reader, record))
        return TRUE;
    if (reader->failed || ferror(reader->stream) != 0)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                    "%s: cannot read the run back", reader->path);
    return FALSE;
}

gboolean
run_next_posting(const RunRecord *record, size_t *at, RunPosting *posting)
{
    const uint8_t *next = record->postings + *at;
    const uint8_t *end = record->postings + record->postings_len;

    if (next >= end)
        return FALSE;
    posting->docid += (uint32_t) number_take(&next, end);
    posting->wdf = (uint32_t) number_take(&next, end);
    posting->positions_len = (size_t) number_take(&next, end);
    posting->positions = posting->positions_len > 0 ? next : NULL;
    *at = (size_t) (next - record->postings) + posting->positions_len;
    return TRUE;
}
