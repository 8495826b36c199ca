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

gboolean
load_more(int fd, GByteArray *bytes, size_t max, GError **error)
{
    ssize_t n = 1;

    while (n > 0 && bytes->len <= max) {
        unsigned fill = bytes->len;
        size_t room = MIN(CHUNK_BYTES + fill, max + 1 - fill);
        g_byte_array_set_size(bytes, fill + (unsigned) room);
        n = read(fd, bytes->data + fill, room);
        g_byte_array_set_size(bytes, fill + (unsigned) MAX(n, 0));
    }
    if (n >= 0)
        return TRUE;
    set_errno(error);
    return FALSE;
}

char *
load_bytes(const char *path, size_t max, size_t *len, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    int fd = load_open(path, error);
    gboolean done = FALSE;

    if (fd < 0)
        return NULL;
    done = load_more(fd, bytes, max, error);
    close(fd);
    if (!done)
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
