#include "stick/stick-private.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "sums.h"

#define SITE "site/"

static int
rank_of(const char *path)
{
    if (strcmp(path, STICK_ENTRY) == 0)
        return 2;
    return g_str_has_prefix(path, SITE) && strchr(path + strlen(SITE), '/') == NULL;
}

/* The pages that lead to all others are written last, of them the first page: a stick
 * that was pulled out too early has none. */
static int
compare_files(gconstpointer a, gconstpointer b)
{
    const StickFile *left = a;
    const StickFile *right = b;
    int by_rank = rank_of(left->path) - rank_of(right->path);

    return by_rank != 0 ? by_rank : strcmp(left->path, right->path);
}

static gboolean
add_file(Stick *stick, const char *path, const char *hex, GError **error)
{
    g_autofree char *full = g_build_filename(stick->dir, path, NULL);
    StickFile file = { 0 };
    struct stat info;

    if (lstat(full, &info) != 0 || !S_ISREG(info.st_mode)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT, "%s: missing", full);
        return FALSE;
    }
    file.path = g_strdup(path);
    file.size = (uint64_t) info.st_size;
    g_strlcpy(file.hex, hex, sizeof file.hex);
    g_array_append_val(stick->files, file);
    return TRUE;
}

static void
add_readme(Stick *stick)
{
    StickFile file = { .path = g_strdup(STICK_README), .text = stick_readme() };

    file.size = strlen(file.text);
    file_sha256(file.text, strlen(file.text), file.hex);
    g_array_append_val(stick->files, file);
}

/* TRUE for a path that stays below its folder. */
static gboolean
stays_below(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    for (unsigned i = 0; parts[i] != NULL; i++)
        if (*parts[i] == '\0' || strcmp(parts[i], ".") == 0 ||
            strcmp(parts[i], "..") == 0)
            return FALSE;
    return TRUE;
}

/* A path that an export writes. */
static gboolean
is_ours(const char *path)
{
    return strcmp(path, STICK_README) == 0 ||
           (g_str_has_prefix(path, SITE) && stays_below(path));
}

gboolean
stick_list(Stick *stick, GError **error)
{
    g_autofree char *path = g_build_filename(stick->dir, STICK_SUMS, NULL);
    g_autoptr(Sums) sums = sums_new();

    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                    "%s: no bundle (no " STICK_SUMS ")", stick->dir);
        return FALSE;
    }
    if (!sums_load(sums, path, error))
        return FALSE;
    for (unsigned i = 0; i < sums_get_n(sums); i++) {
        const char *hex = NULL;
        const char *line = sums_get(sums, i, &hex);

        if (g_str_has_prefix(line, SITE) && is_ours(line) &&
            !add_file(stick, line, hex, error))
            return FALSE;
    }
    add_readme(stick);
    g_array_sort(stick->files, compare_files);
    for (unsigned i = 0; i < stick->files->len; i++)
        stick->total += g_array_index(stick->files, StickFile, i).size;
    return TRUE;
}

/* ---- the stick's own list --------------------------------------------------------- */

/* A list that is cut or malformed, as after a crash, is read as far as it goes. */
static void
read_list(Stick *stick, const char *name)
{
    g_autofree char *path = g_build_filename(stick->target, name, NULL);
    g_autoptr(Sums) sums = sums_new();

    (void) sums_load(sums, path, NULL);
    for (unsigned i = 0; i < sums_get_n(sums); i++) {
        const char *hex = NULL;
        const char *line = sums_get(sums, i, &hex);

        if (is_ours(line))
            g_hash_table_add(stick->own, g_strdup(line));
    }
}

static gboolean
is_on(const Stick *stick, const char *name)
{
    g_autofree char *path = g_build_filename(stick->target, name, NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS) ||
           g_file_test(path, G_FILE_TEST_IS_SYMLINK);
}

gboolean
stick_read_own(Stick *stick, GError **error)
{
    if (is_on(stick, "xapian.db")) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                    "%s: is a bundle, not a folder of a stick; nothing was touched",
                    stick->target);
        return FALSE;
    }
    read_list(stick, STICK_SUMS);
    /* Every list of ours has the README. */
    if (is_on(stick, STICK_SUMS) && !g_hash_table_contains(stick->own, STICK_README)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                    "%s/" STICK_SUMS
                    ": is there, and from no export; nothing was touched",
                    stick->target);
        return FALSE;
    }
    read_list(stick, STICK_SUMS_COMING);
    stick->result->resumed = is_on(stick, STICK_SUMS_COMING);
    return TRUE;
}

char *
stick_sums_text(const Stick *stick)
{
    g_autoptr(Sums) sums = sums_new();

    for (unsigned i = 0; i < stick->files->len; i++) {
        const StickFile *file = &g_array_index(stick->files, StickFile, i);

        sums_add(sums, file->path, file->hex);
    }
    return sums_to_text(sums);
}
