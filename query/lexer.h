/* lexer - the query cut into words, phrases, numbers, fields, brackets and OR.
 *
 * Every lexeme but a bracket has a token at least, so that the parser meets no
 * empty clause; brackets are balanced and none is empty.
 */
#pragma once

#include "parse.h"

typedef enum {
    LEX_WORD,
    LEX_PHRASE,
    LEX_NUMBER,
    LEX_DATE,
    LEX_FIELD,
    LEX_OR,
    LEX_OPEN,
    LEX_CLOSE,
} LexKind;

typedef struct {
    LexKind kind;
    gboolean negated;        /* "-" stood right before it, in its place */
    gboolean starred;        /* LEX_WORD: "*" stood right behind it */
    const QueryField *field; /* LEX_FIELD */
    size_t start, end;       /* bytes of Lexed.text: LEX_FIELD the value without quotes */
    unsigned first, n;       /* its tokens, extra ones included */
} Lexeme;

typedef struct {
    char *text;      /* what was read: NFC */
    GArray *tokens;  /* TextToken of text */
    GArray *lexemes; /* Lexeme */
    gboolean cut;    /* words after QUERY_MAX_WORDS were left out */
} Lexed;

/* Reads `utf8`, valid UTF-8. */
Lexed *lexer_read(TextAnalyser *analyser, const char *utf8);
void lexer_free(Lexed *lexed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lexed, lexer_free)

/* The days that "FROM..TO" or one date means (ngay:), each "" when open.  FALSE
 * when `text` is no such thing. */
gboolean lexer_read_days(const char *text,
                         size_t len,
                         char begin[NODE_DAY_SIZE],
                         char end[NODE_DAY_SIZE]);
