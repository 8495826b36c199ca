#include "read/docx.h"

#include "error.h"
#include "read/office.h"

#include <string.h>

#define MAX_FIELDS 32 /* in one another */
#define MAX_SPAN 63   /* columns of one cell, as in Word */

typedef struct {
    Document *document;
    Office office;
    GHashTable *styles;
    DocxLists *lists;
    DocxStyle paragraph;
    DocxStyle run;
    gboolean in_code[MAX_FIELDS]; /* of each open field: its code is being read */
    unsigned n_fields;
} Reader;

static void read_blocks(Reader *reader, const xmlNode *parent);

/* Elements of a run or paragraph that are more than what they hold. */
typedef void (*InlineFunc)(Reader *reader, const xmlNode *node);

static void read_inlines(Reader *reader, const xmlNode *parent);

static gboolean
is_in_code(const Reader *reader)
{
    for (unsigned i = 0; i < reader->n_fields && i < MAX_FIELDS; i++)
        if (reader->in_code[i])
            return TRUE;
    return FALSE;
}

static unsigned
marks_of(const Reader *reader)
{
    const DocxStyle *run = &reader->run;

    return (run->bold > 0 ? DOCUMENT_BOLD : 0) | (run->italic > 0 ? DOCUMENT_ITALIC : 0) |
           (run->caps > 0 ? DOCUMENT_CAPS : 0) |
           (run->caps_font > 0 ? DOCUMENT_FONT_CAPS : 0);
}

static void
add_text(Reader *reader, const char *utf8)
{
    if (reader->run.hidden > 0 || is_in_code(reader))
        return;
    document_add_text(reader->document, utf8, strlen(utf8), marks_of(reader));
}

static void
read_text(Reader *reader, const xmlNode *node)
{
    for (const xmlNode *text = node->children; text != NULL; text = text->next)
        if (text->type == XML_TEXT_NODE || text->type == XML_CDATA_SECTION_NODE)
            add_text(reader, (const char *) text->content);
}

static void
read_blank(Reader *reader, G_GNUC_UNUSED const xmlNode *node)
{
    add_text(reader, " ");
}

static void
read_hyphen(Reader *reader, G_GNUC_UNUSED const xmlNode *node)
{
    add_text(reader, "-");
}

/* The end of a page or column ends the paragraph, as on paper. */
static void
read_break(Reader *reader, const xmlNode *node)
{
    const char *type = xml_attribute(node, "type");
    gboolean page = type != NULL && strcmp(type, "textWrapping") != 0;

    if (reader->run.hidden > 0 || is_in_code(reader))
        return;
    for (unsigned i = 0; i < (page ? 2 : 1); i++)
        document_add_break(reader->document);
}

/* A letter of a font that has signs in the places of letters. */
static void
read_symbol(Reader *reader, const xmlNode *node)
{
    static const struct {
        const char *font;
        unsigned code;
        const char *sign;
    } signs[] = {
        { "Symbol", 0xF0B7, "•" },    { "Symbol", 0xF0B3, "≥" },
        { "Symbol", 0xF0A3, "≤" },    { "Symbol", 0xF0B1, "±" },
        { "Symbol", 0xF0B4, "×" },    { "Symbol", 0xF0B0, "°" },
        { "Symbol", 0xF0AE, "→" },    { "Symbol", 0xF0DE, "⇒" },
        { "Wingdings", 0xF0FC, "✓" }, { "Wingdings", 0xF0FE, "☒" },
        { "Wingdings", 0xF06F, "☐" }, { "Wingdings", 0xF0A8, "☐" },
        { "Wingdings", 0xF0E0, "→" }, { "Wingdings", 0xF0E8, "→" },
    };
    const char *font = xml_attribute(node, "font");
    const char *hex = xml_attribute(node, "char");
    guint64 code = 0;

    if (hex == NULL || !g_ascii_string_to_unsigned(hex, 16, 1, 0xFFFD, &code, NULL))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
        if (font != NULL && code == signs[i].code && strcmp(font, signs[i].font) == 0)
            add_text(reader, signs[i].sign);
    if ((code >= 0xE000 && code <= 0xF8FF) || (code >= 0xD800 && code <= 0xDFFF))
        return; /* no letter outside its font */
    char utf8[7] = { 0 };
    g_unichar_to_utf8((gunichar) code, utf8);
    add_text(reader, utf8);
}

