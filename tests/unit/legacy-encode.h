/* legacy-encode - Vietnamese in the encodings older than Unicode, for tests.
 *
 * Written from the letters' side and not with the decoder's code; the tables alone are
 * the same, and test-encoding-tables.c holds those to others.
 */
#pragma once

#include <glib.h>

typedef enum {
    ENCODE_TCVN3, /* VN1: with capitals */
    ENCODE_ABC, /* VN3: capitals with a mark become small letters, but for ĂÂÊÔƠƯĐ */
    ENCODE_VNI,
    ENCODE_VISCII,
    ENCODE_VPS,
    ENCODE_CP1258,
    ENCODE_VIQR,
    ENCODE_UTF8,
    ENCODE_N
} Encode;

/* The name that the decoder gives it; NULL for UTF-8. */
const char *legacy_encode_name(Encode encode);

/* Encodes UTF-8; what the encoding has not is left out.  (transfer full) */
GString *legacy_encode(Encode encode, const char *utf8);

/* Takes each byte for a character of windows-1252.  (transfer full) */
char *legacy_as_characters(const GString *bytes);
