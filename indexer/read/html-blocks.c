/* The blocks of a page, as a browser would lay them out. */
#include "read/html-tree.h"

#include <string.h>

#define MAX_SPAN 63 /* columns of one cell */
#define MAX_LISTS 9
#define LAYOUT_ROWS 3 /* a longer table without lines is one of data all the same */

/* A list that is open. */
typedef struct {
    const char *format; /* of its numbers; NULL: bullets */
    unsigned number;    /* of the last item */
} List;

typedef struct {
    Document *document;
    DocumentBlock next; /* opens with the next word */
    char *label;        /* of `next` */
    List lists[MAX_LISTS];
    unsigned n_lists;
    unsigned marks;
    unsigned caps; /* mark of what is in a font of capitals */
    gboolean is_open;
    gboolean centred;
    gboolean exact; /* line ends are breaks */
} Reader;

typedef void (*ElementFunc)(Reader *reader, const xmlNode *node);

static void read_children(Reader *reader, const xmlNode *parent);

static void
skip(G_GNUC_UNUSED Reader *reader, G_GNUC_UNUSED const xmlNode *node)
{
}

/* ---- words ------------------------------------------------------------------- */

static gboolean
is_blank(const char *utf8)
{
    for (; *utf8 != '\0'; utf8 = g_utf8_next_char(utf8)) {
        gunichar c = g_utf8_get_char(utf8);
        if (!g_unichar_isspace(c) && !g_unichar_iscntrl(c) && c != 0x00A0)
            return FALSE;
    }
    return TRUE;
}

/* Ends the block; words that follow are a paragraph. */
static void
end_block(Reader *reader)
{
    if (reader->is_open)
        document_close_block(reader->document);
    reader->is_open = FALSE;
}

static void
set_next(Reader *reader, DocumentKind kind, unsigned level, char *label)
{
    g_free(reader->label);
    reader->label = label;
    reader->next = (DocumentBlock){
        .kind = kind, .level = level, .label = label, .centred = reader->centred
    };
}

static void
open_block(Reader *reader)
{
    if (reader->next.kind == DOCUMENT_PARAGRAPH)
        reader->next.centred = reader->centred;
    document_open_block(reader->document, &reader->next);
    reader->is_open = TRUE;
    set_next(reader, DOCUMENT_PARAGRAPH, 0, NULL);
}

static void
add_lines(Reader *reader, const char *utf8)
{
    for (;;) {
        const char *end = strchrnul(utf8, '\n');
        document_add_text(reader->document, utf8, (size_t) (end - utf8), reader->marks);
        if (*end == '\0')
            return;
        document_add_break(reader->document);
        utf8 = end + 1;
    }
}

static void
read_text(Reader *reader, const xmlNode *node)
{
    const char *utf8 = (const char *) node->content;

    if (!reader->is_open && is_blank(utf8))
        return;
    if (!reader->is_open)
        open_block(reader);
    if (reader->exact)
        add_lines(reader, utf8);
    else
        document_add_text(reader->document, utf8, strlen(utf8), reader->marks);
}

static void
read_break(Reader *reader, G_GNUC_UNUSED const xmlNode *node)
{
    document_add_break(reader->document);
}

static void
read_marked(Reader *reader, const xmlNode *node)
{
    unsigned outer = reader->marks;

    reader->marks |=
        xml_is(node, "b") || xml_is(node, "strong") ? DOCUMENT_BOLD : DOCUMENT_ITALIC;
    read_children(reader, node);
    reader->marks = outer;
}

/* ".VnTimeH" has capitals in the places of small letters. */
static gboolean
is_caps_font(const char *font)
{
    font += strcspn(font, ".;");
    if (g_ascii_strncasecmp(font, ".Vn", 3) != 0)
        return FALSE;
    while (g_ascii_isalnum(font[1]) || font[1] == ' ')
        font++;
    return *font == 'H';
}

static void
read_font(Reader *reader, const xmlNode *node)
{
    const char *style = xml_attribute(node, "style");
    const char *font = style == NULL ? NULL : strcasestr(style, "font-family");
    unsigned outer = reader->marks;

    if (font == NULL)
        font = xml_attribute(node, "face");
    if (font != NULL)
        reader->marks &= ~reader->caps;
    if (font != NULL && is_caps_font(font))
        reader->marks |= reader->caps;
    read_children(reader, node);
    reader->marks = outer;
}

