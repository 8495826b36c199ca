/* Any bytes as a ZIP: unzip comes to an end, each member that begins ends but for the
 * one at which it gives up, and each name becomes a path below the archive or is refused.
 */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "read/name.h"
#include "read/unzip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MAX_TOLD_BYTES (1u << 20)

typedef struct {
    gboolean open;
    size_t n_bytes;
    unsigned char sum;
} Log;

static void
check_path(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    g_assert_true(name_is_plain(path) && strlen(path) <= NAME_MAX_BYTES);
    for (unsigned i = 0; parts[i] != NULL; i++)
        g_assert_true(*parts[i] != '\0' && strcmp(parts[i], ".") != 0 &&
                      strcmp(parts[i], "..") != 0);
}

static void
begin(const char *name, gpointer user_data)
{
    Log *log = user_data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = name_of_member(name, &error);

    g_assert_true(!log->open && (path == NULL) == (error != NULL));
    if (path != NULL)
        check_path(path);
    log->open = TRUE;
}

static void
data_of(const void *bytes, size_t len, gpointer user_data)
{
    Log *log = user_data;

    g_assert_true(log->open);
    for (size_t i = 0; i < len; i += 4096)
        log->sum ^= ((const unsigned char *) bytes)[i]; /* they can be read */
    log->n_bytes += len;
}

static void
end(const char *problem, gpointer user_data)
{
    Log *log = user_data;

    g_assert_true(log->open && (problem == NULL || *problem != '\0'));
    log->open = FALSE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const UnzipEvents events = { begin, data_of, end };
    Log log = { FALSE, 0, 0 };
    g_autoptr(GError) error = NULL;
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    gboolean done = FALSE;

    g_assert_true(fd >= 0 && write(fd, data, size) == (ssize_t) size);
    done = unzip(fd, &events, &log, &error);
    g_assert_true(done == (error == NULL) && (!done || !log.open));
    g_assert_true(log.n_bytes <= UNZIP_FREE_BYTES + MAX_TOLD_BYTES);
    close(fd);
    return 0;
}
