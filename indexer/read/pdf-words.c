/* Glyphs become words. */
#include "read/pdf-page.h"
#include "read/pdf-private.h"

#include <math.h>
#include <string.h>

#define MAX_PLACE 1e6 /* points; what is further away is no place on a page */

typedef enum { TURN_NONE, TURN_UP, TURN_DOWN, TURN_OVER, N_TURNS } Turn;

static void
clear_word(gpointer data)
{
    g_free(((PageWord *) data)->text);
}

PageWords *
page_words_new(double width, double height)
{
    PageWords *words = g_new0(PageWords, 1);

    words->width = width;
    words->height = height;
    words->words = g_array_new(FALSE, FALSE, sizeof(PageWord));
    g_array_set_clear_func(words->words, clear_word);
    return words;
}

void
page_words_free(PageWords *words)
{
    if (words == NULL)
        return;
    g_array_unref(words->words);
    g_free(words);
}

/* Symbol fonts have their bullets in the private use area. */
static gboolean
is_private_bullet(gunichar c)
{
    static const gunichar bullets[] = { 0xF02D, 0xF076, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC };

    for (size_t i = 0; i < G_N_ELEMENTS(bullets); i++)
        if (c == bullets[i])
            return TRUE;
    return FALSE;
}

static gboolean
is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x00A0 || g_unichar_iscntrl(c);
}

/* What a reader sees of `c`: "" for what takes no room, letters for a ligature. */
static void
append_character(GString *out, gunichar c)
{
    static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "ft", "st" };

    if (c >= 0xFB00 && c - 0xFB00 < G_N_ELEMENTS(ligatures))
        g_string_append(out, ligatures[c - 0xFB00]);
    else if (is_private_bullet(c))
        g_string_append_c(out, '-');
    else if (!is_blank(c) && c != 0x200B && c != 0xFEFF)
        g_string_append_unichar(out, c);
}

static gboolean
is_place(PageBox box)
{
    const double sides[] = { box.x1, box.y1, box.x2, box.y2 };

    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
        if (!isfinite(sides[i]) || fabs(sides[i]) > MAX_PLACE)
            return FALSE;
    return TRUE;
}

static PageBox
in_order(PageBox box)
{
    return (PageBox){ MIN(box.x1, box.x2), MIN(box.y1, box.y2), MAX(box.x1, box.x2),
                      MAX(box.y1, box.y2) };
}

/* Adds a word like `word` with this text; what is_sign into brackets. */
static void
add_word(PageWords *words, const char *text, size_t len, PageWord word)
{
    g_autoptr(GString) clean = g_string_sized_new(len + 1);

    if (!is_place(word.box))
        return;
    for (const char *at = text; at < text + len; at = g_utf8_next_char(at))
        append_character(clean, g_utf8_get_char(at));
    if (clean->len == 0)
        return;
    if (word.is_sign) {
        g_string_prepend_c(clean, '[');
        g_string_append_c(clean, ']');
    }
    word.box = in_order(word.box);
    word.text = g_strndup(clean->str, clean->len);
    g_array_append_val(words->words, word);
}

void
page_words_add(
    PageWords *words, const char *text, size_t len, PageBox box, gboolean starts_line)
{
    add_word(words, text, len, (PageWord){ .box = box, .starts_line = starts_line });
}

/* The direction from one character to the next of a word. */
static Turn
turn_between(PageBox a, PageBox b)
{
    double across = b.x1 + b.x2 - a.x1 - a.x2;
    double down = b.y1 + b.y2 - a.y1 - a.y2;

    if (fabs(across) >= fabs(down))
        return across >= 0 ? TURN_NONE : TURN_OVER;
    return down < 0 ? TURN_UP : TURN_DOWN;
}

/* Which way most of the text runs. */
static Turn
find_turn(const char *text, const PageBox *boxes, size_t n_boxes)
{
    size_t n[N_TURNS] = { 0 };
    Turn most = TURN_NONE;

    for (size_t i = 0; i + 1 < n_boxes && *text != '\0'; i++) {
        gunichar c = g_utf8_get_char(text);
        text = g_utf8_next_char(text);
        if (*text == '\0' || is_blank(c) || is_blank(g_utf8_get_char(text)))
            continue;
        if (is_place(boxes[i]) && is_place(boxes[i + 1]))
            n[turn_between(boxes[i], boxes[i + 1])]++;
    }
    for (Turn turn = TURN_NONE; turn < N_TURNS; turn++)
        if (n[turn] > n[most])
            most = turn;
    return most;
}

static PageBox
turn_box(PageBox box, Turn turn, double width, double height)
{
    switch (turn) {
    case TURN_UP:
        return in_order((PageBox){ height - box.y1, box.x1, height - box.y2, box.x2 });
    case TURN_DOWN:
        return in_order((PageBox){ box.y1, width - box.x1, box.y2, width - box.x2 });
    case TURN_OVER:
        return in_order((PageBox){ width - box.x1, height - box.y1, width - box.x2,
                                   height - box.y2 });
    default:
        return in_order(box);
    }
}

typedef enum { APART, BESIDE, SIDEWAYS } Follows;

/* Whether `b` stands where the character after `a` would: beside it, or above or below
 * it in text that runs up or down. */
