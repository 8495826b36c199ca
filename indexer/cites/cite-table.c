#include "cite-table.h"

#include "cite-gather.h"

#include <string.h>

struct CiteTable {
    GArray *documents;   /* (element-type CiteDocument), most cited first */
    GArray *links;       /* (element-type CiteLink) by notice */
    GArray *citing;      /* the same by document */
    uint32_t *of_notice; /* document of each notice, or CITE_NONE */
    uint32_t n_notices;
    GStringChunk *strings;
};

/* ---- from the order of reading to the order of documents ------------------------ */

typedef struct {
    uint64_t order;
    uint32_t notice;
} Place;

typedef struct {
    CiteGather *gather;
    Place *places; /* by order */
    uint32_t n;
} Loading;

static int
compare_places(const void *a, const void *b)
{
    const Place *left = a;
    const Place *right = b;

    return (left->order > right->order) - (left->order < right->order);
}

/* A notice whose id was taken already is none of the collection. */
static void
take_record(const CiteRecord *record, gpointer user_data)
{
    const Loading *loading = user_data;
    const Place wanted = { .order = record->order };
    const Place *place =
        bsearch(&wanted, loading->places, loading->n, sizeof wanted, compare_places);

    if (place != NULL)
        cite_gather_add(loading->gather, record, place->notice);
}

static CiteGather *
load(const char *folder,
     unsigned n_workers,
     const uint64_t *orders,
     uint32_t n,
     GError **error)
{
    g_autofree Place *places = g_new(Place, n + 1);
    g_autoptr(CiteGather) gather = cite_gather_new();
    Loading loading = { gather, places, n };

    for (uint32_t i = 0; i < n; i++)
        places[i] = (Place){ orders[i], i };
    qsort(places, n, sizeof *places, compare_places);
    if (!cite_file_foreach(folder, n_workers, take_record, &loading, error))
        return NULL;
    cite_gather_join(gather);
    cite_gather_resolve(gather);
    return g_steal_pointer(&gather);
}

/* ---- links ---------------------------------------------------------------------- */

static int
compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int
compare_by_notice(gconstpointer a, gconstpointer b)
{
    const CiteLink *left = a;
    const CiteLink *right = b;
    int by = compare_numbers(left->notice, right->notice);

    if (by == 0)
        by = (int) left->is_short - (int) right->is_short;
    return by != 0 ? by : compare_numbers(left->place, right->place);
}

static int
compare_by_document(gconstpointer a, gconstpointer b)
{
    int by = compare_numbers(((const CiteLink *) a)->document,
                             ((const CiteLink *) b)->document);

    return by != 0 ? by : compare_by_notice(a, b);
}

static CiteLink *
link_at(const GArray *links, unsigned i)
{
    return &g_array_index(links, CiteLink, i);
}

/* The links of the gathering, but a notice's of itself, by notice. */
static GArray *
sort_links(const CiteGather *gather)
{
    GArray *links = g_array_sized_new(FALSE, FALSE, sizeof(CiteLink), gather->links->len);

    for (unsigned i = 0; i < gather->links->len; i++) {
        const CiteLink *link = link_at(gather->links, i);

        if (g_array_index(gather->nodes, CiteNode, link->document).notice != link->notice)
            g_array_append_val(links, *link);
    }
    g_array_sort(links, compare_by_notice);
    return links;
}

/* ---- documents ------------------------------------------------------------------ */

/* A node that is cited, while documents are put in order. */
typedef struct {
    const CiteNode *node;
    uint32_t at, n_citing;
} Rank;

/* Most cited first; then by identity, which is no two's. */
static int
compare_ranks(gconstpointer a, gconstpointer b)
{
    const Rank *left = a;
    const Rank *right = b;
    int by = compare_numbers(right->n_citing, left->n_citing);

    if (by == 0)
        by = strcmp(left->node->base, right->node->base);
    return by != 0 ? by : g_strcmp0(left->node->day, right->node->day);
}

/* How many notices cite each node; `links` are by document. */
static GArray *
rank_nodes(const CiteGather *gather, const GArray *links)
{
    GArray *ranks = g_array_new(FALSE, FALSE, sizeof(Rank));
    Rank rank = { NULL, CITE_NONE, 0 };
    uint32_t last = CITE_NONE;

    for (unsigned i = 0; i < links->len; i++) {
        const CiteLink *link = link_at(links, i);

        if (link->document != rank.at) {
            if (rank.node != NULL)
                g_array_append_val(ranks, rank);
            rank = (Rank){ &g_array_index(gather->nodes, CiteNode, link->document),
                           link->document, 0 };
            last = CITE_NONE;
        }
        rank.n_citing += link->notice != last;
        last = link->notice;
    }
    if (rank.node != NULL)
        g_array_append_val(ranks, rank);
    g_array_sort(ranks, compare_ranks);
    return ranks;
}

