/* The HTML of a document, as cmark would write it. */
#include "html.h"
#include "read/document-private.h"

#include <string.h>

#define MAX_LISTS 9 /* in one another, as in Word */
#define MAX_NUMBER 999999999

/* A list whose last item is open. */
typedef struct {
    unsigned level;
    int number; /* of the last item; -1: bullets */
} List;

typedef struct {
    GString *out;
    List lists[MAX_LISTS];
    unsigned n_lists;
} Html;

int
document_label_number(const char *label)
{
    guint64 number = 0;
    char *end = NULL;

    if (label == NULL || !g_ascii_isdigit(*label))
        return -1;
    number = g_ascii_strtoull(label, &end, 10);
    return number <= MAX_NUMBER && strcmp(end, ".") == 0 && end - label <= 9
               ? (int) number
               : -1;
}

static void
put_text(GString *out, const DocumentPiece *piece)
{
    g_autofree char *text = document_piece_text(piece);

    for (const char *at = text; *at != '\0';) {
        const char *newline = strchrnul(at, '\n');
        html_text(out, at, (size_t) (newline - at));
        if (*newline == '\n')
            html_markup(out, "<br />\n");
        at = newline + (*newline == '\n');
    }
}

static void
put_marked(GString *out, const char *marked)
{
    DocumentPiece piece;
    unsigned marks = 0;

    while (document_next_piece(&marked, &marks, &piece)) {
        g_string_append(out, piece.marks & DOCUMENT_BOLD ? "<strong>" : "");
        g_string_append(out, piece.marks & DOCUMENT_ITALIC ? "<em>" : "");
        put_text(out, &piece);
        g_string_append(out, piece.marks & DOCUMENT_ITALIC ? "</em>" : "");
        g_string_append(out, piece.marks & DOCUMENT_BOLD ? "</strong>" : "");
    }
}

static void
close_list(Html *html)
{
    const List *list = &html->lists[--html->n_lists];

    html_markup(html->out, "</li>\n");
    g_string_append(html->out, list->number < 0 ? "</ul>\n" : "</ol>\n");
}

static void
close_lists(Html *html)
{
    while (html->n_lists > 0)
        close_list(html);
}

static void
open_list(Html *html, unsigned level, int number)
{
    if (html->n_lists > 0)
        html_markup(html->out, "\n");
    if (number < 0)
        html_markup(html->out, "<ul>\n");
    else if (number == 1)
        html_markup(html->out, "<ol>\n");
    else
        g_string_append_printf(html->out, "<ol start=\"%d\">\n", number);
    html->lists[html->n_lists++] = (List){ level, number };
}

/* Ends the item that is open at this level, and its list when another kind starts or
 * the numbers do not go on. */
static void
open_item(Html *html, unsigned level, int number)
{
    while (html->n_lists > 0 && html->lists[html->n_lists - 1].level > level)
        close_list(html);
    List *last = html->n_lists > 0 ? &html->lists[html->n_lists - 1] : NULL;
    gboolean same = last != NULL && last->level == level;
    if (same && (last->number < 0 ? number < 0 : number == last->number + 1)) {
        html_markup(html->out, "</li>\n");
        last->number = number;
    } else {
        if (same || html->n_lists == MAX_LISTS)
            close_list(html);
        open_list(html, level, number);
    }
    html_markup(html->out, "<li>");
}

static void
put_row(Html *html, const DocumentRow *row)
{
    const char *name = row->head ? "th" : "td";

    html_markup(html->out, "<tr>\n");
    for (unsigned i = 0; i < row->cells->len; i++) {
        g_string_append_printf(html->out, "<%s>", name);
        put_marked(html->out, row->cells->pdata[i]);
        g_string_append_printf(html->out, "</%s>\n", name);
    }
    html_markup(html->out, "</tr>\n");
}

static void
put_table(Html *html, const DocumentPart *table)
{
    unsigned n_head = 0;

    while (n_head < table->rows->len &&
           ((DocumentRow *) table->rows->pdata[n_head])->head)
        n_head++;
    html_markup(html->out, "<table>\n");
    for (unsigned i = 0; i < table->rows->len; i++) {
        if (i == 0 && n_head > 0)
            html_markup(html->out, "<thead>\n");
        if (i == n_head)
            html_markup(html->out, "<tbody>\n");
        put_row(html, table->rows->pdata[i]);
        if (i + 1 == n_head)
            html_markup(html->out, "</thead>\n");
    }
    if (n_head < table->rows->len)
        html_markup(html->out, "</tbody>\n");
    html_markup(html->out, "</table>\n");
}

/* Two paragraphs that stand together are lines of one. */
static gboolean
joins(const DocumentPart *part, const DocumentPart *next)
{
    return part != NULL && next != NULL && part->text != NULL && next->text != NULL &&
           part->kind == DOCUMENT_PARAGRAPH && next->kind == DOCUMENT_PARAGRAPH &&
           next->joined;
}

/* An item whose label HTML cannot make is a paragraph. */
static void
put_element(GString *out, const DocumentPart *part, gboolean open, gboolean close)
{
    const char heading[] = { 'h', (char) ('0' + CLAMP(part->level, 1, 6)), '\0' };
    const char *name = part->kind == DOCUMENT_HEADING ? heading : "p";

    if (open)
        g_string_append_printf(out, "<%s>", name);
    if (part->kind == DOCUMENT_ITEM) {
        html_text(out, part->label, strlen(part->label));
        html_markup(out, " ");
    }
    put_marked(out, part->text);
    if (close)
        g_string_append_printf(out, "</%s>\n", name);
    else
        html_markup(out, "<br />\n");
}

static gboolean
put_item(Html *html, const DocumentPart *part)
{
    int number = document_label_number(part->label);

    if (part->text == NULL || part->kind != DOCUMENT_ITEM ||
        (part->label != NULL && number < 0))
        return FALSE;
    open_item(html, part->level, number);
    put_marked(html->out, part->text);
    return TRUE;
}

char *
document_write_html(const GPtrArray *parts)
{
    Html html = { .out = g_string_new(NULL) };

    for (unsigned i = 0; i < parts->len; i++) {
        const DocumentPart *last = i > 0 ? parts->pdata[i - 1] : NULL;
        const DocumentPart *part = parts->pdata[i];
        const DocumentPart *next = i + 1 < parts->len ? parts->pdata[i + 1] : NULL;
        if (put_item(&html, part))
            continue;
        close_lists(&html);
        if (part->text == NULL)
            put_table(&html, part);
        else
            put_element(html.out, part, !joins(last, part), !joins(part, next));
    }
    close_lists(&html);
    return g_string_free(html.out, FALSE);
}
