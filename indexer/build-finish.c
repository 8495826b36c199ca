/* Pass 3: the small databases are merged into one file while pages are written.
 *
 * Task 0 is the merge, the longest, so that the other processes write pages
 * meanwhile; task n + 1 writes the pages of batch n.
 */
#include "build.h"

#include <string.h>

#include "error.h"
#include "file.h"
#include "pool.h"
#include "xapian-glib/xapian-glib.h"

/* Databases merged at once; more are merged in groups first, so that the number
 * of open files stays bounded. */
#define MERGE_MAX_SOURCES 1000

#define UUID_BYTES 16

/* A worker's share of pass 3. */
typedef struct {
    Build *build;
    SpoolReader *reader;
    Sums *sums;
    unsigned worker;
} FinishWorker;

static char *
sums_path(const Build *build, unsigned worker)
{
    return g_strdup_printf("%s/sums-%u", build->scratch, worker);
}

/* Merges `paths` to `target`, in groups when there are many. */
static gboolean
merge(const Build *build, GPtrArray *paths, const char *target, GError **error)
{
    g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);

    if (paths->len <= MERGE_MAX_SOURCES)
        return xapian_database_compact_paths((const char *const *) paths->pdata,
                                             paths->len, target, error);
    for (unsigned i = 0; i < paths->len; i += MERGE_MAX_SOURCES) {
        char *group = g_strdup_printf("%s/group-%06u", build->scratch, i);

        g_ptr_array_add(groups, group);
        if (!xapian_database_compact_paths((const char *const *) paths->pdata + i,
                                           MIN(MERGE_MAX_SOURCES, paths->len - i), group,
                                           error))
            return FALSE;
    }
    return xapian_database_compact_paths((const char *const *) groups->pdata, groups->len,
                                         target, error);
}

/* Replaces the random UUID by a hash of all the rest, so that equal content has
 * equal bytes and the UUID names the content. */
static gboolean
stamp(const char *path, GError **error)
{
    unsigned char digest[FILE_SHA256_SIZE] = { 0 };

    return xapian_database_file_set_uuid(path, digest, error) &&
           file_sha256_of(path, digest, error) &&
           xapian_database_file_set_uuid(path, digest, error);
}
G_STATIC_ASSERT(UUID_BYTES <= FILE_SHA256_SIZE);

static gboolean
merge_databases(FinishWorker *self, GError **error)
{
    const Build *build = self->build;
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *target = g_build_filename(build->bundle, "xapian.db", NULL);
    unsigned char digest[FILE_SHA256_SIZE];
    char hex[FILE_SHA256_HEX_SIZE];

    for (unsigned i = 0; i + 1 < build->batches->len; i++)
        g_ptr_array_add(paths, build_batch_path(build, i));
    if (!merge(build, paths, target, error) || !stamp(target, error) ||
        !file_sha256_of(target, digest, error))
        return FALSE;
    file_sha256_to_hex(digest, hex);
    sums_add(self->sums, "xapian.db", hex);
    return TRUE;
}

gboolean
build_write(const Build *build,
            Sums *sums,
            const char *path,
            const char *bytes,
            size_t len,
            GError **error)
{
    g_autofree char *full = g_build_filename(build->bundle, path, NULL);
    char hex[FILE_SHA256_HEX_SIZE];

    if (!file_write(full, bytes, len, error))
        return FALSE;
    file_sha256(bytes, len, hex);
    sums_add(sums, path, hex);
    return TRUE;
}

/* The file a notice came from, when it holds this notice alone; else NULL. */
static const CorpusFile *
original_of(const Build *build, const SpoolEntry *entry)
{
    const ReadUnit *unit = &g_array_index(build->units, ReadUnit, entry->order >> 32);

    return g_str_has_suffix(unit->file->name, ".jsonl") ? NULL : unit->file;
}

