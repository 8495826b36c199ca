/* Which part of a page is its text, by what the page says of itself and by links. */
#include "read/html-tree.h"

#include <string.h>

#define MIN_LINKS 3        /* fewer are no menu */
#define MENU_SHARE 60      /* per cent of a menu's text that stands in links */
#define MAIN_SHARE 50      /* per cent of the page's text that its main part has */
#define MAX_MENU_SHARE 50  /* per cent of the page's text: more is no menu */
#define CONTENT_BYTES 200u /* with less, a <main> is not trusted */

/* What an element holds, all below it included; kept in node->_private. */
typedef struct {
    size_t text;   /* bytes but white space */
    size_t linked; /* of those, in links */
    unsigned n_links;
    gboolean navigation;
} Weight;

static Weight *
weight_of(const xmlNode *node)
{
    return node->_private;
}

/* ---- what is not shown ------------------------------------------------------- */

static gboolean
is_any(const xmlNode *node, const char *const *names)
{
    for (; *names != NULL; names++)
        if (xml_is(node, *names))
            return TRUE;
    return FALSE;
}

/* `words` are parted by what is no letter or digit: "main-content", "box_nav left". */
static gboolean
has_word(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (; words != NULL && *words != '\0'; words++) {
        size_t n = 0;
        while (g_ascii_isalnum(words[n]))
            n++;
        if (n == len && g_ascii_strncasecmp(words, word, len) == 0)
            return TRUE;
        words += n;
        if (*words == '\0')
            break;
    }
    return FALSE;
}

gboolean
html_has_word(const xmlNode *node, const char *attribute, const char *word)
{
    return has_word(xml_attribute(node, attribute), word);
}

