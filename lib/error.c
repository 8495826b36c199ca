#include "error.h"

#include "xapian-glib/xapian-glib.h"

G_DEFINE_QUARK(tracuu_error_quark, tracuu_error)

ExitStatus
exit_status_for(const GError *error)
{
    if (error->domain == XAPIAN_ERROR)
        return EXIT_STATUS_INDEX;
    if (error->domain == G_OPTION_ERROR)
        return EXIT_STATUS_USAGE;
    if (error->domain != TRACUU_ERROR)
        return EXIT_STATUS_UNREADABLE;
    switch ((TracuuError) error->code) {
    case TRACUU_ERROR_USAGE:
        return EXIT_STATUS_USAGE;
    case TRACUU_ERROR_NOTICE:
    case TRACUU_ERROR_LIMIT:
        return EXIT_STATUS_SKIPPED;
    case TRACUU_ERROR_LOCKED:
    case TRACUU_ERROR_CORRUPT:
    case TRACUU_ERROR_VERSION:
        return EXIT_STATUS_INDEX;
    case TRACUU_ERROR_CORPUS:
    case TRACUU_ERROR_CONFIG:
    case TRACUU_ERROR_TEMPLATE:
    case TRACUU_ERROR_OUTPUT:
    case TRACUU_ERROR_SYNTAX:
        break;
    }
    return EXIT_STATUS_UNREADABLE;
}

gboolean
error_is_skippable(const GError *error)
{
    return g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE) ||
           g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT);
}
