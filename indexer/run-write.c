#include "run-write.h"

#include <stdio.h>
#include <string.h>

#include "file.h"
#include "number.h"

#define WRITE_BUFFER_BYTES (1u << 20)
#define NUMBERS_A_POSTING 3
#define NUMBERS_A_SPELLING 3
#define NUMBERS_A_RECORD 7

struct RunWriter {
    FILE *stream;
    char *path;
    GByteArray *spellings, *postings; /* of the record at hand, encoded */
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
    setvbuf(stream, NULL, _IOFBF, WRITE_BUFFER_BYTES);
    writer->stream = stream;
    writer->path = g_strdup(path);
    writer->spellings = g_byte_array_new();
    writer->postings = g_byte_array_new();
    return writer;
}

/* Room for some numbers and bytes at the end of `out`, which is cut by take_back. */
static uint8_t *
reserve(GByteArray *out, guint n_numbers, size_t n_bytes)
{
    guint len = out->len;

    g_byte_array_set_size(out, len + (n_numbers * NUMBER_MAX_BYTES) + (guint) n_bytes);
    return out->data + len;
}

static void
take_back(GByteArray *out, const uint8_t *end)
{
    out->len = (guint) (end - out->data);
}

static uint8_t *
write_bytes(uint8_t *at, const void *bytes, size_t len)
{
    at = number_write(at, len);
    if (len > 0)
        memcpy(at, bytes, len);
    return at + len;
}

void
run_writer_add_posting(RunWriter *writer, const RunPosting *posting)
{
    uint8_t *at = reserve(writer->postings, NUMBERS_A_POSTING, posting->len);

    at = number_write(at, posting->docid - writer->last);
    at = number_write(at, posting->wdf);
    at = write_bytes(at, posting->bytes, posting->len);
    take_back(writer->postings, at);
    writer->last = posting->docid;
    writer->n_postings++;
    writer->collfreq += posting->wdf;
    if (posting->wdf == 0)
        writer->n_zero++;
}

void
run_writer_add_spelling(RunWriter *writer, const RunSpelling *spelling)
{
    uint8_t *at = reserve(writer->spellings, NUMBERS_A_SPELLING,
                          (size_t) spelling->left_len + spelling->right_len);

    at = write_bytes(at, spelling->left, spelling->left_len);
    at = write_bytes(at, spelling->right, spelling->right_len);
    at = number_write(at, spelling->n);
    take_back(writer->spellings, at);
    writer->n_spellings++;
}

/* A short write is told by file_close. */
static void
put_bytes(RunWriter *writer, const void *bytes, size_t len)
{
    if (len > 0)
        (void) fwrite_unlocked(bytes, 1, len, writer->stream);
}

static void
start_record(RunWriter *writer)
{
    g_byte_array_set_size(writer->spellings, 0);
    g_byte_array_set_size(writer->postings, 0);
    writer->collfreq = 0;
    writer->n_postings = 0;
    writer->n_spellings = 0;
    writer->n_zero = 0;
    writer->last = 0;
}

void
run_writer_end_record(RunWriter *writer, const char *term, size_t len)
{
    uint8_t head[NUMBERS_A_RECORD * NUMBER_MAX_BYTES];
    uint8_t *at = number_write(head, len);

    put_bytes(writer, head, (size_t) (at - head));
    put_bytes(writer, term, len);
    at = number_write(head, writer->n_postings);
    at = number_write(at, writer->collfreq);
    at = number_write(at, writer->n_spellings > 0 ? writer->n_zero : 0);
    at = number_write(at, writer->n_spellings);
    at = number_write(at, writer->spellings->len);
    at = number_write(at, writer->postings->len);
    put_bytes(writer, head, (size_t) (at - head));
    put_bytes(writer, writer->spellings->data, writer->spellings->len);
    put_bytes(writer, writer->postings->data, writer->postings->len);
    start_record(writer);
}

gboolean
run_writer_close(RunWriter *writer, GError **error)
{
    gboolean whole = file_close(writer->stream, writer->path, error);

    g_free(writer->path);
    g_byte_array_unref(writer->spellings);
    g_byte_array_unref(writer->postings);
    g_free(writer);
    return whole;
}
