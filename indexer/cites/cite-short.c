/* Short forms over the whole collection: «Chỉ thị 16» is the only Chỉ thị of number 16
 * that is cited or held (A.3), or nothing. */
#include "cite-gather.h"

#include "text/text.h"

#include <string.h>

/* "chi thi 16": noun and number without zeros; NULL when the number has no digits.
 * (transfer full) */
static char *
key_of(const char *type, const char *number)
{
    g_autofree char *folded = text_fold(type, strlen(type));

    number += strspn(number, "0");
    return g_strdup_printf("%s %.*s", folded, (int) strspn(number, "0123456789"), number);
}

static void
free_list(gpointer list)
{
    g_array_unref(list);
}

/* Key → nodes, of the keys that short forms ask for. */
static GHashTable *
list_wanted(const CiteGather *gather)
{
    GHashTable *wanted =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_list);

    for (unsigned i = 0; i < gather->forms->len; i++) {
        const CiteForm *form = &g_array_index(gather->forms, CiteForm, i);

        g_hash_table_replace(wanted, key_of(form->type, form->number),
                             g_array_new(FALSE, FALSE, sizeof(uint32_t)));
    }
    return wanted;
}

/* A letter after the digits is part of the number: 12a is not 12. */
static gboolean
is_bare(const char *number)
{
    return !g_ascii_isalpha(number[strspn(number, "0123456789")]);
}

static void
list_candidates(const CiteGather *gather, GHashTable *wanted)
{
    for (uint32_t i = 0; i < gather->nodes->len; i++) {
        const CiteNode *node = &g_array_index(gather->nodes, CiteNode, i);
        const char *number = node->texts[CITE_NUMBER];
        g_autofree char *key = NULL;
        GArray *list = NULL;

        if (node->same != i || node->texts[CITE_TYPE] == NULL || number == NULL ||
            !is_bare(number))
            continue;
        key = key_of(node->texts[CITE_TYPE], number);
        list = g_hash_table_lookup(wanted, key);
        if (list != NULL)
            g_array_append_val(list, i);
    }
}

/* «Ủy ban nhân dân tỉnh» agrees with «Ủy ban nhân dân tỉnh Sơn La». */
static gboolean
agrees(const char *one, const char *other)
{
    return one == NULL || other == NULL || g_str_has_prefix(one, other) ||
           g_str_has_prefix(other, one);
}

/* The only node that the form may be; CITE_NONE. */
static uint32_t
find_only(const CiteGather *gather, const CiteForm *form, const GArray *candidates)
{
    uint32_t found = CITE_NONE;

    for (unsigned i = 0; i < candidates->len; i++) {
        uint32_t at = g_array_index(candidates, uint32_t, i);
        const CiteNode *node = &g_array_index(gather->nodes, CiteNode, at);

        if (!agrees(form->issuer, node->texts[CITE_ISSUER]) ||
            !agrees(form->date, node->texts[CITE_DATE]))
            continue;
        if (found != CITE_NONE || node->local)
            return CITE_NONE; /* several, or one that is another notice's own affair */
        found = at;
    }
    return found;
}

void
cite_gather_resolve(CiteGather *gather)
{
    g_autoptr(GHashTable) wanted = list_wanted(gather);

    list_candidates(gather, wanted);
    for (unsigned i = 0; i < gather->forms->len; i++) {
        CiteForm *form = &g_array_index(gather->forms, CiteForm, i);
        g_autofree char *key = key_of(form->type, form->number);

        form->link.document = find_only(gather, form, g_hash_table_lookup(wanted, key));
        if (form->link.document != CITE_NONE)
            g_array_append_val(gather->links, form->link);
    }
}
