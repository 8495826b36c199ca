/* dates - the days between which notices are wanted, as two fields of a form and as
 * "ngay:FROM..TO" in the query, where they are kept; the twin of search-dates.js.
 */
#pragma once

#include <glib.h>

/* The interval that a query as a whole is bound to; of several the first. */
typedef struct {
    char *from, *to; /* as in the query, "" for open */
    char *rest;      /* the query without it */
} QueryDates;

void query_dates_read(const char *query, QueryDates *dates);
void query_dates_clear(QueryDates *dates);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(QueryDates, query_dates_clear)

/* The query bound to an interval instead of the one that it has. (transfer full) */
char *query_dates_write(const char *query, const char *from, const char *to);

/* What is typed into a field, as a query has it; "" for nothing, NULL for no date.
 * (transfer full) */
char *query_dates_parse(const char *typed);

/* Whether an interval can hold a day. */
gboolean query_dates_in_order(const char *from, const char *to);

/* A date of a query as it is typed: 2021-03-15 is 15/3/2021, 2021-03 is 3/2021.
 * (transfer full) */
char *query_dates_shown(const char *form);
