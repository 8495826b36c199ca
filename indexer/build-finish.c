/* Pass 3: the runs are merged into the two indexes while pages are written.
 *
 * Each index is a task that reads all runs; they are the longest, so they start first.
 * Then come the exports and the pages to browse; each further task writes the pages of
 * some notices.
 */
#include "build-browse.h"
#include "build-export.h"
#include "build-originals.h"
#include "build-packs.h"
#include "build.h"

#include <string.h>

#include "error.h"
#include "file.h"
#include "json.h"
#include "merge.h"
#include "pack/pack.h"
#include "pool.h"
#include "schema.h"
#include "web/web.h"
#include "xapian-glib/xapian-glib.h"

#define PAGES_A_TASK 100

enum {
    TASK_WEB,
    TASK_DATABASE,
    TASK_EXPORT,
    TASK_BROWSE,
    TASK_CITATIONS,
    TASK_TIMELINE,
    TASK_PAGES
};

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

static void
batch_clear(gpointer pointer)
{
    MergeBatch *batch = pointer;

    g_free((char *) batch->run_path);
    g_free((char *) batch->stock_path);
}

static GArray *
list_batches(const Build *build)
{
    GArray *batches = g_array_new(FALSE, FALSE, sizeof(MergeBatch));

    g_array_set_clear_func(batches, batch_clear);
    for (unsigned i = 0; i + 1 < build->batches->len; i++) {
        unsigned first = 0;
        unsigned end = 0;

        build_batch_range(build, i, &first, &end);
        const MergeBatch batch = {
            .run_path = build_batch_path(build, i, "run"),
            .stock_path = build_batch_path(build, i, "stock"),
            .n_docs = end - first,
        };
        g_array_append_val(batches, batch);
    }
    return batches;
}

static void
add_metadata(GTree *metadata, const char *key, const char *text)
{
    g_tree_insert(metadata, g_strdup(key), g_strdup(text));
}

static gboolean
add_template(const char *name, const char *text, gpointer data, GError **error)
{
    g_autofree char *key = g_strconcat(SCHEMA_META_TEMPLATE, name, NULL);

    (void) error;
    add_metadata(data, key, text);
    return TRUE;
}

static gboolean
append_metadata(gpointer key, gpointer text, gpointer data)
{
    const MergeMetadata entry = { key, text };

    g_array_append_val((GArray *) data, entry);
    return FALSE;
}

static int
compare_keys(gconstpointer a, gconstpointer b, gpointer data)
{
    (void) data;
    return strcmp(a, b);
}

/* What the search program reads of the whole, sorted by key. */
static gboolean
collect_metadata(const Build *build, GTree *metadata, GArray *entries, GError **error)
{
    g_autofree char *version = g_strdup_printf("%u", SCHEMA_VERSION);
    g_autofree char *config = site_query_config(build->site);

    add_metadata(metadata, SCHEMA_META_VERSION, version);
    add_metadata(metadata, SCHEMA_META_CONFIG, config);
    if (!site_foreach_query_template(build->site, add_template, metadata, error))
        return FALSE;
    g_tree_foreach(metadata, append_metadata, entries);
    return TRUE;
}

static gboolean
merge(const Build *build, const char *target, GError **error)
{
    g_autoptr(GArray) batches = list_batches(build);
    g_autoptr(GTree) metadata = g_tree_new_full(compare_keys, NULL, g_free, g_free);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(MergeMetadata));

    if (!collect_metadata(build, metadata, entries, error))
        return FALSE;
    const MergeInput input = {
        .batches = { (const MergeBatch *) (const void *) batches->data, batches->len },
        .metadata = (const MergeMetadata *) (const void *) entries->data,
        .n_metadata = entries->len,
    };
    return merge_batches(&input, target, error);
}

/* The UUID is a hash of all the rest, so that it names the content. */
static gboolean
stamp(const char *path, GError **error)
{
    unsigned char digest[FILE_SHA256_SIZE];

    return file_sha256_of(path, digest, error) &&
           xapian_database_file_set_uuid(path, digest, error);
}

static gboolean
write_database(FinishWorker *self, GError **error)
{
    g_autofree char *target = g_build_filename(self->build->bundle, "xapian.db", NULL);

    return merge(self->build, target, error) && stamp(target, error) &&
           build_add_sum(self->build, self->sums, "xapian.db", error);
}

gboolean
build_add_sum(const Build *build, Sums *sums, const char *path, GError **error)
{
    g_autofree char *full = g_build_filename(build->bundle, path, NULL);
    unsigned char digest[FILE_SHA256_SIZE];
    char hex[FILE_SHA256_HEX_SIZE];

    if (!file_sha256_of(full, digest, error))
        return FALSE;
    file_sha256_to_hex(digest, hex);
    sums_add(sums, path, hex);
    return TRUE;
}

static char *
root_path(const Build *build)
{
    return g_build_filename(build->scratch, "search-root", NULL);
}

