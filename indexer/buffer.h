/* buffer - bytes or elements that grow at the end, millions of times a second: what
 * GArray does, inlined.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    uint8_t *bytes;
    size_t len; /* in use; at most `room` */
    size_t room;
} Buffer;

#define BUFFER_FIRST_BYTES 4096

/* Room for `n` more bytes behind the last; the caller adds to len what it writes. */
static inline void *
buffer_reserve(Buffer *buffer, size_t n)
{
    if (G_UNLIKELY(buffer->room - buffer->len < n)) {
        buffer->room = MAX(MAX(2 * buffer->room, buffer->len + n), BUFFER_FIRST_BYTES);
        buffer->bytes = g_realloc(buffer->bytes, buffer->room);
    }
    return buffer->bytes + buffer->len;
}

/* An element of `size` bytes at the end, to be written by the caller. */
static inline void *
buffer_add(Buffer *buffer, size_t size)
{
    void *at = buffer_reserve(buffer, size);

    buffer->len += size;
    return at;
}

static inline void
buffer_clear(Buffer *buffer)
{
    g_free(buffer->bytes);
    *buffer = (Buffer){ 0 };
}
