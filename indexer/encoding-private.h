/* encoding-private - what the files encoding*.c share. */
#pragma once

#include "encoding.h"

#include <stdint.h>

/* Appends valid UTF-8 with its control characters replaced. */
void encoding_append_clean(GString *out, const char *at, const char *end);

/* Appends a line that is UTF-8, its phrases of TCVN3 decoded; whether there are any. */
gboolean encoding_append_mixed(GString *out, const char *line, size_t len);

/* The line, from 1, that `at` stands in. */
unsigned encoding_line_of(const char *bytes, const char *at);

/* "WHAT at byte OFFSET, line LINE", TRACUU_ERROR_NOTICE. */
void encoding_set_error(GError **error, const char *what, size_t offset, unsigned line);

typedef struct {
    const unsigned char *bytes;
    size_t len;
    size_t skip; /* bytes of byte order mark */
    gboolean little;
} Utf16Text;

/* Control characters stay, but NUL is a blank.  (transfer full); NULL with error. */
char *encoding_decode_utf16(const Utf16Text *text, GError **error);

/* Whether bytes without a byte order mark are UTF-16, and which; of `text` only bytes
 * and length are read. */
gboolean encoding_looks_utf16(const Utf16Text *text, gboolean *little);
