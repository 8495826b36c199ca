/* Phrases by pairs: chains of the occurrences of pairs, each of which says the ordinals
 * of its words, are the phrases that positions give. */
#include "scratch.h"
#include "terms.h"

#include <stdlib.h>
#include <string.h>

#include "glass/writer.h"
#include "ranking.h"
#include "schema.h"

#define N_BATCHES 15
#define N_DOCUMENTS 5 /* a batch */
#define N_PHRASES 100 /* a document */
#define MAX_WORDS 5   /* a phrase */

/* Few words, so that each stands often and beside any other. */
static const char *const pieces[] = {
    "cách",      "cạch",  "cach", "ly",        "lý",        "04",       "4",
    "1.354",     "1354",  "1,5",  "Covid-19",  "covid19",   "Covid",    "19",
    "TP.HCM",    "tphcm", "HCM",  "A-I",       "24/8/2021", "08-KL/TU", "kl",
    "ngày 03/3", "2021",  "08",   "thư-ký-04", "X-Y-Z",     "ﬁ",        "ДНК-01",
};
static const char *const between[] = {
    " ", " ", " ", " ", ", ", "-", ".", "\n\n", " - "
};

/* What stands at one position: slot word and joined form, as K1. */
typedef struct {
    const TextWord *slot, *joined;
} Place;

/* A document as positions have it. */
typedef struct {
    GPtrArray *places;     /* Place *, by position, NULL between fields */
    GHashTable *positions; /* K1 → GArray of uint32_t */
} Text;

/* A document as its pairs have it: "k1 k1" → GArray of RunOccurrence. */
typedef GHashTable Pairs;

static char *
random_text(GRand *random)
{
    GString *text = g_string_new(NULL);
    int n = g_rand_int_range(random, 0, 60);

    for (int i = 0; i < n; i++) {
        g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        g_string_append(text,
                        between[g_rand_int_range(random, 0, G_N_ELEMENTS(between))]);
    }
    return g_string_free(text, FALSE);
}

static Notice *
random_notice(GRand *random)
{
    Notice *made = notice_new();

    made->id = g_strdup("n");
    made->title = g_rand_boolean(random) ? random_text(random) : NULL;
    made->text = random_text(random);
    return made;
}

static void
array_unref(gpointer array)
{
    g_array_unref(array);
}

/* The array of a key, made when there is none. */
static GArray *
array_of(GHashTable *arrays, const char *key, guint size)
{
    GArray *array = g_hash_table_lookup(arrays, key);

    if (array == NULL) {
        array = g_array_new(FALSE, FALSE, size);
        g_hash_table_insert(arrays, g_strdup(key), array);
    }
    return array;
}

static void
add_field(Text *text, TextAnalyser *analyser, const char *field)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    guint base = text->places->len;

    if (field == NULL)
        return;
    uint32_t n = text_analyse(analyser, field, strlen(field), tokens);
    for (uint32_t i = 0; i < n; i++)
        g_ptr_array_add(text->places, g_new0(Place, 1));
    for (unsigned i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);
        uint32_t position = base + token->position;
        Place *place = NULL;

        if (token->kind > TEXT_NUMBER)
            continue;
        place = g_ptr_array_index(text->places, position);
        *(token->kind == TEXT_JOINED ? &place->joined : &place->slot) = token->word;
        GArray *positions = array_of(text->positions, token->word->k1, sizeof position);
        if (positions->len == 0 ||
            g_array_index(positions, uint32_t, positions->len - 1) != position)
            g_array_append_val(positions, position);
    }
    for (unsigned i = 0; i < RANK_FIELD_GAP; i++)
        g_ptr_array_add(text->places, NULL);
}

static Text
text_of(TextAnalyser *analyser, const Notice *notice)
{
    Text text = {
        .places = g_ptr_array_new_with_free_func(g_free),
        .positions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, array_unref),
    };

    g_ptr_array_add(text.places, NULL); /* positions count from 1 */
    add_field(&text, analyser, notice->title);
    add_field(&text, analyser, notice->text);
    return text;
}

