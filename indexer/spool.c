#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "file.h"

#define SPOOL_BUFFER_BYTES (1u << 20)

struct SpoolWriter {
    FILE *data, *table;
    char *data_path, *table_path;
    uint64_t offset;
    uint32_t worker;
};

struct SpoolReader {
    char *folder;
    int *descriptors; /* one a spool; -1 = not open yet */
    unsigned n;
};

/* What precedes an entry's strings in the table; a string is its bytes and a NUL,
 * with length 0 (no NUL) for NULL. */
typedef struct {
    uint64_t order, offset;
    uint32_t json_len, html_len, card_len;
    uint32_t string_len[4]; /* id, source, type, date; each with its NUL */
} SpoolRecord;

static char *
spool_path(const char *folder, const char *kind, unsigned worker)
{
    return g_strdup_printf("%s/spool-%u.%s", folder, worker, kind);
}

static void
writer_free(SpoolWriter *writer)
{
    g_free(writer->data_path);
    g_free(writer->table_path);
    g_free(writer);
}

SpoolWriter *
spool_writer_new(const char *folder, unsigned worker, GError **error)
{
    SpoolWriter *writer = g_new0(SpoolWriter, 1);

    writer->worker = worker;
    writer->data_path = spool_path(folder, "data", worker);
    writer->table_path = spool_path(folder, "table", worker);
    writer->data = file_open(writer->data_path, "wxe", error);
    if (writer->data != NULL)
        writer->table = file_open(writer->table_path, "wxe", error);
    if (writer->table != NULL) {
        setvbuf(writer->data, NULL, _IOFBF, SPOOL_BUFFER_BYTES);
        return writer;
    }
    if (writer->data != NULL)
        (void) fclose(writer->data);
    writer_free(writer);
    return NULL;
}

static uint32_t
string_len(const char *string)
{
    return string != NULL ? (uint32_t) strlen(string) + 1 : 0;
}

static void
put(FILE *stream, const void *bytes, size_t len)
{
    if (len > 0)
        (void) fwrite(bytes, 1, len, stream); /* judged by file_close */
}

gboolean
spool_writer_add(SpoolWriter *writer,
                 const Notice *notice,
                 const char *card,
                 uint64_t order,
                 GError **error)
{
    g_autofree char *json = notice_to_json(notice);
    const char *strings[] = { notice->id, notice->source, notice->type, notice->date };
    SpoolRecord record = {
        .order = order,
        .offset = writer->offset,
        .json_len = (uint32_t) strlen(json),
        .html_len = notice->html != NULL ? (uint32_t) strlen(notice->html) : 0,
        .card_len = (uint32_t) strlen(card),
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(strings); i++)
        record.string_len[i] = string_len(strings[i]);
    put(writer->table, &record, sizeof record);
    for (unsigned i = 0; i < G_N_ELEMENTS(strings); i++)
        put(writer->table, strings[i], record.string_len[i]);
    put(writer->data, json, record.json_len);
    put(writer->data, notice->html, record.html_len);
    put(writer->data, card, record.card_len);
    writer->offset += (uint64_t) record.json_len + record.html_len + record.card_len;
    if (ferror(writer->data) == 0 && ferror(writer->table) == 0)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: cannot write: %s",
                writer->data_path, g_strerror(errno));
    return FALSE;
}

gboolean
spool_writer_close(SpoolWriter *writer, GError **error)
{
    gboolean data = file_close(writer->data, writer->data_path, error);
    gboolean table = file_close(writer->table, writer->table_path, data ? error : NULL);

    writer_free(writer);
    return data && table;
}

static void
entry_free(gpointer pointer)
{
    SpoolEntry *entry = pointer;

    g_free(entry->id);
    g_free(entry->source);
    g_free(entry->type);
    g_free(entry->date);
    g_free(entry);
}

/* Takes the entry at *at; our own file, so it is as we wrote it. */
static SpoolEntry *
take_entry(const char *table, size_t *at, unsigned spool)
{
    SpoolEntry *entry = g_new0(SpoolEntry, 1);
    char **strings[] = { &entry->id, &entry->source, &entry->type, &entry->date };
    SpoolRecord record;

    memcpy(&record, table + *at, sizeof record);
    *at += sizeof record;
    for (unsigned i = 0; i < G_N_ELEMENTS(strings); i++) {
        if (record.string_len[i] > 0)
            *strings[i] = g_strdup(table + *at);
        *at += record.string_len[i];
    }
    entry->order = record.order;
    entry->offset = record.offset;
    entry->spool = spool;
    entry->json_len = record.json_len;
    entry->html_len = record.html_len;
    entry->card_len = record.card_len;
    return entry;
}