static void
read_field(Reader *reader, const xmlNode *node)
{
    const char *type = xml_attribute(node, "fldCharType");

    if (type == NULL)
        return;
    if (strcmp(type, "begin") == 0) {
        if (reader->n_fields < MAX_FIELDS)
            reader->in_code[reader->n_fields] = TRUE;
        reader->n_fields++;
    } else if (reader->n_fields > 0 && strcmp(type, "separate") == 0) {
        if (reader->n_fields <= MAX_FIELDS)
            reader->in_code[reader->n_fields - 1] = FALSE;
    } else if (reader->n_fields > 0 && strcmp(type, "end") == 0) {
        reader->n_fields--;
    }
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

    if (reader->run.hidden > 0 || is_in_code(reader) ||
        xml_attribute(node, "customMarkFollows") != NULL)
        return;
    sign = office_add_note(&reader->office, node);
    add_text(reader, sign);
}

/* The same content for newer and for older programs: read once. */
static void
read_alternatives(Reader *reader, const xmlNode *node)
{
    const xmlNode *choice = xml_child(node, "Choice");

    if (choice == NULL)
        choice = xml_child(node, "Fallback");
    if (choice != NULL)
        read_inlines(reader, choice);
}

static void
read_run(Reader *reader, const xmlNode *node)
{
    const xmlNode *properties = xml_child(node, "rPr");
    const char *id = xml_attribute(xml_child(properties, "rStyle"), "val");
    DocxStyle outer = reader->run;

    if (id != NULL) {
        DocxStyle own = docx_style(reader->styles, id);
        reader->run.bold = own.bold < 0 ? reader->run.bold : own.bold;
        reader->run.italic = own.italic < 0 ? reader->run.italic : own.italic;
        reader->run.caps = own.caps < 0 ? reader->run.caps : own.caps;
        reader->run.hidden = own.hidden < 0 ? reader->run.hidden : own.hidden;
    }
    docx_style_add(&reader->run, properties);
    read_inlines(reader, node);
    reader->run = outer;
}

/* A field of a form that nobody has filled in shows a hint. */
static gboolean
is_placeholder(const xmlNode *node)
{
    return xml_is(node, "sdt") &&
           docx_toggle(xml_child(node, "sdtPr"), "showingPlcHdr") > 0;
}

static void
skip(G_GNUC_UNUSED Reader *reader, G_GNUC_UNUSED const xmlNode *node)
{
}

static const struct {
    const char *name;
    InlineFunc func;
} inlines[] = {
    { "t", read_text },
    { "r", read_run },
    { "tab", read_blank },
    { "ptab", read_blank },
    { "br", read_break },
    { "cr", read_break },
    { "noBreakHyphen", read_hyphen },
    { "sym", read_symbol },
    { "fldChar", read_field },
    { "footnoteReference", read_note },
    { "endnoteReference", read_note },
    { "AlternateContent", read_alternatives },
    { "txbxContent", read_box },
    { "del", skip },
    { "moveFrom", skip },
    { "pPr", skip },
    { "rPr", skip },
    { "sdtPr", skip },
    { "tblPr", skip },
    { "rt", skip }, /* how to say it */
    { "instrText", skip },
    { "delText", skip },
};

static void
read_inlines(Reader *reader, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        InlineFunc func = is_placeholder(node) ? skip : read_inlines;
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (size_t i = 0; i < G_N_ELEMENTS(inlines); i++)
            if (xml_is(node, inlines[i].name))
                func = inlines[i].func;
        func(reader, node);
    }
}

