/* build - corpus → bundle: the passes of a build and what they share.
 *
 *   read    units → spool, N processes           build-read.c
 *   number  spool entries sorted: newest first   build-read.c
 *   cites   which notice cites which, and what   build-cites.c
 *           lists show of each
 *   index   batches → sorted runs, N processes   build-index.c
 *   finish  one process merges the runs into     build-finish.c
 *           the database,
 *           the others write the pages           build-pages.c, build-browse.c,
                                                build-packs.c, build-originals.c
 *   publish sums, sync, swap                     build.c, publish.c
 */
#pragma once

#include "browse/listing.h"
#include "cites/cite-table.h"
#include "config.h"
#include "originals.h"
#include "read.h"
#include "report.h"
#include "site.h"
#include "spool.h"
#include "sums.h"

typedef struct OriginalZips OriginalZips; /* build-originals.h */
typedef struct PackPlan PackPlan;         /* build-packs.h */

typedef struct {
    const char *const *corpora;
    unsigned n_corpora;
    const char *config_path;  /* NULL: look beside the corpus */
    const char *template_dir; /* the installed templates */
    const char *dir;
    unsigned n_jobs;       /* processes, at least 1 */
    const char *cache_dir; /* what a later build need not do again; made when needed */
    gboolean ocr;          /* recognise text on pictures of pages */
} BuildOptions;

typedef struct {
    /* Set by build_bundle, constant after. */
    unsigned n_jobs;
    const char *cache_dir;
    gboolean ocr;
    const char *bundle;  /* staging folder that becomes DIR */
    const char *scratch; /* thrown away afterwards */
    Site *site;
    Config *config;
    Report *report;
    /* Set by build_read. */
    GPtrArray *files;   /* CorpusFile *, sorted */
    GArray *units;      /* ReadUnit */
    GPtrArray *entries; /* SpoolEntry *, in the order of document numbers */
    /* Set by build_cites. */
    CiteTable *cites;
    Listing *listing; /* in the order of entries */
    /* Set by build_index. */
    GArray *batches; /* uint32_t: first entry of each batch, and the end */
    /* Set by build_finish: before its workers start… */
    Originals *originals;
    OriginalZips *zips; /* these of a packed site, else NULL */
    PackPlan *packs;
    /* …and before the common pages. */
    char *search_root; /* file name of the browser's root in site/search */
} Build;

/* Builds the bundle and publishes it.  n_notices is set on success. */
gboolean build_bundle(const BuildOptions *options,
                      Report *report,
                      unsigned *n_notices,
                      GError **error);

/* ---- the passes; each may be called once, in this order -------------------- */

gboolean build_read(Build *build, GError **error);
gboolean build_cites(Build *build, GError **error);
gboolean build_index(Build *build, GError **error);
gboolean build_finish(Build *build, GError **error);

/* ---- what passes share ------------------------------------------------------ */

/* The entries [*first, *end) of a batch. */
void
build_batch_range(const Build *build, unsigned batch, unsigned *first, unsigned *end);

/* Path of what pass 2 leaves of a batch: kind is "run" or "stock".  (transfer full) */
char *build_batch_path(const Build *build, unsigned batch, const char *kind);

/* Makes the empty folders of the site. */
gboolean build_make_folders(const Build *build, GError **error);

/* Home, search page and assets. */
gboolean build_common_pages(const Build *build, Sums *sums, GError **error);

/* Feed, sitemap, robots.txt, 404.html, the logo. */
gboolean build_around(const Build *build, Sums *sums, GError **error);

/* The files of assets/: scripts stripped, the engine's joined. */
gboolean build_assets(const Build *build, Sums *sums, GError **error);

/* Writes one file of the bundle and notes its sum. `path` is below the bundle. */
gboolean build_write(const Build *build,
                     Sums *sums,
                     const char *path,
                     const char *bytes,
                     size_t len,
                     GError **error);

/* Notes the sum of a file of the bundle that is written already. */
gboolean build_add_sum(const Build *build, Sums *sums, const char *path, GError **error);
