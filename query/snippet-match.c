#include "snippet-match.h"

#include <string.h>

#define CACHE_STEP 512 /* words that room is made for at once */
#define MAX_WANTED 64  /* bits of Syllable.is; a query has no more words */

typedef struct {
    const TextWord *word;
    const WordForms *forms; /* NULL for numbers and dates */
    NodeKind kind;          /* NODE_WORD, NODE_PREFIX, NODE_NUMBER or NODE_DATE */
    gboolean quoted;        /* in a phrase: never folded */
} Wanted;

/* Words that count only side by side. */
typedef struct {
    unsigned first, n;      /* of Snippeter.wanted */
    const TextWord *joined; /* counts for all of them; or NULL */
} Run;

typedef struct {
    uint64_t mask;
    gboolean known;
} Cached;

struct Snippeter {
    Lexicon *lexicon;
    TextAnalyser *analyser;
    GArray *wanted;   /* Wanted */
    GArray *runs;     /* Run */
    uint64_t in_runs; /* the words of the runs */
    GArray *tokens;   /* TextToken, of the piece at hand */
    GArray *cache;    /* Cached, by TextWord.id, for cache_tier */
    Tier cache_tier;
};

static void
want(Snippeter *snippeter, const TextWord *word, NodeKind kind, gboolean quoted)
{
    Wanted wanted = { word, NULL, kind, quoted };
    if (snippeter->wanted->len == MAX_WANTED)
        return;
    if (kind == NODE_WORD)
        wanted.forms = lexicon_forms(snippeter->lexicon, word);
    g_array_append_val(snippeter->wanted, wanted);
}

static void
want_phrase(Snippeter *snippeter, const QueryNode *node)
{
    Run run = { snippeter->wanted->len, node->words->len, node->joined };
    for (unsigned i = 0; i < node->words->len; i++)
        want(snippeter, g_ptr_array_index(node->words, i), NODE_WORD, TRUE);
    if (run.n == 1 || run.first + run.n > snippeter->wanted->len)
        return;
    g_array_append_val(snippeter->runs, run);
    for (unsigned i = 0; i < run.n; i++)
        snippeter->in_runs |= UINT64_C(1) << (run.first + i);
}

static void
want_node(Snippeter *snippeter, const QueryNode *node)
{
    if (node->negated || query_node_is_filter(node))
        return;
    if (node->children == NULL && node->kind == NODE_PHRASE)
        want_phrase(snippeter, node);
    else if (node->children == NULL)
        want(snippeter, g_ptr_array_index(node->words, 0), node->kind, FALSE);
    for (unsigned i = 0; node->children != NULL && i < node->children->len; i++)
        want_node(snippeter, g_ptr_array_index(node->children, i));
}

Snippeter *
snippeter_new(Lexicon *lexicon, TextAnalyser *analyser, const QueryNode *root)
{
    Snippeter *snippeter = g_new0(Snippeter, 1);
    snippeter->lexicon = lexicon;
    snippeter->analyser = analyser;
    snippeter->wanted = g_array_new(FALSE, FALSE, sizeof(Wanted));
    snippeter->runs = g_array_new(FALSE, FALSE, sizeof(Run));
    snippeter->tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    snippeter->cache = g_array_new(FALSE, TRUE, sizeof(Cached));
    if (root != NULL)
        want_node(snippeter, root);
    return snippeter;
}

void
snippeter_free(Snippeter *snippeter)
{
    if (snippeter == NULL)
        return;
    g_array_unref(snippeter->wanted);
    g_array_unref(snippeter->runs);
    g_array_unref(snippeter->tokens);
    g_array_unref(snippeter->cache);
    g_free(snippeter);
}

