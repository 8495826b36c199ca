#include "parse.h"

#include <string.h>

#include "lexer.h"

typedef struct {
    TextAnalyser *analyser;
    const Lexed *lexed;
    unsigned next; /* lexeme to be read */
} Parser;

void
query_node_free(QueryNode *node)
{
    if (node == NULL)
        return;
    g_clear_pointer(&node->children, g_ptr_array_unref);
    g_clear_pointer(&node->words, g_ptr_array_unref);
    g_free(node->number);
    g_free(node);
}

void
query_free(Query *query)
{
    if (query == NULL)
        return;
    query_node_free(query->root);
    g_free(query);
}

static QueryNode *
node_new(NodeKind kind)
{
    QueryNode *node = g_new0(QueryNode, 1);
    node->kind = kind;
    if (kind == NODE_AND || kind == NODE_OR)
        node->children = g_ptr_array_new_with_free_func((GDestroyNotify) query_node_free);
    else
        node->words = g_ptr_array_new();
    return node;
}

static const Lexeme *
peek(const Parser *parser, unsigned ahead)
{
    unsigned i = parser->next + ahead;
    return i < parser->lexed->lexemes->len
               ? &g_array_index(parser->lexed->lexemes, Lexeme, i)
               : NULL;
}

static const TextToken *
token_of(const Parser *parser, unsigned i)
{
    return &g_array_index(parser->lexed->tokens, TextToken, i);
}

/* The word that syllable i of the lexeme is looked up by: a number's bare form. */
static const TextWord *
bare_word(const Parser *parser, const Lexeme *lexeme, unsigned i)
{
    const TextToken *syllable = token_of(parser, i);
    for (unsigned j = i + 1; j < lexeme->first + lexeme->n; j++) {
        const TextToken *extra = token_of(parser, j);
        if (extra->kind == TEXT_SYLLABLE)
            break;
        if (extra->kind == TEXT_NUMBER && extra->position == syllable->position)
            return extra->word;
    }
    return syllable->word;
}

static void
add_words(const Parser *parser, const Lexeme *lexeme, QueryNode *node)
{
    for (unsigned i = lexeme->first; i < lexeme->first + lexeme->n; i++)
        if (token_of(parser, i)->kind == TEXT_SYLLABLE)
            g_ptr_array_add(node->words, (gpointer) bare_word(parser, lexeme, i));
}

/* The first extra token of a kind, or NULL. */
static const TextToken *
extra_token(const Parser *parser, const Lexeme *lexeme, TextKind kind)
{
    for (unsigned i = lexeme->first; i < lexeme->first + lexeme->n; i++)
        if (token_of(parser, i)->kind == kind)
            return token_of(parser, i);
    return NULL;
}

static QueryNode *
parse_words(const Parser *parser, const Lexeme *lexeme)
{
    QueryNode *node = node_new(lexeme->kind == LEX_PHRASE ? NODE_PHRASE : NODE_WORD);
    add_words(parser, lexeme, node);
    if (lexeme->kind == LEX_PHRASE)
        return node;
    if (node->words->len > 1) {
        const TextToken *joined = extra_token(parser, lexeme, TEXT_JOINED);
        node->kind = NODE_PHRASE;
        if (joined != NULL && joined->span == node->words->len)
            node->joined = joined->word;
    } else if (lexeme->starred) {
        node->kind = NODE_PREFIX;
    }
    return node;
}

static QueryNode *
parse_number(const Parser *parser, const Lexeme *lexeme)
{
    gboolean is_date = lexeme->kind == LEX_DATE;
    QueryNode *node = node_new(is_date ? NODE_DATE : NODE_NUMBER);
    const TextToken *token =
        extra_token(parser, lexeme, is_date ? TEXT_DATE : TEXT_DOCNUM);
    /* A date that no token has is one in ISO form, which is its term. */
    const TextWord *word =
        token != NULL ? token->word
                      : text_intern(parser->analyser, parser->lexed->text + lexeme->start,
                                    lexeme->end - lexeme->start);
    g_ptr_array_add(node->words, (gpointer) word);
    return node;
}

static QueryNode *
parse_field(const Parser *parser, const Lexeme *lexeme)
{
    const char *value = parser->lexed->text + lexeme->start;
    size_t len = lexeme->end - lexeme->start;
    QueryNode *node = node_new(NODE_FIELD);
    node->field = lexeme->field;
    if (lexeme->field->kind == FIELD_VALUES) {
        add_words(parser, lexeme, node);
    } else if (lexeme->field->kind == FIELD_DATED) {
        lexer_read_days(value, len, node->begin, node->end);
    } else {
        const TextToken *number = extra_token(parser, lexeme, TEXT_DOCNUM);
        node->number =
            number != NULL ? g_strdup(number->word->k1) : text_canonical(value, len);
        g_strstrip(node->number);
    }
    return node;
}

static QueryNode *parse_group(Parser *parser);

static QueryNode *
parse_clause(Parser *parser)
{
    const Lexeme *lexeme = peek(parser, 0);
    QueryNode *node = NULL;
    parser->next++;
    switch (lexeme->kind) {
    case LEX_OPEN:
        node = parse_group(parser);
        parser->next++;
        break;
    case LEX_FIELD:
        node = parse_field(parser, lexeme);
        break;
    case LEX_NUMBER:
    case LEX_DATE:
        node = parse_number(parser, lexeme);
        break;
    case LEX_WORD:
    case LEX_PHRASE:
    case LEX_OR:
    case LEX_CLOSE:
        node = parse_words(parser, lexeme);
        break;
    }
    node->negated = lexeme->negated;
    return node;
}

