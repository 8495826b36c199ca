/* Lines become text. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <string.h>

/* Measures of lines, in heights of a line. */
#define INDENT 0.6    /* further in than the column: a paragraph starts */
#define SAME_EDGE 0.3 /* two lines start at the same place */
#define HANGING 4.0   /* further in than a list's mark: its text */
#define CENTRED 1.5   /* room on the left and on the right differ by less */
#define EXACTLY_CENTRED 0.25
#define NEAR 1.2       /* a larger gap above is a new paragraph */
#define NEAR_BLOCK 0.8 /* ... of lines that stay lines: a new block */
#define NEAR_TYPE 2.5  /* ... of a title, under the type of the notice */
#define ROOM 0.3       /* more than the next word needs: the line was ended on purpose */

#define SAME_WIDTH 0.15 /* columns of one text differ by less */

#define MAX_TYPE 30 /* characters */

#define LONGEST_WORD 60 /* letters of one that a hyphen divides */

#define ASIDE 0.3 /* further in than so much of the column */

typedef enum { JOIN, NEW_LINE, NEW_PARAGRAPH } Break;

/* A line and the column it stands in. */
typedef struct {
    const PageLine *line;
    const PageExtent *extent;
    double size; /* the line's height */
} Place;

/* ---- what a text says about a break ---------------------------------------------- */

static const char *
last_character(const char *text)
{
    return *text == '\0' ? text : g_utf8_find_prev_char(text, text + strlen(text));
}

/* The sentence ends: . ; : ! ? or "…", quotes and brackets behind it aside. */
static gboolean
is_ended(const char *text)
{
    const char *at = last_character(text);

    while (at != NULL && at > text && strchr("\"')]", *at) != NULL)
        at = g_utf8_find_prev_char(text, at);
    while (at != NULL && at > text &&
           (g_str_has_prefix(at, "”") || g_str_has_prefix(at, "»")))
        at = g_utf8_find_prev_char(text, at);
    return at != NULL && *at != '\0' &&
           (strchr(".;:!?", *at) != NULL || g_str_has_prefix(at, "…"));
}

static gboolean
starts_small(const char *text)
{
    return g_unichar_islower(g_utf8_get_char(text));
}

static gboolean
has_small(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (g_unichar_islower(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

/* Length of a list's mark at the start of a line ("-", "+", "1.", "2.1.", "a)", "IV.",
 * "(1)") with the blank behind it, or 0. */
static size_t
mark_length(const char *text)
{
    size_t len = strspn(text, "(");
    const char *second = NULL;

    if (strchr("-+*", *text) != NULL && *text != '\0' && text[1] == ' ')
        return 2;
    if (g_str_has_prefix(text, "•") || g_str_has_prefix(text, "–"))
        return strcspn(text, " ") + (strchr(text, ' ') != NULL);
    second = g_utf8_get_char(text) == '\0' ? text : g_utf8_next_char(text);
    if (len == 0 && g_unichar_islower(g_utf8_get_char(text)) && *second == ')')
        len = (size_t) (second - text); /* "a)", "đ)" */
    else
        len += strspn(text + len, "0123456789.IVXLCDM");
    if (len == strspn(text, "("))
        return 0;
    if (text[len] == ')')
        len++;
    else if (text[len - 1] != '.')
        return 0;
    return text[len] == ' ' ? len + 1 : 0;
}

/* TRUE for "Điều 5.", "Chương II", "Mục 1", "Phụ lục". */
static gboolean
is_heading(const char *text)
{
    static const char *const words[] = { "Điều ",   "Chương ", "CHƯƠNG ", "Mục ", "MỤC ",
                                         "Phụ lục", "PHỤ LỤC", "Phần ",   "PHẦN " };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i]))
            return TRUE;
    return FALSE;
}

/* ---- what its place says ----------------------------------------------------------- */

static double
indent(const Place *place)
{
    return place->line->box.x1 - place->extent->x1;
}

/* A centred line, the more exactly the less room there is on its sides; or one that
 * stands on the right, as what is signed does. */
