/* A program of the system, run on bytes in memory. */
#include "error.h"
#include "read/doc.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define INPUT 3 /* the descriptor that it reads */
#define MAX_SECONDS 60
#define BLOCK_BYTES 65536u

static gboolean
fail(GError **error, TracuuError code, const char *program, const char *reason)
{
    g_autofree char *name = g_path_get_basename(program);

    g_set_error(error, TRACUU_ERROR, code, "%s: %s", name, reason);
    return FALSE;
}

/* A file in memory, from its start; -1 when there can be none. */
static int
open_input(GBytes *file)
{
    size_t len = 0;
    const char *bytes = g_bytes_get_data(file, &len);
    int fd = memfd_create("doc", MFD_CLOEXEC);

    for (size_t done = 0; fd >= 0 && done < len;) {
        ssize_t n = write(fd, bytes + done, len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            close(fd);
            return -1;
        }
        done += (size_t) n;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

static gboolean
spawn(const char *const *argv, int input, GPid *pid, int *output, GError **error)
{
    static const char *const environment[] = { "LC_ALL=C.UTF-8", "HOME=/nonexistent",
                                               "PATH=/usr/bin:/bin", NULL };
    const int target = INPUT;

    return g_spawn_async_with_pipes_and_fds(
        "/", argv, environment, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
        NULL, NULL, -1, -1, -1, &input, &target, 1, pid, NULL, output, NULL, error);
}

/* Reads all until the end.  The sum of its waits is bounded, and RLIMIT_CPU the rest. */
static gboolean
read_output(int fd, GString *out, const char *program, GError **error)
{
    const gint64 end = g_get_monotonic_time() + (gint64) MAX_SECONDS * G_USEC_PER_SEC;
    g_autofree char *block = g_malloc(BLOCK_BYTES);

    for (;;) {
        struct pollfd wait = { .fd = fd, .events = POLLIN };
        gint64 left = (end - g_get_monotonic_time()) / 1000;
        if (left <= 0)
            return fail(error, TRACUU_ERROR_LIMIT, program, "takes more than 60 s");
        if (poll(&wait, 1, (int) left) <= 0)
            continue;
        ssize_t n = read(fd, block, BLOCK_BYTES);
        if (n == 0)
            return TRUE;
        if (n < 0 && errno != EINTR)
            return fail(error, TRACUU_ERROR_NOTICE, program, "cannot be read from");
        if (n > 0)
            g_string_append_len(out, block, n);
        if (out->len > DOCUMENT_MAX_BYTES)
            return fail(error, TRACUU_ERROR_LIMIT, program, "text too long");
    }
}

static int
wait_for(GPid pid)
{
    int status = 0;

    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

GString *
doc_run(const char *const *argv, GBytes *file, GError **error)
{
    GString *out = g_string_new(NULL);
    int input = open_input(file);
    int output = -1;
    int status = 0;
    GPid pid = 0;
    gboolean whole = FALSE;

    if (input < 0 || !spawn(argv, input, &pid, &output, NULL)) {
        fail(error, TRACUU_ERROR_NOTICE, argv[0], "cannot be started");
    } else {
        whole = read_output(output, out, argv[0], error);
        if (!whole)
            kill(pid, SIGKILL);
        close(output);
        status = wait_for(pid);
        if (whole && status != 0)
            fail(error, TRACUU_ERROR_NOTICE, argv[0], "cannot read it");
    }
    if (input >= 0)
        close(input);
    if (whole && status == 0)
        return out;
    g_string_free(out, TRUE);
    return NULL;
}
