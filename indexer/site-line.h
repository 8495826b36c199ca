/* site-line - what a list shows of a notice. */
#pragma once

#include <glib.h>

/* NULL is unknown, but for the first two. */
typedef struct {
    const char *file_name; /* Notice.file_name */
    const char *heading;   /* display_heading */
    const char *type, *issuer, *province, *number;
    const char *date; /* ISO, as the bounds where it is unknown */
    const char *not_before, *not_after;
    gboolean untitled; /* the heading is no title */
} SiteLine;
