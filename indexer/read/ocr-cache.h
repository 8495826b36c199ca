/* ocr-cache - recognised pages that are kept from one build to the next.
 *
 * An entry is a file below DIR/ocr named by what its text depends on.  One that is
 * missing, damaged or cannot be read is not there; one that cannot be written is made
 * again next time.
 */
#pragma once

#include <glib.h>

/* The key of a page: hexadecimal.  (transfer full)
 *
 * file    SHA-256 of the PDF, hexadecimal
 * page    from 0
 * engine  of ocr_identify
 * dpi     of the picture
 */
char *ocr_cache_key(const char *file, unsigned page, const char *engine, int dpi);

/* The entry, or NULL.  (transfer full) */
char *ocr_cache_get(const char *dir, const char *key);

/* Writes an entry as a whole: who reads it at the same time has it all or nothing. */
void ocr_cache_put(const char *dir, const char *key, const char *text);
