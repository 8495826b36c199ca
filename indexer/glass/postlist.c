#include "postlist.h"

static const uint8_t doclen_key[] = { 0x00, 0xe0 };

gboolean
glass_postlist_begin(GlassPostlist *list,
                     GlassSpan term,
                     uint32_t termfreq,
                     uint32_t collfreq)
{
    if (term.len == 0) {
        memcpy(list->key, doclen_key, sizeof doclen_key);
        list->first_len = list->prefix_len = sizeof doclen_key;
    } else {
        uint8_t *end = glass_pack_term(list->key, (const char *) term.data, term.len);

        if (end == NULL)
            return FALSE;
        *end = 0;
        list->first_len = (unsigned) (end - list->key);
        list->prefix_len = list->first_len + 1;
    }
    list->termfreq = termfreq;
    list->collfreq = collfreq;
    list->is_first = TRUE;
    list->n_postings = list->last = list->used = 0;
    return TRUE;
}

void
glass_postlist_flush(GlassPostlist *list, gboolean is_last)
{
    uint8_t *postings = list->bytes + GLASS_POSTLIST_HEADER_MAX;
    uint8_t header[GLASS_POSTLIST_HEADER_MAX];
    uint8_t *out = header;
    uint8_t *key_end = list->key + list->first_len;
    size_t header_len = 0;

    if (list->is_first) {
        out = glass_pack_uint(out, list->termfreq);
        out = glass_pack_uint(out, list->collfreq);
        out = glass_pack_uint(out, list->first - 1);
    } else {
        key_end = glass_pack_sorted(list->key + list->prefix_len, list->first);
    }
    *out++ = is_last ? '1' : '0';
    out = glass_pack_uint(out, list->last - list->first);
    header_len = (size_t) (out - header);
    memcpy(postings - header_len, header, header_len);
    glass_table_add(list->table, (GlassSpan){ list->key, (size_t) (key_end - list->key) },
                    (GlassSpan){ postings - header_len, header_len + list->used }, FALSE);
    list->is_first = FALSE;
    list->used = 0;
}

void
glass_postlist_end(GlassPostlist *list)
{
    if (list->n_postings > 0)
        glass_postlist_flush(list, TRUE);
    list->n_postings = list->used = 0;
}
