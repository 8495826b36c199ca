/* Pass 1: units → spool, and the order of documents. */
#include "build.h"

#include <string.h>

#include "error.h"
#include "file.h"
#include "format.h"
#include "pool.h"

/* A worker's share of pass 1. */
typedef struct {
    Build *build;
    SpoolWriter *writer;
    CiteWriter *cites;
    ListingWriter *listing;
    FILE *remarks; /* lines: order TAB kind TAB source TAB text */
    char *remarks_path;
    uint64_t order;  /* of what is read next */
    unsigned n_jobs; /* processes that a file may use */
} ReadWorker;

#define SKIPPED 's'
#define WARNED 'w'

/* What is to be said to the user, as a worker noted it. */
typedef struct {
    uint64_t order;
    char kind; /* SKIPPED or WARNED */
    char *source;
    char *text;
} Remark;

static char *
remarks_path(const Build *build, unsigned worker)
{
    return g_strdup_printf("%s/remarks-%u", build->scratch, worker);
}

static gboolean
read_begin(unsigned worker, gpointer data, GError **error)
{
    ReadWorker *self = data;

    self->remarks_path = remarks_path(self->build, worker);
    self->remarks = file_open(self->remarks_path, "wxe", error);
    self->writer = self->remarks == NULL
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
keep_remark(ReadWorker *self, char kind, const char *source, const char *text)
{
    fprintf(self->remarks, "%" G_GUINT64_FORMAT "\t%c\t", self->order++, kind);
    put_on_one_line(self->remarks, source);
    (void) fputc('\t', self->remarks);
    put_on_one_line(self->remarks, text);
    (void) fputc('\n', self->remarks);
}

static void
keep_skip(const char *source, const GError *reason, gpointer data)
{
    keep_remark(data, SKIPPED, source, reason->message);
}

static void
keep_warning(const char *source, const char *message, gpointer data)
{
    keep_remark(data, WARNED, source, message);
}

static gboolean
read_task(unsigned task, gpointer data, GError **error)
{
    ReadWorker *self = data;
    const ReadUnit *unit = &g_array_index(self->build->units, ReadUnit, task);
    const ReadSink sink = {
        .notice = keep_notice,
        .skip = keep_skip,
        .warn = keep_warning,
        .user_data = self,
        .options = { .cache_dir = self->build->cache_dir,
                     .ocr = self->build->ocr,
                     .n_jobs = self->n_jobs },
    };

    self->order = (uint64_t) task << 32;
    return read_unit(unit, &sink, error);
}

static gboolean
read_end(gpointer data, GError **error)
{
    ReadWorker *self = data;

    return spool_writer_close(self->writer, error) &&
           cite_writer_close(self->cites, error) &&
           listing_writer_close(self->listing, error) &&
           file_close(self->remarks, self->remarks_path, error);
}

static void
remark_free(gpointer pointer)
{
    Remark *remark = pointer;

    g_free(remark->source);
    g_free(remark->text);
    g_free(remark);
}

static void
add_remark(
    GPtrArray *remarks, uint64_t order, char kind, const char *source, const char *text)
{
    Remark *remark = g_new0(Remark, 1);

    remark->order = order;
    remark->kind = kind;
    remark->source = g_strdup(source);
    remark->text = g_strdup(text);
    g_ptr_array_add(remarks, remark);
}

static gboolean
load_remarks(const Build *build, GPtrArray *remarks, unsigned worker, GError **error)
{
    g_autofree char *path = remarks_path(build, worker);
    g_autofree char *text = NULL;

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return TRUE;
    if (!g_file_get_contents(path, &text, NULL, error))
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
        g_auto(GStrv) parts = g_strsplit(lines[i], "\t", 4);

        if (g_strv_length(parts) == 4)
            add_remark(remarks, g_ascii_strtoull(parts[0], NULL, 10), *parts[1], parts[2],
                       parts[3]);
    }
    return TRUE;
}

static int
compare_remarks(gconstpointer a, gconstpointer b)
{
    const Remark *const *left = a;
    const Remark *const *right = b;

    return ((*left)->order > (*right)->order) - ((*left)->order < (*right)->order);
}

static void
say(Report *report, const GPtrArray *remarks)
{
    for (unsigned i = 0; i < remarks->len; i++) {
        const Remark *remark = g_ptr_array_index(remarks, i);

        if (remark->kind == WARNED)
            report_warn(report, remark->source, remark->text);
        else
            report_skip(report, remark->source, remark->text);
    }
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

/* TRUE when `source` is the name of a file that gave the notice its id. */
static gboolean
names_id(const char *source, const char *id)
{
    size_t len = format_stem_len(source);

    return len == strlen(id) && strncmp(source, id, len) == 0;
}

/* Two files of one name in different formats are most likely one notice, twice. */
static char *
why_dropped(const SpoolEntry *entry, const SpoolEntry *taken)
{
    gboolean same_name =
        names_id(entry->source, entry->id) && names_id(taken->source, taken->id);

    return g_strdup_printf("id %s: already taken by %s%s", entry->id, taken->source,
                           same_name ? ", a file of the same name" : "");
}

/* Leaves the first notice of each id, and remarks on the others as skipped. */
static void
drop_duplicates(GPtrArray *entries, GPtrArray *remarks)
{
    unsigned kept = 0;

    g_ptr_array_sort(entries, compare_ids);
    for (unsigned i = 0; i < entries->len; i++) {
        const SpoolEntry *entry = g_ptr_array_index(entries, i);
        const SpoolEntry *last = kept > 0 ? g_ptr_array_index(entries, kept - 1) : NULL;

        if (last != NULL && strcmp(last->id, entry->id) == 0) {
            g_autofree char *reason = why_dropped(entry, last);
            add_remark(remarks, entry->order, SKIPPED, entry->source, reason);
            continue;
        }
        gpointer swapped = entries->pdata[kept];
        entries->pdata[kept++] = entries->pdata[i];
        entries->pdata[i] = swapped;
    }
    g_ptr_array_set_size(entries, (int) kept);
}

/* Workers share the processors: a file may use several only where there are fewer files
 * that want them than processors. */
static unsigned
jobs_of_file(const Build *build)
{
    unsigned n_files = 0;

    for (unsigned i = 0; i < build->files->len; i++) {
        const CorpusFile *file = build->files->pdata[i];
        const char *extension = file->name + format_stem_len(file->name);
        n_files += g_ascii_strcasecmp(extension, ".pdf") == 0 ||
                   g_ascii_strcasecmp(extension, ".zip") == 0;
    }
    return MAX(build->n_jobs / MAX(n_files, 1), 1);
}

gboolean
build_read(Build *build, GError **error)
{
    ReadWorker worker = { .build = build, .n_jobs = jobs_of_file(build) };
    const PoolJob job = {
        .n_tasks = build->units->len,
        .n_workers = build->n_jobs,
        .data = &worker,
        .begin = read_begin,
        .run = read_task,
        .end = read_end,
        .progress = NULL,
    };
    g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(remark_free);

    if (!pool_run(&job, error))
        return FALSE;
    build->entries = spool_load(build->scratch, build->n_jobs, error);
    if (build->entries == NULL)
        return FALSE;
    for (unsigned i = 0; i < build->n_jobs; i++)
        if (!load_remarks(build, remarks, i, error))
            return FALSE;
    drop_duplicates(build->entries, remarks);
    g_ptr_array_sort(build->entries, compare_entries);
    g_ptr_array_sort(remarks, compare_remarks);
    say(build->report, remarks);
    return TRUE;
}
