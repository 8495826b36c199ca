#include <string.h>

#include "respond.h"

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

/* Control characters of a notice must not reach a terminal. */
static void
append_safe(const char *text, gboolean colours, GString *out)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == SNIPPET_MARK || *c == SNIPPET_UNMARK)
            g_string_append(out, !colours ? "" : *c == SNIPPET_MARK ? BOLD : PLAIN);
        else if (g_ascii_iscntrl(*c))
            g_string_append_c(out, ' ');
        else
            g_string_append_c(out, *c);
    }
}

static const char *
tier_words(Tier tier)
{
    static const char *const words[N_TIERS] = { NULL, "khác cách viết i/y",
                                                "khớp khi bỏ dấu" };
    return words[tier];
}

/* The line below the title: id, what is known, and the tier when it is a lower one. */
static void
append_facts(const AnswerResult *result, GString *out)
{
    static const char *const keys[] = { "id",     "type",     "number",
                                        "issuer", "province", "date" };
    const char *between = "   ";
    for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *value = answer_field(result, keys[i]);
        if (value == NULL)
            continue;
        g_string_append(out, between);
        append_safe(value, FALSE, out);
        between = " · ";
    }
    if (tier_words(result->tier) != NULL)
        g_string_append_printf(out, "%s%s", between, tier_words(result->tier));
    g_string_append_c(out, '\n');
}

static void
append_result(const AnswerResult *result, unsigned place, gboolean colours, GString *out)
{
    const char *title = result->notice->title;
    g_string_append_printf(out, "\n%u. %s", place, colours ? BOLD : "");
    append_safe(title != NULL ? title : "(không có trích yếu)", FALSE, out);
    g_string_append_printf(out, "%s\n", colours ? PLAIN : "");
    append_facts(result, out);
    g_string_append(out, "   ");
    append_safe(result->snippet, colours, out);
    g_string_append_c(out, '\n');
}

void
respond_text(const Answer *answer, gboolean colours, GString *out)
{
    const SearchRequest *request = answer->request;
    unsigned first = (request->page - 1) * request->page_size;
    g_string_append_printf(out, "%u kết quả", answer->total);
    if (answer->results->len > 0)
        g_string_append_printf(out, ", %u–%u", first + 1, first + answer->results->len);
    g_string_append(
        out, answer->relaxed ? " (không văn bản nào có đủ các từ; tìm từng từ)\n" : "\n");
    if (answer->suggestion != NULL) {
        g_string_append(out, "Có phải ý bạn: ");
        append_safe(answer->suggestion, FALSE, out);
        g_string_append(out, "?\n");
    }
    for (unsigned i = 0; i < answer->warnings->len; i++) {
        g_autofree char *text =
            answer_warning_text(g_ptr_array_index(answer->warnings, i));
        append_safe(text, FALSE, out);
        g_string_append_c(out, '\n');
    }
    for (unsigned i = 0; i < answer->results->len; i++)
        append_result(g_ptr_array_index(answer->results, i), first + i + 1, colours, out);
}
