/* Pass 2: batches of notices → runs of sorted postings, and stocks of the rest.
 *
 * A batch is cut by the notices alone, so its bytes do not depend on who builds it.
 */
#include "build.h"

#include "pool.h"
#include "stock.h"
#include "terms.h"

#define BATCH_MAX_NOTICES 500
#define BATCH_MAX_BYTES (4u << 20) /* of JSON */

/* A worker's share of pass 2. */
typedef struct {
    Build *build;
    SpoolReader *reader;
    TermBuilder *terms;
    GString *json;
} IndexWorker;

char *
build_batch_path(const Build *build, unsigned batch, const char *kind)
{
    return g_strdup_printf("%s/batch-%06u.%s", build->scratch, batch, kind);
}

void
build_batch_range(const Build *build, unsigned batch, unsigned *first, unsigned *end)
{
    *first = g_array_index(build->batches, uint32_t, batch);
    *end = g_array_index(build->batches, uint32_t, batch + 1);
}

static GArray *
cut_batches(const GPtrArray *entries)
{
    GArray *batches = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    uint32_t first = 0;
    uint64_t bytes = 0;

    g_array_append_val(batches, first);
    for (uint32_t i = 0; i < entries->len; i++) {
        const SpoolEntry *entry = g_ptr_array_index(entries, i);

        if (i > first && (i - first == BATCH_MAX_NOTICES ||
                          bytes + entry->json_len > BATCH_MAX_BYTES)) {
            g_array_append_val(batches, i);
            first = i;
            bytes = 0;
        }
        bytes += entry->json_len;
    }
    if (entries->len > 0)
        g_array_append_val(batches, entries->len);
    return batches;
}

static gboolean
index_begin(unsigned worker, gpointer data, GError **error)
{
    IndexWorker *self = data;

    (void) worker;
    (void) error;
    self->reader = spool_reader_new(self->build->scratch, self->build->n_jobs);
    self->terms = term_builder_new();
    self->json = g_string_new(NULL);
    return TRUE;
}

static gboolean
add_notice(IndexWorker *self, StockWriter *stock, unsigned number, GError **error)
{
    const SpoolEntry *entry = g_ptr_array_index(self->build->entries, number);
    g_autoptr(Notice) notice = spool_reader_read(self->reader, entry, self->json, error);

    if (notice == NULL)
        return FALSE;
    g_autofree char *url = site_notice_url(self->build->site, notice->file_name);
    term_builder_add(self->terms, notice);
    stock_writer_add(stock, notice, url,
                     run_builder_get_doclen(term_builder_get_run(self->terms)),
                     term_builder_get_syllables(self->terms), self->json);
    return TRUE;
}

static gboolean
write_stock(IndexWorker *self, unsigned batch, GError **error)
{
    g_autofree char *path = build_batch_path(self->build, batch, "stock");
    StockWriter *stock = stock_writer_new(path, error);
    unsigned first = 0;
    unsigned end = 0;
    gboolean added = TRUE;

    if (stock == NULL)
        return FALSE;
    build_batch_range(self->build, batch, &first, &end);
    for (unsigned i = first; i < end && added; i++)
        added = add_notice(self, stock, i, error);
    return stock_writer_close(stock, added ? error : NULL) && added;
}

static gboolean
index_task(unsigned task, gpointer data, GError **error)
{
    IndexWorker *self = data;
    g_autofree char *path = build_batch_path(self->build, task, "run");

    term_builder_start_batch(self->terms);
    return write_stock(self, task, error) &&
           run_builder_write(term_builder_get_run(self->terms), path, error);
}

static gboolean
index_end(gpointer data, GError **error)
{
    IndexWorker *self = data;

    (void) error;
    spool_reader_free(self->reader);
    term_builder_free(self->terms);
    g_string_free(self->json, TRUE);
    return TRUE;
}

static void
index_progress(unsigned done, unsigned n_tasks, gpointer data)
{
    const IndexWorker *self = data;

    report_progress(self->build->report, "index", done, n_tasks);
}

gboolean
build_index(Build *build, GError **error)
{
    IndexWorker worker = { .build = build };

    build->batches = cut_batches(build->entries);
    const PoolJob job = {
        .n_tasks = build->batches->len - 1,
        .n_workers = build->n_jobs,
        .data = &worker,
        .begin = index_begin,
        .run = index_task,
        .end = index_end,
        .progress = index_progress,
    };
    return pool_run(&job, error);
}
