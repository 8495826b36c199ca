/* originals - the files that notices came from, as the site offers them.
 *
 * A notice that is all of its file offers that file; one from a ZIP offers the ZIP,
 * which is there once; a record of a .jsonl offers nothing.
 */
#pragma once

#include "read.h"
#include "spool.h"

typedef struct Originals Originals;

/* units    (element-type ReadUnit), entries (element-type SpoolEntry *): both must
 *          outlive it; SpoolEntry.order tells the unit
 *
 * Returns  (transfer full) */
Originals *originals_new(const GArray *units, const GPtrArray *entries);
void originals_free(Originals *originals);

/* Where the site has the file of entry `i`: "originals/FILE_NAME.pdf".  The extension
 * is the file's, so far as it is one that tracuu reads, else ".bin"; what a browser
 * would run gets ".txt" behind it.
 *
 * Returns  (transfer full); NULL when nothing is offered, or the file is gone.
 */
char *originals_path(const Originals *originals, unsigned i, const char *file_name);

/* The file to copy there for entry `i`; NULL when none is, or another entry of the same
 * file sees to it. */
const CorpusFile *originals_file(const Originals *originals, unsigned i);
