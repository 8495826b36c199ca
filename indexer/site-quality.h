/* site-quality - how well the notices were read: a row of each one's card, and one page
 * of those that a person should look at.
 *
 *     quality.html    the worst first, at most SITE_QUALITY_ROWS; data/quality.csv has
 * all
 */
#pragma once

#include "site-notice.h"

#define SITE_QUALITY_PATH "quality.html"
#define SITE_QUALITY_ROWS 500

typedef struct {
    SiteLine line;
    const cJSON *quality; /* the object of the notice's card */
} SiteQualityRow;

typedef struct {
    const GArray *rows;  /* SiteQualityRow, the worst first */
    unsigned n_doubtful; /* notices with a badness, listed or not */
} SiteQualityPage;

/* How much of a notice is in doubt: the share of suspected words and of letters that
 * are replaced or look like others, and what is missing from eight legal syllables of
 * ten and from nine tenths of confidence in OCR.  0: nothing. */
double site_quality_badness(const cJSON *quality);

/* Adds the row to the rows of the card; none where nothing was read. */
void site_add_quality(const NoticePage *self, cJSON *card);

/* (transfer full): one page, or NULL with TRACUU_ERROR_TEMPLATE. */
char *site_render_quality(Site *site, const SiteQualityPage *page, GError **error);