static gboolean
load_table(GPtrArray *entries, const char *folder, unsigned spool, GError **error)
{
    g_autofree char *path = spool_path(folder, "table", spool);
    g_autofree char *table = NULL;
    size_t len = 0;
    size_t at = 0;

    if (!g_file_test(path, G_FILE_TEST_EXISTS)) /* a worker that was not needed */
        return TRUE;
    if (!g_file_get_contents(path, &table, &len, error))
        return FALSE;
    while (at < len)
        g_ptr_array_add(entries, take_entry(table, &at, spool));
    return TRUE;
}

GPtrArray *
spool_load(const char *folder, unsigned n_workers, GError **error)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);

    for (unsigned i = 0; i < n_workers; i++)
        if (!load_table(entries, folder, i, error))
            return NULL;
    return g_steal_pointer(&entries);
}

SpoolReader *
spool_reader_new(const char *folder, unsigned n_workers)
{
    SpoolReader *reader = g_new0(SpoolReader, 1);

    reader->folder = g_strdup(folder);
    reader->descriptors = g_new(int, n_workers);
    reader->n = n_workers;
    for (unsigned i = 0; i < n_workers; i++)
        reader->descriptors[i] = -1;
    return reader;
}

void
spool_reader_free(SpoolReader *reader)
{
    if (reader == NULL)
        return;
    for (unsigned i = 0; i < reader->n; i++)
        if (reader->descriptors[i] >= 0)
            (void) close(reader->descriptors[i]);
    g_free(reader->descriptors);
    g_free(reader->folder);
    g_free(reader);
}

static int
descriptor_of(SpoolReader *reader, unsigned spool)
{
    if (reader->descriptors[spool] < 0) {
        g_autofree char *path = spool_path(reader->folder, "data", spool);

        reader->descriptors[spool] = open(path, O_RDONLY | O_CLOEXEC);
    }
    return reader->descriptors[spool];
}

static gboolean
read_exactly(int fd, char *bytes, size_t len, uint64_t offset)
{
    while (len > 0) {
        ssize_t n = pread(fd, bytes, len, (off_t) offset);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return FALSE;
        bytes += n;
        len -= (size_t) n;
        offset += (uint64_t) n;
    }
    return TRUE;
}

/* (transfer full), with room for a NUL after it; NULL with an error. */
static char *
read_bytes(SpoolReader *reader,
           const SpoolEntry *entry,
           uint64_t offset,
           size_t len,
           GError **error)
{
    g_autofree char *bytes = g_malloc(len + 1);

    if (read_exactly(descriptor_of(reader, entry->spool), bytes, len, offset))
        return g_steal_pointer(&bytes);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                "%s: cannot read back the spool: %s", reader->folder, g_strerror(errno));
    return NULL;
}

char *
spool_reader_read_card(SpoolReader *reader, const SpoolEntry *entry, GError **error)
{
    uint64_t offset = entry->offset + entry->json_len + entry->html_len;
    char *card = read_bytes(reader, entry, offset, entry->card_len, error);

    if (card != NULL)
        card[entry->card_len] = '\0';
    return card;
}

Notice *
spool_reader_read(SpoolReader *reader,
                  const SpoolEntry *entry,
                  GString *json,
                  GError **error)
{
    size_t len = (size_t) entry->json_len + entry->html_len;
    g_autofree char *bytes = read_bytes(reader, entry, entry->offset, len, error);

    if (bytes == NULL)
        return NULL;
    g_autoptr(Notice) notice = notice_from_json(bytes, entry->json_len, error);
    if (notice == NULL)
        return NULL;
    if (entry->html_len > 0)
        notice->html = g_strndup(bytes + entry->json_len, entry->html_len);
    if (json != NULL) {
        g_string_truncate(json, 0);
        g_string_append_len(json, bytes, entry->json_len);
    }
    return g_steal_pointer(&notice);
}