static const char *
keep(CiteTable *table, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert_const(table->strings, text);
}

static void
add_document(CiteTable *table, const Rank *rank)
{
    const char *const *texts = rank->node->texts;
    const CiteDocument document = {
        .type = keep(table, texts[CITE_TYPE]),
        .number = keep(table, texts[CITE_NUMBER]),
        .issuer = keep(table, texts[CITE_ISSUER]),
        .date = keep(table, texts[CITE_DATE]),
        .notice = rank->node->notice == CITE_MANY ? CITE_NONE : rank->node->notice,
        .n_citing = rank->n_citing,
    };

    if (document.notice != CITE_NONE)
        table->of_notice[document.notice] = table->documents->len;
    g_array_append_val(table->documents, document);
}

/* Documents take the place of nodes. */
static void
number_documents(CiteTable *table, const CiteGather *gather, const GArray *ranks)
{
    g_autofree uint32_t *numbers = g_new(uint32_t, gather->nodes->len + 1);

    for (uint32_t i = 0; i < ranks->len; i++) {
        const Rank *rank = &g_array_index(ranks, Rank, i);

        numbers[rank->at] = i;
        add_document(table, rank);
    }
    for (unsigned i = 0; i < table->links->len; i++) {
        CiteLink *link = link_at(table->links, i);

        link->document = numbers[link->document];
    }
}

static GArray *
by_document(const GArray *links)
{
    GArray *copy = g_array_sized_new(FALSE, FALSE, sizeof(CiteLink), links->len);

    if (links->len > 0)
        g_array_append_vals(copy, links->data, links->len);
    g_array_sort(copy, compare_by_document);
    return copy;
}

/* ---- the table ------------------------------------------------------------------ */

static CiteTable *
table_new(const CiteGather *gather, uint32_t n_notices)
{
    CiteTable *table = g_new0(CiteTable, 1);
    g_autoptr(GArray) grouped = NULL;
    g_autoptr(GArray) ranks = NULL;

    table->documents = g_array_new(FALSE, FALSE, sizeof(CiteDocument));
    table->strings = g_string_chunk_new(4096);
    table->n_notices = n_notices;
    table->of_notice = g_new(uint32_t, n_notices + 1);
    for (uint32_t i = 0; i < n_notices; i++)
        table->of_notice[i] = CITE_NONE;
    table->links = sort_links(gather);
    grouped = by_document(table->links);
    ranks = rank_nodes(gather, grouped);
    number_documents(table, gather, ranks);
    table->citing = by_document(table->links);
    return table;
}

CiteTable *
cite_table_new(const char *folder,
               unsigned n_workers,
               const uint64_t *orders,
               uint32_t n_notices,
               GError **error)
{
    g_autoptr(CiteGather) gather = load(folder, n_workers, orders, n_notices, error);

    return gather == NULL ? NULL : table_new(gather, n_notices);
}

void
cite_table_free(CiteTable *table)
{
    if (table == NULL)
        return;
    g_array_unref(table->documents);
    g_array_unref(table->links);
    g_array_unref(table->citing);
    g_free(table->of_notice);
    g_string_chunk_free(table->strings);
    g_free(table);
}

uint32_t
cite_table_get_n_cited(const CiteTable *table)
{
    return table->documents->len;
}

const CiteDocument *
cite_table_get_document(const CiteTable *table, uint32_t document)
{
    g_return_val_if_fail(document < table->documents->len, NULL);
    return &g_array_index(table->documents, CiteDocument, document);
}

static uint32_t
notice_of(const CiteLink *link)
{
    return link->notice;
}

static uint32_t
document_of(const CiteLink *link)
{
    return link->document;
}

/* The links of sorted `links` whose key is `wanted`. */
static const CiteLink *
find_links(const GArray *links,
           uint32_t (*key_of)(const CiteLink *),
           uint32_t wanted,
           uint32_t *n)
{
    unsigned low = 0;
    unsigned high = links->len;

    while (low < high) {
        unsigned middle = low + ((high - low) / 2);

        if (key_of(link_at(links, middle)) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    for (*n = 0; low + *n < links->len && key_of(link_at(links, low + *n)) == wanted;)
        (*n)++;
    return *n == 0 ? NULL : link_at(links, low);
}

const CiteLink *
cite_table_get_links(const CiteTable *table, uint32_t notice, uint32_t *n)
{
    return find_links(table->links, notice_of, notice, n);
}

const CiteLink *
cite_table_get_citing(const CiteTable *table, uint32_t document, uint32_t *n)
{
    return find_links(table->citing, document_of, document, n);
}

uint32_t
cite_table_get_document_of(const CiteTable *table, uint32_t notice)
{
    g_return_val_if_fail(notice < table->n_notices, CITE_NONE);
    return table->of_notice[notice];
}
