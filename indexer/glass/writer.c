/* Facts relied on (backends/glass/glass_version.cc, glass_database.cc,
 * glass_docdata.h, glass_metadata.cc, glass_positionlist.h of xapian-core 1.4.22):
 *   block 0 begins with 0F 0D "Xapian Glass", the format's date (2 bytes), the
 *     UUID, the revision, for each of the six tables its root (number; level << 2,
 *     2 for blocks in sequence, 1 for a fake root; number of items; block size >>
 *     11; the length from which tags are deflated; free list: its length, its
 *     revision, the first unused block, and four zeros), then the statistics:
 *     documents, last document less that, shortest length but 0, largest wdf,
 *     longest length less that, oldest changeset, sum of the lengths, spelling.
 *   Keys: 00 C0 and the metadata key; a document's number for its data; term, 00 and
 *     the document's number for positions.
 * Tables take turns in the file, so none is "in sequence". */
#include "writer.h"

#include "postlist.h"
#include "values.h"

#define REVISION 1
#define COMPRESS_MIN 18
#define BLOCK_SIZE_UNIT 11

/* In the order of the header. */
typedef enum { POSTLIST, DOCDATA, TERMLIST, POSITION, SPELLING, SYNONYM, N_TABLES } Table;

static const unsigned compress_min[N_TABLES] = {
    [DOCDATA] = COMPRESS_MIN,
    [TERMLIST] = COMPRESS_MIN,
    [SPELLING] = COMPRESS_MIN,
    [SYNONYM] = COMPRESS_MIN,
};

/* Where the calls have come to. */
typedef enum { METADATA, VALUES, DOCLENS, TERMS, FINISHED } Phase;

struct GlassWriter {
    GlassFile file;
    GlassTable tables[N_TABLES];
    GlassPostlist list;
    GlassValues values;
    Phase phase;
    gboolean skip_term; /* it cannot be written; the error is kept */
    uint32_t last_data; /* document */
    uint32_t doccount, last_docid;
    uint32_t shortest, longest, wdf_max;
    uint64_t total_length;
};

GlassWriter *
glass_writer_new(const char *path, GError **error)
{
    g_autoptr(GlassWriter) writer = g_new0(GlassWriter, 1);

    if (!glass_file_open(&writer->file, path, error))
        return NULL;
    for (int i = 0; i < N_TABLES; i++)
        glass_table_init(&writer->tables[i], &writer->file);
    glass_values_init(&writer->values);
    writer->list.table = &writer->tables[POSTLIST];
    return g_steal_pointer(&writer);
}

void
glass_writer_free(GlassWriter *writer)
{
    if (writer == NULL)
        return;
    glass_values_clear(&writer->values);
    for (int i = 0; i < N_TABLES; i++)
        glass_table_clear(&writer->tables[i]);
    glass_file_clear(&writer->file);
    g_free(writer);
}

/* What has to be written when a group of calls is over. */
static void
enter(GlassWriter *writer, Phase phase)
{
    g_assert(phase >= writer->phase);
    if (writer->phase == phase)
        return;
    if (writer->phase <= VALUES && phase > VALUES)
        glass_values_write(&writer->values, &writer->tables[POSTLIST]);
    if (writer->phase >= DOCLENS)
        glass_postlist_end(&writer->list);
    if (phase == DOCLENS)
        glass_postlist_begin(&writer->list, (GlassSpan){ NULL, 0 }, 0, 0);
    writer->phase = phase;
}

void
glass_writer_add_metadata(GlassWriter *writer,
                          const char *key,
                          const char *bytes,
                          size_t len)
{
    uint8_t packed[GLASS_KEY_MAX] = { 0x00, 0xc0 };
    size_t key_len = strlen(key);

    enter(writer, METADATA);
    g_assert(key_len > 0 && key_len <= sizeof packed - 2 && len > 0);
    glass_pack_bytes(packed + 2, key, key_len);
    glass_table_add(&writer->tables[POSTLIST], (GlassSpan){ packed, key_len + 2 },
                    (GlassSpan){ (const uint8_t *) bytes, len }, FALSE);
}

void
glass_writer_add_value(
    GlassWriter *writer, unsigned slot, uint32_t docid, const char *bytes, size_t len)
{
    enter(writer, VALUES);
    glass_values_add(&writer->values, slot, docid,
                     (GlassSpan){ (const uint8_t *) bytes, len });
}

void
glass_writer_add_doclen(GlassWriter *writer, uint32_t docid, uint32_t length)
{
    enter(writer, DOCLENS);
    glass_postlist_add(&writer->list, docid, length);
    writer->doccount++;
    writer->last_docid = docid;
    writer->total_length += length;
    writer->longest = MAX(writer->longest, length);
    if (length > 0 && (writer->shortest == 0 || length < writer->shortest))
        writer->shortest = length;
}

/* Ends the term that is open, if any. */
static void
end_term(GlassWriter *writer)
{
    g_assert(writer->phase != FINISHED);
    if (writer->phase != TERMS || writer->skip_term || writer->list.termfreq == 0)
        return;
    g_assert(writer->list.n_postings == writer->list.termfreq);
    glass_postlist_end(&writer->list);
}