/* ---- blocks -------------------------------------------------------------------- */

/* What an element says of centring; else as the one around. */
static gboolean
is_centred(const Reader *reader, const xmlNode *node)
{
    const char *align = xml_attribute(node, "align");
    const char *style = xml_attribute(node, "style");
    const char *own = style == NULL ? NULL : strcasestr(style, "text-align");

    if (xml_is(node, "center"))
        return TRUE;
    if (own != NULL) {
        own += strlen("text-align");
        own += strspn(own, ": ");
        return g_ascii_strncasecmp(own, "center", 6) == 0;
    }
    return align != NULL ? g_ascii_strcasecmp(align, "center") == 0 : reader->centred;
}

static void
read_block(Reader *reader, const xmlNode *node)
{
    gboolean outer = reader->centred;

    end_block(reader);
    reader->centred = is_centred(reader, node);
    read_children(reader, node);
    end_block(reader);
    reader->centred = outer;
}

/* An empty paragraph parts the lines of a title. */
static void
read_paragraph(Reader *reader, const xmlNode *node)
{
    static const DocumentBlock empty = { .kind = DOCUMENT_PARAGRAPH };

    if (!html_has_text(node)) {
        end_block(reader);
        document_open_block(reader->document, &empty);
        document_close_block(reader->document);
    }
    read_block(reader, node);
}

static void
read_heading(Reader *reader, const xmlNode *node)
{
    unsigned outer = reader->marks;

    end_block(reader);
    set_next(reader, DOCUMENT_HEADING, (unsigned) (node->name[1] - '0'), NULL);
    reader->marks = 0;
    read_block(reader, node);
    reader->marks = outer;
    set_next(reader, DOCUMENT_PARAGRAPH, 0, NULL);
}

static void
read_exact(Reader *reader, const xmlNode *node)
{
    gboolean outer = reader->exact;

    reader->exact = TRUE;
    read_block(reader, node);
    reader->exact = outer;
}

/* ---- lists ----------------------------------------------------------------------- */

static void
read_list(Reader *reader, const xmlNode *node)
{
    const char *type = xml_attribute(node, "type");
    unsigned start = xml_number(node, "start", 999999, 1);
    List list = { .format = xml_is(node, "ol") ? (type == NULL ? "1" : type) : NULL };

    end_block(reader);
    if (reader->n_lists == MAX_LISTS) {
        read_children(reader, node);
        end_block(reader);
        return;
    }
    list.number = start > 0 ? start - 1 : 0;
    reader->lists[reader->n_lists++] = list;
    read_children(reader, node);
    end_block(reader);
    reader->n_lists--;
    set_next(reader, DOCUMENT_PARAGRAPH, 0, NULL);
}

static void
read_item(Reader *reader, const xmlNode *node)
{
    List *list = reader->n_lists == 0 ? NULL : &reader->lists[reader->n_lists - 1];
    GString *label = NULL;

    end_block(reader);
    if (list != NULL && list->format != NULL) {
        list->number = xml_number(node, "value", 999999, list->number + 1);
        label = g_string_new(NULL);
        document_append_number(label, list->format, list->number);
        g_string_append_c(label, '.');
    }
    set_next(reader, DOCUMENT_ITEM, reader->n_lists == 0 ? 0 : reader->n_lists - 1,
             label == NULL ? NULL : g_string_free(label, FALSE));
    read_children(reader, node);
    end_block(reader);
    set_next(reader, DOCUMENT_PARAGRAPH, 0, NULL);
}

/* ---- tables ------------------------------------------------------------------------ */

typedef struct {
    unsigned n_rows;
    unsigned n_cells;
    gboolean nested; /* it holds a table or a heading: it lays out a page */
    gboolean titled; /* it has cells of titles */
} Shape;

static void
look_at_table(const xmlNode *parent, Shape *shape)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        shape->n_rows += xml_is(node, "tr");
        shape->n_cells += xml_is(node, "td") || xml_is(node, "th");
        shape->titled = shape->titled || xml_is(node, "th") || xml_is(node, "thead");
        if (xml_is(node, "table") ||
            (node->name[0] == 'h' && g_ascii_isdigit(node->name[1])))
            shape->nested = TRUE;
        else
            look_at_table(node, shape);
    }
}