/* Opens the block that the paragraph's style makes of it. */
static void
open_block(Reader *reader)
{
    const DocxStyle *style = &reader->paragraph;
    g_autofree char *label = NULL;
    DocumentBlock block = { .kind = DOCUMENT_PARAGRAPH, .centred = style->centred > 0 };
    gboolean listed =
        style->num_id != NULL && strcmp(style->num_id, "0") != 0 &&
        docx_lists_next(reader->lists, style->num_id, style->num_level, &label);

    if (style->outline >= 0) {
        block.kind = DOCUMENT_HEADING;
        block.level = MIN((unsigned) style->outline + 1, 6);
        block.label = label;
    } else if (listed && (label == NULL || *label != '\0')) {
        block.kind = DOCUMENT_ITEM;
        block.level = style->num_level;
        block.label = label;
    }
    document_open_block(reader->document, &block);
}

/* TRUE when the end of the paragraph is deleted or moved away: the next goes on in it. */
static gboolean
loses_end(const xmlNode *paragraph)
{
    const xmlNode *mark = xml_child(xml_child(paragraph, "pPr"), "rPr");

    return xml_child(mark, "del") != NULL || xml_child(mark, "moveFrom") != NULL;
}

/* The paragraph that follows without a table or the like between, or NULL. */
static const xmlNode *
paragraph_after(const xmlNode *node)
{
    do
        node = node->next;
    while (node != NULL && !xml_is(node, "p") && !xml_is(node, "tbl") &&
           !xml_is(node, "sdt"));
    return node != NULL && xml_is(node, "p") ? node : NULL;
}

/* Of paragraphs that run together the last, whose end is left: what it is, all are. */
static const xmlNode *
lasting_paragraph(const xmlNode *node)
{
    const xmlNode *next = node;

    while (next != NULL && loses_end(node)) {
        next = paragraph_after(node);
        node = next != NULL ? next : node;
    }
    return node;
}

static void
set_styles(Reader *reader, const xmlNode *paragraph)
{
    const xmlNode *properties = xml_child(paragraph, "pPr");
    const char *id = xml_attribute(xml_child(properties, "pStyle"), "val");

    reader->paragraph = docx_style(reader->styles, id == NULL ? DOCX_DEFAULT : id);
    reader->run = reader->paragraph;
    docx_style_add(&reader->paragraph, properties);
    if (reader->paragraph.outline >= 0) /* headings are bold by themselves */
        reader->run.bold = -1;
}

static void
read_paragraph(Reader *reader, const xmlNode *node)
{
    if (!reader->office.goes_on) {
        set_styles(reader, lasting_paragraph(node));
        open_block(reader);
    }
    set_styles(reader, node);
    read_inlines(reader, node);
    reader->office.goes_on = loses_end(node);
    for (unsigned i = 0; i < MAX_FIELDS; i++)
        reader->in_code[i] = FALSE; /* a code ends with its line at the latest */
    if (reader->office.goes_on)
        return;
    document_close_block(reader->document);
    office_read_boxes(&reader->office);
}

static void
read_cell(Reader *reader, const xmlNode *node)
{
    const xmlNode *properties = xml_child(node, "tcPr");
    unsigned span = xml_number(xml_child(properties, "gridSpan"), "val", MAX_SPAN, 1);

    if (xml_child(properties, "cellDel") != NULL)
        return;
    document_open_cell(reader->document);
    read_blocks(reader, node);
    office_end(&reader->office);
    for (unsigned i = 1; i < span; i++)
        document_open_cell(reader->document);
}

static void
read_cells(Reader *reader, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next)
        if (xml_is(node, "tc"))
            read_cell(reader, node);
        else if (node->type == XML_ELEMENT_NODE)
            read_cells(reader, node);
}

static void
read_rows(Reader *reader, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        const xmlNode *properties = xml_child(node, "trPr");
        if (xml_is(node, "tr") && xml_child(properties, "del") == NULL) {
            document_open_row(reader->document, docx_toggle(properties, "tblHeader") > 0);
            read_cells(reader, node);
        } else if (node->type == XML_ELEMENT_NODE && !xml_is(node, "tr")) {
            read_rows(reader, node);
        }
    }
}

static void
read_table(Reader *reader, const xmlNode *node)
{
    const xmlNode *only = docx_only_cell(node);

    reader->office.goes_on = FALSE;
    if (only != NULL) {
        read_blocks(reader, only);
        return;
    }
    document_open_table(reader->document, !docx_draws_lines(reader->styles, node));
    read_rows(reader, node);
    document_close_table(reader->document);
}

