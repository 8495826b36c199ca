#include "search.h"

#include <string.h>

#include "bounds.h"
#include "build.h"
#include "bundle.h"
#include "count.h"
#include "kwic.h"
#include "ranking.h"
#include "snippet.h"
#include "suggest.h"

/* A result before its document is read. */
typedef struct {
    unsigned docid;
    double weight;
    Tier tier;
} Hit;

typedef struct {
    XapianDatabase *database;
    const SearchRequest *request;
    Answer *answer;
    TextAnalyser *analyser;
    Lexicon *lexicon;
    Query *query;
    Builder *builder;
    Counter counter;
    unsigned n_shards;
    Tier tiers[N_TIERS]; /* those that differ from the one before */
    unsigned n_tiers;
    GArray *hits;  /* Hit, of the page */
    unsigned skip; /* results before the page that are still to come */
    unsigned need; /* results of the page that are still to come */
} Search;

/* How a part of the results is ordered. */
typedef enum {
    ORDER_SCORE,
    ORDER_NUMBER, /* of documents: newest first */
    ORDER_OLDEST,
} Order;

static XapianEnquire *
enquire_new(const Search *search, XapianQuery *query, Order order, GError **error)
{
    g_autoptr(XapianEnquire) enquire = xapian_enquire_new(search->database, error);
    if (enquire == NULL || !xapian_enquire_set_query(enquire, query, error))
        return NULL;
    gboolean several = search->n_shards > 1;
    if (order == ORDER_SCORE)
        xapian_enquire_set_bm25(enquire, RANK_BM25_K1, RANK_BM25_K2, RANK_BM25_K3,
                                RANK_BM25_B, RANK_BM25_MIN_NORMLEN);
    else
        xapian_enquire_set_boolean(enquire);
    /* The numbers of documents are in order within one database only. */
    if (order == ORDER_SCORE && several)
        xapian_enquire_set_sort_by_relevance_then_value(enquire, SLOT_DATE, TRUE);
    else if (order == ORDER_NUMBER && several)
        xapian_enquire_set_sort_by_value(enquire, SLOT_DATE, TRUE);
    else if (order == ORDER_OLDEST)
        xapian_enquire_set_sort_by_value(enquire, SLOT_DATE, FALSE);
    return g_steal_pointer(&enquire);
}

static void
take_hits(Search *search, XapianMSet *mset, Tier tier)
{
    for (unsigned i = 0; i < xapian_mset_get_size(mset); i++) {
        Hit hit = { xapian_mset_get_docid(mset, i), xapian_mset_get_weight(mset, i),
                    tier };
        g_array_append_val(search->hits, hit);
    }
    search->need -= xapian_mset_get_size(mset);
}

/* Takes what of the page lies in this part of the results. */
static gboolean
take_part(Search *search, XapianQuery *query, Order order, Tier tier, GError **error)
{
    g_autoptr(XapianEnquire) enquire = enquire_new(search, query, order, error);
    if (enquire == NULL)
        return FALSE;
    unsigned at_least = builder_sees_all(search->builder) ? search->counter.n_docs
                                                          : search->skip + search->need;
    g_autoptr(XapianMSet) mset =
        xapian_enquire_get_mset(enquire, search->skip, search->need, at_least, error);
    if (mset == NULL)
        return FALSE;
    take_hits(search, mset, tier);
    /* It ended before the page was full, so its count is exact. */
    if (search->need > 0)
        search->skip -= MIN(search->skip, xapian_mset_get_matches_lower_bound(mset));
    return TRUE;
}

/* The index's error, when a query could not be made. */
static gboolean
check_lexicon(const Search *search, GError **error)
{
    const GError *reason = lexicon_error(search->lexicon);
    if (reason != NULL)
        g_propagate_error(error, g_error_copy(reason));
    return reason == NULL;
}

static void
find_tiers(Search *search)
{
    search->n_tiers = 0;
    for (Tier tier = TIER_EXACT; tier < N_TIERS; tier++)
        if (builder_tier_differs(search->builder, tier))
            search->tiers[search->n_tiers++] = tier;
}

static Tier
last_tier(const Search *search)
{
    return search->tiers[search->n_tiers - 1];
}

/* Each tier is ranked until the page is full. */
static gboolean
rank_tiers(Search *search, GError **error)
{
    g_autoptr(XapianQuery) below = NULL;
    for (unsigned i = 0; i < search->n_tiers && search->need > 0; i++) {
        g_autoptr(XapianQuery) part =
            builder_scored(search->builder, search->tiers[i], below);
        g_clear_object(&below);
        if (i + 1 < search->n_tiers)
            below = builder_match(search->builder, search->tiers[i]);
        if (!check_lexicon(search, error) ||
            !take_part(search, part, ORDER_SCORE, search->tiers[i], error))
            return FALSE;
    }
    return TRUE;
}