/* Leaves the root where the parent finds it, which alone knows all packs. */
static gboolean
write_web(FinishWorker *self, GError **error)
{
    const Build *build = self->build;
    g_autoptr(GArray) batches = list_batches(build);
    const MergeBatches merged = { (const MergeBatch *) (const void *) batches->data,
                                  batches->len };
    const RootTexts texts = { site_get_title(build->site), build->config->language,
                              build->packs != NULL };
    g_autofree char *root = web_write(&merged, &texts, build->bundle, self->sums, error);
    g_autofree char *path = root_path(build);

    return root != NULL && file_write(path, root, strlen(root), error);
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

static gboolean
write_original(FinishWorker *self, uint32_t i, const Notice *notice, GError **error)
{
    const CorpusFile *file = originals_file(self->build->originals, i);

    if (notice->original == NULL || notice->original_member != NULL || file == NULL)
        return TRUE;
    g_autofree char *path = g_strdup_printf("site/%s", notice->original);
    g_autofree char *target = g_build_filename(self->build->bundle, path, NULL);
    char hex[FILE_SHA256_HEX_SIZE];

    if (!file_copy(file->path, target, hex, error))
        return FALSE;
    sums_add(self->sums, path, hex);
    return TRUE;
}

/* What a page shows of entry `i`; its original is written too. */
static char *
make_notice(FinishWorker *self, uint32_t i, char **file_name, GError **error)
{
    const SpoolEntry *entry = g_ptr_array_index(self->build->entries, i);
    g_autoptr(Notice) notice = spool_reader_read(self->reader, entry, NULL, error);
    g_autofree char *json =
        notice == NULL ? NULL : spool_reader_read_card(self->reader, entry, error);
    g_autoptr(cJSON) card = json == NULL ? NULL : json_parse(json, strlen(json), error);

    if (card == NULL)
        return NULL;
    notice->original = originals_path(self->build->originals, i, notice->file_name);
    if (self->build->zips != NULL)
        original_zips_describe(self->build->zips, i, notice);
    g_autofree char *page = build_notice_page(self->build, i, notice, card, error);
    if (page == NULL || !write_original(self, i, notice, error))
        return NULL;
    *file_name = g_steal_pointer(&notice->file_name);
    return g_steal_pointer(&page);
}

static gboolean
write_notice(FinishWorker *self, uint32_t i, GError **error)
{
    g_autofree char *name = NULL;
    g_autofree char *page = make_notice(self, i, &name, error);

    if (page == NULL)
        return FALSE;
    g_autofree char *path = g_strdup_printf("site/notices/%s.html", name);
    return build_write(self->build, self->sums, path, page, strlen(page), error);
}

static gboolean
add_to_pack(GByteArray *pack, uint32_t i, gpointer data, GError **error)
{
    g_autofree char *name = NULL;
    g_autofree char *html = make_notice(data, i, &name, error);

    if (html == NULL)
        return FALSE;
    pack_add(pack, name, html);
    return TRUE;
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

/* One of the tasks that write what notices show, and their originals. */
static gboolean
write_texts(FinishWorker *self, unsigned task, GError **error)
{
    const Build *build = self->build;
    unsigned n_zips = original_zips_get_n(build->zips);

    if (task < n_zips)
        return build_original_zip(build, self->sums, task, error);
    if (build->packs != NULL)
        return build_pack(build, self->sums, task - n_zips, add_to_pack, self, error);
    unsigned first = task * PAGES_A_TASK;
    unsigned end = MIN(first + PAGES_A_TASK, build->entries->len);
    for (unsigned i = first; i < end; i++)
        if (!write_notice(self, i, error))
            return FALSE;
    return TRUE;
}

static gboolean
finish_task(unsigned task, gpointer data, GError **error)
{
    FinishWorker *self = data;

    if (task == TASK_WEB)
        return write_web(self, error);
    if (task == TASK_DATABASE)
        return write_database(self, error);
    if (task == TASK_EXPORT)
        return build_export(self->build, self->reader, self->sums, error);
    if (task == TASK_BROWSE)
        return build_browse(self->build, self->sums, error);
    if (task == TASK_CITATIONS)
        return build_citations(self->build, self->sums, error);
    if (task == TASK_TIMELINE)
        return build_timeline(self->build, self->sums, error);
    return write_texts(self, task - TASK_PAGES, error);
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

static gboolean
write_root(Build *build, Sums *sums, GError **error)
{
    g_autofree char *path = root_path(build);
    g_autofree char *json = NULL;

    if (!g_file_get_contents(path, &json, NULL, error))
        return FALSE;
    g_autofree char *packs = build->packs != NULL ? build_pack_sums(build, error) : NULL;
    if (build->packs != NULL && packs == NULL)
        return FALSE;
    build->search_root = web_write_root(json, packs, build->bundle, sums, error);
    return build->search_root != NULL;
}

static unsigned
count_text_tasks(const Build *build)
{
    if (build->packs != NULL)
        return original_zips_get_n(build->zips) + pack_plan_get_n(build->packs);
    return (build->entries->len + PAGES_A_TASK - 1) / PAGES_A_TASK;
}

gboolean
build_finish(Build *build, GError **error)
{
    FinishWorker worker = { .build = build };
    g_autoptr(Sums) sums = sums_new();

    build->originals = originals_new(build->units, build->entries);
    if (config_is_packed(build->config)) {
        build->zips = original_zips_new(build);
        build->packs = build_plan_packs(build);
    }
    const PoolJob job = {
        .n_tasks = TASK_PAGES + count_text_tasks(build),
        .n_workers = build->n_jobs,
        .data = &worker,
        .begin = finish_begin,
        .run = finish_task,
        .end = finish_end,
        .progress = finish_progress,
    };

    return build_make_folders(build, error) && pool_run(&job, error) &&
           write_root(build, sums, error) && build_common_pages(build, sums, error) &&
           write_sums(build, sums, error);
}
