/* metadata - a notice's fields as filter terms and values (schema.h). */
#pragma once

#include "notice.h"
#include "text/text.h"
#include "xapian-glib/xapian-glib.h"

/* Adds the boolean terms and the values of every known field; what is unknown
 * adds nothing.  FALSE with XAPIAN_ERROR. */
gboolean metadata_add_terms(TextAnalyser *analyser,
                            XapianDocument *document,
                            const Notice *notice,
                            GError **error);
