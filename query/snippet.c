#include "snippet.h"

#include "snippet-match.h"

#include <string.h>

/* What a window is worth: each word of the query once, and each two neighbours of the
 * query that are neighbours in the text once.  Nothing else: repetition would make the
 * best window depend on where the text is cut into pieces. */
#define WORTH_WORD 10
#define WORTH_PAIR 6

/* Syllables before the first match, at most. */
#define LEAD_SYLLABLES 8

/* What stands between two syllables, or one syllable, is not shown beyond this. */
#define MAX_GAP_BYTES 48
#define MAX_SYLLABLE_UNITS 200 /* of UTF-16 */

#define ELLIPSIS "…"

/* The text is analysed piece by piece, until a window cannot be better.  What is cut in
 * two is no date or number, so pieces are those of search-snippet.js, whose units are
 * UTF-16's. */
#define PIECE_UNITS 512

/* What was seen of the text, and the best window in it. */
typedef struct {
    const char *text;
    size_t seen;       /* bytes [0, seen) are analysed */
    size_t len;        /* of what is looked at */
    GArray *syllables; /* Syllable */
    uint64_t wanted;   /* bits of all words */
    unsigned worth;
    unsigned first, last; /* matches of the best window; worth is 0 without any */
    gboolean perfect;     /* it has all words, and all neighbours side by side */
} View;

/* Collects a window; between two marks the text is tidied as a whole. */
typedef struct {
    GString *out;
    GString *pending;
} Writer;

static const Syllable *
syllable_at(const GArray *syllables, unsigned i)
{
    return &g_array_index(syllables, Syllable, i);
}

/* Compares the window from syllable `from` with the best so far. */
static void
try_window(View *view, unsigned from)
{
    uint64_t words = 0;
    uint64_t pairs = 0;
    unsigned last = from;
    unsigned end = MIN(from + SNIPPET_SYLLABLES, view->syllables->len);
    for (unsigned i = from; i < end; i++) {
        uint64_t is = syllable_at(view->syllables, i)->is;
        if (is == 0)
            continue;
        if (i + 1 < end)
            pairs |= is & (syllable_at(view->syllables, i + 1)->is >> 1);
        words |= is;
        last = i;
    }
    unsigned worth = WORTH_WORD * (unsigned) __builtin_popcountll(words) +
                     WORTH_PAIR * (unsigned) __builtin_popcountll(pairs);
    if (worth <= view->worth)
        return;
    view->worth = worth;
    view->first = from;
    view->last = last;
    view->perfect = words == view->wanted && pairs == view->wanted >> 1;
}

/* Where `n` units of UTF-16 behind `at` end, or the text. */
static size_t
skip_units(const char *text, size_t len, size_t at, unsigned n)
{
    for (unsigned units = 0; at < len; at++) {
        if (units >= n && (text[at] & 0xC0) != 0x80)
            break;
        units += ((text[at] & 0xC0) != 0x80) + ((text[at] & 0xF8) == 0xF0);
    }
    return at;
}

/* The end of the next piece: at white space when there is some in time. */
static size_t
piece_end(const View *view)
{
    size_t end = skip_units(view->text, view->len, view->seen, PIECE_UNITS);
    size_t space = end;
    while (space < view->len && !g_ascii_isspace(view->text[space]))
        space++;
    return MIN(space, skip_units(view->text, space, end, PIECE_UNITS));
}

/* Analyses one more piece and looks for better windows, also across its start. */
static void
see_more(View *view, Snippeter *snippeter, Tier tier)
{
    const size_t range[2] = { view->seen, piece_end(view) };
    unsigned n = view->syllables->len;
    snippeter_match(snippeter, view->text, range, tier, view->syllables);
    view->seen = range[1];
    for (unsigned i = n - MIN(n, SNIPPET_SYLLABLES); i < view->syllables->len; i++)
        if (!view->perfect && syllable_at(view->syllables, i)->is != 0)
            try_window(view, i);
}

/* TRUE when nothing better can come, and the window has all its syllables. */
static gboolean
is_enough(const View *view)
{
    gboolean good = view->perfect || view->wanted == 0;
    return view->seen == view->len ||
           (good && view->first + SNIPPET_SYLLABLES <= view->syllables->len);
}

/* TRUE when a line or a sentence starts with syllable i. */
static gboolean
starts_sentence(const View *view, unsigned i)
{
    if (i == 0)
        return TRUE;
    size_t start = syllable_at(view->syllables, i - 1)->end;
    size_t end = syllable_at(view->syllables, i)->start;
    for (size_t at = start; at < end; at++)
        if (view->text[at] == '\n' ||
            (view->text[at] == '.' && view->text[at + 1] == ' '))
            return TRUE;
    return FALSE;
}

