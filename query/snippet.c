#include "snippet.h"

#include "snippet-match.h"

#include <string.h>

/* What a window is worth: each word of the query once, each two neighbours of the
 * query that are neighbours in the text once, and a little for repetition. */
#define WORTH_WORD 10
#define WORTH_PAIR 6
#define WORTH_HIT 1
#define MAX_WORTHY_HITS 5

/* Syllables before the first match, at most. */
#define LEAD_SYLLABLES 8

/* What stands between two syllables, or one syllable, is not shown beyond this. */
#define MAX_GAP_BYTES 48
#define MAX_SYLLABLE_BYTES 200

#define ELLIPSIS "…"

static const Syllable *
syllable_at(const GArray *syllables, unsigned i)
{
    return &g_array_index(syllables, Syllable, i);
}

/* Worth of the window from syllable `from`; `last` becomes its last match. */
static unsigned
worth_of(const GArray *syllables, unsigned from, unsigned *last)
{
    uint64_t words = 0;
    uint64_t pairs = 0;
    unsigned hits = 0;
    unsigned end = MIN(from + SNIPPET_SYLLABLES, syllables->len);
    for (unsigned i = from; i < end; i++) {
        uint64_t is = syllable_at(syllables, i)->is;
        if (is == 0)
            continue;
        if (i + 1 < end)
            pairs |= is & (syllable_at(syllables, i + 1)->is >> 1);
        words |= is;
        hits++;
        *last = i;
    }
    return WORTH_WORD * (unsigned) __builtin_popcountll(words) +
           WORTH_PAIR * (unsigned) __builtin_popcountll(pairs) +
           WORTH_HIT * MIN(hits, MAX_WORTHY_HITS);
}

/* TRUE when a line or a sentence starts with syllable i. */
static gboolean
starts_sentence(const char *text, const GArray *syllables, unsigned i)
{
    if (i == 0)
        return TRUE;
    size_t start = syllable_at(syllables, i - 1)->end;
    size_t end = syllable_at(syllables, i)->start;
    for (size_t at = start; at < end; at++)
        if (text[at] == '\n' || (text[at] == '.' && text[at + 1] == ' '))
            return TRUE;
    return FALSE;
}

/* The first syllable to show when matches stand at [first, last]. */
static unsigned
place_window(const char *text, const GArray *syllables, unsigned first, unsigned last)
{
    unsigned spare = SNIPPET_SYLLABLES - (last - first + 1);
    unsigned lead = MIN(MIN(first, spare / 2), LEAD_SYLLABLES);
    for (unsigned i = first - lead; i < first; i++)
        if (starts_sentence(text, syllables, i))
            return i;
    return first - lead;
}

static unsigned
best_window(const char *text, const GArray *syllables)
{
    unsigned best = 0;
    unsigned first = 0;
    unsigned last = 0;
    for (unsigned i = 0; i < syllables->len; i++) {
        unsigned end = i;
        if (syllable_at(syllables, i)->is == 0)
            continue;
        unsigned worth = worth_of(syllables, i, &end);
        if (worth > best) {
            best = worth;
            first = i;
            last = end;
        }
    }
    return best == 0 ? 0 : place_window(text, syllables, first, last);
}

/* Length of the Markdown mark at `text`, 0 for none: all of * and |, rules of _ or -,
 * a heading's #. */
static size_t
markup_len(const char *text, size_t len)
{
    size_t run = 0;
    while (run < len && text[run] == text[0])
        run++;
    switch (text[0]) {
    case '*':
    case '|':
    case '#':
        return run;
    case '_':
        return run >= 2 ? run : 0;
    case '-':
        return run >= 3 ? run : 0;
    default:
        return 0;
    }
}

/* Appends `text` as it is shown on one line: no markup, no control characters, a
 * blank for each run of white space and for markup that alone kept words apart. */
