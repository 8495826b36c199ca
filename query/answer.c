#include "answer.h"

#include <string.h>

#include "text/text.h"

const char *const answer_fields[ANSWER_N_FIELDS] = {
    "id", "url", "title", "type", "issuer", "province", "number", "date",
};

void
answer_hit_free(AnswerHit *hit)
{
    g_free(hit->left);
    g_free(hit->hit);
    g_free(hit->right);
    g_free(hit);
}

static void
result_free(AnswerResult *result)
{
    notice_free(result->notice);
    g_free(result->url);
    g_free(result->snippet);
    g_clear_pointer(&result->hits, g_ptr_array_unref);
    g_free(result);
}

static void
count_free(AnswerCount *count)
{
    g_free(count->value);
    g_free(count);
}

static void
warning_free(AnswerWarning *warning)
{
    g_free(warning->subject);
    g_free(warning);
}

Answer *
answer_new(const SearchRequest *request)
{
    Answer *answer = g_new0(Answer, 1);
    answer->request = request;
    answer->warnings = g_ptr_array_new_with_free_func((GDestroyNotify) warning_free);
    answer->results = g_ptr_array_new_with_free_func((GDestroyNotify) result_free);
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        answer->facets[i] = g_ptr_array_new_with_free_func((GDestroyNotify) count_free);
    return answer;
}

void
answer_free(Answer *answer)
{
    if (answer == NULL)
        return;
    g_ptr_array_unref(answer->warnings);
    g_ptr_array_unref(answer->results);
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        g_ptr_array_unref(answer->facets[i]);
    g_free(answer->suggestion);
    g_free(answer);
}

void
answer_warn(Answer *answer, WarningKind kind, const char *subject)
{
    for (unsigned i = 0; i < answer->warnings->len; i++) {
        const AnswerWarning *said = g_ptr_array_index(answer->warnings, i);
        if (said->kind == kind && strcmp(said->subject, subject) == 0)
            return;
    }
    AnswerWarning *warning = g_new0(AnswerWarning, 1);
    warning->kind = kind;
    warning->subject = g_strdup(subject);
    g_ptr_array_add(answer->warnings, warning);
}

char *
answer_warning_text(const AnswerWarning *warning)
{
    switch (warning->kind) {
    case WARNING_WORDS:
        return g_strdup_printf("Chỉ %s từ đầu được dùng để tìm.", warning->subject);
    case WARNING_EXPANSION:
        return g_strdup_printf(
            "«%s» có quá nhiều dạng; chỉ các dạng hay gặp nhất được dùng.",
            warning->subject);
    }
    g_assert_not_reached();
}

const char *
warning_key(WarningKind kind)
{
    return kind == WARNING_WORDS ? "warning_words" : "warning_prefix";
}

AnswerResult *
answer_add_result(Answer *answer, Notice *notice, char *snippet, double score, Tier tier)
{
    AnswerResult *result = g_new0(AnswerResult, 1);
    result->notice = notice;
    result->url = notice_url(notice->file_name, answer->packed);
    result->snippet = snippet;
    result->score = score;
    result->tier = tier;
    g_ptr_array_add(answer->results, result);
    return result;
}

void
answer_add_count(
    Answer *answer, unsigned facet, const char *value, size_t len, unsigned n)
{
    AnswerCount *count = g_new0(AnswerCount, 1);
    count->value = g_strndup(value, len);
    count->count = n;
    g_ptr_array_add(answer->facets[facet], count);
}

void
answer_clear_facets(Answer *answer)
{
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        g_ptr_array_set_size(answer->facets[i], 0);
}

static int
compare_counts(gconstpointer a, gconstpointer b, gpointer keys)
{
    const AnswerCount *left = *(AnswerCount *const *) a;
    const AnswerCount *right = *(AnswerCount *const *) b;
    if (left->count != right->count)
        return left->count > right->count ? -1 : 1;
    int order = strcmp(g_hash_table_lookup(keys, left), g_hash_table_lookup(keys, right));
    return order != 0 ? order : strcmp(left->value, right->value);
}

void
answer_sort_facets(Answer *answer)
{
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++) {
        GPtrArray *counts = answer->facets[i];
        g_autoptr(GHashTable) keys = g_hash_table_new_full(NULL, NULL, NULL, g_free);
        for (unsigned j = 0; j < counts->len; j++) {
            AnswerCount *count = g_ptr_array_index(counts, j);
            g_hash_table_insert(keys, count,
                                text_sort_key(count->value, strlen(count->value)));
        }
        g_ptr_array_sort_with_data(counts, compare_counts, keys);
    }
}

const char *
tier_name(Tier tier)
{
    static const char *const names[N_TIERS] = { "exact", "variant", "folded" };
    return names[tier];
}

const char *
answer_field(const AnswerResult *result, const char *key)
{
    if (strcmp(key, "url") == 0)
        return result->url;
    for (unsigned i = 0; i < notice_n_fields; i++)
        if (strcmp(key, notice_fields[i].key) == 0)
            return *notice_field(result->notice, &notice_fields[i]);
    g_assert_not_reached();
}
