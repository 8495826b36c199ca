#include "terms.h"

#include <stdlib.h>
#include <string.h>

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
    uint32_t folded;     /* id of its K2; NOT_USED = not looked up yet */
    uint32_t form_batch; /* the batch that has its form already */
    uint32_t k1_use;     /* index into `uses`, NOT_USED = not in this document */
    uint32_t k2_wdf;     /* of the word as a K2 in this document */
} WordState;

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
} Posting;

struct TermBuilder {
    TextAnalyser *analyser;
    GArray *words;     /* WordState, by id */
    GArray *tokens;    /* TextToken */
    GArray *uses;      /* Use, in order of first appearance */
    GArray *postings;  /* Posting, in text order */
    GArray *positions; /* uint32_t, grouped by use */
    GArray *folded;    /* uint32_t ids whose k2_wdf is not 0 */
    GArray *pairs;     /* uint64_t: left K2's id above right's; one for each wdf */
    GString *term;
    uint32_t batch;
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
    builder->postings = g_array_new(FALSE, FALSE, sizeof(Posting));
    builder->positions = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->folded = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->pairs = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    builder->term = g_string_new(NULL);
    start_analyser(builder);
    return builder;
}

void
term_builder_free(TermBuilder *builder)
{
    if (builder == NULL)
        return;
    text_analyser_free(builder->analyser);
    g_array_unref(builder->words);
    g_array_unref(builder->tokens);
    g_array_unref(builder->uses);
    g_array_unref(builder->postings);
    g_array_unref(builder->positions);
    g_array_unref(builder->folded);
    g_array_unref(builder->pairs);
    g_string_free(builder->term, TRUE);
    g_free(builder);
}

void
term_builder_start_batch(TermBuilder *builder)
{
    if (text_analyser_n_words(builder->analyser) > MAX_CACHED_WORDS)
        start_analyser(builder);
    builder->batch++;
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
    const WordState none = { NULL, NOT_USED, 0, NOT_USED, 0 };

    while (builder->words->len <= word->id)
        g_array_append_val(builder->words, none);
    WordState *state = state_of(builder, word->id);
    state->word = word;
    return state;
}

/* The id of a word's K2, interned as a word of its own. */
static uint32_t
folded_id(TermBuilder *builder, const TextWord *word)
{
    uint32_t known = word_state(builder, word)->folded;

    if (known != NOT_USED)
        return known;
    const TextWord *k2 = text_intern(builder->analyser, word->k2, word->k2_len);
    word_state(builder, k2);
    state_of(builder, word->id)->folded = k2->id;
    return k2->id;
}

static void
use_k1(TermBuilder *builder, const TextWord *word, uint32_t position, uint32_t wdf)
{
    WordState *state = word_state(builder, word);

    if (state->k1_use == NOT_USED) {
        const Use fresh = { word->id, 0, 0, 0 };

        state->k1_use = builder->uses->len;
        g_array_append_val(builder->uses, fresh);
    }
    Use *use = &g_array_index(builder->uses, Use, state->k1_use);
    const Posting posting = { state->k1_use, position };
    use->wdf += wdf;
    use->n++;
    g_array_append_val(builder->postings, posting);
}

static void
use_k2(TermBuilder *builder, uint32_t id, uint32_t wdf)
{
    WordState *state = state_of(builder, id);

    if (state->k2_wdf == 0)
        g_array_append_val(builder->folded, id);
    state->k2_wdf += wdf;
}

static void
use_pair(TermBuilder *builder, uint32_t left, uint32_t right, uint32_t wdf)
{
    const uint64_t pair = ((uint64_t) left << 32) | right;

    for (uint32_t i = 0; i < wdf; i++)
        g_array_append_val(builder->pairs, pair);
}

