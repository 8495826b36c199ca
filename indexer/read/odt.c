#include "read/odt.h"

#include "error.h"
#include "read/office.h"

#include <string.h>

#define MAX_REPEATED 100 /* of one cell */
#define MAX_NUMBER 999999

typedef struct {
    Document *document;
    Office office;
    OdtStyles *styles;
    OdtStyle run;
    const char *list; /* style of the list around, or NULL */
    unsigned level;   /* of that list */
    unsigned start;   /* number that its item begins anew with */
    gboolean first;   /* the next paragraph has the item's mark */
} Reader;

typedef void (*ElementFunc)(Reader *reader, const xmlNode *node);

static void read_blocks(Reader *reader, const xmlNode *parent);
static void read_inlines(Reader *reader, const xmlNode *parent);

static void
skip(G_GNUC_UNUSED Reader *reader, G_GNUC_UNUSED const xmlNode *node)
{
}

static void
add_text(Reader *reader, const char *utf8)
{
    const OdtStyle *run = &reader->run;
    unsigned marks = (run->bold > 0 ? DOCUMENT_BOLD : 0) |
                     (run->italic > 0 ? DOCUMENT_ITALIC : 0) |
                     (run->caps > 0 ? DOCUMENT_CAPS : 0);

    if (run->hidden <= 0)
        document_add_text(reader->document, utf8, strlen(utf8), marks);
}

static void
read_blank(Reader *reader, G_GNUC_UNUSED const xmlNode *node)
{
    add_text(reader, " ");
}

static void
read_break(Reader *reader, G_GNUC_UNUSED const xmlNode *node)
{
    if (reader->run.hidden <= 0)
        document_add_break(reader->document);
}

static void
read_box(Reader *reader, const xmlNode *node)
{
    office_add_box(&reader->office, node);
}

static void
read_note(Reader *reader, const xmlNode *node)
{
    g_autofree char *sign = NULL;

    if (reader->run.hidden > 0)
        return;
    sign = office_add_note(&reader->office, node);
    add_text(reader, sign);
}

static void
read_span(Reader *reader, const xmlNode *node)
{
    OdtStyle outer = reader->run;
    OdtStyle own = odt_style(reader->styles, "text", xml_attribute(node, "style-name"));

    reader->run.bold = own.bold < 0 ? outer.bold : own.bold;
    reader->run.italic = own.italic < 0 ? outer.italic : own.italic;
    reader->run.caps = own.caps < 0 ? outer.caps : own.caps;
    reader->run.hidden = own.hidden < 0 ? outer.hidden : own.hidden;
    read_inlines(reader, node);
    reader->run = outer;
}

static const struct {
    const char *name;
    ElementFunc func;
} inlines[] = {
    { "span", read_span },
    { "s", read_blank },
    { "tab", read_blank },
    { "line-break", read_break },
    { "note", read_note },
    { "text-box", read_box },
    { "custom-shape", read_box },
    { "rect", read_box },
    { "annotation", skip },
    { "ruby-text", skip },
    { "hidden-text", skip },
    { "hidden-paragraph", skip },
    { "title", skip }, /* of a drawing */
    { "desc", skip },
    { "binary-data", skip },
    { "tracked-changes", skip },
};

static void
read_inline(Reader *reader, const xmlNode *node)
{
    ElementFunc func = read_inlines;

    for (size_t i = 0; i < G_N_ELEMENTS(inlines); i++)
        if (xml_is(node, inlines[i].name))
            func = inlines[i].func;
    func(reader, node);
}

static void
read_inlines(Reader *reader, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next)
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            add_text(reader, (const char *) node->content);
        else if (node->type == XML_ELEMENT_NODE)
            read_inline(reader, node);
}

