#include "read/child.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define LAST_WORDS_BYTES 1024 /* of standard error are kept */
#define LOOK_MS 500           /* how often it is seen whether it still lives */
#define END_TICKS 50
#define END_TICK_US 100 /* the first; then twice as long each, to a limit */
#define FIRST_FREE 10   /* descriptors are moved here before they get their places */

/* Sanitizers reserve terabytes of addresses. */
#if defined(__SANITIZE_ADDRESS__)
#define LIMITS_MEMORY FALSE
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LIMITS_MEMORY FALSE
#endif
#endif
#ifndef LIMITS_MEMORY
#define LIMITS_MEMORY TRUE
#endif

enum { OUT = 3, IN = 4 }; /* in the process */

typedef enum { ENDED_ITSELF, TOO_SLOW } Ending;
typedef enum { READY, ENDED, SLOW } Waited;

struct Child {
    ChildLimits limits;
    pid_t pid;
    int out;       /* what it writes */
    int err;       /* its standard error; -1 when that has ended */
    gint64 waited; /* microseconds */
    GString *last_words;
};

/* ---- in the process -------------------------------------------------------- */

static void
limit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
    struct rlimit now;

    if (getrlimit(resource, &now) != 0)
        _exit(1);
    now.rlim_max = MIN(now.rlim_max, hard);
    now.rlim_cur = MIN(soft, now.rlim_max);
    if (setrlimit(resource, &now) != 0)
        _exit(1);
}

static void
apply_limits(const ChildLimits *limits)
{
    rlim_t memory = (rlim_t) limits->memory_mib << 20;

    if (LIMITS_MEMORY)
        limit(RLIMIT_AS, memory, memory);
    limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1);
    limit(RLIMIT_FSIZE, CHILD_MAX_FILE_BYTES, CHILD_MAX_FILE_BYTES);
    limit(RLIMIT_CORE, 0, 0);
}

static void
reset_signals(void)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN); /* the write fails instead */
}

/* Leaves standard error, OUT and IN open, and nothing else.  Without an input IN is
 * /dev/null: a number that is free here may be one of those that were just moved. */
static void
place_files(int out, int err, int in)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    out = fcntl(out, F_DUPFD, FIRST_FREE);
    err = fcntl(err, F_DUPFD, FIRST_FREE);
    in = fcntl(in < 0 ? null : in, F_DUPFD, FIRST_FREE);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0 ||
        dup2(err, STDERR_FILENO) < 0 || dup2(out, OUT) < 0 || dup2(in, IN) < 0)
        _exit(1);
    (void) close_range(IN + 1, ~0U, 0);
}

/* Programs that it starts get neither. */
static void
close_on_exec(void)
{
    (void) fcntl(OUT, F_SETFD, FD_CLOEXEC);
    (void) fcntl(IN, F_SETFD, FD_CLOEXEC);
}

void
child_write(int out, const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len > 0) {
        ssize_t n = write(out, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            _exit(1);
        at += n;
        len -= (size_t) n;
    }
}

/* ---- in the parent ----------------------------------------------------------- */

static Child *
child_new(const ChildLimits *limits, pid_t pid, int out, int err)
{
    Child *child = g_new0(Child, 1);

    child->limits = *limits;
    child->pid = pid;
    child->out = out;
    child->err = err;
    child->last_words = g_string_new(NULL);
    return child;
}

Child *
child_start(
    const ChildLimits *limits, ChildFunc func, gpointer data, int in, GError **error)
{
    int out[2] = { -1, -1 };
    int err[2] = { -1, -1 };
    pid_t parent = getpid();
    pid_t pid = -1;

    if (pipe2(out, O_CLOEXEC) == 0 && pipe2(err, O_CLOEXEC) == 0)
        pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (setpgid(0, 0) != 0 || getppid() != parent)
            _exit(1);
        reset_signals();
        place_files(out[1], err[1], in);
        close_on_exec();
        apply_limits(limits);
        func(OUT, in < 0 ? -1 : IN, data);
        _exit(0);
    }
    if (pid < 0)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                    "cannot start a process: %s", g_strerror(errno));
    for (int i = pid < 0 ? 0 : 1; i < 2; i++) {
        close(out[i]);
        close(err[i]);
    }
    if (pid < 0)
        return NULL;
    (void) setpgid(pid, pid); /* whoever comes first */
    return child_new(limits, pid, out[0], err[0]);
}

