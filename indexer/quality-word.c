#include "quality-word.h"

#include "encoding-score.h"
#include "text/letters.h"
#include "text/syllable.h"
#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

/* Seven letters with two marks each, decomposed. */
#define LEGAL_MAX_BYTES 64

/* What a word is made of. */
typedef struct {
    unsigned n; /* code points */
    unsigned n_letters;
    unsigned n_digits;
    unsigned n_upper;
    unsigned n_marked;  /* letters outside ASCII */
    unsigned n_foreign; /* letters that Vietnamese has not, beside f j w z */
    unsigned n_dstroke;
    unsigned n_lookalikes;
    unsigned n_replacements;
} Makeup;

static gboolean
is_lookalike(uint32_t c)
{
    switch (c) {
#define LOOKALIKE(c, latin) case c:
#include "text/rules.def"
        return TRUE;
    default:
        return FALSE;
    }
}

static Makeup
take_apart(const char *utf8, size_t len)
{
    Makeup makeup = { 0 };

    for (size_t i = 0; i < len; makeup.n++) {
        uint32_t c = utf8_next(utf8, len, &i);
        CharClass class = letters_class(c);
        makeup.n_replacements += c == UTF8_BAD;
        makeup.n_digits += class == CHAR_DIGIT;
        if (class != CHAR_LETTER)
            continue;
        makeup.n_letters++;
        makeup.n_upper += letters_lower(c) != c;
        makeup.n_marked += c >= 0x80;
        makeup.n_dstroke += letters_lower(c) == U'đ';
        makeup.n_foreign += letters_get(c) == NULL;
        makeup.n_lookalikes += is_lookalike(c);
    }
    return makeup;
}

/* In canonical form, as marks may stand apart. */
static gboolean
is_legal(const char *utf8, size_t len)
{
    g_autofree char *canonical = len > LEGAL_MAX_BYTES ? NULL : text_canonical(utf8, len);

    return canonical != NULL && score_is_legal(canonical, strlen(canonical));
}

/* The start of a syllable that stands alone; one letter may number a list. */
static gboolean
is_bare_onset(const char *utf8, size_t len)
{
    static const char *const onsets[] = {
#define ONSET(onset) onset,
#include "text/rules.def"
    };

    for (size_t i = 0; i < G_N_ELEMENTS(onsets); i++)
        if (len > 1 && strlen(onsets[i]) == len && strncmp(onsets[i], utf8, len) == 0)
            return strcmp(onsets[i], "gi") != 0 && strcmp(onsets[i], "tr") != 0;
    return FALSE;
}

/* Whether the word is legal with letters for its digits, one 0 or 1. */
static gboolean
has_digit_for_letter(const char *utf8, size_t len)
{
    static const char pairs[][2] = { { '0', 'o' }, { '1', 'i' }, { '1', 'l' } };
    g_autofree char *word = g_strndup(utf8, len);
    gboolean legal = FALSE;

    for (size_t i = 0; !legal && i < G_N_ELEMENTS(pairs); i++) {
        char *at = strchr(word, pairs[i][0]);
        if (at == NULL)
            continue;
        *at = pairs[i][1];
        legal = is_legal(word, len);
        *at = pairs[i][0];
    }
    return legal;
}

/* Words of several syllables that are written as one; what would be two run together. */
static gboolean
is_loan(const char *utf8, size_t len)
{
    static const char *const loans[] = {
        "axít",      "balô",   "bêtông",   "canô",    "căngtin", "centimét", "êkíp",
        "êkip",      "ête",    "filê",     "kilômet", "kilômét", "kiốt",     "milimét",
        "môtô",      "nilon",  "nilông",   "nitơ",    "ôliu",    "ôtô",      "ôxi",
        "ôxy",       "panô",   "patê",     "urê",     "vắcxin",  "văcxin",   "vôlê",
        "xìcăngđan", "ximăng", "đazinăng", "đôla",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(loans); i++)
        if (strlen(loans[i]) == len && strncmp(loans[i], utf8, len) == 0)
            return TRUE;
    return FALSE;
}

static unsigned
judge_letters(const Makeup *makeup, const char *utf8, size_t len)
{
    gboolean ascii = makeup->n_marked == makeup->n_dstroke;

    if (is_legal(utf8, len))
        return WORD_COUNTED | WORD_LEGAL | WORD_GOOD;
    if (makeup->n_upper == makeup->n_letters && makeup->n > 1 && ascii)
        return WORD_GOOD; /* an abbreviation */
    unsigned counted = makeup->n_letters <= SYLLABLE_MAX_LETTERS ? WORD_COUNTED : 0;
    if (makeup->n_upper > 0 || makeup->n < 2 || makeup->n_foreign > 0 ||
        is_loan(utf8, len))
        return counted;
    if (makeup->n_marked > 0 || is_bare_onset(utf8, len))
        return counted | WORD_SUSPECT;
    return counted;
}

static unsigned
judge_digits(const Makeup *makeup, const char *utf8, size_t len)
{
    if (makeup->n_letters < 2 || makeup->n_digits > 1 || makeup->n_upper > 0 ||
        !has_digit_for_letter(utf8, len))
        return WORD_GOOD;
    return WORD_SUSPECT;
}

WordQuality
word_judge(const char *utf8, size_t len)
{
    Makeup makeup = take_apart(utf8, len);
    WordQuality quality = {
        .n_lookalikes = (uint8_t) MIN(makeup.n_lookalikes, UINT8_MAX),
        .n_replacements = (uint8_t) MIN(makeup.n_replacements, UINT8_MAX),
    };

    if (makeup.n_lookalikes > 0 || makeup.n_replacements > 0)
        quality.flags =
            WORD_WRONG | (makeup.n <= SYLLABLE_MAX_LETTERS ? WORD_COUNTED : 0);
    else if (makeup.n_digits > 0)
        quality.flags = (uint8_t) judge_digits(&makeup, utf8, len);
    else if (makeup.n_letters > 0)
        quality.flags = (uint8_t) judge_letters(&makeup, utf8, len);
    else
        quality.flags = WORD_GOOD;
    return quality;
}
