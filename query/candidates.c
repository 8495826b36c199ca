#include "candidates.h"

#include <string.h>

static void
candidate_clear(Candidate *candidate)
{
    g_free(candidate->key);
}

GArray *
candidates_new(void)
{
    GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
    g_array_set_clear_func(candidates, (GDestroyNotify) candidate_clear);
    return candidates;
}

void
candidates_take(GArray *candidates, char *key, unsigned freq)
{
    Candidate candidate = { key, freq, 0 };
    g_array_append_val(candidates, candidate);
}

static int
more_frequent_first(gconstpointer a, gconstpointer b)
{
    const Candidate *left = a;
    const Candidate *right = b;
    if (left->freq != right->freq)
        return left->freq > right->freq ? -1 : 1;
    return strcmp(left->key, right->key);
}

void
candidates_keep(GArray *candidates, unsigned n)
{
    g_array_sort(candidates, more_frequent_first);
    g_array_set_size(candidates, MIN(candidates->len, n));
}

/* Of equal ones the first: what is more frequent. */
const Candidate *
candidates_most_beside(const GArray *candidates)
{
    const Candidate *best = NULL;
    for (unsigned i = 0; i < candidates->len; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        if (best == NULL || candidate->beside > best->beside)
            best = candidate;
    }
    return best;
}