static gboolean
is_set_apart(const Place *place)
{
    double left = indent(place);
    double right = place->extent->x2 - place->line->box.x2;
    double least = MIN(left, right);

    if (left > ASIDE * (place->extent->x2 - place->extent->x1))
        return TRUE;
    return least > EXACTLY_CENTRED * place->size &&
           fabs(left - right) <
               (least > place->size ? CENTRED : EXACTLY_CENTRED) * place->size;
}

/* The width of the line's first word and the blank before it. */
static double
first_word_width(const Place *place)
{
    const char *text = place->line->text;
    size_t n_word = strcspn(text, " ");
    glong n_chars = g_utf8_strlen(text, -1);
    double width = place->line->box.x2 - place->line->box.x1;

    return n_chars == 0 ? 0
                        : width * (double) (g_utf8_strlen(text, (gssize) n_word) + 1) /
                              (double) n_chars;
}

/* TRUE when `next` had no room for its first word at the end of `place`. */
static gboolean
is_full(const Place *place, const Place *next)
{
    double room = place->extent->x2 - place->line->box.x2;

    return room <= first_word_width(next) + ROOM * place->size;
}

/* A first line whose indent happens to be as large as the room at its end, in text that
 * is not justified. */
static gboolean
looks_centred_by_chance(const Place *place, const Place *next)
{
    return indent(place) < HANGING * place->size &&
           indent(next) < SAME_EDGE * next->size && is_full(place, next);
}

/* TRUE when `next` starts further in than a line that goes on would.  `is_first`: `place`
 * is the first line of its paragraph. */
static gboolean
starts_in(const Place *place, const Place *next, gboolean is_first)
{
    double step = indent(next) - indent(place);

    if (indent(next) < INDENT * next->size)
        return FALSE;
    if (fabs(step) < SAME_EDGE * next->size)
        return is_first &&
               (is_ended(place->line->text) || mark_length(next->line->text) > 0);
    return !(is_first && step > 0 && step < HANGING * next->size &&
             mark_length(place->line->text) > 0);
}

static gboolean
starts_list(const Place *place, const Place *next)
{
    return (mark_length(next->line->text) > 0 || is_heading(next->line->text)) &&
           is_ended(place->line->text);
}

/* A few words in capitals: what kind of notice it is, as a rule. */
static gboolean
is_type(const char *text)
{
    return g_utf8_strlen(text, -1) <= MAX_TYPE && !has_small(text);
}

/* Lines that stay lines: the room that makes them one block. */
static double
near_block(const Place *place)
{
    gboolean titled = place->line->column == 0 && is_type(place->line->text);

    return (titled ? NEAR_TYPE : NEAR_BLOCK) * place->size;
}

/* ---- breaks --------------------------------------------------------------------------
 */

/* Both stand in the running text of the page, or in columns of text of one width. */
static gboolean
is_one_flow(const Place *place, const Place *next)
{
    double width = place->extent->x2 - place->extent->x1;
    double other = next->extent->x2 - next->extent->x1;

    if (place->line->column == 0 || next->line->column == 0)
        return place->line->column == next->line->column;
    return place->extent->is_text && next->extent->is_text &&
           fabs(width - other) < SAME_WIDTH * width;
}

/* From the last line of a page, or of a column, to the first of the next. */
static Break
break_over_pages(const Place *place, const Place *next)
{
    if (place->line->is_row && next->line->is_row)
        return NEW_LINE;
    if (!is_one_flow(place, next) ||
        (is_set_apart(place) && !looks_centred_by_chance(place, next)) ||
        is_ended(place->line->text))
        return NEW_PARAGRAPH;
    if (starts_small(next->line->text) && mark_length(next->line->text) == 0)
        return JOIN;
    return is_full(place, next) && indent(next) < INDENT * next->size &&
                   !is_set_apart(next)
               ? JOIN
               : NEW_PARAGRAPH;
}

static Break
break_on_page(const Place *place, const Place *next, gboolean is_first)
{
    double gap = next->line->box.y1 - place->line->box.y2;
    gboolean stay = !place->extent->is_text ||
                    (is_set_apart(place) && !looks_centred_by_chance(place, next));

    if (place->line->is_row && next->line->is_row)
        return NEW_LINE;
    if (place->line->column != next->line->column)
        return gap < -next->size ? break_over_pages(place, next) : NEW_PARAGRAPH;
    if (next->line->is_note && page_note_starts(next->line->text))
        return NEW_PARAGRAPH;
    if (stay)
        return gap < near_block(place) && (is_set_apart(next) || !next->extent->is_text)
                   ? NEW_LINE
                   : NEW_PARAGRAPH;
    if (gap > NEAR * next->size || !is_full(place, next) || is_set_apart(next) ||
        starts_in(place, next, is_first) || starts_list(place, next))
        return NEW_PARAGRAPH;
    return JOIN;
}

