#include "stick/stick.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "error.h"
#include "pool.h"
#include "stick/stick-private.h"

#define FAT_MAGIC 0x4d44 /* MSDOS_SUPER_MAGIC, statfs(2) */
#define SPARE_BYTES (UINT64_C(1) << 20)

/* ---- messages --------------------------------------------------------------------- */

/* What a clerk may do about it. */
static const char *
hint_for(int number)
{
    switch (number) {
    case EIO:
    case ENODEV:
    case ENXIO:
        return " (was the stick pulled out, or is it broken?)";
    case EROFS:
        return " (is the stick locked?)";
    default:
        return "";
    }
}

gboolean
stick_fail(const Stick *stick, const char *path, const char *what, GError **error)
{
    int number = errno;

    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s%s%s: %s: %s%s",
                stick->target, *path != '\0' ? "/" : "", path, what, g_strerror(number),
                hint_for(number));
    return FALSE;
}

gboolean
stick_is_interrupted(GError **error)
{
    if (!pool_is_interrupted())
        return FALSE;
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                        "interrupted; the stick is not complete, export again");
    return TRUE;
}

void
stick_advance(Stick *stick, uint64_t bytes)
{
    stick->done += bytes;
    stick->func(stick->done, stick->total, stick->user_data);
}

/* ---- before the first byte -------------------------------------------------------- */

/* A bundle is no stick, and a stick is in no bundle. */
static gboolean
is_apart(const Stick *stick, GError **error)
{
    g_autofree char *dir = realpath(stick->dir, NULL);
    g_autofree char *target = realpath(stick->target, NULL);
    size_t len = dir != NULL ? strlen(dir) : 0;

    if (dir == NULL || target == NULL || strncmp(dir, target, len) != 0 ||
        (target[len] != '\0' && target[len] != '/'))
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: is in the bundle itself",
                stick->target);
    return FALSE;
}

