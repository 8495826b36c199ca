/* stick - the site of a bundle onto a stick: DIR/site becomes TARGET/site.
 *
 * What is there already and whole is left, what an earlier export left behind is removed,
 * and everything written is read back from the stick itself.  TARGET/SHA256SUMS lists
 * what is ours; other files are never touched.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    unsigned n_written, n_there, n_removed;
    uint64_t bytes_written;
    gboolean resumed; /* an earlier export had not come to its end */
} StickResult;

/* Called now and then; in bytes of the files that are done with. */
typedef void (*StickProgress)(uint64_t done, uint64_t total, gpointer user_data);

/* Exports, and syncs the stick.
 *
 * target  a folder, made when its parent is there
 * Errors  TRACUU_ERROR_CORRUPT  `dir` is no bundle, or a file of it is not as it was
 * built TRACUU_ERROR_LOCKED   another export goes to the same folder TRACUU_ERROR_OUTPUT
 * the stick cannot be read or written, does not bear such files or has no room, or holds
 * files in their places that are not ours; of the last three nothing was touched
 */
gboolean stick_export(const char *dir,
                      const char *target,
                      StickProgress func,
                      gpointer user_data,
                      StickResult *result,
                      GError **error);
