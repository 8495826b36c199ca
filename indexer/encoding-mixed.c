/* A phrase of TCVN3 within a line that is Unicode, as when a name is copied from an old
 * file.  It is told word by word, and only where nothing speaks against it. */
#include "encoding-legacy.h"
#include "encoding-private.h"

#include <string.h>

#include "encoding-score.h"
#include "text/letters.h"
#include "text/utf8.h"

#define ENOUGH_OLD 3 /* words that only the old encoding explains */

typedef enum {
    WORD_PLAIN,  /* ASCII, or signs */
    WORD_EITHER, /* letters that both have: «phóng» is «phống» too */
    WORD_OLD,    /* what is a letter in TCVN3 only */
    WORD_MODERN, /* letters that are in Unicode only */
} WordKind;

typedef struct {
    const char *start;
    size_t len;
    WordKind kind;
} MixedWord;

/* Appends what a piece of text is in TCVN3. */
static void
decode_piece(const char *start, size_t len, GArray *characters)
{
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    legacy_units_of_characters(start, len, units);
    legacy_decode(LEGACY_TCVN3, units, characters);
}

static gboolean
is_letter_of_tcvn3(uint32_t c)
{
    char utf8[4];
    g_autoptr(GArray) decoded = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    decode_piece(utf8, utf8_put(c, utf8), decoded);
    return decoded->len == 1 && g_array_index(decoded, uint32_t, 0) != c &&
           letters_get(g_array_index(decoded, uint32_t, 0)) != NULL;
}

static WordKind
kind_of(const char *start, size_t len)
{
    WordKind kind = WORD_PLAIN;

    for (size_t i = 0; i < len;) {
        uint32_t c = utf8_next(start, len, &i);
        if (c < 0x80)
            continue;
        if (letters_get(c) != NULL)
            kind = MAX(kind, c > 0xFF ? WORD_MODERN : WORD_EITHER);
        else if (letters_class(c) == CHAR_MARK)
            kind = WORD_MODERN;
        else if (is_letter_of_tcvn3(c))
            kind = MAX(kind, WORD_OLD);
    }
    return kind;
}

/* (transfer full) (element-type MixedWord) */
static GArray *
list_words(const char *line, size_t len)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(MixedWord));
    const char *end = line + len;

    while (line < end) {
        const char *blank = memchr(line, ' ', (size_t) (end - line));
        MixedWord word = { line, (size_t) ((blank == NULL ? end : blank) - line), 0 };
        word.kind = kind_of(word.start, word.len);
        if (word.len > 0)
            g_array_append_val(words, word);
        line += word.len + 1;
    }
    return words;
}

static const MixedWord *
word_at(const GArray *words, unsigned i)
{
    return &g_array_index(words, MixedWord, i);
}

/* Whether each word from `first` to `last` is Vietnamese in TCVN3. */
static gboolean
is_phrase(const GArray *words, unsigned first, unsigned last)
{
    unsigned n_old = 0;

    for (unsigned i = first; i <= last; i++) {
        const MixedWord *word = word_at(words, i);
        g_autoptr(GArray) decoded = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        Score score = { 0 };
        if (word->kind == WORD_PLAIN)
            continue;
        decode_piece(word->start, word->len, decoded);
        score = score_characters(decoded);
        if (score.n == 0 || score.n_legal < score.n || score.n_letters < 2)
            return FALSE;
        n_old += word->kind == WORD_OLD;
    }
    return n_old >= ENOUGH_OLD;
}

static void
append_decoded(GString *out, const char *start, const char *end)
{
    g_autoptr(GArray) decoded = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    decode_piece(start, (size_t) (end - start), decoded);
    for (unsigned i = 0; i < decoded->len; i++)
        utf8_append(out, g_array_index(decoded, uint32_t, i));
}

gboolean
encoding_append_mixed(GString *out, const char *line, size_t len)
{
    g_autoptr(GArray) words = list_words(line, len);
    const char *done = line;

    for (unsigned i = 0; i < words->len; i++) {
        unsigned last = i;
        const char *start = word_at(words, i)->start;
        if (word_at(words, i)->kind != WORD_OLD)
            continue;
        for (unsigned k = i; k < words->len && word_at(words, k)->kind != WORD_MODERN;
             k++)
            if (word_at(words, k)->kind == WORD_OLD)
                last = k;
        if (is_phrase(words, i, last)) {
            const char *end = word_at(words, last)->start + word_at(words, last)->len;
            g_string_append_len(out, done, start - done);
            append_decoded(out, start, end);
            done = end;
        }
        i = last;
    }
    g_string_append_len(out, done, line + len - done);
    return done > line;
}
