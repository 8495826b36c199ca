/* Processor time: a query that uses it up ends with words prepared before. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "bounds.h"

#define LAST_WORDS "too slow"
#define LAST_STATUS 7

/* Runs until it is ended, in a process of its own: its status; `said` is what it
 * wrote, up to 63 bytes. */
static int
spin(gboolean answering, char said[64])
{
    int ends[2];
    int status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        bounds_start(1, ends[1], LAST_WORDS, strlen(LAST_WORDS), LAST_STATUS);
        if (answering)
            bounds_answer_begins();
        for (volatile unsigned long i = 0;; i++)
            continue;
    }
    close(ends[1]);
    assert_int_equal(waitpid(child, &status, 0), child);
    ssize_t n = read(ends[0], said, 63);
    said[n > 0 ? n : 0] = '\0';
    close(ends[0]);
    return status;
}

static void
who_uses_too_much_time_says_so_and_ends(void **state)
{
    char said[64];
    (void) state;
    int status = spin(FALSE, said);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), LAST_STATUS);
    assert_string_equal(said, LAST_WORDS);
}

static void
who_is_answering_already_is_only_ended(void **state)
{
    char said[64];
    (void) state;
    int status = spin(TRUE, said);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    assert_string_equal(said, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_uses_too_much_time_says_so_and_ends),
        cmocka_unit_test(who_is_answering_already_is_only_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