/* "originals/FILE_NAME.pdf": the notice's safe name with the file's extension. */
static char *
original_path(const CorpusFile *file, const Notice *notice)
{
    const char *dot = strrchr(file->name, '.');
    g_autofree char *extension = g_ascii_strdown(dot != NULL ? dot : "", -1);

    return g_strdup_printf("originals/%s%s", notice->file_name, extension);
}

static gboolean
write_original(FinishWorker *self,
               const CorpusFile *file,
               const Notice *notice,
               GError **error)
{
    unsigned char digest[FILE_SHA256_SIZE];
    char hex[FILE_SHA256_HEX_SIZE];

    if (notice->original == NULL)
        return TRUE;
    g_autofree char *path = g_strdup_printf("site/%s", notice->original);
    g_autofree char *target = g_build_filename(self->build->bundle, path, NULL);
    if (!file_copy(file->path, target, error) || !file_sha256_of(target, digest, error))
        return FALSE;
    file_sha256_to_hex(digest, hex);
    sums_add(self->sums, path, hex);
    return TRUE;
}

static gboolean
write_notice(FinishWorker *self, const SpoolEntry *entry, GError **error)
{
    g_autoptr(Notice) notice = spool_reader_read(self->reader, entry, NULL, error);

    if (notice == NULL)
        return FALSE;
    const CorpusFile *file = original_of(self->build, entry);
    if (file != NULL)
        notice->original = original_path(file, notice);
    g_autofree char *page = site_render_notice(self->build->site, notice, error);
    if (page == NULL)
        return FALSE;
    g_autofree char *path = g_strdup_printf("site/notices/%s.html", notice->file_name);
    return build_write(self->build, self->sums, path, page, strlen(page), error) &&
           write_original(self, file, notice, error);
}

static gboolean
finish_begin(unsigned worker, gpointer data, GError **error)
{
    FinishWorker *self = data;

    (void) error;
    self->reader = spool_reader_new(self->build->scratch, self->build->n_jobs);
    self->sums = sums_new();
    self->worker = worker;
    return TRUE;
}

static gboolean
finish_task(unsigned task, gpointer data, GError **error)
{
    FinishWorker *self = data;
    unsigned first = 0;
    unsigned end = 0;

    if (task == 0)
        return merge_databases(self, error);
    build_batch_range(self->build, task - 1, &first, &end);
    for (unsigned i = first; i < end; i++)
        if (!write_notice(self, g_ptr_array_index(self->build->entries, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
finish_end(gpointer data, GError **error)
{
    FinishWorker *self = data;
    g_autofree char *path = sums_path(self->build, self->worker);

    spool_reader_free(self->reader);
    gboolean saved = sums_save(self->sums, path, error);
    sums_free(self->sums);
    return saved;
}

static void
finish_progress(unsigned done, unsigned n_tasks, gpointer data)
{
    const FinishWorker *self = data;

    report_progress(self->build->report, "pages", done, n_tasks);
}

/* Every task's sums, and SHA256SUMS of them all. */
static gboolean
write_sums(const Build *build, Sums *sums, GError **error)
{
    for (unsigned i = 0; i < build->n_jobs; i++) {
        g_autofree char *path = sums_path(build, i);

        if (g_file_test(path, G_FILE_TEST_EXISTS) && !sums_load(sums, path, error))
            return FALSE;
    }
    g_autofree char *text = sums_to_text(sums);
    g_autofree char *path = g_build_filename(build->bundle, "SHA256SUMS", NULL);
    return file_write(path, text, strlen(text), error);
}

gboolean
build_finish(Build *build, GError **error)
{
    FinishWorker worker = { .build = build };
    g_autoptr(Sums) sums = sums_new();
    const PoolJob job = {
        .n_tasks = build->batches->len,
        .n_workers = build->n_jobs,
        .data = &worker,
        .begin = finish_begin,
        .run = finish_task,
        .end = finish_end,
        .progress = finish_progress,
    };

    return build_make_folders(build, error) && pool_run(&job, error) &&
           build_common_pages(build, sums, error) && write_sums(build, sums, error);
}
