#include "terms.h"

#include <string.h>

#include "buffer.h"
#include "metadata.h"
#include "ranking.h"
#include "schema.h"
#include "text/text.h"

/* The analyser's cache is started anew between batches when it passes this. */
#define MAX_CACHED_WORDS 400000

#define NOT_USED UINT32_MAX

/* What the builder knows of an interned word, by its id. */
typedef struct {
    const TextWord *word;
    uint32_t folded;  /* id of its K2; NOT_USED = not looked up yet */
    uint32_t batch;   /* the batch that the next two belong to */
    uint32_t k1_term; /* its number in the run as a K1, NOT_USED = not in it yet */
    uint32_t k2_term; /* ditto as a K2 */
    uint32_t k1_use;  /* index into `uses`, NOT_USED = not in this document */
    uint32_t k2_wdf;  /* of the word as a K2 in this document */
    uint32_t k2_n;    /* ditto: how many words of it there are so far */
} WordState;

/* What stands at a position: its slot word, that is the syllable or its bare number,
 * and the joined form that starts there. */
typedef struct {
    RunWord slot;
    RunWord joined; /* its word is NULL when there is none */
} Place;

/* One K1 term of the document at hand. */
typedef struct {
    uint32_t id;
    uint32_t wdf;
    uint32_t n, first; /* its positions: [first, first + n) of `positions` */
} Use;

/* One position of one K1 term. */
typedef struct {
    uint32_t use;
    uint32_t position;
} Occurrence;

struct TermBuilder {
    TextAnalyser *analyser;
    RunBuilder *run;
    GArray *words;      /* WordState, by id */
    GArray *tokens;     /* TextToken */
    GArray *uses;       /* Use, in order of first appearance */
    Buffer occurrences; /* Occurrence, in text order */
    GArray *positions;  /* uint32_t, grouped by use */
    GArray *folded;     /* uint32_t ids whose k2_wdf is not 0 */
    GArray *extras;     /* uint32_t: terms of compounds, one for each wdf */
    GString *term;
    uint32_t batch;
    uint32_t n_syllables; /* of the last notice's text */
};

static void
start_analyser(TermBuilder *builder)
{
    g_clear_pointer(&builder->analyser, text_analyser_free);
    builder->analyser = text_analyser_new();
    g_array_set_size(builder->words, 0);
}

TermBuilder *
term_builder_new(void)
{
    TermBuilder *builder = g_new0(TermBuilder, 1);

    builder->words = g_array_new(FALSE, FALSE, sizeof(WordState));
    builder->tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    builder->uses = g_array_new(FALSE, FALSE, sizeof(Use));
    builder->extras = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->positions = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->folded = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->term = g_string_new(NULL);
    builder->run = run_builder_new();
    start_analyser(builder);
    return builder;
}

void
term_builder_free(TermBuilder *builder)
{
    if (builder == NULL)
        return;
    text_analyser_free(builder->analyser);
    run_builder_free(builder->run);
    g_array_unref(builder->words);
    g_array_unref(builder->tokens);
    g_array_unref(builder->uses);
    buffer_clear(&builder->occurrences);
    g_array_unref(builder->extras);
    g_array_unref(builder->positions);
    g_array_unref(builder->folded);
    g_string_free(builder->term, TRUE);
    g_free(builder);
}

void
term_builder_start_batch(TermBuilder *builder)
{
    if (text_analyser_n_words(builder->analyser) > MAX_CACHED_WORDS)
        start_analyser(builder);
    run_builder_clear(builder->run);
    builder->batch++;
}

uint32_t
term_builder_get_syllables(const TermBuilder *builder)
{
    return builder->n_syllables;
}

RunBuilder *
term_builder_get_run(TermBuilder *builder)
{
    return builder->run;
}

static WordState *
state_of(TermBuilder *builder, uint32_t id)
{
    return &g_array_index(builder->words, WordState, id);
}

/* The state of a word, made when the word is new.  Pointers from before a call
 * with a new word are void after it. */
static WordState *
word_state(TermBuilder *builder, const TextWord *word)
{
    const WordState none = { .folded = NOT_USED, .k1_use = NOT_USED };

    while (builder->words->len <= word->id)
        g_array_append_val(builder->words, none);
    WordState *state = state_of(builder, word->id);
    state->word = word;
    if (state->batch != builder->batch) {
        state->batch = builder->batch;
        state->k1_term = NOT_USED;
        state->k2_term = NOT_USED;
    }
    return state;
}

/* The id of a word's K2, interned as a word of its own; makes the states of both. */
static uint32_t
folded_id(TermBuilder *builder, const TextWord *word)
{
    uint32_t known = word_state(builder, word)->folded;

    if (known == NOT_USED) {
        const TextWord *k2 = text_intern(builder->analyser, word->k2, word->k2_len);

        known = k2->id;
        word_state(builder, k2);
        state_of(builder, word->id)->folded = known;
    } else if (known != word->id) {
        word_state(builder, state_of(builder, known)->word);
    }
    return known;
}

