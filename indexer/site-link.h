/* site-link - the numbers of cited documents in a notice's text lead to what they are. */
#pragma once

#include <glib.h>

/* A document that is cited.  All borrowed. */
typedef struct {
    const char *type;   /* "Chỉ thị"; NULL: unknown */
    const char *number; /* as it is shown: "16/CT-TTg" */
    gboolean is_short;  /* the number without its symbol, which only means something
                           behind the type: «Chỉ thị 16» */
    const char *url;
} LinkTarget;

/* The HTML with a link around each such number, with its noun: «Chỉ thị số 16/CT-TTg».
 * Blanks and dashes may be set otherwise, leading zeros be there.  Nothing inside a link
 * is touched; the text stays the same.  (transfer full) */
char *site_link_citations(const char *html, const LinkTarget *targets, unsigned n);
