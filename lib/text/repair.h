/* repair - text as it came becomes clean NFC (domain report C.3).
 *
 * Look-alike Đ become Đ, zero-width characters go, U+00A0 is a space, shape
 * marks stand before tone marks, all is NFC, and bytes that are not UTF-8
 * become U+FFFD.  Most text needs none of it and is not copied. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* One place where the text changed. */
typedef struct {
    size_t out, out_len; /* bytes of the repaired text */
    size_t in, in_len;   /* bytes of the source */
} RepairEdit;

typedef struct {
    const char *text; /* repaired; the source itself when it was clean */
    size_t len;
    gboolean plain; /* nothing in it but what run_next_plain knows */
    GString *owned; /* the bytes of `text`, or NULL */
    GArray *edits;  /* (element-type RepairEdit), in order, or NULL */
} Repaired;

/* Repairs `len` bytes of anything; `source` must outlive the result. */
Repaired repair_text(const char *source, size_t len);

void repaired_clear(Repaired *repaired);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Repaired, repaired_clear)

/* The byte of the source where something starts, or ends, that starts or ends
 * at `at` in the repaired text.  What was dropped around it is outside. */
size_t repaired_source_start(const Repaired *repaired, size_t at);
size_t repaired_source_end(const Repaired *repaired, size_t at);

/* Appends the canonical decomposition of one code point (itself when none). */
void repair_decompose(uint32_t c, GArray *out /* (element-type uint32_t) */);
