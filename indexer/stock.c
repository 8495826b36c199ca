#include "stock.h"

#include <stdio.h>
#include <string.h>

#include "display.h"
#include "file.h"
#include "glass/writer.h"
#include "json.h"
#include "metadata.h"
#include "number.h"

struct StockWriter {
    FILE *stream;
    char *path;
    GByteArray *document; /* the one at hand */
    GByteArray *values;
    GByteArray *deflated;
    GString *record;
    unsigned n_values;
};

/* The fields of a record after its id and url: the keys of an answer's result.  One
 * without a title has a "heading" too, what is shown in its stead. */
static const char *const record_fields[] = { "title",    "type",   "issuer",
                                             "province", "number", "date" };

StockWriter *
stock_writer_new(const char *path, GError **error)
{
    FILE *stream = file_open(path, "wxe", error);

    if (stream == NULL)
        return NULL;
    StockWriter *writer = g_new0(StockWriter, 1);
    writer->stream = stream;
    writer->path = g_strdup(path);
    writer->document = g_byte_array_new();
    writer->values = g_byte_array_new();
    writer->deflated = g_byte_array_new();
    writer->record = g_string_new(NULL);
    return writer;
}

static void
put_value(unsigned slot, const char *bytes, size_t len, gpointer data)
{
    StockWriter *writer = data;

    number_put(writer->values, slot);
    number_put(writer->values, len);
    g_byte_array_append(writer->values, (const guint8 *) bytes, (guint) len);
    writer->n_values++;
}

static void
put_data(StockWriter *writer, const GString *json)
{
    g_byte_array_set_size(writer->deflated, 0);
    gboolean deflated = glass_deflate(writer->deflated, json->str, json->len);
    number_put(writer->document, deflated);
    number_put(writer->document, deflated ? writer->deflated->len : json->len);
    g_byte_array_append(writer->document,
                        deflated ? writer->deflated->data : (const guint8 *) json->str,
                        deflated ? writer->deflated->len : (guint) json->len);
}

static void
put_text(StockWriter *writer, const char *text, size_t len)
{
    number_put(writer->document, len);
    g_byte_array_append(writer->document, (const guint8 *) text, (guint) len);
}

static const char *
field_of(const Notice *notice, const char *key)
{
    for (unsigned i = 0; i < notice_n_fields; i++)
        if (strcmp(notice_fields[i].key, key) == 0)
            return G_STRUCT_MEMBER(const char *, notice, notice_fields[i].offset);
    g_assert_not_reached();
}

static void
put_record(StockWriter *writer, const Notice *notice, const char *url)
{
    GString *record = writer->record;

    g_string_assign(record, "{\"id\":");
    json_append_string(record, notice->id);
    g_string_append(record, ",\"url\":");
    json_append_string(record, url);
    for (unsigned i = 0; i < G_N_ELEMENTS(record_fields); i++) {
        g_string_append_printf(record, ",\"%s\":", record_fields[i]);
        json_append_string(record, field_of(notice, record_fields[i]));
    }
    if (notice->title == NULL) {
        g_autofree char *heading = display_heading(notice);
        g_string_append(record, ",\"heading\":");
        json_append_string(record, heading);
    }
    g_string_append_c(record, '}');
    put_text(writer, record->str, record->len);
}

void
stock_writer_add(StockWriter *writer,
                 const Notice *notice,
                 const char *url,
                 uint32_t doclen,
                 uint32_t syllables,
                 GString *json)
{
    writer->n_values = 0;
    g_byte_array_set_size(writer->values, 0);
    g_byte_array_set_size(writer->document, 0);
    metadata_foreach_value(notice, put_value, writer);
    number_put(writer->document, doclen);
    number_put(writer->document, syllables);
    number_put(writer->document, writer->n_values);
    g_byte_array_append(writer->document, writer->values->data, writer->values->len);
    put_data(writer, json);
    const char *signatory = notice->signatory != NULL ? notice->signatory : "";
    put_text(writer, signatory, strlen(signatory));
    put_record(writer, notice, url);
    /* A short write is told by file_close. */
    (void) fwrite(writer->document->data, 1, writer->document->len, writer->stream);
}

gboolean
stock_writer_close(StockWriter *writer, GError **error)
{
    gboolean whole = file_close(writer->stream, writer->path, error);

    g_free(writer->path);
    g_byte_array_unref(writer->document);
    g_byte_array_unref(writer->values);
    g_byte_array_unref(writer->deflated);
    g_string_free(writer->record, TRUE);
    g_free(writer);
    return whole;
}

/* Takes a length and as many bytes, which are borrowed. */
static const uint8_t *
take_bytes(const uint8_t **at, const uint8_t *end, size_t *len)
{
    *len = (size_t) number_take(at, end);
    const uint8_t *bytes = *at;
    *at += *len;
    return bytes;
}

/* Our own file, so it is as we wrote it. */
static void
take_document(const uint8_t **at, const uint8_t *end, StockDocument *document)
{
    document->doclen = (uint32_t) number_take(at, end);
    document->syllables = (uint32_t) number_take(at, end);
    g_array_set_size(document->values, 0);
    for (uint64_t n = number_take(at, end); n > 0; n--) {
        StockValue value = { .slot = (unsigned) number_take(at, end) };

        value.bytes = (const char *) take_bytes(at, end, &value.len);
        g_array_append_val(document->values, value);
    }
    document->deflated = number_take(at, end) != 0;
    document->data = take_bytes(at, end, &document->data_len);
    document->signatory = (const char *) take_bytes(at, end, &document->signatory_len);
    document->record = (const char *) take_bytes(at, end, &document->record_len);
}

gboolean
stock_foreach(const char *path, StockFunc func, gpointer user_data, GError **error)
{
    g_autofree char *bytes = NULL;
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(StockValue));
    StockDocument document = { .values = values };
    size_t len = 0;
    uint32_t number = 1;

    if (!g_file_get_contents(path, &bytes, &len, error))
        return FALSE;
    const uint8_t *at = (const uint8_t *) bytes;
    const uint8_t *end = at + len;
    for (; at < end; number++) {
        take_document(&at, end, &document);
        func(number, &document, user_data);
    }
    return TRUE;
}
