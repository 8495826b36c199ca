/* date - calendar dates in running text (domain report A.4). */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    size_t start, end; /* bytes of the source, from the first digit or from "ngày" */
    uint16_t year;
    uint8_t month, day;
} DateMatch;

/* The dates of `utf8` (valid UTF-8, NFC), in order; what the calendar has not
 * is no date.  An array of DateMatch, (transfer full), maybe empty. */
GArray *date_find(const char *utf8, size_t len);

/* Reads "2020-03-31" (ISO).  FALSE when it is anything else or no such day. */
gboolean date_parse_iso(const char *text, DateMatch *date);

#define DATE_ISO_SIZE 11 /* "2020-03-31" and its NUL */

/* Writes the ISO form of a date that date_find or date_parse_iso gave. */
void date_format_iso(const DateMatch *date, char iso[DATE_ISO_SIZE]);
