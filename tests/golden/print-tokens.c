/* What lib/text makes of texts, for the test of its twin (tests/js/twins.test.mjs).
 *
 * Reads from standard input any number of texts, each as its length in bytes in
 * decimal, a newline, and the bytes.  Writes for each a line, a JSON array:
 *   canonical, fold, display, iy key, sort key, other i/y spelling of canonical or null,
 *   whether the canonical form of the text before agrees in its marks with this one,
 *   [[kind, k1, k2, start, end, position, span, flags], …],
 *   [[start, end, display], …] document numbers, [[start, end, iso], …] dates. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "text/date.h"
#include "text/docnum.h"
#include "text/text.h"

typedef char *(*Key)(const char *utf8, size_t len);

static void
append_keys(GString *line, const char *text, size_t len)
{
    static const Key keys[] = { text_canonical, text_fold, text_display, text_iy_key,
                                text_sort_key };

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autofree char *made = keys[i](text, len);

        json_append_string(line, made);
        g_string_append_c(line, ',');
    }
}

static void
append_separator(GString *line, guint i)
{
    g_string_append(line, i > 0 ? ",[" : "[");
}

static void
append_tokens(GString *line, TextAnalyser *analyser, const char *text, size_t len)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));

    text_analyse(analyser, text, len, tokens);
    g_string_append_c(line, '[');
    for (guint i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);

        append_separator(line, i);
        g_string_append_printf(line, "%d,", (int) token->kind);
        json_append_string(line, token->word->k1);
        g_string_append_c(line, ',');
        json_append_string(line, token->word->k2);
        g_string_append_printf(line, ",%zu,%zu,%u,%u,%u]", token->start, token->end,
                               token->position, token->span, token->word->flags);
    }
    g_string_append_c(line, ']');
}

static void
append_docnums(GString *line, const char *text, size_t len)
{
    g_autoptr(GArray) found = docnum_find(text, len);

    g_string_append_c(line, '[');
    for (guint i = 0; i < found->len; i++) {
        const Docnum *docnum = &g_array_index(found, Docnum, i);

        append_separator(line, i);
        g_string_append_printf(line, "%zu,%zu,", docnum->start, docnum->end);
        json_append_string(line, docnum->display);
        g_string_append_c(line, ']');
    }
    g_string_append_c(line, ']');
}

static void
append_dates(GString *line, const char *text, size_t len)
{
    g_autoptr(GArray) found = date_find(text, len);

    g_string_append_c(line, '[');
    for (guint i = 0; i < found->len; i++) {
        const DateMatch *date = &g_array_index(found, DateMatch, i);
        char iso[DATE_ISO_SIZE];

        date_format_iso(date, iso);
        append_separator(line, i);
        g_string_append_printf(line, "%zu,%zu,\"%s\"]", date->start, date->end, iso);
    }
    g_string_append_c(line, ']');
}

/* The line of one text; *before is its canonical form, of the text before at first. */
static void
print_text(TextAnalyser *analyser, const char *text, size_t len, char **before)
{
    g_autoptr(GString) line = g_string_new("[");
    g_autofree char *k1 = text_canonical(text, len);
    g_autofree char *variant = text_iy_variant(k1);

    append_keys(line, text, len);
    json_append_string(line, variant);
    g_string_append(line, text_marks_agree(*before, k1) ? ",true," : ",false,");
    append_tokens(line, analyser, text, len);
    g_string_append_c(line, ',');
    append_docnums(line, text, len);
    g_string_append_c(line, ',');
    append_dates(line, text, len);
    g_string_append_c(line, ']');
    puts(line->str);
    g_free(*before);
    *before = g_steal_pointer(&k1);
}

int
main(void)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autofree char *before = g_strdup("");
    char header[32];

    while (fgets(header, sizeof header, stdin) != NULL) {
        size_t len = strtoul(header, NULL, 10);
        g_autofree char *text = g_malloc(len + 1);

        if (fread(text, 1, len, stdin) != len) {
            return EXIT_FAILURE;
        }
        text[len] = '\0';
        print_text(analyser, text, len, &before);
    }
    return EXIT_SUCCESS;
}
