#include "site-layout.h"

#include <string.h>

#define FORM_MAX_LINES 60   /* the heading stands among the first */
#define BLOCK_MAX_LINES 30  /* of a title, a signature */
#define HEADING_MAX_LINES 3 /* from «Nơi nhận» to the first recipient */

/* The fields whose lines make up a zone. */
static const struct {
    Zone zone;
    const char *field;
} sources[] = {
    { ZONE_COPY, "copy" },
    { ZONE_STAMP, "received" },
    { ZONE_TITLE, "type" },
    { ZONE_TITLE, "title" },
    { ZONE_ADDRESS, "addressees" },
    { ZONE_SIGN, "signatory.authority" },
    { ZONE_SIGN, "signatory.position" },
    { ZONE_SIGN, "signatory.name" },
    { ZONE_TO, "recipients" },
};

static uint64_t
line_of(const cJSON *line)
{
    const cJSON *number = json_get(line, "line");

    return cJSON_IsNumber(number) && number->valuedouble > 0
               ? (uint64_t) number->valuedouble
               : 0;
}

static void
add_lines(Layout *layout, Zone zone, const cJSON *evidence)
{
    const cJSON *line = NULL;

    cJSON_ArrayForEach (line, json_get(evidence, "lines")) {
        const uint64_t number = line_of(line);

        if (number == 0)
            continue;
        if (layout->zones[zone].first == 0 || number < layout->zones[zone].first)
            layout->zones[zone].first = number;
        layout->zones[zone].last = MAX(layout->zones[zone].last, number);
    }
}

static void
drop(Layout *layout, Zone zone)
{
    layout->zones[zone].first = layout->zones[zone].last = 0;
}

/* A form is compact: lines far from each other are no block of it. */
static void
drop_loose(Layout *layout, Zone zone)
{
    if (layout->zones[zone].last - layout->zones[zone].first > BLOCK_MAX_LINES)
        drop(layout, zone);
}

/* What is inferred ("Công văn" of «Kính gửi») is no line that names the type. */
static gboolean
is_explicit(const cJSON *evidence)
{
    return g_strcmp0(json_get_string(evidence, "basis"), "explicit") == 0;
}

static void
find_head(Layout *layout)
{
    uint64_t end = layout->zones[ZONE_TITLE].first;

    if (end == 0 || (layout->zones[ZONE_ADDRESS].first > 0 &&
                     layout->zones[ZONE_ADDRESS].first < end))
        end = layout->zones[ZONE_ADDRESS].first;
    if (end > 1 && end <= FORM_MAX_LINES) {
        layout->zones[ZONE_HEAD].first = 1;
        layout->zones[ZONE_HEAD].last = end - 1;
    }
}

void
layout_read(Layout *layout, const cJSON *card)
{
    const cJSON *evidence = json_get(card, "evidence");

    *layout = (Layout){ 0 };
    for (unsigned i = 0; i < G_N_ELEMENTS(sources); i++) {
        const cJSON *field = json_get(evidence, sources[i].field);

        if (sources[i].zone != ZONE_TITLE || is_explicit(field))
            add_lines(layout, sources[i].zone, field);
    }
    if (layout->zones[ZONE_TITLE].first > FORM_MAX_LINES)
        drop(layout, ZONE_TITLE);
    drop_loose(layout, ZONE_TITLE);
    drop_loose(layout, ZONE_SIGN);
    if (layout->zones[ZONE_COPY].first > 0)
        layout->zones[ZONE_COPY].last = G_MAXUINT64; /* it ends the text */
    find_head(layout);
}

Zone
layout_zone(const Layout *layout, uint64_t line)
{
    for (Zone zone = ZONE_BODY + 1; zone < N_ZONES && line > 0; zone++)
        if (line >= layout->zones[zone].first && line <= layout->zones[zone].last)
            return zone;
    return ZONE_BODY;
}

gboolean
layout_is_above_recipients(const Layout *layout, uint64_t line)
{
    const uint64_t first = layout->zones[ZONE_TO].first;

    return line > 0 && line < first && first - line <= HEADING_MAX_LINES;
}
