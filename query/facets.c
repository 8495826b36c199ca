#include "facets.h"

/* A slot that fewer than one in this many documents use is counted by itself. */
#define SPARSE 4

struct Facets {
    XapianDatabase *database;
    unsigned n_docs;
    unsigned freqs[SCHEMA_N_FACETS];                  /* documents that have a value */
    XapianValueCountMatchSpy *spies[SCHEMA_N_FACETS]; /* NULL: not watching */
};

typedef struct {
    Answer *answer;
    unsigned facet;
} CountInto;

Facets *
facets_new(XapianDatabase *database, unsigned n_docs, GError **error)
{
    g_autoptr(Facets) facets = g_new0(Facets, 1);
    facets->database = g_object_ref(database);
    facets->n_docs = n_docs;
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        if (!xapian_database_get_value_freq(database, schema_facets[i].slot,
                                            &facets->freqs[i], error))
            return NULL;
    return g_steal_pointer(&facets);
}

void
facets_free(Facets *facets)
{
    if (facets == NULL)
        return;
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        g_clear_object(&facets->spies[i]);
    g_object_unref(facets->database);
    g_free(facets);
}

static gboolean
is_dense(const Facets *facets, unsigned i)
{
    return facets->freqs[i] > 0 && facets->freqs[i] >= facets->n_docs / SPARSE;
}

gboolean
facets_need_all(const Facets *facets)
{
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        if (is_dense(facets, i))
            return TRUE;
    return FALSE;
}

static void
watch(Facets *facets, unsigned i, XapianEnquire *enquire)
{
    g_clear_object(&facets->spies[i]);
    facets->spies[i] = xapian_value_count_match_spy_new(schema_facets[i].slot);
    xapian_enquire_add_match_spy(enquire, facets->spies[i]);
}

void
facets_watch(Facets *facets, XapianEnquire *enquire)
{
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++)
        if (is_dense(facets, i))
            watch(facets, i, enquire);
}

/* Matches again, but only what has a value in the slot. */
static gboolean
count_sparse(Facets *facets, unsigned i, XapianQuery *match, GError **error)
{
    g_autoptr(XapianQuery) has_value =
        xapian_query_new_value_range(schema_facets[i].slot, NULL, NULL, error);
    g_autoptr(XapianQuery) both =
        has_value != NULL
            ? xapian_query_new_for_pair(XAPIAN_QUERY_OP_FILTER, match, has_value, error)
            : NULL;
    g_autoptr(XapianEnquire) enquire =
        both != NULL ? xapian_enquire_new(facets->database, error) : NULL;
    if (enquire == NULL || !xapian_enquire_set_query(enquire, both, error))
        return FALSE;
    xapian_enquire_set_boolean(enquire);
    watch(facets, i, enquire);
    g_autoptr(XapianMSet) mset =
        xapian_enquire_get_mset(enquire, 0, 0, facets->n_docs, error);
    return mset != NULL;
}

static void
count_value(const char *value, size_t len, unsigned count, gpointer user_data)
{
    const CountInto *into = user_data;
    answer_add_count(into->answer, into->facet, value, len, count);
}

gboolean
facets_read(Facets *facets, XapianQuery *match, Answer *answer, GError **error)
{
    answer_clear_facets(answer);
    for (unsigned i = 0; i < SCHEMA_N_FACETS; i++) {
        CountInto into = { answer, i };
        if (facets->freqs[i] == 0)
            continue;
        if (!is_dense(facets, i) && !count_sparse(facets, i, match, error))
            return FALSE;
        if (!xapian_value_count_match_spy_foreach(facets->spies[i], count_value, &into,
                                                  error))
            return FALSE;
    }
    return TRUE;
}
