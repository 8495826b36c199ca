#include "utf8-check.h"

#include <glib.h>
#include <stdint.h>

/* The automaton of Unicode's table 3-7.  A state is the shift, within the row of a
 * byte, at which the next state stands: a step is one load and one shift, and no
 * branch depends on the text. */
typedef enum {
    STATE_START = 0,
    STATE_ERROR = 6,
    STATE_TAIL_1 = 12,   /* one byte 80..BF to come */
    STATE_TAIL_2 = 18,   /* two */
    STATE_TAIL_3 = 24,   /* three */
    STATE_AFTER_E0 = 30, /* A0..BF, then one: nothing overlong */
    STATE_AFTER_ED = 36, /* 80..9F, then one: no surrogate */
    STATE_AFTER_F0 = 42, /* 90..BF, then two: nothing overlong */
    STATE_AFTER_F4 = 48, /* 80..8F, then two: nothing over U+10FFFF */
} State;

typedef struct {
    State state;
    unsigned char first, last; /* byte */
    State next;
} Transition;

static const Transition transitions[] = {
    { STATE_START, 0x00, 0x7f, STATE_START },
    { STATE_START, 0xc2, 0xdf, STATE_TAIL_1 },
    { STATE_START, 0xe0, 0xe0, STATE_AFTER_E0 },
    { STATE_START, 0xe1, 0xec, STATE_TAIL_2 },
    { STATE_START, 0xed, 0xed, STATE_AFTER_ED },
    { STATE_START, 0xee, 0xef, STATE_TAIL_2 },
    { STATE_START, 0xf0, 0xf0, STATE_AFTER_F0 },
    { STATE_START, 0xf1, 0xf3, STATE_TAIL_3 },
    { STATE_START, 0xf4, 0xf4, STATE_AFTER_F4 },
    { STATE_TAIL_1, 0x80, 0xbf, STATE_START },
    { STATE_TAIL_2, 0x80, 0xbf, STATE_TAIL_1 },
    { STATE_TAIL_3, 0x80, 0xbf, STATE_TAIL_2 },
    { STATE_AFTER_E0, 0xa0, 0xbf, STATE_TAIL_1 },
    { STATE_AFTER_ED, 0x80, 0x9f, STATE_TAIL_1 },
    { STATE_AFTER_F0, 0x90, 0xbf, STATE_TAIL_2 },
    { STATE_AFTER_F4, 0x80, 0x8f, STATE_TAIL_2 },
};

static uint64_t rows[256];

static void
init_rows(void)
{
    static gsize done = 0;

    if (!g_once_init_enter(&done))
        return;
    for (unsigned byte = 0; byte < 256; byte++)
        for (unsigned state = STATE_START; state <= STATE_AFTER_F4; state += 6)
            rows[byte] |= (uint64_t) STATE_ERROR << state;
    for (size_t i = 0; i < G_N_ELEMENTS(transitions); i++)
        for (unsigned byte = transitions[i].first; byte <= transitions[i].last; byte++) {
            rows[byte] &= ~((uint64_t) 63 << transitions[i].state);
            rows[byte] |= (uint64_t) transitions[i].next << transitions[i].state;
        }
    g_once_init_leave(&done, 1);
}

/* An error stays one, so one look at the end is enough. */
static gboolean
is_valid(const char *bytes, size_t len)
{
    const unsigned char *at = (const unsigned char *) bytes;
    uint64_t state = STATE_START;

    for (size_t i = 0; i < len; i++)
        state = rows[at[i]] >> (state & 63);
    return (state & 63) == STATE_START;
}

const char *
utf8_find_invalid(const char *bytes, size_t len)
{
    const char *end = bytes + len;

    init_rows();
    if (is_valid(bytes, len))
        return NULL;
    while (!g_utf8_validate_len(bytes, (size_t) (end - bytes), &bytes)) {
        if (*bytes != '\0')
            return bytes;
        bytes++;
    }
    g_assert_not_reached();
}
