#include "markdown.h"

#include "markdown-limits.h"
#include "markdown-ocr.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_parser, cmark_parser_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_iter, cmark_iter_free)

typedef struct {
    int options;
    const char *const *extensions; /* NULL-terminated */
} Dialect;

/* No "autolink": in this cmark it reads before its buffer (CVE-2023-22485) and takes
 * quadratic time; <https://…> is a link without it. */
static const char *const gfm_extensions[] = { "table", "strikethrough", NULL };
static const char *const ocr_extensions[] = { "table", NULL };

static const Dialect gfm = { CMARK_OPT_DEFAULT, gfm_extensions };
static const Dialect ocr = { CMARK_OPT_HARDBREAKS, ocr_extensions };

static cmark_parser *
new_parser(const Dialect *dialect)
{
    cmark_parser *parser = NULL;

    cmark_gfm_core_extensions_ensure_registered();
    parser = cmark_parser_new(dialect->options);
    for (const char *const *name = dialect->extensions; *name != NULL; name++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(*name));
    return parser;
}

static cmark_node *
parse(cmark_parser *parser, const char *source)
{
    cmark_parser_feed(parser, source, strlen(source));
    return cmark_parser_finish(parser);
}

/* The end of the table head at `head` when its cells are empty; else NULL. */
static const char *
empty_head_end(const char *head)
{
    static const char start[] = "<thead>\n<tr>\n";
    static const char end[] = "</tr>\n</thead>\n";
    const char *at = head + strlen(start);

    if (!g_str_has_prefix(head, start))
        return NULL;
    while (g_str_has_prefix(at, "<th")) {
        at = strchr(at, '>') + 1;
        if (!g_str_has_prefix(at, "</th>\n"))
            return NULL;
        at += strlen("</th>\n");
    }
    return g_str_has_prefix(at, end) ? at + strlen(end) : NULL;
}

/* A copy without heads of empty cells, which Markdown makes a table without titles
 * have.  Text has no "<" of its own, so what looks like a tag is one. */
static char *
without_empty_heads(const char *html)
{
    GString *out = g_string_sized_new(strlen(html) + 1);
    const char *head = strstr(html, "<thead>");

    for (; head != NULL; head = strstr(html, "<thead>")) {
        const char *end = empty_head_end(head);
        g_string_append_len(out, html, head - html);
        html = end == NULL ? head + 1 : end;
        if (end == NULL)
            g_string_append_c(out, '<');
    }
    g_string_append(out, html);
    return g_string_free(out, FALSE);
}

static char *
render(cmark_parser *parser, cmark_node *document, const Dialect *dialect)
{
    /* Without CMARK_OPT_UNSAFE: no raw HTML, no javascript: addresses. */
    char *html = cmark_render_html(document, dialect->options,
                                   cmark_parser_get_syntax_extensions(parser));
    char *clean = without_empty_heads(html);

    free(html); /* cmark's default allocator is malloc */
    return clean;
}

/* Puts the alternative text in the place of each image: a page loads nothing. */
static void
replace_images(cmark_node *document)
{
    g_autoptr(cmark_iter) iter = cmark_iter_new(document);
    g_autoptr(GPtrArray) images = g_ptr_array_new(); /* (element-type cmark_node) */
    cmark_event_type event = CMARK_EVENT_NONE;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_IMAGE)
            g_ptr_array_add(images, node);
    }
    for (unsigned i = 0; i < images->len; i++) {
        cmark_node *image = images->pdata[i];
        for (cmark_node *child = cmark_node_first_child(image); child != NULL;
             child = cmark_node_first_child(image))
            cmark_node_insert_before(image, child);
        cmark_node_free(image);
    }
}

/* The text of a document as it grows. */
typedef struct {
    GString *out;
    GArray *numbers; /* int: the next number of each open list; 0 for bullets */
} Words;

static void
end_line(GString *out)
{
    if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append_c(out, '\n');
}

static void
enter_list(Words *words, cmark_node *list)
{
    int number = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
                     ? cmark_node_get_list_start(list)
                     : -1;

    g_array_append_val(words->numbers, number);
}

static void
enter_item(Words *words)
{
    int *number = &g_array_index(words->numbers, int, words->numbers->len - 1);

    end_line(words->out);
    if (*number < 0)
        g_string_append(words->out, "- ");
    else
        g_string_append_printf(words->out, "%d. ", (*number)++);
}

static void
enter_node(Words *words, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_CODE_BLOCK:
        g_string_append(words->out, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        g_string_append_c(words->out, '\n');
        break;
    case CMARK_NODE_LIST:
        enter_list(words, node);
        break;
    case CMARK_NODE_ITEM:
        enter_item(words);
        break;
    default:
        break;
    }
}

static gboolean
is_in_item(cmark_node *node)
{
    return cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM;
}

/* The nodes of tables have types that only their names tell. */
static void
exit_extension(Words *words, cmark_node *node)
{
    const char *type = cmark_node_get_type_string(node);

    if (strcmp(type, "table_cell") == 0)
        g_string_append_c(words->out, cmark_node_next(node) == NULL ? '\n' : ' ');
    else if (strcmp(type, "table") == 0)
        g_string_append_c(words->out, '\n');
}

static void
exit_node(Words *words, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
    case CMARK_NODE_CODE_BLOCK:
        end_line(words->out);
        if (!is_in_item(node))
            g_string_append_c(words->out, '\n');
        break;
    case CMARK_NODE_LIST:
        g_array_set_size(words->numbers, words->numbers->len - 1);
        end_line(words->out);
        if (words->numbers->len == 0)
            g_string_append_c(words->out, '\n');
        break;
    default:
        exit_extension(words, node);
        break;
    }
}

/* The words of a document in order, as markdown.h says.  (transfer full) */
static char *
collect_words(cmark_node *document)
{
    g_autoptr(cmark_iter) iter = cmark_iter_new(document);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(int));
    Words words = { g_string_new(NULL), numbers };
    cmark_event_type event = CMARK_EVENT_NONE;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER)
            enter_node(&words, node);
        if (event == CMARK_EVENT_EXIT ||
            cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK)
            exit_node(&words, node);
    }
    return g_string_free(words.out, FALSE);
}

gboolean
markdown_read(const char *source, char **text, char **html, GError **error)
{
    g_autoptr(cmark_parser) parser = NULL;
    g_autoptr(cmark_node) document = NULL;

    if (!markdown_check_limits(source, error))
        return FALSE;
    parser = new_parser(&gfm);
    document = parse(parser, source);
    replace_images(document);
    *text = collect_words(document);
    *html = render(parser, document, &gfm);
    return TRUE;
}

/* TRUE when the document has more than paragraphs and lists, which a text may
 * have without being Markdown. */
static gboolean
has_marks(cmark_node *document)
{
    g_autoptr(cmark_iter) iter = cmark_iter_new(document);

    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_EMPH:
        case CMARK_NODE_STRONG:
        case CMARK_NODE_HEADING:
            return TRUE;
        default:
            if (strcmp(cmark_node_get_type_string(node), "table") == 0)
                return TRUE;
        }
    }
    return FALSE;
}

char *
markdown_render_ocr(const char *text)
{
    g_autofree char *source = NULL;
    g_autoptr(cmark_parser) parser = NULL;
    g_autoptr(cmark_node) document = NULL;

    if (strpbrk(text, "*#|") == NULL || !markdown_check_limits(text, NULL))
        return NULL;
    source = markdown_escape_ocr(text);
    parser = new_parser(&ocr);
    document = parse(parser, source);
    return has_marks(document) ? render(parser, document, &ocr) : NULL;
}