/* Headings outside lists are counted as the outline of the document has it. */
static void
count_heading(const Reader *reader, const xmlNode *node, char **label)
{
    const char *header = xml_attribute(node, "is-list-header");
    unsigned level = xml_number(node, "outline-level", ODT_MAX_LEVELS, 1);
    unsigned start = xml_attribute(node, "restart-numbering") == NULL
                         ? 0
                         : xml_number(node, "start-value", MAX_NUMBER, 1);

    if (header == NULL || strcmp(header, "true") != 0)
        odt_list_next(reader->styles, ODT_OUTLINE, MAX(level, 1) - 1, start, label);
}

/* Opens the block of a paragraph or heading. */
static void
open_block(Reader *reader, const xmlNode *node, const OdtStyle *style)
{
    DocumentBlock block = { .kind = DOCUMENT_PARAGRAPH, .centred = style->centred > 0 };
    g_autofree char *label = NULL;

    if (reader->first && reader->list != NULL)
        odt_list_next(reader->styles, reader->list, reader->level, reader->start, &label);
    else if (reader->list == NULL && xml_is(node, "h"))
        count_heading(reader, node, &label);
    if (xml_is(node, "h")) {
        block.kind = DOCUMENT_HEADING;
        block.level = xml_number(node, "outline-level", 6, 6);
        block.label = label;
    } else if (reader->first && (label == NULL || *label != '\0')) {
        block.kind = DOCUMENT_ITEM;
        block.level = reader->level;
        block.label = label;
    }
    document_open_block(reader->document, &block);
    reader->first = FALSE;
    reader->start = 0;
}

static void
read_paragraph(Reader *reader, const xmlNode *node)
{
    OdtStyle style =
        odt_style(reader->styles, "paragraph", xml_attribute(node, "style-name"));

    reader->run = style;
    if (xml_is(node, "h")) /* headings are bold by themselves */
        reader->run.bold = -1;
    if (!reader->office.goes_on)
        open_block(reader, node, &style);
    reader->office.goes_on = FALSE;
    read_inlines(reader, node);
    document_close_block(reader->document);
    office_read_boxes(&reader->office);
}

static void
read_items(Reader *reader, const xmlNode *list)
{
    for (const xmlNode *node = list->children; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        reader->first = xml_is(node, "list-item");
        reader->start = xml_number(node, "start-value", MAX_NUMBER, 0);
        read_blocks(reader, node);
    }
    reader->first = FALSE;
}

static void
read_list(Reader *reader, const xmlNode *node)
{
    const Reader outer = *reader;
    const char *style = xml_attribute(node, "style-name");
    const char *continues = xml_attribute(node, "continue-numbering");
    gboolean nested = outer.list != NULL;

    reader->list = style != NULL ? style : outer.list != NULL ? outer.list : "";
    reader->level = nested ? outer.level + 1 : 0;
    if (!nested)
        odt_list_start(reader->styles, reader->list,
                       xml_attribute(node, "continue-list") != NULL ||
                           (continues != NULL && strcmp(continues, "true") == 0));
    read_items(reader, node);
    reader->list = outer.list;
    reader->level = outer.level;
}

/* What is repeated is empty in a text; reading it once bounds the time. */
static void
read_cell(Reader *reader, const xmlNode *node)
{
    unsigned n = xml_number(node, "number-columns-repeated", UINT_MAX, 1);

    document_open_cell(reader->document);
    read_blocks(reader, node);
    for (unsigned i = 1; i < MIN(n, MAX_REPEATED); i++)
        document_open_cell(reader->document);
}

static void
read_row(Reader *reader, const xmlNode *row, gboolean head)
{
    document_open_row(reader->document, head);
    for (const xmlNode *node = row->children; node != NULL; node = node->next)
        if (xml_is(node, "table-cell") || xml_is(node, "covered-table-cell"))
            read_cell(reader, node);
}

static void
read_rows(Reader *reader, const xmlNode *parent, gboolean head)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (document_is_full(reader->document))
            return;
        if (xml_is(node, "table-row"))
            read_row(reader, node, head);
        else if (node->type == XML_ELEMENT_NODE)
            read_rows(reader, node, head || xml_is(node, "table-header-rows"));
    }
}

