#include "read/package.h"

#include "error.h"

#include <archive.h>
#include <archive_entry.h>

#define BLOCK_BYTES 65536u

typedef struct archive Archive;

static void
archive_close(Archive *archive)
{
    archive_read_free(archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_close)

static gboolean
fail(GError **error, TracuuError code, const char *name, const char *reason)
{
    g_set_error(error, TRACUU_ERROR, code, "%s: %s", name, reason);
    return FALSE;
}

/* libarchive's own words change from version to version. */
static gboolean
fail_damaged(GError **error, const char *name)
{
    return fail(error, TRACUU_ERROR_NOTICE, name, "the ZIP is damaged there");
}

static gboolean
read_entry(Archive *archive, const char *name, GBytes **part, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autofree guint8 *block = g_malloc(BLOCK_BYTES);
    static const guint8 nul = 0;

    for (;;) {
        la_ssize_t n = archive_read_data(archive, block, BLOCK_BYTES);
        if (n < 0)
            return fail_damaged(error, name);
        if (n == 0)
            break;
        if (bytes->len + (size_t) n > PACKAGE_MAX_PART_BYTES)
            return fail(error, TRACUU_ERROR_LIMIT, name, "larger than 64 MB unpacked");
        g_byte_array_append(bytes, block, (unsigned) n);
    }
    g_byte_array_append(bytes, &nul, 1);
    g_byte_array_set_size(bytes, bytes->len - 1);
    *part = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    return TRUE;
}

static gboolean
find_part(Archive *archive, const char *name, GBytes **part, GError **error)
{
    struct archive_entry *entry = NULL;
    int status = ARCHIVE_OK;

    for (unsigned n = 0;
         (status = archive_read_next_header(archive, &entry)) != ARCHIVE_EOF; n++) {
        const char *path = NULL;
        if (status < ARCHIVE_WARN)
            return fail_damaged(error, name);
        if (n >= PACKAGE_MAX_PARTS)
            return fail(error, TRACUU_ERROR_LIMIT, name, "too many parts in the ZIP");
        path = archive_entry_pathname(entry);
        if (path == NULL || g_ascii_strcasecmp(path, name) != 0)
            continue;
        if (archive_entry_is_encrypted(entry))
            return fail(error, TRACUU_ERROR_NOTICE, name, "protected by a password");
        return read_entry(archive, name, part, error);
    }
    *part = NULL;
    return TRUE;
}

gboolean
package_read(
    const char *bytes, size_t len, const char *name, GBytes **part, GError **error)
{
    g_autoptr(Archive) archive = archive_read_new();

    archive_read_support_format_zip_seekable(archive);
    if (archive_read_open_memory(archive, bytes, len) != ARCHIVE_OK)
        return fail_damaged(error, name);
    return find_part(archive, name, part, error);
}
