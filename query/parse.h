/* parse - a query as it was typed becomes a tree (ARCHITECTURE.md, "Reading").
 *
 * There are no errors: what is no operator in its place is words.  Time and
 * memory are linear in the length of the query.
 */
#pragma once

#include "schema.h"
#include "text/text.h"

typedef enum {
    FIELD_VALUES, /* values of the index that contain the words: loai noi tinh ky */
    FIELD_NUMBER, /* the notice's own number: so */
    FIELD_CITES,  /* a number in its text: dan */
    FIELD_DATED,  /* an interval: ngay */
} FieldKind;

typedef struct {
    const char *name; /* K1: "loại" */
    FieldKind kind;
    TermKind term; /* of FIELD_VALUES and FIELD_NUMBER */
} QueryField;

#define QUERY_N_FIELDS 7
extern const QueryField query_fields[QUERY_N_FIELDS];

typedef enum {
    NODE_WORD,
    NODE_PREFIX, /* cách* */
    NODE_PHRASE, /* quoted, or a word of several syllables */
    NODE_NUMBER, /* a document number */
    NODE_DATE,
    NODE_FIELD,
    NODE_AND,
    NODE_OR,
} NodeKind;

#define NODE_DAY_SIZE 9 /* "20200331" and its NUL */

typedef struct {
    NodeKind kind;
    gboolean negated;    /* "-" stood before it; only below NODE_AND */
    GPtrArray *children; /* (element-type QueryNode) NODE_AND, NODE_OR: one at least */
    GPtrArray *words;    /* (element-type const TextWord) all other kinds: one at least,
                            but NODE_FIELD of FIELD_DATED */
    const TextWord *joined;    /* NODE_PHRASE: "covid19" for Covid-19; else NULL */
    const QueryField *field;   /* NODE_FIELD */
    char *number;              /* FIELD_NUMBER, FIELD_CITES: normal form, lower case */
    char begin[NODE_DAY_SIZE]; /* FIELD_DATED: first day, "" = open */
    char end[NODE_DAY_SIZE];   /* FIELD_DATED: last day, "" = open */
} QueryNode;

void query_node_free(QueryNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QueryNode, query_node_free)

typedef struct {
    QueryNode *root; /* NULL: nothing to look for */
    gboolean cut;    /* there were more than QUERY_MAX_WORDS words */
} Query;

void query_free(Query *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Query, query_free)

/* Reads `utf8`, valid UTF-8; control characters are blanks.
 *
 * analyser  owns the words of the result
 */
Query *query_parse(TextAnalyser *analyser, const char *utf8);

/* TRUE when a mark, a shape or đ was typed. */
gboolean query_word_is_marked(const TextWord *word);

/* TRUE for what restricts without being searched for: fields. */
gboolean query_node_is_filter(const QueryNode *node);

/* Joins the outermost AND's positive words, phrases, numbers and groups by OR;
 * filters and negations stay.  FALSE when that changes nothing. */
gboolean query_relax(Query *query);

/* The tree as an S-expression, for tests: (and cách (not "ly")).  (transfer full) */
char *query_describe(const Query *query);
