#include "stock.h"

#include <stdio.h>

#include "file.h"
#include "glass/writer.h"
#include "metadata.h"
#include "number.h"

struct StockWriter {
    FILE *stream;
    char *path;
    GByteArray *document; /* the one at hand */
    GByteArray *values;
    GByteArray *deflated;
    unsigned n_values;
};

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

void
stock_writer_add(StockWriter *writer,
                 const Notice *notice,
                 uint32_t doclen,
                 GString *json)
{
    writer->n_values = 0;
    g_byte_array_set_size(writer->values, 0);
    g_byte_array_set_size(writer->document, 0);
    metadata_foreach_value(notice, put_value, writer);
    number_put(writer->document, doclen);
    number_put(writer->document, writer->n_values);
    g_byte_array_append(writer->document, writer->values->data, writer->values->len);
    put_data(writer, json);
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
    g_free(writer);
    return whole;
}

/* Our own file, so it is as we wrote it. */
static void
take_document(const uint8_t **at, const uint8_t *end, StockDocument *document)
{
    document->doclen = (uint32_t) number_take(at, end);
    g_array_set_size(document->values, 0);
    for (uint64_t n = number_take(at, end); n > 0; n--) {
        StockValue value = { .slot = (unsigned) number_take(at, end) };

        value.len = (size_t) number_take(at, end);
        value.bytes = (const char *) *at;
        *at += value.len;
        g_array_append_val(document->values, value);
    }
    document->deflated = number_take(at, end) != 0;
    document->data_len = (size_t) number_take(at, end);
    document->data = *at;
    *at += document->data_len;
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
