/* child - code that reads what may be hostile, in a process of its own, within limits.
 *
 * The process writes its result to a pipe.  It has no other file open than those it was
 * given, and standard error, of which the parent looks only for why it ended.  It and
 * all it starts are one process group, and end with the parent or when it is freed.
 */
#pragma once

#include <glib.h>

typedef struct {
    const char *what;      /* in messages: "the PDF" */
    unsigned memory_mib;   /* RLIMIT_AS */
    unsigned cpu_seconds;  /* RLIMIT_CPU, of each process */
    unsigned wall_seconds; /* that the parent waits in all */
} ChildLimits;

/* Files that the process writes, such as a cache's, are at most this long. */
#define CHILD_MAX_FILE_BYTES (128u << 20) /* a DOC is one, in memory */

/* Writes to `out`; may read `in`, which is -1 when there is none.  Returning ends the
 * process. */
typedef void (*ChildFunc)(int out, int in, gpointer data);

typedef struct Child Child;

/* Starts `func` in a copy of this process.
 *
 * in       a file that it may read, or -1
 *
 * Returns  (transfer full); NULL with TRACUU_ERROR_OUTPUT when the system has no room
 *          for a process, which is no fault of the file's.
 */
Child *child_start(
    const ChildLimits *limits, ChildFunc func, gpointer data, int in, GError **error);

/* Reads exactly `len` bytes of what it writes.
 *
 * Returns  FALSE when it ended before, or was too slow and was ended: with
 *          TRACUU_ERROR_LIMIT ("the PDF needs more than 2048 MiB of memory") or
 *          TRACUU_ERROR_NOTICE ("the PDF makes its reader crash (Segmentation fault)").
 */
gboolean child_read(Child *child, void *bytes, size_t len, GError **error);

/* Ends it, if it has not ended. */
void child_free(Child *child);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Child, child_free)

/* For `func`: writes all of it, or ends the process when nobody reads any more. */
void child_write(int out, const void *bytes, size_t len);
