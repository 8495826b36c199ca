/* groups - the notices of a listing by the value of one facet. */
#pragma once

#include "listing.h"
#include "site-browse.h"

typedef struct {
    GArray *values;    /* (element-type SiteGroup) by collation, years newest first,
                          unknown last */
    uint32_t *notices; /* those of the first value, then of the next …, each in the order
                          of the listing; the undated by their bounds */
    GStringChunk *strings;
} Groups;

/* facet  or SITE_MONTH */
Groups *groups_new(const Listing *listing, SiteFacet facet);
void groups_free(Groups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Groups, groups_free)

/* TRUE when some notice has a value. */
gboolean groups_any(const Groups *groups);
