/* search - a request is answered from the index. */
#pragma once

#include "answer.h"
#include "xapian-glib/xapian-glib.h"

/* Answers `request`, which must outlive the answer.
 *
 * An index that is replaced or committed to meanwhile is read again, once.
 *
 * Returns  (transfer full); NULL with XAPIAN_ERROR, or TRACUU_ERROR_SYNTAX for a
 *          document of the index that is none.
 */
Answer *
search_run(XapianDatabase *database, const SearchRequest *request, GError **error);
