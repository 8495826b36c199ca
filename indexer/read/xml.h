/* xml - one part of an office file as a tree: no document type, no entities but those
 * of XML itself, no network, bounded depth (libxml2). */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/* Parses `bytes`.
 *
 * name     of the part, for messages
 *
 * Returns  (transfer full), with a root; NULL with
 * Errors   TRACUU_ERROR_NOTICE  not well-formed, or it has a document type
 *          TRACUU_ERROR_LIMIT   nested deeper than 256 (libxml2's bound), one text of
 *                               over 10 MB, or out of memory
 */
xmlDoc *xml_parse(const char *bytes, size_t len, const char *name, GError **error);

/* The same of a part that may be missing: *tree is NULL then. */
gboolean xml_parse_part(GBytes *part, const char *name, xmlDoc **tree, GError **error);

/* TRUE for an element of this local name, whatever its namespace: the strict and the
 * usual form of OOXML differ in nothing else. */
gboolean xml_is(const xmlNode *node, const char *name);

/* The first child element of this local name, or NULL; also of NULL. */
const xmlNode *xml_child(const xmlNode *node, const char *name);

/* The attribute of this local name, or NULL; also of NULL.  Lives as long as the tree. */
const char *xml_attribute(const xmlNode *node, const char *name);

/* The same as a number in [0, max]; `other` when there is none. */
unsigned xml_number(const xmlNode *node, const char *name, unsigned max, unsigned other);

/* The next node in document order after `node` and all that it holds, below `root`. */
const xmlNode *xml_after(const xmlNode *node, const xmlNode *root);
