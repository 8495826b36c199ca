#include "merge.h"

#include <string.h>

#include "glass/writer.h"

#define UUID_BYTES 16

/* A value of one document, until the slot's turn comes. */
typedef struct {
    unsigned slot;
    uint32_t docid;
    uint32_t len;
    const char *bytes; /* in `chunk` */
} Value;

typedef struct {
    GlassWriter *writer;
    GArray *values;      /* Value */
    GArray *doclens;     /* uint32_t */
    GStringChunk *chunk; /* values' bytes, each distinct one once */
} Documents;

static void
take_document(uint32_t docid, const StockDocument *document, gpointer data)
{
    Documents *documents = data;

    for (unsigned i = 0; i < document->values->len; i++) {
        const StockValue *from = &g_array_index(document->values, StockValue, i);
        g_autofree char *bytes = g_strndup(from->bytes, from->len);
        const Value value = {
            .slot = from->slot,
            .docid = docid,
            .len = (uint32_t) from->len,
            .bytes = g_string_chunk_insert_const(documents->chunk, bytes),
        };

        g_array_append_val(documents->values, value);
    }
    g_array_append_val(documents->doclens, document->doclen);
    glass_writer_add_data(documents->writer, docid, document->data, document->data_len,
                          document->deflated);
}

static int
compare_values(gconstpointer a, gconstpointer b)
{
    const Value *left = a;
    const Value *right = b;

    if (left->slot != right->slot)
        return left->slot < right->slot ? -1 : 1;
    return (left->docid > right->docid) - (left->docid < right->docid);
}

static void
write_values_and_lengths(Documents *documents)
{
    g_array_sort(documents->values, compare_values);
    for (unsigned i = 0; i < documents->values->len; i++) {
        const Value *value = &g_array_index(documents->values, Value, i);

        glass_writer_add_value(documents->writer, value->slot, value->docid, value->bytes,
                               value->len);
    }
    for (unsigned i = 0; i < documents->doclens->len; i++)
        glass_writer_add_doclen(documents->writer, i + 1,
                                g_array_index(documents->doclens, uint32_t, i));
}

static gboolean
write_documents(const MergeBatches *batches, GlassWriter *writer, GError **error)
{
    Documents documents = {
        .writer = writer,
        .values = g_array_new(FALSE, FALSE, sizeof(Value)),
        .doclens = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .chunk = g_string_chunk_new(1 << 16),
    };
    gboolean read = merge_stocks(batches, take_document, &documents, error);

    if (read)
        write_values_and_lengths(&documents);
    g_array_unref(documents.values);
    g_array_unref(documents.doclens);
    g_string_chunk_free(documents.chunk);
    return read;
}

static void
write_part(GlassWriter *writer, const MergePart *part)
{
    RunPosting posting = { 0 };
    size_t at = 0;

    /* What the bytes of a pair are is no position list. */
    gboolean is_pair = part->record->n_spellings > 0;

    while (run_next_posting(part->record, &at, &posting))
        if (!run_posting_is_hidden(part->record, &posting))
            glass_writer_add_posting(writer, part->base + posting.docid, posting.wdf,
                                     is_pair ? NULL : posting.bytes,
                                     is_pair ? 0 : posting.len);
}

static gboolean
write_term(const MergeTerm *term, gpointer data, GError **error)
{
    GlassWriter *writer = data;

    (void) error;
    if (term->termfreq == 0)
        return TRUE;
    glass_writer_begin_term(writer, term->bytes, term->len, term->termfreq,
                            term->collfreq);
    for (unsigned i = 0; i < term->n_parts; i++)
        write_part(writer, &term->parts[i]);
    return TRUE;
}

gboolean
merge_batches(const MergeInput *input, const char *target, GError **error)
{
    static const uint8_t no_uuid[UUID_BYTES] = { 0 };
    g_autoptr(GlassWriter) writer = glass_writer_new(target, error);

    if (writer == NULL)
        return FALSE;
    for (unsigned i = 0; i < input->n_metadata; i++)
        glass_writer_add_metadata(writer, input->metadata[i].key, input->metadata[i].text,
                                  strlen(input->metadata[i].text));
    return write_documents(&input->batches, writer, error) &&
           merge_runs(&input->batches, write_term, writer, error) &&
           glass_writer_finish(writer, no_uuid, error);
}