/* Posts K1, K2 and pairs of the tokens at hand. */
static void
use_tokens(TermBuilder *builder, uint32_t base, uint32_t wdf)
{
    uint32_t left = NOT_USED;  /* K2 of the syllable before */
    uint32_t right = NOT_USED; /* K2 of the syllable at hand, not paired yet */

    for (unsigned i = 0; i < builder->tokens->len; i++) {
        const TextToken *token = &g_array_index(builder->tokens, TextToken, i);

        if (token->kind != TEXT_SYLLABLE && token->kind != TEXT_JOINED &&
            token->kind != TEXT_NUMBER)
            continue;
        uint32_t folded = folded_id(builder, token->word);
        use_k1(builder, token->word, base + token->position, wdf);
        use_k2(builder, folded, wdf);
        if (token->kind == TEXT_NUMBER)
            right = folded; /* the bare form stands for the syllable in pairs */
        if (token->kind != TEXT_SYLLABLE)
            continue;
        if (left != NOT_USED && right != NOT_USED)
            use_pair(builder, left, right, wdf);
        left = right;
        right = folded;
    }
    if (left != NOT_USED && right != NOT_USED)
        use_pair(builder, left, right, wdf);
}

static gboolean
add_word_term(TermBuilder *builder,
              XapianDocument *document,
              TermKind kind,
              const TextWord *word,
              GError **error)
{
    gboolean folded = kind == TERM_DOCNUM_K2;

    schema_term(builder->term, kind, folded ? word->k2 : word->k1,
                folded ? word->k2_len : word->k1_len);
    return xapian_document_add_term_full(document, builder->term->str, builder->term->len,
                                         1, error);
}

/* The terms that stand for a compound token as a whole. */
static gboolean
add_compound(TermBuilder *builder,
             XapianDocument *document,
             const TextToken *token,
             GError **error)
{
    switch (token->kind) {
    case TEXT_DOCNUM:
        return add_word_term(builder, document, TERM_DOCNUM, token->word, error) &&
               add_word_term(builder, document, TERM_DOCNUM_K2, token->word, error);
    case TEXT_DATE:
        return add_word_term(builder, document, TERM_DATE, token->word, error);
    case TEXT_RANGE:
        return add_word_term(builder, document, TERM_RANGE, token->word, error);
    case TEXT_SYLLABLE:
    case TEXT_JOINED:
    case TEXT_NUMBER:
        break;
    }
    return TRUE;
}

/* Analyses one field; *base grows by the positions it takes and a gap. */
static gboolean
add_field(TermBuilder *builder,
          XapianDocument *document,
          const char *text,
          uint32_t wdf,
          uint32_t *base,
          GError **error)
{
    if (text == NULL)
        return TRUE;
    g_array_set_size(builder->tokens, 0);
    uint32_t n = text_analyse(builder->analyser, text, strlen(text), builder->tokens);
    use_tokens(builder, *base, wdf);
    for (unsigned i = 0; i < builder->tokens->len; i++)
        if (!add_compound(builder, document,
                          &g_array_index(builder->tokens, TextToken, i), error))
            return FALSE;
    *base += n + RANK_FIELD_GAP;
    return TRUE;
}

/* Groups the postings by use; text order within a use is kept, so positions ascend. */
static void
group_positions(TermBuilder *builder)
{
    uint32_t sum = 0;

    for (unsigned i = 0; i < builder->uses->len; i++) {
        Use *use = &g_array_index(builder->uses, Use, i);

        use->first = sum;
        sum += use->n;
        use->n = 0;
    }
    g_array_set_size(builder->positions, sum);
    for (unsigned i = 0; i < builder->postings->len; i++) {
        const Posting *posting = &g_array_index(builder->postings, Posting, i);
        Use *use = &g_array_index(builder->uses, Use, posting->use);

        g_array_index(builder->positions, uint32_t, use->first + use->n++) =
            posting->position;
    }
}

static gboolean
add_k1_terms(TermBuilder *builder, XapianDocument *document, GError **error)
{
    group_positions(builder);
    for (unsigned i = 0; i < builder->uses->len; i++) {
        const Use *use = &g_array_index(builder->uses, Use, i);
        const TextWord *word = state_of(builder, use->id)->word;

        schema_term(builder->term, TERM_K1, word->k1, word->k1_len);
        const XapianPostings postings = {
            .term = builder->term->str,
            .len = builder->term->len,
            .positions = &g_array_index(builder->positions, uint32_t, use->first),
            .n_positions = use->n,
            .wdf_inc = use->wdf,
        };
        if (!xapian_document_add_postings(document, &postings, error))
            return FALSE;
    }
    return TRUE;
}

