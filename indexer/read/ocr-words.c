#include "read/ocr-words.h"

#include <stdio.h>
#include <string.h>

#define UNIT 0.01 /* points */
#define MAX_BYTES_OF_WORD 4000

/* x1 y1 x2 y2 confidence starts-line word */
#define LINE "%d %d %d %d %d %d "

void
ocr_words_write(
    GString *out, const char *word, PageBox box, int confidence, gboolean starts_line)
{
    if (strpbrk(word, " \n") != NULL || *word == '\0' || strlen(word) > MAX_BYTES_OF_WORD)
        return;
    g_string_append_printf(out, LINE "%s\n", (int) (box.x1 / UNIT), (int) (box.y1 / UNIT),
                           (int) (box.x2 / UNIT), (int) (box.y2 / UNIT), confidence,
                           starts_line != FALSE, word);
}

typedef struct {
    PageBox box;
    int confidence;
    gboolean starts_line;
    const char *word;
    size_t len;
} Word;

/* Reads one number and the blank after it; NULL when there is none. */
static const char *
read_number(const char *at, int *number)
{
    char *end = NULL;
    long value = 0;

    if (*at != '-' && !g_ascii_isdigit(*at))
        return NULL;
    value = strtol(at, &end, 10);
    if (*end != ' ' || value < -G_MAXINT || value > G_MAXINT)
        return NULL;
    *number = (int) value;
    return end + 1;
}

static gboolean
read_line(const char *at, Word *word)
{
    int n[6] = { 0 };

    for (size_t i = 0; at != NULL && i < G_N_ELEMENTS(n); i++)
        at = read_number(at, &n[i]);
    if (at == NULL || n[4] < 0 || n[4] > 100)
        return FALSE;
    word->box = (PageBox){ n[0] * UNIT, n[1] * UNIT, n[2] * UNIT, n[3] * UNIT };
    word->confidence = n[4];
    word->starts_line = n[5] != 0;
    word->word = at;
    word->len = strcspn(at, "\n");
    return word->len > 0 && at[word->len] == '\n';
}

gboolean
ocr_words_read(const char *text, PageWords *words, OcrScore *score)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Word));
    Word word = { 0 };

    if (!g_utf8_validate(text, -1, NULL))
        return FALSE;
    for (; *text != '\0'; text = word.word + word.len + 1) {
        if (!read_line(text, &word))
            return FALSE;
        g_array_append_val(all, word);
    }
    for (unsigned i = 0; i < all->len; i++) {
        const Word *at = &g_array_index(all, Word, i);
        page_words_add(words, at->word, at->len, at->box, at->starts_line);
        score->n_words++;
        score->confidence += (unsigned) at->confidence;
    }
    return TRUE;
}
