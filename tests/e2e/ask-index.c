/* ask-index INDEX - answers many requests in one process, for comparisons.
 *
 * The first line that it writes is [the ids of documents 1, 2 …].  Each line of standard
 * input is a JSON object of tracuu-query's options by name ("q", "page", "limit", "sort",
 * "type" …, all strings).  For each, two lines come out: what `tracuu-query --format
 * json` says, and [[document,"tier",score], …] of all results by relevance, with the
 * scores' every digit.  A refused request gives {"error":"…"} and [].
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build.h"
#include "bundle.h"
#include "json.h"
#include "ranking.h"
#include "respond.h"
#include "search.h"

static SearchRequest *
read_request(const char *line, size_t len, GError **error)
{
    g_autoptr(SearchRequest) request = search_request_new(FORMAT_JSON);
    g_autoptr(cJSON) object = json_parse(line, len, error);
    if (object == NULL)
        return NULL;
    for (unsigned i = 0; i < request_n_inputs; i++) {
        const char *value = json_get_string(object, request_inputs[i].name);
        if (value != NULL && !request_set(request, &request_inputs[i], value, error))
            return NULL;
    }
    return g_steal_pointer(&request);
}

static void
append_hits(XapianMSet *mset, Tier tier, GString *out)
{
    char score[G_ASCII_DTOSTR_BUF_SIZE];
    for (unsigned i = 0; i < xapian_mset_get_size(mset); i++)
        g_string_append_printf(
            out, "%s[%u,\"%s\",%s]", g_str_has_suffix(out->str, "]") ? "," : "",
            xapian_mset_get_docid(mset, i), tier_name(tier),
            g_ascii_dtostr(score, sizeof(score), xapian_mset_get_weight(mset, i)));
}

/* What search_run ranks, but of every tier everything, and without reading documents. */
static gboolean
append_tiers(XapianDatabase *database, Builder *builder, GString *out, GError **error)
{
    g_autoptr(XapianQuery) below = NULL;
    unsigned n_docs = 0;
    if (!xapian_database_get_doc_count(database, &n_docs, error))
        return FALSE;
    for (Tier tier = TIER_EXACT; tier < N_TIERS; tier++) {
        if (!builder_tier_differs(builder, tier))
            continue;
        g_autoptr(XapianQuery) part = builder_scored(builder, tier, below);
        g_autoptr(XapianEnquire) enquire = xapian_enquire_new(database, error);
        if (enquire == NULL || !xapian_enquire_set_query(enquire, part, error))
            return FALSE;
        xapian_enquire_set_bm25(enquire, RANK_BM25_K1, RANK_BM25_K2, RANK_BM25_K3,
                                RANK_BM25_B, RANK_BM25_MIN_NORMLEN);
        g_autoptr(XapianMSet) mset =
            xapian_enquire_get_mset(enquire, 0, n_docs, n_docs, error);
        if (mset == NULL)
            return FALSE;
        append_hits(mset, tier, out);
        g_clear_object(&below);
        below = builder_match(builder, tier);
    }
    return TRUE;
}

static gboolean
append_all(XapianDatabase *database,
           const SearchRequest *request,
           gboolean relaxed,
           GString *out,
           GError **error)
{
    g_autoptr(Answer) answer = answer_new(request);
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Query) query = query_parse(analyser, request->query);
    g_autoptr(Lexicon) lexicon = lexicon_new(database, analyser, answer);
    g_autoptr(Builder) builder = builder_new(lexicon, query->root, request);
    g_string_append_c(out, '[');
    if (relaxed && query_relax(query))
        builder_set_root(builder, query->root);
    if ((query->root != NULL || request_asks(request)) &&
        !append_tiers(database, builder, out, error))
        return FALSE;
    g_string_append(out, "]\n");
    return TRUE;
}

static gboolean
append_answers(
    XapianDatabase *database, const char *line, size_t len, GString *out, GError **error)
{
    g_autoptr(SearchRequest) request = read_request(line, len, error);
    g_autoptr(Answer) answer =
        request != NULL ? search_run(database, request, error) : NULL;
    if (answer == NULL)
        return FALSE;
    respond_json(answer, out);
    if (answer->total > 0)
        return append_all(database, request, answer->relaxed, out, error);
    g_string_append(out, "[]\n");
    return TRUE;
}

static gboolean
append_ids(XapianDatabase *database, GString *out, GError **error)
{
    unsigned n_docs = 0;
    if (!xapian_database_get_doc_count(database, &n_docs, error))
        return FALSE;
    for (unsigned docid = 1; docid <= n_docs; docid++) {
        g_autoptr(XapianDocument) document =
            xapian_database_get_document(database, docid, error);
        g_autoptr(GBytes) data =
            document != NULL ? xapian_document_get_data(document, error) : NULL;
        size_t len = 0;
        const char *json = data != NULL ? g_bytes_get_data(data, &len) : NULL;
        g_autoptr(Notice) notice =
            json != NULL ? notice_from_json(json, len, error) : NULL;
        if (notice == NULL)
            return FALSE;
        g_string_append_c(out, docid > 1 ? ',' : '[');
        json_append_string(out, notice->id);
    }
    g_string_append(out, "]\n");
    return TRUE;
}

static void
append_refusal(const GError *error, GString *out)
{
    g_string_assign(out, "{\"error\":");
    json_append_string(out, error->message);
    g_string_append(out, "}\n[]\n");
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(XapianDatabase) database = bundle_open(argc > 1 ? argv[1] : "", &error);
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    if (database == NULL || !append_ids(database, out, &error)) {
        fprintf(stderr, "ask-index: %s\n", error->message);
        return EXIT_FAILURE;
    }
    fputs(out->str, stdout);
    while ((len = getline(&line, &room, stdin)) > 0) {
        g_clear_error(&error);
        g_string_truncate(out, 0);
        if (!append_answers(database, line, (size_t) len, out, &error))
            append_refusal(error, out);
        fputs(out->str, stdout);
    }
    free(line);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
