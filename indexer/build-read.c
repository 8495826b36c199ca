/* Pass 1: units → spool, and the order of documents. */
#include "build.h"

#include <string.h>

#include "error.h"
#include "file.h"
#include "pool.h"

/* A worker's share of pass 1. */
typedef struct {
    Build *build;
    SpoolWriter *writer;
    CiteWriter *cites;
    ListingWriter *listing;
    FILE *skips; /* lines: order TAB source TAB reason */
    char *skips_path;
    uint64_t order; /* of what is read next */
} ReadWorker;

/* Something that was left out, as a worker noted it. */
typedef struct {
    uint64_t order;
    char *source;
    char *reason;
} Skip;

static char *
skips_path(const Build *build, unsigned worker)
{
    return g_strdup_printf("%s/skips-%u", build->scratch, worker);
}

static gboolean
read_begin(unsigned worker, gpointer data, GError **error)
{
    ReadWorker *self = data;

    self->skips_path = skips_path(self->build, worker);
    self->skips = file_open(self->skips_path, "wxe", error);
    self->writer = self->skips == NULL
                       ? NULL
                       : spool_writer_new(self->build->scratch, worker, error);
    self->cites = self->writer == NULL
                      ? NULL
                      : cite_writer_new(self->build->scratch, worker, error);
    self->listing = self->cites == NULL
                        ? NULL
                        : listing_writer_new(self->build->scratch, worker, error);
    return self->listing != NULL;
}

static gboolean
keep_notice(const Notice *notice,
            const Extraction *extraction,
            gpointer data,
            GError **error)
{
    ReadWorker *self = data;
    g_autofree char *card = extraction_to_json(extraction, notice, FALSE);

    cite_writer_add(self->cites, notice, extraction, self->order);
    listing_writer_add(self->listing, notice, extraction, self->order);
    return spool_writer_add(self->writer, notice, card, self->order++, error);
}

/* One line, whatever the reason holds. */
static void
put_on_one_line(FILE *stream, const char *text)
{
    for (; *text != '\0'; text++)
        (void) fputc((unsigned char) *text < ' ' ? ' ' : *text, stream);
}

static void
keep_skip(const char *source, const GError *reason, gpointer data)
{
    ReadWorker *self = data;

    fprintf(self->skips, "%" G_GUINT64_FORMAT "\t", self->order++);
    put_on_one_line(self->skips, source);
    (void) fputc('\t', self->skips);
    put_on_one_line(self->skips, reason->message);
    (void) fputc('\n', self->skips);
}

static gboolean
read_task(unsigned task, gpointer data, GError **error)
{
    ReadWorker *self = data;
    const ReadUnit *unit = &g_array_index(self->build->units, ReadUnit, task);

    self->order = (uint64_t) task << 32;
    return read_unit(unit, keep_notice, keep_skip, self, error);
}

static gboolean
read_end(gpointer data, GError **error)
{
    ReadWorker *self = data;

    return spool_writer_close(self->writer, error) &&
           cite_writer_close(self->cites, error) &&
           listing_writer_close(self->listing, error) &&
           file_close(self->skips, self->skips_path, error);
}

static void
skip_free(gpointer pointer)
{
    Skip *skip = pointer;

    g_free(skip->source);
    g_free(skip->reason);
    g_free(skip);
}

static void
add_skip(GPtrArray *skips, uint64_t order, const char *source, const char *reason)
{
    Skip *skip = g_new0(Skip, 1);

    skip->order = order;
    skip->source = g_strdup(source);
    skip->reason = g_strdup(reason);
    g_ptr_array_add(skips, skip);
}

static gboolean
load_skips(const Build *build, GPtrArray *skips, unsigned worker, GError **error)
{
    g_autofree char *path = skips_path(build, worker);
    g_autofree char *text = NULL;

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return TRUE;
    if (!g_file_get_contents(path, &text, NULL, error))
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
        g_auto(GStrv) parts = g_strsplit(lines[i], "\t", 3);

        if (g_strv_length(parts) == 3)
            add_skip(skips, g_ascii_strtoull(parts[0], NULL, 10), parts[1], parts[2]);
    }
    return TRUE;
}

static int
compare_skips(gconstpointer a, gconstpointer b)
{
    const Skip *const *left = a;
    const Skip *const *right = b;

    return ((*left)->order > (*right)->order) - ((*left)->order < (*right)->order);
}

static int
compare_ids(gconstpointer a, gconstpointer b)
{
    const SpoolEntry *const *left = a;
    const SpoolEntry *const *right = b;
    int by_id = strcmp((*left)->id, (*right)->id);

    if (by_id != 0)
        return by_id;
    return ((*left)->order > (*right)->order) - ((*left)->order < (*right)->order);
}

/* Newest first, undated last, then by id: the order of document numbers. */
static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const SpoolEntry *const *left = a;
    const SpoolEntry *const *right = b;
    int by_date = -g_strcmp0((*left)->date, (*right)->date); /* NULL sorts first there */

    return by_date != 0 ? by_date : strcmp((*left)->id, (*right)->id);
}

/* Leaves the first notice of each id, and notes the others as skipped. */
static void
drop_duplicates(GPtrArray *entries, GPtrArray *skips)
{
    unsigned kept = 0;

    g_ptr_array_sort(entries, compare_ids);
    for (unsigned i = 0; i < entries->len; i++) {
        const SpoolEntry *entry = g_ptr_array_index(entries, i);
        const SpoolEntry *last = kept > 0 ? g_ptr_array_index(entries, kept - 1) : NULL;

        if (last != NULL && strcmp(last->id, entry->id) == 0) {
            g_autofree char *reason =
                g_strdup_printf("id %s: already taken by %s", entry->id, last->source);
            add_skip(skips, entry->order, entry->source, reason);
            continue;
        }
        gpointer swapped = entries->pdata[kept];
        entries->pdata[kept++] = entries->pdata[i];
        entries->pdata[i] = swapped;
    }
    g_ptr_array_set_size(entries, (int) kept);
}

gboolean
build_read(Build *build, GError **error)
{
    ReadWorker worker = { .build = build };
    const PoolJob job = {
        .n_tasks = build->units->len,
        .n_workers = build->n_jobs,
        .data = &worker,
        .begin = read_begin,
        .run = read_task,
        .end = read_end,
        .progress = NULL,
    };
    g_autoptr(GPtrArray) skips = g_ptr_array_new_with_free_func(skip_free);

    if (!pool_run(&job, error))
        return FALSE;
    build->entries = spool_load(build->scratch, build->n_jobs, error);
    if (build->entries == NULL)
        return FALSE;
    for (unsigned i = 0; i < build->n_jobs; i++)
        if (!load_skips(build, skips, i, error))
            return FALSE;
    drop_duplicates(build->entries, skips);
    g_ptr_array_sort(build->entries, compare_entries);
    g_ptr_array_sort(skips, compare_skips);
    for (unsigned i = 0; i < skips->len; i++) {
        const Skip *skip = g_ptr_array_index(skips, i);

        report_skip(build->report, skip->source, skip->reason);
    }
    return TRUE;
}
