/* json-file - the small JSON files that people write: settings, corrections. */
#pragma once

#include "json.h"

#define JSON_FILE_MAX_BYTES (1u << 20)

/* Reads the file at `path`, which must hold one JSON object; a byte order mark is
 * allowed, as Windows editors write it.
 *
 * Returns  (transfer full), or NULL with TRACUU_ERROR_NOTICE, TRACUU_ERROR_LIMIT
 *          or TRACUU_ERROR_SYNTAX.  The message does not name the path.
 */
cJSON *json_file_load(const char *path, GError **error);
