#include "run.h"

#include <string.h>

#include "buffer.h"
#include "glass/writer.h"
#include "run-pairs.h"
#include "run-write.h"
#include "schema.h"

/* A term of the batch that is no pair. */
typedef struct {
    const char *bytes; /* in `chunk` */
    size_t len;
    uint32_t n;     /* its postings */
    uint32_t first; /* where they start, once sorted */
} Term;

typedef struct {
    uint32_t term;
    uint32_t doc; /* place in the batch, from 1 */
    uint32_t wdf;
    uint32_t positions_len;
    size_t positions; /* offset into `positions` */
} Posting;

struct RunBuilder {
    GArray *terms;         /* Term */
    GHashTable *by_bytes;  /* GBytes-like key in `chunk` → number + 1 */
    GStringChunk *chunk;   /* the bytes of terms */
    Buffer postings;       /* Posting, in order of documents */
    GByteArray *positions; /* packed */
    RunPairs *pairs;
    uint32_t n_docs;
    uint32_t doclen;
};

RunBuilder *
run_builder_new(void)
{
    RunBuilder *run = g_new0(RunBuilder, 1);

    run->terms = g_array_new(FALSE, FALSE, sizeof(Term));
    run->by_bytes = g_hash_table_new(g_str_hash, g_str_equal);
    run->chunk = g_string_chunk_new(1 << 16);
    run->positions = g_byte_array_new();
    run->pairs = run_pairs_new();
    return run;
}

void
run_builder_free(RunBuilder *run)
{
    if (run == NULL)
        return;
    g_array_unref(run->terms);
    g_hash_table_unref(run->by_bytes);
    g_string_chunk_free(run->chunk);
    buffer_clear(&run->postings);
    g_byte_array_unref(run->positions);
    run_pairs_free(run->pairs);
    g_free(run);
}

void
run_builder_clear(RunBuilder *run)
{
    g_array_set_size(run->terms, 0);
    g_hash_table_remove_all(run->by_bytes);
    g_string_chunk_clear(run->chunk);
    run->postings.len = 0;
    g_byte_array_set_size(run->positions, 0);
    run_pairs_clear(run->pairs);
    run->n_docs = 0;
    run->doclen = 0;
}

/* Terms hold no NUL: words have none, and a field's value is text. */
uint32_t
run_builder_term(RunBuilder *run, const char *bytes, size_t len)
{
    gpointer known = g_hash_table_lookup(run->by_bytes, bytes);

    if (known != NULL)
        return GPOINTER_TO_UINT(known) - 1;
    char *own = g_string_chunk_insert_len(run->chunk, bytes, (gssize) len);
    const Term term = { .bytes = own, .len = len };
    g_array_append_val(run->terms, term);
    g_hash_table_insert(run->by_bytes, own, GUINT_TO_POINTER(run->terms->len));
    return run->terms->len - 1;
}

void
run_builder_start_document(RunBuilder *run)
{
    run->n_docs++;
    run->doclen = 0;
}

uint32_t
run_builder_get_doclen(const RunBuilder *run)
{
    return run->doclen;
}

void
run_builder_post(
    RunBuilder *run, uint32_t term, uint32_t wdf, const uint32_t *positions, unsigned n)
{
    Posting *posting = buffer_add(&run->postings, sizeof *posting);

    *posting = (Posting){
        .term = term,
        .doc = run->n_docs,
        .wdf = wdf,
        .positions = run->positions->len,
    };
    if (n > 0)
        glass_pack_positions(run->positions, positions, n);
    posting->positions_len = (uint32_t) (run->positions->len - posting->positions);
    g_array_index(run->terms, Term, term).n++;
    run->doclen += wdf;
}

void
run_builder_add_pair(RunBuilder *run,
                     const RunWord *left,
                     const RunWord *right,
                     uint32_t wdf)
{
    run_pairs_add(run->pairs, run->n_docs, left, right, wdf);
    run->doclen += wdf;
}

/* The postings grouped by term; within a term the order of documents is kept.
 *
 * Returns  (transfer full) numbers of postings; Term.first says where a term's are.
 */
static uint32_t *
group_by_term(RunBuilder *run)
{
    const Posting *postings = (const Posting *) (const void *) run->postings.bytes;
    uint32_t n = (uint32_t) (run->postings.len / sizeof *postings);
    uint32_t *order = g_new(uint32_t, n + 1);
    uint32_t sum = 0;

    for (unsigned i = 0; i < run->terms->len; i++) {
        Term *term = &g_array_index(run->terms, Term, i);

        term->first = sum;
        sum += term->n;
        term->n = 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        Term *term = &g_array_index(run->terms, Term, postings[i].term);

        order[term->first + term->n++] = i;
    }
    return order;
}

static int
compare_terms(gconstpointer a, gconstpointer b)
{
    const Term *left = *(const Term *const *) a;
    const Term *right = *(const Term *const *) b;

    return strcmp(left->bytes, right->bytes);
}

/* (transfer container) */
static GPtrArray *
sorted_terms(const RunBuilder *run)
{
    GPtrArray *sorted = g_ptr_array_sized_new(run->terms->len);

    for (unsigned i = 0; i < run->terms->len; i++)
        g_ptr_array_add(sorted, &g_array_index(run->terms, Term, i));
    g_ptr_array_sort(sorted, compare_terms);
    return sorted;
}

static void
put_term(const RunBuilder *run,
         const Term *term,
         const uint32_t *order,
         RunWriter *writer)
{
    for (uint32_t i = term->first; i < term->first + term->n; i++) {
        const Posting *from =
            (const Posting *) (const void *) run->postings.bytes + order[i];
        const RunPosting posting = {
            .docid = from->doc,
            .wdf = from->wdf,
            .bytes =
                from->positions_len > 0 ? run->positions->data + from->positions : NULL,
            .len = from->positions_len,
        };

        run_writer_add_posting(writer, &posting);
    }
    run_writer_end_record(writer, term->bytes, term->len);
}

/* All pairs share one prefix, so they stand together between the other terms. */
static void
put_all(RunBuilder *run, RunWriter *writer)
{
    g_autofree uint32_t *order = group_by_term(run);
    g_autoptr(GPtrArray) terms = sorted_terms(run);
    const char *prefix = schema_prefix(TERM_PAIR);
    unsigned i = 0;

    for (; i < terms->len; i++) {
        const Term *term = g_ptr_array_index(terms, i);

        if (strcmp(term->bytes, prefix) > 0)
            break;
        put_term(run, term, order, writer);
    }
    run_pairs_write(run->pairs, writer);
    for (; i < terms->len; i++)
        put_term(run, g_ptr_array_index(terms, i), order, writer);
}

gboolean
run_builder_write(RunBuilder *run, const char *path, GError **error)
{
    RunWriter *writer = run_writer_new(path, error);

    if (writer == NULL)
        return FALSE;
    put_all(run, writer);
    return run_writer_close(writer, error);
}
