/* correct - an archivist's corrections of what was read (NAME.meta.json). */
#pragma once

#include "extraction.h"
#include "json.h"

/* TRUE when every member of the object is a field that can be corrected, with a value
 * of its kind: the keys that check prints, but id and evidence.
 *
 *   "signatory"              a name, or {"name", "position", "authority"}
 *   "addressees" "recipients"  lists of strings
 *   "copy" "received" "citations" "events"  as check prints them; a citation has a number
 *                            or a date, an event a date and, if it lasts, an "end"
 *
 * null makes a field unknown, or a list empty.  FALSE with TRACUU_ERROR_NOTICE naming
 * the member. */
gboolean extraction_check_corrections(const cJSON *json, GError **error);

/* Takes over the members of an object that passed; their basis becomes
 * BASIS_CORRECTED, and the fields of `notice` that they are make room for them. */
void extraction_correct(Extraction *extraction, Notice *notice, const cJSON *corrections);
