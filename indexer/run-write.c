#include "run-write.h"

#include <stdio.h>
#include <string.h>

#include "buffer.h"
#include "file.h"
#include "number.h"

#define FLUSH_BYTES (1u << 20)
#define NUMBERS_A_POSTING 3
#define NUMBERS_A_SPELLING 3
#define NUMBERS_A_RECORD 7

struct RunWriter {
    FILE *stream;
    char *path;
    Buffer spellings, postings; /* of the record at hand, encoded */
    Buffer records;             /* whole ones, not written yet */
    uint64_t collfreq;
    uint32_t n_postings, n_spellings;
    uint32_t n_zero; /* postings of wdf 0 */
    uint32_t last;   /* document */
};

RunWriter *
run_writer_new(const char *path, GError **error)
{
    FILE *stream = file_open(path, "wxe", error);

    if (stream == NULL)
        return NULL;
    RunWriter *writer = g_new0(RunWriter, 1);
    setvbuf(stream, NULL, _IONBF, 0);
    writer->stream = stream;
    writer->path = g_strdup(path);
    return writer;
}

/* Room for some numbers and bytes; take_up ends what was written there. */
static uint8_t *
reserve(Buffer *buffer, size_t n_numbers, size_t n_bytes)
{
    return buffer_reserve(buffer, (n_numbers * NUMBER_MAX_BYTES) + n_bytes);
}

static void
take_up(Buffer *buffer, const uint8_t *end)
{
    buffer->len = (size_t) (end - buffer->bytes);
}

static uint8_t *
write_bytes(uint8_t *at, const void *bytes, size_t len)
{
    if (len > 0)
        memcpy(at, bytes, len);
    return at + len;
}

static uint8_t *
write_counted(uint8_t *at, const void *bytes, size_t len)
{
    return write_bytes(number_write(at, len), bytes, len);
}

void
run_writer_add_posting(RunWriter *writer, const RunPosting *posting)
{
    uint8_t *at = reserve(&writer->postings, NUMBERS_A_POSTING, posting->len);

    at = number_write(at, posting->docid - writer->last);
    at = number_write(at, posting->wdf);
    at = write_counted(at, posting->bytes, posting->len);
    take_up(&writer->postings, at);
    writer->last = posting->docid;
    writer->n_postings++;
    writer->collfreq += posting->wdf;
    if (posting->wdf == 0)
        writer->n_zero++;
}

void
run_writer_add_spelling(RunWriter *writer, const RunSpelling *spelling)
{
    uint8_t *at = reserve(&writer->spellings, NUMBERS_A_SPELLING,
                          (size_t) spelling->left_len + spelling->right_len);

    at = write_counted(at, spelling->left, spelling->left_len);
    at = write_counted(at, spelling->right, spelling->right_len);
    at = number_write(at, spelling->n);
    take_up(&writer->spellings, at);
    writer->n_spellings++;
}

/* A short write is told by file_close. */
static void
flush(RunWriter *writer)
{
    if (writer->records.len > 0)
        (void) fwrite(writer->records.bytes, 1, writer->records.len, writer->stream);
    writer->records.len = 0;
}

static void
start_record(RunWriter *writer)
{
    writer->spellings.len = 0;
    writer->postings.len = 0;
    writer->collfreq = 0;
    writer->n_postings = 0;
    writer->n_spellings = 0;
    writer->n_zero = 0;
    writer->last = 0;
}

void
run_writer_end_record(RunWriter *writer, const char *term, size_t len)
{
    const Buffer *spellings = &writer->spellings;
    const Buffer *postings = &writer->postings;
    uint8_t *at =
        reserve(&writer->records, NUMBERS_A_RECORD, len + spellings->len + postings->len);

    at = write_counted(at, term, len);
    at = number_write(at, writer->n_postings);
    at = number_write(at, writer->collfreq);
    at = number_write(at, writer->n_spellings > 0 ? writer->n_zero : 0);
    at = number_write(at, writer->n_spellings);
    at = number_write(at, spellings->len);
    at = number_write(at, postings->len);
    at = write_bytes(at, spellings->bytes, spellings->len);
    at = write_bytes(at, postings->bytes, postings->len);
    take_up(&writer->records, at);
    if (writer->records.len >= FLUSH_BYTES)
        flush(writer);
    start_record(writer);
}

gboolean
run_writer_close(RunWriter *writer, GError **error)
{
    flush(writer);
    gboolean whole = file_close(writer->stream, writer->path, error);

    g_free(writer->path);
    buffer_clear(&writer->spellings);
    buffer_clear(&writer->postings);
    buffer_clear(&writer->records);
    g_free(writer);
    return whole;
}
