/* Any bytes are a query: a tree of bounded size and depth, read in linear time. */
#include <string.h>

#include "bounds.h"
#include "parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Brackets and the ANDs and ORs between them. */
#define MAX_TREE_DEPTH (2 * QUERY_MAX_DEPTH + 4)

/* A word has a token of its own and an extra one at most (joined or bare). */
#define MAX_WORDS (2 * QUERY_MAX_WORDS)

static unsigned
count_words(const QueryNode *node, unsigned depth)
{
    unsigned n = node->words != NULL ? node->words->len : 0;
    g_assert(depth <= MAX_TREE_DEPTH);
    g_assert((node->children != NULL) ==
             (node->kind == NODE_AND || node->kind == NODE_OR));
    g_assert(node->children == NULL || node->children->len > 0);
    for (unsigned i = 0; node->children != NULL && i < node->children->len; i++)
        n += count_words(g_ptr_array_index(node->children, i), depth + 1);
    return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = g_strndup((const char *) data, size);
    g_autofree char *typed = g_utf8_make_valid(bytes, -1);
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Query) query = query_parse(analyser, typed);
    g_autofree char *tree = query_describe(query);
    g_assert(g_utf8_validate(tree, -1, NULL));
    g_assert(strlen(tree) <= 16 * strlen(typed) + 16);
    if (query->root == NULL)
        return 0;
    unsigned n = count_words(query->root, 0);
    g_assert(n <= MAX_WORDS);
    query_relax(query);
    g_assert(count_words(query->root, 0) == n);
    return 0;
}
