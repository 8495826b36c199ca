#include "cite-file.h"

#include "error.h"
#include "extract/identity.h"
#include "file.h"

#include <string.h>

struct CiteWriter {
    FILE *stream;
    char *path;
};

/* What precedes a record's texts, each with its NUL; of length 0 for NULL. */
typedef struct {
    uint64_t order;
    uint32_t kind, local, place;
    uint32_t lens[CITE_N_TEXTS];
} Head;

static char *
path_of(const char *folder, unsigned worker)
{
    return g_strdup_printf("%s/cites-%u", folder, worker);
}

CiteWriter *
cite_writer_new(const char *folder, unsigned worker, GError **error)
{
    CiteWriter *writer = g_new0(CiteWriter, 1);

    writer->path = path_of(folder, worker);
    writer->stream = file_open(writer->path, "wxe", error);
    if (writer->stream != NULL)
        return writer;
    g_free(writer->path);
    g_free(writer);
    return NULL;
}

/* Errors are judged by file_close. */
static void
write_record(CiteWriter *writer, const CiteRecord *record)
{
    Head head = {
        record->order, record->kind, (uint32_t) record->local, record->place, { 0 }
    };

    for (unsigned i = 0; i < CITE_N_TEXTS; i++)
        if (record->texts[i] != NULL)
            head.lens[i] = (uint32_t) strlen(record->texts[i]) + 1;
    (void) fwrite(&head, sizeof head, 1, writer->stream);
    for (unsigned i = 0; i < CITE_N_TEXTS; i++)
        if (head.lens[i] > 0)
            (void) fwrite(record->texts[i], 1, head.lens[i], writer->stream);
}

static void
write_citations(CiteWriter *writer,
                const Notice *notice,
                const GArray *citations,
                CiteRecord record)
{
    for (unsigned i = 0; i < citations->len; i++) {
        const Citation *citation = &g_array_index(citations, Citation, i);
        g_auto(Identity) identity = { NULL, NULL, FALSE };

        if (record.kind == CITE_FULL)
            identity = identity_of_citation(citation, notice->id, notice->province);
        record.place = i;
        record.local = identity.local;
        record.texts[CITE_BASE] = identity.base;
        record.texts[CITE_DAY] = identity.day;
        record.texts[CITE_TYPE] = citation->type;
        record.texts[CITE_NUMBER] = citation->number;
        record.texts[CITE_ISSUER] = citation->issuer;
        record.texts[CITE_DATE] = citation->date;
        write_record(writer, &record);
    }
}

void
cite_writer_add(CiteWriter *writer,
                const Notice *notice,
                const Extraction *extraction,
                uint64_t order)
{
    g_auto(Identity) identity = { NULL, NULL, FALSE };

    if (identity_of_notice(notice, &identity)) {
        const CiteRecord own = { order,
                                 CITE_OWN,
                                 identity.local,
                                 0,
                                 { identity.base, identity.day, notice->type,
                                   notice->number, notice->issuer, notice->date } };
        write_record(writer, &own);
    }
    write_citations(writer, notice, extraction->citations,
                    (CiteRecord){ .order = order, .kind = CITE_FULL });
    write_citations(writer, notice, extraction->shorts,
                    (CiteRecord){ .order = order, .kind = CITE_SHORT });
}

gboolean
cite_writer_close(CiteWriter *writer, GError **error)
{
    gboolean closed = file_close(writer->stream, writer->path, error);

    g_free(writer->path);
    g_free(writer);
    return closed;
}

/* Reads the texts of `head` into `buffer`; FALSE when they are not all there. */
static gboolean
read_texts(FILE *stream, const Head *head, GByteArray *buffer, CiteRecord *record)
{
    size_t len = 0;
    size_t at = 0;

    for (unsigned i = 0; i < CITE_N_TEXTS; i++)
        len += head->lens[i];
    g_byte_array_set_size(buffer, (guint) len);
    if (len > 0 && fread(buffer->data, len, 1, stream) != 1)
        return FALSE;
    for (unsigned i = 0; i < CITE_N_TEXTS; i++) {
        record->texts[i] = head->lens[i] == 0 ? NULL : (const char *) buffer->data + at;
        at += head->lens[i];
    }
    return TRUE;
}

static gboolean
read_records(FILE *stream, CiteFunc func, gpointer user_data)
{
    g_autoptr(GByteArray) buffer = g_byte_array_new();
    Head head;

    while (fread(&head, sizeof head, 1, stream) == 1) {
        CiteRecord record = { .order = head.order,
                              .kind = (CiteKind) head.kind,
                              .local = (gboolean) head.local,
                              .place = head.place };

        if (!read_texts(stream, &head, buffer, &record))
            return FALSE;
        func(&record, user_data);
    }
    return feof(stream) != 0;
}

gboolean
cite_file_foreach(const char *folder,
                  unsigned n_workers,
                  CiteFunc func,
                  gpointer user_data,
                  GError **error)
{
    for (unsigned i = 0; i < n_workers; i++) {
        g_autofree char *path = path_of(folder, i);
        FILE *stream = NULL;
        gboolean whole = FALSE;

        if (!g_file_test(path, G_FILE_TEST_EXISTS)) /* a worker that was not needed */
            continue;
        stream = file_open(path, "re", error);
        if (stream == NULL)
            return FALSE;
        whole = read_records(stream, func, user_data);
        (void) fclose(stream);
        if (whole)
            continue;
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, "%s: cannot read back",
                    path);
        return FALSE;
    }
    return TRUE;
}
