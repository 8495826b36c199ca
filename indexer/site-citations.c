#include "site-citations.h"

#include "display.h"
#include "site-private.h"

#include <string.h>

/* The graph, in units of its viewBox: two columns of labels, lines between them. */
#define GRAPH_WIDTH 400
#define GRAPH_LEFT 165  /* where the labels of the left end */
#define GRAPH_RIGHT 235 /* where those of the right begin */
#define GRAPH_ROW 32    /* 24 pixels on a phone: what a finger needs */
#define GRAPH_GAP 5     /* between a label and its line */
#define GRAPH_LINE 13   /* between the two lines of a long label */
#define GRAPH_LABEL_CHARS 24

char *
site_cited_path(unsigned rank)
{
    g_autofree char *page =
        site_page_path(SITE_CITATIONS_PATH, (rank / SITE_CITED_PAGE) + 1);
    return g_strdup_printf("%s#c%u", page, rank + 1);
}

/* ---- the graph ------------------------------------------------------------------ */

/* A node of the right side, while they are sorted: its lines should cross little. */
typedef struct {
    unsigned index;
    unsigned sum, n; /* of the places that cite it */
} Weight;

static int
compare_weights(gconstpointer a, gconstpointer b)
{
    const Weight *left = a;
    const Weight *right = b;
    const unsigned long by_left = (unsigned long) left->sum * right->n;
    const unsigned long by_right = (unsigned long) right->sum * left->n;
    if (by_left != by_right)
        return by_left < by_right ? -1 : 1;
    return (left->index > right->index) - (left->index < right->index);
}

/* The row of each node of the right, by the mean place of what cites it. */
static unsigned *
order_right(const SiteGraph *graph)
{
    unsigned *rows = g_new0(unsigned, graph->right->len + 1);
    g_autoptr(GArray) weights = g_array_new(FALSE, TRUE, sizeof(Weight));
    g_array_set_size(weights, graph->right->len);
    for (unsigned i = 0; i < graph->right->len; i++)
        g_array_index(weights, Weight, i).index = i;
    for (unsigned i = 0; i < graph->edges->len; i++) {
        const SiteEdge *edge = &g_array_index(graph->edges, SiteEdge, i);
        Weight *weight = &g_array_index(weights, Weight, edge->right);
        weight->sum += edge->left;
        weight->n++;
    }
    g_array_sort(weights, compare_weights);
    for (unsigned i = 0; i < weights->len; i++)
        rows[g_array_index(weights, Weight, i).index] = i;
    return rows;
}

/* The middle of row `row` out of `n`, spread over `height`. */
static unsigned
middle_of(unsigned row, unsigned n, unsigned height)
{
    return ((2 * row + 1) * height) / (2 * MAX(n, 1));
}

static void
add_number(cJSON *object, const char *key, unsigned value)
{
    g_autofree char *text = g_strdup_printf("%u", value);
    site_add_text(object, key, text);
}

/* The bytes of `label` that fit a line: whole words if there is one. */
static size_t
fitting(const char *label)
{
    if (g_utf8_strlen(label, -1) <= GRAPH_LABEL_CHARS)
        return strlen(label);
    const char *limit = g_utf8_offset_to_pointer(label, GRAPH_LABEL_CHARS);
    const char *blank = g_strrstr_len(label, limit - label, " ");
    return (size_t) ((blank != NULL ? blank : limit) - label);
}

static void
add_label_row(cJSON *rows, const char *text, unsigned y)
{
    cJSON *row = cJSON_CreateObject();
    site_add_text(row, "text", text);
    add_number(row, "y", y);
    cJSON_AddItemToArray(rows, row);
}

/* One line, or two of which the second says when there was more. */
static void
add_label(cJSON *rows, const char *label, unsigned y)
{
    const size_t len = fitting(label);
    g_autofree char *first = g_strndup(label, len);
    const char *rest = label + len + strspn(label + len, " ");
    const size_t rest_len = fitting(rest);
    g_autofree char *second = g_strndup(rest, rest_len);
    g_autofree char *cut = g_strconcat(second, rest[rest_len] != '\0' ? " …" : "", NULL);
    if (*rest == '\0') {
        add_label_row(rows, first, y);
        return;
    }
    add_label_row(rows, first, y - GRAPH_LINE / 2);
    add_label_row(rows, cut, y + GRAPH_LINE / 2);
}

static void
add_node(cJSON *nodes, const char *label, const char *url, unsigned y)
{
    cJSON *node = cJSON_CreateObject();
    site_add_text(node, "name", label);
    site_add_text(node, "url", url);
    add_label(cJSON_AddArrayToObject(node, "rows"), label, y);
    cJSON_AddItemToArray(nodes, node);
}

static void
add_left(const Site *site, cJSON *nodes, const SiteLine *line, unsigned y)
{
    g_autofree char *path = site_notice_url(site, line->file_name);
    g_autofree char *name = line->number != NULL
                                ? site_document_name(site, line->type, line->number)
                                : g_strdup(line->heading);
    add_node(nodes, name, path, y);
}

