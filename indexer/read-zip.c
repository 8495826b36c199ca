/* ZIP files: a process of their own unpacks them and tells, through a pipe, one member
 * after another; each becomes a file here and is read as any other. */
#include "error.h"
#include "format.h"
#include "load.h"
#include "override.h"
#include "read-format.h"
#include "read/child.h"
#include "read/name.h"
#include "read/unzip.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* ---- what goes through the pipe: records of a head and `len` bytes ---------- */

typedef enum {
    RECORD_BEGIN, /* a member's name */
    RECORD_DATA,
    RECORD_END, /* its problem; empty: none */
    RECORD_DONE,
    RECORD_FAILED, /* message; no further member */
    N_RECORDS,
} RecordKind;

#define SHOWN_NAME_CHARACTERS 100
#define RECORD_MAX_BYTES (1u << 20)

typedef struct {
    guint32 kind;
    guint32 len;
} RecordHead;

/* ---- in the process -------------------------------------------------------- */

static void
tell(int out, RecordKind kind, const void *bytes, size_t len)
{
    const RecordHead head = { (guint32) kind, (guint32) MIN(len, RECORD_MAX_BYTES) };

    child_write(out, &head, sizeof head);
    child_write(out, bytes, head.len);
}

static void
tell_begin(const char *name, gpointer user_data)
{
    tell(GPOINTER_TO_INT(user_data), RECORD_BEGIN, name, strlen(name));
}

static void
tell_data(const void *bytes, size_t len, gpointer user_data)
{
    for (const char *at = bytes; len > 0;) {
        size_t part = MIN(len, RECORD_MAX_BYTES);
        tell(GPOINTER_TO_INT(user_data), RECORD_DATA, at, part);
        at += part;
        len -= part;
    }
}

static void
tell_end(const char *problem, gpointer user_data)
{
    size_t len = problem == NULL ? 0 : strlen(problem);

    tell(GPOINTER_TO_INT(user_data), RECORD_END, problem, len);
}

static void
unzip_to_pipe(int out, int in, G_GNUC_UNUSED gpointer data)
{
    static const UnzipEvents events = { tell_begin, tell_data, tell_end };
    g_autoptr(GError) error = NULL;

    if (unzip(in, &events, GINT_TO_POINTER(out), &error))
        tell(out, RECORD_DONE, NULL, 0);
    else
        tell(out, RECORD_FAILED, error->message, strlen(error->message));
}

/* ---- in the parent --------------------------------------------------------- */

typedef struct {
    const Reading *reading; /* of the ZIP */
    Child *child;
    GByteArray *record; /* the last one, a NUL behind it */
    char *name;         /* of the member at hand; NULL: none, or left out already */
    gboolean any;       /* there was one */
    GByteArray *bytes;  /* of it, so far */
} ZipReading;

/* "list.zip/2020/a.txt" */
static char *
full_name(const ZipReading *zip, const char *member)
{
    return g_strconcat(zip->reading->unit->file->name, "/", member, NULL);
}

/* Leaves out a member. */
static void
leave_out(const ZipReading *zip, const char *member, const GError *error)
{
    g_autofree char *name = full_name(zip, member);
    const CorpusFile file = { .name = name };
    const ReadUnit unit = { .file = &file };
    const Reading reading = { .unit = &unit, .sink = zip->reading->sink };

    read_skip(&reading, 0, error);
}

static gboolean
is_silent(const char *member)
{
    const char *slash = strrchr(member, '/');

    return format_is_silent(slash == NULL ? member : slash + 1) ||
           g_str_has_prefix(member, "__MACOSX/");
}

/* A name that cannot be used, as it may stand in a message. */
static char *
shown_name(const char *raw)
{
    g_autofree char *shown = name_printable(raw);
    g_autofree char *start = NULL;

    if (g_utf8_strlen(shown, -1) <= SHOWN_NAME_CHARACTERS)
        return g_steal_pointer(&shown);
    start = g_utf8_substring(shown, 0, SHOWN_NAME_CHARACTERS - 1);
    return g_strconcat(start, "…", NULL);
}

