#include <string.h>

#include "html.h"
#include "json.h"
#include "respond.h"

#define JSON_VERSION 1

void
respond_snippet_html(const char *snippet, GString *out)
{
    const char *rest = snippet;
    while (*rest != '\0') {
        size_t plain = strcspn(rest, "\002\003");
        html_text(out, rest, plain);
        rest += plain;
        if (*rest == SNIPPET_MARK)
            html_markup(out, "<mark>");
        else if (*rest == SNIPPET_UNMARK)
            html_markup(out, "</mark>");
        if (*rest != '\0')
            rest++;
    }
}

static void
member(GString *out, const char *key, const char *value)
{
    g_string_append_printf(out, "\"%s\":", key);
    json_append_string(out, value);
}

static void
append_result(const AnswerResult *result, GString *out)
{
    g_autoptr(GString) snippet = g_string_new(NULL);
    char score[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_c(out, '{');
    for (unsigned i = 0; i < ANSWER_N_FIELDS; i++) {
        member(out, answer_fields[i], answer_field(result, answer_fields[i]));
        g_string_append_c(out, ',');
    }
    g_string_append_printf(out, "\"score\":%s,",
                           g_ascii_formatd(score, sizeof(score), "%.4f", result->score));
    member(out, "tier", tier_name(result->tier));
    g_string_append_c(out, ',');
    respond_snippet_html(result->snippet, snippet);
    member(out, "snippet", snippet->str);
    g_string_append_c(out, '}');
}

static void
append_facet(const char *key, const GPtrArray *counts, GString *out)
{
    g_string_append_printf(out, "\"%s\":[", key);
    for (unsigned i = 0; i < counts->len; i++) {
        const AnswerCount *count = g_ptr_array_index(counts, i);
        g_string_append(out, i > 0 ? ",{" : "{");
        member(out, "value", count->value);
        g_string_append_printf(out, ",\"count\":%u}", count->count);
    }
    g_string_append_c(out, ']');
}

void
respond_json(const Answer *answer, GString *out)
{
    const SearchRequest *request = answer->request;
    g_string_append_printf(out, "{\"version\":%d,", JSON_VERSION);
    member(out, "query", request->query);
    g_string_append_printf(
        out, ",\"total\":%u,\"relaxed\":%s,\"page\":%u,\"page_size\":%u,", answer->total,
        answer->relaxed ? "true" : "false", request->page, request->page_size);
    member(out, "suggestion", answer->suggestion);
    g_string_append(out, ",\"warnings\":[");
    for (unsigned i = 0; i < answer->warnings->len; i++) {
        g_string_append(out, i > 0 ? "," : "");
        g_autofree char *text =
            answer_warning_text(g_ptr_array_index(answer->warnings, i));
        json_append_string(out, text);
    }
    g_string_append(out, "],\"results\":[");
    for (unsigned i = 0; i < answer->results->len; i++) {
        g_string_append(out, i > 0 ? "," : "");
        append_result(g_ptr_array_index(answer->results, i), out);
    }
    g_string_append(out, "],\"facets\":{");
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++) {
        g_string_append(out, i > 0 ? "," : "");
        append_facet(schema_facets[i].key, answer->facets[i], out);
    }
    g_string_append(out, "}}\n");
}
