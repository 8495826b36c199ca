/* When things happen, and between which days an undated notice was made (A.4). */
#include "reading.h"
#include "text/date.h"

#include <string.h>

#define MEETING_BYTES 2000 /* a notice says at its start which meeting it reports */
#define EVENTS_MAX 10000   /* of a notice; a list of dates is none */
#define INTERVAL_BYTES 24  /* «đến hết ngày» and blanks */

static gboolean
is_between(const char *between)
{
    static const char *const words[] = {
        "đến", "đến ngày", "đến hết", "đến hết ngày", "-", "–",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(between, words[i]) == 0)
            return TRUE;
    return FALSE;
}

/* «… ngày 03/3/2021 đến ngày 12/3/2021»: two dates are one interval. */
static gboolean
is_interval(const Extract *extract, const DateMatch *first, const DateMatch *second)
{
    g_autofree char *between = NULL;
    char start[DATE_ISO_SIZE];
    char end[DATE_ISO_SIZE];

    if (second->start - first->end > INTERVAL_BYTES)
        return FALSE;
    between =
        g_strstrip(extract_before(extract, second->start, second->start - first->end));
    date_format_iso(first, start);
    date_format_iso(second, end);
    return is_between(between) && strcmp(start, end) <= 0;
}

/* «trong vòng 15 ngày kể từ 0 giờ ngày 01/04/2020»: the last of those days. */
static char *
computed_end(const Extract *extract, const DateMatch *date)
{
    g_autofree char *before = extract_before(extract, date->start, 80);
    const char *within = g_strrstr(before, "trong vòng ");
    char *after = NULL;
    guint64 days = 0;
    GDate end;

    if (within == NULL)
        return NULL;
    within += strlen("trong vòng ");
    days = g_ascii_strtoull(within, &after, 10);
    if (after == within || days == 0 || days > 3660 ||
        !g_str_has_prefix(after, " ngày kể từ "))
        return NULL;
    g_date_set_dmy(&end, date->day, (GDateMonth) date->month, date->year);
    g_date_add_days(&end, (guint) days - 1);
    return g_strdup_printf("%04u-%02u-%02u", (unsigned) g_date_get_year(&end),
                           (unsigned) g_date_get_month(&end),
                           (unsigned) g_date_get_day(&end));
}

/* «Tại phiên họp ngày …», «Ngày … họp», «Ngày …, sau khi nghe …». */
static gboolean
is_meeting(const Extract *extract, const DateMatch *date)
{
    static const char *const places[] = { "tại phiên họp ngày", "tại cuộc họp ngày",
                                          "tại hội nghị ngày",  "tại phiên họp",
                                          "tại cuộc họp",       "tại hội nghị" };
    g_autofree char *before = g_strchomp(extract_before(extract, date->start, 40));
    g_autofree char *after = extract_after(extract, date->end, 160);
    const char *text = extract->page->text;
    size_t start = date->start;

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        if (g_str_has_suffix(before, places[i]))
            return TRUE;
    if (g_str_has_suffix(before, "ngày"))
        start = (size_t) (g_strrstr_len(text, (gssize) start, "N") == NULL
                              ? text + start
                              : g_strrstr_len(text, (gssize) start, "N")) -
                (size_t) text;
    return (start == 0 || text[start - 1] == '\n') &&
           (strstr(after, " họp") != NULL || strstr(after, " nghe ") != NULL);
}

static size_t
body_start(const Extract *extract)
{
    unsigned end = MIN(extract->zones.header.end, extract->page->lines->len - 1);

    return g_array_index(extract->page->lines, PageLine, end).start;
}

