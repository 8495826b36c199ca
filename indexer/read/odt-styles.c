#include "read/odt.h"

#include <string.h>

#define MAX_PARENTS 20
#define MAX_START 999999

typedef struct {
    const char *format; /* "1", "a", "I"; "": no number; NULL: a bullet */
    const char *before;
    const char *after;
    unsigned start;
    unsigned shown; /* levels in one label: "1.2." has 2 */
} Level;

typedef struct {
    Level levels[ODT_MAX_LEVELS];
    unsigned counts[ODT_MAX_LEVELS]; /* of the last item */
    gboolean used[ODT_MAX_LEVELS];
} List;

struct OdtStyles {
    GHashTable *styles; /* "family name" (owned) → OdtStyle */
    GHashTable *lists;  /* name → List */
};

/* The value of a property that may be `yes` or something else. */
static int
says(const xmlNode *properties, const char *name, const char *yes)
{
    const char *value = xml_attribute(properties, name);

    return value == NULL ? -1 : strcmp(value, yes) == 0;
}

static int
is_bold(const xmlNode *properties)
{
    const char *value = xml_attribute(properties, "font-weight");

    if (value == NULL)
        return -1;
    return strcmp(value, "bold") == 0 || g_ascii_strtoull(value, NULL, 10) >= 600;
}

static int
has_lines(const xmlNode *properties)
{
    int lines = -1;

    if (properties == NULL)
        return -1;
    for (const xmlAttr *one = properties->properties; one != NULL; one = one->next) {
        const char *name = (const char *) one->name;
        const char *value = xml_attribute(properties, name);
        if (strcmp(name, "border") != 0 &&
            (!g_str_has_prefix(name, "border-") || strstr(name, "line-width") != NULL))
            continue;
        lines = MAX(lines, strstr(value, "none") == NULL);
    }
    return lines;
}

static OdtStyle
read_style(const xmlNode *node)
{
    const xmlNode *text = xml_child(node, "text-properties");
    const xmlNode *paragraph = xml_child(node, "paragraph-properties");

    return (OdtStyle){
        .parent = xml_attribute(node, "parent-style-name"),
        .list = xml_attribute(node, "list-style-name"),
        .bold = is_bold(text),
        .italic = says(text, "font-style", "italic"),
        .caps = says(text, "text-transform", "uppercase"),
        .hidden = says(text, "display", "none"),
        .centred = says(paragraph, "text-align", "center"),
        .lines = has_lines(xml_child(node, "table-cell-properties")),
    };
}

static Level
read_level(const xmlNode *node)
{
    const char *before = xml_attribute(node, "num-prefix");
    const char *after = xml_attribute(node, "num-suffix");
    const char *format = xml_attribute(node, "num-format");

    return (Level){
        .format =
            xml_is(node, "list-level-style-number") || xml_is(node, "outline-level-style")
                ? (format == NULL ? "" : format)
                : NULL,
        .before = before == NULL ? "" : before,
        .after = after == NULL ? "" : after,
        .start = xml_number(node, "start-value", MAX_START, 1),
        .shown = MAX(1, xml_number(node, "display-levels", ODT_MAX_LEVELS, 1)),
    };
}

static List *
read_list(const xmlNode *node)
{
    List *list = g_new0(List, 1);

    for (const xmlNode *one = node->children; one != NULL; one = one->next) {
        unsigned level = xml_number(one, "level", ODT_MAX_LEVELS, 0);
        if (level > 0)
            list->levels[level - 1] = read_level(one);
    }
    return list;
}

static void
read_group(OdtStyles *styles, const xmlNode *group)
{
    const xmlNode *node = group == NULL ? NULL : group->children;

    for (; node != NULL; node = node->next) {
        const char *name = xml_attribute(node, "name");
        const char *family = xml_attribute(node, "family");
        if (xml_is(node, "outline-style"))
            g_hash_table_insert(styles->lists, (gpointer) ODT_OUTLINE, read_list(node));
        if (name != NULL && xml_is(node, "list-style"))
            g_hash_table_insert(styles->lists, (gpointer) name, read_list(node));
        if (name == NULL || family == NULL || !xml_is(node, "style"))
            continue;
        OdtStyle *style = g_new(OdtStyle, 1);
        *style = read_style(node);
        g_hash_table_insert(styles->styles, g_strdup_printf("%s %s", family, name),
                            style);
    }
}

OdtStyles *
odt_styles_new(const xmlNode *content, const xmlNode *common)
{
    OdtStyles *styles = g_new0(OdtStyles, 1);

    styles->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    styles->lists = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    read_group(styles, xml_child(common, "styles"));
    read_group(styles, xml_child(content, "automatic-styles"));
    return styles;
}

void
odt_styles_free(OdtStyles *styles)
{
    if (styles == NULL)
        return;
    g_hash_table_unref(styles->styles);
    g_hash_table_unref(styles->lists);
    g_free(styles);
}

static void
fill(int *field, int value)
{
    if (*field < 0)
        *field = value;
}

OdtStyle
odt_style(const OdtStyles *styles, const char *family, const char *name)
{
    OdtStyle all = { NULL, NULL, -1, -1, -1, -1, -1, -1 };

    for (unsigned i = 0; i < MAX_PARENTS && name != NULL; i++) {
        g_autofree char *key = g_strdup_printf("%s %s", family, name);
        const OdtStyle *style = g_hash_table_lookup(styles->styles, key);
        if (style == NULL)
            break;
        fill(&all.bold, style->bold);
        fill(&all.italic, style->italic);
        fill(&all.caps, style->caps);
        fill(&all.hidden, style->hidden);
        fill(&all.centred, style->centred);
        fill(&all.lines, style->lines);
        all.list = all.list == NULL ? style->list : all.list;
        name = style->parent;
    }
    return all;
}

static List *
find_list(const OdtStyles *styles, const char *name)
{
    return name == NULL ? NULL : g_hash_table_lookup(styles->lists, name);
}

void
odt_list_start(OdtStyles *styles, const char *name, gboolean continues)
{
    List *list = find_list(styles, name);

    if (list != NULL && !continues)
        memset(list->used, 0, sizeof list->used);
}

static void
count(List *list, unsigned level, unsigned start)
{
    if (start > 0)
        list->counts[level] = start;
    else if (list->used[level])
        list->counts[level]++;
    else
        list->counts[level] = list->levels[level].start;
    list->used[level] = TRUE;
    for (unsigned i = level + 1; i < ODT_MAX_LEVELS; i++)
        list->used[i] = FALSE;
}

void
odt_list_next(
    OdtStyles *styles, const char *name, unsigned level, unsigned start, char **label)
{
    List *list = find_list(styles, name);
    GString *out = NULL;

    *label = NULL;
    level = MIN(level, ODT_MAX_LEVELS - 1);
    if (list == NULL || list->levels[level].format == NULL)
        return;
    count(list, level, start);
    const Level *own = &list->levels[level];
    out = g_string_new(*own->format == '\0' ? "" : own->before);
    for (unsigned i = level + 1 - MIN(own->shown, level + 1); i <= level; i++) {
        const Level *of = &list->levels[i];
        unsigned number = list->used[i] ? list->counts[i] : MAX(of->start, 1);
        if (i < level && (of->format == NULL || *of->format == '\0'))
            continue;
        document_append_number(out, of->format, number);
        g_string_append(out, i < level ? "." : "");
    }
    g_string_append(out, *own->format == '\0' ? "" : own->after);
    *label = g_string_free(out, FALSE);
}
