#include "build.h"

#include "build-originals.h"
#include "build-packs.h"
#include "error.h"
#include "publish.h"

/* tracuu.json in the first corpus folder, or beside it; NULL when there is none. */
static char *
find_config(const char *corpus)
{
    g_autofree char *parent = g_path_get_dirname(corpus);
    const char *places[] = { corpus, parent };

    for (unsigned i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *path = g_build_filename(places[i], "tracuu.json", NULL);

        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    return NULL;
}

static Config *
load_config(const BuildOptions *options, GError **error)
{
    g_autofree char *found = options->config_path != NULL
                                 ? g_strdup(options->config_path)
                                 : find_config(options->corpora[0]);

    return found != NULL ? config_load(found, error) : config_new();
}

/* Everything that can fail before a byte is written: configuration, templates,
 * the corpus itself. */
static gboolean
prepare(Build *build, const BuildOptions *options, GError **error)
{
    build->n_jobs = options->n_jobs;
    build->cache_dir = options->cache_dir;
    build->ocr = options->ocr;
    build->config = load_config(options, error);
    if (build->config == NULL)
        return FALSE;
    build->site = site_new(build->config,
                           build->config->templates != NULL ? build->config->templates
                                                            : options->template_dir,
                           error);
    if (build->site == NULL)
        return FALSE;
    build->files = corpus_list(options->corpora, options->n_corpora, report_skip_func,
                               build->report, error);
    if (build->files == NULL)
        return FALSE;
    build->units = read_plan(build->files);
    return TRUE;
}

/* What the passes made. */
static void
clear_passes(Build *build)
{
    g_clear_pointer(&build->entries, g_ptr_array_unref);
    g_clear_pointer(&build->cites, cite_table_free);
    g_clear_pointer(&build->listing, listing_free);
    g_clear_pointer(&build->batches, g_array_unref);
    g_clear_pointer(&build->originals, originals_free);
    g_clear_pointer(&build->zips, original_zips_free);
    g_clear_pointer(&build->packs, pack_plan_free);
    g_clear_pointer(&build->search_root, g_free);
}

static void
clear(Build *build)
{
    clear_passes(build);
    g_clear_pointer(&build->config, config_free);
    g_clear_pointer(&build->site, site_free);
    g_clear_pointer(&build->units, g_array_unref);
    g_clear_pointer(&build->files, g_ptr_array_unref);
}

static gboolean
run_passes(Build *build, const char *dir, unsigned *n_notices, GError **error)
{
    g_autoptr(Publisher) publisher = publisher_new(dir, error);

    if (publisher == NULL)
        return FALSE;
    build->bundle = publisher_get_bundle(publisher);
    build->scratch = publisher_get_scratch(publisher);
    if (!build_read(build, error) || !build_cites(build, error) ||
        !build_index(build, error) || !build_finish(build, error) ||
        !publisher_commit(publisher, error))
        return FALSE;
    *n_notices = build->entries->len;
    return TRUE;
}

gboolean
build_bundle(const BuildOptions *options,
             Report *report,
             unsigned *n_notices,
             GError **error)
{
    Build build = { .report = report };
    gboolean done = prepare(&build, options, error) &&
                    run_passes(&build, options->dir, n_notices, error);

    clear(&build);
    return done;
}
