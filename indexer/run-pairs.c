#include "run-pairs.h"

#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "number.h"
#include "schema.h"

/* More spellings of one pair are looked up in a table. */
#define FEW_SPELLINGS 16

#define NUMBERS_AN_OCCURRENCE 3

/* Words are numbered in order of appearance in the batch. */
typedef struct {
    uint32_t left, right; /* numbers of words */
    uint32_t left_ordinal, right_ordinal;
    uint32_t doc;
    uint32_t wdf;
} Occurrence;

struct RunPairs {
    Buffer occurrences; /* Occurrence, in text order */
    GPtrArray *words;   /* const TextWord *, by number */
    GArray *by_id;      /* uint32_t: a word's number plus 1, by its id */
};

RunPairs *
run_pairs_new(void)
{
    RunPairs *pairs = g_new0(RunPairs, 1);

    pairs->words = g_ptr_array_new();
    pairs->by_id = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    return pairs;
}

void
run_pairs_free(RunPairs *pairs)
{
    if (pairs == NULL)
        return;
    buffer_clear(&pairs->occurrences);
    g_ptr_array_unref(pairs->words);
    g_array_unref(pairs->by_id);
    g_free(pairs);
}

void
run_pairs_clear(RunPairs *pairs)
{
    pairs->occurrences.len = 0;
    g_ptr_array_set_size(pairs->words, 0);
    g_array_set_size(pairs->by_id, 0);
}

static uint32_t
number_of(RunPairs *pairs, const TextWord *word)
{
    if (word->id >= pairs->by_id->len)
        g_array_set_size(pairs->by_id, word->id + 1);
    uint32_t *number = &g_array_index(pairs->by_id, uint32_t, word->id);
    if (*number == 0) {
        g_ptr_array_add(pairs->words, (gpointer) word);
        *number = pairs->words->len;
    }
    return *number - 1;
}

void
run_pairs_add(RunPairs *pairs,
              uint32_t doc,
              const RunWord *left,
              const RunWord *right,
              uint32_t wdf)
{
    Occurrence *occurrence = buffer_add(&pairs->occurrences, sizeof *occurrence);

    *occurrence = (Occurrence){
        .left = number_of(pairs, left->word),
        .right = number_of(pairs, right->word),
        .left_ordinal = left->ordinal,
        .right_ordinal = right->ordinal,
        .doc = doc,
        .wdf = wdf,
    };
}

static uint32_t
count(const RunPairs *pairs)
{
    return (uint32_t) (pairs->occurrences.len / sizeof(Occurrence));
}

static const Occurrence *
nth(const RunPairs *pairs, uint32_t i)
{
    return (const Occurrence *) (const void *) pairs->occurrences.bytes + i;
}

/* ---- sorting ----------------------------------------------------------------- */

/* A word with its number, while words are sorted. */
typedef struct {
    uint64_t start; /* the first bytes of k2 as a number: they decide most comparisons */
    const char *k2;
    uint32_t number;
} Ranked;

static Ranked
ranked(const TextWord *word, uint32_t number)
{
    Ranked made = { 0, word->k2, number };

    for (unsigned i = 0; i < sizeof made.start && i < word->k2_len; i++)
        made.start |= (uint64_t) (uint8_t) word->k2[i]
                      << (8 * (sizeof made.start - 1 - i));
    return made;
}

static int
compare_ranked(const void *a, const void *b)
{
    const Ranked *left = a;
    const Ranked *right = b;

    if (left->start != right->start)
        return left->start < right->start ? -1 : 1;
    return strcmp(left->k2, right->k2);
}

/* What the pairs are sorted by: the place of each word's K2 in byte order, by number of
 * the word; the same K2 has the same rank.  (transfer full) */
static uint32_t *
rank_words(const RunPairs *pairs)
{
    uint32_t n_words = pairs->words->len;
    g_autofree Ranked *sorted = g_new(Ranked, n_words + 1);
    uint32_t *ranks = g_new(uint32_t, n_words + 1);
    uint32_t rank = 0;

    for (uint32_t i = 0; i < n_words; i++)
        sorted[i] = ranked(g_ptr_array_index(pairs->words, i), i);
    qsort(sorted, n_words, sizeof *sorted, compare_ranked);
    for (uint32_t i = 0; i < n_words; i++) {
        if (i > 0 && compare_ranked(&sorted[i - 1], &sorted[i]) != 0)
            rank++;
        ranks[sorted[i].number] = rank;
    }
    return ranks;
}