/* TRUE when the style says `property: value`, with blanks or without. */
static gboolean
style_says(const char *style, const char *property, const char *value)
{
    for (const char *at = style; (at = strcasestr(at, property)) != NULL; at++) {
        const char *colon = at + strlen(property);
        colon += strspn(colon, " ");
        if (*colon != ':')
            continue;
        colon += 1 + strspn(colon + 1, " ");
        if (g_ascii_strncasecmp(colon, value, strlen(value)) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
html_is_hidden(const xmlNode *node)
{
    static const char *const names[] = {
        "script",   "style",  "noscript", "template", "head",   "title", "select",
        "option",   "button", "textarea", "input",    "iframe", "frame", "object",
        "embed",    "applet", "audio",    "video",    "canvas", "svg",   "map",
        "datalist", "xml",    "noframes", "rp",       "rt",     NULL,
    };
    const char *style = xml_attribute(node, "style");
    const char *aria = xml_attribute(node, "aria-hidden");

    if (node->type != XML_ELEMENT_NODE)
        return node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE;
    if (is_any(node, names) || xml_attribute(node, "hidden") != NULL ||
        (aria != NULL && strcmp(aria, "true") == 0))
        return TRUE;
    if (xml_is(node, "del") && xml_attribute(node, "datetime") != NULL)
        return TRUE; /* a change that Word has tracked */
    return style != NULL && (style_says(style, "display", "none") ||
                             style_says(style, "visibility", "hidden") ||
                             style_says(style, "mso-hide", "all"));
}

/* ---- what each element weighs ------------------------------------------------ */

static size_t
count_bytes(const char *utf8)
{
    size_t n = 0;

    for (; *utf8 != '\0'; utf8++)
        n += !g_ascii_isspace(*utf8) && *utf8 != '\xC2' && *utf8 != '\xA0';
    return n;
}

static void
add_weight(Weight *sum, const Weight *weight)
{
    sum->text += weight->text;
    sum->linked += weight->linked;
    sum->n_links += weight->n_links;
}

/* Gives each element below `node` its weight, and returns that of `node`. */
static Weight
weigh(xmlNode *node, gboolean in_link, GPtrArray *weights)
{
    Weight sum = { 0 };

    if (html_is_hidden(node))
        return sum;
    if (node->type != XML_ELEMENT_NODE) {
        sum.text = count_bytes((const char *) node->content);
        sum.linked = in_link ? sum.text : 0;
        return sum;
    }
    gboolean link = xml_is(node, "a") && xml_attribute(node, "href") != NULL;
    for (xmlNode *child = node->children; child != NULL; child = child->next) {
        Weight weight = weigh(child, in_link || link, weights);
        add_weight(&sum, &weight);
    }
    sum.n_links += link;
    node->_private = g_memdup2(&sum, sizeof sum);
    g_ptr_array_add(weights, node->_private);
    return sum;
}

/* ---- navigation ---------------------------------------------------------------- */

static gboolean
is_block(const xmlNode *node)
{
    static const char *const names[] = { "div", "ul",      "ol",     "dl", "table",
                                         "td",  "section", "center", NULL };

    return is_any(node, names);
}

/* TRUE when `name` is one of the blank-separated names in `names`, whatever the case and
 * with "-" and "_" or without: "Noi-dung" is "noidung". */
static gboolean
has_name(const char *names, const char *name)
{
    const char *at = name;

    for (; *names != '\0'; names++) {
        gboolean ends = g_ascii_isspace(*names);
        if (ends && at != NULL && *at == '\0')
            return TRUE;
        if (ends)
            at = name;
        else if (*names != '-' && *names != '_')
            at = at != NULL && *at == g_ascii_tolower(*names) ? at + 1 : NULL;
    }
    return at != NULL && *at == '\0' && at > name;
}

/* TRUE when the attribute has one of the names. */
static gboolean
is_called(const xmlNode *node, const char *attribute, const char *const *names)
{
    const char *value = xml_attribute(node, attribute);

    for (; value != NULL && *names != NULL; names++)
        if (has_name(value, *names))
            return TRUE;
    return FALSE;
}

/* Names of parts that every page of a site has. */
static gboolean
is_named_navigation(const xmlNode *node)
{
    static const char *const names[] = { "binhluan",  "lienket",     "thongke",
                                         "truycap",   "luottruycap", "tinlienquan",
                                         "tinkhac",   "timkiem",     "othernews",
                                         "newsother", "newsrelated", "comment",
                                         "tags",      "commentform", NULL };
    static const char *const words[] = {
        "nav",     "navbar",   "navigation", "menu",       "breadcrumb",
        "sidebar", "comments", "related",    "pagination", "advert",
        "ads",     "social",   "share",      "banner",     "cookie",
        "popup",   "modal",    "skiplink",   "toolbar",    NULL
    };
    static const char *const attributes[] = { "class", "id", "role", NULL };

    for (const char *const *name = attributes; *name != NULL; name++)
        for (const char *const *word = words; *word != NULL; word++)
            if (html_has_word(node, *name, *word))
                return TRUE;
    return is_called(node, "id", names) || is_called(node, "class", names);
}

/* A page's own head and foot; those of an article belong to it. */
static gboolean
is_page_frame(const xmlNode *node)
{
    static const char *const names[] = { "footer", "pagefooter", "sitefooter",
                                         "copyright", NULL };

    if (!xml_is(node, "header") && !xml_is(node, "footer") &&
        !is_called(node, "id", names) && !is_called(node, "class", names))
        return FALSE;
    for (const xmlNode *up = node->parent; up != NULL; up = up->parent)
        if (xml_is(up, "article") || xml_is(up, "main"))
            return FALSE;
    return TRUE;
}

static gboolean
is_menu(const xmlNode *node, const Weight *page)
{
    const Weight *weight = weight_of(node);

    if (weight->text * 100 > page->text * MAX_MENU_SHARE)
        return FALSE;
    if (xml_is(node, "nav") || xml_is(node, "aside") || is_page_frame(node) ||
        is_named_navigation(node))
        return TRUE;
    return is_block(node) && weight->n_links >= MIN_LINKS &&
           weight->linked * 100 >= weight->text * MENU_SHARE;
}

static void
mark_navigation(const xmlNode *node, const Weight *page)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        Weight *weight = child->type == XML_ELEMENT_NODE ? weight_of(child) : NULL;
        if (weight == NULL)
            continue;
        weight->navigation = is_menu(child, page);
        if (!weight->navigation)
            mark_navigation(child, page);
    }
}

gboolean
html_is_navigation(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && weight_of(node) != NULL &&
           weight_of(node)->navigation;
}

gboolean
html_has_text(const xmlNode *node)
{
    return weight_of(node) != NULL && weight_of(node)->text > 0;
}

/* ---- the main part ---------------------------------------------------------------- */

typedef gboolean (*TestFunc)(const xmlNode *node);

static gboolean
is_main(const xmlNode *node)
{
    return xml_is(node, "main") || html_has_word(node, "role", "main");
}

static gboolean
is_article(const xmlNode *node)
{
    return xml_is(node, "article");
}

static gboolean
is_content(const xmlNode *node)
{
    static const char *const ids[] = { "content", "maincontent", "contentmain",
                                       "noidung", "divcontent",  NULL };
    static const char *const classes[] = {
        "newsdetail",  "detailcontent", "contentdetail", "newscontent",
        "contentnews", "articlebody",   "articledetail", "postcontent",
        "chitiet",     "chitiettin",    "toanvan",       NULL
    };

    return is_called(node, "id", ids) || is_called(node, "class", classes);
}

/* The elements that pass the test: how many, and the heaviest. */
static unsigned
find(const xmlNode *node, TestFunc test, const xmlNode **best)
{
    unsigned n = 0;

    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || weight_of(child) == NULL)
            continue;
        if (test(child)) {
            n++;
            if (*best == NULL || weight_of(child)->text > weight_of(*best)->text)
                *best = child;
        } else {
            n += find(child, test, best);
        }
    }
    return n;
}

/* What is text and no link. */
static size_t
plain_text(const xmlNode *node)
{
    return weight_of(node)->text - weight_of(node)->linked;
}

static const xmlNode *
choose(const xmlNode *body)
{
    static const TestFunc tests[] = { is_main, is_article, is_content };

    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++) {
        const xmlNode *best = NULL;
        if (find(body, tests[i], &best) == 0)
            continue;
        if (plain_text(best) >= (i == 0 ? CONTENT_BYTES : 1) &&
            (i == 0 || plain_text(best) * 100 >= plain_text(body) * MAIN_SHARE))
            return best;
    }
    return body;
}

HtmlPage *
html_page_new(const char *utf8, size_t len, GError **error)
{
    g_autoptr(HtmlPage) page = g_new0(HtmlPage, 1);
    xmlNode *body = NULL;

    page->weights = g_ptr_array_new_with_free_func(g_free);
    page->tree = html_parse(utf8, len, error);
    if (page->tree == NULL)
        return NULL;
    body = (xmlNode *) xml_child(xmlDocGetRootElement(page->tree), "body");
    if (body == NULL)
        body = xmlDocGetRootElement(page->tree);
    weigh(body, FALSE, page->weights);
    page->body = weight_of(body) == NULL ? body : choose(body);
    if (weight_of(body) != NULL)
        mark_navigation(page->body, weight_of(page->body));
    return g_steal_pointer(&page);
}

void
html_page_free(HtmlPage *page)
{
    if (page == NULL)
        return;
    xmlFreeDoc(page->tree);
    g_ptr_array_unref(page->weights);
    g_free(page);
}