/* Nodes of this name below `parent`, at most two. */
static unsigned
count(const xmlNode *parent, const char *name)
{
    unsigned n = 0;

    for (const xmlNode *node = parent->children; node != NULL && n < 2;
         node = node->next) {
        n += xml_is(node, name);
        if (node->type == XML_ELEMENT_NODE && !xml_is(node, "table-cell"))
            n += count(node, name);
    }
    return n;
}

static const xmlNode *
first_cell(const xmlNode *parent)
{
    const xmlNode *found = xml_child(parent, "table-cell");

    for (const xmlNode *node = parent->children; node != NULL && found == NULL;
         node = node->next)
        if (node->type == XML_ELEMENT_NODE)
            found = first_cell(node);
    return found;
}

static void
read_table(Reader *reader, const xmlNode *node)
{
    const xmlNode *cell = first_cell(node);
    OdtStyle style =
        odt_style(reader->styles, "table-cell", xml_attribute(cell, "style-name"));

    if (cell == NULL || count(node, "table-cell") == 1) { /* a frame around text */
        if (cell != NULL)
            read_blocks(reader, cell);
        return;
    }
    document_open_table(reader->document,
                        style.lines <= 0 && count(node, "table-header-rows") == 0);
    read_rows(reader, node, FALSE);
    document_close_table(reader->document);
}

static const struct {
    const char *name;
    ElementFunc func;
} blocks[] = {
    { "p", read_paragraph }, { "h", read_paragraph },     { "list", read_list },
    { "table", read_table }, { "tracked-changes", skip }, { "annotation", skip },
    { "forms", skip },       { "title", skip },           { "desc", skip },
};

static void
read_blocks(Reader *reader, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        ElementFunc func = read_blocks;
        if (document_is_full(reader->document))
            return;
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (size_t i = 0; i < G_N_ELEMENTS(blocks); i++)
            if (xml_is(node, blocks[i].name))
                func = blocks[i].func;
        func(reader, node);
    }
}

static void
read_notes(Reader *reader)
{
    const GPtrArray *notes = reader->office.notes;
    unsigned n_notes = notes->len; /* a note's own notes are none */

    for (unsigned i = 0; i < n_notes; i++)
        office_read_note(&reader->office, i, xml_child(notes->pdata[i], "note-body"));
}

static void
read_headers(Reader *reader, const xmlNode *common)
{
    const xmlNode *masters = xml_child(common, "master-styles");
    const xmlNode *master = masters == NULL ? NULL : masters->children;

    for (; master != NULL; master = master->next)
        for (const xmlNode *node = master->children; node != NULL; node = node->next)
            if ((xml_is(node, "header") || xml_is(node, "header-first")) &&
                office_read_letterhead(&reader->office, node))
                return;
}

static void
read_blocks_of(gpointer reader, const xmlNode *parent)
{
    read_blocks(reader, parent);
}

gboolean
odt_read(GBytes *content, GBytes *common, Document *document, GError **error)
{
    g_autoptr(xmlDoc) tree = NULL;
    g_autoptr(xmlDoc) common_tree = NULL;
    Reader reader = { .document = document };

    if (!xml_parse_part(content, "content.xml", &tree, error) ||
        !xml_parse_part(common, "styles.xml", &common_tree, error))
        return FALSE;
    const xmlNode *root = tree == NULL ? NULL : xmlDocGetRootElement(tree);
    const xmlNode *body = xml_child(xml_child(root, "body"), "text");
    if (body == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "content.xml: has no text document");
        return FALSE;
    }
    const xmlNode *common_root =
        xmlDocGetRootElement(common_tree == NULL ? tree : common_tree);
    g_autoptr(OdtStyles) styles = odt_styles_new(root, common_root);
    reader.styles = styles;
    office_init(&reader.office, document, read_blocks_of, &reader);
    read_headers(&reader, common_root);
    read_blocks(&reader, body);
    read_notes(&reader);
    office_clear(&reader.office);
    return TRUE;
}