static void
begin_member(ZipReading *zip)
{
    const char *raw = (const char *) zip->record->data;
    g_autoptr(GError) failure = NULL;

    g_clear_pointer(&zip->name, g_free);
    g_byte_array_set_size(zip->bytes, 0);
    zip->any = TRUE;
    zip->name = name_of_member(raw, &failure);
    if (zip->name == NULL) {
        g_autofree char *shown = shown_name(raw);
        leave_out(zip, shown, failure);
    } else if (is_silent(zip->name)) {
        g_clear_pointer(&zip->name, g_free);
    }
}

static void
add_data(ZipReading *zip)
{
    g_autoptr(GError) failure = NULL;

    if (zip->name == NULL)
        return;
    if (zip->bytes->len + zip->record->len <= FORMATS_WHOLE_BYTES) {
        g_byte_array_append(zip->bytes, zip->record->data, zip->record->len);
        return;
    }
    failure = g_error_new(TRACUU_ERROR, TRACUU_ERROR_LIMIT, "larger than %zu bytes",
                          FORMATS_WHOLE_BYTES);
    leave_out(zip, zip->name, failure);
    g_clear_pointer(&zip->name, g_free);
}

/* The format of the member, when it is one that is read here. */
static const Format *
format_of_member(const ZipReading *zip, GError **error)
{
    const GByteArray *bytes = zip->bytes;
    const Format *format =
        formats_detect((const char *) bytes->data, bytes->len, zip->name, error);

    if (format == NULL)
        return NULL;
    if (format->reader == READER_ZIP) {
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                            "a ZIP within a ZIP is not read; unpack it");
        return NULL;
    }
    if (bytes->len > format->limits->max_bytes) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "larger than %zu bytes",
                    format->limits->max_bytes);
        return NULL;
    }
    return format;
}

static gboolean
write_all(int fd, const GByteArray *bytes)
{
    size_t done = 0;

    while (done < bytes->len) {
        ssize_t n = write(fd, bytes->data + done, bytes->len - done);
        if (n <= 0)
            return FALSE;
        done += (size_t) n;
    }
    return TRUE;
}

/* The records of a .jsonl are read from a file, which is made in memory. */
static gboolean
read_lines(const ZipReading *zip, const char *name, GError **error)
{
    int fd = memfd_create("member", MFD_CLOEXEC);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    const CorpusFile file = { path, (char *) name, zip->bytes->len };
    const ReadUnit unit = { &file, 0, file.size };
    const Reading reading = { .unit = &unit, .sink = zip->reading->sink };
    gboolean done = FALSE;

    if (fd < 0 || !write_all(fd, zip->bytes))
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                            "cannot hold a member in memory");
    else
        done = read_jsonl(&reading, error);
    if (fd >= 0)
        close(fd);
    return done;
}

/* The part of a path before its extension, and a member below it. */
static char *
below_stem(const char *path, const char *member, size_t member_len)
{
    return g_strdup_printf("%.*s/%.*s", (int) format_stem_len(path), path,
                           (int) member_len, member);
}

/* Its id is that of a file in a folder named as the ZIP; corrections are looked for
 * there too. */
static gboolean
read_member(const ZipReading *zip, const Format *format, GError **error)
{
    const CorpusFile *archive = zip->reading->unit->file;
    g_autofree char *name = full_name(zip, zip->name);
    g_autofree char *path = below_stem(archive->path, zip->name, strlen(zip->name));
    g_autofree char *id =
        below_stem(archive->name, zip->name, format_stem_len(zip->name));
    const CorpusFile file = { path, name, zip->bytes->len };
    const ReadUnit unit = { &file, 0, zip->bytes->len };
    const Reading reading = { &unit, zip->reading->sink, id };

    if (format->reader == READER_JSONL)
        return read_lines(zip, name, error);
    g_byte_array_append(zip->bytes, (const guint8 *) "", 1);
    return read_document(&reading, format, (const char *) zip->bytes->data, file.size,
                         error);
}

