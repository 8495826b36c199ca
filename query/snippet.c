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

/* The text is analysed piece by piece, until a window cannot be better. */
#define PIECE_BYTES 2048

/* What was seen of the text, and the best window in it. */
typedef struct {
    const char *text;
    size_t start; /* bytes [start, len) are looked at */
    size_t seen;  /* bytes [start, seen) are analysed */
    size_t len;
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
    unsigned hits = 0;
    unsigned last = from;
    unsigned end = MIN(from + SNIPPET_SYLLABLES, view->syllables->len);
    for (unsigned i = from; i < end; i++) {
        uint64_t is = syllable_at(view->syllables, i)->is;
        if (is == 0)
            continue;
        if (i + 1 < end)
            pairs |= is & (syllable_at(view->syllables, i + 1)->is >> 1);
        words |= is;
        hits++;
        last = i;
    }
    unsigned worth = WORTH_WORD * (unsigned) __builtin_popcountll(words) +
                     WORTH_PAIR * (unsigned) __builtin_popcountll(pairs) +
                     WORTH_HIT * MIN(hits, MAX_WORTHY_HITS);
    if (worth <= view->worth)
        return;
    view->worth = worth;
    view->first = from;
    view->last = last;
    view->perfect = words == view->wanted && pairs == view->wanted >> 1;
}

/* The end of the next piece: at white space when there is some in time. */
static size_t
piece_end(const View *view)
{
    size_t end = view->seen + PIECE_BYTES;
    size_t limit = MIN(view->seen + 2 * PIECE_BYTES, view->len);
    while (end < limit && !g_ascii_isspace(view->text[end]))
        end++;
    if (end >= view->len)
        return view->len;
    while ((view->text[end] & 0xC0) == 0x80)
        end--;
    return end;
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
        if (syllable_at(view->syllables, i)->is != 0)
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
        return view->start == 0;
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
    size_t shown = MIN(len, MAX_SYLLABLE_BYTES);
    while (shown < len && (text[shown] & 0xC0) == 0x80)
        shown--;
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
    if (begin > 0 || view->start > 0)
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

/* Sees bytes [range[0], range[1]) of the text as far as needed. */
static void
see_range(View *view, Snippeter *snippeter, Tier tier, const size_t range[2])
{
    view->start = view->seen = range[0];
    view->len = range[1];
    while (!is_enough(view))
        see_more(view, snippeter, tier);
}

/* The bytes of `text` that are looked at, at most. */
static size_t
text_bound(const char *text, size_t len)
{
    size_t bound = MIN(len, SNIPPET_MAX_TEXT_BYTES);
    while (bound < len && (text[bound] & 0xC0) == 0x80)
        bound--;
    return bound;
}

char *
snippet_make(Snippeter *snippeter, const char *text, size_t len, Tier tier)
{
    g_autoptr(GArray) syllables = g_array_new(FALSE, FALSE, sizeof(Syllable));
    View view = { .text = text, .syllables = syllables };
    size_t all[2] = { 0, text_bound(text, len) };
    size_t best[2];
    view.wanted = snippeter_words(snippeter);
    if (snippet_scan_find(snippeter_scan(snippeter), text, all[1], best))
        see_range(&view, snippeter, tier, best);
    /* What stood there was no phrase, or there was nothing: everything is looked at. */
    if (view.worth == 0) {
        g_array_set_size(syllables, 0);
        see_range(&view, snippeter, tier, all);
    }
    return write_window(&view, view.seen < len);
}
