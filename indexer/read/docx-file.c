/* The file of a Word document: its parts are found by their relationships. */
#include "error.h"
#include "read/convert.h"
#include "read/docx.h"
#include "read/package.h"

#include <string.h>

#define MAX_HEADERS 6 /* the first two sections' */

typedef struct {
    const char *bytes;
    size_t len;
} File;

/* The parts beside the document, by the end of their relationship's type. */
static const struct {
    const char *type;
    size_t offset; /* in DocxParts */
} companions[] = {
    { "/styles", offsetof(DocxParts, styles) },
    { "/numbering", offsetof(DocxParts, numbering) },
    { "/footnotes", offsetof(DocxParts, footnotes) },
    { "/endnotes", offsetof(DocxParts, endnotes) },
};

static void
parts_clear(DocxParts *parts)
{
    g_clear_pointer(&parts->document, g_bytes_unref);
    g_clear_pointer(&parts->styles, g_bytes_unref);
    g_clear_pointer(&parts->numbering, g_bytes_unref);
    g_clear_pointer(&parts->footnotes, g_bytes_unref);
    g_clear_pointer(&parts->endnotes, g_bytes_unref);
    g_clear_pointer(&parts->headers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DocxParts, parts_clear)

/* The name of the part that the relationship `node` has for a type that ends in `type`,
 * seen from the folder `base` ("word/").  (transfer full) or NULL */
static char *
target_of(const xmlNode *node, const char *base, const char *type)
{
    const char *own = xml_attribute(node, "Type");
    const char *target = xml_attribute(node, "Target");
    const char *mode = xml_attribute(node, "TargetMode");

    if (own == NULL || target == NULL || !g_str_has_suffix(own, type) ||
        (mode != NULL && strcmp(mode, "External") == 0))
        return NULL;
    return *target == '/' ? g_strdup(target + 1) : g_strconcat(base, target, NULL);
}

/* The first such part of the relationships `rels`.  (transfer full) or NULL */
static char *
find_target(const xmlNode *rels, const char *base, const char *type)
{
    const xmlNode *node = rels == NULL ? NULL : rels->children;
    char *target = NULL;

    for (; node != NULL && target == NULL; node = node->next)
        target = target_of(node, base, type);
    return target;
}

/* The relationships of a part; *tree is NULL when it has none. */
static gboolean
read_relationships(const File *file, const char *name, xmlDoc **tree, GError **error)
{
    g_autoptr(GBytes) part = NULL;

    return package_read(file->bytes, file->len, name, &part, error) &&
           xml_parse_part(part, name, tree, error);
}

/* The folder of a part, "word/", and the name of its relationships. */
static void
split_name(const char *name, char **folder, char **relationships)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash == NULL ? name : slash + 1;

    *folder = g_strndup(name, (size_t) (base - name));
    *relationships = g_strconcat(*folder, "_rels/", base, ".rels", NULL);
}

static gboolean
read_headers(const File *file,
             const xmlNode *rels,
             const char *folder,
             DocxParts *parts,
             GError **error)
{
    const xmlNode *node = rels == NULL ? NULL : rels->children;

    parts->headers = g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref);
    for (; node != NULL && parts->headers->len < MAX_HEADERS; node = node->next) {
        g_autofree char *target = target_of(node, folder, "/header");
        GBytes *part = NULL;
        if (target == NULL)
            continue;
        if (!package_read(file->bytes, file->len, target, &part, error))
            return FALSE;
        if (part != NULL)
            g_ptr_array_add(parts->headers, part);
    }
    return TRUE;
}

/* embedded  TRUE when the text goes on in a file of another format */
static gboolean
read_companions(const File *file,
                const char *document,
                DocxParts *parts,
                gboolean *embedded,
                GError **error)
{
    g_autofree char *folder = NULL;
    g_autofree char *name = NULL;
    g_autofree char *other = NULL;
    g_autoptr(xmlDoc) tree = NULL;

    split_name(document, &folder, &name);
    if (!read_relationships(file, name, &tree, error))
        return FALSE;
    const xmlNode *root = tree == NULL ? NULL : xmlDocGetRootElement(tree);
    other = find_target(root, folder, "/aFChunk");
    *embedded = other != NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(companions); i++) {
        g_autofree char *target = find_target(root, folder, companions[i].type);
        GBytes **part = G_STRUCT_MEMBER_P(parts, companions[i].offset);
        if (target != NULL && !package_read(file->bytes, file->len, target, part, error))
            return FALSE;
    }
    return read_headers(file, root, folder, parts, error);
}

/* The name of the main part: word/document.xml, but some programs say otherwise.
 * (transfer full) */
static char *
find_document(const File *file, GError **error)
{
    g_autoptr(xmlDoc) tree = NULL;
    char *name = NULL;

    if (!read_relationships(file, "_rels/.rels", &tree, error))
        return NULL;
    if (tree != NULL)
        name = find_target(xmlDocGetRootElement(tree), "", "/officeDocument");
    return name == NULL ? g_strdup("word/document.xml") : name;
}

/* Programs that make Word files of web pages put them in whole. */
static gboolean
mind_embedded(gboolean embedded, Converted *out, GError **error)
{
    static const char message[] = "text in a file within it (altChunk) is not read; open "
                                  "it in Word and save it anew";

    if (!embedded)
        return TRUE;
    if (*out->text == '\0') {
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, message);
        return FALSE;
    }
    converted_warn(out, WARNING_EMBEDDED, 0, 0, "%s", message);
    return TRUE;
}

gboolean
convert_docx(const char *bytes,
             size_t len,
             G_GNUC_UNUSED const ConvertOptions *options,
             Converted *out,
             GError **error)
{
    const File file = { bytes, len };
    g_auto(DocxParts) parts = { 0 };
    g_autoptr(Document) document = document_new();
    g_autofree char *name = find_document(&file, error);
    gboolean embedded = FALSE;

    if (name == NULL || !package_read(bytes, len, name, &parts.document, error))
        return FALSE;
    if (parts.document == NULL || !g_str_has_prefix(name, "word/")) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "no Word document: the file has no part word/document.xml");
        return FALSE;
    }
    return read_companions(&file, name, &parts, &embedded, error) &&
           docx_read(&parts, document, error) && document_finish(document, out, error) &&
           mind_embedded(embedded, out, error);
}
