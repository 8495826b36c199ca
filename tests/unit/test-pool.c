/* The pool: every task once, the first error whole, no worker outlives it. */
#include "pool.h"
#include "scratch.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "error.h"

/* Each task leaves a file of its number, which must not be there yet. */
static gboolean
leave_file(unsigned task, gpointer data, GError **error)
{
    g_autofree char *path = g_strdup_printf("%s/%u", (const char *) data, task);

    return file_write(path, "", 0, error);
}

static gboolean
fail_on_seven(unsigned task, gpointer data, GError **error)
{
    (void) data;
    if (task != 7)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, "task %u: reason", task);
    return FALSE;
}

static gboolean
die_on_two(unsigned task, gpointer data, GError **error)
{
    (void) data;
    (void) error;
    if (task == 2)
        (void) kill(getpid(), SIGKILL);
    return TRUE;
}

static gboolean
refuse_to_begin(unsigned worker, gpointer data, GError **error)
{
    (void) worker;
    (void) data;
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "cannot begin");
    return FALSE;
}

static void
every_task_runs_once_with_any_number_of_workers(void **state)
{
    static const unsigned workers[] = { 1, 2, 5, 100 };

    for (unsigned i = 0; i < G_N_ELEMENTS(workers); i++) {
        g_autofree char *folder = g_strdup_printf("%s/%u", (char *) *state, i);
        const PoolJob job = {
            .n_tasks = 40, .n_workers = workers[i], .data = folder, .run = leave_file
        };

        assert_true(file_make_folder(folder, NULL));
        assert_true(pool_run(&job, NULL));
        for (unsigned task = 0; task < 40; task++) {
            g_autofree char *path = g_strdup_printf("%s/%u", folder, task);

            assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
        }
    }
}

static void
no_task_is_no_work(void **state)
{
    const PoolJob job = { .n_tasks = 0, .n_workers = 2, .run = fail_on_seven };

    (void) state;
    assert_true(pool_run(&job, NULL));
}

static void
a_tasks_error_comes_back_whole(void **state)
{
    const PoolJob job = { .n_tasks = 20, .n_workers = 3, .run = fail_on_seven };
    g_autoptr(GError) error = NULL;

    (void) state;
    assert_false(pool_run(&job, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
    assert_string_equal(error->message, "task 7: reason");
}

static void
a_worker_that_cannot_begin_is_an_error(void **state)
{
    const PoolJob job = {
        .n_tasks = 4, .n_workers = 2, .begin = refuse_to_begin, .run = fail_on_seven
    };
    g_autoptr(GError) error = NULL;

    (void) state;
    assert_false(pool_run(&job, &error));
    assert_string_equal(error->message, "cannot begin");
}

static void
a_worker_that_dies_is_an_error_that_names_the_signal(void **state)
{
    const PoolJob job = { .n_tasks = 9, .n_workers = 2, .run = die_on_two };
    g_autoptr(GError) error = NULL;

    (void) state;
    assert_false(pool_run(&job, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_non_null(strstr(error->message, "Killed"));
}

/* Some that start programs ignore it, and what ends then is never seen. */
static void
work_ends_though_the_ends_of_children_are_ignored(void **state)
{
    const PoolJob job = { .n_tasks = 9, .n_workers = 2, .run = fail_on_seven };
    g_autoptr(GError) error = NULL;

    (void) state;
    (void) signal(SIGCHLD, SIG_IGN);
    assert_false(pool_run(&job, &error));
    (void) signal(SIGCHLD, SIG_DFL);
    assert_string_equal(error->message, "task 7: reason");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(every_task_runs_once_with_any_number_of_workers),
        cmocka_unit_test(no_task_is_no_work),
        cmocka_unit_test(a_tasks_error_comes_back_whole),
        cmocka_unit_test(a_worker_that_cannot_begin_is_an_error),
        cmocka_unit_test(a_worker_that_dies_is_an_error_that_names_the_signal),
        cmocka_unit_test(work_ends_though_the_ends_of_children_are_ignored),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
