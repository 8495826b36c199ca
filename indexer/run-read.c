#include "run.h"

#include <string.h>
#include <unistd.h>

#include "buffer.h"
#include "error.h"
#include "file.h"
#include "number.h"

#define READ_BUFFER_BYTES (128u << 10)
#define NUMBERS_BEHIND_TERM 6

struct RunReader {
    FILE *stream; /* read by its descriptor alone */
    char *path;
    Buffer buffer;
    size_t at; /* in the buffer: the next record */
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
    buffer_reserve(&reader->buffer, READ_BUFFER_BYTES);
    return reader;
}

void
run_reader_free(RunReader *reader)
{
    if (reader == NULL)
        return;
    (void) fclose(reader->stream);
    g_free(reader->path);
    buffer_clear(&reader->buffer);
    g_free(reader);
}

/* Reads until the next record has `n` bytes in the buffer, or the file ends. */
static void
read_more(RunReader *reader, size_t n)
{
    Buffer *buffer = &reader->buffer;

    buffer->len -= reader->at;
    memmove(buffer->bytes, buffer->bytes + reader->at, buffer->len);
    reader->at = 0;
    if (n > buffer->len)
        buffer_reserve(buffer, n - buffer->len);
    while (buffer->len < n) {
        ssize_t got =
            TEMP_FAILURE_RETRY(read(fileno(reader->stream), buffer->bytes + buffer->len,
                                    buffer->room - buffer->len));

        if (got <= 0) {
            reader->failed = reader->failed || got < 0;
            return;
        }
        buffer->len += (size_t) got;
    }
}

/* How many of the `n` bytes that are wanted of the next record there are. */
static size_t
fill(RunReader *reader, size_t n)
{
    if (reader->buffer.len - reader->at < n)
        read_more(reader, n);
    return MIN(n, reader->buffer.len - reader->at);
}

/* FALSE when the file ends in the record.  Each filling may move what is there, so
 * places count from the record's start. */
static gboolean
read_record(RunReader *reader, RunRecord *record)
{
    size_t there = fill(reader, NUMBER_MAX_BYTES);
    const uint8_t *start = reader->buffer.bytes + reader->at;
    const uint8_t *next = start;

    record->term_len = (size_t) number_take(&next, start + there);
    size_t term_at = (size_t) (next - start);
    size_t rest_at = term_at + record->term_len;
    there = fill(reader, rest_at + (NUMBERS_BEHIND_TERM * NUMBER_MAX_BYTES));
    if (there <= rest_at)
        return FALSE;
    start = reader->buffer.bytes + reader->at;
    next = start + rest_at;
    record->n_postings = (uint32_t) number_take(&next, start + there);
    record->collfreq = number_take(&next, start + there);
    record->termfreq = record->n_postings - (uint32_t) number_take(&next, start + there);
    record->n_spellings = (uint32_t) number_take(&next, start + there);
    record->spellings_len = (size_t) number_take(&next, start + there);
    record->postings_len = (size_t) number_take(&next, start + there);
    size_t spellings_at = (size_t) (next - start);
    size_t postings_at = spellings_at + record->spellings_len;
    size_t len = postings_at + record->postings_len;
    /* Where a number is cut the last one is 0, and every record has a posting. */
    if (record->postings_len == 0 || fill(reader, len) < len)
        return FALSE;
    start = reader->buffer.bytes + reader->at;
    record->term = (const char *) start + term_at;
    record->spellings = start + spellings_at;
    record->postings = start + postings_at;
    reader->at += len;
    return TRUE;
}

gboolean
run_reader_next(RunReader *reader, RunRecord *record, GError **error)
{
    gboolean more = fill(reader, 1) > 0;

    if (more && read_record(reader, record))
        return TRUE;
    if (more || reader->failed)
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
    posting->len = (size_t) number_take(&next, end);
    posting->bytes = posting->len > 0 ? next : NULL;
    *at = (size_t) (next - record->postings) + posting->len;
    return TRUE;
}

/* K1 of one word of a spelling. */
static const char *
take_word(const uint8_t **at, const uint8_t *end, uint32_t *len)
{
    *len = (uint32_t) number_take(at, end);
    const char *word = (const char *) *at;
    *at += *len;
    return word;
}

gboolean
run_next_spelling(const RunRecord *record, size_t *at, RunSpelling *spelling)
{
    const uint8_t *next = record->spellings + *at;
    const uint8_t *end = record->spellings + record->spellings_len;

    if (next >= end)
        return FALSE;
    spelling->left = take_word(&next, end, &spelling->left_len);
    spelling->right = take_word(&next, end, &spelling->right_len);
    spelling->n = (uint32_t) number_take(&next, end);
    *at = (size_t) (next - record->spellings);
    return TRUE;
}

gboolean
run_next_occurrence(const RunRecord *record,
                    const RunPosting *posting,
                    size_t *at,
                    RunOccurrence *occurrence)
{
    const uint8_t *next = posting->bytes + *at;
    const uint8_t *end = posting->bytes + posting->len;
    uint32_t step = *at == 0 ? 0 : 1;

    if (*at >= posting->len)
        return FALSE;
    if (step == 0)
        *occurrence = (RunOccurrence){ 0 };
    occurrence->spelling =
        record->n_spellings > 1 ? (uint32_t) number_take(&next, end) : 0;
    occurrence->left += step + (uint32_t) number_take(&next, end);
    occurrence->right += step + (uint32_t) number_take(&next, end);
    *at = (size_t) (next - posting->bytes);
    return TRUE;
}
