#include <stdio.h>

#include "command.h"
#include "pack/pack.h"
#include "schema.h"
#include "sums.h"
#include "web/check.h"
#include "xapian-glib/xapian-glib.h"

#define PROGRAM "tracuu-index: "

static void
print_difference(const char *path, const char *what, gpointer data)
{
    unsigned *n_different = data;

    (*n_different)++;
    fprintf(stderr, PROGRAM "%s: %s\n", path, what);
}

/* Notices that have a page of their own. */
static unsigned
count_pages(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, "site", "notices", NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    unsigned n = 0;

    while (folder != NULL && g_dir_read_name(folder) != NULL)
        n++;
    return n;
}

static gboolean
count_notices(const char *dir, const cJSON *root, unsigned *n, GError **error)
{
    if (json_get(root, "packs") != NULL && !cJSON_IsNull(json_get(root, "packs")))
        return pack_check(dir, root, n, error);
    *n = count_pages(dir);
    return TRUE;
}

/* Both indexes have as many documents as the site has notices. */
static gboolean
verify_counts(const char *dir, unsigned *n_notices, GError **error)
{
    g_autofree char *path = g_build_filename(dir, "xapian.db", NULL);
    g_autoptr(XapianDatabase) database = xapian_database_new_with_path(path, error);
    g_autoptr(cJSON) root = web_read_root(dir, error);
    unsigned n_pages = 0;
    unsigned n_searched = 0;

    if (root == NULL || database == NULL ||
        !xapian_database_get_doc_count(database, n_notices, error) ||
        !web_check(dir, root, &n_searched, error) ||
        !count_notices(dir, root, &n_pages, error))
        return FALSE;
    if (n_pages == *n_notices && n_searched == *n_notices)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                "%s: the index has %u notices, the browser's %u, the site %u", dir,
                *n_notices, n_searched, n_pages);
    return FALSE;
}

static gboolean
verify(const char *dir, GError **error)
{
    unsigned n_different = 0;
    unsigned n_files = 0;
    unsigned n_notices = 0;

    if (!sums_verify(dir, &n_files, print_difference, &n_different, error))
        return FALSE;
    if (n_different > 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                    "%s: %u files differ from SHA256SUMS", dir, n_different);
        return FALSE;
    }
    if (!verify_counts(dir, &n_notices, error))
        return FALSE;
    printf("%s: %u files, %u notices, all as built\n", dir, n_files, n_notices);
    return TRUE;
}

ExitStatus
command_verify(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    ExitStatus status = EXIT_STATUS_DONE;

    if (!command_parse("verify", "DIR", NULL, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return command_usage("verify: one DIR is needed");
    if (verify(argv[1], &error))
        return EXIT_STATUS_DONE;
    fprintf(stderr, PROGRAM "%s\n", error->message);
    return exit_status_for(error);
}
