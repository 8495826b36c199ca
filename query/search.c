#include "search.h"

#include <string.h>

#include "bounds.h"
#include "build.h"
#include "facets.h"
#include "ranking.h"
#include "snippet.h"

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
    Facets *facets;
    unsigned n_docs;
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

/* All of `query`, and its results [first, first + n). */
static XapianMSet *
match_all(
    const Search *search, XapianQuery *query, unsigned first, unsigned n, GError **error)
{
    Order order = n > 0 ? ORDER_SCORE : ORDER_NUMBER;
    g_autoptr(XapianEnquire) enquire = enquire_new(search, query, order, error);
    if (enquire == NULL)
        return NULL;
    facets_watch(search->facets, enquire);
    return xapian_enquire_get_mset(enquire, first, n, search->n_docs, error);
}

/* Sets the total when Xapian knows it without matching, as it does of one term. */
static gboolean
count_for_free(const Search *search,
               XapianQuery *match,
               gboolean *counted,
               GError **error)
{
    *counted = FALSE;
    if (facets_need_all(search->facets))
        return TRUE;
    g_autoptr(XapianEnquire) enquire = enquire_new(search, match, ORDER_NUMBER, error);
    g_autoptr(XapianMSet) mset =
        enquire != NULL ? xapian_enquire_get_mset(enquire, 0, 0, 0, error) : NULL;
    if (mset == NULL)
        return FALSE;
    search->answer->total = xapian_mset_get_matches_lower_bound(mset);
    *counted = search->answer->total == xapian_mset_get_matches_upper_bound(mset);
    return TRUE;
}

/* Counts what `match` has, and its facets. */
static gboolean
count_all(const Search *search, XapianQuery *match, GError **error)
{
    gboolean counted = FALSE;
    if (!count_for_free(search, match, &counted, error))
        return FALSE;
    if (!counted) {
        g_autoptr(XapianMSet) mset = match_all(search, match, 0, 0, error);
        if (mset == NULL)
            return FALSE;
        search->answer->total = xapian_mset_get_matches_lower_bound(mset);
    }
    return facets_read(search->facets, match, search->answer, error);
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
    g_autoptr(XapianMSet) mset = xapian_enquire_get_mset(
        enquire, search->skip, search->need, search->skip + search->need, error);
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

/* One tier: counted and ranked in one pass, unless the count is there already. */
static gboolean
run_single(Search *search, GError **error)
{
    gboolean counted = FALSE;
    g_autoptr(XapianQuery) match = builder_match(search->builder, search->tiers[0]);
    g_autoptr(XapianQuery) scored =
        builder_scored(search->builder, search->tiers[0], NULL);
    if (!check_lexicon(search, error) || !count_for_free(search, match, &counted, error))
        return FALSE;
    if (counted)
        return facets_read(search->facets, match, search->answer, error) &&
               take_part(search, scored, ORDER_SCORE, search->tiers[0], error);
    g_autoptr(XapianMSet) mset =
        match_all(search, scored, search->skip, search->need, error);
    if (mset == NULL)
        return FALSE;
    search->answer->total = xapian_mset_get_matches_lower_bound(mset);
    take_hits(search, mset, search->tiers[0]);
    return facets_read(search->facets, match, search->answer, error);
}

/* Several tiers: the widest is counted, then each is ranked until the page is full. */
static gboolean
run_tiers(Search *search, GError **error)
{
    g_autoptr(XapianQuery) widest = builder_match(search->builder, last_tier(search));
    g_autoptr(XapianQuery) below = NULL;
    if (!check_lexicon(search, error) || !count_all(search, widest, error))
        return FALSE;
    for (unsigned i = 0; i < search->n_tiers && search->need > 0; i++) {
        g_autoptr(XapianQuery) part =
            builder_scored(search->builder, search->tiers[i], below);
        g_clear_object(&below);
        below = builder_match(search->builder, search->tiers[i]);
        if (!check_lexicon(search, error) ||
            !take_part(search, part, ORDER_SCORE, search->tiers[i], error))
            return FALSE;
    }
    return TRUE;
}

/* By date: the order goes over all tiers, undated last. */
static gboolean
run_dated(Search *search, GError **error)
{
    g_autoptr(XapianQuery) all = builder_match(search->builder, last_tier(search));
    g_autoptr(XapianQuery) has_date = builder_dated(search->builder);
    g_autoptr(XapianQuery) dated =
        builder_join(search->builder, XAPIAN_QUERY_OP_FILTER, all, has_date);
    g_autoptr(XapianQuery) undated =
        builder_join(search->builder, XAPIAN_QUERY_OP_AND_NOT, all, has_date);
    if (!check_lexicon(search, error))
        return FALSE;
    if (!count_all(search, all, error))
        return FALSE;
    if (search->request->sort == SORT_NEWEST)
        return take_part(search, all, ORDER_NUMBER, last_tier(search), error);
    return take_part(search, dated, ORDER_OLDEST, last_tier(search), error) &&
           (search->need == 0 ||
            take_part(search, undated, ORDER_NUMBER, last_tier(search), error));
}

static gboolean
run_once(Search *search, GError **error)
{
    find_tiers(search);
    if (search->request->sort != SORT_RELEVANCE)
        return run_dated(search, error);
    return search->n_tiers == 1 ? run_single(search, error) : run_tiers(search, error);
}

/* Runs the query; when nothing has all the words, any of them. */
static gboolean
run_relaxing(Search *search, GError **error)
{
    unsigned skip = search->skip;
    unsigned need = search->need;
    if (!run_once(search, error))
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

/* Gives each hit of a page by date the first tier that holds it. */
static gboolean
label_tiers(Search *search, const GPtrArray *ids, GError **error)
{
    g_autoptr(XapianQuery) page = builder_ids(search->builder, ids);
    for (unsigned i = search->n_tiers - 1; i > 0; i--) {
        Tier tier = search->tiers[i - 1];
        g_autoptr(XapianQuery) match = builder_match(search->builder, tier);
        g_autoptr(XapianQuery) both =
            builder_join(search->builder, XAPIAN_QUERY_OP_FILTER, match, page);
        if (!check_lexicon(search, error))
            return FALSE;
        g_autoptr(XapianEnquire) enquire = enquire_new(search, both, ORDER_NUMBER, error);
        g_autoptr(XapianMSet) mset =
            enquire != NULL ? xapian_enquire_get_mset(enquire, 0, ids->len, 0, error)
                            : NULL;
        if (mset == NULL)
            return FALSE;
        for (unsigned j = 0; j < xapian_mset_get_size(mset); j++)
            for (unsigned k = 0; k < search->hits->len; k++)
                if (g_array_index(search->hits, Hit, k).docid ==
                    xapian_mset_get_docid(mset, j))
                    g_array_index(search->hits, Hit, k).tier = tier;
    }
    return TRUE;
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
    gboolean unlabelled = search->request->sort != SORT_RELEVANCE && search->n_tiers > 1;
    if (unlabelled && ids->len > 0 && !label_tiers(search, ids, error))
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
    return run_relaxing(search, error) && read_results(search, error);
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
    Search search = {
        .database = database,
        .request = request,
        .answer = answer,
        .analyser = analyser,
        .lexicon = lexicon,
        .query = query,
        .builder = builder,
        .facets = facets,
        .n_docs = n_docs,
        .n_shards = xapian_database_get_n_shards(database),
        .hits = hits,
        .skip = (request->page - 1) * request->page_size,
        .need = request->page_size,
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
