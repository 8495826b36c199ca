/* Pass 2: batches of notices → small databases.
 *
 * Glass is fastest while its buffer is small, so a batch becomes a database of its
 * own and all are merged at the end (BENCHMARKS.md has the measurement).  A batch
 * is cut by the notices alone, so the bytes do not depend on who builds it.
 */
#include "build.h"

#include <string.h>

#include "file.h"
#include "pool.h"
#include "schema.h"
#include "terms.h"

#define BATCH_MAX_NOTICES 100
#define BATCH_MAX_BYTES (1u << 20) /* of JSON */

/* A worker's share of pass 2. */
typedef struct {
    Build *build;
    SpoolReader *reader;
    TermBuilder *terms;
    GString *json;
} IndexWorker;

/* Where metadata goes, for the callback of site_foreach_query_template. */
typedef struct {
    XapianWritableDatabase *database;
} MetadataTarget;

char *
build_batch_path(const Build *build, unsigned batch)
{
    return g_strdup_printf("%s/batch-%06u", build->scratch, batch);
}

void
build_batch_range(const Build *build, unsigned batch, unsigned *first, unsigned *end)
{
    *first = g_array_index(build->batches, uint32_t, batch);
    *end = g_array_index(build->batches, uint32_t, batch + 1);
}

/* At least one batch, so that an empty corpus has a database too. */
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
    g_array_append_val(batches, entries->len);
    return batches;
}

static gboolean
set_text(XapianWritableDatabase *database,
         const char *key,
         const char *text,
         GError **error)
{
    return xapian_writable_database_set_metadata(database, key, text, strlen(text),
                                                 error);
}

static gboolean
keep_template(const char *name, const char *text, gpointer data, GError **error)
{
    const MetadataTarget *target = data;
    g_autofree char *key = g_strconcat(SCHEMA_META_TEMPLATE, name, NULL);

    return set_text(target->database, key, text, error);
}

/* What the search program reads of the whole; compaction keeps the first
 * database's metadata, so it stands in the first batch. */
static gboolean
set_metadata(const Build *build, XapianWritableDatabase *database, GError **error)
{
    g_autofree char *version = g_strdup_printf("%u", SCHEMA_VERSION);
    g_autofree char *config = site_query_config(build->site);
    MetadataTarget target = { database };

    return set_text(database, SCHEMA_META_VERSION, version, error) &&
           set_text(database, SCHEMA_META_CONFIG, config, error) &&
           site_foreach_query_template(build->site, keep_template, &target, error);
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
add_notice(IndexWorker *self,
           XapianWritableDatabase *database,
           unsigned number,
           GError **error)
{
    const SpoolEntry *entry = g_ptr_array_index(self->build->entries, number);
    g_autoptr(Notice) notice = spool_reader_read(self->reader, entry, self->json, error);

    if (notice == NULL)
        return FALSE;
    g_autoptr(XapianDocument) document = term_builder_document(
        self->terms, notice, self->json->str, self->json->len, error);
    return document != NULL &&
           xapian_writable_database_add_document(database, document, NULL, error);
}

static gboolean
index_task(unsigned task, gpointer data, GError **error)
{
    IndexWorker *self = data;
    unsigned first = 0;
    unsigned end = 0;
    g_autofree char *path = build_batch_path(self->build, task);
    g_autoptr(XapianWritableDatabase) database = xapian_writable_database_new(
        path, XAPIAN_DATABASE_ACTION_CREATE,
        XAPIAN_DATABASE_FLAGS_NO_SYNC | XAPIAN_DATABASE_FLAGS_DANGEROUS |
            XAPIAN_DATABASE_FLAGS_NO_TERMLIST,
        error);

    if (database == NULL || (task == 0 && !set_metadata(self->build, database, error)))
        return FALSE;
    term_builder_start_batch(self->terms);
    build_batch_range(self->build, task, &first, &end);
    for (unsigned i = first; i < end; i++)
        if (!add_notice(self, database, i, error))
            return FALSE;
    return xapian_writable_database_close(database, error);
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