static void
add_right(const Site *site, cJSON *nodes, const SiteDocument *document, unsigned y)
{
    g_autofree char *path = document->file_name != NULL
                                ? site_notice_url(site, document->file_name)
                                : site_cited_path(document->rank);
    g_autofree char *name = site_document_name(site, document->type, document->number);
    add_node(nodes, name, path, y);
}

static cJSON *
graph_data(const Site *site, const SiteGraph *graph)
{
    cJSON *data = cJSON_CreateObject();
    cJSON *left = cJSON_AddArrayToObject(data, "left");
    cJSON *right = cJSON_AddArrayToObject(data, "right");
    cJSON *edges = cJSON_AddArrayToObject(data, "edges");
    const unsigned height = MAX(graph->left->len, graph->right->len) * GRAPH_ROW;
    g_autofree unsigned *rows = order_right(graph);
    add_number(data, "width", GRAPH_WIDTH);
    add_number(data, "height", height);
    add_number(data, "left_x", GRAPH_LEFT);
    add_number(data, "right_x", GRAPH_RIGHT);
    for (unsigned i = 0; i < graph->left->len; i++)
        add_left(site, left, &g_array_index(graph->left, SiteLine, i),
                 middle_of(i, graph->left->len, height));
    for (unsigned i = 0; i < graph->right->len; i++)
        add_right(site, right, &g_array_index(graph->right, SiteDocument, i),
                  middle_of(rows[i], graph->right->len, height));
    for (unsigned i = 0; i < graph->edges->len; i++) {
        const SiteEdge *edge = &g_array_index(graph->edges, SiteEdge, i);
        const unsigned from = middle_of(edge->left, graph->left->len, height);
        const unsigned to = middle_of(rows[edge->right], graph->right->len, height);
        const unsigned bend = (GRAPH_LEFT + GRAPH_RIGHT) / 2;
        g_autofree char *path =
            g_strdup_printf("M%u %uC%u %u %u %u %u %u", GRAPH_LEFT + GRAPH_GAP, from,
                            bend, from, bend, to, GRAPH_RIGHT - GRAPH_GAP, to);
        cJSON *line = cJSON_CreateObject();
        site_add_text(line, "path", path);
        cJSON_AddItemToArray(edges, line);
    }
    return data;
}

/* ---- documents ------------------------------------------------------------------ */

static cJSON *
document_data(const Site *site, const SiteDocument *document)
{
    cJSON *data = cJSON_CreateObject();
    g_autofree char *name = site_document_name(site, document->type, document->number);
    g_autofree char *url = site_notice_url(site, document->file_name);
    g_autofree char *date = display_date(document->date, site->config->language);
    g_autofree char *count = site_fill_count(site, "cited_by_count", document->n_citing);
    g_autofree char *all =
        document->list_path == NULL
            ? NULL
            : site_fill_count(site, "cited_by_all", document->n_citing);
    add_number(data, "anchor", document->rank + 1);
    site_add_text(data, "name", name);
    site_add_text(data, "notice_url", url);
    site_add_text(data, "date_text", date);
    site_add_text(data, "issuer", document->issuer);
    site_add_text(data, "count_text", count);
    site_add_text(data, "all", all);
    site_add_text(data, "list_url", document->list_path);
    cJSON *lines = cJSON_AddArrayToObject(data, "lines");
    for (unsigned i = 0; i < document->citing->len; i++)
        cJSON_AddItemToArray(
            lines, site_line_data(site, &g_array_index(document->citing, SiteLine, i)));
    return data;
}

char *
site_render_citations(Site *site, const SiteCitationsPage *page, GError **error)
{
    const char *heading = site_text(site, "citations_heading");
    cJSON *trail = NULL;
    g_autoptr(cJSON) data = site_page_data(site, SITE_CITATIONS_PATH, heading, &trail);
    g_autofree char *count = site_fill_count(site, "count_documents", page->n_cited);
    site_add_step(trail, site_text(site, "nav_browse"), "browse/index.html");
    site_add_step(trail, heading, NULL);
    site_add_pager(site, data, SITE_CITATIONS_PATH, page->pager);
    site_add_text(data, "total_text", count);
    cJSON_AddItemToObjectCS(data, "graph",
                            page->graph != NULL ? graph_data(site, page->graph)
                                                : cJSON_CreateNull());
    cJSON *documents = cJSON_AddArrayToObject(data, "documents");
    for (unsigned i = 0; i < page->documents->len; i++)
        cJSON_AddItemToArray(
            documents,
            document_data(site, &g_array_index(page->documents, SiteDocument, i)));
    return template_render(site->templates, "citations", data, error);
}

char *
site_render_cited(Site *site,
                  const SiteDocument *document,
                  SitePager pager,
                  GError **error)
{
    g_autofree char *name = site_document_name(site, document->type, document->number);
    g_autofree char *back = site_cited_path(document->rank);
    cJSON *trail = NULL;
    g_autoptr(cJSON) data = site_page_data(site, document->list_path, name, &trail);
    site_add_step(trail, site_text(site, "nav_browse"), "browse/index.html");
    site_add_step(trail, site_text(site, "citations_heading"), back);
    site_add_step(trail, name, NULL);
    site_add_pager(site, data, document->list_path, pager);
    cJSON_AddItemToObjectCS(data, "document", document_data(site, document));
    return template_render(site->templates, "cited", data, error);
}
