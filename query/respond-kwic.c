#include <string.h>

#include "csv.h"
#include "respond.h"

/* Columns of a terminal that a context or a hit gets at most. */
#define MAX_LEFT_COLUMNS 72
#define MAX_HIT_COLUMNS 32

/* The columns that the contexts of an answer need. */
typedef struct {
    unsigned left, hit;
} Widths;

static unsigned
columns_of(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) ? 2 : 1;
}

static unsigned
width_of(const char *text)
{
    unsigned width = 0;
    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c))
        width += columns_of(g_utf8_get_char(c));
    return width;
}

/* The end of `text` that fits into `width` columns. */
static const char *
end_that_fits(const char *text, unsigned width)
{
    unsigned has = width_of(text);
    while (has > width) {
        has -= columns_of(g_utf8_get_char(text));
        text = g_utf8_next_char(text);
    }
    return text;
}

static void
append_blanks(GString *out, unsigned n)
{
    g_string_append_printf(out, "%*s", (int) n, "");
}

static char *
stripped(const char *text)
{
    return g_strstrip(g_strdup(text));
}

static void
widen(Widths *widths, const AnswerHit *hit)
{
    g_autofree char *left = stripped(hit->left);
    widths->left = MAX(widths->left, MIN(width_of(left), MAX_LEFT_COLUMNS));
    widths->hit = MAX(widths->hit, MIN(width_of(hit->hit), MAX_HIT_COLUMNS));
}

static unsigned
count_hits(const Answer *answer, Widths *widths)
{
    unsigned n = 0;
    for (unsigned i = 0; i < answer->results->len; i++) {
        const AnswerResult *result = g_ptr_array_index(answer->results, i);
        n += result->hits->len;
        for (unsigned j = 0; j < result->hits->len; j++)
            widen(widths, g_ptr_array_index(result->hits, j));
    }
    return n;
}

static void
append_hit(const AnswerHit *hit, const Widths *widths, GString *out)
{
    g_autofree char *left = stripped(hit->left);
    g_autofree char *right = stripped(hit->right);
    gboolean fits = width_of(left) <= widths->left;
    const char *shown = fits ? left : end_that_fits(left, widths->left - 1);
    g_string_append_printf(out, "%6u  ", hit->line);
    append_blanks(out, widths->left - width_of(shown) - (fits ? 0 : 1));
    g_string_append_printf(out, "%s%s  %s", fits ? "" : "…", shown, hit->hit);
    if (*right != '\0') {
        append_blanks(out, widths->hit - MIN(width_of(hit->hit), widths->hit));
        g_string_append_printf(out, "  %s", right);
    }
    g_string_append_c(out, '\n');
}

/* Control characters of a notice must not reach a terminal. */
static void
append_plain(const char *text, GString *out)
{
    for (const char *c = text; *c != '\0'; c++)
        g_string_append_c(out, g_ascii_iscntrl(*c) ? ' ' : *c);
}

static void
append_notice(const AnswerResult *result, GString *out)
{
    static const char *const keys[] = { "id", "date", "type", "number", "issuer" };
    const char *between = "\n";
    for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *value = answer_field(result, keys[i]);
        if (value == NULL)
            continue;
        g_string_append(out, between);
        append_plain(value, out);
        between = " · ";
    }
    g_string_append_c(out, '\n');
}

void
respond_kwic(const Answer *answer, GString *out)
{
    Widths widths = { 0, 0 };
    unsigned n = count_hits(answer, &widths);
    g_string_append_printf(out, "%u chỗ trong %u văn bản", n, answer->results->len);
    if (answer->total != answer->results->len)
        g_string_append_printf(out, " của %u", answer->total);
    g_string_append(
        out, answer->relaxed ? " (không văn bản nào có đủ các từ; tìm từng từ)\n" : "\n");
    for (unsigned i = 0; i < answer->warnings->len; i++) {
        g_autofree char *text =
            answer_warning_text(g_ptr_array_index(answer->warnings, i));
        append_plain(text, out);
        g_string_append_c(out, '\n');
    }
    for (unsigned i = 0; i < answer->results->len; i++) {
        const AnswerResult *result = g_ptr_array_index(answer->results, i);
        if (result->hits->len > 0)
            append_notice(result, out);
        for (unsigned j = 0; j < result->hits->len; j++)
            append_hit(g_ptr_array_index(result->hits, j), &widths, out);
    }
}

static void
append_row(const AnswerResult *result, const AnswerHit *hit, GString *out)
{
    g_autofree char *left = stripped(hit->left);
    g_autofree char *right = stripped(hit->right);
    respond_csv_fields(result, out);
    g_string_append_printf(out, "%s,%u,", tier_name(result->tier), hit->line);
    csv_append_cell(out, left);
    g_string_append_c(out, ',');
    csv_append_cell(out, hit->hit);
    g_string_append_c(out, ',');
    csv_append_cell(out, right);
    g_string_append(out, CSV_LINE_END);
}

void
respond_kwic_csv(const Answer *answer, GString *out)
{
    respond_csv_names("tier,line,left,hit,right", out);
    for (unsigned i = 0; i < answer->results->len; i++) {
        const AnswerResult *result = g_ptr_array_index(answer->results, i);
        for (unsigned j = 0; j < result->hits->len; j++)
            append_row(result, g_ptr_array_index(result->hits, j), out);
    }
}
