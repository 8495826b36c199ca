/* build-packs - the texts of a packed site: which notices are in which pack, and the
 * packs, each a task of pass 3. */
#pragma once

#include "build.h"

/* Shares the notices out; before the workers are forked, so that each has the table. */
PackPlan *build_plan_packs(const Build *build);
void pack_plan_free(PackPlan *plan);
unsigned pack_plan_get_n(const PackPlan *plan);

/* Adds an entry's notice to a pack (pack_add). */
typedef gboolean (*PackAddFunc)(GByteArray *pack,
                                uint32_t entry,
                                gpointer user_data,
                                GError **error);

/* Writes a pack, and leaves its sum where build_pack_sums finds it. */
gboolean build_pack(const Build *build,
                    Sums *sums,
                    unsigned place,
                    PackAddFunc func,
                    gpointer user_data,
                    GError **error);

/* The sums of all packs, for the root.  (transfer full) */
char *build_pack_sums(const Build *build, GError **error);
