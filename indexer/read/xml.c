#include "read/xml.h"

#include "error.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

/* Sees the declaration before anything in it is read, and ends the parsing. */
static void
refuse_document_type(void *data,
                     G_GNUC_UNUSED const xmlChar *name,
                     G_GNUC_UNUSED const xmlChar *external,
                     G_GNUC_UNUSED const xmlChar *system)
{
    xmlParserCtxt *parser = data;

    parser->_private = parser;
    xmlStopParser(parser);
}

static void
say_failure(const xmlParserCtxt *parser, const char *name, GError **error)
{
    const xmlError *last = &parser->lastError;
    TracuuError code = TRACUU_ERROR_NOTICE;
    g_autofree char *reason = NULL;

    if (parser->_private != NULL) {
        reason = g_strdup("has a document type declaration");
    } else if (last->code == XML_ERR_NO_MEMORY) {
        reason = g_strdup("needs too much memory");
        code = TRACUU_ERROR_LIMIT;
    } else if (last->message != NULL && strstr(last->message, "depth") != NULL) {
        reason = g_strdup("nested too deeply");
        code = TRACUU_ERROR_LIMIT;
    } else if (last->message != NULL && strstr(last->message, "uge text") != NULL) {
        reason = g_strdup("text too long");
        code = TRACUU_ERROR_LIMIT;
    } else {
        reason = g_strdup_printf("no well-formed XML, line %d", MAX(last->line, 1));
    }
    g_set_error(error, TRACUU_ERROR, code, "%s: %s", name, reason);
}

xmlDoc *
xml_parse(const char *bytes, size_t len, const char *name, GError **error)
{
    const int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
    xmlParserCtxt *parser = xmlNewParserCtxt();
    xmlDoc *tree = NULL;

    parser->sax->internalSubset = refuse_document_type;
    if (len <= INT_MAX)
        tree = xmlCtxtReadMemory(parser, bytes, (int) len, NULL, NULL, options);
    if (tree == NULL || xmlDocGetRootElement(tree) == NULL || parser->_private != NULL) {
        say_failure(parser, name, error);
        xmlFreeDoc(tree);
        tree = NULL;
    }
    xmlFreeParserCtxt(parser);
    return tree;
}

gboolean
xml_parse_part(GBytes *part, const char *name, xmlDoc **tree, GError **error)
{
    size_t len = 0;
    const char *bytes = part == NULL ? NULL : g_bytes_get_data(part, &len);

    *tree = NULL;
    if (bytes == NULL)
        return TRUE;
    *tree = xml_parse(bytes, len, name, error);
    return *tree != NULL;
}

gboolean
xml_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *) node->name, name) == 0;
}

const xmlNode *
xml_child(const xmlNode *node, const char *name)
{
    if (node == NULL)
        return NULL;
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        if (xml_is(child, name))
            return child;
    return NULL;
}

const char *
xml_attribute(const xmlNode *node, const char *name)
{
    if (node == NULL || node->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *one = node->properties; one != NULL; one = one->next)
        if (strcmp((const char *) one->name, name) == 0)
            return one->children == NULL || one->children->content == NULL
                       ? ""
                       : (const char *) one->children->content;
    return NULL;
}

unsigned
xml_number(const xmlNode *node, const char *name, unsigned max, unsigned other)
{
    const char *value = xml_attribute(node, name);
    guint64 number = 0;

    return value != NULL && g_ascii_string_to_unsigned(value, 10, 0, max, &number, NULL)
               ? (unsigned) number
               : other;
}

const xmlNode *
xml_after(const xmlNode *node, const xmlNode *root)
{
    while (node != root && node->next == NULL)
        node = node->parent;
    return node == root ? NULL : node->next;
}
