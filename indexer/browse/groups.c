#include "groups.h"

#include "text/text.h"

#include <string.h>

/* Where a facet's value is, and how many bytes of it are the value: 0 for all. */
static const struct {
    size_t offset, len;
} sources[] = {
    [SITE_TYPE] = { offsetof(SiteLine, type), 0 },
    [SITE_ISSUER] = { offsetof(SiteLine, issuer), 0 },
    [SITE_PROVINCE] = { offsetof(SiteLine, province), 0 },
    [SITE_YEAR] = { offsetof(SiteLine, date), 4 },
    [SITE_MONTH] = { offsetof(SiteLine, date), 7 },
};

/* A value while they are sorted. */
typedef struct {
    SiteGroup group;
    char *key;      /* of collation; a date's is itself */
    uint32_t place; /* before sorting */
} Value;

static void
clear_value(gpointer pointer)
{
    g_free(((Value *) pointer)->key);
}

static int
compare_unknown(const char *left, const char *right)
{
    return (left == NULL) - (right == NULL);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    const Value *left = a;
    const Value *right = b;
    int order = compare_unknown(left->group.value, right->group.value);

    if (order != 0)
        return order;
    order = g_strcmp0(left->key, right->key);
    return order != 0 ? order : g_strcmp0(left->group.value, right->group.value);
}

static int
compare_newest(gconstpointer a, gconstpointer b)
{
    return -g_strcmp0(((const Value *) a)->group.value, ((const Value *) b)->group.value);
}

/* The value of a notice, owned by the chunk; NULL when unknown. */
static const char *
value_of(const Listing *listing, uint32_t notice, SiteFacet facet, GStringChunk *strings)
{
    const SiteLine line = listing_get(listing, notice);
    const char *value = G_STRUCT_MEMBER(const char *, &line, sources[facet].offset);
    char prefix[8];

    if (value == NULL || sources[facet].len == 0)
        return value;
    g_strlcpy(prefix, value, sources[facet].len + 1);
    return g_string_chunk_insert_const(strings, prefix);
}

static uint32_t
find_value(GArray *values, GHashTable *places, const char *value)
{
    /* an unknown value has a key of its own: no value is empty */
    const char *key = value != NULL ? value : "";
    gpointer found = g_hash_table_lookup(places, key);

    if (found == NULL) {
        const Value fresh = { .group = { value, 0 }, .place = values->len };

        g_array_append_val(values, fresh);
        found = GUINT_TO_POINTER(values->len);
        g_hash_table_insert(places, (gpointer) key, found);
    }
    return GPOINTER_TO_UINT(found) - 1;
}

/* The values of all notices, and of each notice which it is. */
static GArray *
gather(const Listing *listing, SiteFacet facet, GStringChunk *strings, uint32_t *of)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(Value));
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);

    g_array_set_clear_func(values, clear_value);
    for (uint32_t i = 0; i < listing_get_n(listing); i++) {
        of[i] = find_value(values, places, value_of(listing, i, facet, strings));
        g_array_index(values, Value, of[i]).group.n++;
    }
    return values;
}

static void
sort_values(GArray *values, SiteFacet facet)
{
    gboolean is_date = facet == SITE_YEAR || facet == SITE_MONTH;

    for (unsigned i = 0; !is_date && i < values->len; i++) {
        Value *value = &g_array_index(values, Value, i);

        if (value->group.value != NULL)
            value->key = text_sort_key(value->group.value, strlen(value->group.value));
    }
    g_array_sort(values, is_date ? compare_newest : compare_names);
}

/* Deals the notices out, in their order. */
static void
deal(Groups *groups, const GArray *values, const uint32_t *of, uint32_t n)
{
    g_autofree uint32_t *next = g_new0(uint32_t, values->len + 1);
    uint32_t at = 0;

    for (unsigned i = 0; i < values->len; i++) {
        const Value *value = &g_array_index(values, Value, i);

        g_array_append_val(groups->values, value->group);
        next[value->place] = at;
        at += value->group.n;
    }
    for (uint32_t i = 0; i < n; i++)
        groups->notices[next[of[i]]++] = i;
}

/* What an undated notice is sorted by: its lower bound, else its upper one. */
static const char *
bound_of(const Listing *listing, uint32_t notice)
{
    const SiteLine line = listing_get(listing, notice);

    return line.not_before != NULL ? line.not_before : line.not_after;
}

static int
compare_bounds(gconstpointer a, gconstpointer b, gpointer listing)
{
    uint32_t left = *(const uint32_t *) a;
    uint32_t right = *(const uint32_t *) b;
    int order = -g_strcmp0(bound_of(listing, left), bound_of(listing, right));

    return order != 0 ? order : (left > right) - (left < right);
}

static void
sort_undated(Groups *groups, const Listing *listing)
{
    uint32_t n = listing_get_n(listing);
    const SiteGroup *last =
        n > 0 ? &g_array_index(groups->values, SiteGroup, groups->values->len - 1) : NULL;

    if (last != NULL && last->value == NULL)
        g_qsort_with_data(groups->notices + n - last->n, (int) last->n, sizeof(uint32_t),
                          compare_bounds, (gpointer) listing);
}

Groups *
groups_new(const Listing *listing, SiteFacet facet)
{
    Groups *groups = g_new0(Groups, 1);
    uint32_t n = listing_get_n(listing);
    g_autofree uint32_t *of = g_new0(uint32_t, n + 1);

    groups->values = g_array_new(FALSE, FALSE, sizeof(SiteGroup));
    groups->notices = g_new(uint32_t, n + 1);
    groups->strings = g_string_chunk_new(1024);
    g_autoptr(GArray) values = gather(listing, facet, groups->strings, of);
    sort_values(values, facet);
    deal(groups, values, of, n);
    if (facet == SITE_YEAR)
        sort_undated(groups, listing);
    return groups;
}

void
groups_free(Groups *groups)
{
    if (groups == NULL)
        return;
    g_array_unref(groups->values);
    g_free(groups->notices);
    g_string_chunk_free(groups->strings);
    g_free(groups);
}

gboolean
groups_any(const Groups *groups)
{
    return groups->values->len > 0 &&
           g_array_index(groups->values, SiteGroup, 0).value != NULL;
}
