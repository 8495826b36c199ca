#include "load.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES (64u << 10)

static void
set_errno(GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "cannot be read: %s",
                g_strerror(errno));
}

int
load_open(const char *path, GError **error)
{
    /* O_NONBLOCK: a pipe in the place of a file must not hold us. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;

    if (fd < 0) {
        set_errno(error);
        return -1;
    }
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "cannot be read: not a regular file");
        return -1;
    }
    return fd;
}

/* Reads on until the end or one byte over `max`. */
static GByteArray *
read_all(int fd, size_t max, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    ssize_t n = 0;

    do {
        unsigned fill = bytes->len;
        size_t room = MIN(CHUNK_BYTES + fill, max + 1 - fill);
        g_byte_array_set_size(bytes, fill + (unsigned) room);
        n = read(fd, bytes->data + fill, room);
        if (n < 0) {
            set_errno(error);
            return NULL;
        }
        g_byte_array_set_size(bytes, fill + (unsigned) n);
    } while (n > 0 && bytes->len <= max);
    return g_steal_pointer(&bytes);
}

char *
load_bytes(const char *path, size_t max, size_t *len, GError **error)
{
    g_autoptr(GByteArray) bytes = NULL;
    int fd = load_open(path, error);

    if (fd < 0)
        return NULL;
    bytes = read_all(fd, max, error);
    close(fd);
    if (bytes == NULL)
        return NULL;
    if (bytes->len > max) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "larger than %zu bytes",
                    max);
        return NULL;
    }
    *len = bytes->len;
    g_byte_array_append(bytes, (const guint8 *) "", 1);
    return (char *) g_byte_array_free(g_steal_pointer(&bytes), FALSE);
}
