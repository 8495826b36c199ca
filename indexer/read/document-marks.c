/* Marked text: pieces, and what stands between them. */
#include "read/document-private.h"
#include "text/syllable.h"
#include "text/text.h"

#include <string.h>

#define MARK_MAX                                                                         \
    (DOCUMENT_MARK +                                                                     \
     (DOCUMENT_BOLD | DOCUMENT_ITALIC | DOCUMENT_CAPS | DOCUMENT_FONT_CAPS))

static gboolean
is_mark(char byte)
{
    return byte >= DOCUMENT_MARK && byte <= MARK_MAX;
}

gboolean
document_next_piece(const char **at, unsigned *marks, DocumentPiece *piece)
{
    const char *end = NULL;

    while (is_mark(**at))
        *marks = (unsigned) (*(*at)++ - DOCUMENT_MARK);
    for (end = *at; *end != '\0' && !is_mark(*end); end++)
        ;
    *piece = (DocumentPiece){ *at, (size_t) (end - *at), *marks };
    *at = end;
    return piece->len > 0;
}

/* Signs without width; but not U+00AD, which is a letter of TCVN3. */
static gboolean
is_invisible(gunichar c)
{
    return c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

/* In a font of TCVN3 small letters look like capitals; encoding.h knows the others by
 * those of ASCII, which are made capital here.  Text in Unicode never looked so. */
static void
raise_ascii(GString *text)
{
    for (const char *at = text->str; *at != '\0'; at = g_utf8_next_char(at))
        if (g_utf8_get_char(at) > 0xFF)
            return;
    g_string_ascii_up(text);
}

char *
document_piece_text(const DocumentPiece *piece)
{
    const char *end = piece->text + piece->len;
    GString *out = g_string_sized_new(piece->len);
    char *upper = NULL;

    for (const char *at = piece->text; at < end; at = g_utf8_next_char(at))
        if (!is_invisible(g_utf8_get_char(at)))
            g_string_append_len(out, at, g_utf8_next_char(at) - at);
    if (piece->marks & DOCUMENT_FONT_CAPS)
        raise_ascii(out);
    if ((piece->marks & DOCUMENT_CAPS) == 0)
        return g_string_free(out, FALSE);
    upper = g_utf8_strup(out->str, (gssize) out->len);
    g_string_free(out, TRUE);
    return upper;
}

char *
document_plain(const char *marked)
{
    GString *out = g_string_sized_new(strlen(marked));
    DocumentPiece piece;
    unsigned marks = 0;

    while (document_next_piece(&marked, &marks, &piece)) {
        g_autofree char *text = document_piece_text(&piece);
        g_string_append(out, text);
    }
    return g_string_free(out, FALSE);
}

static gboolean
is_letter_at(const char *at)
{
    return g_unichar_isalpha(g_utf8_get_char(at)) ||
           g_unichar_ismark(g_utf8_get_char(at));
}

/* Where the letters start that end at `end`. */
static const char *
letters_before(const char *start, const char *end)
{
    while (end > start) {
        const char *previous = g_utf8_prev_char(end);
        if (!is_letter_at(previous))
            break;
        end = previous;
    }
    return end;
}

static const char *
letters_after(const char *at)
{
    while (*at != '\0' && is_letter_at(at))
        at = g_utf8_next_char(at);
    return at;
}

static gboolean
is_syllable(const char *utf8, size_t len)
{
    g_autofree char *canonical = text_canonical(utf8, len);
    Syllable syllable;

    return syllable_parse(canonical, strlen(canonical), &syllable);
}

/* TRUE when a syllable ends and one starts at `mark`, a run of marks of which `after`
 * is the end. */
static gboolean
glues_syllables(const char *start, const char *mark, const char *after)
{
    const char *left = letters_before(start, mark);
    const char *right = letters_after(after);
    g_autofree char *both = NULL;

    if (left == mark || right == after ||
        mark - left + (right - after) > 2 * TEXT_WORD_MAX_BYTES)
        return FALSE;
    both = g_strdup_printf("%.*s%.*s", (int) (mark - left), left, (int) (right - after),
                           after);
    return is_syllable(left, (size_t) (mark - left)) &&
           is_syllable(after, (size_t) (right - after)) &&
           !is_syllable(both, strlen(both));
}

char *
document_part_syllables(const char *marked)
{
    GString *out = g_string_sized_new(strlen(marked) + 1);
    const char *start = marked;

    while (*marked != '\0') {
        const char *mark = marked;
        const char *after = NULL;
        while (*mark != '\0' && !is_mark(*mark))
            mark++;
        for (after = mark; is_mark(*after); after++)
            ;
        g_string_append_len(out, marked, mark - marked);
        if (mark > start && *after != '\0' && glues_syllables(start, mark, after))
            g_string_append_c(out, ' ');
        g_string_append_len(out, mark, after - mark);
        start = after;
        marked = after;
    }
    return g_string_free(out, FALSE);
}
