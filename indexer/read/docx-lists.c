#include "read/docx.h"

#include <string.h>

#define MAX_LABEL 100 /* bytes */

typedef struct {
    unsigned start;
    unsigned restarts;  /* after an item of the levels before this one; 0: never */
    gboolean legal;     /* all numbers of its label are decimal */
    const char *format; /* "decimal", "bullet" … */
    const char *text;   /* "%1." */
} Level;

/* Numbers go on through all lists that share one abstract list. */
typedef struct {
    Level levels[DOCX_MAX_LEVELS];
    unsigned counts[DOCX_MAX_LEVELS]; /* of the last item; 0: none yet */
    gboolean used[DOCX_MAX_LEVELS];
    const char *style; /* whose list it is, else NULL */
} Abstract;

typedef struct {
    Abstract *abstract;
    Level levels[DOCX_MAX_LEVELS]; /* text NULL: as the abstract list */
    gboolean restart[DOCX_MAX_LEVELS];
} List;

struct DocxLists {
    GHashTable *abstracts; /* id → Abstract */
    GHashTable *lists;     /* numId → List */
};

static Level
read_level(const xmlNode *node)
{
    const char *format = xml_attribute(xml_child(node, "numFmt"), "val");
    const char *text = xml_attribute(xml_child(node, "lvlText"), "val");

    return (Level){ .start = xml_number(xml_child(node, "start"), "val", 32767, 1),
                    .restarts = xml_number(xml_child(node, "lvlRestart"), "val",
                                           DOCX_MAX_LEVELS, DOCX_MAX_LEVELS),
                    .legal = docx_toggle(node, "isLgl") > 0,
                    .format = format == NULL ? "decimal" : format,
                    .text = text == NULL ? "" : text };
}

static Abstract *
read_abstract(const xmlNode *node)
{
    Abstract *abstract = g_new0(Abstract, 1);

    abstract->style = xml_attribute(xml_child(node, "numStyleLink"), "val");
    for (unsigned i = 0; i < DOCX_MAX_LEVELS; i++)
        abstract->levels[i] = (Level){ 1, DOCX_MAX_LEVELS, FALSE, "decimal", "" };
    for (const xmlNode *one = node->children; one != NULL; one = one->next) {
        unsigned level = xml_number(one, "ilvl", DOCX_MAX_LEVELS - 1, DOCX_MAX_LEVELS);
        if (xml_is(one, "lvl") && level < DOCX_MAX_LEVELS)
            abstract->levels[level] = read_level(one);
    }
    return abstract;
}

static List *
read_list(const DocxLists *lists, const xmlNode *node)
{
    const char *id = xml_attribute(xml_child(node, "abstractNumId"), "val");
    List *list = g_new0(List, 1);

    list->abstract = id == NULL ? NULL : g_hash_table_lookup(lists->abstracts, id);
    for (const xmlNode *one = node->children; one != NULL; one = one->next) {
        unsigned at = xml_number(one, "ilvl", DOCX_MAX_LEVELS - 1, DOCX_MAX_LEVELS);
        const xmlNode *level = xml_child(one, "lvl");
        const xmlNode *start = xml_child(one, "startOverride");
        if (!xml_is(one, "lvlOverride") || at >= DOCX_MAX_LEVELS)
            continue;
        if (level != NULL)
            list->levels[at] = read_level(level);
        else if (list->abstract != NULL && start != NULL)
            list->levels[at] = list->abstract->levels[at];
        if (start != NULL) {
            list->levels[at].start = xml_number(start, "val", 32767, 1);
            list->restart[at] = TRUE;
        }
    }
    return list;
}

static void
read_all(DocxLists *lists, const xmlNode *root)
{
    for (const xmlNode *node = root->children; node != NULL; node = node->next) {
        const char *id = xml_attribute(node, "abstractNumId");
        if (xml_is(node, "abstractNum") && id != NULL)
            g_hash_table_insert(lists->abstracts, (gpointer) id, read_abstract(node));
    }
    for (const xmlNode *node = root->children; node != NULL; node = node->next) {
        const char *id = xml_attribute(node, "numId");
        if (xml_is(node, "num") && id != NULL)
            g_hash_table_insert(lists->lists, (gpointer) id, read_list(lists, node));
    }
}

/* An abstract list that only names a style is that style's list. */
static void
follow_styles(DocxLists *lists, GHashTable *styles)
{
    GHashTableIter iter;
    gpointer value = NULL;

    g_hash_table_iter_init(&iter, lists->lists);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        List *list = value;
        const Abstract *abstract = list->abstract;
        if (abstract == NULL || abstract->style == NULL)
            continue;
        const char *id = docx_style(styles, abstract->style).num_id;
        const List *other = id == NULL ? NULL : g_hash_table_lookup(lists->lists, id);
        if (other != NULL)
            list->abstract = other->abstract;
    }
}

DocxLists *
docx_lists_new(const xmlNode *root, GHashTable *styles)
{
    DocxLists *lists = g_new0(DocxLists, 1);

    lists->abstracts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    lists->lists = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    if (root != NULL)
        read_all(lists, root);
    follow_styles(lists, styles);
    return lists;
}

void
docx_lists_free(DocxLists *lists)
{
    if (lists == NULL)
        return;
    g_hash_table_unref(lists->lists);
    g_hash_table_unref(lists->abstracts);
    g_free(lists);
}

static const Level *
level_of(const List *list, unsigned level)
{
    return list->levels[level].text != NULL ? &list->levels[level]
                                            : &list->abstract->levels[level];
}

/* Appends the label that the text of `own` makes of the counts: "%1.%2" is "3.1". */
static void
append_label(GString *out, const List *list, const Level *own)
{
    const Abstract *abstract = list->abstract;

    for (const char *text = own->text; *text != '\0' && out->len < MAX_LABEL; text++) {
        unsigned level = (unsigned) (text[1] - '1');
        if (*text == '%' && text[1] >= '1' && text[1] <= '9') {
            const Level *of = level_of(list, level);
            document_append_number(out, own->legal ? "decimal" : of->format,
                                   abstract->used[level] ? abstract->counts[level]
                                                         : of->start);
            text++;
        } else {
            g_string_append_c(out, *text);
        }
    }
}

/* Counts one item; what stands below it starts again, unless its level says otherwise:
 * «Điều» goes on over «Chương». */
static void
count(List *list, unsigned level)
{
    Abstract *abstract = list->abstract;
    unsigned start = level_of(list, level)->start;

    if (list->restart[level] || !abstract->used[level])
        abstract->counts[level] = start;
    else
        abstract->counts[level]++;
    abstract->used[level] = TRUE;
    list->restart[level] = FALSE;
    for (unsigned i = level + 1; i < DOCX_MAX_LEVELS; i++)
        if (level < level_of(list, i)->restarts)
            abstract->used[i] = FALSE;
}

gboolean
docx_lists_next(DocxLists *lists, const char *num_id, unsigned level, char **label)
{
    List *list = g_hash_table_lookup(lists->lists, num_id);

    if (list == NULL || list->abstract == NULL)
        return FALSE;
    level = MIN(level, DOCX_MAX_LEVELS - 1);
    count(list, level);
    const Level *of = level_of(list, level);
    if (strcmp(of->format, "bullet") == 0) {
        *label = NULL;
        return TRUE;
    }
    GString *out = g_string_new(NULL);
    append_label(out, list, of);
    *label = g_string_free(out, FALSE);
    if (!g_utf8_validate(*label, -1, NULL)) /* cut within a letter */
        **label = '\0';
    return TRUE;
}