static uint32_t
rank_of(const RunPairs *pairs, const uint32_t *ranks, uint32_t i, gboolean right)
{
    const Occurrence *occurrence = nth(pairs, i);

    return ranks[right ? occurrence->right : occurrence->left];
}

/* Puts `from`, numbers of occurrences, in order of the left or the right word; those
 * of one word keep their order.  NULL stands for 0, 1, 2 …  (transfer full) */
static uint32_t *
sort_by_word(const RunPairs *pairs,
             const uint32_t *ranks,
             const uint32_t *from,
             gboolean right)
{
    uint32_t n = count(pairs);
    uint32_t *sorted = g_new0(uint32_t, n + 1);
    uint32_t n_ranks = pairs->words->len; /* at most */
    g_autofree uint32_t *next = g_new0(uint32_t, n_ranks + 1);

    for (uint32_t i = 0; i < n; i++)
        next[rank_of(pairs, ranks, i, right) + 1]++;
    for (uint32_t rank = 0; rank < n_ranks; rank++)
        next[rank + 1] += next[rank];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t number = from != NULL ? from[i] : i;

        sorted[next[rank_of(pairs, ranks, number, right)]++] = number;
    }
    return sorted;
}

/* ---- writing ----------------------------------------------------------------- */

/* The occurrences of one pair, from `first` on, and how they are spelled. */
typedef struct {
    const RunPairs *pairs;
    RunWriter *writer;
    const uint32_t *order;
    uint32_t first, n;
    Buffer spellings; /* Spelling */
    GHashTable *many; /* Spelling's key → its index, or NULL */
    Buffer codes;     /* uint32_t: the spelling of each occurrence */
    Buffer bytes;     /* of a posting */
    GString *term;
    const char *left; /* the word that `term` starts with, for `left_len` bytes */
    size_t left_len;
} Record;

/* A pair's term is that of its left word and nothing, then the right word: never so
 * long that it would be cut. */
G_STATIC_ASSERT((2 * TEXT_WORD_MAX_BYTES) + 4 <= SCHEMA_TERM_MAX_BYTES);

typedef struct {
    uint64_t key; /* numbers of both words */
    uint32_t n;
} Spelling;

static Spelling *
spelling_at(const Record *record, uint32_t i)
{
    return (Spelling *) (void *) record->spellings.bytes + i;
}

static uint32_t
count_spellings(const Record *record)
{
    return (uint32_t) (record->spellings.len / sizeof(Spelling));
}

static const Occurrence *
occurrence_at(const Record *record, uint32_t i)
{
    return nth(record->pairs, record->order[record->first + i]);
}

/* From here on spellings are looked up in a table, so that no text makes a build
 * slow. */
static void
start_table(Record *record)
{
    record->many = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (uint32_t i = 0; i < count_spellings(record); i++)
        g_hash_table_insert(record->many,
                            g_memdup2(&spelling_at(record, i)->key, sizeof(uint64_t)),
                            GUINT_TO_POINTER(i + 1));
}

/* The index of a spelling, or the number of spellings when it is new. */
static uint32_t
find_spelling(const Record *record, uint64_t key)
{
    uint32_t n = count_spellings(record);

    if (record->many != NULL) {
        gpointer found = g_hash_table_lookup(record->many, &key);

        return found != NULL ? GPOINTER_TO_UINT(found) - 1 : n;
    }
    for (uint32_t i = 0; i < n; i++)
        if (spelling_at(record, i)->key == key)
            return i;
    return n;
}

static uint32_t
code_of(Record *record, const Occurrence *occurrence)
{
    const Spelling fresh = {
        .key = ((uint64_t) occurrence->left << 32) | occurrence->right,
    };
    uint32_t code = find_spelling(record, fresh.key);

    if (code == count_spellings(record)) {
        *(Spelling *) buffer_add(&record->spellings, sizeof fresh) = fresh;
        if (record->many != NULL)
            g_hash_table_insert(record->many, g_memdup2(&fresh.key, sizeof fresh.key),
                                GUINT_TO_POINTER(code + 1));
        else if (code == FEW_SPELLINGS)
            start_table(record);
    }
    spelling_at(record, code)->n++;
    return code;
}

static void
find_spellings(Record *record)
{
    record->spellings.len = 0;
    record->codes.len = 0;
    uint32_t *codes = buffer_reserve(&record->codes, record->n * sizeof *codes);
    for (uint32_t i = 0; i < record->n; i++)
        codes[i] = code_of(record, occurrence_at(record, i));
    g_clear_pointer(&record->many, g_hash_table_unref);
}

