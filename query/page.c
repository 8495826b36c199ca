#include "page.h"

#include <string.h>

#include "bounds.h"
#include "dates.h"
#include "display.h"
#include "error.h"
#include "respond.h"

/* Values of one facet on a page; one in use is the only one, or there is nothing. */
#define MAX_FACET_VALUES 12

typedef struct {
    const cJSON *config;
    const cJSON *ui;
    const char *language;
    const SearchRequest *request;
    const Answer *answer;
} Page;

static void
add_string(cJSON *object, const char *key, const char *value)
{
    if (value != NULL)
        cJSON_AddStringToObject(object, key, value);
    else
        cJSON_AddNullToObject(object, key);
}

static void
add_taken(cJSON *object, const char *key, char *value)
{
    add_string(object, key, value);
    g_free(value);
}

static const char *
text_of(const Page *page, const char *key)
{
    const char *text = json_get_string(page->ui, key);
    return text != NULL ? text : key;
}

/* The catalogue's string with {n} and {m} filled in. */
static char *
filled(const Page *page, const char *key, const char *n, const char *m)
{
    GString *text = g_string_new(text_of(page, key));
    g_string_replace(text, "{n}", n, 0);
    if (m != NULL)
        g_string_replace(text, "{m}", m, 0);
    return g_string_free(text, FALSE);
}

static char *
count_text(const Page *page, unsigned count)
{
    return display_count(count, page->language);
}

/* The address of another answer. */
static char *
link_to(const Page *page, const SearchRequest *request, unsigned number)
{
    SearchRequest asked = *request;
    asked.format = FORMAT_HTML;
    g_autofree char *query = request_to_query_string(&asked, number);
    return g_strdup_printf("%s?%s", json_get_string(page->config, "cgi"), query);
}

static void
add_tier(const Page *page, const AnswerResult *result, Tier before, cJSON *object)
{
    static const char *const labels[N_TIERS] = { NULL, "tier_variant", "tier_folded" };
    static const char *const headings[N_TIERS] = { NULL, "tier_variant_heading",
                                                   "tier_folded_heading" };
    gboolean lower = result->tier != TIER_EXACT;
    gboolean first =
        lower && result->tier != before && page->request->sort == SORT_RELEVANCE;
    add_string(object, "tier", tier_name(result->tier));
    add_string(object, "tier_label", lower ? text_of(page, labels[result->tier]) : NULL);
    add_string(object, "tier_heading",
               first ? text_of(page, headings[result->tier]) : NULL);
}

/* The address of a notice's page with what was looked for, which the page marks. */
static char *
notice_link(const Page *page, const char *url)
{
    const char *query = page->request->query;
    if (query == NULL || query[strspn(query, " \t\n")] == '\0')
        return g_strdup(url);
    g_autofree char *escaped = g_uri_escape_string(query, NULL, FALSE);
    return g_strdup_printf("%s%cq=%s", url, strchr(url, '?') != NULL ? '&' : '?',
                           escaped);
}

static cJSON *
result_data(const Page *page, const AnswerResult *result, Tier before)
{
    static const char *const fields[] = { "type", "issuer", "province", "number" };
    cJSON *object = cJSON_CreateObject();
    add_taken(object, "url", notice_link(page, answer_field(result, "url")));
    for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++)
        add_string(object, fields[i], answer_field(result, fields[i]));
    add_taken(object, "title", display_heading(result->notice));
    cJSON_AddBoolToObject(object, "untitled", result->notice->title == NULL);
    add_taken(object, "date_text", display_date(result->notice->date, page->language));
    add_tier(page, result, before, object);
    g_autoptr(GString) snippet = g_string_new(NULL);
    respond_snippet_html(result->snippet, snippet);
    add_string(object, "snippet", snippet->str);
    return object;
}

static void
add_results(const Page *page, cJSON *data)
{
    cJSON *results = cJSON_AddArrayToObject(data, "results");
    Tier before = TIER_EXACT;
    for (unsigned i = 0; i < page->answer->results->len; i++) {
        const AnswerResult *result = g_ptr_array_index(page->answer->results, i);
        cJSON_AddItemToArray(results, result_data(page, result, before));
        before = result->tier;
    }
}

static cJSON *
value_data(const Page *page, unsigned facet, const AnswerCount *count)
{
    const char *chosen = page->request->filters[facet];
    gboolean active = chosen != NULL && strcmp(chosen, count->value) == 0;
    SearchRequest other = *page->request;
    other.filters[facet] = active ? NULL : count->value;
    cJSON *object = cJSON_CreateObject();
    add_string(object, "value", count->value);
    add_taken(object, "count_text", count_text(page, count->count));
    add_taken(object, "url", link_to(page, &other, 1));
    cJSON_AddBoolToObject(object, "active", active);
    return object;
}

