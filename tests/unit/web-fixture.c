#include "web-fixture.h"

#include <string.h>

#include "number.h"
#include "terms.h"
#include "web/web.h"

static void
add_notice(TermBuilder *builder,
           StockWriter *stock,
           const WebNotice *from,
           unsigned number)
{
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(GString) json = g_string_new("{}");
    g_autofree char *url = g_strdup_printf("notices/tin/%u.html", number);

    notice->id = g_strdup_printf("%u", number);
    notice->file_name = g_strdup_printf("tin/%u", number);
    notice->title = g_strdup(from->title);
    notice->text = g_strdup(from->text);
    notice->date = g_strdup(from->date);
    notice->type = g_strdup(from->type);
    notice->signatory = g_strdup(from->signatory);
    term_builder_add(builder, notice);
    stock_writer_add(stock, notice, url,
                     run_builder_get_doclen(term_builder_get_run(builder)),
                     term_builder_get_syllables(builder), json);
}

MergeBatches
web_make_batches(const char *folder,
                 const WebNotice *notices,
                 unsigned n_notices,
                 unsigned a_batch)
{
    g_autoptr(TermBuilder) builder = term_builder_new();
    unsigned n = (n_notices + a_batch - 1) / a_batch;
    MergeBatch *batch = g_new0(MergeBatch, n + 1);

    for (unsigned i = 0; i < n; i++) {
        batch[i].run_path = g_strdup_printf("%s/%u-%u.run", folder, a_batch, i);
        batch[i].stock_path = g_strdup_printf("%s/%u-%u.stock", folder, a_batch, i);
        batch[i].n_docs = MIN(a_batch, n_notices - (i * a_batch));
        StockWriter *stock = stock_writer_new(batch[i].stock_path, NULL);
        term_builder_start_batch(builder);
        for (unsigned j = i * a_batch; j < (i * a_batch) + batch[i].n_docs; j++)
            add_notice(builder, stock, &notices[j], j + 1);
        assert_true(stock_writer_close(stock, NULL));
        assert_true(
            run_builder_write(term_builder_get_run(builder), batch[i].run_path, NULL));
    }
    return (MergeBatches){ batch, n };
}

char *
web_write_whole(const MergeBatches *batches,
                const char *bundle,
                Sums *sums,
                GError **error)
{
    static const RootTexts texts = { "Thông báo <b>", "vi", FALSE };
    g_autofree char *json = web_write(batches, &texts, bundle, sums, error);

    return json != NULL ? web_write_root(json, NULL, bundle, sums, error) : NULL;
}

void
web_batches_clear(MergeBatches *batches)
{
    for (unsigned i = 0; i < batches->n; i++) {
        g_free((char *) batches->batch[i].run_path);
        g_free((char *) batches->batch[i].stock_path);
    }
    g_free((MergeBatch *) batches->batch);
}

void
web_make_folder(void **state)
{
    g_autofree char *path = g_build_filename(*state, CHUNK_FOLDER, NULL);

    assert_int_equal(g_mkdir_with_parents(path, 0755), 0);
}

unsigned
web_count_files(const char *bundle)
{
    g_autofree char *path = g_build_filename(bundle, CHUNK_FOLDER, NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    unsigned n = 0;

    while (g_dir_read_name(folder) != NULL)
        n++;
    return n;
}

char *
web_script(const char *bundle, const char *name, uint32_t sum, size_t *len)
{
    g_autofree char *file = chunk_file_name(name, sum);
    g_autofree char *path = g_build_filename(bundle, CHUNK_FOLDER, file, NULL);
    char *bytes = NULL;

    assert_true(g_file_get_contents(path, &bytes, len, NULL));
    return bytes;
}

uint32_t
web_sum_at(const char *sums, unsigned i)
{
    char hex[9];

    g_strlcpy(hex, sums + (8 * (size_t) i), sizeof hex);
    return (uint32_t) g_ascii_strtoull(hex, NULL, 16);
}

/* n numbers from *at.  (transfer full) */
static uint64_t *
take_numbers(const uint8_t **at, const uint8_t *end, uint64_t n)
{
    uint64_t *numbers = g_new(uint64_t, n + 1);

    for (uint64_t i = 0; i < n; i++)
        numbers[i] = number_take(at, end);
    return numbers;
}

static uint64_t
sum_of(const uint64_t *numbers, uint64_t n)
{
    uint64_t sum = 0;

    for (uint64_t i = 0; i < n; i++)
        sum += numbers[i];
    return sum;
}

/* The parts of a chunk, and how far each stream has been read. */
typedef struct {
    uint64_t n;
    uint64_t *shared, *rests, *df;
    const uint8_t *keys;
    uint64_t *lengths[8];
    const uint8_t *streams[8];
} Chunk;

static void
chunk_open(Chunk *chunk, const GByteArray *content, unsigned n_streams)
{
    const uint8_t *at = content->data;
    const uint8_t *end = at + content->len;

    chunk->n = number_take(&at, end);
    chunk->shared = take_numbers(&at, end, chunk->n);
    chunk->rests = take_numbers(&at, end, chunk->n);
    chunk->keys = at;
    at += sum_of(chunk->rests, chunk->n);
    chunk->df = take_numbers(&at, end, chunk->n);
    for (unsigned i = 0; i < n_streams; i++)
        chunk->lengths[i] = take_numbers(&at, end, chunk->n);
    for (unsigned i = 0; i < n_streams; i++) {
        chunk->streams[i] = at;
        at += sum_of(chunk->lengths[i], chunk->n);
    }
    assert_ptr_equal(at, end);
}

static void
chunk_close(Chunk *chunk, unsigned n_streams)
{
    g_free(chunk->shared);
    g_free(chunk->rests);
    g_free(chunk->df);
    for (unsigned i = 0; i < n_streams; i++)
        g_free(chunk->lengths[i]);
}

static void
dump_stream(GString *text, const uint8_t *at, uint64_t len)
{
    const uint8_t *end = at + len;

    while (at < end)
        g_string_append_printf(text, " %u", (unsigned) number_take(&at, end));
}

static void
dump_chunk(GString *text, const GByteArray *content, unsigned n_streams)
{
    Chunk chunk;
    g_autoptr(GString) key = g_string_new(NULL);

    chunk_open(&chunk, content, n_streams);
    for (uint64_t i = 0; i < chunk.n; i++) {
        g_string_truncate(key, chunk.shared[i]);
        g_string_append_len(key, (const char *) chunk.keys, (gssize) chunk.rests[i]);
        chunk.keys += chunk.rests[i];
        g_string_append_printf(text, "%s df %u:", key->str, (unsigned) chunk.df[i]);
        for (unsigned s = 0; s < n_streams; s++) {
            g_string_append(text, s == 0 ? "" : " |");
            dump_stream(text, chunk.streams[s], chunk.lengths[s][i]);
            chunk.streams[s] += chunk.lengths[s][i];
        }
        g_string_append_c(text, '\n');
    }
    chunk_close(&chunk, n_streams);
}

char *
web_dump_store(const char *bundle, char letter, unsigned n_streams, const char *sums)
{
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; i < strlen(sums) / 8; i++) {
        g_autofree char *name = chunk_name(letter, i);
        g_autoptr(GByteArray) content =
            chunk_read(bundle, name, web_sum_at(sums, i), NULL);

        assert_non_null(content);
        g_string_append(text, i == 0 ? "" : "--\n");
        dump_chunk(text, content, n_streams);
    }
    return g_string_free(text, FALSE);
}