/* K1 of a word, nothing when it is its K2. */
static const char *
spelled(const TextWord *word, uint32_t *len)
{
    *len = word->k1 == word->k2 ? 0 : word->k1_len;
    return word->k1;
}

static void
put_spellings(const Record *record)
{
    for (uint32_t i = 0; i < count_spellings(record); i++) {
        const Spelling *from = spelling_at(record, i);
        const GPtrArray *words = record->pairs->words;
        RunSpelling spelling = { .n = from->n };

        spelling.left = spelled(g_ptr_array_index(words, (guint) (from->key >> 32)),
                                &spelling.left_len);
        spelling.right = spelled(g_ptr_array_index(words, (guint) (uint32_t) from->key),
                                 &spelling.right_len);
        run_writer_add_spelling(record->writer, &spelling);
    }
}

/* Encodes the occurrences [first, end) of a posting. */
static void
encode(Record *record, uint32_t first, uint32_t end)
{
    uint32_t left = 0; /* the least that the next ordinal can be */
    uint32_t right = 0;

    record->bytes.len = 0;
    uint8_t *at =
        buffer_reserve(&record->bytes,
                       (size_t) (end - first) * NUMBERS_AN_OCCURRENCE * NUMBER_MAX_BYTES);
    const uint32_t *codes = (const uint32_t *) (const void *) record->codes.bytes;
    for (uint32_t i = first; i < end; i++) {
        const Occurrence *occurrence = occurrence_at(record, i);

        if (count_spellings(record) > 1)
            at = number_write(at, codes[i]);
        at = number_write(at, occurrence->left_ordinal - left);
        at = number_write(at, occurrence->right_ordinal - right);
        left = occurrence->left_ordinal + 1;
        right = occurrence->right_ordinal + 1;
    }
    record->bytes.len = (size_t) (at - record->bytes.bytes);
}

static void
put_postings(Record *record)
{
    uint32_t end = 0;

    for (uint32_t first = 0; first < record->n; first = end) {
        RunPosting posting = { .docid = occurrence_at(record, first)->doc };

        for (; end < record->n && occurrence_at(record, end)->doc == posting.docid; end++)
            posting.wdf += occurrence_at(record, end)->wdf;
        encode(record, first, end);
        posting.bytes = record->bytes.bytes;
        posting.len = record->bytes.len;
        run_writer_add_posting(record->writer, &posting);
    }
}

static void
put_record(Record *record)
{
    const Occurrence *first = occurrence_at(record, 0);
    const TextWord *left = g_ptr_array_index(record->pairs->words, first->left);
    const TextWord *right = g_ptr_array_index(record->pairs->words, first->right);

    find_spellings(record);
    put_spellings(record);
    put_postings(record);
    if (record->left != left->k2) {
        schema_pair(record->term, left->k2, "");
        record->left = left->k2;
        record->left_len = record->term->len;
    }
    g_string_truncate(record->term, record->left_len);
    g_string_append_len(record->term, right->k2, right->k2_len);
    run_writer_end_record(record->writer, record->term->str, record->term->len);
}

static gboolean
same_pair(const Record *record, const uint32_t *ranks, uint32_t a, uint32_t b)
{
    const Occurrence *left = occurrence_at(record, a);
    const Occurrence *right = occurrence_at(record, b);

    return ranks[left->left] == ranks[right->left] &&
           ranks[left->right] == ranks[right->right];
}

/* By the left word, then the right one, is the byte order of the terms, because the
 * blank between them is less than any byte of a word. */
void
run_pairs_write(const RunPairs *pairs, RunWriter *writer)
{
    g_autofree uint32_t *ranks = rank_words(pairs);
    g_autofree uint32_t *by_right = sort_by_word(pairs, ranks, NULL, TRUE);
    g_autofree uint32_t *order = sort_by_word(pairs, ranks, by_right, FALSE);
    g_autoptr(GString) term = g_string_new(NULL);
    Record record = {
        .pairs = pairs,
        .writer = writer,
        .order = order,
        .term = term,
    };
    uint32_t n = count(pairs);

    for (; record.first < n; record.first += record.n) {
        record.n = 1;
        while (record.first + record.n < n && same_pair(&record, ranks, 0, record.n))
            record.n++;
        put_record(&record);
    }
    buffer_clear(&record.spellings);
    buffer_clear(&record.codes);
    buffer_clear(&record.bytes);
}
