#include "lexer.h"

#include <string.h>

#include "bounds.h"
#include "text/date.h"

/* Longer than any field name with all its marks decomposed. */
#define FIELD_NAME_MAX_BYTES 16

const QueryField query_fields[QUERY_N_FIELDS] = {
    { "loại", FIELD_VALUES, TERM_TYPE },     { "nơi", FIELD_VALUES, TERM_ISSUER },
    { "tỉnh", FIELD_VALUES, TERM_PROVINCE }, { "ký", FIELD_VALUES, TERM_SIGNATORY },
    { "số", FIELD_NUMBER, TERM_NUMBER },     { "dẫn", FIELD_CITES, TERM_DOCNUM },
    { "ngày", FIELD_DATED, TERM_DATE },
};

typedef struct {
    Lexed *out;
    size_t len;      /* of out->text */
    size_t pos;      /* byte to be read next */
    unsigned cursor; /* first token that does not start before pos */
    gboolean fresh;  /* a blank, "(" or nothing stands before pos */
} Lexer;

static gunichar
char_at(const Lexer *lexer, size_t pos)
{
    return pos < lexer->len ? g_utf8_get_char(lexer->out->text + pos) : 0;
}

static size_t
after_char(const Lexer *lexer, size_t pos)
{
    return (size_t) (g_utf8_next_char(lexer->out->text + pos) - lexer->out->text);
}

static gboolean
is_quote(gunichar c)
{
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB ||
           c == 0xBB;
}

static gboolean
is_bracket(gunichar c)
{
    return c == '(' || c == ')';
}

static const TextToken *
token_at(const Lexer *lexer, unsigned i)
{
    return i < lexer->out->tokens->len ? &g_array_index(lexer->out->tokens, TextToken, i)
                                       : NULL;
}

/* The end of the run of characters that are no blank, bracket or quote. */
static size_t
run_end(const Lexer *lexer, size_t pos)
{
    for (; pos < lexer->len; pos = after_char(lexer, pos)) {
        gunichar c = char_at(lexer, pos);
        if (g_unichar_isspace(c) || is_bracket(c) || is_quote(c))
            break;
    }
    return pos;
}

/* The place of the quote that closes the one at pos: there is one, see pair_quotes. */
static size_t
closing_quote(const Lexer *lexer, size_t pos)
{
    do
        pos = after_char(lexer, pos);
    while (pos < lexer->len && !is_quote(char_at(lexer, pos)));
    return pos;
}

static void
move_to(Lexer *lexer, size_t pos)
{
    lexer->pos = pos;
    lexer->fresh = FALSE;
    const TextToken *token;
    while ((token = token_at(lexer, lexer->cursor)) != NULL && token->start < pos)
        lexer->cursor++;
}

/* Gives `lexeme` the tokens that start in its bytes.  FALSE when it has none. */
static gboolean
take_tokens(const Lexer *lexer, Lexeme *lexeme)
{
    unsigned i = lexer->cursor;
    const TextToken *token;
    while ((token = token_at(lexer, i)) != NULL && token->start < lexeme->start)
        i++;
    lexeme->first = i;
    while ((token = token_at(lexer, i)) != NULL && token->start < lexeme->end)
        i++;
    lexeme->n = i - lexeme->first;
    return lexeme->n > 0;
}

static void
emit(Lexer *lexer, Lexeme lexeme, size_t end)
{
    g_array_append_val(lexer->out->lexemes, lexeme);
    move_to(lexer, end);
}

/* The first document number or date that starts in [pos, end), or NULL. */
static const TextToken *
number_in(const Lexer *lexer, size_t pos, size_t end)
{
    const TextToken *token;
    for (unsigned i = lexer->cursor; (token = token_at(lexer, i)) != NULL; i++) {
        if (token->start >= end)
            return NULL;
        if (token->start >= pos &&
            (token->kind == TEXT_DOCNUM || token->kind == TEXT_DATE))
            return token;
    }
    return NULL;
}

static const QueryField *
field_named(const char *name, size_t len)
{
    if (len == 0 || len > FIELD_NAME_MAX_BYTES)
        return NULL;
    g_autofree char *key = text_canonical(name, len);
    for (unsigned i = 0; i < QUERY_N_FIELDS; i++)
        if (text_marks_agree(key, query_fields[i].name))
            return &query_fields[i];
    return NULL;
}

static gboolean
value_fits(const Lexer *lexer, const Lexeme *lexeme)
{
    char begin[NODE_DAY_SIZE];
    char end[NODE_DAY_SIZE];
    return lexeme->field->kind != FIELD_DATED ||
           lexer_read_days(lexer->out->text + lexeme->start, lexeme->end - lexeme->start,
                           begin, end);
}

