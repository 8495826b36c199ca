#include "read/document.h"

#include "error.h"
#include "read/document-private.h"

#include <string.h>

struct Document {
    GPtrArray *parts; /* (element-type DocumentPart *) */
    GString *text;    /* of the open block or cell, marked */
    size_t n_bytes;
    size_t n_cells;
    DocumentKind kind; /* of the open block */
    unsigned level;
    char *label;
    const char *failure; /* NULL: none */
    unsigned marks;      /* in force at the end of text */
    unsigned n_breaks;   /* asked for and not yet written */
    unsigned table_depth;
    gboolean open;
    gboolean centred;
    gboolean blank; /* a blank is due before the next letter */
    gboolean gap;   /* an empty block came after the last part */
    gboolean after_centred;
};

static void
row_free(gpointer data)
{
    DocumentRow *row = data;

    g_ptr_array_unref(row->cells);
    g_free(row);
}

static void
part_free(gpointer data)
{
    DocumentPart *part = data;

    g_free(part->label);
    g_free(part->text);
    g_clear_pointer(&part->rows, g_ptr_array_unref);
    g_free(part);
}

Document *
document_new(void)
{
    Document *document = g_new0(Document, 1);

    document->parts = g_ptr_array_new_with_free_func(part_free);
    document->text = g_string_new(NULL);
    return document;
}

void
document_free(Document *document)
{
    if (document == NULL)
        return;
    g_ptr_array_unref(document->parts);
    g_string_free(document->text, TRUE);
    g_free(document->label);
    g_free(document);
}

gboolean
document_is_full(const Document *document)
{
    return document->failure != NULL;
}

static void
check_limits(Document *document)
{
    if (document->n_bytes + document->text->len > DOCUMENT_MAX_BYTES)
        document->failure = "text too long";
    else if (document->parts->len > DOCUMENT_MAX_BLOCKS)
        document->failure = "too many paragraphs";
    else if (document->n_cells > DOCUMENT_MAX_CELLS)
        document->failure = "too many cells in tables";
}

/* The table that is open; NULL: none is. */
static DocumentPart *
open_table(const Document *document)
{
    return document->table_depth > 0 ? document->parts->pdata[document->parts->len - 1]
                                     : NULL;
}

static DocumentRow *
last_row(const Document *document)
{
    const DocumentPart *table = open_table(document);

    return table == NULL || table->rows->len == 0
               ? NULL
               : table->rows->pdata[table->rows->len - 1];
}

static void
reset_text(Document *document)
{
    g_string_truncate(document->text, 0);
    document->marks = 0;
    document->n_breaks = 0;
    document->blank = FALSE;
}

static DocumentPart *
add_part(Document *document)
{
    DocumentPart *part = g_new0(DocumentPart, 1);

    g_ptr_array_add(document->parts, part);
    check_limits(document);
    return part;
}

static void
add_block(Document *document)
{
    DocumentPart *part = add_part(document);

    part->kind = document->kind;
    if (part->kind == DOCUMENT_HEADING && document->text->len > DOCUMENT_MAX_HEADING)
        part->kind = DOCUMENT_PARAGRAPH;
    part->level = document->level;
    part->label = g_steal_pointer(&document->label);
    part->joined = document->centred && document->after_centred && !document->gap;
    part->text = g_strndup(document->text->str, document->text->len);
    document->n_bytes += document->text->len;
    document->after_centred = document->centred;
}

void
document_close_block(Document *document)
{
    if (!document->open)
        return;
    document->open = FALSE;
    if (document->table_depth > 0) {
        document->n_breaks = MAX(document->n_breaks, 1);
        return;
    }
    if (document->text->len > 0 && document->failure == NULL)
        add_block(document);
    document->gap = document->text->len == 0;
    reset_text(document);
}

static void
add_label(Document *document, const char *label)
{
    document_add_text(document, label, strlen(label), 0);
    document->blank = TRUE;
}