static gboolean
draws_lines(const xmlNode *table)
{
    const char *border = xml_attribute(table, "border");
    const char *class = xml_attribute(table, "class");

    if (class != NULL && strcmp(class, "MsoNormalTable") == 0)
        class = NULL;
    return class != NULL || (border != NULL && strcmp(border, "0") != 0);
}

static void
read_cell(Reader *reader, const xmlNode *node)
{
    unsigned span = xml_number(node, "colspan", MAX_SPAN, 1);

    document_open_cell(reader->document);
    read_block(reader, node);
    for (unsigned i = 1; i < span; i++)
        document_open_cell(reader->document);
}

static void
read_row(Reader *reader, const xmlNode *row, gboolean head)
{
    gboolean titles = xml_child(row, "td") == NULL && xml_child(row, "th") != NULL;

    document_open_row(reader->document, head || titles);
    for (const xmlNode *node = row->children; node != NULL; node = node->next)
        if ((xml_is(node, "td") || xml_is(node, "th")) && !html_is_hidden(node))
            read_cell(reader, node);
}

static void
read_rows(Reader *reader, const xmlNode *parent, gboolean head)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE || html_is_hidden(node))
            continue;
        if (xml_is(node, "tr"))
            read_row(reader, node, head);
        else if (!xml_is(node, "caption"))
            read_rows(reader, node, head || xml_is(node, "thead"));
    }
}

static void
read_table(Reader *reader, const xmlNode *node)
{
    const xmlNode *caption = xml_child(node, "caption");
    const char *role = xml_attribute(node, "role");
    Shape shape = { 0 };

    look_at_table(node, &shape);
    if (shape.nested || shape.n_cells <= 1 ||
        (role != NULL && strcmp(role, "presentation") == 0)) {
        read_block(reader, node);
        return;
    }
    end_block(reader);
    if (caption != NULL)
        read_block(reader, caption);
    document_open_table(reader->document, !shape.titled && !draws_lines(node) &&
                                              shape.n_rows <= LAYOUT_ROWS);
    read_rows(reader, node, FALSE);
    end_block(reader);
    document_close_table(reader->document);
}

/* ---- all elements ---------------------------------------------------------------- */

static const struct {
    const char *name;
    ElementFunc func;
} elements[] = {
    { "p", read_paragraph },   { "div", read_block },        { "br", read_break },
    { "b", read_marked },      { "strong", read_marked },    { "i", read_marked },
    { "em", read_marked },     { "font", read_font },        { "span", read_font },
    { "h1", read_heading },    { "h2", read_heading },       { "h3", read_heading },
    { "h4", read_heading },    { "h5", read_heading },       { "h6", read_heading },
    { "ul", read_list },       { "ol", read_list },          { "li", read_item },
    { "table", read_table },   { "pre", read_exact },        { "tr", read_block },
    { "td", read_block },      { "th", read_block },         { "section", read_block },
    { "article", read_block }, { "main", read_block },       { "center", read_block },
    { "address", read_block }, { "blockquote", read_block }, { "dl", read_block },
    { "dt", read_block },      { "dd", read_block },         { "fieldset", read_block },
    { "legend", read_block },  { "figure", read_block },     { "figcaption", read_block },
    { "details", read_block }, { "summary", read_block },    { "form", read_block },
    { "header", read_block },  { "footer", read_block },     { "hr", read_block },
    { "caption", read_block }, { "body", read_block },       { "img", skip },
};

static void
read_element(Reader *reader, const xmlNode *node)
{
    ElementFunc func = read_children;

    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        if (xml_is(node, elements[i].name))
            func = elements[i].func;
    func(reader, node);
}

static void
read_children(Reader *reader, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (document_is_full(reader->document))
            return;
        if (html_is_hidden(node) || html_is_navigation(node))
            continue;
        if (node->type == XML_ELEMENT_NODE)
            read_element(reader, node);
        else
            read_text(reader, node);
    }
}

void
html_read_blocks(const xmlNode *node, unsigned caps, Document *document)
{
    Reader reader = { .document = document, .caps = caps };

    set_next(&reader, DOCUMENT_PARAGRAPH, 0, NULL);
    read_children(&reader, node);
    end_block(&reader);
    g_free(reader.label);
}
