#include "merge.h"

#include <string.h>

#include "glass/writer.h"
#include "run.h"
#include "stock.h"

#define UUID_BYTES 16

/* A value of one document, until the slot's turn comes. */
typedef struct {
    unsigned slot;
    uint32_t docid;
    uint32_t len;
    const char *bytes; /* in `chunk` */
} Value;

/* The run of a batch, at its next record. */
typedef struct {
    RunReader *reader;
    RunRecord record;
    uint32_t base; /* documents before the batch */
    unsigned number;
} Source;

typedef struct {
    GlassWriter *writer;
    GArray *values;      /* Value */
    GArray *doclens;     /* uint32_t */
    GStringChunk *chunk; /* values' bytes, each distinct one once */
    uint32_t base;
} Stocks;

static void
take_stock(uint32_t number, const StockDocument *document, gpointer data)
{
    Stocks *stocks = data;
    uint32_t docid = stocks->base + number;

    for (unsigned i = 0; i < document->values->len; i++) {
        const StockValue *from = &g_array_index(document->values, StockValue, i);
        g_autofree char *bytes = g_strndup(from->bytes, from->len);
        const Value value = {
            .slot = from->slot,
            .docid = docid,
            .len = (uint32_t) from->len,
            .bytes = g_string_chunk_insert_const(stocks->chunk, bytes),
        };

        g_array_append_val(stocks->values, value);
    }
    g_array_append_val(stocks->doclens, document->doclen);
    glass_writer_add_data(stocks->writer, docid, document->data, document->data_len,
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
write_stocks(Stocks *stocks)
{
    g_array_sort(stocks->values, compare_values);
    for (unsigned i = 0; i < stocks->values->len; i++) {
        const Value *value = &g_array_index(stocks->values, Value, i);

        glass_writer_add_value(stocks->writer, value->slot, value->docid, value->bytes,
                               value->len);
    }
    for (unsigned i = 0; i < stocks->doclens->len; i++)
        glass_writer_add_doclen(stocks->writer, i + 1,
                                g_array_index(stocks->doclens, uint32_t, i));
}

static gboolean
merge_stocks(const MergeInput *input, GlassWriter *writer, GError **error)
{
    Stocks stocks = {
        .writer = writer,
        .values = g_array_new(FALSE, FALSE, sizeof(Value)),
        .doclens = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .chunk = g_string_chunk_new(1 << 16),
    };
    gboolean read = TRUE;

    for (unsigned i = 0; i < input->n_batches && read; i++) {
        read = stock_foreach(input->batches[i].stock_path, take_stock, &stocks, error);
        stocks.base += input->batches[i].n_docs;
    }
    if (read)
        write_stocks(&stocks);
    g_array_unref(stocks.values);
    g_array_unref(stocks.doclens);
    g_string_chunk_free(stocks.chunk);
    return read;
}

/* ---- runs: a heap of sources, the one with the least term on top ------------- */

static int
compare_sources(const Source *left, const Source *right)
{
    size_t len = MIN(left->record.term_len, right->record.term_len);
    int by_term = memcmp(left->record.term, right->record.term, len);

    if (by_term != 0)
        return by_term;
    if (left->record.term_len != right->record.term_len)
        return left->record.term_len < right->record.term_len ? -1 : 1;
    return left->number < right->number ? -1 : 1;
}

static void
sift_down(Source **heap, unsigned n, unsigned i)
{
    Source *moved = heap[i];

    for (;;) {
        unsigned child = (2 * i) + 1;

        if (child >= n)
            break;
        if (child + 1 < n && compare_sources(heap[child + 1], heap[child]) < 0)
            child++;
        if (compare_sources(moved, heap[child]) <= 0)
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = moved;
}

static gboolean
same_term(const RunRecord *left, const RunRecord *right)
{
    return left->term_len == right->term_len &&
           memcmp(left->term, right->term, left->term_len) == 0;
}

static void
write_source(GlassWriter *writer, const Source *source)
{
    RunPosting posting = { 0 };
    size_t at = 0;

    while (run_next_posting(&source->record, &at, &posting))
        glass_writer_add_posting(writer, source->base + posting.docid, posting.wdf,
                                 posting.positions, posting.positions_len);
}

/* Takes the sources of the least term off the heap, in order of documents. */
static void
take_least(Source **heap, unsigned *n, GPtrArray *taken)
{
    g_ptr_array_set_size(taken, 0);
    do {
        g_ptr_array_add(taken, heap[0]);
        heap[0] = heap[--*n];
        if (*n > 0)
            sift_down(heap, *n, 0);
    } while (*n > 0 &&
             same_term(&heap[0]->record, &((Source *) taken->pdata[0])->record));
}

static void
write_term(GlassWriter *writer, const GPtrArray *taken)
{
    const RunRecord *first = &((const Source *) taken->pdata[0])->record;
    uint32_t termfreq = 0;
    uint64_t collfreq = 0;

    for (unsigned i = 0; i < taken->len; i++) {
        const Source *source = g_ptr_array_index(taken, i);

        termfreq += source->record.termfreq;
        collfreq += source->record.collfreq;
    }
    glass_writer_begin_term(writer, first->term, first->term_len, termfreq, collfreq);
    for (unsigned i = 0; i < taken->len; i++)
        write_source(writer, g_ptr_array_index(taken, i));
}

/* Moves each source that was taken to its next record and back onto the heap. */
static gboolean
put_back(Source **heap, unsigned *n, const GPtrArray *taken, GError **error)
{
    for (unsigned i = 0; i < taken->len; i++) {
        Source *source = g_ptr_array_index(taken, i);
        g_autoptr(GError) failed = NULL;

        if (!run_reader_next(source->reader, &source->record, &failed)) {
            if (failed == NULL)
                continue;
            g_propagate_error(error, g_steal_pointer(&failed));
            return FALSE;
        }
        unsigned child = (*n)++;
        while (child > 0 && compare_sources(source, heap[(child - 1) / 2]) < 0) {
            heap[child] = heap[(child - 1) / 2];
            child = (child - 1) / 2;
        }
        heap[child] = source;
    }
    return TRUE;
}

static void
source_free(gpointer pointer)
{
    Source *source = pointer;

    run_reader_free(source->reader);
    g_free(source);
}

static GPtrArray *
open_sources(const MergeInput *input, GError **error)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(source_free);
    uint32_t base = 0;

    for (unsigned i = 0; i < input->n_batches; i++) {
        Source *source = g_new0(Source, 1);

        source->number = i;
        source->base = base;
        base += input->batches[i].n_docs;
        g_ptr_array_add(sources, source);
        source->reader = run_reader_new(input->batches[i].run_path, error);
        if (source->reader == NULL)
            return NULL;
    }
    return g_steal_pointer(&sources);
}

static gboolean
merge_runs(const MergeInput *input, GlassWriter *writer, GError **error)
{
    g_autoptr(GPtrArray) sources = open_sources(input, error);
    g_autoptr(GPtrArray) taken = g_ptr_array_new();
    g_autofree Source **heap = g_new(Source *, input->n_batches + 1);
    unsigned n = 0;

    if (sources == NULL || !put_back(heap, &n, sources, error))
        return FALSE;
    while (n > 0) {
        take_least(heap, &n, taken);
        write_term(writer, taken);
        if (!put_back(heap, &n, taken, error))
            return FALSE;
    }
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
    return merge_stocks(input, writer, error) && merge_runs(input, writer, error) &&
           glass_writer_finish(writer, no_uuid, error);
}
