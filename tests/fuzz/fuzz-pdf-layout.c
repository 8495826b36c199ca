/* Any words anywhere on any pages: text that is UTF-8 and has every letter of them, in
 * bounded time.  Input: a record a word. */
#include <stdint.h>
#include <string.h>

#include "read/ocr-words.h"
#include "read/pdf-page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* x, width, y, height in points or less, what it is */
#define RECORD 6

enum { NEW_PAGE = 0xE0, NEW_LINE = 0x10, FINE = 0x08, TEXTS = 0x07 };

static const char *const texts[] = { "một",  "12",   "-",         "a)",
                                     "Điều", "CÔNG", "Nơi nhận:", "CỘNG HÒA XÃ HỘI" };

static PageBox
box_of(const uint8_t *record)
{
    double unit = (record[5] & FINE) != 0 ? 0.1 : 3;
    double x = record[0] * unit;
    double y = record[2] * unit + record[3] / 16.0;

    return (PageBox){ x, y, x + record[1] * unit / 4, y + record[4] * unit / 8 };
}

static size_t
count_letters(const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text = g_utf8_next_char(text))
        n += g_unichar_isalpha(g_utf8_get_char(text));
    return n;
}

/* The pages of the input; `n_letters` becomes how many their words have. */
static GPtrArray *
read_pages(const uint8_t *data, size_t size, size_t *n_letters)
{
    GPtrArray *pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_runs_free);
    PageWords *words = page_words_new(600, 800);

    for (; size >= RECORD; size -= RECORD, data += RECORD) {
        const char *text = texts[data[5] & TEXTS];
        page_words_add(words, text, strlen(text), box_of(data),
                       (data[5] & NEW_LINE) != 0);
        *n_letters += count_letters(text);
        if ((data[5] & NEW_PAGE) != NEW_PAGE)
            continue;
        g_ptr_array_add(pages, page_runs_new(words));
        page_words_free(words);
        words = page_words_new(600, 800);
    }
    g_ptr_array_add(pages, page_runs_new(words));
    page_words_free(words);
    return pages;
}

static void
check_flow(const GPtrArray *pages, gboolean all, size_t n_letters)
{
    g_autoptr(GArray) lines = page_lines_new();
    g_autofree char *text = NULL;

    for (unsigned i = 0; i < pages->len; i++)
        page_lines_append(lines, pages->pdata[i], i);
    text = page_lines_flow(lines);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    if (all)
        g_assert_cmpuint(count_letters(text), ==, n_letters);
    else
        g_assert_cmpuint(count_letters(text), <=, n_letters);
}

/* The same bytes as glyphs, and as what the cache has. */
static void
check_other_ways(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_utf8_make_valid((const char *) data, (gssize) size);
    size_t n = MIN(size / sizeof(PageBox), (size_t) g_utf8_strlen(text, -1));
    g_autofree PageBox *boxes = g_malloc(size + sizeof(PageBox));
    g_autoptr(PageWords) words = page_words_new(600, 800);
    g_autoptr(PageRuns) runs = NULL;
    OcrScore score = { 0, 0 };

    memcpy(boxes, data, size);
    page_words_add_glyphs(words, text, boxes, n);
    (void) ocr_words_read(text, words, &score);
    runs = page_runs_new(words);
    g_assert_cmpuint(page_words_count_letters(words), <=, 2 * size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t n_letters = 0;
    g_autoptr(GPtrArray) pages = read_pages(data, size, &n_letters);

    check_flow(pages, TRUE, n_letters);
    page_runs_drop_heads(pages);
    check_flow(pages, FALSE, n_letters);
    check_other_ways(data, size);
    return 0;
}
