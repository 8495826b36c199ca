#include "kwic.h"

#include <string.h>

#include "snippet-match.h"

/* Of a syllable no more characters are shown, of what is between two no more bytes. */
#define MAX_SYLLABLE_CHARS 100
#define MAX_GAP_BYTES 48

#define ELLIPSIS "…"

typedef struct {
    const char *text;
    const GArray *syllables; /* Syllable */
    unsigned context;        /* syllables on either side of a hit */
} Source;

static const Syllable *
syllable_at(const Source *source, unsigned i)
{
    return &g_array_index(source->syllables, Syllable, i);
}

static size_t
run_length(const char *text, size_t len)
{
    size_t run = 0;
    while (run < len && text[run] == text[0])
        run++;
    return run;
}

/* A rule of dashes, the colons of a table's around it. */
static size_t
rule_length(const char *text, size_t len)
{
    size_t colon = len > 0 && text[0] == ':';
    size_t run =
        len > colon && text[colon] == '-' ? run_length(text + colon, len - colon) : 0;
    if (run < 3)
        return 0;
    size_t end = colon + run;
    return end + (end < len && text[end] == ':');
}

/* Length of the Markdown mark at `text`, 0 for none. */
static size_t
markup_length(const char *text, size_t len, gboolean starts_line)
{
    switch (text[0]) {
    case '*':
    case '|':
    case '#':
    case '\\':
        return 1;
    case '_':
        return run_length(text, len) >= 2 ? run_length(text, len) : 0;
    case ':':
        return rule_length(text, len);
    case '-':
    case '+':
    case '>':
        if (rule_length(text, len) > 0)
            return rule_length(text, len);
        return starts_line && len > 1 && (text[1] == ' ' || text[1] == '\t');
    default:
        return 0;
    }
}

/* What stands between two syllables, as it is shown: on one line, no markup, no
 * control characters. */
static char *
shown_gap(const char *text, size_t len)
{
    GString *out = g_string_new(NULL);
    gboolean blank = FALSE;
    gboolean starts_line = FALSE;
    for (size_t i = 0; i < len;) {
        size_t markup = markup_length(text + i, len - i, starts_line);
        size_t step =
            markup > 0 ? markup : (size_t) (g_utf8_next_char(text + i) - (text + i));
        gunichar c = g_utf8_get_char(text + i);
        if (markup == 0 && !g_unichar_isspace(c) && !g_unichar_iscntrl(c)) {
            g_string_append(out, blank ? " " : "");
            g_string_append_len(out, text + i, (gssize) step);
            blank = FALSE;
        } else if (markup == 0) {
            blank = TRUE;
        }
        starts_line = c == '\n' || (starts_line && (c == ' ' || c == '\t'));
        i += step;
    }
    if (blank || (len > 0 && out->len == 0))
        g_string_append_c(out, ' ');
    if (out->len > MAX_GAP_BYTES)
        g_string_assign(out, " " ELLIPSIS " ");
    return g_string_free(out, FALSE);
}

static void
append_gap(const Source *source, unsigned before, GString *out)
{
    size_t start = syllable_at(source, before)->end;
    size_t end = syllable_at(source, before + 1)->start;
    g_autofree char *gap = shown_gap(source->text + start, end - start);
    g_string_append(out, gap);
}

static void
append_syllable(const Source *source, unsigned i, GString *out)
{
    const char *start = source->text + syllable_at(source, i)->start;
    const char *end = source->text + syllable_at(source, i)->end;
    const char *cut = start;
    for (unsigned n = 0; n < MAX_SYLLABLE_CHARS && cut < end; n++)
        cut = g_utf8_next_char(cut);
    g_string_append_len(out, start, cut - start);
    if (cut < end)
        g_string_append(out, ELLIPSIS);
}

/* Syllables [begin, end), with the gap before the first and after the last if wanted. */
static char *
line_of(const Source *source,
        unsigned begin,
        unsigned end,
        gboolean gap_before,
        gboolean gap_after)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (begin == end)
        return g_strdup("");
    if (gap_before)
        append_gap(source, begin - 1, out);
    for (unsigned i = begin; i < end; i++) {
        append_syllable(source, i, out);
        if (i + 1 < end || gap_after)
            append_gap(source, i, out);
    }
    return text_display(out->str, out->len);
}

/* The hit of syllables [first, end). */
static AnswerHit *
hit_new(const Source *source, unsigned first, unsigned end, unsigned line)
{
    AnswerHit *hit = g_new0(AnswerHit, 1);
    unsigned n = source->syllables->len;
    hit->left = line_of(source, first - MIN(first, source->context), first, FALSE, TRUE);
    hit->hit = line_of(source, first, end, FALSE, FALSE);
    hit->right = line_of(source, end, MIN(end + source->context, n), TRUE, FALSE);
    hit->line = line;
    return hit;
}

static unsigned
count_lines(const char *from, const char *to)
{
    unsigned n = 0;
    while ((from = memchr(from, '\n', (size_t) (to - from))) != NULL) {
        n++;
        from++;
    }
    return n;
}

void
kwic_find(Snippeter *snippeter,
          const char *text,
          size_t len,
          Tier tier,
          unsigned context,
          GPtrArray *hits)
{
    const size_t range[2] = { 0, len };
    g_autoptr(GArray) syllables = g_array_new(FALSE, FALSE, sizeof(Syllable));
    const Source source = { text, syllables, context };
    const char *counted = text; /* lines before it are in `line` */
    unsigned line = 1;
    if (snippeter_words(snippeter) == 0)
        return;
    snippeter_match(snippeter, text, range, tier, syllables);
    for (unsigned first = 0; first < syllables->len;) {
        unsigned end = first + 1;
        const char *start = text + syllable_at(&source, first)->start;
        if (syllable_at(&source, first)->is == 0) {
            first++;
            continue;
        }
        while (end < syllables->len && syllables_meet(text, syllable_at(&source, end - 1),
                                                      syllable_at(&source, end)))
            end++;
        line += count_lines(counted, start);
        counted = start;
        g_ptr_array_add(hits, hit_new(&source, first, end, line));
        first = end;
    }
}
