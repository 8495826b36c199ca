/* override - an archivist's corrections: NAME.meta.json beside NAME.txt. */
#pragma once

#include "corpus.h"
#include "extract/extraction.h"

/* Corrects what was read by the correction file of `file`, an object of the members
 * that extract/correct.h names, and makes room in `notice` for them.
 *
 * A correction file that says anything else is left out as a whole and passed to
 * `skip`, by its name below the corpus; the notice stays as it was read.
 */
void override_apply(Extraction *extraction,
                    Notice *notice,
                    const CorpusFile *file,
                    SkipFunc skip,
                    gpointer user_data);

/* Tells `skip` of a correction file beside a file of many notices: it has no effect. */
void override_refuse(const CorpusFile *file, SkipFunc skip, gpointer user_data);