/* By date: the order goes over all tiers, undated last. */
static gboolean
rank_dated(Search *search, XapianQuery *all, GError **error)
{
    g_autoptr(XapianQuery) has_date = builder_dated(search->builder);
    g_autoptr(XapianQuery) dated =
        builder_join(search->builder, XAPIAN_QUERY_OP_FILTER, all, has_date);
    g_autoptr(XapianQuery) undated =
        builder_join(search->builder, XAPIAN_QUERY_OP_AND_NOT, all, has_date);
    if (!check_lexicon(search, error))
        return FALSE;
    if (search->request->sort == SORT_NEWEST)
        return take_part(search, all, ORDER_NUMBER, last_tier(search), error);
    return take_part(search, dated, ORDER_OLDEST, last_tier(search), error) &&
           (search->need == 0 ||
            take_part(search, undated, ORDER_NUMBER, last_tier(search), error));
}

static Notice *
read_notice(const Search *search, unsigned docid, GError **error)
{
    g_autoptr(XapianDocument) document =
        xapian_database_get_document(search->database, docid, error);
    g_autoptr(GBytes) data =
        document != NULL ? xapian_document_get_data(document, error) : NULL;
    size_t len = 0;
    const char *json = data != NULL ? g_bytes_get_data(data, &len) : NULL;
    return json != NULL ? notice_from_json(json, len, error) : NULL;
}

/* The place of each document among the hits. */
static GHashTable *
places_of(const GArray *hits)
{
    GHashTable *places = g_hash_table_new(NULL, NULL);
    for (unsigned i = 0; i < hits->len; i++)
        g_hash_table_insert(places, GUINT_TO_POINTER(g_array_index(hits, Hit, i).docid),
                            GUINT_TO_POINTER(i));
    return places;
}

/* Gives each hit by date the first tier that holds it.
 *
 * page  what holds all the hits, and at most `n` documents
 */
static gboolean
label_tiers(Search *search, XapianQuery *page, unsigned n, GError **error)
{
    g_autoptr(GHashTable) places = places_of(search->hits);
    for (unsigned i = search->n_tiers - 1; i > 0; i--) {
        Tier tier = search->tiers[i - 1];
        g_autoptr(XapianQuery) match = builder_match(search->builder, tier);
        g_autoptr(XapianQuery) both =
            builder_join(search->builder, XAPIAN_QUERY_OP_FILTER, match, page);
        if (!check_lexicon(search, error))
            return FALSE;
        g_autoptr(XapianEnquire) enquire = enquire_new(search, both, ORDER_NUMBER, error);
        g_autoptr(XapianMSet) mset =
            enquire != NULL ? xapian_enquire_get_mset(enquire, 0, n, 0, error) : NULL;
        if (mset == NULL)
            return FALSE;
        for (unsigned j = 0; j < xapian_mset_get_size(mset); j++) {
            gpointer docid = GUINT_TO_POINTER(xapian_mset_get_docid(mset, j));
            gpointer place = NULL;
            if (g_hash_table_lookup_extended(places, docid, NULL, &place))
                g_array_index(search->hits, Hit, GPOINTER_TO_UINT(place)).tier = tier;
        }
    }
    return TRUE;
}

static gboolean
is_unlabelled(const Search *search)
{
    return search->request->sort != SORT_RELEVANCE && search->n_tiers > 1 &&
           search->hits->len > 0;
}

/* Makes results with the hits of each document, one text in memory at a time: there may
 * be as many as the index has. */
static gboolean
read_hits(Search *search, XapianQuery *widest, GError **error)
{
    g_autoptr(Snippeter) snippeter =
        snippeter_new(search->lexicon, search->analyser, search->query->root);
    if (is_unlabelled(search) &&
        !label_tiers(search, widest, search->counter.n_docs, error))
        return FALSE;
    for (unsigned i = 0; i < search->hits->len; i++) {
        const Hit *hit = &g_array_index(search->hits, Hit, i);
        g_autoptr(Notice) notice = read_notice(search, hit->docid, error);
        if (notice == NULL)
            return FALSE;
        GPtrArray *found =
            g_ptr_array_new_with_free_func((GDestroyNotify) answer_hit_free);
        kwic_find(snippeter, notice->text, strlen(notice->text), hit->tier,
                  search->request->context, found);
        g_clear_pointer(&notice->text, g_free);
        answer_add_result(search->answer, g_steal_pointer(&notice), g_strdup(""),
                          hit->weight, hit->tier)
            ->hits = found;
    }
    return check_lexicon(search, error);
}

