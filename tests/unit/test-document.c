#include "read/document.h"

#include "error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What is said to a builder, parted by |: see `say`. */
typedef struct {
    const char *said;
    const char *text;
    const char *html;
} Row;

static const Row rows[] = {
    { "p một  \t hai|p|p ba ", "một hai\n\nba\n", "<p>một hai</p>\n<p>ba</p>\n" },
    { "h2 Mục|p thân", "Mục\n\nthân\n", "<h2>Mục</h2>\n<p>thân</p>\n" },
    { "p a|br|t b|br|br|t c", "a\nb\n\nc\n", "<p>a<br />\nb</p>\n<p>c</p>\n" },
    { "br|p a|br|br|p b", "a\n\nb\n", "<p>a</p>\n<p>b</p>\n" },
    { "p 1 < 2 & \"3\"", "1 < 2 & \"3\"\n", "<p>1 &lt; 2 &amp; &quot;3&quot;</p>\n" },
    { "p|b đậm |i nghiêng|t  thường", "đậm nghiêng thường\n",
      "<p><strong>đậm</strong> <em>nghiêng</em> thường</p>\n" },
    { "p THÔNG BÁO|b Ý KIẾN", "THÔNG BÁO Ý KIẾN\n",
      "<p>THÔNG BÁO <strong>Ý KIẾN</strong></p>\n" },
    { "p|b H|t ạn chế, |b nh|t iều", "Hạn chế, nhiều\n",
      "<p><strong>H</strong>ạn chế, <strong>nh</strong>iều</p>\n" },
    { "p|C thông báo", "THÔNG BÁO\n", "<p>THÔNG BÁO</p>\n" },
    { "p co\xE2\x80\x8Bng \xEF\xBB\xBFty", "cong ty\n", "<p>cong ty</p>\n" },
    { "c THÔNG BÁO|c Về việc|c|c Khác|p thân", "THÔNG BÁO\nVề việc\n\nKhác\n\nthân\n",
      "<p>THÔNG BÁO<br />\nVề việc</p>\n<p>Khác</p>\n<p>thân</p>\n" },
    { "-0 một|-1 con|-0 hai|p sau", "- một\n- con\n- hai\n\nsau\n",
      "<ul>\n<li>một\n<ul>\n<li>con</li>\n</ul>\n</li>\n<li>hai</li>\n</ul>\n"
      "<p>sau</p>\n" },
    { "#1. một|#2. hai|p xen|#3. ba|#5. năm", "1. một\n2. hai\n\nxen\n\n3. ba\n5. năm\n",
      "<ol>\n<li>một</li>\n<li>hai</li>\n</ol>\n<p>xen</p>\n<ol start=\"3\">\n"
      "<li>ba</li>\n</ol>\n<ol start=\"5\">\n<li>năm</li>\n</ol>\n" },
    { "#1. một|#a) con|#Điều_2. hai", "1. một\na) con\nĐiều 2. hai\n",
      "<ol>\n<li>một</li>\n</ol>\n<p>a) con</p>\n<p>Điều 2. hai</p>\n" },
    { "T|R|L STT|L Tên|r|L 1|L An|r|L|E", "STT Tên\n1 An\n",
      "<table>\n<thead>\n<tr>\n<th>STT</th>\n<th>Tên</th>\n</tr>\n</thead>\n<tbody>\n"
      "<tr>\n<td>1</td>\n<td>An</td>\n</tr>\n</tbody>\n</table>\n" },
    { "p trước|Y|r|L TỈNH UỶ|p Số: 1|L ĐẢNG|E|p sau",
      "trước\n\nTỈNH UỶ\nSố: 1\nĐẢNG\n\nsau\n",
      "<p>trước</p>\n<table>\n<tbody>\n<tr>\n<td>TỈNH UỶ<br />\nSố: 1</td>\n"
      "<td>ĐẢNG</td>\n</tr>\n</tbody>\n</table>\n<p>sau</p>\n" },
    { "Y|r|L a|L b|r|L c|E", "a\nb\nc\n",
      "<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>c</td>\n"
      "<td></td>\n</tr>\n</tbody>\n</table>\n" },
    { "T|r|L a|T|r|L b|L c|E|L d|E", "a\nb c\nd\n",
      "<table>\n<tbody>\n<tr>\n<td>a<br />\nb "
      "c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table>\n" },
    { "T|r|L -|-0 x|#b) y|E|T|r|L|E", "-\n- x\nb) y\n",
      "<table>\n<tbody>\n<tr>\n<td>-<br />\n- x<br />\nb) y</td>\n</tr>\n</tbody>\n"
      "</table>\n" },
    { "T|r|L mở", "mở\n",
      "<table>\n<tbody>\n<tr>\n<td>mở</td>\n</tr>\n</tbody>\n</table>\n" },
    { "E|br|p", "", "" },
};

static void
open_block(Document *document, DocumentKind kind, unsigned level, const char *label)
{
    const DocumentBlock block = { .kind = kind, .level = level, .label = label };

    document_open_block(document, &block);
}

/* Opens what the first letter of `code` says. */
static void
open_part(Document *document, const char *code)
{
    static const DocumentBlock centred = { .kind = DOCUMENT_PARAGRAPH, .centred = TRUE };
    g_autofree char *label = g_strdelimit(g_strdup(code + 1), "_", ' ');
    const unsigned level = *label == '\0' ? 0 : (unsigned) (*label - '0');

    if (*code == 'p')
        open_block(document, DOCUMENT_PARAGRAPH, 0, NULL);
    else if (*code == 'c')
        document_open_block(document, &centred);
    else if (*code == 'h')
        open_block(document, DOCUMENT_HEADING, level, NULL);
    else if (*code == '-')
        open_block(document, DOCUMENT_ITEM, level, NULL);
    else if (*code == '#')
        open_block(document, DOCUMENT_ITEM, 0, label);
    else if (*code == 'T' || *code == 'Y')
        document_open_table(document, *code == 'Y');
    else if (*code == 'R' || *code == 'r')
        document_open_row(document, *code == 'R');
    else if (*code == 'L')
        document_open_cell(document);
    else if (*code == 'E')
        document_close_table(document);
}

