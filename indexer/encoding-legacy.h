/* encoding-legacy - the encodings older than Unicode: one line decoded by one of them.
 *
 * A line is an array of units: below 256 a byte, above a character that is none of
 * theirs and stands for itself.  What is decoded are code points, NFC.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef enum {
    LEGACY_TCVN3,
    LEGACY_VNI,
    LEGACY_VISCII,
    LEGACY_VPS,
    LEGACY_CP1258,
    LEGACY_TWICE, /* UTF-8, whose bytes were taken for windows-1252 */
    LEGACY_VIQR,  /* ASCII; never among what is tried for bytes */
    LEGACY_NONE,  /* UTF-8 as it is */
} Legacy;

#define LEGACY_N_TRIED LEGACY_VIQR

/* As users see it; NULL for LEGACY_NONE. */
const char *legacy_name(Legacy legacy);

/* (element-type uint32_t) both; VIQR has its own. */
void legacy_decode(Legacy legacy, const GArray *units, GArray *characters);

/* Appends the units of bytes as they stand in a file. */
void legacy_units_of_bytes(const char *bytes, size_t len, GArray *units);

/* Appends the units of UTF-8 in which each byte was taken for a character of
 * windows-1252 or windows-1258. */
void legacy_units_of_characters(const char *utf8, size_t len, GArray *units);

/* What a line of TCVN3 hides, put right in place (encoding-tcvn3.c): Windows'
 * punctuation in place of capitals, and capitals that came from a font. */
void legacy_finish_tcvn3(GArray *characters);

/* The character of one byte in windows-1252. */
uint32_t legacy_cp1252(uint32_t byte);

/* The byte of a character in TCVN3; the character when there is none. */
uint32_t legacy_tcvn3_byte(uint32_t c);

/* VIQR (RFC 1456): a line of ASCII, its marks typed behind the letters.  `strict`: its
 * writer put a backslash before punctuation that could be a mark. */
void legacy_decode_viqr(const GArray *units, gboolean strict, GArray *characters);
