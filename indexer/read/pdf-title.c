#include "read/pdf-title.h"

#include "text/text.h"

#include <string.h>

#define MIN_WORDS 4
#define MAX_BYTES 1000
#define TEXT_BYTES 4000 /* the title stands within so much of the text's start */

/* The words of `text`, folded, with one blank around each.  (transfer full) */
static char *
list_words(const char *text, size_t len, unsigned *n_words)
{
    g_autofree char *folded = text_fold(text, len);
    GString *out = g_string_new(" ");

    *n_words = 0;
    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalnum(c))
            g_string_append_unichar(out, c);
        else if (out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    if (out->str[out->len - 1] != ' ')
        g_string_append_c(out, ' ');
    for (gsize i = 1; i < out->len; i++)
        *n_words += out->str[i] == ' ';
    return g_string_free(out, FALSE);
}

gboolean
pdf_title_is_of(const char *title, const char *text)
{
    size_t len = strlen(text);
    unsigned n_words = 0;
    unsigned n_text = 0;
    g_autofree char *start = NULL;
    g_autofree char *words = NULL;

    if (!g_utf8_validate(title, -1, NULL) || strlen(title) > MAX_BYTES)
        return FALSE;
    if (len > TEXT_BYTES) {
        len = TEXT_BYTES;
        while (len > 0 && (text[len] & 0xC0) == 0x80)
            len--;
    }
    start = list_words(text, len, &n_text);
    words = list_words(title, strlen(title), &n_words);
    return n_words >= MIN_WORDS && strstr(start, words) != NULL;
}