/* In a cell a block is a line; the mark of a list is text there. */
static void
open_line(Document *document, const DocumentBlock *block)
{
    document->n_breaks = MAX(document->n_breaks, 1);
    if (block->kind == DOCUMENT_ITEM)
        add_label(document, block->label == NULL ? "-" : block->label);
    else if (block->label != NULL)
        add_label(document, block->label);
}

void
document_open_block(Document *document, const DocumentBlock *block)
{
    document_close_block(document);
    document->open = TRUE;
    if (document->table_depth > 0) {
        open_line(document, block);
        return;
    }
    document->kind = block->kind;
    document->level = block->level;
    document->centred = block->centred;
    g_free(document->label);
    document->label = block->kind == DOCUMENT_ITEM ? g_strdup(block->label) : NULL;
    if (block->kind == DOCUMENT_HEADING && block->label != NULL)
        add_label(document, block->label);
}

static void
set_marks(Document *document, unsigned marks)
{
    if (marks != document->marks)
        g_string_append_c(document->text, (char) (DOCUMENT_MARK + marks));
    document->marks = marks;
}

/* Two breaks end a paragraph, for which another one of its kind goes on. */
static void
write_breaks(Document *document, unsigned marks)
{
    const DocumentBlock again = { .kind = DOCUMENT_PARAGRAPH,
                                  .centred = document->centred };
    gboolean parts = document->n_breaks > 1 && document->table_depth == 0 &&
                     document->kind == DOCUMENT_PARAGRAPH;

    if (document->text->len > 0 && parts) {
        document_close_block(document);
        document->gap = TRUE;
        document_open_block(document, &again);
    } else if (document->text->len > 0 && document->n_breaks > 0) {
        set_marks(document, document->marks & marks);
        g_string_append_c(document->text, '\n');
        document->blank = FALSE;
    }
    document->n_breaks = 0;
}

static gboolean
is_blank(gunichar c)
{
    if (c < 0x80)
        return c <= ' ' || c == 0x7F;
    return g_unichar_isspace(c) || g_unichar_iscntrl(c) || c == 0x00A0 || c == 0x202F;
}

/* Adds a run without blanks, and what is due before it.  A blank or break between marks
 * has only those of both sides. */
static void
add_run(Document *document, const char *utf8, size_t len, unsigned marks)
{
    static const DocumentBlock paragraph = { .kind = DOCUMENT_PARAGRAPH };
    GString *text = document->text;

    if (!document->open)
        document_open_block(document, &paragraph);
    write_breaks(document, marks);
    if (document->blank && text->len > 0 && text->str[text->len - 1] != '\n') {
        set_marks(document, document->marks & marks);
        g_string_append_c(text, ' ');
    }
    document->blank = FALSE;
    set_marks(document, marks);
    g_string_append_len(text, utf8, (gssize) len);
}