static Follows
follows(PageBox a, PageBox b)
{
    double size = MAX(MAX(box_height(a), box_height(b)), 1);
    double above = MIN(a.y2, b.y2) - MAX(a.y1, b.y1);
    double beside = MIN(a.x2, b.x2) - MAX(a.x1, b.x1);

    if (above > 0.3 * MIN(box_height(a), box_height(b)))
        return b.x1 - a.x2 < 0.6 * size && b.x1 > a.x1 - size ? BESIDE : APART;
    return beside > 0 && above > -0.6 * size ? SIDEWAYS : APART;
}

typedef struct {
    PageWords *words;
    const char *start;      /* of the word that is open, or NULL */
    PageBox box;            /* of that word */
    PageBox last;           /* of its last character */
    const char *last_start; /* of its word, */
    const char *last_end;   /* behind it */
    gboolean starts_line;
    gboolean is_sideways;
    gboolean is_sign;
} Glyphs;

/* The open word is of digits only. */
static gboolean
is_number(const Glyphs *glyphs, const char *end)
{
    const char *at = glyphs->start;

    while (at < end && g_ascii_isdigit(*at))
        at++;
    return at == end;
}

/* A measure that may be raised to a power: "m2", "10 km3", "106". */
static gboolean
is_measure(const char *start, const char *end)
{
    static const char *const units[] = { "m", "mm", "cm", "dm", "km", "hm", "dam" };
    const char *at = end;
    size_t n = 0;

    while (at > start && g_ascii_isalpha(at[-1]))
        at--;
    n = (size_t) (end - at);
    if (at > start && (unsigned char) at[-1] >= 0x80)
        return FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (n == strlen(units[i]) && memcmp(at, units[i], n) == 0)
            return TRUE;
    return n == 0 && at > start && g_ascii_isdigit(at[-1]);
}

/* Ends the open word before `end`; `starts_line` is of the next. */
static void
end_word(Glyphs *glyphs, const char *end, gboolean starts_line)
{
    if (glyphs->start != NULL)
        add_word(glyphs->words, glyphs->start, (size_t) (end - glyphs->start),
                 (PageWord){ glyphs->box, NULL, glyphs->starts_line, glyphs->is_sideways,
                             glyphs->is_sign });
    if (glyphs->start != NULL || starts_line)
        glyphs->starts_line = starts_line;
    glyphs->start = NULL;
    glyphs->is_sideways = FALSE;
    glyphs->is_sign = FALSE;
}

/* A digit that stands raised behind the last character. */
static gboolean
starts_sign(const Glyphs *glyphs, const char *at, PageBox box)
{
    const char *word = glyphs->start != NULL ? glyphs->start : glyphs->last_start;

    return g_ascii_isdigit(*at) && page_is_raised(box, glyphs->last) &&
           follows(glyphs->last, box) == BESIDE && word != NULL &&
           !is_measure(word, glyphs->last_end);
}

/* Ends the open word where the raised number of a note begins or ends. */
static void
divide_sign(Glyphs *glyphs, const char *at, PageBox box)
{
    if (glyphs->is_sign && g_ascii_isdigit(*at) && box.y2 <= glyphs->last.y2 + 1)
        return;
    if (glyphs->start != NULL && is_number(glyphs, at) &&
        page_is_raised(glyphs->last, box))
        glyphs->is_sign = TRUE;
    if (glyphs->is_sign) {
        end_word(glyphs, at, FALSE);
    } else if (starts_sign(glyphs, at, box)) {
        end_word(glyphs, at, FALSE);
        glyphs->starts_line = FALSE;
        glyphs->is_sign = TRUE;
    }
}

static void
add_glyph(Glyphs *glyphs, const char *at, PageBox box)
{
    gboolean is_mark = g_unichar_ismark(g_utf8_get_char(at));
    Follows how = is_mark || glyphs->start == NULL ? BESIDE : follows(glyphs->last, box);

    if (how == APART)
        end_word(glyphs, at, TRUE);
    else if (how == BESIDE && !is_mark)
        divide_sign(glyphs, at, box);
    glyphs->is_sideways = glyphs->is_sideways || how == SIDEWAYS;
    if (glyphs->start == NULL) {
        glyphs->start = at;
        glyphs->box = box;
    }
    box_widen(&glyphs->box, box);
    if (!is_mark)
        glyphs->last = box;
    glyphs->last_start = glyphs->start;
    glyphs->last_end = g_utf8_next_char(at);
}

void
page_words_add_glyphs(PageWords *words,
                      const char *text,
                      const PageBox *boxes,
                      size_t n_boxes)
{
    Turn turn = find_turn(text, boxes, n_boxes);
    Glyphs glyphs = { .words = words, .starts_line = TRUE };
    double width = words->width;
    double height = words->height;

    for (size_t i = 0; i < MIN(n_boxes, PAGE_MAX_GLYPHS) && *text != '\0'; i++) {
        gunichar c = g_utf8_get_char(text);
        if (is_blank(c))
            end_word(&glyphs, text, c == '\n');
        else if (is_place(boxes[i]))
            add_glyph(&glyphs, text, turn_box(boxes[i], turn, width, height));
        text = g_utf8_next_char(text);
    }
    end_word(&glyphs, text, TRUE);
    page_place_signs(words->words);
    if (turn == TURN_UP || turn == TURN_DOWN) {
        words->width = height;
        words->height = width;
    }
}

size_t
page_words_count_letters(const PageWords *words)
{
    size_t n = 0;

    for (unsigned i = 0; i < words->words->len; i++) {
        const char *at = g_array_index(words->words, PageWord, i).text;
        for (; *at != '\0'; at = g_utf8_next_char(at))
            n += g_unichar_isalnum(g_utf8_get_char(at));
    }
    return n;
}