/* Reads the documents of the page and makes results of them. */
static gboolean
read_results(Search *search, GError **error)
{
    g_autoptr(GPtrArray) notices =
        g_ptr_array_new_with_free_func((GDestroyNotify) notice_free);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (unsigned i = 0; i < search->hits->len; i++) {
        Notice *notice =
            read_notice(search, g_array_index(search->hits, Hit, i).docid, error);
        if (notice == NULL)
            return FALSE;
        g_ptr_array_add(notices, notice);
        g_ptr_array_add(ids, notice->id);
    }
    g_autoptr(XapianQuery) page =
        is_unlabelled(search) ? builder_ids(search->builder, ids) : NULL;
    if (page != NULL && !label_tiers(search, page, ids->len, error))
        return FALSE;
    g_autoptr(Snippeter) snippeter =
        snippeter_new(search->lexicon, search->analyser, search->query->root);
    for (unsigned i = 0; i < search->hits->len; i++) {
        const Hit *hit = &g_array_index(search->hits, Hit, i);
        Notice *notice = g_steal_pointer(&g_ptr_array_index(notices, i));
        char *snippet =
            snippet_make(snippeter, notice->text, strlen(notice->text), hit->tier);
        answer_add_result(search->answer, notice, snippet, hit->weight, hit->tier);
    }
    return check_lexicon(search, error);
}

/* The widest tier is counted while the page is ranked and read. */
static gboolean
run_once(Search *search, GError **error)
{
    find_tiers(search);
    g_autoptr(XapianQuery) widest = builder_match(search->builder, last_tier(search));
    if (!check_lexicon(search, error))
        return FALSE;
    g_autoptr(Count) count = count_start(&search->counter, widest, error);
    if (count == NULL)
        return FALSE;
    gboolean by_score = search->request->sort == SORT_RELEVANCE;
    return (by_score ? rank_tiers(search, error) : rank_dated(search, widest, error)) &&
           (request_wants_hits(search->request) ? read_hits(search, widest, error)
                                                : read_results(search, error)) &&
           count_finish(count, search->answer, error);
}

/* Runs the query; when nothing has all the words, any of them. */
static gboolean
run_relaxing(Search *search, GError **error)
{
    unsigned skip = search->skip;
    unsigned need = search->need;
    if (!bundle_is_packed(search->database, &search->answer->packed, error) ||
        !run_once(search, error))
        return FALSE;
    if (search->answer->total > 0 || !query_relax(search->query))
        return TRUE;
    search->skip = skip;
    search->need = need;
    builder_set_root(search->builder, search->query->root);
    if (!run_once(search, error))
        return FALSE;
    search->answer->relaxed = search->answer->total > 0;
    return TRUE;
}

static gboolean
has_filter(const SearchRequest *request)
{
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        if (request->filters[i] != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
answer_request(Search *search, GError **error)
{
    if (search->query->cut)
        answer_warn(search->answer, WARNING_WORDS, G_STRINGIFY(QUERY_MAX_WORDS));
    if (search->query->root == NULL && !has_filter(search->request))
        return TRUE;
    if (!run_relaxing(search, error))
        return FALSE;
    answer_sort_facets(search->answer);
    return (search->answer->total > 0 && !search->answer->relaxed) ||
           suggest_query(search->database, search->request, &search->answer->suggestion,
                         error);
}

static gboolean
has_phrase(const QueryNode *node)
{
    if (node == NULL || node->children == NULL)
        return node != NULL && node->kind == NODE_PHRASE;
    for (unsigned i = 0; i < node->children->len; i++)
        if (has_phrase(g_ptr_array_index(node->children, i)))
            return TRUE;
    return FALSE;
}

static Answer *
try_run(XapianDatabase *database, const SearchRequest *request, GError **error)
{
    unsigned n_docs = 0;
    if (!xapian_database_get_doc_count(database, &n_docs, error))
        return NULL;
    g_autoptr(Facets) facets = facets_new(database, n_docs, error);
    if (facets == NULL)
        return NULL;
    g_autoptr(Answer) answer = answer_new(request);
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Query) query = query_parse(analyser, request->query);
    g_autoptr(Lexicon) lexicon = lexicon_new(database, analyser, answer);
    g_autoptr(Builder) builder = builder_new(lexicon, query->root, request);
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(Hit));
    gboolean everything = request_wants_hits(request) && !request->paged;
    Search search = {
        .database = database,
        .request = request,
        .answer = answer,
        .analyser = analyser,
        .lexicon = lexicon,
        .query = query,
        .builder = builder,
        .counter = { database, facets, n_docs, bundle_is_local(database),
                     has_phrase(query->root) },
        .n_shards = xapian_database_get_n_shards(database),
        .hits = hits,
        .skip = everything ? 0 : (request->page - 1) * request->page_size,
        .need = everything ? n_docs : request->page_size,
    };
    return answer_request(&search, error) ? g_steal_pointer(&answer) : NULL;
}

Answer *
search_run(XapianDatabase *database, const SearchRequest *request, GError **error)
{
    g_autoptr(GError) reason = NULL;
    Answer *answer = try_run(database, request, &reason);
    if (answer != NULL)
        return answer;
    if (!g_error_matches(reason, XAPIAN_ERROR, XAPIAN_ERROR_DATABASE_MODIFIED)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    if (!xapian_database_reopen(database, error))
        return NULL;
    return try_run(database, request, error);
}