/* Sets the bytes of a field's value; returns where reading goes on. */
static size_t
find_value(const Lexer *lexer, Lexeme *lexeme, size_t value)
{
    if (is_quote(char_at(lexer, value))) {
        lexeme->start = after_char(lexer, value);
        lexeme->end = closing_quote(lexer, value);
        return after_char(lexer, lexeme->end);
    }
    const TextToken *number = number_in(lexer, value, value + 1);
    gboolean whole = number != NULL && lexeme->field->kind != FIELD_DATED;
    lexeme->start = value;
    lexeme->end = whole ? number->end : run_end(lexer, value);
    return lexeme->end;
}

/* Reads name:value at pos.  FALSE when it is not that. */
static gboolean
lex_field(Lexer *lexer, gboolean negated)
{
    const char *start = lexer->out->text + lexer->pos;
    const char *colon = memchr(start, ':', run_end(lexer, lexer->pos) - lexer->pos);
    if (colon == NULL)
        return FALSE;
    Lexeme lexeme = { .kind = LEX_FIELD, .negated = negated };
    lexeme.field = field_named(start, (size_t) (colon - start));
    if (lexeme.field == NULL)
        return FALSE;
    size_t next = find_value(lexer, &lexeme, (size_t) (colon + 1 - lexer->out->text));
    if (!take_tokens(lexer, &lexeme) || !value_fits(lexer, &lexeme))
        return FALSE;
    emit(lexer, lexeme, next);
    return TRUE;
}

/* TRUE when the word at pos starts with a date as ISO writes it; that is a date to
 * people who ask, not in running text. */
static gboolean
is_iso_date(const Lexer *lexer, size_t end)
{
    const size_t len = DATE_ISO_SIZE - 1;
    DateMatch date;
    char iso[DATE_ISO_SIZE];
    if (end - lexer->pos < len)
        return FALSE;
    g_strlcpy(iso, lexer->out->text + lexer->pos, sizeof(iso));
    gunichar next = end - lexer->pos > len ? char_at(lexer, lexer->pos + len) : 0;
    return next != '-' && next != '/' && !g_unichar_isalnum(next) &&
           date_parse_iso(iso, &date);
}

static gboolean
is_or(const Lexer *lexer, const Lexeme *lexeme)
{
    return lexer->fresh && !lexeme->negated && lexeme->end - lexeme->start == 2 &&
           memcmp(lexer->out->text + lexeme->start, "OR", 2) == 0;
}

/* Reads words up to a blank, a bracket, a quote or a number, or that number. */
static void
lex_word(Lexer *lexer, gboolean negated)
{
    Lexeme lexeme = { .kind = LEX_WORD, .negated = negated };
    lexeme.start = lexer->pos;
    lexeme.end = run_end(lexer, lexer->pos);
    const TextToken *number = number_in(lexer, lexeme.start, lexeme.end);
    if (number != NULL && number->start == lexeme.start) {
        lexeme.kind = number->kind == TEXT_DATE ? LEX_DATE : LEX_NUMBER;
        lexeme.end = number->end;
    } else if (is_iso_date(lexer, lexeme.end)) {
        lexeme.kind = LEX_DATE;
        lexeme.end = lexeme.start + DATE_ISO_SIZE - 1;
    } else if (number != NULL) {
        lexeme.end = number->start;
    }
    if (lexeme.kind == LEX_WORD) {
        lexeme.starred =
            lexeme.end > lexeme.start && lexer->out->text[lexeme.end - 1] == '*';
        if (is_or(lexer, &lexeme))
            lexeme.kind = LEX_OR;
    }
    if (take_tokens(lexer, &lexeme))
        emit(lexer, lexeme, lexeme.end);
    else
        move_to(lexer, lexeme.end);
}

static void
lex_quote(Lexer *lexer, gboolean negated)
{
    Lexeme lexeme = { .kind = LEX_PHRASE, .negated = negated };
    lexeme.start = after_char(lexer, lexer->pos);
    lexeme.end = closing_quote(lexer, lexer->pos);
    size_t next = after_char(lexer, lexeme.end);
    if (take_tokens(lexer, &lexeme))
        emit(lexer, lexeme, next);
    else
        move_to(lexer, next);
}

static void
lex_bracket(Lexer *lexer, gboolean negated)
{
    gboolean open = lexer->out->text[lexer->pos] == '(';
    emit(lexer, (Lexeme){ .kind = open ? LEX_OPEN : LEX_CLOSE, .negated = negated },
         lexer->pos + 1);
    lexer->fresh = open;
}

