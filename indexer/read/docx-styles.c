#include "read/docx.h"

#include <string.h>

#define MAX_BASES 20 /* styles on top of one another */

static const DocxStyle nothing = { .outline = -1,
                                   .bold = -1,
                                   .italic = -1,
                                   .caps = -1,
                                   .caps_font = -1,
                                   .hidden = -1,
                                   .centred = -1 };

int
docx_toggle(const xmlNode *properties, const char *name)
{
    const xmlNode *toggle = xml_child(properties, name);
    const char *value = xml_attribute(toggle, "val");

    if (toggle == NULL)
        return -1;
    return value == NULL || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 &&
                             strcmp(value, "off") != 0);
}

gboolean
docx_has_lines(const xmlNode *borders)
{
    if (borders == NULL)
        return FALSE;
    for (const xmlNode *line = borders->children; line != NULL; line = line->next) {
        const char *kind = xml_attribute(line, "val");
        if (kind != NULL && strcmp(kind, "nil") != 0 && strcmp(kind, "none") != 0)
            return TRUE;
    }
    return FALSE;
}

static void
set(int *field, int value)
{
    if (value >= 0)
        *field = value;
}

/* ".VnTimeH" has capitals in the places of small letters. */
static int
is_caps_font(const char *font)
{
    if (font == NULL)
        return -1;
    return g_str_has_prefix(font, ".Vn") && g_str_has_suffix(font, "H");
}

static void
add_run(DocxStyle *style, const xmlNode *properties)
{
    set(&style->bold, docx_toggle(properties, "b"));
    set(&style->italic, docx_toggle(properties, "i"));
    set(&style->caps, docx_toggle(properties, "caps"));
    set(&style->hidden, docx_toggle(properties, "vanish"));
    set(&style->caps_font,
        is_caps_font(xml_attribute(xml_child(properties, "rFonts"), "ascii")));
}

void
docx_style_add(DocxStyle *style, const xmlNode *properties)
{
    const xmlNode *numbering = xml_child(properties, "numPr");
    const char *align = xml_attribute(xml_child(properties, "jc"), "val");
    const xmlNode *outline = xml_child(properties, "outlineLvl");
    const char *num_id = xml_attribute(xml_child(numbering, "numId"), "val");
    const xmlNode *borders = xml_child(properties, "tblBorders");

    add_run(style, properties);
    if (num_id != NULL)
        style->num_id = num_id;
    style->num_level = xml_number(xml_child(numbering, "ilvl"), "val",
                                  DOCX_MAX_LEVELS - 1, style->num_level);
    if (align != NULL)
        style->centred = strcmp(align, "center") == 0;
    if (outline != NULL)
        style->outline = xml_number(outline, "val", 9, 9) < 9
                             ? (int) xml_number(outline, "val", 8, 0)
                             : -1;
    if (borders != NULL)
        style->lines = docx_has_lines(borders);
}

/* Word's own names are English in the file, whatever its language: "heading 2". */
static int
outline_of_name(const char *name)
{
    static const char heading[] = "heading ";

    if (name == NULL)
        return -1;
    if (g_ascii_strcasecmp(name, "title") == 0)
        return 0;
    if (g_ascii_strncasecmp(name, heading, strlen(heading)) != 0)
        return -1;
    name += strlen(heading);
    return *name >= '1' && *name <= '9' && name[1] == '\0' ? *name - '1' : -1;
}

static DocxStyle *
read_style(const xmlNode *node)
{
    DocxStyle *style = g_new(DocxStyle, 1);

    *style = nothing;
    style->outline = outline_of_name(xml_attribute(xml_child(node, "name"), "val"));
    style->based_on = xml_attribute(xml_child(node, "basedOn"), "val");
    docx_style_add(style, xml_child(node, "pPr"));
    docx_style_add(style, xml_child(node, "rPr"));
    docx_style_add(style, xml_child(node, "tblPr"));
    for (const xmlNode *part = node->children; part != NULL; part = part->next)
        if (xml_is(part, "tblStylePr"))
            style->lines =
                style->lines ||
                docx_has_lines(xml_child(xml_child(part, "tblPr"), "tblBorders")) ||
                docx_has_lines(xml_child(xml_child(part, "tcPr"), "tcBorders"));
    return style;
}

GHashTable *
docx_styles_read(const xmlNode *root)
{
    GHashTable *styles = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    const xmlNode *node = root == NULL ? NULL : root->children;

    for (; node != NULL; node = node->next) {
        const char *id = xml_is(node, "style") ? xml_attribute(node, "styleId") : NULL;
        const char *type = xml_attribute(node, "type");
        if (id == NULL)
            continue;
        g_hash_table_insert(styles, (gpointer) id, read_style(node));
        if (type != NULL && strcmp(type, "paragraph") == 0 &&
            xml_number(node, "default", 1, 0) == 1)
            g_hash_table_insert(styles, (gpointer) DOCX_DEFAULT, read_style(node));
    }
    return styles;
}

/* Adds what `base` says where `style` says nothing. */
static void
fill(DocxStyle *style, const DocxStyle *base)
{
    set(&style->bold, style->bold < 0 ? base->bold : -1);
    set(&style->italic, style->italic < 0 ? base->italic : -1);
    set(&style->caps, style->caps < 0 ? base->caps : -1);
    set(&style->caps_font, style->caps_font < 0 ? base->caps_font : -1);
    set(&style->hidden, style->hidden < 0 ? base->hidden : -1);
    set(&style->centred, style->centred < 0 ? base->centred : -1);
    set(&style->outline, style->outline < 0 ? base->outline : -1);
    style->lines = style->lines || base->lines;
    if (style->num_id == NULL) {
        style->num_id = base->num_id;
        style->num_level = MAX(style->num_level, base->num_level);
    }
}

DocxStyle
docx_style(GHashTable *styles, const char *id)
{
    DocxStyle style = nothing;

    for (unsigned i = 0; i < MAX_BASES && id != NULL; i++) {
        const DocxStyle *base = g_hash_table_lookup(styles, id);
        if (base == NULL)
            break;
        fill(&style, base);
        id = base->based_on;
    }
    return style;
}