static void
text_clear(Text *text)
{
    g_ptr_array_unref(text->places);
    g_hash_table_unref(text->positions);
}

/* ---- the run read back --------------------------------------------------------- */

/* "k1 k1" of each spelling. */
static GPtrArray *
spelled(const RunRecord *record)
{
    GPtrArray *spellings = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *term = g_strndup(record->term, record->term_len);
    g_auto(GStrv) k2 = g_strsplit(term + strlen(schema_prefix(TERM_PAIR)), " ", 2);
    RunSpelling spelling;
    size_t at = 0;

    while (run_next_spelling(record, &at, &spelling)) {
        g_autofree char *left = g_strndup(spelling.left, spelling.left_len);
        g_autofree char *right = g_strndup(spelling.right, spelling.right_len);

        g_ptr_array_add(spellings,
                        g_strconcat(spelling.left_len > 0 ? left : k2[0], " ",
                                    spelling.right_len > 0 ? right : k2[1], NULL));
    }
    return spellings;
}

static void
read_pair(const RunRecord *record, Pairs **documents)
{
    g_autoptr(GPtrArray) spellings = spelled(record);
    RunPosting posting = { 0 };
    size_t at = 0;

    while (run_next_posting(record, &at, &posting)) {
        RunOccurrence occurrence;
        size_t in_posting = 0;

        while (run_next_occurrence(record, &posting, &in_posting, &occurrence)) {
            GArray *occurrences = array_of(
                documents[posting.docid - 1],
                g_ptr_array_index(spellings, occurrence.spelling), sizeof occurrence);

            g_array_append_val(occurrences, occurrence);
        }
    }
}

/* The positions of a K1 in the run are those of the text. */
static void
check_positions(const RunRecord *record, const Text *documents)
{
    g_autofree char *term = g_strndup(record->term, record->term_len);
    RunPosting posting = { 0 };
    size_t at = 0;

    while (run_next_posting(record, &at, &posting)) {
        g_autoptr(GByteArray) packed = g_byte_array_new();
        GArray *positions =
            g_hash_table_lookup(documents[posting.docid - 1].positions, term);

        if (posting.bytes == NULL)
            continue;
        assert_non_null(positions);
        glass_pack_positions(packed, (const uint32_t *) (void *) positions->data,
                             positions->len);
        assert_int_equal(posting.len, packed->len);
        assert_memory_equal(posting.bytes, packed->data, packed->len);
    }
}

static void
read_run(TermBuilder *builder, const char *path, const Text *texts, Pairs **documents)
{
    RunRecord record;
    g_autoptr(GError) error = NULL;

    assert_true(run_builder_write(term_builder_get_run(builder), path, NULL));
    g_autoptr(RunReader) reader = run_reader_new(path, NULL);
    while (run_reader_next(reader, &record, &error)) {
        if (record.n_spellings > 0)
            read_pair(&record, documents);
        else
            check_positions(&record, texts);
    }
    assert_null(error);
}

/* ---- both ways ------------------------------------------------------------------ */

static gboolean
stands_at(const Text *text, const char *k1, uint32_t position)
{
    const GArray *positions = g_hash_table_lookup(text->positions, k1);

    for (unsigned i = 0; positions != NULL && i < positions->len; i++)
        if (g_array_index(positions, uint32_t, i) == position)
            return TRUE;
    return FALSE;
}

static unsigned
count_by_positions(const Text *text, const char *const *phrase, unsigned n)
{
    unsigned count = 0;

    for (uint32_t start = 1; start < text->places->len; start++) {
        unsigned i = 0;

        while (i < n && stands_at(text, phrase[i], start + i))
            i++;
        count += i == n;
    }
    return count;
}

