#include "publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "file.h"

/* The files that tell a bundle of ours from a folder of somebody's. */
static const char *const bundle_files[] = { "xapian.db", "SHA256SUMS" };

struct Publisher {
    char *dir;     /* what is published, without a trailing slash */
    char *parent;  /* its folder */
    char *work;    /* parent/.NAME.tracuu */
    char *bundle;  /* work/bundle */
    char *scratch; /* work/scratch */
    char *aside;   /* work/old: the old bundle, where folders cannot be exchanged */
    int lock;      /* the work folder, held with flock */
};

static gboolean
fail(GError **error, int code, const char *path, const char *what)
{
    int number = errno;

    g_set_error(error, TRACUU_ERROR, code, "%s: %s: %s", path, what, g_strerror(number));
    return FALSE;
}

/* TRUE when `dir` may be replaced: not there, an empty folder, or a bundle. */
static gboolean
may_replace(const char *dir, GError **error)
{
    struct stat info;

    if (lstat(dir, &info) != 0)
        return errno == ENOENT ||
               fail(error, TRACUU_ERROR_OUTPUT, dir, "cannot look at it");
    if (!S_ISDIR(info.st_mode)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: is not a folder", dir);
        return FALSE;
    }
    g_autoptr(GDir) folder = g_dir_open(dir, 0, error);
    if (folder == NULL)
        return FALSE;
    if (g_dir_read_name(folder) == NULL)
        return TRUE;
    for (unsigned i = 0; i < G_N_ELEMENTS(bundle_files); i++) {
        g_autofree char *path = g_build_filename(dir, bundle_files[i], NULL);

        if (lstat(path, &info) == 0)
            continue;
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                    "%s: holds files but is no bundle (no %s in it); nothing was touched",
                    dir, bundle_files[i]);
        return FALSE;
    }
    return TRUE;
}

/* TRUE when the locked folder is still the one at the path: a build that ends
 * removes its folder between our open and our lock. */
static gboolean
is_current(int fd, const char *path)
{
    struct stat ours;
    struct stat there;

    return fstat(fd, &ours) == 0 && stat(path, &there) == 0 &&
           ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

/* Opens and locks the work folder.  Returns the descriptor or -1. */
static int
lock_folder(const char *path, GError **error)
{
    for (;;) {
        if (mkdir(path, 0755) != 0 && errno != EEXIST) {
            fail(error, TRACUU_ERROR_OUTPUT, path, "cannot create");
            return -1;
        }
        int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (fd < 0 && errno == ENOENT)
            continue;
        if (fd < 0) {
            fail(error, TRACUU_ERROR_OUTPUT, path, "cannot open");
            return -1;
        }
        gboolean locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
        if (locked && is_current(fd, path))
            return fd;
        (void) close(fd);
        if (!locked) {
            g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LOCKED,
                        "%s: another build is running", path);
            return -1;
        }
    }
}

/* Splits DIR into parent and name, and names the work folder. */
static void
name_folders(Publisher *self, const char *dir)
{
    g_autofree char *absolute = g_canonicalize_filename(dir, NULL);
    g_autofree char *base = g_path_get_basename(absolute);

    self->parent = g_path_get_dirname(absolute);
    self->work = g_strdup_printf("%s/.%s.tracuu", self->parent, base);
    self->bundle = g_build_filename(self->work, "bundle", NULL);
    self->scratch = g_build_filename(self->work, "scratch", NULL);
    self->aside = g_build_filename(self->work, "old", NULL);
    self->dir = g_steal_pointer(&absolute);
}

/* A build that died between the two renames of swap() left the old bundle in the
 * work folder: put it back. */
static gboolean
restore(const Publisher *self, GError **error)
{
    struct stat info;

    if (lstat(self->dir, &info) == 0 || lstat(self->aside, &info) != 0)
        return TRUE;
    return rename(self->aside, self->dir) == 0 ||
           fail(error, TRACUU_ERROR_OUTPUT, self->dir, "cannot put the old bundle back");
}

static gboolean
prepare(Publisher *self, GError **error)
{
    return restore(self, error) && file_remove_tree(self->aside, error) &&
           file_remove_tree(self->bundle, error) &&
           file_remove_tree(self->scratch, error) &&
           file_make_folder(self->bundle, error) &&
           file_make_folder(self->scratch, error);
}

Publisher *
publisher_new(const char *dir, GError **error)
{
    g_autoptr(Publisher) self = g_new0(Publisher, 1);

    self->lock = -1;
    name_folders(self, dir);
    if (!may_replace(self->dir, error))
        return NULL;
    self->lock = lock_folder(self->work, error);
    if (self->lock < 0 || !prepare(self, error))
        return NULL;
    return g_steal_pointer(&self);
}

const char *
publisher_get_bundle(const Publisher *publisher)
{
    return publisher->bundle;
}

const char *
publisher_get_scratch(const Publisher *publisher)
{
    return publisher->scratch;
}

static gboolean
sync_folder(const char *path, int (*sync_call)(int), GError **error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return fail(error, TRACUU_ERROR_OUTPUT, path, "cannot open");
    int status = sync_call(fd);
    if (status != 0)
        fail(error, TRACUU_ERROR_OUTPUT, path, "cannot sync");
    (void) close(fd);
    return status == 0;
}

/* Swaps two folders.  A file system without RENAME_EXCHANGE (FAT, some network
 * ones) gets two renames, with a moment between them when DIR is not there. */
static gboolean
swap(const char *bundle, const char *dir, const char *aside, GError **error)
{
    if (renameat2(AT_FDCWD, bundle, AT_FDCWD, dir, RENAME_EXCHANGE) == 0)
        return TRUE;
    if (errno != ENOENT && errno != EINVAL && errno != ENOSYS)
        return fail(error, TRACUU_ERROR_OUTPUT, dir, "cannot swap the new bundle in");
    if (errno != ENOENT && rename(dir, aside) != 0 && errno != ENOENT)
        return fail(error, TRACUU_ERROR_OUTPUT, dir, "cannot move the old bundle away");
    if (rename(bundle, dir) == 0)
        return TRUE;
    fail(error, TRACUU_ERROR_OUTPUT, dir, "cannot move the new bundle in");
    (void) rename(aside, dir);
    return FALSE;
}

gboolean
publisher_commit(Publisher *publisher, GError **error)
{
    return sync_folder(publisher->bundle, syncfs, error) &&
           may_replace(publisher->dir, error) &&
           swap(publisher->bundle, publisher->dir, publisher->aside, error) &&
           sync_folder(publisher->parent, fsync, error);
}

void
publisher_free(Publisher *publisher)
{
    if (publisher == NULL)
        return;
    if (publisher->lock >= 0) {
        (void) file_remove_tree(publisher->work, NULL);
        (void) close(publisher->lock);
    }
    g_free(publisher->dir);
    g_free(publisher->parent);
    g_free(publisher->work);
    g_free(publisher->bundle);
    g_free(publisher->scratch);
    g_free(publisher->aside);
    g_free(publisher);
}
