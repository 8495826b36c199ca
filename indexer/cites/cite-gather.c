#include "cite-gather.h"

#include <string.h>

CiteGather *
cite_gather_new(void)
{
    CiteGather *gather = g_new0(CiteGather, 1);

    gather->nodes = g_array_new(FALSE, FALSE, sizeof(CiteNode));
    gather->links = g_array_new(FALSE, FALSE, sizeof(CiteLink));
    gather->forms = g_array_new(FALSE, FALSE, sizeof(CiteForm));
    gather->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    gather->by_base = g_hash_table_new(g_str_hash, g_str_equal);
    gather->strings = g_string_chunk_new(4096);
    return gather;
}

void
cite_gather_free(CiteGather *gather)
{
    if (gather == NULL)
        return;
    g_array_unref(gather->nodes);
    g_array_unref(gather->links);
    g_array_unref(gather->forms);
    g_hash_table_unref(gather->by_key);
    g_hash_table_unref(gather->by_base);
    g_string_chunk_free(gather->strings);
    g_free(gather);
}

static CiteNode *
node_at(const CiteGather *gather, uint32_t i)
{
    return &g_array_index(gather->nodes, CiteNode, i);
}

static const char *
keep(CiteGather *gather, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert_const(gather->strings, text);
}

static uint32_t
add_node(CiteGather *gather, const CiteRecord *record, char *key)
{
    uint32_t i = gather->nodes->len;
    const char *base = keep(gather, record->texts[CITE_BASE]);
    unsigned first = GPOINTER_TO_UINT(g_hash_table_lookup(gather->by_base, base));
    const CiteNode node = {
        .base = base,
        .day = keep(gather, record->texts[CITE_DAY]),
        .next = first == 0 ? CITE_NONE : first - 1,
        .same = i,
        .notice = CITE_NONE,
        .local = record->local,
    };

    g_array_append_val(gather->nodes, node);
    g_hash_table_insert(gather->by_base, (gpointer) base, GUINT_TO_POINTER(i + 1));
    g_hash_table_insert(gather->by_key, (gpointer) keep(gather, key),
                        GUINT_TO_POINTER(i + 1));
    return i;
}

static uint32_t
node_of(CiteGather *gather, const CiteRecord *record)
{
    const char *day = record->texts[CITE_DAY];
    g_autofree char *key =
        g_strdup_printf("%s\x1e%s", record->texts[CITE_BASE], day == NULL ? "" : day);
    unsigned found = GPOINTER_TO_UINT(g_hash_table_lookup(gather->by_key, key));

    return found > 0 ? found - 1 : add_node(gather, record, key);
}

/* How much a record tells of a document; a notice tells most of itself. */
static uint32_t
weigh(const CiteRecord *record)
{
    uint32_t n = record->kind == CITE_OWN ? CITE_N_TEXTS + 1 : 1;

    for (unsigned i = CITE_TYPE; i < CITE_N_TEXTS; i++)
        n += record->texts[i] != NULL;
    return n;
}

/* Whether what (said, by, at) tells is preferred to what the node has. */
static gboolean
is_better(const CiteNode *node, uint32_t said, uint32_t by, uint32_t at)
{
    if (said != node->said)
        return said > node->said;
    return by != node->said_by ? by < node->said_by : at < node->said_at;
}

static void
describe(CiteGather *gather, CiteNode *node, const CiteRecord *record, uint32_t notice)
{
    uint32_t said = weigh(record);

    if (!is_better(node, said, notice, record->place))
        return;
    node->said = said;
    node->said_by = notice;
    node->said_at = record->place;
    for (unsigned i = CITE_TYPE; i < CITE_N_TEXTS; i++)
        node->texts[i] = keep(gather, record->texts[i]);
}

static void
add_form(CiteGather *gather, const CiteRecord *record, uint32_t notice)
{
    const CiteForm form = {
        .link = { notice, CITE_NONE, record->place & G_MAXINT32, 1 },
        .type = keep(gather, record->texts[CITE_TYPE]),
        .number = keep(gather, record->texts[CITE_NUMBER]),
        .issuer = keep(gather, record->texts[CITE_ISSUER]),
        .date = keep(gather, record->texts[CITE_DATE]),
    };

    g_array_append_val(gather->forms, form);
}

void
cite_gather_add(CiteGather *gather, const CiteRecord *record, uint32_t notice)
{
    uint32_t i = 0;
    CiteNode *node = NULL;

    if (record->kind == CITE_SHORT) {
        add_form(gather, record, notice);
        return;
    }
    i = node_of(gather, record);
    node = node_at(gather, i);
    describe(gather, node, record, notice);
    if (record->kind == CITE_OWN) {
        node->notice = node->notice == CITE_NONE ? notice : CITE_MANY;
        return;
    }
    const CiteLink link = { notice, i, record->place & G_MAXINT32, 0 };
    g_array_append_val(gather->links, link);
}

/* `undated` is `dated`, when not both are notices of the collection. */
static void
join(CiteGather *gather, uint32_t undated, uint32_t dated)
{
    CiteNode *from = node_at(gather, undated);
    CiteNode *to = node_at(gather, dated);
    const char *date = to->texts[CITE_DATE];

    if (from->notice != CITE_NONE && to->notice != CITE_NONE) {
        from->notice = CITE_MANY; /* an undated citation may be either */
        return;
    }
    from->same = dated;
    if (from->notice != CITE_NONE)
        to->notice = from->notice;
    if (!is_better(to, from->said, from->said_by, from->said_at))
        return;
    to->said = from->said;
    to->said_by = from->said_by;
    to->said_at = from->said_at;
    memcpy(to->texts, from->texts, sizeof to->texts);
    to->texts[CITE_DATE] = date;
}

static void
join_base(CiteGather *gather, uint32_t first)
{
    uint32_t undated = CITE_NONE;
    uint32_t dated = CITE_NONE;
    unsigned n_dated = 0;

    for (uint32_t i = first; i != CITE_NONE; i = node_at(gather, i)->next) {
        if (node_at(gather, i)->day == NULL) {
            undated = i;
            continue;
        }
        dated = i;
        n_dated++;
    }
    if (undated == CITE_NONE || n_dated == 0)
        return;
    if (n_dated == 1)
        join(gather, undated, dated);
    else
        node_at(gather, undated)->notice = CITE_MANY;
}

void
cite_gather_join(CiteGather *gather)
{
    GHashTableIter iter;
    gpointer first = NULL;

    g_hash_table_iter_init(&iter, gather->by_base);
    while (g_hash_table_iter_next(&iter, NULL, &first)) /* the order changes nothing */
        join_base(gather, GPOINTER_TO_UINT(first) - 1);
    for (unsigned i = 0; i < gather->links->len; i++) {
        CiteLink *link = &g_array_index(gather->links, CiteLink, i);

        link->document = node_at(gather, link->document)->same;
    }
}
