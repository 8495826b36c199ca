#include "run.h"

#include <stdio.h>

#include "error.h"
#include "file.h"
#include "number.h"

#define READ_BUFFER_BYTES (128u << 10)

struct RunReader {
    FILE *stream;
    char *path;
    GByteArray *term;
    GByteArray *body; /* spellings, then postings */
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
    reader->body = g_byte_array_new();
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
    g_byte_array_unref(reader->body);
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
read_bytes(RunReader *reader, GByteArray *bytes, uint64_t len)
{
    g_byte_array_set_size(bytes, (guint) len);
    return fread_unlocked(bytes->data, 1, len, reader->stream) == len;
}

/* What a record says before its postings, in this order. */
typedef enum {
    HEAD_N_POSTINGS,
    HEAD_COLLFREQ,
    HEAD_HIDDEN,
    HEAD_N_SPELLINGS,
    HEAD_SPELLINGS_LEN,
    HEAD_POSTINGS_LEN,
    HEAD_N
} Head;

/* What follows a record's term. */
static gboolean
read_rest(RunReader *reader, RunRecord *record)
{
    uint64_t head[HEAD_N];

    for (unsigned i = 0; i < HEAD_N; i++)
        if (!read_number(reader, &head[i]))
            return FALSE;
    if (!read_bytes(reader, reader->body,
                    head[HEAD_SPELLINGS_LEN] + head[HEAD_POSTINGS_LEN]))
        return FALSE;
    record->n_postings = (uint32_t) head[HEAD_N_POSTINGS];
    record->termfreq = (uint32_t) (head[HEAD_N_POSTINGS] - head[HEAD_HIDDEN]);
    record->collfreq = head[HEAD_COLLFREQ];
    record->n_spellings = (uint32_t) head[HEAD_N_SPELLINGS];
    record->spellings = reader->body->data;
    record->spellings_len = head[HEAD_SPELLINGS_LEN];
    record->postings = reader->body->data + record->spellings_len;
    record->postings_len = head[HEAD_POSTINGS_LEN];
    return TRUE;
}

/* FALSE at the end, and when the file is cut. */
static gboolean
read_record(RunReader *reader, RunRecord *record)
{
    uint64_t len = 0;

    if (!read_number(reader, &len))
        return FALSE;
    if (!read_bytes(reader, reader->term, len) || !read_rest(reader, record)) {
        reader->failed = TRUE;
        return FALSE;
    }
    record->term = (const char *) reader->term->data;
    record->term_len = reader->term->len;
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
