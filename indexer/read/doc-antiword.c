/* What antiword writes becomes blocks.
 *
 * Its text keeps the lines of paragraphs, but runs the lines of a row's cells into one
 * another; its DocBook keeps cells, but loses line breaks.  So tables are read from the
 * one and all else from the other; where they do not agree how many tables there are,
 * all is read from the text.
 */
#include "read/doc.h"
#include "read/xml.h"

#include <string.h>

#define LONG_LINE 200u /* bytes; longer is a paragraph of its own */

/* The tables of a DocBook, in order. */
static void
find_tables(const xmlNode *parent, GPtrArray *tables)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next)
        if (xml_is(node, "informaltable"))
            g_ptr_array_add(tables, (gpointer) node);
        else
            find_tables(node, tables);
}

/* The document type names a DTD of the net, which nobody reads here. */
static xmlDoc *
parse_docbook(const GString *docbook)
{
    const char *book = docbook == NULL ? NULL : strstr(docbook->str, "<book");

    return book == NULL ? NULL : xml_parse(book, strlen(book), "DocBook", NULL);
}

static void
read_cell_text(Document *document, const char *utf8, unsigned marks)
{
    g_auto(GStrv) lines = g_strsplit(utf8, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        if (line > lines)
            document_add_break(document);
        if (strcmp(g_strstrip(*line), "[pic]") != 0)
            document_add_text(document, *line, strlen(*line), marks);
    }
}

static void
read_cell(Document *document, const xmlNode *parent, unsigned marks)
{
    const char *role = xml_attribute(parent, "role");

    if (xml_is(parent, "emphasis"))
        marks |=
            role != NULL && strcmp(role, "bold") == 0 ? DOCUMENT_BOLD : DOCUMENT_ITALIC;
    for (const xmlNode *node = parent->children; node != NULL; node = node->next)
        if (node->type == XML_TEXT_NODE)
            read_cell_text(document, (const char *) node->content, marks);
        else if (node->type == XML_ELEMENT_NODE)
            read_cell(document, node, marks);
}

static void
read_rows(Document *document, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (xml_is(node, "row"))
            document_open_row(document, FALSE);
        if (xml_is(node, "entry")) {
            document_open_cell(document);
            read_cell(document, node, 0);
        } else if (node->type == XML_ELEMENT_NODE) {
            read_rows(document, node);
        }
    }
}

/* A row of one line is one of data; antiword says nothing of a table's lines. */
static void
read_table(Document *document, const xmlNode *table)
{
    document_open_table(document, FALSE);
    read_rows(document, table);
    document_close_table(document);
}

/* One line of a table, as a row. */
static void
read_row_line(Document *document, const char *line)
{
    g_auto(GStrv) cells = g_strsplit(line + 1, "|", -1);

    document_open_row(document, FALSE);
    for (char **cell = cells; *cell != NULL && cell[1] != NULL; cell++) {
        document_open_cell(document);
        document_add_text(document, *cell, strlen(*cell), 0);
    }
}

/* Adds a line outside tables; images are "[pic]". */
static void
read_line(Document *document, const char *line)
{
    if (*line == '\0' || strcmp(line, "[pic]") == 0) {
        document_close_block(document);
        return;
    }
    if (strlen(line) > LONG_LINE)
        document_close_block(document);
    document_add_text(document, line, strlen(line), 0);
    document_add_break(document);
    if (strlen(line) > LONG_LINE)
        document_close_block(document);
}

static gboolean
is_row(const char *line)
{
    return line != NULL && line[0] == '|' && line[strlen(line) - 1] == '|' &&
           line[1] != '\0';
}

/* Splits the text into lines; n_tables counts the runs of lines that are rows. */
static char **
split_lines(const GString *text, unsigned *n_tables)
{
    g_autofree char *valid = g_utf8_make_valid(text->str, (gssize) text->len);
    char **lines = g_strsplit(valid, "\n", -1);

    *n_tables = 0;
    for (char **line = lines; *line != NULL; line++) {
        g_strchomp(*line);
        *n_tables += is_row(*line) && (line == lines || !is_row(line[-1]));
    }
    return lines;
}

void
doc_read_antiword(const GString *text, const GString *docbook, Document *document)
{
    unsigned n_tables = 0;
    unsigned n_read = 0;
    g_auto(GStrv) lines = split_lines(text, &n_tables);
    g_autoptr(GPtrArray) tables = g_ptr_array_new(); /* (element-type xmlNode) */
    g_autoptr(xmlDoc) tree = parse_docbook(docbook);

    if (tree != NULL)
        find_tables(xmlDocGetRootElement(tree), tables);
    for (char **line = lines; *line != NULL; line++) {
        if (!is_row(*line)) {
            read_line(document, *line);
        } else if (tables->len == n_tables) {
            read_table(document, tables->pdata[n_read++]);
            while (is_row(line[1]))
                line++;
        } else {
            document_open_table(document, FALSE);
            read_row_line(document, *line);
            while (is_row(line[1]))
                read_row_line(document, *++line);
            document_close_table(document);
        }
    }
    document_close_block(document);
}

void
doc_read_catdoc(const GString *text, Document *document)
{
    unsigned n_tables = 0;
    g_auto(GStrv) lines = split_lines(text, &n_tables);

    for (char **line = lines; *line != NULL; line++)
        read_line(document, *line);
    document_close_block(document);
}