/* ---- text
 * ------------------------------------------------------------------------------ */

/* TRUE when a hyphen divides a foreign word: Vietnamese has none within a syllable. */
static gboolean
divides_word(const GString *out, const char *next)
{
    gsize i = out->len - 1;

    if (!g_ascii_islower(*next))
        return FALSE;
    while (i > 0 && out->len - i <= LONGEST_WORD && g_ascii_islower(out->str[i - 1]))
        i--;
    /* Two letters at least on either side, and a blank before. */
    return out->len - 1 - i >= 2 && (i == 0 || out->str[i - 1] == ' ') &&
           g_ascii_islower(next[1]);
}

/* Joins `next` to `out`: with a blank, but not where a word was divided or a number such
 * as "12/2017/" goes on. */
static void
join(GString *out, const char *next)
{
    static const char soft_hyphen[] = "\xC2\xAD";
    int last = out->len == 0 ? '\0' : out->str[out->len - 1];
    int before = out->len < 2 ? '\0' : out->str[out->len - 2];

    if (out->len >= 2 && strcmp(out->str + out->len - 2, soft_hyphen) == 0)
        g_string_truncate(out, out->len - 2);
    else if (last == '-' && before != ' ' && before != '\n' && *next != ' ') {
        if (divides_word(out, next))
            g_string_truncate(out, out->len - 1);
    } else if (!(last == '/' && g_ascii_isdigit(before) && *next != ' '))
        g_string_append_c(out, ' ');
    g_string_append(out, next);
}

typedef struct {
    GString *out;
    Place last;
    gboolean is_first; /* `last` is the first line of its paragraph */
    GArray *notes;     /* (element-type Place) that wait for the paragraph's end */
} Flow;

static Break
find_break(const Flow *flow, const Place *place)
{
    if (flow->last.line == NULL)
        return NEW_LINE;
    return flow->last.line->page == place->line->page
               ? break_on_page(&flow->last, place, flow->is_first)
               : break_over_pages(&flow->last, place);
}

static void
put_line(Flow *flow, Place place, Break kind)
{
    flow->is_first = kind != JOIN;
    if (kind == JOIN) {
        join(flow->out, place.line->text);
    } else {
        g_string_append(flow->out, flow->out->len == 0 ? ""
                                   : kind == NEW_LINE  ? "\n"
                                                       : "\n\n");
        g_string_append(flow->out, place.line->text);
    }
    flow->last = place;
}

static void
put_notes(Flow *flow)
{
    for (unsigned i = 0; i < flow->notes->len; i++) {
        Place note = g_array_index(flow->notes, Place, i);
        Break kind = i == 0 ? NEW_PARAGRAPH : find_break(flow, &note);
        put_line(flow, note, kind);
    }
    g_array_set_size(flow->notes, 0);
}

char *
page_lines_flow(const GArray *lines)
{
    g_autofree unsigned *of_line = g_new0(unsigned, lines->len + 1);
    g_autoptr(GArray) extents = page_extents_new(lines, of_line);
    g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(Place));
    Flow flow = { g_string_new(NULL), { 0 }, TRUE, notes };

    for (unsigned i = 0; i < lines->len; i++) {
        const PageLine *line = &g_array_index(lines, PageLine, i);
        Place place = { line, &g_array_index(extents, PageExtent, of_line[i]),
                        MAX(box_height(line->box), 1) };
        Break kind = JOIN;
        if (line->is_note) {
            g_array_append_val(notes, place);
            continue;
        }
        kind = find_break(&flow, &place);
        if (kind == NEW_PARAGRAPH)
            put_notes(&flow);
        put_line(&flow, place, kind);
    }
    put_notes(&flow);
    if (flow.out->len > 0)
        g_string_append_c(flow.out, '\n');
    return g_string_free(flow.out, FALSE);
}
