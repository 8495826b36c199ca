#include "stick/stick-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "error.h"

static gboolean
refuse(const Stick *stick, const char *path, const char *why, GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s/%s: %s", stick->target,
                path, why);
    return FALSE;
}

/* The folders above `path` on the stick are folders, or not there yet.  *known has those
 * that were looked at. */
static gboolean
check_folders(const Stick *stick, GHashTable *known, const char *path, GError **error)
{
    for (const char *slash = strchr(path, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        char *folder = g_strndup(path, (gsize) (slash - path));
        struct stat info;
        gboolean there = FALSE;

        if (!g_hash_table_add(known, folder))
            continue;
        there = fstatat(stick->fd, folder, &info, AT_SYMLINK_NOFOLLOW) == 0;
        if (there && !S_ISDIR(info.st_mode))
            return refuse(stick, folder, "is no folder; nothing was touched", error);
        if (!there && errno != ENOENT && errno != ENOTDIR)
            return stick_fail(stick, folder, "cannot look at it", error);
    }
    return TRUE;
}

/* Whether the file is there as it has to be; else it is one of ours that may go. */
static gboolean
look_at(Stick *stick, StickFile *file, GError **error)
{
    char hex[FILE_SHA256_HEX_SIZE];
    struct stat info;

    if (fstatat(stick->fd, file->path, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ||
               stick_fail(stick, file->path, "cannot look at it", error);
    if (S_ISREG(info.st_mode) && (uint64_t) info.st_size == file->size &&
        stick_hash(stick->fd, file->path, hex) && strcmp(hex, file->hex) == 0) {
        file->there = TRUE;
        return TRUE;
    }
    if (!S_ISREG(info.st_mode) || !g_hash_table_contains(stick->own, file->path))
        return refuse(stick, file->path,
                      "is there, and from no export; nothing was touched", error);
    file->replaces = (uint64_t) info.st_size;
    return TRUE;
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* What earlier exports wrote and this one does not. */
static gboolean
find_obsolete(Stick *stick, GHashTable *known, GError **error)
{
    g_autoptr(GHashTable) coming = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer path = NULL;

    for (unsigned i = 0; i < stick->files->len; i++)
        g_hash_table_add(coming, g_array_index(stick->files, StickFile, i).path);
    g_hash_table_iter_init(&iter, stick->own);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        struct stat info;

        if (g_hash_table_contains(coming, path))
            continue;
        if (!check_folders(stick, known, path, error))
            return FALSE;
        if (fstatat(stick->fd, path, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(info.st_mode))
            g_ptr_array_add(stick->obsolete, g_strdup(path));
    }
    g_ptr_array_sort(stick->obsolete, compare_strings);
    return TRUE;
}

gboolean
stick_look(Stick *stick, GError **error)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (unsigned i = 0; i < stick->files->len; i++) {
        StickFile *file = &g_array_index(stick->files, StickFile, i);

        if (!check_folders(stick, known, file->path, error) ||
            !look_at(stick, file, error) || stick_is_interrupted(error))
            return FALSE;
        if (file->there)
            stick_advance(stick, file->size);
    }
    return find_obsolete(stick, known, error);
}