static gboolean
at_end(const Parser *parser, unsigned ahead)
{
    const Lexeme *lexeme = peek(parser, ahead);
    return lexeme == NULL || lexeme->kind == LEX_CLOSE;
}

/* A node of one positive child is that child. */
static QueryNode *
simplify(QueryNode *node)
{
    QueryNode *only = g_ptr_array_index(node->children, 0);
    if (node->children->len > 1 || only->negated)
        return node;
    g_ptr_array_steal_index(node->children, 0);
    query_node_free(node);
    return only;
}

/* clause { clause }, up to an OR that has a clause on both sides. */
static QueryNode *
parse_and(Parser *parser)
{
    QueryNode *node = node_new(NODE_AND);
    while (!at_end(parser, 0)) {
        if (peek(parser, 0)->kind == LEX_OR && node->children->len > 0 &&
            !at_end(parser, 1))
            break;
        g_ptr_array_add(node->children, parse_clause(parser));
    }
    return simplify(node);
}

static QueryNode *
parse_group(Parser *parser)
{
    QueryNode *node = node_new(NODE_OR);
    g_ptr_array_add(node->children, parse_and(parser));
    while (!at_end(parser, 0)) {
        parser->next++; /* the OR */
        g_ptr_array_add(node->children, parse_and(parser));
    }
    return simplify(node);
}

Query *
query_parse(TextAnalyser *analyser, const char *utf8)
{
    g_autoptr(Lexed) lexed = lexer_read(analyser, utf8);
    Parser parser = { analyser, lexed, 0 };
    Query *query = g_new0(Query, 1);
    query->cut = lexed->cut;
    if (lexed->lexemes->len > 0)
        query->root = parse_group(&parser);
    return query;
}

gboolean
query_word_is_marked(const TextWord *word)
{
    return (word->flags & TEXT_WORD_MARKED) != 0;
}

gboolean
query_node_is_filter(const QueryNode *node)
{
    return node->kind == NODE_FIELD;
}

gboolean
query_relax(Query *query)
{
    QueryNode *root = query->root;
    if (root == NULL || root->kind != NODE_AND || root->negated)
        return FALSE;
    g_autoptr(QueryNode) any = node_new(NODE_OR);
    for (unsigned i = root->children->len; i > 0; i--) {
        QueryNode *child = g_ptr_array_index(root->children, i - 1);
        if (!child->negated && !query_node_is_filter(child))
            g_ptr_array_insert(any->children, 0,
                               g_ptr_array_steal_index(root->children, i - 1));
    }
    gboolean changes = any->children->len > 1;
    if (changes) {
        g_ptr_array_insert(root->children, 0, g_steal_pointer(&any));
    } else if (any->children->len == 1) {
        g_ptr_array_insert(root->children, 0, g_ptr_array_steal_index(any->children, 0));
    }
    return changes;
}

static void
describe_words(const QueryNode *node, GString *out)
{
    for (unsigned i = 0; i < node->words->len; i++)
        g_string_append_printf(
            out, " %s", ((const TextWord *) g_ptr_array_index(node->words, i))->k1);
}

static void
describe_field(const QueryNode *node, GString *out)
{
    g_autofree char *name = text_fold(node->field->name, strlen(node->field->name));
    g_string_append_printf(out, "(%s", name);
    describe_words(node, out);
    if (node->number != NULL)
        g_string_append_printf(out, " %s", node->number);
    if (node->field->kind == FIELD_DATED)
        g_string_append_printf(out, " %s..%s", node->begin, node->end);
    g_string_append_c(out, ')');
}

static void
describe_leaf(const QueryNode *node, GString *out)
{
    static const char *const names[] = {
        [NODE_PREFIX] = "prefix",
        [NODE_PHRASE] = "phrase",
        [NODE_NUMBER] = "number",
        [NODE_DATE] = "date",
    };
    if (node->kind == NODE_WORD) {
        g_string_append(out, ((const TextWord *) g_ptr_array_index(node->words, 0))->k1);
        return;
    }
    g_string_append_printf(out, "(%s", names[node->kind]);
    describe_words(node, out);
    if (node->joined != NULL)
        g_string_append_printf(out, " | %s", node->joined->k1);
    g_string_append_c(out, ')');
}

static void
describe_node(const QueryNode *node, GString *out)
{
    if (node->negated)
        g_string_append(out, "(not ");
    if (node->kind == NODE_AND || node->kind == NODE_OR) {
        g_string_append(out, node->kind == NODE_AND ? "(and" : "(or");
        for (unsigned i = 0; i < node->children->len; i++) {
            g_string_append_c(out, ' ');
            describe_node(g_ptr_array_index(node->children, i), out);
        }
        g_string_append_c(out, ')');
    } else if (node->kind == NODE_FIELD) {
        describe_field(node, out);
    } else {
        describe_leaf(node, out);
    }
    if (node->negated)
        g_string_append_c(out, ')');
}

char *
query_describe(const Query *query)
{
    GString *out = g_string_new(NULL);
    if (query->root != NULL)
        describe_node(query->root, out);
    return g_string_free(out, FALSE);
}
