#include "stick/stick-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "file.h"

#define BLOCK_BYTES (256u << 10)
#define BLOCK_ALIGNMENT 4096
/* Written before they are read back: each sync of a stick takes some 50 ms. */
#define BATCH_FILES 512
#define BATCH_BYTES (UINT64_C(64) << 20)

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)

/* ---- reading back ----------------------------------------------------------------- */

/* Past the page cache where the file system can; else what the cache has is dropped. */
static int
open_medium(int folder, const char *path)
{
    const int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW;
    int fd = openat(folder, path, flags | O_DIRECT);

    if (fd < 0 && errno == EINVAL)
        fd = openat(folder, path, flags);
    if (fd >= 0)
        (void) posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    return fd;
}

/* The next block, 0 at the end, or -1; without O_DIRECT where that fails after all. */
static ssize_t
read_block(int fd, char *block)
{
    for (;;) {
        ssize_t n = read(fd, block, BLOCK_BYTES);

        if (n >= 0 || (errno != EINTR && errno != EINVAL))
            return n;
        if (errno == EINVAL && fcntl(fd, F_SETFL, O_RDONLY) != 0)
            return -1;
    }
}

gboolean
stick_hash(int folder, const char *path, char hex[FILE_SHA256_HEX_SIZE])
{
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
    unsigned char digest[FILE_SHA256_SIZE];
    void *block = NULL;
    ssize_t n = 0;
    int fd = open_medium(folder, path);

    if (fd < 0)
        return FALSE;
    if (posix_memalign(&block, BLOCK_ALIGNMENT, BLOCK_BYTES) != 0)
        g_error("out of memory");
    EVP_DigestInit_ex(context, EVP_sha256(), NULL);
    while ((n = read_block(fd, block)) > 0)
        EVP_DigestUpdate(context, block, (size_t) n);
    EVP_DigestFinal_ex(context, digest, NULL);
    file_sha256_to_hex(digest, hex);
    free(block);
    (void) close(fd);
    return n == 0;
}

/* ---- writing ---------------------------------------------------------------------- */

static char *
part_path(unsigned i)
{
    return g_strdup_printf(STICK_PARTS "/%u", i);
}

static gboolean
altered(const Stick *stick, const StickFile *file, const char *why, GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT, "%s/%s: %s", stick->dir,
                file->path, why);
    return FALSE;
}

/* Copies and compares with what the bundle says of the file. */
static gboolean
copy_bytes(const Stick *stick, const StickFile *file, int in, int out, GError **error)
{
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
    g_autofree char *block = g_malloc(BLOCK_BYTES);
    unsigned char digest[FILE_SHA256_SIZE];
    char hex[FILE_SHA256_HEX_SIZE];
    ssize_t n = 0;

    EVP_DigestInit_ex(context, EVP_sha256(), NULL);
    while ((n = read_block(in, block)) > 0) {
        EVP_DigestUpdate(context, block, (size_t) n);
        if (!file_write_all(out, block, (size_t) n))
            return stick_fail(stick, file->path, "cannot write", error);
    }
    EVP_DigestFinal_ex(context, digest, NULL);
    file_sha256_to_hex(digest, hex);
    if (n < 0)
        return altered(stick, file, g_strerror(errno), error);
    return strcmp(hex, file->hex) == 0 ||
           altered(stick, file, "altered since it was built", error);
}

static gboolean
fill(const Stick *stick, const StickFile *file, int out, GError **error)
{
    if (file->text != NULL)
        return file_write_all(out, file->text, file->size) ||
               stick_fail(stick, file->path, "cannot write", error);
    g_autofree char *source = g_build_filename(stick->dir, file->path, NULL);
    int in = open(source, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return altered(stick, file, g_strerror(errno), error);
    gboolean copied = copy_bytes(stick, file, in, out, error);
    (void) close(in);
    return copied;
}

static gboolean
write_part(const Stick *stick, const StickFile *file, unsigned i, GError **error)
{
    g_autofree char *part = part_path(i);
    int out = openat(stick->fd, part,
                     O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);

    if (out < 0)
        return stick_fail(stick, file->path, "cannot create", error);
    gboolean filled = fill(stick, file, out, error);
    if (close(out) != 0 && filled)
        filled = stick_fail(stick, file->path, "cannot write", error);
    return filled;
}

/* ---- into place ------------------------------------------------------------------- */

static gboolean
make_folders(const Stick *stick, const char *path, GError **error)
{
    for (const char *slash = strchr(path, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        g_autofree char *folder = g_strndup(path, (gsize) (slash - path));

        if (mkdirat(stick->fd, folder, 0755) != 0 && errno != EEXIST)
            return stick_fail(stick, folder, "cannot create", error);
    }
    return TRUE;
}

static gboolean
settle_one(Stick *stick, const StickFile *file, unsigned i, GError **error)
{
    g_autofree char *part = part_path(i);
    char hex[FILE_SHA256_HEX_SIZE];

    if (!stick_hash(stick->fd, part, hex))
        return stick_fail(stick, file->path, "cannot be read back", error);
    if (strcmp(hex, file->hex) != 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                    "%s/%s: what was read back is not what was written; do not trust "
                    "this stick",
                    stick->target, file->path);
        return FALSE;
    }
    if (!make_folders(stick, file->path, error))
        return FALSE;
    if (renameat(stick->fd, part, stick->fd, file->path) != 0)
        return stick_fail(stick, file->path, "cannot be put in place", error);
    stick->result->n_written++;
    stick->result->bytes_written += file->size;
    stick_advance(stick, file->size);
    return TRUE;
}

/* The parts from `first` to before `end` of all files. */
static gboolean
settle(Stick *stick, unsigned first, unsigned end, GError **error)
{
    if (syncfs(stick->fd) != 0)
        return stick_fail(stick, STICK_PARTS, "cannot sync", error);
    for (unsigned i = first; i < end; i++) {
        const StickFile *file = &g_array_index(stick->files, StickFile, i);

        if (!file->there &&
            (!settle_one(stick, file, i, error) || stick_is_interrupted(error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
stick_remove_parts(const Stick *stick, GError **error)
{
    g_autofree char *path = g_build_filename(stick->target, STICK_PARTS, NULL);

    return file_remove_tree(path, error);
}

/* Writes a batch from `first` on; *end is set to what follows it. */
static gboolean
write_batch(const Stick *stick, unsigned first, unsigned *end, GError **error)
{
    uint64_t bytes = 0;
    unsigned n = 0;
    unsigned i = first;

    for (; i < stick->files->len && n < BATCH_FILES && bytes < BATCH_BYTES; i++) {
        const StickFile *file = &g_array_index(stick->files, StickFile, i);

        if (file->there)
            continue;
        if (!write_part(stick, file, i, error) || stick_is_interrupted(error))
            return FALSE;
        bytes += file->size;
        n++;
    }
    *end = i;
    return TRUE;
}

gboolean
stick_copy(Stick *stick, GError **error)
{
    unsigned end = 0;

    if (mkdirat(stick->fd, STICK_PARTS, 0755) != 0)
        return stick_fail(stick, STICK_PARTS, "cannot create", error);
    for (unsigned first = 0; first < stick->files->len; first = end)
        if (!write_batch(stick, first, &end, error) || !settle(stick, first, end, error))
            return FALSE;
    return TRUE;
}