static gboolean
atom_starts_at(const Lexer *lexer, size_t pos)
{
    gunichar c = char_at(lexer, pos);
    const TextToken *token;
    if (is_quote(c) || c == '(')
        return TRUE;
    for (unsigned i = lexer->cursor; (token = token_at(lexer, i)) != NULL; i++)
        if (token->start >= pos)
            return token->start == pos;
    return FALSE;
}

static void
lex_one(Lexer *lexer)
{
    gunichar c = char_at(lexer, lexer->pos);
    if (g_unichar_isspace(c)) {
        move_to(lexer, after_char(lexer, lexer->pos));
        lexer->fresh = TRUE;
        return;
    }
    gboolean negated = c == '-' && lexer->fresh && atom_starts_at(lexer, lexer->pos + 1);
    if (negated) {
        move_to(lexer, lexer->pos + 1);
        c = char_at(lexer, lexer->pos);
    }
    if (is_quote(c))
        lex_quote(lexer, negated);
    else if (is_bracket(c))
        lex_bracket(lexer, negated);
    else if (!lex_field(lexer, negated))
        lex_word(lexer, negated);
}

/* Drops brackets that nothing closes or opens, that hold nothing, or that stand
 * too deep: `kept` becomes what remains. */
static void
balance(const GArray *lexemes, GArray *kept)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree gboolean *drop = g_new0(gboolean, lexemes->len + 1);
    g_autofree unsigned *matched = g_new0(unsigned, lexemes->len + 1);
    unsigned content = 0;
    for (unsigned i = 0; i < lexemes->len; i++) {
        LexKind kind = g_array_index(lexemes, Lexeme, i).kind;
        drop[i] = kind == LEX_OPEN || kind == LEX_CLOSE;
        content += !drop[i];
        if (kind == LEX_OPEN) {
            matched[i] = content;
            g_array_append_val(open, i);
        } else if (kind == LEX_CLOSE && open->len > 0) {
            unsigned from = g_array_index(open, guint, open->len - 1);
            g_array_set_size(open, open->len - 1);
            drop[i] = drop[from] =
                matched[from] == content || open->len >= QUERY_MAX_DEPTH;
        }
    }
    for (unsigned i = 0; i < lexemes->len; i++)
        if (!drop[i])
            g_array_append_val(kept, g_array_index(lexemes, Lexeme, i));
}

/* Leaves out the words after the limit. */
static gboolean
cut_tokens(GArray *tokens)
{
    for (unsigned i = 0; i < tokens->len; i++) {
        if (g_array_index(tokens, TextToken, i).position >= QUERY_MAX_WORDS) {
            g_array_set_size(tokens, i);
            return TRUE;
        }
    }
    return FALSE;
}

/* Quotes come in pairs; of an odd number the last becomes blanks. */
static void
pair_quotes(char *text)
{
    char *last = NULL;
    for (char *c = text; *c != '\0'; c = g_utf8_next_char(c))
        if (is_quote(g_utf8_get_char(c)))
            last = last == NULL ? c : NULL;
    if (last != NULL)
        memset(last, ' ', (size_t) (g_utf8_next_char(last) - last));
}

/* Control characters are blanks to a reader, so they become blanks before
 * anything is dropped as invisible. */
static char *
clean(const char *utf8)
{
    g_autofree char *copy = g_strdup(utf8);
    for (char *c = copy; *c != '\0'; c++)
        if (g_ascii_iscntrl(*c))
            *c = ' ';
    char *text = text_display(copy, strlen(copy));
    pair_quotes(text);
    return text;
}

Lexed *
lexer_read(TextAnalyser *analyser, const char *utf8)
{
    Lexed *out = g_new0(Lexed, 1);
    out->text = clean(utf8);
    out->tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));
    Lexer lexer = { .out = out, .len = strlen(out->text), .fresh = TRUE };
    text_analyse(analyser, out->text, lexer.len, out->tokens);
    out->cut = cut_tokens(out->tokens);
    out->lexemes = g_array_new(FALSE, FALSE, sizeof(Lexeme));
    while (lexer.pos < lexer.len)
        lex_one(&lexer);
    g_autoptr(GArray) all = out->lexemes;
    out->lexemes = g_array_new(FALSE, FALSE, sizeof(Lexeme));
    balance(all, out->lexemes);
    return out;
}

void
lexer_free(Lexed *lexed)
{
    if (lexed == NULL)
        return;
    g_free(lexed->text);
    g_array_unref(lexed->tokens);
    g_array_unref(lexed->lexemes);
    g_free(lexed);
}
