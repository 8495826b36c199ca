#include "text/text.h"

#include <string.h>

#include "letters.h"
#include "repair.h"
#include "utf8.h"

/* Bytes of a key: the letters, LEVEL, the tones, LEVEL, K1 itself (so that only
 * what is equal is equal).  Other scripts are their UTF-8, all above. */
#define LEVEL 0x01
#define BETWEEN_WORDS 0x02
#define DIGITS 0x10
#define LETTERS 0x20

#define TONES 0x02      /* and the tone, 0 to 5 */
#define OTHER_MARK 0x08 /* a mark that is no tone */

/* Letters in order; a shape makes another letter, a tone does not (C.10). */
static const uint32_t alphabet[] = U"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

static void
append_letter(GString *out, uint32_t plain)
{
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(alphabet); i++) {
        if (alphabet[i] == plain) {
            g_string_append_c(out, (char) (LETTERS + i));
            return;
        }
    }
    utf8_append(out, plain);
}

/* A letter that is not in the table: its base, then its marks. */
static void
append_other(GString *letters, GString *tones, uint32_t c)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    repair_decompose(c, parts);
    for (guint i = 0; i < parts->len; i++) {
        uint32_t part = g_array_index(parts, uint32_t, i);
        unsigned tone = letters_tone_of(part);

        if (letters_class(part) == CHAR_MARK) {
            g_string_append_c(tones, (char) (tone != 0 ? TONES + tone : OTHER_MARK));
        } else {
            append_letter(letters, part);
            g_string_append_c(tones, TONES);
        }
    }
}

static void
append_char(GString *letters, GString *tones, uint32_t c)
{
    const Letter *letter = letters_get(c);

    if (letter != NULL) {
        append_letter(letters, letter->plain);
        g_string_append_c(tones, (char) (TONES + letter->tone));
    } else if (c < 0x80) {
        g_string_append_c(letters, (char) (DIGITS + (c - '0')));
        g_string_append_c(tones, TONES);
    } else {
        append_other(letters, tones, c);
    }
}

char *
text_sort_key(const char *utf8, size_t len)
{
    g_autofree char *k1 = text_canonical(utf8, len);
    g_autoptr(GString) tones = g_string_new(NULL);
    GString *key = g_string_new(NULL);
    size_t k1_len = strlen(k1);
    gboolean between = FALSE;

    for (size_t at = 0; at < k1_len;) {
        uint32_t c = utf8_next(k1, k1_len, &at);

        if (letters_class(c) == CHAR_OTHER) {
            between = key->len > 0;
            continue;
        }
        if (between) {
            g_string_append_c(key, BETWEEN_WORDS);
            g_string_append_c(tones, TONES);
            between = FALSE;
        }
        append_char(key, tones, c);
    }
    g_string_append_c(key, LEVEL);
    g_string_append_len(key, tones->str, (gssize) tones->len);
    g_string_append_c(key, LEVEL);
    g_string_append_len(key, k1, (gssize) k1_len);
    return g_string_free(key, FALSE);
}