static gboolean
has_ended(const Child *child)
{
    siginfo_t info = { 0 };
    int got = waitid(P_PID, (id_t) child->pid, &info, WEXITED | WNOHANG | WNOWAIT);

    return got == 0 && info.si_pid != 0;
}

/* Waits for its end, but not for one who only closed its output. */
static void
wait_for_end(const Child *child)
{
    for (int i = 0; i < END_TICKS && !has_ended(child); i++)
        g_usleep(END_TICK_US << MIN(i, 8));
}

/* Ends the process and its group.  Returns how the process ended.  The group is killed
 * while the process still holds its number. */
static int
reap(Child *child, Ending ending)
{
    int status = 0;

    if (ending == ENDED_ITSELF)
        wait_for_end(child);
    (void) kill(-child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    child->pid = 0;
    return status;
}

static gboolean
ran_out_of_memory(const Child *child)
{
    /* Of GLib, C++, poppler and the sanitizers. */
    static const char *const words[] = { "failed to allocate", "bad_alloc",
                                         "ut of memory", "allocation-size-too-big" };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(child->last_words->str, words[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* Why it wrote no more. */
static void
judge(Child *child, Ending ending, GError **error)
{
    const ChildLimits *limits = &child->limits;
    int status = reap(child, ending);
    int signal_number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

    if (ending == TOO_SLOW)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "%s takes longer than %u s",
                    limits->what, limits->wall_seconds);
    else if (ran_out_of_memory(child))
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "%s needs more than %u MiB of memory", limits->what,
                    limits->memory_mib);
    else if (signal_number == SIGXCPU)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "%s takes longer than %u s of computing", limits->what,
                    limits->cpu_seconds);
    else if (signal_number == SIGKILL)
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "%s: its reader was killed, by lack of memory as a rule",
                    limits->what);
    else
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "%s makes its reader crash (%s)", limits->what,
                    signal_number != 0 ? strsignal(signal_number) : "no result");
}

static void
hear(Child *child)
{
    char words[LAST_WORDS_BYTES];
    ssize_t n = read(child->err, words, sizeof words);

    if (n > 0) {
        g_string_append_len(child->last_words, words, n);
        if (child->last_words->len > 2 * LAST_WORDS_BYTES)
            g_string_erase(child->last_words, 0,
                           (gssize) child->last_words->len - 2 * LAST_WORDS_BYTES);
    } else if (n == 0 || errno != EINTR) {
        close(child->err);
        child->err = -1;
    }
}

/* Waits until it wrote something or closed its output, and says so by READY.  What it
 * started may hold the output open when it has ended. */
static Waited
wait_for_output(Child *child)
{
    gint64 limit_us = (gint64) child->limits.wall_seconds * G_USEC_PER_SEC;

    while (child->waited < limit_us) {
        struct pollfd files[] = { { child->out, POLLIN, 0 }, { child->err, POLLIN, 0 } };
        gint64 start = g_get_monotonic_time();
        gint64 left_ms = (limit_us - child->waited) / 1000 + 1;
        int n = poll(files, 2, (int) MIN(left_ms, LOOK_MS));
        child->waited += g_get_monotonic_time() - start;
        if (n > 0 && files[1].revents != 0)
            hear(child);
        if (n > 0 && files[0].revents != 0)
            return READY;
        if (n == 0 && has_ended(child)) /* perhaps just after it wrote */
            return poll(files, 1, 0) > 0 ? READY : ENDED;
    }
    return SLOW;
}

/* What it still says when it has ended. */
static void
hear_all(Child *child)
{
    struct pollfd file = { child->err, POLLIN, 0 };

    while (child->err >= 0 && poll(&file, 1, 0) > 0)
        hear(child);
}

gboolean
child_read(Child *child, void *bytes, size_t len, GError **error)
{
    char *at = bytes;

    while (len > 0) {
        Waited waited = wait_for_output(child);
        ssize_t n = 0;
        if (waited == SLOW) {
            judge(child, TOO_SLOW, error);
            return FALSE;
        }
        n = waited == ENDED ? 0 : read(child->out, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            hear_all(child);
            judge(child, ENDED_ITSELF, error);
            return FALSE;
        }
        at += n;
        len -= (size_t) n;
    }
    return TRUE;
}

void
child_free(Child *child)
{
    if (child == NULL)
        return;
    if (child->pid > 0)
        (void) reap(child, TOO_SLOW);
    close(child->out);
    if (child->err >= 0)
        close(child->err);
    g_string_free(child->last_words, TRUE);
    g_free(child);
}
