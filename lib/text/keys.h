/* keys - K1 and K2 of repaired text (domain report C.2). */
#pragma once

#include <glib.h>

/* What to do with a syllable that is written down again. */
typedef void (*KeysRespell)(const char *syllable, size_t len, GString *out);

/* Appends K1 of text that repair_text gave. */
void keys_append_canonical(GString *out, const char *repaired, size_t len);

/* Appends K2, of K1. */
void keys_append_folded(GString *out, const char *k1, size_t len);

/* Appends lower-case NFC with every run of letters respelled. */
void
keys_append_respelled(GString *out, const char *lower, size_t len, KeysRespell respell);