/* The word has a state. */
static void
use_k1(TermBuilder *builder, const TextWord *word, uint32_t position, uint32_t wdf)
{
    WordState *state = state_of(builder, word->id);

    if (state->k1_use == NOT_USED) {
        const Use fresh = { word->id, 0, 0, 0 };

        state->k1_use = builder->uses->len;
        g_array_append_val(builder->uses, fresh);
    }
    Use *use = &g_array_index(builder->uses, Use, state->k1_use);
    Occurrence *occurrence = buffer_add(&builder->occurrences, sizeof *occurrence);
    *occurrence = (Occurrence){ state->k1_use, position };
    use->wdf += wdf;
    use->n++;
}

/* Returns the ordinal of the word, among those of its K2. */
static uint32_t
use_k2(TermBuilder *builder, uint32_t id, uint32_t wdf)
{
    WordState *state = state_of(builder, id);

    if (state->k2_n == 0)
        g_array_append_val(builder->folded, id);
    state->k2_wdf += wdf;
    return state->k2_n++;
}

/* Posts what two adjacent places make: a pair of slot words for every index, and those
 * with a joined form, which have no wdf, for the one that finds phrases by pairs. */
static void
use_pairs(TermBuilder *builder, const Place *left, const Place *right, uint32_t wdf)
{
    RunBuilder *run = builder->run;

    if (left->slot.word == NULL || right->slot.word == NULL)
        return;
    run_builder_add_pair(run, &left->slot, &right->slot, wdf);
    if (right->joined.word != NULL)
        run_builder_add_pair(run, &left->slot, &right->joined, 0);
    if (left->joined.word != NULL)
        run_builder_add_pair(run, &left->joined, &right->slot, 0);
    if (left->joined.word != NULL && right->joined.word != NULL)
        run_builder_add_pair(run, &left->joined, &right->joined, 0);
}

/* A joined form is cut where words are: it may be no more than its first piece. */
static gboolean
is_cut_to(const RunWord *slot, const TextWord *joined)
{
    return slot->word != NULL && strcmp(slot->word->k2, joined->k2) == 0;
}

/* Posts K1, K2 and pairs of the tokens at hand. */
static void
use_tokens(TermBuilder *builder, uint32_t base, uint32_t wdf)
{
    Place left = { 0 };
    Place right = { 0 }; /* not paired yet */

    for (unsigned i = 0; i < builder->tokens->len; i++) {
        const TextToken *token = &g_array_index(builder->tokens, TextToken, i);

        if (token->kind != TEXT_SYLLABLE && token->kind != TEXT_JOINED &&
            token->kind != TEXT_NUMBER)
            continue;
        uint32_t folded = folded_id(builder, token->word);
        use_k1(builder, token->word, base + token->position, wdf);
        const RunWord word = { token->word, use_k2(builder, folded, wdf) };
        if (token->kind == TEXT_SYLLABLE) {
            use_pairs(builder, &left, &right, wdf);
            left = right;
            right = (Place){ .slot = word };
        } else if (token->kind == TEXT_NUMBER) {
            right.slot = word; /* the bare form stands for the syllable in pairs */
        } else if (!is_cut_to(&right.slot, token->word)) {
            right.joined = word;
        }
    }
    use_pairs(builder, &left, &right, wdf);
}

/* The number of a term in the run, by its bytes. */
static uint32_t
term_of(TermBuilder *builder, TermKind kind, const char *bytes, size_t len)
{
    schema_term(builder->term, kind, bytes, len);
    return run_builder_term(builder->run, builder->term->str, builder->term->len);
}

static void
use_extra(TermBuilder *builder, TermKind kind, const char *bytes, size_t len)
{
    uint32_t term = term_of(builder, kind, bytes, len);

    g_array_append_val(builder->extras, term);
}

/* The terms that stand for a compound token as a whole. */
static void
use_compound(TermBuilder *builder, const TextToken *token)
{
    const TextWord *word = token->word;

    switch (token->kind) {
    case TEXT_DOCNUM:
        use_extra(builder, TERM_DOCNUM, word->k1, word->k1_len);
        use_extra(builder, TERM_DOCNUM_K2, word->k2, word->k2_len);
        break;
    case TEXT_DATE:
        use_extra(builder, TERM_DATE, word->k1, word->k1_len);
        break;
    case TEXT_RANGE:
        use_extra(builder, TERM_RANGE, word->k1, word->k1_len);
        break;
    case TEXT_SYLLABLE:
    case TEXT_JOINED:
    case TEXT_NUMBER:
        break;
    }
}