static const char *
skip_run(const char *at, const char *end)
{
    while (at < end && !is_blank(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

void
document_add_text(Document *document, const char *utf8, size_t len, unsigned marks)
{
    const char *end = utf8 + len;

    while (utf8 < end && document->failure == NULL) {
        const char *after = skip_run(utf8, end);
        if (after > utf8) {
            add_run(document, utf8, (size_t) (after - utf8), marks);
            check_limits(document);
            utf8 = after;
        } else {
            document->blank = TRUE;
            utf8 = g_utf8_next_char(utf8);
        }
    }
}

void
document_add_break(Document *document)
{
    document->n_breaks++;
}

/* Ends a block that stands beside tables. */
static void
leave_block(Document *document)
{
    document_close_block(document);
    document->after_centred = FALSE;
}

void
document_open_table(Document *document, gboolean layout)
{
    if (document->table_depth > 0) {
        document->table_depth++;
        return;
    }
    leave_block(document);
    DocumentPart *table = add_part(document);
    table->layout = layout;
    table->rows = g_ptr_array_new_with_free_func(row_free);
    document->table_depth = 1;
    reset_text(document);
}

/* Ends the cell whose text is being gathered, if there is one. */
static void
close_cell(Document *document)
{
    DocumentRow *row = last_row(document);

    document_close_block(document);
    if (row == NULL || row->cells->len == 0 ||
        row->cells->pdata[row->cells->len - 1] != NULL)
        return;
    row->cells->pdata[row->cells->len - 1] =
        g_strndup(document->text->str, document->text->len);
    document->n_bytes += document->text->len;
    reset_text(document);
}

void
document_open_row(Document *document, gboolean head)
{
    if (document->table_depth > 1)
        document->n_breaks = MAX(document->n_breaks, 1);
    if (document->table_depth != 1 || document->failure != NULL)
        return;
    close_cell(document);
    DocumentRow *row = g_new0(DocumentRow, 1);
    row->head = head;
    row->cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(open_table(document)->rows, row);
    document->n_cells++;
    check_limits(document);
}

void
document_open_cell(Document *document)
{
    document->blank = TRUE;
    if (document->table_depth != 1 || document->failure != NULL)
        return;
    if (last_row(document) == NULL)
        document_open_row(document, FALSE);
    close_cell(document);
    g_ptr_array_add(last_row(document)->cells, NULL);
    document->n_cells++;
    check_limits(document);
}

static gboolean
is_empty_row(const DocumentRow *row)
{
    for (unsigned i = 0; i < row->cells->len; i++)
        if (((const char *) row->cells->pdata[i])[0] != '\0')
            return FALSE;
    return TRUE;
}

/* Leaves out empty rows and makes the others equally long. */
static void
finish_table(Document *document, DocumentPart *table)
{
    unsigned n_columns = 0;
    unsigned n_rows = 0;

    for (unsigned i = 0; i < table->rows->len; i++)
        if (!is_empty_row(table->rows->pdata[i])) {
            gpointer row = table->rows->pdata[n_rows];
            table->rows->pdata[n_rows++] = table->rows->pdata[i];
            table->rows->pdata[i] = row; /* freed below */
        }
    g_ptr_array_set_size(table->rows, (int) n_rows);
    for (unsigned i = 0; i < table->rows->len; i++)
        n_columns = MAX(n_columns, ((DocumentRow *) table->rows->pdata[i])->cells->len);
    document->n_cells += (size_t) n_columns * table->rows->len;
    check_limits(document);
    for (unsigned i = 0; i < table->rows->len && document->failure == NULL; i++) {
        DocumentRow *row = table->rows->pdata[i];
        while (row->cells->len < n_columns)
            g_ptr_array_add(row->cells, g_strdup(""));
    }
}

void
document_close_table(Document *document)
{
    DocumentPart *table = open_table(document);

    if (document->table_depth > 1 || table == NULL) {
        document->table_depth -= document->table_depth > 0;
        return;
    }
    close_cell(document);
    finish_table(document, table);
    document->table_depth = 0;
    if (table->rows->len == 0)
        g_ptr_array_set_size(document->parts, (int) document->parts->len - 1);
    reset_text(document);
    document->gap = TRUE;
}

static void
finish_text(char **text)
{
    char *parted = document_part_syllables(*text);

    g_free(*text);
    *text = parted;
}

static void
finish_part(DocumentPart *part)
{
    if (part->text != NULL)
        finish_text(&part->text);
    for (unsigned i = 0; part->rows != NULL && i < part->rows->len; i++) {
        const DocumentRow *row = part->rows->pdata[i];
        for (unsigned k = 0; k < row->cells->len; k++)
            finish_text((char **) &row->cells->pdata[k]);
    }
}

gboolean
document_finish(Document *document, Converted *out, GError **error)
{
    while (document->table_depth > 0)
        document_close_table(document);
    document_close_block(document);
    if (document->failure != NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "%s", document->failure);
        return FALSE;
    }
    for (unsigned i = 0; i < document->parts->len; i++)
        finish_part(document->parts->pdata[i]);
    out->text = document_write_text(document->parts);
    out->html = document_write_html(document->parts);
    return TRUE;
}
