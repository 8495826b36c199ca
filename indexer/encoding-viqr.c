/* VIQR, RFC 1456: Vietnamese in ASCII.  a( a^ a+ are ă â ơ…, then the tone ` ? ~ ' . and
 * dd is đ; a backslash before a mark makes it punctuation. */
#include "encoding-legacy.h"

#include <string.h>

#include "text/letters.h"

typedef struct {
    const GArray *units;
    unsigned at;
    gboolean strict; /* punctuation is escaped: what is not is a mark */
} Viqr;

static uint32_t
peek(const Viqr *viqr, unsigned ahead)
{
    unsigned at = viqr->at + ahead;

    return at < viqr->units->len ? g_array_index(viqr->units, uint32_t, at) : 0;
}

static uint32_t
shape_of(uint32_t c)
{
    switch (c) {
    case '^':
        return 0x0302;
    case '(':
        return 0x0306;
    case '+':
    case '*':
        return 0x031B;
    default:
        return 0;
    }
}

static unsigned
tone_of(uint32_t c)
{
    static const char marks[] = "`?~'.";
    const char *at = c == 0 || c > 0x7F ? NULL : strchr(marks, (int) c);

    return at == NULL ? 0 : (unsigned) (at - marks) + 1;
}

/* Whether the mark that stands next, behind `vowel`, may as well end a sentence: at the
 * end of the line, or before a blank and a capital; not in a heading. */
static gboolean
may_end_sentence(const Viqr *viqr, uint32_t vowel)
{
    uint32_t mark = peek(viqr, 0);
    uint32_t next = peek(viqr, 1);
    uint32_t after = peek(viqr, 2);

    if (viqr->strict || (mark != '.' && mark != '?') || letters_lower(vowel) != vowel)
        return FALSE;
    return next == 0 || (next == ' ' && (after == 0 || (after >= 'A' && after <= 'Z')));
}

/* The vowel `c` with the marks that stand next, which are passed. */
static uint32_t
take_marks(Viqr *viqr, uint32_t c)
{
    uint32_t shape = shape_of(peek(viqr, 0));
    uint32_t shaped = shape == 0 ? 0 : letters_with_shape(c, shape);
    unsigned tone = 0;

    if (shaped != 0) {
        c = shaped;
        viqr->at++;
    }
    tone = tone_of(peek(viqr, 0));
    if (tone == 0 || (shaped == 0 && may_end_sentence(viqr, c)))
        return c;
    viqr->at++;
    return letters_with_tone(letters_get(c)->row, tone);
}

static uint32_t
next_character(Viqr *viqr)
{
    uint32_t c = peek(viqr, 0);
    const Letter *letter = letters_get(c);

    viqr->at++;
    if (c == '\\' && peek(viqr, 0) != 0 && strchr("\\(^+*`?~'.dD", (int) peek(viqr, 0))) {
        viqr->at++;
        return peek(viqr, (unsigned) -1);
    }
    if ((c == 'd' || c == 'D') && (peek(viqr, 0) | 0x20) == 'd') {
        viqr->at++;
        return c == 'd' ? 0x0111 : 0x0110;
    }
    return letter == NULL || letter->row == 0 ? c : take_marks(viqr, c);
}

void
legacy_decode_viqr(const GArray *units, gboolean strict, GArray *characters)
{
    Viqr viqr = { units, 0, strict };

    while (viqr.at < units->len) {
        uint32_t c = next_character(&viqr);
        g_array_append_val(characters, c);
    }
}
