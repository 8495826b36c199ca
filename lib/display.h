/* display - values as people read them, by the language of the site. */
#pragma once

#include "notice.h"

/* 4812 is "4.812" in "vi" and "4,812" in "en". */
char *display_count(unsigned long count, const char *language);

/* "2020-03-31" is "31/3/2020" in "vi" and "31 March 2020" in "en"; NULL for NULL,
 * and for what is no ISO date.
 *
 * Source  domain report A.4: a zero before days below 10 and months 1 and 2 only
 */
char *display_date(const char *iso, const char *language);

/* What stands where the title should: the title, else the first line of the
 * text, cut at a blank near DISPLAY_HEADING_CHARS, else the id. */
char *display_heading(const Notice *notice);

#define DISPLAY_HEADING_CHARS 120 /* characters, not bytes */
