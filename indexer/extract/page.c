#include "page.h"

#include "text/text.h"

#include <string.h>

#define HEAD_LINES 1000
#define TAIL_LINES 3000

static size_t
count_lines(const char *text, size_t len)
{
    size_t n = 1;

    for (const char *at = text; (at = memchr(at, '\n', len - (size_t) (at - text))); at++)
        n++;
    return n;
}

Page *
page_new(const char *text)
{
    Page *page = g_new0(Page, 1);
    size_t n = 0;

    page->text = text;
    page->len = strlen(text);
    page->lines = g_array_new(FALSE, TRUE, sizeof(PageLine));
    page->strings = g_string_chunk_new(1024);
    n = count_lines(text, page->len);
    for (size_t i = 0, start = 0; i < n; i++) {
        const char *newline = memchr(text + start, '\n', page->len - start);
        size_t end = newline == NULL ? page->len : (size_t) (newline - text);
        PageLine line = { .start = start, .end = end, .number = i + 1 };
        line.paragraph = end - start > PAGE_LINE_MAX_BYTES;
        if (i < HEAD_LINES || i + TAIL_LINES >= n)
            g_array_append_val(page->lines, line);
        start = end + 1;
    }
    return page;
}

void
page_free(Page *page)
{
    g_array_unref(page->lines);
    g_string_chunk_free(page->strings);
    g_free(page);
}

/* Marks of Markdown and ornaments of the scan. */
static gboolean
is_mark(const char *at)
{
    return strchr("*#|_ \t", *at) != NULL || g_str_has_prefix(at, "☆") ||
           g_str_has_prefix(at, "\xC2\xA0");
}

static void
make_plain(const Page *page, PageLine *line)
{
    g_autoptr(GString) raw = g_string_new(NULL);
    size_t glued = 0;
    g_autofree char *first = NULL;
    g_autofree char *rest = NULL;
    g_autofree char *plain = NULL;
    g_autofree char *key = NULL;

    for (const char *at = page->text + line->start; at < page->text + line->end;
         at = g_utf8_next_char(at)) {
        if (!is_mark(at))
            g_string_append_len(raw, at, g_utf8_next_char(at) - at);
        else if (raw->len > 0 && raw->str[raw->len - 1] != ' ')
            g_string_append_c(raw, ' ');
        if (glued == 0 && g_str_has_prefix(at, "**"))
            glued = raw->len;
    }
    first = text_display(raw->str, glued);
    rest = text_display(raw->str + glued, raw->len - glued);
    plain = g_strchomp(g_strconcat(first, rest, NULL));
    key = text_fold(plain, strlen(plain));
    line->glued = MIN(strlen(first), strlen(plain));
    line->plain = g_string_chunk_insert(page->strings, plain);
    line->key = g_string_chunk_insert(page->strings, key);
}

const PageLine *
page_line(const Page *page, unsigned i)
{
    PageLine *line = &g_array_index(page->lines, PageLine, i);

    if (line->plain != NULL)
        return line;
    if (line->paragraph)
        line->plain = line->key = "";
    else
        make_plain(page, line);
    return line;
}

static uint64_t
count_newlines(const char *from, const char *end)
{
    uint64_t n = 0;

    for (; from < end; from++) {
        from = memchr(from, '\n', (size_t) (end - from));
        if (from == NULL)
            break;
        n++;
    }
    return n;
}

/* From where the last one was, forwards or back: lists of numbers go back a little. */
uint64_t
page_number_at(Page *page, size_t at)
{
    const char *cursor = page->text + page->cursor;

    if (page->cursor_line == 0)
        page->cursor_line = 1;
    if (at < page->cursor)
        page->cursor_line -= count_newlines(page->text + at, cursor);
    else
        page->cursor_line += count_newlines(cursor, page->text + at);
    page->cursor = at;
    return page->cursor_line;
}

gboolean
page_is_blank(const Page *page, unsigned i)
{
    return !g_array_index(page->lines, PageLine, i).paragraph &&
           *page_line(page, i)->plain == '\0';
}

gboolean
page_is_capitals(const char *utf8, size_t len)
{
    gboolean upper = FALSE;

    for (const char *at = utf8; at < utf8 + len; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_islower(c))
            return FALSE;
        upper = upper || g_unichar_isupper(c);
    }
    return upper;
}

gboolean
page_has_word(const char *key, const char *word)
{
    return g_str_has_prefix(key, word) &&
           !g_unichar_isalnum(g_utf8_get_char(key + strlen(word)));
}