/* Analyses one field; *base grows by the positions it takes and a gap.  Returns the
 * positions. */
static uint32_t
use_field(TermBuilder *builder, const char *text, uint32_t wdf, uint32_t *base)
{
    if (text == NULL)
        return 0;
    g_array_set_size(builder->tokens, 0);
    uint32_t n = text_analyse(builder->analyser, text, strlen(text), builder->tokens);
    use_tokens(builder, *base, wdf);
    for (unsigned i = 0; i < builder->tokens->len; i++)
        use_compound(builder, &g_array_index(builder->tokens, TextToken, i));
    *base += n + RANK_FIELD_GAP;
    return n;
}

/* Groups the positions by use; text order within a use is kept, so they ascend. */
static void
group_positions(TermBuilder *builder)
{
    const Occurrence *occurrences =
        (const Occurrence *) (const void *) builder->occurrences.bytes;
    size_t n_occurrences = builder->occurrences.len / sizeof *occurrences;
    uint32_t sum = 0;

    for (unsigned i = 0; i < builder->uses->len; i++) {
        Use *use = &g_array_index(builder->uses, Use, i);

        use->first = sum;
        sum += use->n;
        use->n = 0;
    }
    g_array_set_size(builder->positions, sum);
    uint32_t *positions = (uint32_t *) (void *) builder->positions->data;
    for (size_t i = 0; i < n_occurrences; i++) {
        const Occurrence *at = &occurrences[i];
        Use *use = &g_array_index(builder->uses, Use, at->use);

        if (use->n == 0 || positions[use->first + use->n - 1] != at->position)
            positions[use->first + use->n++] = at->position;
    }
}

static void
post_k1(TermBuilder *builder)
{
    group_positions(builder);
    for (unsigned i = 0; i < builder->uses->len; i++) {
        const Use *use = &g_array_index(builder->uses, Use, i);
        WordState *state = state_of(builder, use->id);
        gboolean fresh = state->k1_term == NOT_USED;

        if (fresh)
            state->k1_term =
                term_of(builder, TERM_K1, state->word->k1, state->word->k1_len);
        run_builder_post(builder->run, state->k1_term, use->wdf,
                         &g_array_index(builder->positions, uint32_t, use->first),
                         use->n);
        /* The map K2→K1: each marked word once a batch. */
        if (fresh && (state->word->flags & TEXT_WORD_MARKED) != 0) {
            schema_form(builder->term, state->word->k2, state->word->k1);
            run_builder_post(
                builder->run,
                run_builder_term(builder->run, builder->term->str, builder->term->len), 0,
                NULL, 0);
        }
    }
}

static void
post_k2(TermBuilder *builder)
{
    for (unsigned i = 0; i < builder->folded->len; i++) {
        WordState *state = state_of(builder, g_array_index(builder->folded, uint32_t, i));

        if (state->k2_term == NOT_USED)
            state->k2_term =
                term_of(builder, TERM_K2, state->word->k1, state->word->k1_len);
        run_builder_post(builder->run, state->k2_term, state->k2_wdf, NULL, 0);
    }
}

static int
compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *) left;
    uint32_t b = *(const uint32_t *) right;

    return (a > b) - (a < b);
}

static void
post_extras(TermBuilder *builder)
{
    const uint32_t *extras = (const uint32_t *) (const void *) builder->extras->data;
    unsigned n = builder->extras->len;

    g_array_sort(builder->extras, compare_numbers);
    for (unsigned i = 0; i < n;) {
        unsigned next = i + 1;

        while (next < n && extras[next] == extras[i])
            next++;
        run_builder_post(builder->run, extras[i], next - i, NULL, 0);
        i = next;
    }
}

/* Empties what belongs to one document. */
static void
reset(TermBuilder *builder)
{
    for (unsigned i = 0; i < builder->uses->len; i++)
        state_of(builder, g_array_index(builder->uses, Use, i).id)->k1_use = NOT_USED;
    for (unsigned i = 0; i < builder->folded->len; i++) {
        WordState *state = state_of(builder, g_array_index(builder->folded, uint32_t, i));

        state->k2_wdf = 0;
        state->k2_n = 0;
    }
    g_array_set_size(builder->uses, 0);
    builder->occurrences.len = 0;
    g_array_set_size(builder->folded, 0);
    g_array_set_size(builder->extras, 0);
}

void
term_builder_add(TermBuilder *builder, const Notice *notice)
{
    uint32_t base = 1;

    run_builder_start_document(builder->run);
    (void) use_field(builder, notice->title, RANK_TITLE_WDF, &base);
    builder->n_syllables = use_field(builder, notice->text, 1, &base);
    post_k1(builder);
    post_k2(builder);
    post_extras(builder);
    metadata_post(builder->analyser, builder->run, notice);
    reset(builder);
}
