#include "text/text.h"

#include <string.h>

#include "keys.h"
#include "letters.h"
#include "repair.h"
#include "utf8.h"

static gboolean
fold_alike(const char *typed, const char *candidate)
{
    g_autoptr(GString) a = g_string_new(NULL);
    g_autoptr(GString) b = g_string_new(NULL);

    keys_append_folded(a, typed, strlen(typed));
    keys_append_folded(b, candidate, strlen(candidate));
    return g_string_equal(a, b);
}

/* The word's letters, each with its marks behind it (element-type uint32_t). */
static GArray *
taken_apart(const char *k1)
{
    GArray *chars = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    size_t len = strlen(k1);

    for (size_t at = 0; at < len;) {
        repair_decompose(utf8_next(k1, len, &at), chars);
    }
    return chars;
}

static uint32_t
char_at(const GArray *chars, guint at)
{
    return at < chars->len ? g_array_index(chars, uint32_t, at) : 0;
}

static gboolean
is_mark(uint32_t c)
{
    return letters_class(c) == CHAR_MARK;
}

/* Whether `mark` is one of the marks that stand at `from`. */
static gboolean
bears(const GArray *chars, guint from, uint32_t mark)
{
    for (guint at = from; is_mark(char_at(chars, at)); at++) {
        if (char_at(chars, at) == mark) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Moves *from behind the first `mark` at or after it. */
static gboolean
find_mark(const GArray *chars, guint *from, uint32_t mark)
{
    while (*from < chars->len) {
        if (char_at(chars, (*from)++) == mark) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Shapes are compared letter by letter, tones in their order only: where a tone
 * stands depends on shapes that may be missing ("thủo" is "thuở"). */
gboolean
text_marks_agree(const char *typed, const char *candidate)
{
    g_autoptr(GArray) marks = NULL;
    g_autoptr(GArray) chars = NULL;
    guint letter_marks = 0; /* where the letter's marks start in chars */
    guint tones = 0;

    if (!fold_alike(typed, candidate)) {
        return FALSE;
    }
    marks = taken_apart(typed);
    chars = taken_apart(candidate);
    for (guint i = 0; i < marks->len; i++) {
        uint32_t c = char_at(marks, i);

        if (!is_mark(c)) {
            while (is_mark(char_at(chars, letter_marks))) {
                letter_marks++;
            }
            if (c == U'đ' && char_at(chars, letter_marks) != U'đ') {
                return FALSE;
            }
            letter_marks++;
        } else if (letters_tone_of(c) != 0 ? !find_mark(chars, &tones, c)
                                           : !bears(chars, letter_marks, c)) {
            return FALSE;
        }
    }
    return TRUE;
}
