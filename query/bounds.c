#include "bounds.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* What the handler writes: set before the signal can come, never changed after. */
static struct {
    int fd;
    const char *bytes;
    size_t len;
    int status;
} last_words;

static void
end_now(int signal_number)
{
    (void) signal_number;
    size_t written = 0;
    while (written < last_words.len) {
        ssize_t n =
            write(last_words.fd, last_words.bytes + written, last_words.len - written);
        if (n <= 0)
            break;
        written += (size_t) n;
    }
    _exit(last_words.status);
}

void
bounds_start(unsigned seconds, int fd, const char *bytes, size_t len, int status)
{
    last_words.fd = fd;
    last_words.bytes = bytes;
    last_words.len = len;
    last_words.status = status;
    struct sigaction action = { .sa_handler = end_now };
    sigaction(SIGXCPU, &action, NULL);
    struct rlimit limit = { seconds, seconds + 1 };
    struct rlimit before;
    if (getrlimit(RLIMIT_CPU, &before) == 0 && before.rlim_max < limit.rlim_max)
        limit.rlim_max = before.rlim_max;
    if (limit.rlim_cur > limit.rlim_max)
        limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_CPU, &limit);
}

void
bounds_answer_begins(void)
{
    signal(SIGXCPU, SIG_IGN);
}
