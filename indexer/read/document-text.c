/* The text of a document: what is indexed and what metadata are read from. */
#include "read/document-private.h"

#include <string.h>

gboolean
document_row_is_line(const DocumentPart *table, const DocumentRow *row)
{
    if (table->layout)
        return FALSE;
    for (unsigned i = 0; i < row->cells->len; i++)
        if (strchr(row->cells->pdata[i], '\n') != NULL)
            return FALSE;
    return TRUE;
}

static void
put_row(GString *out, const DocumentPart *table, const DocumentRow *row)
{
    const char *between = document_row_is_line(table, row) ? " " : "\n";
    gboolean first = TRUE;

    for (unsigned i = 0; i < row->cells->len; i++) {
        g_autofree char *cell = document_plain(row->cells->pdata[i]);
        if (*cell == '\0')
            continue;
        g_string_append(out, first ? "" : between);
        g_string_append(out, cell);
        first = FALSE;
    }
}

static void
put_part(GString *out, const DocumentPart *part)
{
    for (unsigned i = 0; part->rows != NULL && i < part->rows->len; i++) {
        g_string_append(out, i > 0 ? "\n" : "");
        put_row(out, part, part->rows->pdata[i]);
    }
    if (part->text == NULL)
        return;
    g_autofree char *text = document_plain(part->text);
    if (part->kind == DOCUMENT_ITEM)
        g_string_append_printf(out, "%s ", part->label == NULL ? "-" : part->label);
    g_string_append(out, text);
}

/* What stands between two parts: items of a list and lines of a title follow each
 * other line by line. */
static const char *
separator(const DocumentPart *last, const DocumentPart *part)
{
    gboolean items = last->text != NULL && last->kind == DOCUMENT_ITEM &&
                     part->text != NULL && part->kind == DOCUMENT_ITEM;

    return items || part->joined ? "\n" : "\n\n";
}

char *
document_write_text(const GPtrArray *parts)
{
    GString *out = g_string_new(NULL);

    for (unsigned i = 0; i < parts->len; i++) {
        if (i > 0)
            g_string_append(out, separator(parts->pdata[i - 1], parts->pdata[i]));
        put_part(out, parts->pdata[i]);
    }
    if (parts->len > 0)
        g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
