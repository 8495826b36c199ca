/* clean - telling text that needs no repair, fast. */
#pragma once

#include <glib.h>

/* Bytes of the character at `at` when it is sure to be itself: UTF-8, not in the
 * REPAIR table, NFC alone, and never composed with what stands before it.
 * 0 means that it must be looked at. */
size_t clean_width(const char *text, size_t len, size_t at);

/* Bytes at the start whose characters are all so, up to a character boundary. */
size_t clean_prefix(const char *text, size_t len);
