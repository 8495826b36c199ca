#include "snippet-scan.h"

#include <string.h>

/* A window of SNIPPET_SYLLABLES is about this long. */
#define WINDOW_BYTES 200

/* Analysed before the first and behind the last match. */
#define MARGIN_BYTES 320

/* Two words stand side by side when not more is between them. */
#define NEAR_BYTES 4

/* Matches that are looked at; a text with more has them everywhere. */
#define MAX_HITS 512

/* Forms of an unmarked word that are looked for. */
#define MAX_FORMS 8

/* A word's spellings: each form as looked up, with a capital, in capitals. */
typedef struct {
    GPtrArray *spellings; /* (element-type utf8) */
} ScanWord;

typedef struct {
    size_t start, end; /* bytes */
    unsigned word;
} ScanHit;

struct SnippetScan {
    Lexicon *lexicon;
    GArray *words; /* ScanWord */
    gboolean usable;
};

static void
scan_word_clear(ScanWord *word)
{
    g_ptr_array_unref(word->spellings);
}

/* Takes `spelling` unless it is the one before. */
static void
add_spelling(ScanWord *word, char *spelling)
{
    unsigned n = word->spellings->len;
    if (n > 0 && strcmp(g_ptr_array_index(word->spellings, n - 1), spelling) == 0)
        g_free(spelling);
    else
        g_ptr_array_add(word->spellings, spelling);
}

static void
add_form(ScanWord *word, const char *k1)
{
    g_autofree char *first = g_utf8_substring(k1, 0, 1);
    g_autofree char *capital = g_utf8_strup(first, -1);
    add_spelling(word, g_strdup(k1));
    add_spelling(word, g_strconcat(capital, k1 + strlen(first), NULL));
    add_spelling(word, g_utf8_strup(k1, -1));
}

static void
add_word(SnippetScan *scan, const TextWord *word)
{
    ScanWord row = { g_ptr_array_new_with_free_func(g_free) };
    if (query_word_is_marked(word) || (word->flags & TEXT_WORD_LEGAL) == 0) {
        add_form(&row, word->k1);
    } else {
        const GPtrArray *forms = lexicon_class(scan->lexicon, word);
        for (unsigned i = 0; i < MIN(forms->len, MAX_FORMS); i++)
            add_form(&row, g_ptr_array_index(forms, i));
    }
    g_array_append_val(scan->words, row);
}

static void
add_node(SnippetScan *scan, const QueryNode *node)
{
    if (node->negated || query_node_is_filter(node))
        return;
    gboolean is_words = node->kind == NODE_WORD || node->kind == NODE_PHRASE;
    if (node->children == NULL && !is_words)
        scan->usable = FALSE;
    for (unsigned i = 0; is_words && i < node->words->len; i++)
        add_word(scan, g_ptr_array_index(node->words, i));
    for (unsigned i = 0; node->children != NULL && i < node->children->len; i++)
        add_node(scan, g_ptr_array_index(node->children, i));
}

SnippetScan *
snippet_scan_new(Lexicon *lexicon, const QueryNode *root)
{
    SnippetScan *scan = g_new0(SnippetScan, 1);
    scan->lexicon = lexicon;
    scan->words = g_array_new(FALSE, FALSE, sizeof(ScanWord));
    g_array_set_clear_func(scan->words, (GDestroyNotify) scan_word_clear);
    scan->usable = TRUE;
    if (root != NULL)
        add_node(scan, root);
    scan->usable = scan->usable && scan->words->len > 0;
    return scan;
}

void
snippet_scan_free(SnippetScan *scan)
{
    if (scan == NULL)
        return;
    g_array_unref(scan->words);
    g_free(scan);
}

/* A byte that is surely no part of a word. */
static gboolean
is_boundary(char byte)
{
    return g_ascii_isspace(byte) || g_ascii_ispunct(byte);
}

/* Appends where one spelling stands as a word of its own. */
static void
find_spelling(
    const char *spelling, const char *text, size_t len, unsigned word, GArray *hits)
{
    size_t size = strlen(spelling);
    const char *at = text;
    while (hits->len < MAX_HITS &&
           (at = memmem(at, len - (size_t) (at - text), spelling, size)) != NULL) {
        ScanHit hit = { (size_t) (at - text), (size_t) (at - text) + size, word };
        if ((hit.start == 0 || is_boundary(text[hit.start - 1])) &&
            (hit.end == len || is_boundary(text[hit.end])))
            g_array_append_val(hits, hit);
        at += size;
    }
}

static int
compare_hits(gconstpointer a, gconstpointer b)
{
    const ScanHit *left = a;
    const ScanHit *right = b;
    return left->start < right->start ? -1 : left->start > right->start;
}

/* FALSE when a word is nowhere. */
static gboolean
find_all(const SnippetScan *scan, const char *text, size_t len, GArray *hits)
{
    for (unsigned i = 0; i < scan->words->len; i++) {
        const ScanWord *word = &g_array_index(scan->words, ScanWord, i);
        unsigned before = hits->len;
        for (unsigned j = 0; j < word->spellings->len; j++)
            find_spelling(g_ptr_array_index(word->spellings, j), text, len, i, hits);
        if (hits->len == before)
            return FALSE;
    }
    g_array_sort(hits, compare_hits);
    return TRUE;
}

/* How good the window is that starts with hit `from`: words, then neighbours. */
static unsigned
worth_of(const GArray *hits, unsigned from, unsigned *last)
{
    const ScanHit *first = &g_array_index(hits, ScanHit, from);
    uint64_t words = 0;
    uint64_t pairs = 0;
    for (unsigned i = from; i < hits->len; i++) {
        const ScanHit *hit = &g_array_index(hits, ScanHit, i);
        if (hit->end - first->start > WINDOW_BYTES)
            break;
        words |= UINT64_C(1) << hit->word;
        if (i > from && hit->word == hit[-1].word + 1 &&
            hit->start <= hit[-1].end + NEAR_BYTES)
            pairs |= UINT64_C(1) << hit->word;
        *last = i;
    }
    return 10 * (unsigned) __builtin_popcountll(words) +
           6 * (unsigned) __builtin_popcountll(pairs);
}

gboolean
snippet_scan_find(const SnippetScan *scan, const char *text, size_t len, size_t range[2])
{
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(ScanHit));
    unsigned best = 0;
    if (!scan->usable || !find_all(scan, text, len, hits))
        return FALSE;
    for (unsigned i = 0; i < hits->len; i++) {
        unsigned last = i;
        unsigned worth = worth_of(hits, i, &last);
        if (worth <= best)
            continue;
        best = worth;
        range[0] = g_array_index(hits, ScanHit, i).start;
        range[1] = g_array_index(hits, ScanHit, last).end;
    }
    range[0] -= MIN(range[0], MARGIN_BYTES);
    range[1] = MIN(range[1] + MARGIN_BYTES, len);
    while (range[0] > 0 && !g_ascii_isspace(text[range[0] - 1]))
        range[0]--;
    while (range[1] < len && !g_ascii_isspace(text[range[1]]))
        range[1]++;
    return TRUE;
}
