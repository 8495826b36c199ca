#include "encoding-score.h"

#include <string.h>

#include "text/letters.h"
#include "text/syllable.h"
#include "text/utf8.h"

typedef struct {
    char bytes[(SYLLABLE_MAX_LETTERS + 1) * 4];
    size_t len;
    unsigned n;
    gboolean marked; /* has one outside ASCII */
    gboolean vowel;  /* other than Đ */
    gboolean small;  /* has a small letter */
    gboolean small_marked;
    gboolean mixed; /* a capital behind one, one of the two with a mark: «bỐ» «ộN» */
} Run;

gboolean
score_is_legal(const char *utf8, size_t len)
{
    Syllable syllable;
    char last = '\0';

    if (!syllable_parse(utf8, len, &syllable))
        return FALSE;
    last = syllable.plain[strlen(syllable.plain) - 1];
    if (last != 'c' && last != 'p' && last != 't' &&
        !g_str_has_suffix(syllable.plain, "ch"))
        return TRUE;
    return syllable.tone >= 4 || (syllable.tone == 0 && g_str_is_ascii(syllable.plain));
}

/* TB, UBND, QĐ: capitals that are no syllable say nothing of an encoding. */
static gboolean
is_abbreviation(const Run *run)
{
    return run->n > 1 && !run->small && !run->vowel;
}

static void
end_run(Score *score, Run *run)
{
    gboolean legal = run->n > 0 && run->n <= SYLLABLE_MAX_LETTERS && !run->mixed &&
                     score_is_legal(run->bytes, run->len);

    if (legal ||
        (run->n > 0 && run->n <= SYLLABLE_MAX_LETTERS && !is_abbreviation(run))) {
        score->n++;
        score->n_legal += legal;
        score->n_marked += legal && run->marked;
        score->n_letters += legal ? run->n : 0;
        score->n_beyond += run->marked;
    }
    *run = (Run){ .n = 0 };
}

static void
add_letter(Run *run, uint32_t c)
{
    uint32_t lower = letters_lower(c);

    if (run->n++ < SYLLABLE_MAX_LETTERS)
        run->len += utf8_put(lower, run->bytes + run->len);
    run->marked |= c >= 0x80;
    run->vowel |= c >= 0x80 && lower != U'đ';
    run->mixed |= lower != c && (run->small_marked || (run->small && c >= 0x80));
    run->small |= lower == c;
    run->small_marked |= lower == c && c >= 0x80;
}

Score
score_characters(const GArray *characters)
{
    Score score = { 0 };
    Run run = { .n = 0 };

    for (unsigned i = 0; i < characters->len; i++) {
        uint32_t c = g_array_index(characters, uint32_t, i);
        if (letters_class(c) == CHAR_LETTER || c == UTF8_BAD)
            add_letter(&run, c);
        else
            end_run(&score, &run);
    }
    end_run(&score, &run);
    return score;
}

double
score_share(const Score *score)
{
    return score->n == 0 ? 1 : (double) score->n_legal / score->n;
}

/* So many words outside ASCII, and so large a share of legal words in all, are needed. */
#define ENOUGH_BEYOND 5
#define NAMES_AT_MOST 0.7

double
score_merit(const Score *score)
{
    double share = score_share(score);

    if (score->n_beyond < ENOUGH_BEYOND || share < NAMES_AT_MOST)
        return share;
    return MAX(share, (double) score->n_marked / score->n_beyond);
}
