/* What TCVN3 does not say by itself.
 *
 * VN3 (ABC), what offices used, has no capitals with a tone: a heading is typed in a
 * font that shows small letters as capitals, so «CỘNG HÒA» is stored as «CộNG HòA».  And
 * where VN1 has those capitals, Windows has its punctuation, which Word puts in.  Both
 * are told by the word that a character stands in.
 *
 * The byte of ư is Windows' soft hyphen, which programs that make PDFs name "hyphen": it
 * is told by what it stands between, «n-ớc» in place of «nước».
 */
#include "encoding-legacy.h"

#include <string.h>

#include "text/letters.h"
#include "text/syllable.h"
#include "text/utf8.h"

typedef struct {
    uint32_t *letters;
    unsigned n;
} Word;

static gboolean
is_letter(uint32_t c)
{
    return letters_class(c) == CHAR_LETTER;
}

/* The first word from *at on, which moves behind it.  FALSE: there is none. */
static gboolean
next_word(const GArray *characters, unsigned *at, Word *word)
{
    uint32_t *all = (uint32_t *) (void *) characters->data;
    unsigned start = *at;

    while (start < characters->len && !is_letter(all[start]))
        start++;
    *at = start;
    while (*at < characters->len && is_letter(all[*at]))
        (*at)++;
    *word = (Word){ all + start, *at - start };
    return word->n > 0;
}

/* The punctuation of Windows that a capital of VN1 may be; 0 for other letters. */
static uint32_t
punctuation_of(uint32_t c)
{
    uint32_t byte = c < 0xC0 ? 0 : legacy_tcvn3_byte(c);
    uint32_t mark = byte < 0x80 || byte > 0x9F ? 0 : legacy_cp1252(byte);

    return mark < 0xA0 || is_letter(mark) ? 0 : mark;
}

/* Quotes, dashes, the ellipsis and the bullet: common, while no word begins with the
 * capitals that have their bytes. */
static gboolean
is_common_punctuation(uint32_t mark)
{
    return (mark >= 0x2013 && mark <= 0x201F) || mark == 0x2022 || mark == 0x2026;
}

static gboolean
is_legal(const Word *word)
{
    char bytes[SYLLABLE_MAX_BYTES * 2];
    size_t len = 0;
    Syllable syllable;

    if (word->n == 0 || word->n > SYLLABLE_MAX_LETTERS)
        return FALSE;
    for (unsigned i = 0; i < word->n; i++)
        len += utf8_put(letters_lower(word->letters[i]), bytes + len);
    return syllable_parse(bytes, len, &syllable);
}

/* Whether the capitals of VN1 in `word` are what they seem. */
static gboolean
are_capitals(const Word *word)
{
    uint32_t first = word->n == 0 ? 0 : word->letters[0];

    if (is_common_punctuation(punctuation_of(first)) || !is_legal(word))
        return FALSE;
    for (unsigned i = 1; i < word->n; i++)
        if (punctuation_of(word->letters[i]) != 0 && word->letters[i - 1] != 0 &&
            letters_lower(word->letters[i - 1]) == word->letters[i - 1])
            return FALSE;
    return TRUE;
}

static void
punctuate(uint32_t *letters, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        uint32_t mark = punctuation_of(letters[i]);
        letters[i] = mark == 0 ? letters[i] : mark;
    }
}

/* How many letters at one end may be punctuation: `step` is 1 from the first, -1 from
 * the last. */
static unsigned
n_doubtful(const Word *word, int step)
{
    unsigned n = 0;

    while (n < word->n &&
           punctuation_of(word->letters[step > 0 ? n : word->n - 1 - n]) != 0)
        n++;
    return n;
}

/* Takes as few letters as can be off the ends of `word` for punctuation. */
static void
punctuate_word(const Word *word)
{
    unsigned n_first = MIN(n_doubtful(word, 1), 3);
    unsigned n_last = MIN(n_doubtful(word, -1), 3);

    for (unsigned cut = 0; cut <= n_first + n_last; cut++)
        for (unsigned first = cut > n_last ? cut - n_last : 0;
             first <= MIN(cut, n_first) && cut < word->n; first++) {
            Word inner = { word->letters + first, word->n - cut };
            if (!are_capitals(&inner))
                continue;
            punctuate(word->letters, first);
            punctuate(inner.letters + inner.n, cut - first);
            return;
        }
    punctuate(word->letters, word->n);
}

static gboolean
has_punctuation(const Word *word)
{
    for (unsigned i = 0; i < word->n; i++)
        if (punctuation_of(word->letters[i]) != 0)
            return TRUE;
    return FALSE;
}