/* What of the ZIP cannot be read, and from where on. */
static void
leave_out_rest(const ZipReading *zip, const GError *why)
{
    g_autoptr(GError) error = g_error_copy(why);

    if (zip->name != NULL)
        g_prefix_error(&error, "not read from %s on: ", zip->name);
    read_skip(zip->reading, 0, error);
}

static void
refuse_empty(const ZipReading *zip)
{
    g_autoptr(GError) error =
        g_error_new_literal(TRACUU_ERROR, TRACUU_ERROR_NOTICE, "no file in it");

    if (!zip->any)
        read_skip(zip->reading, 0, error);
}

/* FALSE when the reading must stop. */
static gboolean
end_member(ZipReading *zip, GError **error)
{
    const char *problem = (const char *) zip->record->data;
    g_autoptr(GError) failure = NULL;
    const Format *format = NULL;

    if (zip->name == NULL)
        return TRUE;
    if (*problem != '\0')
        failure = g_error_new_literal(TRACUU_ERROR, TRACUU_ERROR_NOTICE, problem);
    else
        format = format_of_member(zip, &failure);
    if (format != NULL)
        return read_member(zip, format, error);
    leave_out(zip, zip->name, failure);
    return TRUE;
}

/* The next record into zip->record, a NUL after it. */
static gboolean
next_record(ZipReading *zip, RecordHead *head, GError **error)
{
    if (!child_read(zip->child, head, sizeof *head, error))
        return FALSE;
    if (head->kind >= N_RECORDS || head->len > RECORD_MAX_BYTES) {
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                            "its reader gave no sound result");
        return FALSE;
    }
    g_byte_array_set_size(zip->record, head->len + 1);
    zip->record->data[head->len] = '\0';
    if (!child_read(zip->child, zip->record->data, head->len, error))
        return FALSE;
    g_byte_array_set_size(zip->record, head->len);
    return TRUE;
}

/* Reads member after member.  FALSE when the reading must stop. */
static gboolean
read_members(ZipReading *zip, GError **error)
{
    g_autoptr(GError) failure = NULL;
    RecordHead head = { 0 };

    while (next_record(zip, &head, &failure)) {
        switch ((RecordKind) head.kind) {
        case RECORD_BEGIN:
            begin_member(zip);
            break;
        case RECORD_DATA:
            add_data(zip);
            break;
        case RECORD_END:
            if (!end_member(zip, error))
                return FALSE;
            g_clear_pointer(&zip->name, g_free);
            break;
        case RECORD_FAILED:
            failure = g_error_new_literal(TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                                          (const char *) zip->record->data);
            leave_out_rest(zip, failure);
            return TRUE;
        case RECORD_DONE:
            refuse_empty(zip);
            return TRUE;
        case N_RECORDS: /* next_record does not give it */
            return TRUE;
        }
    }
    leave_out_rest(zip, failure);
    return TRUE;
}

static gboolean
read_from(const Reading *reading, const Format *format, int fd, GError **error)
{
    const ChildLimits limits = { "the ZIP", format->limits->memory_mib,
                                 format->limits->cpu_seconds,
                                 format->limits->wall_seconds };
    g_autoptr(Child) child = child_start(&limits, unzip_to_pipe, NULL, fd, error);
    g_autoptr(GByteArray) record = g_byte_array_new();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    ZipReading zip = {
        .reading = reading, .child = child, .record = record, .bytes = bytes
    };
    gboolean done = child != NULL && read_members(&zip, error);

    g_free(zip.name);
    return done;
}

gboolean
read_zip(const Reading *reading, const Format *format, GError **error)
{
    const CorpusFile *file = reading->unit->file;
    g_autoptr(GError) failure = NULL;
    gboolean done = FALSE;
    int fd = load_open(file->path, &failure);

    if (fd < 0) {
        read_skip(reading, 0, failure);
        return TRUE;
    }
    override_refuse(file, reading->sink->skip, reading->sink->user_data);
    done = read_from(reading, format, fd, error);
    close(fd);
    return done;
}
