/* utf8-check - whether bytes are UTF-8, at about a byte a cycle.
 *
 * g_utf8_validate_len takes a branch for each character, which is slow where one
 * byte characters and three byte ones mix, as in Vietnamese (it was 42 % of reading
 * a .jsonl).
 */
#pragma once

#include <stddef.h>

/* The first byte of [bytes, bytes + len) that belongs to no well-formed character
 * (Unicode, table 3-7), or NULL when there is none.  A NUL is a character. */
const char *utf8_find_invalid(const char *bytes, size_t len);
