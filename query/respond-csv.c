#include "csv.h"
#include "respond.h"

void
respond_csv_names(const char *more, GString *out)
{
    g_string_append(out, CSV_BYTE_ORDER_MARK);
    for (unsigned i = 0; i < ANSWER_N_FIELDS; i++)
        g_string_append_printf(out, "%s,", answer_fields[i]);
    g_string_append_printf(out, "%s" CSV_LINE_END, more);
}

void
respond_csv_fields(const AnswerResult *result, GString *out)
{
    for (unsigned i = 0; i < ANSWER_N_FIELDS; i++) {
        csv_append_cell(out, answer_field(result, answer_fields[i]));
        g_string_append_c(out, ',');
    }
}

/* The marks of a snippet are control characters, which no cell keeps. */
static void
append_row(const AnswerResult *result, GString *out)
{
    char score[G_ASCII_DTOSTR_BUF_SIZE];

    respond_csv_fields(result, out);
    g_string_append(out, g_ascii_formatd(score, sizeof(score), "%.4f", result->score));
    g_string_append_printf(out, ",%s,", tier_name(result->tier));
    csv_append_cell(out, result->snippet);
    g_string_append(out, CSV_LINE_END);
}

void
respond_csv(const Answer *answer, GString *out)
{
    respond_csv_names("score,tier,snippet", out);
    for (unsigned i = 0; i < answer->results->len; i++)
        append_row(g_ptr_array_index(answer->results, i), out);
}
