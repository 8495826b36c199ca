#include "pool.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "error.h"

#define POOL_MESSAGE_BYTES 4096
#define POOL_TICK_NANOSECONDS 100000000 /* how often progress is shown */
#define POOL_MAX_WORKERS 256

/* What workers and parent share. */
typedef struct {
    atomic_uint next, done;
    atomic_flag failed; /* set by the first worker that reports */
    atomic_bool reported;
    int code;
    char domain[64];
    char message[POOL_MESSAGE_BYTES];
} PoolShared;

static volatile sig_atomic_t interrupted;

void
pool_interrupt(void)
{
    interrupted = 1;
}

gboolean
pool_is_interrupted(void)
{
    return interrupted != 0;
}

static void
report(PoolShared *shared, const GError *error)
{
    if (atomic_flag_test_and_set(&shared->failed))
        return;
    g_strlcpy(shared->domain, g_quark_to_string(error->domain), sizeof shared->domain);
    g_strlcpy(shared->message, error->message, sizeof shared->message);
    shared->code = error->code;
    atomic_store(&shared->reported, TRUE);
}

static gboolean
run_tasks(const PoolJob *job, PoolShared *shared, GError **error)
{
    for (;;) {
        unsigned task = atomic_fetch_add(&shared->next, 1);

        if (task >= job->n_tasks)
            return TRUE;
        if (!job->run(task, job->data, error))
            return FALSE;
        atomic_fetch_add(&shared->done, 1);
    }
}

static gboolean
work(const PoolJob *job, PoolShared *shared, unsigned worker, GError **error)
{
    if (job->begin != NULL && !job->begin(worker, job->data, error))
        return FALSE;
    if (!run_tasks(job, shared, error))
        return FALSE;
    return job->end == NULL || job->end(job->data, error);
}

G_GNUC_NORETURN static void
worker_main(const PoolJob *job, PoolShared *shared, unsigned worker, pid_t parent)
{
    g_autoptr(GError) error = NULL;

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it died before we could ask to be told */
        _exit(1);
    signal(SIGINT, SIG_IGN); /* the parent decides */
    if (work(job, shared, worker, &error))
        _exit(0);
    report(shared, error);
    _exit(1);
}

/* Starts the workers; fewer than asked when the system refuses one. */
static unsigned
start(const PoolJob *job, PoolShared *shared, pid_t *pids, GError **error)
{
    unsigned n = MIN(MIN(job->n_workers, job->n_tasks), POOL_MAX_WORKERS);
    pid_t parent = getpid();

    for (unsigned i = 0; i < n; i++) {
        pids[i] = fork();
        if (pids[i] == 0)
            worker_main(job, shared, i, parent);
        if (pids[i] < 0 && i == 0)
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                        "cannot start a process: %s", g_strerror(errno));
        if (pids[i] < 0)
            return i;
    }
    return n;
}

static void
kill_all(const pid_t *pids, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (pids[i] > 0)
            (void) kill(pids[i], SIGKILL);
}

/* Reaps what has ended.  Returns how many are left; *bad is the wait status of
 * the first that ended badly. */
static unsigned
reap(pid_t *pids, unsigned n, int *bad)
{
    unsigned left = 0;

    for (unsigned i = 0; i < n; i++) {
        int status = 0;
        pid_t ended = pids[i] > 0 ? waitpid(pids[i], &status, WNOHANG) : 0;

        if (ended != 0 && (ended > 0 || errno == ECHILD)) {
            pids[i] = 0;
            if (status != 0 && *bad == 0)
                *bad = status;
        }
        left += pids[i] > 0;
    }
    return left;
}

/* Waits until every worker has ended; kills the rest when one ended badly. */
static int
wait_for_all(const PoolJob *job, PoolShared *shared, pid_t *pids, unsigned n)
{
    const struct timespec tick = { 0, POOL_TICK_NANOSECONDS };
    sigset_t child;
    int bad = 0;

    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    while (reap(pids, n, &bad) > 0) {
        if (bad != 0 || interrupted)
            kill_all(pids, n);
        if (job->progress != NULL)
            job->progress(atomic_load(&shared->done), job->n_tasks, job->data);
        (void) sigtimedwait(&child, NULL, &tick);
    }
    return bad;
}

static gboolean
judge(const PoolShared *shared, int bad, GError **error)
{
    if (atomic_load(&shared->reported)) {
        g_set_error_literal(error, g_quark_from_string(shared->domain), shared->code,
                            shared->message);
        return FALSE;
    }
    if (interrupted) {
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                            "interrupted; the bundle is as it was before");
        return FALSE;
    }
    if (bad != 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                    "a worker process died (%s)",
                    WIFSIGNALED(bad) ? strsignal(WTERMSIG(bad)) : "exit");
        return FALSE;
    }
    return TRUE;
}

gboolean
pool_run(const PoolJob *job, GError **error)
{
    pid_t pids[POOL_MAX_WORKERS] = { 0 };
    sigset_t child;
    sigset_t before;

    if (job->n_tasks == 0)
        return TRUE;
    PoolShared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        g_error("out of memory");
    /* Blocked, so that sigtimedwait sees an end that comes before it waits. */
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &before);
    unsigned n = start(job, shared, pids, error);
    int bad = wait_for_all(job, shared, pids, n);
    sigprocmask(SIG_SETMASK, &before, NULL);
    gboolean done = n > 0 && judge(shared, bad, error);
    munmap(shared, sizeof *shared);
    return done;
}