static void
append_shown(GString *out, const char *text, size_t len)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    gboolean blank = FALSE;
    gboolean dropped = FALSE;
    for (size_t i = 0; i < len;) {
        size_t markup = markup_len(text + i, len - i);
        size_t step =
            markup > 0 ? markup : (size_t) (g_utf8_next_char(text + i) - (text + i));
        gunichar c = g_utf8_get_char(text + i);
        if (markup == 0 && !g_unichar_isspace(c) && !g_unichar_iscntrl(c)) {
            if (blank)
                g_string_append_c(plain, ' ');
            g_string_append_len(plain, text + i, (gssize) step);
            blank = FALSE;
        } else {
            blank |= markup == 0;
            dropped |= markup > 0;
        }
        i += step;
    }
    if (blank || (dropped && plain->len == 0))
        g_string_append_c(plain, ' ');
    g_autofree char *shown = text_display(plain->str, plain->len);
    g_string_append(out, shown);
}

static void
append_gap(GString *out, const char *text, size_t len)
{
    if (len > MAX_GAP_BYTES)
        g_string_append(out, " " ELLIPSIS " ");
    else
        append_shown(out, text, len);
}

static void
append_syllable(GString *out, const char *text, size_t len)
{
    size_t shown = len;
    if (len > MAX_SYLLABLE_BYTES) {
        shown = MAX_SYLLABLE_BYTES;
        while ((text[shown] & 0xC0) == 0x80)
            shown--;
    }
    append_shown(out, text, shown);
    if (shown < len)
        g_string_append(out, ELLIPSIS);
}

/* TRUE when the marks of syllable i and the next become one. */
static gboolean
marks_meet(const char *text, const GArray *syllables, unsigned i)
{
    const Syllable *this = syllable_at(syllables, i);
    const Syllable *next = syllable_at(syllables, i + 1);
    if (this->is == 0 || next->is == 0)
        return FALSE;
    if (this->glued)
        return TRUE;
    for (size_t at = this->end; at < next->start; at++)
        if (strchr(".;:!?", text[at]) != NULL)
            return FALSE;
    return TRUE;
}

/* Appends syllables [begin, end) with their marks. */
static void
append_window(
    GString *out, const char *text, const GArray *syllables, unsigned begin, unsigned end)
{
    gboolean open = FALSE;
    for (unsigned i = begin; i < end; i++) {
        const Syllable *syllable = syllable_at(syllables, i);
        if (syllable->is != 0 && !open)
            g_string_append_c(out, SNIPPET_MARK);
        append_syllable(out, text + syllable->start, syllable->end - syllable->start);
        open = i + 1 < end && marks_meet(text, syllables, i);
        if (syllable->is != 0 && !open)
            g_string_append_c(out, SNIPPET_UNMARK);
        if (i + 1 < end)
            append_gap(out, text + syllable->end,
                       syllable_at(syllables, i + 1)->start - syllable->end);
    }
}

char *
snippet_make(Snippeter *snippeter, const char *text, size_t len, Tier tier)
{
    GString *out = g_string_new(NULL);
    size_t seen = MIN(len, SNIPPET_MAX_TEXT_BYTES);
    while (seen < len && (text[seen] & 0xC0) == 0x80)
        seen--;
    g_autoptr(GArray) syllables = snippeter_match(snippeter, text, seen, tier);
    if (syllables->len == 0)
        return g_string_free(out, FALSE);
    unsigned begin = best_window(text, syllables);
    unsigned end = MIN(begin + SNIPPET_SYLLABLES, syllables->len);
    if (begin > 0)
        g_string_append(out, ELLIPSIS " ");
    append_window(out, text, syllables, begin, end);
    size_t shown = syllable_at(syllables, end - 1)->end;
    if (end < syllables->len || seen < len)
        g_string_append(out, " " ELLIPSIS);
    else if (len - shown <= MAX_GAP_BYTES)
        append_shown(out, text + shown, len - shown);
    return g_strchomp(g_string_free(out, FALSE));
}
