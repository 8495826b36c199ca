/* Windows of text around a place, and the sentence that it stands in. */
#include "reading.h"
#include "text/text.h"

#include <string.h>

#define SENTENCE_MAX_BYTES 400 /* on either side */

static size_t
char_start(const char *text, size_t at)
{
    while (((unsigned char) text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

static char *
canonical_line(const char *text, size_t len)
{
    g_autofree char *flat = g_strdelimit(g_strndup(text, len), "\n", ' ');

    return text_canonical(flat, len);
}

char *
extract_before(const Extract *extract, size_t at, size_t max)
{
    const char *text = extract->page->text;
    size_t start = at > max ? char_start(text, at - max) : 0;

    return canonical_line(text + start, at - start);
}

char *
extract_after(const Extract *extract, size_t at, size_t max)
{
    const char *text = extract->page->text + at;
    size_t len = extract->page->len - at;

    return canonical_line(text, len > max ? char_start(text, max) : len);
}

static gboolean
ends_sentence(const char *text, size_t at)
{
    return (text[at] == '.' || text[at] == ';') &&
           (text[at + 1] == ' ' || text[at + 1] == '\n' || text[at + 1] == '\0');
}

char *
extract_sentence(const Extract *extract, size_t start, size_t end)
{
    const char *text = extract->page->text;
    size_t low = start;
    size_t high = start;
    g_autofree char *sentence = NULL;

    while (low > 0 && text[low - 1] != '\n' && start - low < SENTENCE_MAX_BYTES &&
           !ends_sentence(text, low - 1))
        low--;
    while (
        text[high] != '\0' && text[high] != '\n' &&
        (high < end || (!ends_sentence(text, high) && high - end < SENTENCE_MAX_BYTES)))
        high++;
    low = char_start(text, low);
    high = text[high] == '\0' ? high : char_start(text, high);
    sentence = g_strstrip(g_strndup(text + low, high - low));
    return extract_keep(extract, sentence);
}

static gboolean
is_in(const Extract *extract, LineRange range, size_t at)
{
    const GArray *lines = extract->page->lines;

    return range.first < range.end &&
           at >= g_array_index(lines, PageLine, range.first).start &&
           at <= g_array_index(lines, PageLine, range.end - 1).end;
}

gboolean
extract_is_attached(const Extract *extract, size_t at)
{
    return is_in(extract, extract->zones.stamp, at) ||
           is_in(extract, extract->zones.copy, at);
}