static void
read_blocks(Reader *reader, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (document_is_full(reader->document))
            return;
        if (xml_is(node, "p"))
            read_paragraph(reader, node);
        else if (xml_is(node, "tbl"))
            read_table(reader, node);
        else if (xml_is(node, "AlternateContent"))
            read_blocks(reader, xml_child(node, "Choice") != NULL
                                    ? xml_child(node, "Choice")
                                    : node);
        else if (node->type == XML_ELEMENT_NODE && !is_placeholder(node) &&
                 !xml_is(node, "del") && !xml_is(node, "moveFrom"))
            read_blocks(reader, node);
    }
}

/* Notes by id.  (transfer full) */
static GHashTable *
index_notes(const xmlNode *root)
{
    GHashTable *notes = g_hash_table_new(g_str_hash, g_str_equal);
    const xmlNode *node = root == NULL ? NULL : root->children;

    for (; node != NULL; node = node->next)
        if (xml_attribute(node, "id") != NULL)
            g_hash_table_insert(notes, (gpointer) xml_attribute(node, "id"),
                                (gpointer) node);
    return notes;
}

static void
read_notes(Reader *reader, const xmlNode *footnotes, const xmlNode *endnotes)
{
    g_autoptr(GHashTable) feet = index_notes(footnotes);
    g_autoptr(GHashTable) ends = index_notes(endnotes);
    const GPtrArray *references = reader->office.notes;
    unsigned n_notes = references->len; /* a note's own references are none */

    for (unsigned i = 0; i < n_notes; i++) {
        const xmlNode *reference = references->pdata[i];
        const char *id = xml_attribute(reference, "id");
        GHashTable *notes = xml_is(reference, "footnoteReference") ? feet : ends;
        if (id != NULL)
            office_read_note(&reader->office, i, g_hash_table_lookup(notes, id));
    }
}

static const xmlNode *
root_of(xmlDoc *tree)
{
    return tree == NULL ? NULL : xmlDocGetRootElement(tree);
}

static gboolean
read_headers(Reader *reader, const GPtrArray *headers, GError **error)
{
    gboolean done = FALSE;

    for (unsigned i = 0; headers != NULL && i < headers->len && !done; i++) {
        g_autoptr(xmlDoc) tree = NULL;
        if (!xml_parse_part(headers->pdata[i], "header", &tree, error))
            return FALSE;
        done = office_read_letterhead(&reader->office, root_of(tree));
    }
    return TRUE;
}

static void
read_blocks_of(gpointer reader, const xmlNode *parent)
{
    read_blocks(reader, parent);
}

gboolean
docx_read(const DocxParts *parts, Document *document, GError **error)
{
    g_autoptr(xmlDoc) body = NULL;
    g_autoptr(xmlDoc) styles = NULL;
    g_autoptr(xmlDoc) numbering = NULL;
    g_autoptr(xmlDoc) footnotes = NULL;
    g_autoptr(xmlDoc) endnotes = NULL;
    Reader reader = { .document = document };

    if (!xml_parse_part(parts->document, "document", &body, error) ||
        !xml_parse_part(parts->styles, "styles", &styles, error) ||
        !xml_parse_part(parts->numbering, "numbering", &numbering, error) ||
        !xml_parse_part(parts->footnotes, "footnotes", &footnotes, error) ||
        !xml_parse_part(parts->endnotes, "endnotes", &endnotes, error))
        return FALSE;
    if (xml_child(root_of(body), "body") == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "document: has no body");
        return FALSE;
    }
    g_autoptr(GHashTable) by_id = docx_styles_read(root_of(styles));
    g_autoptr(DocxLists) lists = docx_lists_new(root_of(numbering), by_id);
    reader.styles = by_id;
    reader.lists = lists;
    office_init(&reader.office, document, read_blocks_of, &reader);
    gboolean done = read_headers(&reader, parts->headers, error);
    if (done) {
        read_blocks(&reader, xml_child(root_of(body), "body"));
        office_end(&reader.office);
        read_notes(&reader, root_of(footnotes), root_of(endnotes));
    }
    office_clear(&reader.office);
    return done;
}
