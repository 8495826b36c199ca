/* stock - what the two indexes need of each document beside its postings: its length,
 * its syllables, its values, its data; and for the browser, which has no use for data
 * with the whole text, its signatory and its record.  One file a batch, in order of
 * documents.
 *
 *     stock    = { document }
 *     document = doclen syllables n { slot len value } deflated len data len signatory
 * len record
 */
#pragma once

#include <stdint.h>

#include "notice.h"

typedef struct StockWriter StockWriter;

StockWriter *stock_writer_new(const char *path, GError **error);
/* Adds the next document; `url` is its page, below the site, `json` its data. */
void stock_writer_add(StockWriter *writer,
                      const Notice *notice,
                      const char *url,
                      uint32_t doclen,
                      uint32_t syllables,
                      GString *json);
/* Closes the file and frees the writer; FALSE when anything was lost. */
gboolean stock_writer_close(StockWriter *writer, GError **error);

typedef struct {
    unsigned slot;
    const char *bytes;
    size_t len;
} StockValue;

typedef struct {
    uint32_t doclen;
    uint32_t syllables; /* of its text, without the title */
    GArray *values;     /* StockValue, ascending by slot */
    const uint8_t *data;
    size_t data_len;
    gboolean deflated;
    const char *signatory; /* not NUL-terminated; of length 0 when unknown */
    size_t signatory_len;
    const char *record; /* what a result shows, a JSON object (tracuu-site(5)) */
    size_t record_len;
} StockDocument;

/* Called for each document of a batch, numbered from 1; what it is given lives for
 * the call. */
typedef void (*StockFunc)(uint32_t number,
                          const StockDocument *document,
                          gpointer user_data);

/* Reads a batch's stock, one whole file in memory at a time. */
gboolean
stock_foreach(const char *path, StockFunc func, gpointer user_data, GError **error);