static void
add_facets(const Page *page, cJSON *data)
{
    cJSON *facets = cJSON_AddArrayToObject(data, "facets");
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++) {
        const GPtrArray *counts = page->answer->facets[i];
        AnswerCount none = { page->request->filters[i], 0 };
        if (counts->len == 0 && none.value == NULL)
            continue;
        g_autofree char *label = g_strconcat("facet_", schema_facets[i].key, NULL);
        cJSON *facet = cJSON_CreateObject();
        cJSON_AddItemToArray(facets, facet);
        add_string(facet, "label", text_of(page, label));
        add_string(facet, "key", schema_facets[i].key);
        cJSON *values = cJSON_AddArrayToObject(facet, "values");
        if (counts->len == 0) /* a filter that leaves nothing can be taken away too */
            cJSON_AddItemToArray(values, value_data(page, i, &none));
        for (unsigned j = 0; j < MIN(counts->len, MAX_FACET_VALUES); j++)
            cJSON_AddItemToArray(values,
                                 value_data(page, i, g_ptr_array_index(counts, j)));
    }
}

/* The filters in use, each to be taken away, and all of them when there are several. */
static void
add_filters(const Page *page, cJSON *data)
{
    SearchRequest none = *page->request;
    cJSON *filters = cJSON_AddArrayToObject(data, "filters");
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++) {
        SearchRequest other = *page->request;
        g_autofree char *label = g_strconcat("facet_", schema_facets[i].key, NULL);
        none.filters[i] = NULL;
        other.filters[i] = NULL;
        if (page->request->filters[i] == NULL)
            continue;
        cJSON *filter = cJSON_CreateObject();
        cJSON_AddItemToArray(filters, filter);
        add_string(filter, "label", text_of(page, label));
        add_string(filter, "value", page->request->filters[i]);
        add_taken(filter, "url", link_to(page, &other, 1));
    }
    int n = cJSON_GetArraySize(filters);
    cJSON_AddBoolToObject(data, "has_filters", n > 0);
    add_taken(data, "filters_clear_url", n > 1 ? link_to(page, &none, 1) : NULL);
}

static void
add_sorts(const Page *page, cJSON *data)
{
    static const struct {
        SearchSort sort;
        const char *label;
    } choices[] = { { SORT_RELEVANCE, "sort_relevance" },
                    { SORT_NEWEST, "sort_newest" },
                    { SORT_OLDEST, "sort_oldest" } };
    cJSON *sorts = cJSON_AddArrayToObject(data, "sorts");
    for (unsigned i = 0; i < G_N_ELEMENTS(choices); i++) {
        SearchRequest other = *page->request;
        other.sort = choices[i].sort;
        cJSON *sort = cJSON_CreateObject();
        cJSON_AddItemToArray(sorts, sort);
        add_string(sort, "label", text_of(page, choices[i].label));
        add_taken(sort, "url", link_to(page, &other, 1));
        cJSON_AddBoolToObject(sort, "active", other.sort == page->request->sort);
    }
}

static void
add_pager(const Page *page, cJSON *data)
{
    const SearchRequest *request = page->request;
    unsigned n_pages =
        MAX(1, (page->answer->total + request->page_size - 1) / request->page_size);
    gboolean more = request->page < MIN(n_pages, QUERY_MAX_PAGE);
    unsigned before = MIN(request->page - 1, n_pages);
    g_autofree char *n = count_text(page, request->page);
    g_autofree char *m = count_text(page, n_pages);
    add_taken(data, "previous_url", before > 0 ? link_to(page, request, before) : NULL);
    add_taken(data, "next_url", more ? link_to(page, request, request->page + 1) : NULL);
    add_taken(data, "page_text", filled(page, "answer_page", n, m));
}

/* What the pages for researchers are asked for the same; they need words. */
static char *
research_query(const Page *page)
{
    SearchRequest asked = *page->request;
    asked.format = FORMAT_HTML;
    asked.sort = SORT_RELEVANCE;
    g_autofree char *words = g_strstrip(g_strdup(asked.query));
    return *words != '\0' ? request_to_query_string(&asked, 1) : NULL;
}

static void
add_warnings(const Page *page, cJSON *data)
{
    cJSON *warnings = cJSON_AddArrayToObject(data, "warnings");
    for (unsigned i = 0; i < page->answer->warnings->len; i++) {
        const AnswerWarning *warning = g_ptr_array_index(page->answer->warnings, i);
        cJSON *object = cJSON_CreateObject();
        cJSON_AddItemToArray(warnings, object);
        add_taken(object, "text",
                  filled(page, warning_key(warning->kind), warning->subject, NULL));
    }
}

