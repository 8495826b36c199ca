#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "glass/writer.h"
#include "number.h"
#include "schema.h"

#define WRITE_BUFFER_BYTES (1u << 20)
#define FIRST_PAIR_SLOTS (1u << 16) /* a power of two */

/* A term of the batch: by its bytes, or a pair by its words. */
typedef struct {
    const char *bytes; /* NULL = a pair; else owned by `chunk` */
    size_t len;
    const TextWord *left, *right;
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

/* A pair with what it is sorted by. */
typedef struct {
    uint64_t key; /* left's rank above right's */
    uint32_t term;
} SortedPair;

struct RunBuilder {
    GArray *terms;        /* Term */
    GHashTable *by_bytes; /* GBytes-like key in `chunk` → number + 1 */
    GStringChunk *chunk;  /* the bytes of terms */
    uint64_t *pair_keys;  /* open addressing: left id above right id, plus 1 */
    uint32_t *pair_terms; /* the number of the pair in the same slot */
    size_t n_slots, n_pairs;
    GArray *postings;      /* Posting, in order of documents */
    GByteArray *positions; /* packed */
    uint32_t n_docs;
    uint32_t doclen;
};

static void
allocate_slots(RunBuilder *run, size_t n)
{
    run->n_slots = n;
    run->n_pairs = 0;
    run->pair_keys = g_new0(uint64_t, n);
    run->pair_terms = g_new(uint32_t, n);
}

RunBuilder *
run_builder_new(void)
{
    RunBuilder *run = g_new0(RunBuilder, 1);

    run->terms = g_array_new(FALSE, FALSE, sizeof(Term));
    run->by_bytes = g_hash_table_new(g_str_hash, g_str_equal);
    run->chunk = g_string_chunk_new(1 << 16);
    run->postings = g_array_new(FALSE, FALSE, sizeof(Posting));
    run->positions = g_byte_array_new();
    allocate_slots(run, FIRST_PAIR_SLOTS);
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
    g_array_unref(run->postings);
    g_byte_array_unref(run->positions);
    g_free(run->pair_keys);
    g_free(run->pair_terms);
    g_free(run);
}

void
run_builder_clear(RunBuilder *run)
{
    g_array_set_size(run->terms, 0);
    g_hash_table_remove_all(run->by_bytes);
    g_string_chunk_clear(run->chunk);
    g_array_set_size(run->postings, 0);
    g_byte_array_set_size(run->positions, 0);
    memset(run->pair_keys, 0, run->n_slots * sizeof *run->pair_keys);
    run->n_pairs = 0;
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

/* Spreads the ids over the slots: the multiplier is 2^64 divided by the golden
 * ratio (Knuth, TAOCP 6.4). */
static size_t
slot_of(const RunBuilder *run, uint64_t key)
{
    size_t slot = (size_t) ((key * UINT64_C(0x9E3779B97F4A7C15)) >> 20);

    for (;; slot++) {
        slot &= run->n_slots - 1;
        if (run->pair_keys[slot] == 0 || run->pair_keys[slot] == key)
            return slot;
    }
}

static void
grow_slots(RunBuilder *run)
{
    g_autofree uint64_t *keys = run->pair_keys;
    g_autofree uint32_t *terms = run->pair_terms;
    size_t n = run->n_slots;
    size_t n_pairs = run->n_pairs;

    allocate_slots(run, 2 * n);
    run->n_pairs = n_pairs;
    for (size_t i = 0; i < n; i++) {
        if (keys[i] == 0)
            continue;
        size_t slot = slot_of(run, keys[i]);
        run->pair_keys[slot] = keys[i];
        run->pair_terms[slot] = terms[i];
    }
}

uint32_t
run_builder_pair(RunBuilder *run, const TextWord *left, const TextWord *right)
{
    uint64_t key = (((uint64_t) left->id << 32) | right->id) + 1;
    size_t slot = slot_of(run, key);

    if (run->pair_keys[slot] == key)
        return run->pair_terms[slot];
    if (run->n_pairs >= run->n_slots / 2) {
        grow_slots(run);
        slot = slot_of(run, key);
    }
    const Term term = { .left = left, .right = right };
    run->pair_keys[slot] = key;
    run->pair_terms[slot] = run->terms->len;
    run->n_pairs++;
    g_array_append_val(run->terms, term);
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
    Posting posting = {
        .term = term,
        .doc = run->n_docs,
        .wdf = wdf,
        .positions = run->positions->len,
    };

    if (n > 0)
        glass_pack_positions(run->positions, positions, n);
    posting.positions_len = (uint32_t) (run->positions->len - posting.positions);
    g_array_append_val(run->postings, posting);
    g_array_index(run->terms, Term, term).n++;
    run->doclen += wdf;
}

/* The postings grouped by term; within a term the order of documents is kept.
 *
 * Returns  (transfer full) numbers of postings; Term.first says where a term's are.
 */
static uint32_t *
group_by_term(RunBuilder *run)
{
    uint32_t *order = g_new(uint32_t, run->postings->len + 1);
    uint32_t sum = 0;

    for (unsigned i = 0; i < run->terms->len; i++) {
        Term *term = &g_array_index(run->terms, Term, i);

        term->first = sum;
        sum += term->n;
        term->n = 0;
    }
    for (unsigned i = 0; i < run->postings->len; i++) {
        const Posting *posting = &g_array_index(run->postings, Posting, i);
        Term *term = &g_array_index(run->terms, Term, posting->term);

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

/* The terms that have bytes of their own, sorted. */
static GPtrArray *
sorted_terms(const RunBuilder *run)
{
    GPtrArray *sorted = g_ptr_array_new();

    for (unsigned i = 0; i < run->terms->len; i++) {
        Term *term = &g_array_index(run->terms, Term, i);

        if (term->bytes != NULL)
            g_ptr_array_add(sorted, term);
    }
    g_ptr_array_sort(sorted, compare_terms);
    return sorted;
}

static int
compare_words(const void *a, const void *b)
{
    const TextWord *left = *(const TextWord *const *) a;
    const TextWord *right = *(const TextWord *const *) b;

    return strcmp(left->k1, right->k1);
}

static uint32_t
max_id(const RunBuilder *run)
{
    uint32_t max = 0;

    for (unsigned i = 0; i < run->terms->len; i++) {
        const Term *term = &g_array_index(run->terms, Term, i);

        if (term->bytes == NULL)
            max = MAX(max, MAX(term->left->id, term->right->id));
    }
    return max;
}

/* The place of each word of a pair in byte order, by its id.  (transfer full) */
static uint32_t *
rank_words(const RunBuilder *run)
{
    uint32_t n = max_id(run) + 1;
    uint32_t *ranks = g_new(uint32_t, n);
    g_autofree const TextWord **words = g_new0(const TextWord *, n);
    uint32_t n_words = 0;

    for (unsigned i = 0; i < run->terms->len; i++) {
        const Term *term = &g_array_index(run->terms, Term, i);

        if (term->bytes == NULL) {
            words[term->left->id] = term->left;
            words[term->right->id] = term->right;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        if (words[i] != NULL)
            words[n_words++] = words[i];
    qsort(words, n_words, sizeof(const TextWord *), compare_words);
    for (uint32_t i = 0; i < n_words; i++)
        ranks[words[i]->id] = i;
    return ranks;
}

static int
compare_pairs(gconstpointer a, gconstpointer b)
{
    const SortedPair *left = a;
    const SortedPair *right = b;

    return (left->key > right->key) - (left->key < right->key);
}

/* The pairs in byte order of their terms: by the left word, then the right one,
 * because the blank between them is less than any byte of a word. */
static GArray *
sorted_pairs(const RunBuilder *run)
{
    g_autofree uint32_t *ranks = rank_words(run);
    GArray *pairs = g_array_sized_new(FALSE, FALSE, sizeof(SortedPair), run->n_pairs);

    for (unsigned i = 0; i < run->terms->len; i++) {
        const Term *term = &g_array_index(run->terms, Term, i);

        if (term->bytes != NULL)
            continue;
        const SortedPair pair = {
            .key = ((uint64_t) ranks[term->left->id] << 32) | ranks[term->right->id],
            .term = i,
        };
        g_array_append_val(pairs, pair);
    }
    g_array_sort(pairs, compare_pairs);
    return pairs;
}

/* What one record is put together in. */
typedef struct {
    RunBuilder *run;
    const uint32_t *order;
    GByteArray *head, *body;
    FILE *stream;
} Writing;

static void
put_posting(Writing *writing, const Posting *posting, uint32_t before)
{
    number_put(writing->body, posting->doc - before);
    number_put(writing->body, posting->wdf);
    number_put(writing->body, posting->positions_len);
    if (posting->positions_len > 0)
        g_byte_array_append(writing->body,
                            writing->run->positions->data + posting->positions,
                            posting->positions_len);
}

static void
put_record(Writing *writing, const Term *term, const char *bytes, size_t len)
{
    uint64_t collfreq = 0;
    uint32_t before = 0;

    g_byte_array_set_size(writing->head, 0);
    g_byte_array_set_size(writing->body, 0);
    for (uint32_t i = 0; i < term->n; i++) {
        const Posting *posting = &g_array_index(writing->run->postings, Posting,
                                                writing->order[term->first + i]);

        put_posting(writing, posting, before);
        before = posting->doc;
        collfreq += posting->wdf;
    }
    number_put(writing->head, len);
    g_byte_array_append(writing->head, (const guint8 *) bytes, (guint) len);
    number_put(writing->head, term->n);
    number_put(writing->head, collfreq);
    number_put(writing->head, 0);
    number_put(writing->head, 0);
    number_put(writing->head, 0);
    number_put(writing->head, writing->body->len);
    (void) fwrite(writing->head->data, 1, writing->head->len, writing->stream);
    (void) fwrite(writing->body->data, 1, writing->body->len, writing->stream);
}

static void
put_pairs(Writing *writing)
{
    g_autoptr(GArray) pairs = sorted_pairs(writing->run);
    g_autoptr(GString) bytes = g_string_new(NULL);

    for (unsigned i = 0; i < pairs->len; i++) {
        uint32_t number = g_array_index(pairs, SortedPair, i).term;
        const Term *term = &g_array_index(writing->run->terms, Term, number);

        schema_pair(bytes, term->left->k1, term->right->k1);
        put_record(writing, term, bytes->str, bytes->len);
    }
}

/* All pairs share one prefix, so they stand together between the other terms. */
static void
put_all(Writing *writing)
{
    g_autoptr(GPtrArray) terms = sorted_terms(writing->run);
    const char *prefix = schema_prefix(TERM_PAIR);
    unsigned i = 0;

    for (; i < terms->len; i++) {
        const Term *term = g_ptr_array_index(terms, i);

        if (strcmp(term->bytes, prefix) > 0)
            break;
        put_record(writing, term, term->bytes, term->len);
    }
    put_pairs(writing);
    for (; i < terms->len; i++) {
        const Term *term = g_ptr_array_index(terms, i);

        put_record(writing, term, term->bytes, term->len);
    }
}

gboolean
run_builder_write(RunBuilder *run, const char *path, GError **error)
{
    g_autofree uint32_t *order = group_by_term(run);
    g_autoptr(GByteArray) head = g_byte_array_new();
    g_autoptr(GByteArray) body = g_byte_array_new();
    Writing writing = { run, order, head, body, file_open(path, "wxe", error) };

    if (writing.stream == NULL)
        return FALSE;
    setvbuf(writing.stream, NULL, _IOFBF, WRITE_BUFFER_BYTES);
    put_all(&writing);
    return file_close(writing.stream, path, error);
}
