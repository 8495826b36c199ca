/* listing - what lists of notices show, and the days that notices name: kept in a
 * scratch file from pass 1 on, so that no page needs to read the notices that it lists.
 *
 * The file is mapped, not read; of memory it takes 8 bytes a notice.
 */
#pragma once

#include <stdint.h>

#include "extract/extraction.h"
#include "site-line.h"

typedef struct ListingWriter ListingWriter;

/* One file a worker of pass 1.  NULL with TRACUU_ERROR_OUTPUT. */
ListingWriter *listing_writer_new(const char *folder, unsigned worker, GError **error);
/* order  of reading (spool.h) */
void listing_writer_add(ListingWriter *writer,
                        const Notice *notice,
                        const Extraction *extraction,
                        uint64_t order);
/* Closes the file and frees the writer; FALSE when something was lost. */
gboolean listing_writer_close(ListingWriter *writer, GError **error);

typedef struct Listing Listing;

/* orders  the `order` of each notice, in the order of documents of the index
 *
 * Returns  the notices in that order, or NULL with TRACUU_ERROR_OUTPUT when a file
 *          cannot be read back. */
Listing *listing_new(const char *folder,
                     unsigned n_workers,
                     const uint64_t *orders,
                     uint32_t n_notices,
                     GError **error);
void listing_free(Listing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Listing, listing_free)

uint32_t listing_get_n(const Listing *listing);

/* The strings live as long as the listing. */
SiteLine listing_get(const Listing *listing, uint32_t notice);

/* A day, or an interval, that a notice names.  Of its text no more than
 * LISTING_EVENT_CHARS is here. */
typedef struct {
    const char *date, *end; /* ISO; end is NULL for a day */
    const char *text;
    gboolean meeting; /* of the meeting that the notice reports */
} ListingEvent;

#define LISTING_EVENT_CHARS 240

/* Where the events of a notice begin; lives as long as the listing. */
const char *listing_get_events(const Listing *listing, uint32_t notice);

/* Takes the event at *at and goes to the next; FALSE when there is none more. */
gboolean listing_take_event(const char **at, ListingEvent *event);