/* What else the form of the days says, so that nothing else changes. */
static void
add_kept(const Page *page, const char *query, cJSON *dates)
{
    cJSON *kept = cJSON_AddArrayToObject(dates, "kept");
    const SearchRequest *request = page->request;
    gboolean is_sorted = request->sort != SORT_RELEVANCE;
    for (unsigned i = 0; i < SCHEMA_N_FACETS + 2; i++) {
        const char *name = i == 0 ? "q" : i == 1 ? "sort" : schema_facets[i - 2].key;
        const char *value = i == 0 ? query
                            : i == 1
                                ? (is_sorted ? search_sort_name(request->sort) : NULL)
                                : request->filters[i - 2];
        if (value == NULL)
            continue;
        cJSON *object = cJSON_CreateObject();
        cJSON_AddItemToArray(kept, object);
        add_string(object, "name", name);
        add_string(object, "value", value);
    }
}

/* The fields of an interval, which is part of the query. */
static void
add_dates(const Page *page, cJSON *data)
{
    g_auto(QueryDates) bound = { NULL, NULL, NULL };
    query_dates_read(page->request->query, &bound);
    SearchRequest other = *page->request;
    other.query = bound.rest;
    gboolean is_bound = *bound.from != '\0' || *bound.to != '\0';
    cJSON *dates = cJSON_AddObjectToObject(data, "dates");
    add_taken(dates, "from", query_dates_shown(bound.from));
    add_taken(dates, "to", query_dates_shown(bound.to));
    add_string(dates, "action", json_get_string(page->config, "cgi"));
    add_taken(dates, "clear_url", is_bound ? link_to(page, &other, 1) : NULL);
    add_kept(page, bound.rest, dates);
}

static void
add_suggestion(const Page *page, cJSON *data)
{
    SearchRequest other = *page->request;
    other.query = page->answer->suggestion;
    if (other.query == NULL) {
        cJSON_AddNullToObject(data, "suggestion");
        return;
    }
    cJSON *suggestion = cJSON_AddObjectToObject(data, "suggestion");
    add_string(suggestion, "text", other.query);
    add_taken(suggestion, "url", link_to(page, &other, 1));
}

static void
add_answer(const Page *page, cJSON *data)
{
    const Answer *answer = page->answer;
    g_autofree char *total = count_text(page, answer->total);
    add_taken(data, "total_text",
              filled(page, answer->total == 1 ? "answer_total_one" : "answer_total",
                     total, NULL));
    add_suggestion(page, data);
    cJSON_AddBoolToObject(data, "relaxed", answer->relaxed);
    cJSON_AddBoolToObject(data, "no_results", answer->total == 0);
    add_taken(data, "research_query", research_query(page));
    add_warnings(page, data);
    add_results(page, data);
    add_facets(page, data);
    add_filters(page, data);
    add_dates(page, data);
    add_sorts(page, data);
    add_pager(page, data);
}

static cJSON *
error_data(const Page *page, const PageError *error)
{
    cJSON *object = cJSON_CreateObject();
    add_string(object, "title", text_of(page, error->title));
    add_taken(
        object, "text",
        filled(page, error->text, error->detail != NULL ? error->detail : "", NULL));
    return object;
}

static gboolean
check_config(const cJSON *config, GError **error)
{
    static const char *const strings[] = { "title", "language", "cgi", "site_path" };
    for (unsigned i = 0; i < G_N_ELEMENTS(strings); i++) {
        if (json_get_string(config, strings[i]) != NULL)
            continue;
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                    "the index has no \"%s\" for its pages", strings[i]);
        return FALSE;
    }
    if (cJSON_IsObject(json_get(config, "ui")))
        return TRUE;
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                        "the index has no \"ui\" for its pages");
    return FALSE;
}

cJSON *
page_data(const cJSON *config,
          const SearchRequest *request,
          const Answer *answer,
          const PageError *page_error,
          GError **error)
{
    if (!check_config(config, error))
        return NULL;
    Page page = { config, json_get(config, "ui"), json_get_string(config, "language"),
                  request, answer };
    cJSON *data = cJSON_Duplicate(config, TRUE);
    add_string(data, "root", json_get_string(config, "site_path"));
    add_string(data, "query", request->query);
    cJSON_AddNumberToObject(data, "page", request->page);
    if (page_error != NULL) {
        cJSON_AddItemToObject(data, "error", error_data(&page, page_error));
        return data;
    }
    cJSON_AddNullToObject(data, "error");
    add_answer(&page, data);
    return data;
}
