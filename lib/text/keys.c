#include "keys.h"

#include "letters.h"
#include "repair.h"
#include "syllable.h"
#include "utf8.h"

/* Lower case; whether all of it was in the table of letters or ASCII. */
static gboolean
append_lower(GString *out, const char *text, size_t len)
{
    gboolean known = TRUE;

    for (size_t i = 0; i < len;) {
        uint32_t c = utf8_next(text, len, &i);
        const Letter *letter = letters_get(c);

        if (letter != NULL) {
            utf8_append(out, letter->lower);
            continue;
        }
        if (c >= 0x80) {
            c = letters_lower(c);
            known = FALSE;
        }
        utf8_append(out, c != 0 ? c : ' '); /* the keys are C strings */
    }
    return known;
}

static void
respell_tone(const char *syllable, size_t len, GString *out)
{
    Syllable parts;

    if (syllable_parse(syllable, len, &parts) && parts.tone != 0) {
        syllable_append(&parts, out);
    } else {
        g_string_append_len(out, syllable, (gssize) len);
    }
}

static gboolean
is_spelling(uint32_t c)
{
    CharClass class = letters_class(c);

    return class == CHAR_LETTER || class == CHAR_MARK;
}

void
keys_append_respelled(GString *out, const char *lower, size_t len, KeysRespell respell)
{
    size_t start = 0; /* of the run of letters, or len */
    size_t next;

    for (size_t i = 0; i < len; i = next) {
        next = i;
        if (is_spelling(utf8_next(lower, len, &next))) {
            continue;
        }
        if (start < i) {
            respell(lower + start, i - start, out);
        }
        g_string_append_len(out, lower + i, (gssize) (next - i));
        start = next;
    }
    if (start < len) {
        respell(lower + start, len - start, out);
    }
}

void
keys_append_canonical(GString *out, const char *repaired, size_t len)
{
    g_autoptr(GString) lower = g_string_sized_new(len + 8);
    g_auto(Repaired) again = { 0 };

    if (append_lower(lower, repaired, len)) {
        keys_append_respelled(out, lower->str, lower->len, respell_tone);
        return;
    }
    /* A small letter may compose with a mark that its capital does not (ǰ). */
    again = repair_text(lower->str, lower->len);
    keys_append_respelled(out, again.text, again.len, respell_tone);
}

static uint32_t
latin_of(uint32_t c)
{
    const Letter *letter = letters_get(c);

    if (letter != NULL) {
        return letter->base;
    }
    switch (c) {
#define LOOKALIKE(from, to)                                                              \
    case from:                                                                           \
        return to;
#include "rules.def"
    default:
        return c;
    }
}

static void
append_folded_other(GString *out, uint32_t c)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    repair_decompose(c, parts);
    for (guint i = 0; i < parts->len; i++) {
        uint32_t part = g_array_index(parts, uint32_t, i);

        if (letters_class(part) != CHAR_MARK) {
            utf8_append(out, latin_of(part));
        }
    }
}

void
keys_append_folded(GString *out, const char *k1, size_t len)
{
    size_t start = out->len;
    g_auto(Repaired) composed = { 0 };
    gboolean other = FALSE;

    for (size_t i = 0; i < len;) {
        uint32_t c = utf8_next(k1, len, &i);
        const Letter *letter = letters_get(c);

        if (letter != NULL || c < 0x80) {
            g_string_append_c(out, (char) (letter != NULL ? letter->base : c));
        } else {
            append_folded_other(out, c);
            other = TRUE;
        }
    }
    if (!other) {
        return;
    }
    /* What is no mark is composed again: Hangul. */
    composed = repair_text(out->str + start, out->len - start);
    if (composed.owned != NULL) {
        g_string_truncate(out, start);
        g_string_append_len(out, composed.text, (gssize) composed.len);
    }
}
