/* The pages of cited documents. */
#include "build-browse.h"

#include "file-name.h"
#include "site-citations.h"

#include <string.h>

/* What is being written. */
typedef struct {
    const Build *build;
    Sums *sums;
    GHashTable *names; /* of the pages in browse/cited that are taken */
} Citations;

GArray *
build_list_citing(const Build *build, uint32_t document, unsigned first, unsigned max)
{
    GArray *citing = g_array_new(FALSE, FALSE, sizeof(SiteLine));
    uint32_t n = 0;
    unsigned place = 0;
    const CiteLink *links = cite_table_get_citing(build->cites, document, &n);

    for (uint32_t i = 0; i < n && citing->len < max; i++) {
        if (i > 0 && links[i].notice == links[i - 1].notice)
            continue;
        if (place++ < first)
            continue;
        const SiteLine line = listing_get(build->listing, links[i].notice);
        g_array_append_val(citing, line);
    }
    return citing;
}

static SiteDocument
describe(const Build *build, uint32_t rank)
{
    const CiteDocument *document = cite_table_get_document(build->cites, rank);
    SiteDocument described = {
        .rank = rank,
        .type = document->type,
        .number = document->number,
        .issuer = document->issuer,
        .date = document->date,
        .n_citing = document->n_citing,
    };

    if (document->notice != CITE_NONE)
        described.file_name = listing_get(build->listing, document->notice).file_name;
    return described;
}

/* ---- a document that many cite -------------------------------------------------- */

/* A name for its page that no other has: by what it is, so that it stays when the
 * collection grows.  (transfer full) */
static char *
choose_path(Citations *self, const SiteDocument *document)
{
    const char *const parts[] = { document->number, document->type, document->issuer,
                                  document->date };
    g_autoptr(GString) id = g_string_new(NULL);

    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] != NULL)
            g_string_append_printf(id, "%s%s", id->len > 0 ? " " : "", parts[i]);
    for (unsigned again = 2; !g_hash_table_add(self->names, g_strdup(id->str)); again++)
        g_string_append_printf(id, " %u", again);
    g_autofree char *name = file_name_from_id(id->str);
    return g_strdup_printf("browse/cited/%s.html", name);
}

static gboolean
write_document(const Citations *self, SiteDocument document, GError **error)
{
    unsigned a_page = site_list_page(self->build->site);
    SitePager pager = { 1, build_count_pages(document.n_citing, a_page) };

    for (; pager.page <= pager.n_pages; pager.page++) {
        g_autoptr(GArray) citing = build_list_citing(self->build, document.rank,
                                                     (pager.page - 1) * a_page, a_page);
        document.citing = citing;
        g_autofree char *html =
            site_render_cited(self->build->site, &document, pager, error);
        if (!build_write_list_page(self->build, self->sums, document.list_path,
                                   pager.page, html, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the list ------------------------------------------------------------------- */

static void
clear_document(gpointer pointer)
{
    SiteDocument *document = pointer;

    g_array_unref((GArray *) document->citing);
    g_free((char *) document->list_path);
}

/* The documents [first, end), and the pages of those that many cite. */
static gboolean
take_documents(
    Citations *self, GArray *documents, uint32_t first, uint32_t end, GError **error)
{
    for (uint32_t i = first; i < end; i++) {
        SiteDocument document = describe(self->build, i);

        if (document.n_citing > SITE_CITED_SHOWN)
            document.list_path = choose_path(self, &document);
        document.citing = build_list_citing(self->build, i, 0, SITE_CITED_SHOWN);
        g_array_append_val(documents, document);
        if (document.list_path != NULL && !write_document(self, document, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_list_page(Citations *self, SiteCitationsPage page, GError **error)
{
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(SiteDocument));
    uint32_t first = (page.pager.page - 1) * SITE_CITED_PAGE;

    g_array_set_clear_func(documents, clear_document);
    page.documents = documents;
    if (!take_documents(self, documents, first,
                        MIN(first + SITE_CITED_PAGE, page.n_cited), error))
        return FALSE;
    g_autofree char *html = site_render_citations(self->build->site, &page, error);
    return build_write_list_page(self->build, self->sums, SITE_CITATIONS_PATH,
                                 page.pager.page, html, error);
}

/* ---- the graph ------------------------------------------------------------------ */

static void
add_edges(const SiteGraph *graph, const CiteLink *links, uint32_t n)
{
    SiteEdge last = { 0, G_MAXUINT };

    for (uint32_t i = 0; i < n; i++) {
        const SiteEdge edge = { graph->left->len, links[i].document };

        if (edge.right != last.right)
            g_array_append_val(graph->edges, edge);
        last = edge;
    }
}

/* FALSE when there are too many nodes. */
static gboolean
fill_graph(const Build *build, const SiteGraph *graph)
{
    uint32_t n_cited = cite_table_get_n_cited(build->cites);

    for (uint32_t i = 0; n_cited < SITE_GRAPH_NODES && i < n_cited; i++) {
        const SiteDocument document = describe(build, i);

        g_array_append_val(graph->right, document);
    }
    for (uint32_t i = 0; graph->right->len > 0 && i < listing_get_n(build->listing);
         i++) {
        uint32_t n = 0;
        const CiteLink *links = cite_table_get_links(build->cites, i, &n);

        if (n == 0)
            continue;
        if (graph->left->len + graph->right->len == SITE_GRAPH_NODES)
            return FALSE;
        const SiteLine line = listing_get(build->listing, i);
        add_edges(graph, links, n);
        g_array_append_val(graph->left, line);
    }
    return graph->left->len > 0;
}

gboolean
build_citations(const Build *build, Sums *sums, GError **error)
{
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(SiteLine));
    g_autoptr(GArray) right = g_array_new(FALSE, FALSE, sizeof(SiteDocument));
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(SiteEdge));
    const SiteGraph graph = { left, right, edges };
    Citations self = { build, sums, names };
    SiteCitationsPage page = { .n_cited = cite_table_get_n_cited(build->cites) };

    page.graph = fill_graph(build, &graph) ? &graph : NULL;
    page.pager.n_pages = build_count_pages(page.n_cited, SITE_CITED_PAGE);
    for (page.pager.page = 1; page.pager.page <= page.pager.n_pages; page.pager.page++) {
        if (!write_list_page(&self, page, error))
            return FALSE;
        page.graph = NULL;
    }
    return TRUE;
}
