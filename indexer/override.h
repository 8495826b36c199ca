/* override - an archivist's corrections: NAME.meta.json beside NAME.txt. */
#pragma once

#include "corpus.h"
#include "notice.h"

/* Replaces the fields of `notice` that the correction file of `file` names; null
 * makes one unknown.  The file is an object with members title, type, issuer,
 * province, number, date (ISO) and signatory.
 *
 * A correction file that says anything else is left out as a whole and passed to
 * `skip`, by its name below the corpus; the notice stays as it was read.
 */
void
override_apply(Notice *notice, const CorpusFile *file, SkipFunc skip, gpointer user_data);

/* Tells `skip` of a correction file beside a file of many notices: it has no effect. */
void override_refuse(const CorpusFile *file, SkipFunc skip, gpointer user_data);