/* A word is a code, and after one blank the text that follows it. */
static void
say(Document *document, const char *word)
{
    const char *text = strchrnul(word, ' ');
    g_autofree char *code = g_strndup(word, (size_t) (text - word));
    const unsigned marks = *code == 'b'   ? DOCUMENT_BOLD
                           : *code == 'i' ? DOCUMENT_ITALIC
                           : *code == 'C' ? DOCUMENT_CAPS
                                          : 0;

    if (strcmp(code, "br") == 0)
        document_add_break(document);
    else
        open_part(document, code);
    text += *text == ' ';
    document_add_text(document, text, strlen(text), marks);
}

static void
blocks_become_text_and_html(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Document) document = document_new();
        g_auto(Converted) out = { 0 };
        g_auto(GStrv) words = g_strsplit(rows[i].said, "|", -1);
        for (char **word = words; *word != NULL; word++)
            say(document, *word);
        assert_true(document_finish(document, &out, NULL));
        assert_string_equal(out.text, rows[i].text);
        assert_string_equal(out.html, rows[i].html);
    }
}

static void
a_heading_longer_than_a_heading_is_a_paragraph(void **state)
{
    g_autoptr(Document) document = document_new();
    g_auto(Converted) out = { 0 };
    g_autofree char *text = g_strnfill(DOCUMENT_MAX_HEADING + 1, 'a');

    (void) state;
    open_block(document, DOCUMENT_HEADING, 1, NULL);
    document_add_text(document, text, strlen(text), 0);
    assert_true(document_finish(document, &out, NULL));
    assert_true(g_str_has_prefix(out.html, "<p>"));
}

static const struct {
    const char *format;
    unsigned number;
    const char *text;
} numbers[] = {
    { "decimal", 12, "12" },
    { "1", 3, "3" },
    { "decimalZero", 7, "07" },
    { "lowerLetter", 2, "b" },
    { "a", 28, "bb" },
    { "upperLetter", 26, "Z" },
    { "A", 1, "A" },
    { "lowerRoman", 4, "iv" },
    { "upperRoman", 1994, "MCMXCIV" },
    { "I", 9, "IX" },
    { "i", 4000, "4000" },
    { "none", 5, "" },
    { "", 5, "" },
    { "lowerLetter", 0, "0" },
    { "chicago", 2, "2" },
};

static void
numbers_are_written_as_their_format_says(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(GString) out = g_string_new("x");
        document_append_number(out, numbers[i].format, numbers[i].number);
        assert_string_equal(out->str + 1, numbers[i].text);
    }
}

static void
assert_full(Document *document, const char *message)
{
    g_auto(Converted) out = { 0 };
    g_autoptr(GError) error = NULL;

    assert_true(document_is_full(document));
    assert_false(document_finish(document, &out, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT));
    assert_string_equal(error->message, message);
    assert_null(out.text);
}

static void
a_text_over_the_limit_is_refused(void **state)
{
    g_autoptr(Document) document = document_new();
    g_autofree char *text = g_strnfill(1u << 20, 'a');

    (void) state;
    for (unsigned i = 0; i <= DOCUMENT_MAX_BYTES >> 20; i++) {
        assert_false(document_is_full(document));
        open_block(document, DOCUMENT_PARAGRAPH, 0, NULL);
        document_add_text(document, text, 1u << 20, 0);
    }
    assert_full(document, "text too long");
}

static void
too_many_paragraphs_are_refused(void **state)
{
    g_autoptr(Document) document = document_new();

    (void) state;
    for (unsigned i = 0; i <= DOCUMENT_MAX_BLOCKS + 1; i++) {
        open_block(document, DOCUMENT_PARAGRAPH, 0, NULL);
        document_add_text(document, "a", 1, 0);
    }
    document_close_block(document);
    assert_full(document, "too many paragraphs");
}

static void
too_many_cells_are_refused_filled_up_ones_too(void **state)
{
    g_autoptr(Document) document = document_new();

    (void) state;
    document_open_table(document, FALSE);
    for (unsigned i = 0; i < 1000; i++) {
        document_open_row(document, FALSE);
        document_open_cell(document);
        document_add_text(document, "a", 1, 0);
    }
    for (unsigned i = 0; i < 1000; i++)
        document_open_cell(document);
    document_close_table(document);
    assert_full(document, "too many cells in tables");
}

static void
too_many_rows_are_refused_though_they_are_empty(void **state)
{
    g_autoptr(Document) document = document_new();

    (void) state;
    document_open_table(document, FALSE);
    for (unsigned i = 0; i <= DOCUMENT_MAX_CELLS; i++)
        document_open_row(document, FALSE);
    document_close_table(document);
    assert_full(document, "too many cells in tables");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_become_text_and_html),
        cmocka_unit_test(a_heading_longer_than_a_heading_is_a_paragraph),
        cmocka_unit_test(numbers_are_written_as_their_format_says),
        cmocka_unit_test(a_text_over_the_limit_is_refused),
        cmocka_unit_test(too_many_paragraphs_are_refused),
        cmocka_unit_test(too_many_cells_are_refused_filled_up_ones_too),
        cmocka_unit_test(too_many_rows_are_refused_though_they_are_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