/* The letters before `at`, or from there on. */
static Word
word_beside(const GArray *characters, unsigned at, gboolean before)
{
    uint32_t *all = (uint32_t *) (void *) characters->data;
    unsigned start = at;
    unsigned end = at;

    while (before && start > 0 && is_letter(all[start - 1]))
        start--;
    while (!before && end < characters->len && is_letter(all[end]))
        end++;
    return (Word){ all + start, end - start };
}

/* No capital but the first letter: what stands before a hyphen in a number is one. */
static gboolean
is_small_word(const Word *word)
{
    for (unsigned i = 1; i < word->n; i++)
        if (letters_lower(word->letters[i]) != word->letters[i])
            return FALSE;
    return TRUE;
}

/* Nothing, or a syllable. */
static gboolean
is_good(const Word *word)
{
    return word->n == 0 || is_legal(word);
}

/* A hyphen whose neighbours are syllables only with ư in its place. */
static void
restore_horn(GArray *characters, unsigned at)
{
    Word before = word_beside(characters, at, TRUE);
    Word after = word_beside(characters, at + 1, FALSE);
    uint32_t letters[SYLLABLE_MAX_LETTERS + 1];
    Word whole = { letters, before.n + 1 + after.n };

    if (whole.n < 2 || whole.n > SYLLABLE_MAX_LETTERS || !is_small_word(&before) ||
        (after.n > 0 && letters_lower(after.letters[0]) != after.letters[0]) ||
        !is_small_word(&after) || (is_good(&before) && is_good(&after)))
        return;
    memcpy(letters, before.letters, before.n * sizeof *letters);
    letters[before.n] = U'ư';
    memcpy(letters + before.n + 1, after.letters, after.n * sizeof *letters);
    if (is_legal(&whole))
        g_array_index(characters, uint32_t, at) = U'ư';
}

typedef enum {
    CASE_SMALL,  /* has a small letter of ASCII: no capitals */
    CASE_HIDDEN, /* two capitals, and small letters only where TCVN3 has no others */
    CASE_DOUBT,  /* «Hà»: so too a word with one capital, or none */
    CASE_UPPER,
} WordCase;

static WordCase
case_of(const Word *word)
{
    unsigned n_upper = 0;
    unsigned n_marked = 0;

    for (unsigned i = 0; i < word->n; i++) {
        uint32_t c = word->letters[i];
        if (letters_lower(c) != c)
            n_upper++;
        else if (c < 0x80)
            return CASE_SMALL;
        else
            n_marked++;
    }
    if (n_marked == 0)
        return CASE_UPPER;
    return n_upper >= 2 ? CASE_HIDDEN : CASE_DOUBT;
}

typedef struct {
    Word word;
    WordCase kind;
} CasedWord;

static void
raise_words(const CasedWord *words, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = 0; j < words[i].word.n; j++)
            words[i].word.letters[j] = g_unichar_toupper(words[i].word.letters[j]);
}

/* A word that is no abbreviation: a line in capitals, if there are no small words. */
static gboolean
is_whole_word(const CasedWord *word)
{
    return word->kind == CASE_UPPER && word->word.n >= 3 && is_legal(&word->word);
}

/* Raises a stretch of words without small letters, the next `n` of `all`, when one of
 * them is sure to be in capitals; a doubtful one beside a small word stays. */
static void
raise_stretch(const GArray *all, unsigned start, unsigned n)
{
    const CasedWord *words = (const CasedWord *) (const void *) all->data + start;
    unsigned from = 0;
    unsigned to = n;
    gboolean hidden = FALSE;

    for (unsigned i = 0; i < n; i++)
        hidden |=
            words[i].kind == CASE_HIDDEN || (n == all->len && is_whole_word(words + i));
    if (!hidden)
        return;
    while (start > 0 && words[from].kind == CASE_DOUBT)
        from++;
    while (start + n < all->len && words[to - 1].kind == CASE_DOUBT)
        to--;
    raise_words(words + from, to - from);
}

void
legacy_finish_tcvn3(GArray *characters)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(CasedWord));
    Word word;

    for (unsigned at = 0; at < characters->len; at++)
        if (g_array_index(characters, uint32_t, at) == '-')
            restore_horn(characters, at);
    for (unsigned at = 0; next_word(characters, &at, &word);)
        if (has_punctuation(&word))
            punctuate_word(&word);
    for (unsigned at = 0; next_word(characters, &at, &word);) {
        CasedWord cased = { word, case_of(&word) };
        g_array_append_val(words, cased);
    }
    for (unsigned start = 0, end = 0; start < words->len; start = end + 1) {
        for (end = start; end < words->len; end++)
            if (g_array_index(words, CasedWord, end).kind == CASE_SMALL)
                break;
        if (end > start)
            raise_stretch(words, start, end - start);
    }
}
