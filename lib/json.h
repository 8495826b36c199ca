/* json - cJSON made strict, and owned the GLib way; the only user of cJSON.
 *
 * cJSON alone accepts bytes after the value, bytes that are no UTF-8, \u0000
 * (cutting the string) and duplicate keys.  None of them passes here.
 */
#pragma once

#include <cjson/cJSON.h>
#include <glib.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cJSON, cJSON_Delete)

#define JSON_MAX_DEPTH 100

/* Parses one JSON value that fills `text` but for white space.
 *
 * Returns  (transfer full), or NULL with TRACUU_ERROR_SYNTAX: the message has
 *          the byte offset.
 */
cJSON *json_parse(const char *text, size_t len, GError **error);

/* The member `key`, compared with case; NULL when absent.  Borrowed. */
const cJSON *json_get(const cJSON *object, const char *key);

/* The string member `key`; NULL when absent, null or no string.  Borrowed. */
const char *json_get_string(const cJSON *object, const char *key);

/* Appends `utf8` as a JSON string with its quotes, or null for NULL.  "<" is
 * written \u003c, so that the result may stand inside a script element. */
void json_append_string(GString *out, const char *utf8);
