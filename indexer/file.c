#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"

#define COPY_BLOCK_BYTES (256u << 10)
#define TREE_MAX_DESCRIPTORS 32

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)

static gboolean
fail(GError **error, const char *path, const char *what)
{
    int code = errno;

    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: %s: %s", path, what,
                g_strerror(code));
    return FALSE;
}

gboolean
file_write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return FALSE;
        bytes += n;
        len -= (size_t) n;
    }
    return TRUE;
}

static int
create(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
}

/* Closes a file that was written; `written` says whether all of it was. */
static gboolean
finish(int fd, gboolean written, const char *path, GError **error)
{
    if (!written) {
        fail(error, path, "cannot write");
        (void) close(fd);
        return FALSE;
    }
    return close(fd) == 0 || fail(error, path, "cannot write");
}

gboolean
file_write(const char *path, const char *bytes, size_t len, GError **error)
{
    int fd = create(path);

    if (fd < 0)
        return fail(error, path, "cannot create");
    return finish(fd, file_write_all(fd, bytes, len), path, error);
}

/* The next block, or 0 at the end, or -1. */
static ssize_t
read_block(int fd, char *block, size_t size)
{
    ssize_t n = 0;

    do
        n = read(fd, block, size);
    while (n < 0 && errno == EINTR);
    return n;
}

/* One of them is at fault when a file is copied. */
typedef struct {
    const char *source, *target;
} CopyPaths;

static gboolean
copy_blocks(int in, int out, EVP_MD_CTX *sum, const CopyPaths *paths, GError **error)
{
    g_autofree char *block = g_malloc(COPY_BLOCK_BYTES);

    for (;;) {
        ssize_t n = read_block(in, block, COPY_BLOCK_BYTES);

        if (n < 0)
            return fail(error, paths->source, "cannot read");
        if (n == 0)
            return TRUE;
        EVP_DigestUpdate(sum, block, (size_t) n);
        if (!file_write_all(out, block, (size_t) n))
            return fail(error, paths->target, "cannot write");
    }
}

gboolean
file_copy(const char *source,
          const char *target,
          char hex[FILE_SHA256_HEX_SIZE],
          GError **error)
{
    g_autoptr(EVP_MD_CTX) sum = EVP_MD_CTX_new();
    unsigned char digest[FILE_SHA256_SIZE];
    int in = open(source, O_RDONLY | O_CLOEXEC);

    if (in < 0)
        return fail(error, source, "cannot read");
    int out = create(target);
    if (out < 0) {
        (void) close(in);
        return fail(error, target, "cannot create");
    }
    EVP_DigestInit_ex(sum, EVP_sha256(), NULL);
    gboolean copied =
        copy_blocks(in, out, sum, &(const CopyPaths){ source, target }, error);
    (void) close(in);
    EVP_DigestFinal_ex(sum, digest, NULL);
    file_sha256_to_hex(digest, hex);
    if (!copied) {
        (void) close(out);
        return FALSE;
    }
    return close(out) == 0 || fail(error, target, "cannot write");
}

gboolean
file_make_folder(const char *path, GError **error)
{
    return mkdir(path, 0755) == 0 || fail(error, path, "cannot create");
}

static int
remove_one(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void) info;
    (void) type;
    (void) ftw;
    return remove(path);
}

gboolean
file_remove_tree(const char *path, GError **error)
{
    if (nftw(path, remove_one, TREE_MAX_DESCRIPTORS, FTW_DEPTH | FTW_PHYS) == 0)
        return TRUE;
    return errno == ENOENT || fail(error, path, "cannot remove");
}

FILE *
file_open(const char *path, const char *mode, GError **error)
{
    FILE *stream = fopen(path, mode);

    if (stream == NULL)
        fail(error, path, "cannot open");
    return stream;
}

gboolean
file_close(FILE *stream, const char *path, GError **error)
{
    gboolean lost = ferror(stream) != 0;

    if (fclose(stream) != 0 || lost)
        return fail(error, path, "cannot write");
    return TRUE;
}

void
file_sha256_to_hex(const unsigned char digest[FILE_SHA256_SIZE],
                   char hex[FILE_SHA256_HEX_SIZE])
{
    for (unsigned i = 0; i < FILE_SHA256_SIZE; i++)
        g_snprintf(hex + (2 * i), 3, "%02x", digest[i]);
}

void
file_sha256(const char *bytes, size_t len, char hex[FILE_SHA256_HEX_SIZE])
{
    unsigned char digest[FILE_SHA256_SIZE];

    EVP_Digest(bytes, len, digest, NULL, EVP_sha256(), NULL);
    file_sha256_to_hex(digest, hex);
}

gboolean
file_sha256_of(const char *path, unsigned char digest[FILE_SHA256_SIZE], GError **error)
{
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
    g_autofree char *block = g_malloc(COPY_BLOCK_BYTES);
    ssize_t n = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return fail(error, path, "cannot read");
    EVP_DigestInit_ex(context, EVP_sha256(), NULL);
    while ((n = read_block(fd, block, COPY_BLOCK_BYTES)) > 0)
        EVP_DigestUpdate(context, block, (size_t) n);
    EVP_DigestFinal_ex(context, digest, NULL);
    if (n < 0)
        fail(error, path, "cannot read");
    (void) close(fd);
    return n == 0;
}
