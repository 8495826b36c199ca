/* What a table is for, as its shape and lines say. */
#include "read/docx.h"

/* The number of children of this name, but at most two. */
static unsigned
count(const xmlNode *parent, const char *name)
{
    unsigned n = 0;
    const xmlNode *node = parent == NULL ? NULL : parent->children;

    for (; node != NULL && n < 2; node = node->next)
        n += xml_is(node, name);
    return n;
}

const xmlNode *
docx_only_cell(const xmlNode *table)
{
    const xmlNode *row = xml_child(table, "tr");

    return count(table, "tr") == 1 && count(row, "tc") == 1 && count(table, "sdt") == 0
               ? xml_child(row, "tc")
               : NULL;
}

gboolean
docx_draws_lines(GHashTable *styles, const xmlNode *table)
{
    const xmlNode *properties = xml_child(table, "tblPr");
    const xmlNode *row = xml_child(table, "tr");
    DocxStyle style =
        docx_style(styles, xml_attribute(xml_child(properties, "tblStyle"), "val"));

    docx_style_add(&style, properties);
    return style.lines || docx_toggle(xml_child(row, "trPr"), "tblHeader") > 0 ||
           docx_has_lines(
               xml_child(xml_child(xml_child(row, "tc"), "tcPr"), "tcBorders"));
}
