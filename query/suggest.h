/* suggest - "did you mean": the query with its words as they were probably meant
 * (ARCHITECTURE.md, "Suggestion"; the browser's twin is assets/suggest.js). */
#pragma once

#include "lexicon.h"

/* The query of `request`, which found nothing with all its words, with raw keystrokes
 * read or misspelt words corrected so that it does.
 *
 * suggestion  (out) (transfer full); NULL when there is none
 */
gboolean suggest_query(XapianDatabase *database,
                       const SearchRequest *request,
                       char **suggestion,
                       GError **error);
