#include <string.h>

#include "respond.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define LINE_END "\r\n"

/* Source of the list: OWASP, "CSV Injection". */
static gboolean
starts_formula(const char *value)
{
    return *value != '\0' && strchr("=+-@\t\r", *value) != NULL;
}

static void
append_cell(const char *value, GString *out)
{
    g_string_append_c(out, '"');
    if (starts_formula(value))
        g_string_append_c(out, '\'');
    for (const char *c = value; *c != '\0'; c++) {
        if (*c == SNIPPET_MARK || *c == SNIPPET_UNMARK)
            continue;
        if (*c == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *c);
    }
    g_string_append_c(out, '"');
}

static void
append_row(const AnswerResult *result, GString *out)
{
    char score[G_ASCII_DTOSTR_BUF_SIZE];
    for (unsigned i = 0; i < ANSWER_N_FIELDS; i++) {
        const char *value = answer_field(result, answer_fields[i]);
        if (value != NULL)
            append_cell(value, out);
        g_string_append_c(out, ',');
    }
    g_string_append(out, g_ascii_formatd(score, sizeof(score), "%.4f", result->score));
    g_string_append_printf(out, ",%s,", tier_name(result->tier));
    append_cell(result->snippet, out);
    g_string_append(out, LINE_END);
}

void
respond_csv(const Answer *answer, GString *out)
{
    g_string_append(out, BYTE_ORDER_MARK);
    for (unsigned i = 0; i < ANSWER_N_FIELDS; i++)
        g_string_append_printf(out, "%s,", answer_fields[i]);
    g_string_append(out, "score,tier,snippet" LINE_END);
    for (unsigned i = 0; i < answer->results->len; i++)
        append_row(g_ptr_array_index(answer->results, i), out);
}
