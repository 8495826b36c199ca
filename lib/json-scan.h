/* json-scan - a strict reader of JSON text (RFC 8259) that builds nothing.
 *
 * It is the gate before cJSON (json.h), and alone it is the fast way to read a
 * flat object of strings, such as a JSONL record: one pass, only what is asked
 * for is copied.  Not accepted: bytes that are no UTF-8, \u0000, lone
 * surrogates, control characters in strings, duplicate keys (compared decoded),
 * numbers beyond a double, nesting over JSON_MAX_DEPTH, bytes after the value.
 */
#pragma once

#include <glib.h>

typedef enum {
    JSON_OBJECT,
    JSON_ARRAY,
    JSON_STRING,
    JSON_NUMBER,
    JSON_BOOLEAN,
    JSON_NULL,
} JsonKind;

/* "an object", "a string" …, for messages.  Static. */
const char *json_kind_name(JsonKind kind);

/* Takes one member of the outermost object; `raw` is the value's text, of a
 * string without its quotes.  FALSE with `error` stops. */
typedef gboolean (*JsonMemberFunc)(const char *key,
                                   JsonKind kind,
                                   const char *raw,
                                   size_t len,
                                   gpointer user_data,
                                   GError **error);

/* Checks that `text` is one JSON value but for white space around it.
 *
 * func     called for each member of the outermost object, in order, before the
 *          rest is checked; NULL for none
 *
 * Returns  FALSE with the error of func, or TRACUU_ERROR_SYNTAX: the message
 *          has the byte offset (from 0).
 */
gboolean json_scan(const char *text,
                   size_t len,
                   JsonMemberFunc func,
                   gpointer user_data,
                   GError **error);

/* Decodes the raw text of a string that json_scan accepted.  (transfer full) */
char *json_decode(const char *raw, size_t len);

/* Reads string members of the object `text`, all of it checked as above.
 *
 * keys     names wanted, `n_keys` of them; other members are ignored
 * values   for each key its decoded value, (transfer full), or NULL when absent
 *          or null; must hold NULLs; touched on success only
 *
 * Returns  FALSE with TRACUU_ERROR_SYNTAX: malformed, no object, or a member
 *          wanted that is neither string nor null (named).
 */
gboolean json_read_strings(const char *text,
                           size_t len,
                           const char *const *keys,
                           unsigned n_keys,
                           char **values,
                           GError **error);
