#include "lines.h"

#include "error.h"
#include "load.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES (256u << 10)

struct LineReader {
    int fd;
    size_t max;
    uint64_t end;
    char *data;
    size_t capacity;
    size_t start;    /* of the next line in data */
    size_t fill;     /* bytes in data */
    uint64_t offset; /* in the file, of data[start] */
    gboolean at_end; /* of the file */
    uint64_t counted_offset;
    uint64_t counted_lines; /* that end before counted_offset */
};

void
line_reader_free(LineReader *reader)
{
    if (reader == NULL)
        return;
    close(reader->fd);
    g_free(reader->data);
    g_free(reader);
}

/* Reads one more chunk behind what is there. */
static gboolean
fill_more(LineReader *reader, GError **error)
{
    ssize_t n = 0;

    if (reader->start > 0) {
        memmove(reader->data, reader->data + reader->start, reader->fill - reader->start);
        reader->fill -= reader->start;
        reader->start = 0;
    }
    if (reader->capacity - reader->fill < CHUNK_BYTES) {
        reader->capacity = reader->capacity * 2 + CHUNK_BYTES;
        reader->data = g_realloc(reader->data, reader->capacity);
    }
    n = pread(reader->fd, reader->data + reader->fill, CHUNK_BYTES,
              (off_t) (reader->offset + reader->fill));
    if (n < 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "cannot be read: %s",
                    g_strerror(errno));
        return FALSE;
    }
    reader->fill += (size_t) n;
    reader->at_end = n == 0;
    return TRUE;
}

/* Drops `n` bytes of what is buffered. */
static void
consume(LineReader *reader, size_t n)
{
    reader->start += n;
    reader->offset += n;
}

/* Finds the end of the line at data[start]; reads as far as it takes.
 *
 * line     gets offset, too_long; a line over the limit is dropped on the way
 * len      its bytes that are buffered, without \n
 */
static gboolean
find_end(LineReader *reader, Line *line, size_t *len, GError **error)
{
    size_t seen = 0;

    *line = (Line){ .offset = reader->offset };
    for (;;) {
        const char *at = reader->data + reader->start;
        const char *newline =
            memchr(at + seen, '\n', reader->fill - reader->start - seen);
        *len = newline != NULL ? (size_t) (newline - at) : reader->fill - reader->start;
        line->too_long = line->too_long || *len > reader->max;
        if (newline != NULL || reader->at_end)
            return TRUE;
        seen = *len;
        if (line->too_long) {
            consume(reader, *len);
            seen = 0;
        }
        if (!fill_more(reader, error))
            return FALSE;
    }
}

gboolean
line_reader_next(LineReader *reader, Line *line, GError **error)
{
    size_t len = 0;

    if (reader->offset >= reader->end || !find_end(reader, line, &len, error))
        return FALSE;
    if (len == 0 && reader->start == reader->fill && !line->too_long)
        return FALSE;
    line->bytes = reader->data + reader->start;
    line->len = len;
    consume(reader, MIN(len + 1, reader->fill - reader->start));
    return TRUE;
}

LineReader *
line_reader_new(
    const char *path, uint64_t begin, uint64_t end, size_t max, GError **error)
{
    g_autoptr(LineReader) reader = NULL;
    Line first;
    int fd = load_open(path, error);

    if (fd < 0)
        return NULL;
    reader = g_new0(LineReader, 1);
    reader->fd = fd;
    reader->max = max;
    reader->end = end;
    reader->capacity = CHUNK_BYTES;
    reader->data = g_malloc(reader->capacity);
    if (begin == 0)
        return g_steal_pointer(&reader);

    /* The line that holds the byte before `begin` belongs to the part before. */
    reader->offset = begin - 1;
    g_autoptr(GError) failure = NULL;
    if (!line_reader_next(reader, &first, &failure) && failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    return g_steal_pointer(&reader);
}

uint64_t
line_reader_number(LineReader *reader, uint64_t offset)
{
    g_autofree char *chunk = g_malloc(CHUNK_BYTES);

    if (offset < reader->counted_offset) {
        reader->counted_offset = 0;
        reader->counted_lines = 0;
    }
    while (reader->counted_offset < offset) {
        size_t want = MIN(CHUNK_BYTES, offset - reader->counted_offset);
        ssize_t n = pread(reader->fd, chunk, want, (off_t) reader->counted_offset);
        if (n <= 0)
            break;
        reader->counted_offset += (uint64_t) n;
        for (const char *at = chunk;
             (at = memchr(at, '\n', (size_t) (chunk + n - at))) != NULL; at++)
            reader->counted_lines++;
    }
    return reader->counted_lines + 1;
}