void
glass_writer_begin_term(GlassWriter *writer,
                        const char *term,
                        size_t len,
                        uint32_t termfreq,
                        uint64_t collfreq)
{
    GlassPostlist *list = &writer->list;

    enter(writer, TERMS);
    g_assert(len > 0 && termfreq > 0);
    end_term(writer);
    writer->skip_term = TRUE;
    if (collfreq > G_MAXUINT32)
        glass_file_fail(&writer->file, "a term occurs more than 4294967295 times");
    else if (!glass_postlist_begin(list, (GlassSpan){ (const uint8_t *) term, len },
                                   termfreq, (uint32_t) collfreq))
        glass_file_fail(&writer->file, "a term of %zu bytes is too long", len);
    else
        writer->skip_term = FALSE;
}

void
glass_writer_add_posting(GlassWriter *writer,
                         uint32_t docid,
                         uint32_t wdf,
                         const uint8_t *positions,
                         size_t positions_len)
{
    GlassPostlist *list = &writer->list;

    if (writer->skip_term)
        return;
    g_assert(writer->phase == TERMS && list->n_postings < list->termfreq);
    if (positions != NULL) {
        uint8_t *end = glass_pack_sorted(list->key + list->prefix_len, docid);

        glass_table_add(&writer->tables[POSITION],
                        (GlassSpan){ list->key, (size_t) (end - list->key) },
                        (GlassSpan){ positions, positions_len }, FALSE);
    }
    glass_postlist_add(list, docid, wdf);
    writer->wdf_max = MAX(writer->wdf_max, wdf);
}

void
glass_writer_add_data(GlassWriter *writer,
                      uint32_t docid,
                      const uint8_t *bytes,
                      size_t len,
                      gboolean deflated)
{
    uint8_t key[GLASS_SORTED_MAX];

    g_assert(docid > writer->last_data);
    writer->last_data = docid;
    if (len == 0) /* glass has no entry for nothing */
        return;
    glass_table_add(&writer->tables[DOCDATA],
                    (GlassSpan){ key, (size_t) (glass_pack_sorted(key, docid) - key) },
                    (GlassSpan){ bytes, len }, deflated);
}

static uint8_t *
pack_root(uint8_t *out, const GlassTable *table, unsigned deflate_from, uint32_t end)
{
    uint8_t list[2 * GLASS_UINT_MAX + 4];
    uint8_t *list_end = glass_pack_uint(glass_pack_uint(list, REVISION), end);
    gboolean fake = table->n_items == 0;

    list_end = glass_pack_bytes(list_end, "\0\0\0\0", 4);
    out = glass_pack_uint(out, table->root);
    out = glass_pack_uint(out, (uint64_t) table->level << 2 | (fake ? 1 : 0));
    out = glass_pack_uint(out, table->n_items);
    out = glass_pack_uint(out, GLASS_BLOCK_SIZE >> BLOCK_SIZE_UNIT);
    out = glass_pack_uint(out, deflate_from);
    out = glass_pack_uint(out, (uint64_t) (list_end - list));
    return glass_pack_bytes(out, list, (size_t) (list_end - list));
}

static uint8_t *
pack_statistics(uint8_t *out, const GlassWriter *writer)
{
    uint32_t longest = MAX(writer->longest, writer->wdf_max);

    out = glass_pack_uint(out, writer->doccount);
    out = glass_pack_uint(out, writer->last_docid - writer->doccount);
    out = glass_pack_uint(out, writer->shortest);
    out = glass_pack_uint(out, writer->wdf_max);
    out = glass_pack_uint(out, longest - writer->wdf_max);
    out = glass_pack_uint(out, 0);
    out = glass_pack_uint(out, writer->total_length);
    return glass_pack_uint(out, 0);
}

static void
write_header(GlassWriter *writer, const uint8_t uuid[16])
{
    /* 2016-03-14: years since 2014 << 9, month << 5, day. */
    static const char magic[] = "\x0f\x0dXapian Glass\x04\x6e";
    uint8_t block[GLASS_BLOCK_SIZE] = { 0 };
    uint8_t *out = glass_pack_bytes(block, magic, sizeof magic - 1);

    out = glass_pack_bytes(out, uuid, 16);
    out = glass_pack_uint(out, REVISION);
    for (int i = 0; i < N_TABLES; i++)
        out = pack_root(out, &writer->tables[i], compress_min[i], writer->file.end);
    pack_statistics(out, writer);
    glass_file_write(&writer->file, 0, block, 1);
}

gboolean
glass_writer_finish(GlassWriter *writer, const uint8_t uuid[16], GError **error)
{
    end_term(writer);
    enter(writer, FINISHED);
    for (int i = 0; i < N_TABLES; i++)
        glass_table_finish(&writer->tables[i]);
    write_header(writer, uuid);
    return glass_file_close(&writer->file, error);
}
