#include "text/date.h"

#include <stdio.h>
#include <string.h>

#include "match.h"
#include "repair.h"
#include "run.h"

#define BLANKS 2 /* around a separator, at most */
#define GAP 3    /* blanks and line ends between words, at most */

static const struct {
    const char *word;
    guint month;
} months[] = {
#define MONTH(word, month) { word, month },
#include "rules.def"
};

static gboolean
set_date(DateMatch *date, guint year, guint month, guint day)
{
    if (day > 31 || month > 12 ||
        !g_date_valid_dmy((GDateDay) day, (GDateMonth) month, (GDateYear) year)) {
        return FALSE;
    }
    date->year = (uint16_t) year;
    date->month = (uint8_t) month;
    date->day = (uint8_t) day;
    return TRUE;
}

static gboolean
match_point(Subject subject, size_t *at)
{
    if (*at >= subject.len || subject.text[*at] != '.') {
        return FALSE;
    }
    (*at)++;
    return TRUE;
}

typedef gboolean (*MatchSeparator)(Subject subject, size_t *at);

static gboolean
match_around(Subject subject, size_t *at, MatchSeparator separator)
{
    match_blanks(subject, at, BLANKS, FALSE);
    if (!separator(subject, at)) {
        return FALSE;
    }
    match_blanks(subject, at, BLANKS, FALSE);
    return TRUE;
}

static gboolean
ends_number(Subject subject, size_t at)
{
    return at >= subject.len ||
           (!g_ascii_isdigit(subject.text[at]) && subject.text[at] != '/');
}

/* 31/3/2020 with the same separator twice. */
static gboolean
match_numeric_with(Subject subject, size_t at, MatchSeparator separator, DateMatch *found)
{
    guint day = 0;
    guint month = 0;
    guint year = 0;

    if (!match_digits(subject, &at, 2, &day) || !match_around(subject, &at, separator) ||
        !match_digits(subject, &at, 2, &month) ||
        !match_around(subject, &at, separator) || !match_year(subject, &at, &year) ||
        !ends_number(subject, at) || !set_date(found, year, month, day)) {
        return FALSE;
    }
    found->end = at;
    return TRUE;
}

/* What may stand right before: no part of a longer number; a dash only when it
 * joins two dates. */
static gboolean
may_start(Subject subject, size_t at, size_t last_end)
{
    char before;

    if (at == 0) {
        return TRUE;
    }
    before = subject.text[at - 1];
    return !g_ascii_isdigit(before) && before != '/' && before != '.' &&
           (before != '-' || (last_end != 0 && at - 1 == last_end));
}

static gboolean
match_numeric(Subject subject, size_t at, size_t last_end, DateMatch *found)
{
    return may_start(subject, at, last_end) &&
           (match_numeric_with(subject, at, match_slash, found) ||
            match_numeric_with(subject, at, match_dash, found) ||
            match_numeric_with(subject, at, match_point, found));
}

static gboolean
match_gap(Subject subject, size_t *at)
{
    return match_blanks(subject, at, GAP, TRUE) > 0;
}

/* A word and the gap behind it. */
static gboolean
match_word_and_gap(Subject subject, size_t *at, const char *word)
{
    size_t next = *at;

    if (!match_word(subject, &next, word) || !match_gap(subject, &next)) {
        return FALSE;
    }
    *at = next;
    return TRUE;
}

static gboolean
match_month(Subject subject, size_t *at, guint *month)
{
    if (match_digits(subject, at, 2, month)) {
        return match_gap(subject, at);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
        if (match_word_and_gap(subject, at, months[i].word)) {
            *month = months[i].month;
            return TRUE;
        }
    }
    return FALSE;
}

/* ngày 08 tháng 9 năm 2021, ngày 8 tháng tư năm 2020 */
static gboolean
match_long(Subject subject, size_t at, DateMatch *found)
{
    guint day = 0;
    guint month = 0;
    guint year = 0;

    if (!match_word_and_gap(subject, &at, "ngày") ||
        !match_digits(subject, &at, 2, &day) || !match_gap(subject, &at) ||
        !match_word_and_gap(subject, &at, "tháng") ||
        !match_month(subject, &at, &month) || !match_word_and_gap(subject, &at, "năm") ||
        !match_year(subject, &at, &year) || !set_date(found, year, month, day)) {
        return FALSE;
    }
    found->end = at;
    return TRUE;
}

gboolean
date_match(Subject subject, size_t at, size_t last_end, DateMatch *found)
{
    found->start = at;
    return at < subject.len && (g_ascii_isdigit(subject.text[at])
                                    ? match_numeric(subject, at, last_end, found)
                                    : match_long(subject, at, found));
}

static guint
day_number(const DateMatch *date)
{
    return (date->year * 100u + date->month) * 100u + date->day;
}

gboolean
date_match_until(Subject subject, const DateMatch *first, DateMatch *found)
{
    size_t at = first->end;
    size_t dash = at;

    match_blanks(subject, &dash, GAP, TRUE);
    if (match_dash(subject, &dash)) {
        at = dash;
        match_blanks(subject, &at, GAP, TRUE);
    } else if (!match_gap(subject, &at) || !match_word_and_gap(subject, &at, "đến")) {
        return FALSE;
    } else {
        match_word_and_gap(subject, &at, "hết");
    }
    if (!date_match(subject, at, first->end, found)) {
        if (!match_word_and_gap(subject, &at, "ngày") ||
            !date_match(subject, at, 0, found)) {
            return FALSE;
        }
    }
    return day_number(first) <= day_number(found);
}

GArray *
date_find(const char *utf8, size_t len)
{
    g_auto(Repaired) repaired = repair_text(utf8, len);
    Subject subject = { repaired.text, repaired.len };
    GArray *found = g_array_new(FALSE, FALSE, sizeof(DateMatch));
    size_t last_end = 0;
    Run run = { 0 };

    while (run_next(subject.text, subject.len, run.end, &run)) {
        size_t at = run.start;

        if (!g_ascii_isdigit(subject.text[at]) && (subject.text[at] | 0x20) != 'n') {
            at = run_next_digits(subject.text, at, run.end);
        }
        while (at < run.end) {
            DateMatch date = { 0 };

            if (at >= last_end && date_match(subject, at, last_end, &date)) {
                last_end = date.end;
                date.start = repaired_source_start(&repaired, date.start);
                date.end = repaired_source_end(&repaired, date.end);
                g_array_append_val(found, date);
            }
            at = run_next_digits(subject.text, at + 1, run.end);
        }
    }
    return found;
}

gboolean
date_parse_iso(const char *text, DateMatch *date)
{
    Subject subject = { text, strlen(text) };
    size_t at = 0;
    guint year = 0;
    guint month = 0;
    guint day = 0;
    DateMatch read = { .end = subject.len };

    if (subject.len != DATE_ISO_SIZE - 1 || !match_digits(subject, &at, 4, &year) ||
        at != 4 || text[4] != '-' || text[7] != '-') {
        return FALSE;
    }
    at = 5;
    if (!match_digits(subject, &at, 2, &month) || at != 7) {
        return FALSE;
    }
    at = 8;
    if (!match_digits(subject, &at, 2, &day) || at != 10 ||
        !set_date(&read, year, month, day)) {
        return FALSE;
    }
    *date = read;
    return TRUE;
}

void
date_format_iso(const DateMatch *date, char iso[DATE_ISO_SIZE])
{
    snprintf(iso, DATE_ISO_SIZE, "%04u-%02u-%02u", date->year % 10000u,
             date->month % 100u, date->day % 100u);
}
