/* Between reading and indexing: the table of citations and the listing, which
 * every later process shares as they were when it was forked. */
#include "build.h"

gboolean
build_cites(Build *build, GError **error)
{
    uint32_t n = build->entries->len;
    g_autofree uint64_t *orders = g_new(uint64_t, n + 1);

    for (uint32_t i = 0; i < n; i++)
        orders[i] = ((const SpoolEntry *) g_ptr_array_index(build->entries, i))->order;
    build->cites = cite_table_new(build->scratch, build->n_jobs, orders, n, error);
    build->listing = build->cites == NULL
                         ? NULL
                         : listing_new(build->scratch, build->n_jobs, orders, n, error);
    return build->listing != NULL;
}
