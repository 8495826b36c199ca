/* pdf-lines - lines on pages, as tests of the pure part of reading PDF set them. */
#pragma once

#include "read/pdf-page.h"

#include <string.h>

#define HEIGHT 12.0
#define CHAR 6.0      /* the width of a character */
#define CENTRE (-1.0) /* in place of a left end: in the middle of a full line */

#define SMALL_HEIGHT 9.0
#define SMALL '~' /* in front of a text: in smaller type */

/* A line of text, its left end and its number from the top of the page. */
typedef struct {
    unsigned page;
    double x, line;
    const char *text;
} Line;

/* A line as wide as the text; another, and a third. */
#define REST                                                                             \
    "hai chữ của một dòng đầy đủ cho đến tận lề bên phải của trang giấy này ạ rồi"
#define FULL "Mười " REST
#define GOES_ON "mườu " REST
#define THIRD "năm " REST "."

static inline double
width_of(const char *text)
{
    size_t n_blanks = 0;

    for (const char *at = text; *at != '\0'; at++)
        n_blanks += *at == ' ';
    return CHAR * (double) g_utf8_strlen(text, -1) - CHAR / 2 * (double) n_blanks;
}

static inline void
add_line(PageWords *words, const Line *line)
{
    gboolean is_small = *line->text == SMALL;
    g_auto(GStrv) parts = g_strsplit(line->text + is_small, " ", -1);
    double height = is_small ? SMALL_HEIGHT : HEIGHT;
    double x = line->x == CENTRE
                   ? (60 + 60 + width_of(FULL)) / 2 - width_of(line->text) / 2
                   : line->x;
    double y = 60 + line->line * 15;

    for (unsigned i = 0; parts[i] != NULL; i++) {
        double width = CHAR * (double) g_utf8_strlen(parts[i], -1);
        page_words_add(words, parts[i], strlen(parts[i]),
                       (PageBox){ x, y, x + width, y + height }, i == 0);
        x += width + CHAR / 2;
    }
}

/* The text of pages with these lines.  (transfer full) */
static inline char *
read_pages(const Line *lines, size_t n_lines)
{
    g_autoptr(GPtrArray) pages =
        g_ptr_array_new_with_free_func((GDestroyNotify) page_runs_free);
    g_autoptr(GArray) out = page_lines_new();
    unsigned n_pages = lines[n_lines - 1].page + 1;

    for (unsigned page = 0; page < n_pages; page++) {
        g_autoptr(PageWords) words = page_words_new(600, 800);
        for (size_t i = 0; i < n_lines; i++)
            if (lines[i].page == page)
                add_line(words, &lines[i]);
        g_ptr_array_add(pages, page_runs_new(words));
    }
    page_runs_drop_heads(pages);
    for (unsigned page = 0; page < n_pages; page++)
        page_lines_append(out, pages->pdata[page], page);
    return page_lines_flow(out);
}

#define assert_reads(lines, expected)                                                    \
    do {                                                                                 \
        g_autofree char *text = read_pages(lines, G_N_ELEMENTS(lines));                  \
        assert_string_equal(text, expected);                                             \
    } while (0)