/* The ordinals of the last word, where the phrase up to it stands. */
static GArray *
follow(Pairs *pairs, const char *left, const char *right, const GArray *lefts)
{
    g_autofree char *key = g_strconcat(left, " ", right, NULL);
    const GArray *occurrences = g_hash_table_lookup(pairs, key);
    GArray *rights = g_array_new(FALSE, FALSE, sizeof(uint32_t));

    for (unsigned i = 0; occurrences != NULL && i < occurrences->len; i++) {
        const RunOccurrence *at = &g_array_index(occurrences, RunOccurrence, i);
        gboolean linked = lefts == NULL;

        for (unsigned j = 0; !linked && j < lefts->len; j++)
            linked = g_array_index(lefts, uint32_t, j) == at->left;
        if (linked)
            g_array_append_val(rights, at->right);
    }
    return rights;
}

static unsigned
count_by_pairs(Pairs *pairs, const char *const *phrase, unsigned n)
{
    g_autoptr(GArray) ends = follow(pairs, phrase[0], phrase[1], NULL);

    for (unsigned i = 1; i + 1 < n; i++) {
        g_autoptr(GArray) lefts = ends;

        ends = follow(pairs, phrase[i], phrase[i + 1], lefts);
    }
    return ends->len;
}

/* A word at or near a position; NULL when nothing stands there. */
static const char *
word_near(const Text *text, GRand *random, uint32_t position)
{
    const Place *place =
        position < text->places->len ? g_ptr_array_index(text->places, position) : NULL;

    if (place == NULL)
        return NULL;
    return place->joined != NULL && g_rand_boolean(random) ? place->joined->k1
                                                           : place->slot->k1;
}

/* Words from adjacent places, now and then from any; how many, 0 = not so many. */
static unsigned
random_phrase(const Text *text, GRand *random, const char **phrase)
{
    unsigned n = (unsigned) g_rand_int_range(random, 3, MAX_WORDS + 1);
    uint32_t start = (uint32_t) g_rand_int_range(random, 0, (gint32) text->places->len);

    for (unsigned i = 0; i < n; i++) {
        gboolean astray = g_rand_int_range(random, 0, 20) == 0;
        uint32_t position =
            astray ? (uint32_t) g_rand_int_range(random, 0, (gint32) text->places->len)
                   : start + i;

        phrase[i] = word_near(text, random, position);
        if (phrase[i] == NULL)
            return 0;
    }
    return n;
}

/* How many of the words that pairs are made of: all but numbers that have a bare form. */
static GHashTable *
words_of_pairs(const Text *text)
{
    GHashTable *words = g_hash_table_new(g_str_hash, g_str_equal);

    for (unsigned i = 0; i < text->places->len; i++) {
        const Place *place = g_ptr_array_index(text->places, i);

        if (place == NULL)
            continue;
        g_hash_table_add(words, (gpointer) place->slot->k1);
        if (place->joined != NULL)
            g_hash_table_add(words, (gpointer) place->joined->k1);
    }
    return words;
}

/* Returns the sum of all counts. */
static unsigned
compare_pairs(const Text *text, Pairs *pairs)
{
    g_autoptr(GHashTable) words = words_of_pairs(text);
    GHashTableIter left;
    GHashTableIter right;
    const char *phrase[2];
    unsigned sum = 0;

    g_hash_table_iter_init(&left, words);
    while (g_hash_table_iter_next(&left, (gpointer *) &phrase[0], NULL)) {
        g_hash_table_iter_init(&right, words);
        while (g_hash_table_iter_next(&right, (gpointer *) &phrase[1], NULL)) {
            unsigned n = count_by_positions(text, phrase, 2);

            assert_int_equal(count_by_pairs(pairs, phrase, 2), n);
            sum += n;
        }
    }
    return sum;
}

