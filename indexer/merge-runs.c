#include "merge-runs.h"

#include <string.h>

/* ---- documents ------------------------------------------------------------- */

typedef struct {
    MergeDocumentFunc func;
    gpointer user_data;
    uint32_t base;
} Stocks;

static void
hand_document(uint32_t number, const StockDocument *document, gpointer data)
{
    const Stocks *stocks = data;

    stocks->func(stocks->base + number, document, stocks->user_data);
}

gboolean
merge_stocks(const MergeBatches *batches,
             MergeDocumentFunc func,
             gpointer user_data,
             GError **error)
{
    Stocks stocks = { func, user_data, 0 };

    for (unsigned i = 0; i < batches->n; i++) {
        if (!stock_foreach(batches->batch[i].stock_path, hand_document, &stocks, error))
            return FALSE;
        stocks.base += batches->batch[i].n_docs;
    }
    return TRUE;
}

/* ---- terms: a heap of runs, the one with the least term on top ---------------- */

/* The run of a batch, at its next record. */
typedef struct {
    RunReader *reader;
    RunRecord record;
    uint32_t base; /* documents before the batch */
    unsigned number;
} Source;

/* What a merge works on. */
typedef struct {
    Source **heap;
    unsigned n;
    GPtrArray *taken; /* Source *: of the term at hand, in order of documents */
    GArray *parts;    /* MergePart */
} Merge;

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

/* Takes the sources of the least term off the heap, in order of documents. */
static void
take_least(Merge *merge)
{
    Source **heap = merge->heap;

    g_ptr_array_set_size(merge->taken, 0);
    do {
        g_ptr_array_add(merge->taken, heap[0]);
        heap[0] = heap[--merge->n];
        if (merge->n > 0)
            sift_down(heap, merge->n, 0);
    } while (merge->n > 0 &&
             same_term(&heap[0]->record, &((Source *) merge->taken->pdata[0])->record));
}

/* The term of the sources that were taken. */
static MergeTerm
sum_up(Merge *merge)
{
    const RunRecord *first = &((const Source *) merge->taken->pdata[0])->record;
    MergeTerm term = { .bytes = first->term, .len = first->term_len };

    g_array_set_size(merge->parts, 0);
    for (unsigned i = 0; i < merge->taken->len; i++) {
        const Source *source = g_ptr_array_index(merge->taken, i);
        const MergePart part = { &source->record, source->base };

        term.n_postings += source->record.n_postings;
        term.termfreq += source->record.termfreq;
        term.collfreq += source->record.collfreq;
        g_array_append_val(merge->parts, part);
    }
    term.parts = (const MergePart *) (const void *) merge->parts->data;
    term.n_parts = merge->parts->len;
    return term;
}

/* Moves each source to its next record and (back) onto the heap. */
static gboolean
put_back(Merge *merge, const GPtrArray *sources, GError **error)
{
    Source **heap = merge->heap;

    for (unsigned i = 0; i < sources->len; i++) {
        Source *source = g_ptr_array_index(sources, i);
        g_autoptr(GError) failed = NULL;

        if (!run_reader_next(source->reader, &source->record, &failed)) {
            if (failed == NULL)
                continue;
            g_propagate_error(error, g_steal_pointer(&failed));
            return FALSE;
        }
        unsigned child = merge->n++;
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
open_sources(const MergeBatches *batches, GError **error)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(source_free);
    uint32_t base = 0;

    for (unsigned i = 0; i < batches->n; i++) {
        Source *source = g_new0(Source, 1);

        source->number = i;
        source->base = base;
        base += batches->batch[i].n_docs;
        g_ptr_array_add(sources, source);
        source->reader = run_reader_new(batches->batch[i].run_path, error);
        if (source->reader == NULL)
            return NULL;
    }
    return g_steal_pointer(&sources);
}

gboolean
merge_runs(const MergeBatches *batches,
           MergeTermFunc func,
           gpointer user_data,
           GError **error)
{
    g_autoptr(GPtrArray) sources = open_sources(batches, error);
    g_autoptr(GPtrArray) taken = g_ptr_array_new();
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(MergePart));
    g_autofree Source **heap = g_new(Source *, batches->n + 1);
    Merge merge = { heap, 0, taken, parts };

    if (sources == NULL || !put_back(&merge, sources, error))
        return FALSE;
    while (merge.n > 0) {
        take_least(&merge);
        const MergeTerm term = sum_up(&merge);
        if (!func(&term, user_data, error) || !put_back(&merge, taken, error))
            return FALSE;
    }
    return TRUE;
}
