#include "dates.h"

#include <string.h>

#include "lexer.h"

/* The lexeme in no brackets that bounds the query to days, or NULL; an OR beside it makes
 * it bind a part only. */
static const Lexeme *
bound_of(const Lexed *lexed, gboolean *is_or)
{
    const Lexeme *found = NULL;
    int depth = 0;
    *is_or = FALSE;
    for (unsigned i = 0; i < lexed->lexemes->len; i++) {
        const Lexeme *lexeme = &g_array_index(lexed->lexemes, Lexeme, i);
        depth += (lexeme->kind == LEX_OPEN) - (lexeme->kind == LEX_CLOSE);
        if (depth != 0)
            continue;
        *is_or |= lexeme->kind == LEX_OR;
        if (found == NULL && lexeme->kind == LEX_FIELD && !lexeme->negated &&
            lexeme->field->kind == FIELD_DATED)
            found = lexeme;
    }
    return *is_or ? NULL : found;
}

/* `text` without blanks at its ends, also those that a word processor sets. */
static char *
stripped(const char *text)
{
    const char *end = text + strlen(text);
    while (g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    while (end > text && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    return g_strndup(text, (gsize) (end - text));
}

/* Where the field starts whose value is `found`: in front of its name.  `quotes` becomes
 * the length of the quote before the value, 0 for none. */
static const char *
start_of(const Lexed *lexed, const Lexeme *found, size_t *quotes)
{
    const char *value = lexed->text + found->start;
    const char *at = g_utf8_prev_char(value);
    *quotes = *at == ':' ? 0 : (size_t) (value - at);
    for (at = value - *quotes - strlen(":"); at > lexed->text;) {
        const char *before = g_utf8_prev_char(at);
        const gunichar letter = g_utf8_get_char(before);
        if (!g_unichar_isalpha(letter) && !g_unichar_ismark(letter))
            break;
        at = before;
    }
    return at;
}

/* The query without `found`; runs of blanks are one. */
static char *
rest_of(const Lexed *lexed, const Lexeme *found)
{
    size_t quotes = 0;
    const char *start = start_of(lexed, found, &quotes);
    const char *tail = lexed->text + found->end;
    g_autoptr(GString) out =
        g_string_new_len(lexed->text, (gssize) (start - lexed->text));
    g_string_append(out, quotes > 0 ? g_utf8_next_char(tail) : tail);
    while (g_string_replace(out, "  ", " ", 0) > 0)
        ;
    return stripped(out->str);
}

void
query_dates_read(const char *query, QueryDates *dates)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Lexed) lexed = lexer_read(analyser, query);
    gboolean is_or = FALSE;
    const Lexeme *found = bound_of(lexed, &is_or);
    if (found == NULL) {
        *dates = (QueryDates){ g_strdup(""), g_strdup(""), stripped(query) };
        return;
    }
    g_autofree char *value =
        g_strndup(lexed->text + found->start, found->end - found->start);
    char *dots = strstr(value, "..");
    dates->to = g_strdup(dots != NULL ? dots + 2 : value);
    if (dots != NULL)
        *dots = '\0';
    dates->from = g_strdup(value);
    dates->rest = rest_of(lexed, found);
}

void
query_dates_clear(QueryDates *dates)
{
    g_clear_pointer(&dates->from, g_free);
    g_clear_pointer(&dates->to, g_free);
    g_clear_pointer(&dates->rest, g_free);
}

static gboolean
has_or(const char *query)
{
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Lexed) lexed = lexer_read(analyser, query);
    gboolean is_or = FALSE;
    bound_of(lexed, &is_or);
    return is_or;
}

char *
query_dates_write(const char *query, const char *from, const char *to)
{
    g_auto(QueryDates) dates = { NULL, NULL, NULL };
    query_dates_read(query, &dates);
    if (*from == '\0' && *to == '\0')
        return g_steal_pointer(&dates.rest);
    gboolean is_one = strcmp(from, to) == 0;
    g_autofree char *range =
        g_strconcat("ngay:", from, is_one ? "" : "..", is_one ? "" : to, NULL);
    if (*dates.rest == '\0')
        return g_steal_pointer(&range);
    return g_strdup_printf(has_or(dates.rest) ? "(%s) %s" : "%s %s", dates.rest, range);
}

/* 15/3/2021, 15.3.2021, 3/2021 and 2021 as a query has them; else as it was typed. */
static char *
form_of(const char *typed)
{
    g_autoptr(GRegex) regex =
        g_regex_new("^(?:(?:(\\d{1,2})[/. -])?(\\d{1,2})[/. -])?(\\d{4})$", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, typed, 0, &match))
        return g_strdup(typed);
    g_autofree char *day = g_match_info_fetch(match, 1);
    g_autofree char *month = g_match_info_fetch(match, 2);
    g_autofree char *year = g_match_info_fetch(match, 3);
    if (*month == '\0')
        return g_steal_pointer(&year);
    if (*day == '\0')
        return g_strdup_printf("%s-%02u", year, (unsigned) atoi(month));
    return g_strdup_printf("%d/%d/%s", atoi(day), atoi(month), year);
}

char *
query_dates_parse(const char *typed)
{
    char begin[NODE_DAY_SIZE];
    char end[NODE_DAY_SIZE];
    g_autofree char *trimmed = stripped(typed);
    g_autofree char *form = form_of(trimmed);
    if (*form != '\0' &&
        (strstr(form, "..") != NULL || !lexer_read_days(form, strlen(form), begin, end)))
        return NULL;
    return g_steal_pointer(&form);
}

gboolean
query_dates_in_order(const char *from, const char *to)
{
    char begin[NODE_DAY_SIZE];
    char end[NODE_DAY_SIZE];
    g_autofree char *range = g_strconcat(from, "..", to, NULL);
    if (!lexer_read_days(range, strlen(range), begin, end))
        return TRUE; /* both are open */
    return *begin == '\0' || *end == '\0' || strcmp(begin, end) <= 0;
}

char *
query_dates_shown(const char *form)
{
    g_autoptr(GRegex) regex =
        g_regex_new("^(\\d{4})-(\\d\\d)(?:-(\\d\\d))?$", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, form, 0, &match))
        return g_strdup(form);
    g_autofree char *year = g_match_info_fetch(match, 1);
    g_autofree char *month = g_match_info_fetch(match, 2);
    g_autofree char *day = g_match_info_fetch(match, 3);
    if (day == NULL || *day == '\0')
        return g_strdup_printf("%d/%s", atoi(month), year);
    return g_strdup_printf("%d/%d/%s", atoi(day), atoi(month), year);
}
