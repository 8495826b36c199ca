/* result - what a converter gave, from the process it ran in to the one that asked. */
#pragma once

#include "read/child.h"
#include "read/formats.h"

/* Runs the format's converter, in a process of its own where the format wants one.
 *
 * Returns  as the converter; FALSE too when its process reached a limit or crashed
 *          (child.h), or when what came from it is no result.
 *          TRACUU_ERROR_OUTPUT: no process could be started.
 */
gboolean result_convert(const Format *format,
                        const char *bytes,
                        size_t len,
                        const ConvertOptions *options,
                        Converted *out,
                        GError **error);

/* The two halves, for tests.  `failure` NULL: it was read. */
void result_write(int fd, const Converted *converted, const GError *failure);
gboolean result_read(Child *child, Converted *out, GError **error);
