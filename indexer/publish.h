/* publish - a bundle is built aside and swapped in whole.
 *
 * DIR is replaced by one renameat2(RENAME_EXCHANGE) of two folders in the same
 * parent, so at every moment DIR is the old bundle or the new one.  The work
 * folder beside DIR, ".NAME.tracuu", is the lock: it is held with flock while a
 * build runs, and one that a killed build left behind is taken over and emptied.
 */
#pragma once

#include <glib.h>

typedef struct Publisher Publisher;

/* Locks `dir` for one build and prepares an empty staging folder.
 *
 * Returns  NULL with TRACUU_ERROR_LOCKED when another build holds it, or with
 *          TRACUU_ERROR_OUTPUT when `dir` holds something that is no bundle of
 *          ours (nothing of it is touched) or its parent cannot be written.
 */
Publisher *publisher_new(const char *dir, GError **error);

/* The folder that becomes DIR; borrowed. */
const char *publisher_get_bundle(const Publisher *publisher);

/* A folder for what the build needs and nobody else; borrowed. */
const char *publisher_get_scratch(const Publisher *publisher);

/* Syncs the staged bundle to disk and swaps it in; then removes the old one.
 * After FALSE the old bundle stands as before. */
gboolean publisher_commit(Publisher *publisher, GError **error);

/* Removes the work folder and lets go of the lock. */
void publisher_free(Publisher *publisher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Publisher, publisher_free)
