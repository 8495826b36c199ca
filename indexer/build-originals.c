#include "build-originals.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "error.h"

#define ZIP_BYTES (UINT64_C(63) << 20) /* of files: a MB less than a ZIP may have */
#define MEMBER_BYTES 512               /* what a ZIP has beside a file, at most */
#define BLOCK_BYTES (256u << 10)
#define FILE_MODE 0644
#define NO_ZIP UINT32_MAX

struct OriginalZips {
    uint32_t *zip_of; /* of each entry; NO_ZIP */
    uint32_t n_entries;
    unsigned n;
};

/* ---- which file is in which ZIP ------------------------------------------------- */

/* The name of the file of entry `i` in its ZIP; NULL: it is in none of ours. */
static char *
member_of(const Build *build, uint32_t i, const char *original)
{
    if (original == NULL || g_str_has_suffix(original, ".zip") ||
        originals_file(build->originals, i) == NULL)
        return NULL;
    return g_path_get_basename(original);
}

static char *
member_of_entry(const Build *build, uint32_t i)
{
    const char *file_name = listing_get(build->listing, i).file_name;
    g_autofree char *original = originals_path(build->originals, i, file_name);

    return member_of(build, i, original);
}

static uint64_t
size_of(const Build *build, uint32_t i)
{
    struct stat info = { 0 };

    (void) stat(originals_file(build->originals, i)->path,
                &info); /* reading it will say */
    return (uint64_t) info.st_size + MEMBER_BYTES;
}

unsigned
original_zips_share(const uint64_t *sizes, uint32_t n, uint32_t *zip_of)
{
    uint64_t filled = ZIP_BYTES;
    unsigned n_zips = 0;

    for (uint32_t i = 0; i < n; i++) {
        zip_of[i] = NO_ZIP;
        if (sizes[i] == 0)
            continue;
        if (filled + sizes[i] > ZIP_BYTES) {
            n_zips++;
            filled = 0;
        }
        filled += sizes[i];
        zip_of[i] = n_zips - 1;
    }
    return n_zips;
}

OriginalZips *
original_zips_new(const Build *build)
{
    OriginalZips *zips = g_new0(OriginalZips, 1);
    g_autofree uint64_t *sizes = g_new0(uint64_t, build->entries->len + 1);

    zips->n_entries = build->entries->len;
    zips->zip_of = g_new(uint32_t, zips->n_entries + 1);
    for (uint32_t i = 0; i < zips->n_entries; i++) {
        g_autofree char *member = member_of_entry(build, i);

        sizes[i] = member != NULL ? size_of(build, i) : 0;
    }
    zips->n = original_zips_share(sizes, zips->n_entries, zips->zip_of);
    return zips;
}

void
original_zips_free(OriginalZips *zips)
{
    if (zips == NULL)
        return;
    g_free(zips->zip_of);
    g_free(zips);
}

unsigned
original_zips_get_n(const OriginalZips *zips)
{
    return zips != NULL ? zips->n : 0;
}

/* "originals/files.001.zip": no name of a file has a second point. */
static char *
zip_path(unsigned zip)
{
    return g_strdup_printf("originals/files.%03u.zip", zip + 1);
}

void
original_zips_describe(const OriginalZips *zips, uint32_t i, Notice *notice)
{
    if (zips->zip_of[i] == NO_ZIP)
        return;
    notice->original_member = g_path_get_basename(notice->original);
    g_free(notice->original);
    notice->original = zip_path(zips->zip_of[i]);
}

/* ---- one ZIP -------------------------------------------------------------------- */

static gboolean
fail(struct archive *archive, const char *path, GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: cannot write: %s", path,
                archive_error_string(archive));
    return FALSE;
}

/* No time, owner or padding: the bytes are the files' alone. */
static struct archive *
open_zip(const char *path, GError **error)
{
    struct archive *archive = archive_write_new();

    if (archive_write_set_format_zip(archive) == ARCHIVE_OK &&
        archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK &&
        archive_write_open_filename(archive, path) == ARCHIVE_OK)
        return archive;
    fail(archive, path, error);
    archive_write_free(archive);
    return NULL;
}

static gboolean
write_header(struct archive *archive, const char *member, size_t size)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, member);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, FILE_MODE);
    archive_entry_set_size(entry, (la_int64_t) size);
    archive_entry_set_mtime(entry, 0, 0);
    int status = archive_write_header(archive, entry);
    archive_entry_free(entry);
    return status == ARCHIVE_OK;
}

static gboolean
write_bytes(struct archive *archive, const char *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        la_ssize_t n =
            archive_write_data(archive, bytes + at, MIN(len - at, BLOCK_BYTES));

        if (n <= 0)
            return FALSE;
        at += (size_t) n;
    }
    return TRUE;
}

static gboolean
add_member(struct archive *archive,
           const char *member,
           const char *source,
           const char *path,
           GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(source, FALSE, &reason);

    if (file == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: cannot read: %s",
                    source, reason->message);
        return FALSE;
    }
    size_t len = g_mapped_file_get_length(file);
    return (write_header(archive, member, len) &&
            write_bytes(archive, g_mapped_file_get_contents(file), len)) ||
           fail(archive, path, error);
}

static gboolean
add_members(struct archive *archive,
            const Build *build,
            unsigned zip,
            const char *path,
            GError **error)
{
    for (uint32_t i = 0; i < build->zips->n_entries; i++) {
        if (build->zips->zip_of[i] != zip)
            continue;
        g_autofree char *member = member_of_entry(build, i);
        const CorpusFile *file = originals_file(build->originals, i);

        /* NULL: the file is gone since it was read. */
        if (!add_member(archive, member != NULL ? member : "", file->path, path, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
build_original_zip(const Build *build, Sums *sums, unsigned zip, GError **error)
{
    g_autofree char *below = zip_path(zip);
    g_autofree char *path = g_strconcat("site/", below, NULL);
    g_autofree char *full = g_build_filename(build->bundle, path, NULL);
    struct archive *archive = open_zip(full, error);

    if (archive == NULL)
        return FALSE;
    gboolean added = add_members(archive, build, zip, full, error);
    if (added && archive_write_close(archive) != ARCHIVE_OK)
        added = fail(archive, full, error);
    archive_write_free(archive);
    return added && build_add_sum(build, sums, path, error);
}