static gboolean
open_target(Stick *stick, GError **error)
{
    if (mkdir(stick->target, 0755) != 0 && errno != EEXIST)
        return stick_fail(stick, "", "cannot create", error);
    if (!is_apart(stick, error))
        return FALSE;
    stick->fd = open(stick->target, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (stick->fd < 0)
        return stick_fail(stick, "", "cannot open", error);
    if (flock(stick->fd, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LOCKED, "%s: another export is running",
                stick->target);
    return FALSE;
}

static gboolean
is_fat(const Stick *stick)
{
    struct statfs info;

    return fstatfs(stick->fd, &info) == 0 && info.f_type == FAT_MAGIC;
}

static uint64_t
round_up(uint64_t bytes, uint64_t block)
{
    return (bytes + block - 1) / block * block;
}

static uint64_t
size_of_obsolete(const Stick *stick, uint64_t block)
{
    uint64_t bytes = 0;

    for (unsigned i = 0; i < stick->obsolete->len; i++) {
        struct stat info;

        if (fstatat(stick->fd, stick->obsolete->pdata[i], &info, AT_SYMLINK_NOFOLLOW) ==
            0)
            bytes += round_up((uint64_t) info.st_size, block);
    }
    return bytes;
}

/* What is replaced goes first, so its room counts. */
static gboolean
check_room(const Stick *stick, GError **error)
{
    struct statvfs info;
    uint64_t need = SPARE_BYTES;

    if (fstatvfs(stick->fd, &info) != 0)
        return stick_fail(stick, "", "cannot look at it", error);
    uint64_t block = MAX(info.f_frsize, 1);
    uint64_t room = ((uint64_t) info.f_bavail * block) + size_of_obsolete(stick, block);
    for (unsigned i = 0; i < stick->files->len; i++) {
        const StickFile *file = &g_array_index(stick->files, StickFile, i);

        if (file->there)
            continue;
        need += round_up(file->size, block);
        room += round_up(file->replaces, block);
    }
    if (need <= room)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                "%s: no room: %" G_GUINT64_FORMAT " MB are needed, %" G_GUINT64_FORMAT
                " MB are free; nothing was touched",
                stick->target, (need >> 20) + 1, room >> 20);
    return FALSE;
}

/* ---- changing the stick ----------------------------------------------------------- */

static gboolean
remove_file(const Stick *stick, const char *path, GError **error)
{
    return unlinkat(stick->fd, path, 0) == 0 || errno == ENOENT ||
           stick_fail(stick, path, "cannot remove", error);
}

/* Folders that this empties, upwards; one that holds anything stays. */
static void
remove_empty_folders(const Stick *stick, const char *path)
{
    g_autofree char *folder = g_strdup(path);

    for (char *slash = strrchr(folder, '/'); slash != NULL;
         slash = strrchr(folder, '/')) {
        *slash = '\0';
        if (unlinkat(stick->fd, folder, AT_REMOVEDIR) != 0)
            return;
    }
}

/* The first page goes first: without it nobody takes what is being changed for whole. */
static gboolean
remove_old(Stick *stick, GError **error)
{
    gboolean changes = stick->obsolete->len > 0;

    for (unsigned i = 0; i < stick->files->len; i++)
        changes = changes || g_array_index(stick->files, StickFile, i).replaces > 0;
    StickFile *entry = &g_array_index(stick->files, StickFile, stick->files->len - 1);
    if (changes && strcmp(entry->path, STICK_ENTRY) == 0 && !entry->there &&
        !remove_file(stick, entry->path, error))
        return FALSE;
    for (unsigned i = 0; i < stick->files->len; i++) {
        const StickFile *file = &g_array_index(stick->files, StickFile, i);

        if (file->replaces > 0 && !remove_file(stick, file->path, error))
            return FALSE;
    }
    for (unsigned i = 0; i < stick->obsolete->len; i++) {
        const char *path = stick->obsolete->pdata[i];

        if (!remove_file(stick, path, error))
            return FALSE;
        remove_empty_folders(stick, path);
        stick->result->n_removed++;
    }
    return TRUE;
}

/* What is about to be written, so that an export after a crash knows it. */
static gboolean
announce(const Stick *stick, GError **error)
{
    g_autofree char *text = stick_sums_text(stick);
    g_autofree char *old = NULL;
    g_autofree char *path = g_build_filename(stick->target, STICK_SUMS_COMING, NULL);
    GString *all = g_string_new(text);

    /* What an interrupted export wrote is ours still. */
    if (g_file_get_contents(path, &old, NULL, NULL))
        g_string_append(all, old);
    gboolean written = remove_file(stick, STICK_SUMS_COMING, error) &&
                       file_write(path, all->str, all->len, error);
    g_string_free(all, TRUE);
    if (written && syncfs(stick->fd) != 0)
        return stick_fail(stick, STICK_SUMS_COMING, "cannot sync", error);
    return written;
}

static gboolean
conclude(const Stick *stick, GError **error)
{
    g_autofree char *text = stick_sums_text(stick);
    g_autofree char *path = g_build_filename(stick->target, STICK_SUMS_COMING, NULL);

    if (!stick_remove_parts(stick, error) ||
        !remove_file(stick, STICK_SUMS_COMING, error) ||
        !file_write(path, text, strlen(text), error))
        return FALSE;
    if (syncfs(stick->fd) != 0)
        return stick_fail(stick, STICK_SUMS, "cannot sync", error);
    if (renameat(stick->fd, STICK_SUMS_COMING, stick->fd, STICK_SUMS) != 0)
        return stick_fail(stick, STICK_SUMS, "cannot be put in place", error);
    return syncfs(stick->fd) == 0 || stick_fail(stick, "", "cannot sync", error);
}

/* Nothing to write or remove, and the list is that of the bundle. */
static gboolean
is_complete(const Stick *stick)
{
    g_autofree char *text = stick_sums_text(stick);
    g_autofree char *there = NULL;
    g_autofree char *path = g_build_filename(stick->target, STICK_SUMS, NULL);

    return stick->result->n_there == stick->files->len && stick->obsolete->len == 0 &&
           !stick->result->resumed && g_file_get_contents(path, &there, NULL, NULL) &&
           strcmp(there, text) == 0;
}

static void
count_there(Stick *stick)
{
    for (unsigned i = 0; i < stick->files->len; i++)
        stick->result->n_there += g_array_index(stick->files, StickFile, i).there != 0;
}

static gboolean
prepare(Stick *stick, GError **error)
{
    if (!stick_list(stick, error) ||
        !stick_check_names((const StickFile *) (const void *) stick->files->data,
                           stick->files->len, FALSE, error) ||
        !open_target(stick, error) || !stick_read_own(stick, error))
        return FALSE;
    if (is_fat(stick) &&
        !stick_check_names((const StickFile *) (const void *) stick->files->data,
                           stick->files->len, TRUE, error))
        return FALSE;
    return stick_look(stick, error) && check_room(stick, error);
}

static gboolean
run(Stick *stick, GError **error)
{
    if (!prepare(stick, error))
        return FALSE;
    count_there(stick);
    if (is_complete(stick))
        return TRUE;
    if ((stick->result->resumed && !stick_remove_parts(stick, error)) ||
        !announce(stick, error) || !remove_old(stick, error))
        return FALSE;
    if (stick_copy(stick, error))
        return conclude(stick, error);
    (void) stick_remove_parts(stick, NULL);
    return FALSE;
}

static void
clear_file(gpointer file)
{
    g_free(((StickFile *) file)->path);
}

gboolean
stick_export(const char *dir,
             const char *target,
             StickProgress func,
             gpointer user_data,
             StickResult *result,
             GError **error)
{
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(StickFile));
    g_autoptr(GHashTable) own =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) obsolete = g_ptr_array_new_with_free_func(g_free);
    Stick stick = { .dir = dir,
                    .target = target,
                    .fd = -1,
                    .files = files,
                    .own = own,
                    .obsolete = obsolete,
                    .func = func,
                    .user_data = user_data,
                    .result = result };

    g_array_set_clear_func(files, clear_file);
    *result = (StickResult){ 0 };
    gboolean done = run(&stick, error);
    if (stick.fd >= 0)
        (void) close(stick.fd);
    return done;
}