/* The first syllable to show. */
static unsigned
place_window(const View *view)
{
    if (view->worth == 0)
        return 0;
    unsigned spare = SNIPPET_SYLLABLES - (view->last - view->first + 1);
    unsigned lead = MIN(MIN(view->first, spare / 2), LEAD_SYLLABLES);
    for (unsigned i = view->first - lead; i < view->first; i++)
        if (starts_sentence(view, i))
            return i;
    return view->first - lead;
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
    gboolean blank = FALSE;
    gboolean dropped = FALSE;
    size_t before = out->len;
    for (size_t i = 0; i < len;) {
        size_t markup = markup_len(text + i, len - i);
        size_t step =
            markup > 0 ? markup : (size_t) (g_utf8_next_char(text + i) - (text + i));
        gunichar c = g_utf8_get_char(text + i);
        if (markup == 0 && !g_unichar_isspace(c) && !g_unichar_iscntrl(c)) {
            if (blank)
                g_string_append_c(out, ' ');
            g_string_append_len(out, text + i, (gssize) step);
            blank = FALSE;
        } else {
            blank |= markup == 0;
            dropped |= markup > 0;
        }
        i += step;
    }
    if (blank || (dropped && out->len == before))
        g_string_append_c(out, ' ');
}

static void
append_gap(GString *out, const char *text, size_t len)
{
    if (len > MAX_GAP_BYTES)
        g_string_append(out, " " ELLIPSIS " ");
    else
        append_shown(out, text, len);
}

/* A syllable has nothing to tidy; an endless one is cut. */
static void
append_syllable(GString *out, const char *text, size_t len)
{
    size_t shown = skip_units(text, len, 0, MAX_SYLLABLE_UNITS);
    g_string_append_len(out, text, (gssize) shown);
    if (shown < len)
        g_string_append(out, ELLIPSIS);
}

static void
flush(Writer *writer)
{
    g_autofree char *shown = text_display(writer->pending->str, writer->pending->len);
    g_string_append(writer->out, shown);
    g_string_truncate(writer->pending, 0);
}

static void
append_mark(Writer *writer, char mark)
{
    flush(writer);
    g_string_append_c(writer->out, mark);
}

/* Appends syllables [begin, end) with their marks. */
static void
append_window(Writer *writer, const View *view, unsigned begin, unsigned end)
{
    gboolean open = FALSE;
    for (unsigned i = begin; i < end; i++) {
        const Syllable *syllable = syllable_at(view->syllables, i);
        if (syllable->is != 0 && !open)
            append_mark(writer, SNIPPET_MARK);
        append_syllable(writer->pending, view->text + syllable->start,
                        syllable->end - syllable->start);
        open = i + 1 < end &&
               syllables_meet(view->text, syllable, syllable_at(view->syllables, i + 1));
        if (syllable->is != 0 && !open)
            append_mark(writer, SNIPPET_UNMARK);
        if (i + 1 < end)
            append_gap(writer->pending, view->text + syllable->end,
                       syllable_at(view->syllables, i + 1)->start - syllable->end);
    }
}

/* The best window of what was seen, cut off at both ends with an ellipsis. */
static char *
write_window(const View *view, gboolean more)
{
    g_autoptr(GString) pending = g_string_new(NULL);
    Writer writer = { g_string_new(NULL), pending };
    unsigned begin = place_window(view);
    unsigned end = MIN(begin + SNIPPET_SYLLABLES, view->syllables->len);
    if (begin > 0)
        g_string_append(pending, ELLIPSIS " ");
    append_window(&writer, view, begin, end);
    size_t shown = end > 0 ? syllable_at(view->syllables, end - 1)->end : view->len;
    if (end < view->syllables->len || more)
        g_string_append(pending, " " ELLIPSIS);
    else if (view->len - shown <= MAX_GAP_BYTES)
        append_shown(pending, view->text + shown, view->len - shown);
    flush(&writer);
    return g_strchomp(g_string_free(writer.out, FALSE));
}

char *
snippet_make(Snippeter *snippeter, const char *text, size_t len, Tier tier)
{
    g_autoptr(GArray) syllables =
        g_array_sized_new(FALSE, FALSE, sizeof(Syllable), PIECE_UNITS);
    View view = { .text = text, .len = len, .syllables = syllables };
    view.wanted = snippeter_words(snippeter);
    if (len > SNIPPET_MAX_TEXT_UNITS)
        view.len = skip_units(text, len, 0, SNIPPET_MAX_TEXT_UNITS);
    while (!is_enough(&view))
        see_more(&view, snippeter, tier);
    return write_window(&view, view.seen < len);
}
