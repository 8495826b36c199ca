/* site-layout - which lines of a notice's text are which part of the document's form, as
 * its card's evidence says. */
#pragma once

#include "json.h"

#include <stdint.h>

typedef enum {
    ZONE_BODY,
    ZONE_COPY,    /* the certificate of a copy */
    ZONE_STAMP,   /* of incoming mail */
    ZONE_TITLE,   /* the type and what it is about */
    ZONE_ADDRESS, /* «Kính gửi» */
    ZONE_SIGN,    /* authority, position, name */
    ZONE_TO,      /* «Nơi nhận» */
    ZONE_HEAD,    /* what stands before all that: organ, number, place and date */
    N_ZONES,
} Zone;

/* Lines [first, last], from 1; first is 0 where there is none.  Where two overlap, the
 * one first in the order above has the line. */
typedef struct {
    struct {
        uint64_t first, last;
    } zones[N_ZONES];
} Layout;

/* Reads what `card` (extraction_to_json; may be NULL) bears out; the rest is body. */
void layout_read(Layout *layout, const cJSON *card);

/* The zone of a line; that of 0, an unknown line, is the body. */
Zone layout_zone(const Layout *layout, uint64_t line);

/* TRUE for a line right above the list of recipients, where their heading stands. */
gboolean layout_is_above_recipients(const Layout *layout, uint64_t line);