static void
add_event(const Extract *extract, const DateMatch *date, const DateMatch *last)
{
    Event event = { .line = page_number_at(extract->page, date->start) };
    size_t body = body_start(extract);
    g_autofree char *computed = NULL;
    char iso[DATE_ISO_SIZE];

    date_format_iso(date, iso);
    event.date = extract_keep(extract, iso);
    if (last != date) {
        date_format_iso(last, iso);
        event.end = extract_keep(extract, iso);
    } else {
        computed = computed_end(extract, date);
        event.end = extract_keep(extract, computed);
        event.computed = computed != NULL;
    }
    event.meeting = date->start >= body && date->start < body + MEETING_BYTES &&
                    !extract_is_attached(extract, date->start) &&
                    is_meeting(extract, date);
    event.text = extract_sentence(extract, date->start, last->end);
    g_array_append_val(extract->out->events, event);
}

void
extract_events(const Extract *extract)
{
    const GArray *dates = extract->dates;

    for (unsigned i = 0; i < dates->len && extract->out->events->len < EVENTS_MAX; i++) {
        const DateMatch *date = &g_array_index(dates, DateMatch, i);
        const DateMatch *last = date;
        if (i + 1 < dates->len && is_interval(extract, date, date + 1))
            last = &g_array_index(dates, DateMatch, ++i);
        add_event(extract, date, last);
    }
}

static void
add_evidence(const Extract *extract, FieldId id, uint64_t line, char *text)
{
    Evidence evidence = { line, text };

    g_array_append_val(extract->out->fields[id].evidence, evidence);
}

/* The event of a date, at or after a line; NULL when it is not one by itself. */
static const Event *
event_on(const Extraction *out, const char *date, uint64_t line)
{
    for (unsigned i = 0; i < out->events->len; i++) {
        const Event *event = &g_array_index(out->events, Event, i);
        if (event->line >= line && strcmp(event->date, date) == 0)
            return event;
    }
    return NULL;
}

/* The latest of the meeting and of what is cited. */
static const Event *
latest(const Extraction *out)
{
    const Event *found = NULL;
    const Citation *last = NULL;

    for (unsigned i = 0; i < out->events->len; i++) {
        const Event *event = &g_array_index(out->events, Event, i);
        if (event->meeting && (found == NULL || strcmp(event->date, found->date) > 0))
            found = event;
    }
    for (unsigned i = 0; i < out->citations->len; i++) {
        const Citation *citation = &g_array_index(out->citations, Citation, i);
        if (citation->date != NULL &&
            (last == NULL || strcmp(citation->date, last->date) > 0))
            last = citation;
    }
    if (last != NULL && (found == NULL || strcmp(last->date, found->date) > 0))
        found = event_on(out, last->date, last->line);
    return found;
}

static void
set_not_after(const Extract *extract, const char *date, FieldId from)
{
    const GArray *evidence = extract->out->fields[from].evidence;
    const char *old = extract->out->fields[FIELD_NOT_AFTER].value;

    if (date == NULL || (old != NULL && strcmp(old, date) <= 0))
        return;
    g_array_set_size(extract->out->fields[FIELD_NOT_AFTER].evidence, 0);
    extract_set(extract, FIELD_NOT_AFTER, date, BASIS_INFERRED);
    for (unsigned i = 0; i < evidence->len; i++) {
        const Evidence *line = &g_array_index(evidence, Evidence, i);
        g_autofree char *iso = extract_date_in(line->text, strlen(line->text));
        if (g_strcmp0(iso, date) == 0)
            add_evidence(extract, FIELD_NOT_AFTER, line->line, line->text);
    }
}

void
extract_bounds(const Extract *extract)
{
    Extraction *out = extract->out;
    const Event *first = NULL;

    if (out->fields[FIELD_DATE].value != NULL)
        return;
    set_not_after(extract, out->copy.date, FIELD_COPY);
    set_not_after(extract, out->received.date, FIELD_RECEIVED);
    first = latest(out);
    if (first == NULL || (out->fields[FIELD_NOT_AFTER].value != NULL &&
                          strcmp(first->date, out->fields[FIELD_NOT_AFTER].value) > 0))
        return; /* nothing, or a slip somewhere: no bound is better than a false one */
    extract_set(extract, FIELD_NOT_BEFORE, first->date, BASIS_INFERRED);
    add_evidence(extract, FIELD_NOT_BEFORE, first->line, first->text);
}
