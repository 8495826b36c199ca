/* site-place - which line of a notice's text a place in its HTML is.
 *
 * A format with structure gives both, and says nowhere what belongs to what.  They hold
 * the same letters in the same order but for a few (numbers of lists, addresses of
 * links), so counting letters leads from one to the other, and comparing some there makes
 * it sure.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    const char *text; /* where `html` is in the text; NULL: nothing is known any more */
    const char *html;
    uint64_t line; /* of `text`, from 1 */
    unsigned misses;
} Place;

void place_init(Place *place, const char *text, const char *html);

/* The line of the text that holds the first letters at `html`, which must not be before
 * that of the call before; 0 when that is not sure.  Linear over all calls. */
uint64_t place_line(Place *place, const char *html);