/* The map K2→K1: each marked word once a batch. */
static gboolean
add_form_terms(TermBuilder *builder, XapianDocument *document, GError **error)
{
    for (unsigned i = 0; i < builder->uses->len; i++) {
        WordState *state = state_of(builder, g_array_index(builder->uses, Use, i).id);

        if ((state->word->flags & TEXT_WORD_MARKED) == 0 ||
            state->form_batch == builder->batch)
            continue;
        state->form_batch = builder->batch;
        schema_form(builder->term, state->word->k2, state->word->k1);
        if (!xapian_document_add_boolean_term(document, builder->term->str,
                                              builder->term->len, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_k2_terms(TermBuilder *builder, XapianDocument *document, GError **error)
{
    for (unsigned i = 0; i < builder->folded->len; i++) {
        WordState *state = state_of(builder, g_array_index(builder->folded, uint32_t, i));

        schema_term(builder->term, TERM_K2, state->word->k1, state->word->k1_len);
        if (!xapian_document_add_term_full(document, builder->term->str,
                                           builder->term->len, state->k2_wdf, error))
            return FALSE;
    }
    return TRUE;
}

static int
compare_pairs(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *) left;
    uint64_t b = *(const uint64_t *) right;

    return (a > b) - (a < b);
}

static gboolean
add_pair_terms(TermBuilder *builder, XapianDocument *document, GError **error)
{
    const uint64_t *pairs = (const uint64_t *) (const void *) builder->pairs->data;
    unsigned n = builder->pairs->len;

    qsort(builder->pairs->data, n, sizeof *pairs, compare_pairs);
    for (unsigned i = 0; i < n;) {
        unsigned next = i + 1;

        while (next < n && pairs[next] == pairs[i])
            next++;
        schema_pair(builder->term,
                    state_of(builder, (uint32_t) (pairs[i] >> 32))->word->k1,
                    state_of(builder, (uint32_t) pairs[i])->word->k1);
        if (!xapian_document_add_term_full(document, builder->term->str,
                                           builder->term->len, next - i, error))
            return FALSE;
        i = next;
    }
    return TRUE;
}

/* Empties what belongs to one document. */
static void
reset(TermBuilder *builder)
{
    for (unsigned i = 0; i < builder->uses->len; i++)
        state_of(builder, g_array_index(builder->uses, Use, i).id)->k1_use = NOT_USED;
    for (unsigned i = 0; i < builder->folded->len; i++)
        state_of(builder, g_array_index(builder->folded, uint32_t, i))->k2_wdf = 0;
    g_array_set_size(builder->uses, 0);
    g_array_set_size(builder->postings, 0);
    g_array_set_size(builder->folded, 0);
    g_array_set_size(builder->pairs, 0);
}

static gboolean
add_text(TermBuilder *builder,
         XapianDocument *document,
         const Notice *notice,
         GError **error)
{
    uint32_t base = 1;

    return add_field(builder, document, notice->title, RANK_TITLE_WDF, &base, error) &&
           add_field(builder, document, notice->text, 1, &base, error) &&
           add_k1_terms(builder, document, error) &&
           add_form_terms(builder, document, error) &&
           add_k2_terms(builder, document, error) &&
           add_pair_terms(builder, document, error);
}

XapianDocument *
term_builder_document(TermBuilder *builder,
                      const Notice *notice,
                      const char *data,
                      size_t data_len,
                      GError **error)
{
    g_autoptr(XapianDocument) document = xapian_document_new();

    reset(builder);
    if (!add_text(builder, document, notice, error) ||
        !metadata_add_terms(builder->analyser, document, notice, error) ||
        !xapian_document_set_data(document, data, data_len, error))
        return NULL;
    return g_steal_pointer(&document);
}
