/* pool - runs numbered tasks in several processes.
 *
 * Workers are forked, take the next number from a shared counter, and die with
 * their parent.  Which worker runs which task is left to chance, so a task must
 * leave the same bytes whoever runs it.
 */
#pragma once

#include <glib.h>

typedef struct {
    unsigned n_tasks;
    unsigned n_workers; /* at least 1; no more than n_tasks are started */
    gpointer data;      /* handed to the functions below, in the worker's copy */
    /* Called once in each worker, before and after its tasks; may be NULL. */
    gboolean (*begin)(unsigned worker, gpointer data, GError **error);
    gboolean (*run)(unsigned task, gpointer data, GError **error);
    gboolean (*end)(gpointer data, GError **error);
    /* Called in the parent now and then; may be NULL. */
    void (*progress)(unsigned done, unsigned n_tasks, gpointer data);
} PoolJob;

/* Runs the tasks 0 … n_tasks - 1, starting them in that order.
 *
 * Returns  FALSE when a task failed (the first error, whole), when a worker died
 *          (TRACUU_ERROR_OUTPUT with the signal's name) or when pool_interrupt
 *          was called; all workers have ended by then.
 */
gboolean pool_run(const PoolJob *job, GError **error);

/* Ends the running pool with an error; safe in a signal handler. */
void pool_interrupt(void);
/* Whether that was called: for work that is in no pool. */
gboolean pool_is_interrupted(void);