static gboolean
is_one_of(const char *key, const GPtrArray *keys)
{
    for (unsigned i = 0; i < keys->len; i++)
        if (strcmp(key, g_ptr_array_index(keys, i)) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
word_is_wanted(const Wanted *wanted, const TextWord *word, Tier tier)
{
    if (wanted->word == word)
        return TRUE;
    gboolean folds_alike = strcmp(wanted->word->k2, word->k2) == 0;
    if (!query_word_is_marked(wanted->word))
        return folds_alike;
    return is_one_of(word->k1, wanted->forms->exact) ||
           (tier >= TIER_VARIANT && is_one_of(word->k1, wanted->forms->variants)) ||
           (tier == TIER_FOLDED && !wanted->quoted && folds_alike);
}

/* FALSE when the first letters say already that no form of `wanted` is `word`; which of
 * i and y a form has may differ. */
static gboolean
may_be_wanted(const Wanted *wanted, const TextWord *word)
{
    char first = wanted->word->k2[0];
    return first == word->k2[0] || first == 'i' || first == 'y';
}

static gboolean
is_wanted(const Wanted *wanted, const TextWord *word, Tier tier)
{
    if (!may_be_wanted(wanted, word))
        return FALSE;
    gboolean marked = query_word_is_marked(wanted->word);
    switch (wanted->kind) {
    case NODE_WORD:
        return word_is_wanted(wanted, word, tier);
    case NODE_PREFIX:
        return g_str_has_prefix(marked ? word->k1 : word->k2, wanted->word->k1);
    default:
        return wanted->word == word || ((!marked || tier == TIER_FOLDED) &&
                                        strcmp(wanted->word->k2, word->k2) == 0);
    }
}

static uint64_t
find_mask(const Snippeter *snippeter, const TextWord *word, Tier tier)
{
    uint64_t mask = 0;
    for (unsigned i = 0; i < snippeter->wanted->len; i++)
        if (is_wanted(&g_array_index(snippeter->wanted, Wanted, i), word, tier))
            mask |= UINT64_C(1) << i;
    return mask;
}

/* What was learnt of words is for one tier. */
static void
set_tier(Snippeter *snippeter, Tier tier)
{
    if (tier != snippeter->cache_tier)
        g_array_set_size(snippeter->cache, 0);
    snippeter->cache_tier = tier;
}

/* The words of the query that `word` is. */
static uint64_t
mask_of(Snippeter *snippeter, const TextWord *word)
{
    if (snippeter->cache->len <= word->id)
        g_array_set_size(snippeter->cache, word->id + CACHE_STEP);
    Cached *cached = &g_array_index(snippeter->cache, Cached, word->id);
    if (!cached->known)
        *cached = (Cached){ find_mask(snippeter, word, snippeter->cache_tier), TRUE };
    return cached->mask;
}

/* The kinds of words in the query that a token of this kind can be. */
static uint64_t
kinds_of(const Snippeter *snippeter, TextKind kind)
{
    uint64_t mask = 0;
    for (unsigned i = 0; i < snippeter->wanted->len; i++) {
        NodeKind wanted = g_array_index(snippeter->wanted, Wanted, i).kind;
        gboolean fits = kind == TEXT_DOCNUM ? wanted == NODE_NUMBER
                        : kind == TEXT_DATE
                            ? wanted == NODE_DATE
                            : wanted == NODE_WORD || wanted == NODE_PREFIX;
        if (fits)
            mask |= UINT64_C(1) << i;
    }
    return mask;
}

/* Marks what one extra token covers, from syllable `first` on. */
static void
mark_span(GArray *syllables, unsigned first, unsigned span, uint64_t mask)
{
    for (unsigned i = 0; i < span && first + i < syllables->len; i++) {
        Syllable *syllable = &g_array_index(syllables, Syllable, first + i);
        syllable->is |= mask;
        syllable->glued |= i + 1 < span;
    }
}

/* The words of the phrases that `word` is the joined form of. */
static uint64_t
joined_mask(const Snippeter *snippeter, const TextWord *word)
{
    uint64_t mask = 0;
    for (unsigned i = 0; i < snippeter->runs->len; i++) {
        const Run *run = &g_array_index(snippeter->runs, Run, i);
        if (run->joined != NULL && strcmp(run->joined->k2, word->k2) == 0)
            mask |= ((UINT64_C(1) << (run->n - 1) << 1) - 1) << run->first;
    }
    return mask;
}

/* Takes account of an extra token; `first` is the syllable of position 0. */
static void
match_extra(Snippeter *snippeter,
            GArray *syllables,
            unsigned first,
            const TextToken *token)
{
    unsigned at = first + token->position;
    uint64_t mask = mask_of(snippeter, token->word) & kinds_of(snippeter, token->kind);
    if (token->kind == TEXT_NUMBER && at < syllables->len)
        g_array_index(syllables, Syllable, at).may_be |= mask;
    else if (token->kind == TEXT_JOINED)
        mask = (mask & ~snippeter->in_runs) | joined_mask(snippeter, token->word);
    if (mask != 0 && token->kind != TEXT_NUMBER && token->kind != TEXT_RANGE)
        mark_span(syllables, at, token->span, mask);
}

static gboolean
run_starts_at(const Run *run, const GArray *syllables, unsigned at)
{
    if (at + run->n > syllables->len)
        return FALSE;
    for (unsigned i = 0; i < run->n; i++) {
        uint64_t bit = UINT64_C(1) << (run->first + i);
        if ((g_array_index(syllables, Syllable, at + i).may_be & bit) == 0)
            return FALSE;
    }
    return TRUE;
}

static void
match_run(const Run *run, GArray *syllables, unsigned at)
{
    if (!run_starts_at(run, syllables, at))
        return;
    for (unsigned i = 0; i < run->n; i++) {
        Syllable *syllable = &g_array_index(syllables, Syllable, at + i);
        syllable->is |= UINT64_C(1) << (run->first + i);
        syllable->glued |= i + 1 < run->n;
    }
}

static void
append_syllables(Snippeter *snippeter,
                 const GArray *tokens,
                 size_t offset,
                 GArray *syllables)
{
    uint64_t words = kinds_of(snippeter, TEXT_SYLLABLE);
    unsigned n = syllables->len;
    g_array_set_size(syllables, n + tokens->len);
    for (unsigned i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);
        if (token->kind != TEXT_SYLLABLE)
            continue;
        uint64_t may_be = mask_of(snippeter, token->word) & words;
        g_array_index(syllables, Syllable, n++) =
            (Syllable){ offset + token->start, offset + token->end, may_be, 0, FALSE };
    }
    g_array_set_size(syllables, n);
}

void
snippeter_match(Snippeter *snippeter,
                const char *text,
                const size_t range[2],
                Tier tier,
                GArray *syllables)
{
    GArray *tokens = snippeter->tokens;
    unsigned first = syllables->len;
    unsigned before = MIN(first, MAX_WANTED); /* a phrase may have begun there */
    g_array_set_size(tokens, 0);
    text_analyse(snippeter->analyser, text + range[0], range[1] - range[0], tokens);
    set_tier(snippeter, tier);
    append_syllables(snippeter, tokens, range[0], syllables);
    for (unsigned i = 0; snippeter->wanted->len > 0 && i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);
        if (token->kind != TEXT_SYLLABLE)
            match_extra(snippeter, syllables, first, token);
    }
    for (unsigned i = first - before; i < syllables->len; i++) {
        Syllable *syllable = &g_array_index(syllables, Syllable, i);
        syllable->is |= syllable->may_be & ~snippeter->in_runs;
        for (unsigned j = 0; syllable->may_be != 0 && j < snippeter->runs->len; j++)
            match_run(&g_array_index(snippeter->runs, Run, j), syllables, i);
    }
}

gboolean
syllables_meet(const char *text, const Syllable *left, const Syllable *right)
{
    if (left->is == 0 || right->is == 0)
        return FALSE;
    if (left->glued)
        return TRUE;
    for (size_t at = left->end; at < right->start; at++)
        if (strchr(".;:!?", text[at]) != NULL)
            return FALSE;
    return TRUE;
}

uint64_t
snippeter_words(const Snippeter *snippeter)
{
    unsigned n = snippeter->wanted->len;
    return n == 0 ? 0 : ((UINT64_C(1) << (n - 1) << 1) - 1);
}