static unsigned
compare_phrases(const Text *text, Pairs *pairs, GRand *random)
{
    const char *phrase[MAX_WORDS] = { 0 };
    unsigned sum = 0;

    for (unsigned i = 0; i < N_PHRASES; i++) {
        unsigned n = random_phrase(text, random, phrase);

        if (n == 0)
            continue;
        unsigned found = count_by_positions(text, phrase, n);
        assert_int_equal(count_by_pairs(pairs, phrase, n), found);
        sum += found;
    }
    return sum;
}

/* ---- tests ------------------------------------------------------------------------ */

/* What a batch is compared with. */
typedef struct {
    TermBuilder *builder;
    TextAnalyser *analyser;
    GRand *random;
    unsigned n_pairs, n_phrases; /* found */
} Comparison;

static void
compare_batch(Comparison *comparison, const char *path)
{
    Text texts[N_DOCUMENTS];
    Pairs *pairs[N_DOCUMENTS];

    term_builder_start_batch(comparison->builder);
    for (unsigned i = 0; i < N_DOCUMENTS; i++) {
        g_autoptr(Notice) notice = random_notice(comparison->random);

        term_builder_add(comparison->builder, notice);
        texts[i] = text_of(comparison->analyser, notice);
        pairs[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, array_unref);
    }
    read_run(comparison->builder, path, texts, pairs);
    for (unsigned i = 0; i < N_DOCUMENTS; i++) {
        comparison->n_pairs += compare_pairs(&texts[i], pairs[i]);
        comparison->n_phrases += compare_phrases(&texts[i], pairs[i], comparison->random);
        text_clear(&texts[i]);
        g_hash_table_unref(pairs[i]);
    }
}

static void
chains_of_pairs_are_the_phrases_that_positions_give(void **state)
{
    g_autoptr(TermBuilder) builder = term_builder_new();
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    Comparison comparison = { builder, analyser, random, 0, 0 };

    for (unsigned i = 0; i < N_BATCHES; i++) {
        g_autofree char *path = g_strdup_printf("%s/run-%u", (char *) *state, i);

        compare_batch(&comparison, path);
    }
    /* Most phrases were taken from the text. */
    assert_true(comparison.n_pairs > N_BATCHES * N_DOCUMENTS);
    assert_true(comparison.n_phrases > N_BATCHES * N_DOCUMENTS);
}

/* Both words at the position are cut to the same 96 bytes. */
static void
a_joined_form_that_is_cut_to_its_first_piece_makes_no_pair(void **state)
{
    g_autoptr(TermBuilder) builder = term_builder_new();
    g_autoptr(Notice) notice = notice_new();
    g_autofree char *longest = g_strnfill(TEXT_WORD_MAX_BYTES, 'x');
    g_autofree char *path = g_build_filename(*state, "run", NULL);
    g_autoptr(GString) dump = g_string_new(NULL);
    RunRecord record;

    notice->id = g_strdup("n");
    notice->text = g_strdup_printf("%s-19 %s", longest, longest);
    term_builder_start_batch(builder);
    term_builder_add(builder, notice);
    assert_true(run_builder_write(term_builder_get_run(builder), path, NULL));
    g_autoptr(RunReader) reader = run_reader_new(path, NULL);
    while (run_reader_next(reader, &record, NULL)) {
        RunPosting posting = { 0 };
        RunOccurrence at;
        size_t in_record = 0;
        size_t in_posting = 0;

        if (record.n_spellings == 0)
            continue;
        assert_true(run_next_posting(&record, &in_record, &posting));
        while (run_next_occurrence(&record, &posting, &in_posting, &at))
            g_string_append_printf(dump, "%u %u %u; ", posting.wdf, at.left, at.right);
    }
    /* "19 x" comes first; the joined form is the second x, the last word the third. */
    assert_string_equal(dump->str, "1 0 2; 1 0 0; ");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(chains_of_pairs_are_the_phrases_that_positions_give),
        scratch_test(a_joined_form_that_is_cut_to_its_first_piece_makes_no_pair),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
