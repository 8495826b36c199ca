#include "read/unzip.h"

#include "error.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_BYTES (64u << 10)

typedef struct archive Archive;
typedef struct archive_entry Entry;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_read_free)

typedef struct {
    int fd;
    const UnzipEvents *events;
    gpointer user_data;
    uint64_t max_bytes; /* that may come out of it */
    uint64_t n_bytes;
    unsigned n_members; /* told, or passed over */
    unsigned n_repairs;
    gboolean stuck; /* libarchive goes no further in this pass */
} Unzip;

/* "Truncated ZIP file body" */
static char *
why(Archive *archive)
{
    const char *message = archive_error_string(archive);

    return g_strchomp(g_strdup(message == NULL ? "unknown" : message));
}

static gboolean
fail(GError **error, TracuuError code, const char *message)
{
    g_set_error_literal(error, TRACUU_ERROR, (int) code, message);
    return FALSE;
}

static Archive *
open_archive(const Unzip *unzip, GError **error)
{
    g_autoptr(Archive) archive = archive_read_new();
    g_autofree char *message = NULL;

    if (archive == NULL)
        g_error("out of memory");
    if (lseek(unzip->fd, 0, SEEK_SET) == 0 &&
        archive_read_support_format_zip(archive) == ARCHIVE_OK &&
        archive_read_open_fd(archive, unzip->fd, BLOCK_BYTES) == ARCHIVE_OK)
        return g_steal_pointer(&archive);
    message = why(archive);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "the ZIP is damaged: %s",
                message);
    return NULL;
}

static const char *
name_of(Entry *entry)
{
    const char *name = archive_entry_pathname(entry);

    if (name == NULL)
        name = archive_entry_pathname_utf8(entry);
    return name == NULL ? "" : name;
}

/* Why the member is not even tried; NULL when it is. */
static const char *
objection(Entry *entry)
{
    if (archive_entry_filetype(entry) == AE_IFLNK)
        return "symbolic link, not followed";
    if (archive_entry_hardlink(entry) != NULL ||
        (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0))
        return "not a regular file";
    if (archive_entry_is_encrypted(entry))
        return "encrypted: take its password off";
    return NULL;
}

/* Tells the data of the member that the archive stands at.  `problem` is set when it
 * ends before its end. */
static gboolean
tell_data(Unzip *unzip, Archive *archive, char **problem, GError **error)
{
    for (;;) {
        const void *block = NULL;
        size_t len = 0;
        la_int64_t offset = 0;
        int got = archive_read_data_block(archive, &block, &len, &offset);
        if (got == ARCHIVE_EOF)
            return TRUE;
        if (got != ARCHIVE_OK) { /* ARCHIVE_WARN: a wrong sum */
            *problem = why(archive);
            unzip->stuck = got == ARCHIVE_FATAL;
            return TRUE;
        }
        unzip->n_bytes += len;
        if (unzip->n_bytes > unzip->max_bytes)
            return fail(error, TRACUU_ERROR_LIMIT,
                        "the ZIP holds more than 200 times its size");
        unzip->events->data(block, len, unzip->user_data);
    }
}

static gboolean
tell_member(Unzip *unzip, Archive *archive, Entry *entry, GError **error)
{
    const char *objected = objection(entry);
    g_autofree char *problem = NULL;
    g_autofree char *told = NULL;

    unzip->events->begin(name_of(entry), unzip->user_data);
    if (objected != NULL) {
        unzip->events->end(objected, unzip->user_data);
        return TRUE;
    }
    if (!tell_data(unzip, archive, &problem, error))
        return FALSE;
    if (problem != NULL)
        told = g_strdup_printf("cannot be unpacked: %s", problem);
    unzip->events->end(told, unzip->user_data);
    return TRUE;
}

/* Goes to the member behind those that were told.  NULL at the end of the archive, or
 * with `error` when it cannot be found. */
static Entry *
next_member(Unzip *unzip, Archive *archive, GError **error)
{
    Entry *entry = NULL;
    int got = archive_read_next_header(archive, &entry);
    g_autofree char *message = NULL;

    if (got == ARCHIVE_OK || got == ARCHIVE_WARN) {
        if (unzip->n_members++ < UNZIP_MAX_MEMBERS)
            return entry;
        (void) fail(error, TRACUU_ERROR_LIMIT, "the ZIP has more than 100000 members");
        return NULL;
    }
    if (got == ARCHIVE_EOF)
        return NULL;
    message = why(archive);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "the ZIP is damaged: %s",
                message);
    return NULL;
}

/* Opens the archive anew, behind the member whose data made libarchive give up. */
static Archive *
go_on_behind(Unzip *unzip, GError **error)
{
    g_autoptr(Archive) archive = NULL;
    Entry *entry = NULL;

    unzip->stuck = FALSE;
    if (unzip->n_repairs++ == UNZIP_MAX_REPAIRS) {
        (void) fail(error, TRACUU_ERROR_LIMIT,
                    "the ZIP has more than 64 damaged members");
        return NULL;
    }
    archive = open_archive(unzip, error);
    for (unsigned i = 0; archive != NULL && i < unzip->n_members; i++)
        if (archive_read_next_header(archive, &entry) < ARCHIVE_WARN) {
            (void) fail(error, TRACUU_ERROR_NOTICE, "the ZIP is damaged");
            return NULL;
        }
    return g_steal_pointer(&archive);
}

static gboolean
tell_all(Unzip *unzip, GError **error)
{
    g_autoptr(Archive) archive = open_archive(unzip, error);
    g_autoptr(GError) failure = NULL;

    while (archive != NULL) {
        Entry *entry = next_member(unzip, archive, &failure);
        if (entry == NULL)
            break;
        if (archive_entry_filetype(entry) == AE_IFDIR)
            continue;
        if (!tell_member(unzip, archive, entry, error))
            return FALSE;
        if (unzip->stuck) {
            g_clear_pointer(&archive, archive_read_free);
            archive = go_on_behind(unzip, error);
        }
    }
    if (failure == NULL)
        return archive != NULL;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

/* libarchive gives names in the encoding of the locale; that of the user must not
 * decide what a name is. */
static gboolean
tell_all_in_utf8(Unzip *unzip, GError **error)
{
    locale_t utf8 = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t) 0);
    locale_t before = utf8 == (locale_t) 0 ? (locale_t) 0 : uselocale(utf8);
    gboolean done = tell_all(unzip, error);

    if (utf8 != (locale_t) 0) {
        (void) uselocale(before);
        freelocale(utf8);
    }
    return done;
}

gboolean
unzip(int fd, const UnzipEvents *events, gpointer user_data, GError **error)
{
    Unzip self = { .fd = fd, .events = events, .user_data = user_data };
    struct stat status;

    if (fstat(fd, &status) != 0)
        return fail(error, TRACUU_ERROR_NOTICE, "cannot be read");
    self.max_bytes = CLAMP((uint64_t) status.st_size * UNZIP_MAX_RATIO, UNZIP_FREE_BYTES,
                           UNZIP_MAX_BYTES);
    return tell_all_in_utf8(&self, error);
}
