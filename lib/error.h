/* error - what can go wrong with a user's data, and the exit status it gives.
 *
 * The binding has its own domain, XAPIAN_ERROR (xapian-glib.h); GLib has its
 * own for files and options.  Everything else is TRACUU_ERROR.  Messages are
 * lower case, without a full stop, and name the value in question; each layer
 * prefixes only what it alone knows (file, line, field).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRACUU_ERROR (tracuu_error_quark())

typedef enum {
    TRACUU_ERROR_USAGE,    /* the command line is wrong: status 2 */
    TRACUU_ERROR_NOTICE,   /* one notice cannot be read: skipped, status 1 */
    TRACUU_ERROR_LIMIT,    /* one notice is larger than a limit: skipped, status 1 */
    TRACUU_ERROR_CORPUS,   /* the corpus cannot be read at all: status 3 */
    TRACUU_ERROR_CONFIG,   /* tracuu.json: status 3 */
    TRACUU_ERROR_TEMPLATE, /* a template: status 3 */
    TRACUU_ERROR_OUTPUT,   /* the bundle cannot be written: status 3 */
    TRACUU_ERROR_LOCKED,   /* another build is writing this bundle: status 4 */
    TRACUU_ERROR_CORRUPT,  /* the index or bundle is damaged or no index: status 4 */
    TRACUU_ERROR_VERSION,  /* the index is of another version: status 4 */
    TRACUU_ERROR_SYNTAX,   /* malformed JSON, UTF-8 or template text */
} TracuuError;

typedef enum {
    EXIT_STATUS_DONE = 0,
    EXIT_STATUS_SKIPPED = 1,
    EXIT_STATUS_USAGE = 2,
    EXIT_STATUS_UNREADABLE = 3,
    EXIT_STATUS_INDEX = 4,
} ExitStatus;

GQuark tracuu_error_quark(void);

/* The exit status that `error` deserves (SPEC 3); EXIT_STATUS_INDEX for
 * XAPIAN_ERROR, EXIT_STATUS_USAGE for G_OPTION_ERROR, else by the code. */
ExitStatus exit_status_for(const GError *error);

/* TRUE when `error` concerns one notice only and the run may go on. */
gboolean error_is_skippable(const GError *error);

G_END_DECLS
