#include "suggest.h"

#include <string.h>

#include "bounds.h"
#include "build.h"
#include "keystrokes.h"
#include "lexer.h"
#include "suggest-spelling.h"

#define MAX_MISSPELT 4 /* words of a query that are corrected… */
#define MAX_RESPELT 8  /* …and of one whose other words are spelt by the index */

/* A word of the query where it stands, and the words that it was meant to be: its own,
 * another one, or two. */
typedef struct {
    const TextWord *word;
    size_t start, end; /* bytes of Lexed.text */
    unsigned position;
    const TextWord *first;
    const TextWord *second; /* NULL when it is one */
} Typed;

typedef struct {
    Suggester of;
    const Lexed *lexed;
    GArray *words;   /* Typed */
    gboolean marked; /* one of them at least */
} Reading;

static Typed *
word_at(const Reading *reading, unsigned i)
{
    return &g_array_index(reading->words, Typed, i);
}

static void
mean(Typed *typed, const TextWord *first, const TextWord *second)
{
    typed->first = first;
    typed->second = second;
}

/* Words and phrases; not beginnings, numbers, dates and fields. */
static void
take_words(Reading *reading)
{
    for (unsigned i = 0; i < reading->lexed->lexemes->len; i++) {
        const Lexeme *lexeme = &g_array_index(reading->lexed->lexemes, Lexeme, i);
        gboolean is_read =
            (lexeme->kind == LEX_WORD && !lexeme->starred) || lexeme->kind == LEX_PHRASE;
        for (unsigned j = 0; is_read && j < lexeme->n; j++) {
            const TextToken *token =
                &g_array_index(reading->lexed->tokens, TextToken, lexeme->first + j);
            const TextWord *word = token->word;
            Typed typed = { word, token->start, token->end, token->position, word, NULL };
            if (token->kind != TEXT_SYLLABLE || (word->flags & TEXT_WORD_NUMBER) != 0)
                continue;
            g_array_append_val(reading->words, typed);
            reading->marked |= query_word_is_marked(word);
        }
    }
}

/* FALSE when a word is no keystrokes, or all of them mean what they say. */
static gboolean
read_keystrokes(Reading *reading, Keystrokes method)
{
    gboolean changed = FALSE;
    for (unsigned i = 0; i < reading->words->len; i++) {
        Typed *typed = word_at(reading, i);
        const TextWord *made =
            keystrokes_read(reading->of.analyser, method, typed->word->k1);
        if (made == NULL)
            return FALSE;
        changed |= made != typed->word;
        mean(typed, made, NULL);
    }
    return changed;
}

/* What stands right beside the i-th word, numbers and operators apart. */
static Neighbours
neighbours_of(const Reading *reading, unsigned i)
{
    Neighbours found = { NULL, NULL };
    unsigned position = word_at(reading, i)->position;
    const Typed *before = i > 0 ? word_at(reading, i - 1) : NULL;
    if (before != NULL && before->position + 1 == position)
        found.before = before->second != NULL ? before->second : before->first;
    if (i + 1 < reading->words->len && word_at(reading, i + 1)->position == position + 1)
        found.behind = word_at(reading, i + 1)->first;
    return found;
}

/* Without marks in the query there are none to go by. */
static const TextWord *
spelt(Reading *reading,
      const char *k2,
      const char *typed,
      gboolean is_edited,
      const Neighbours *neighbours)
{
    if (!reading->marked)
        return text_intern(reading->of.analyser, k2, strlen(k2));
    return suggest_spelling(&reading->of, k2, typed, is_edited, neighbours);
}

/* Two words were meant: each is spelt with the marks of its part. */
static void
correct_to_two(Reading *reading, unsigned i, char *meant[2])
{
    Typed *typed = word_at(reading, i);
    TextAnalyser *analyser = reading->of.analyser;
    gboolean marked = query_word_is_marked(typed->word);
    const char *middle =
        g_utf8_offset_to_pointer(typed->word->k1, (long) strlen(meant[0]));
    g_autofree char *head =
        g_strndup(typed->word->k1, (size_t) (middle - typed->word->k1));
    Neighbours all = neighbours_of(reading, i);
    Neighbours of_first = { all.before,
                            text_intern(analyser, meant[1], strlen(meant[1])) };
    const TextWord *first =
        spelt(reading, meant[0], marked ? head : NULL, FALSE, &of_first);
    Neighbours of_last = { first, all.behind };
    mean(typed, first, spelt(reading, meant[1], marked ? middle : NULL, FALSE, &of_last));
}

/* FALSE when nothing like it is in the index. */
static gboolean
correct_word(Reading *reading, unsigned i)
{
    Typed *typed = word_at(reading, i);
    Neighbours neighbours = neighbours_of(reading, i);
    char *meant[2] = { NULL, NULL };
    gboolean found = suggest_meant(&reading->of, typed->word, &neighbours, meant);
    g_autofree char *first = meant[0];
    g_autofree char *last = meant[1];
    if (!found)
        return FALSE;
    if (last != NULL) {
        correct_to_two(reading, i, meant);
    } else {
        const char *marks = query_word_is_marked(typed->word) ? typed->word->k1 : NULL;
        const TextWord *word = spelt(reading, first, marks, TRUE, &neighbours);
        mean(typed, word, NULL);
    }
    return TRUE;
}

static gboolean
correct_words(Reading *reading)
{
    unsigned n = 0;
    for (unsigned i = 0; i < reading->words->len; i++) {
        const char *k2 = word_at(reading, i)->word->k2;
        unsigned freq = lexicon_freq(reading->of.lexicon, TERM_K2, k2);
        if (suggest_is_rare(&reading->of, freq) &&
            (++n > MAX_MISSPELT || !correct_word(reading, i)))
            return FALSE;
    }
    return n > 0;
}

/* FALSE when a word of a query without marks has no clear spelling; a word with marks
 * then stays as it is. */
static gboolean
respell_word(Reading *reading, unsigned i)
{
    Typed *typed = word_at(reading, i);
    Neighbours all = neighbours_of(reading, i);
    gboolean is_corrected = typed->first != typed->word;
    if (reading->marked && (is_corrected || (all.before == NULL && all.behind == NULL)))
        return TRUE;
    const TextWord *second = typed->second;
    Neighbours of_first = { all.before, second != NULL ? second : all.behind };
    const TextWord *first =
        suggest_clear_spelling(&reading->of, typed->first->k2, &of_first);
    if (first != NULL && second != NULL) {
        Neighbours of_second = { first, all.behind };
        second = suggest_clear_spelling(&reading->of, second->k2, &of_second);
    }
    if (first == NULL || (second == NULL && typed->second != NULL))
        return reading->marked;
    mean(typed, first, second);
    return TRUE;
}

/* Once a word was corrected, the others are doubted too: the index says how they are
 * spelt where they stand. */
static gboolean
respell(Reading *reading)
{
    if (reading->words->len > MAX_RESPELT)
        return FALSE;
    for (unsigned i = 0; i < reading->words->len; i++)
        if (!respell_word(reading, i))
            return FALSE;
    return TRUE;
}

/* Adds a word with the capitals that were typed: all of them, or the first letter's. */
static void
append_as_typed(GString *out, const char *typed, size_t len, const char *k1)
{
    unsigned n_lower = 0;
    for (const char *c = typed; c < typed + len; c = g_utf8_next_char(c))
        n_lower += g_unichar_islower(g_utf8_get_char(c));
    gboolean is_capital = g_unichar_isupper(g_utf8_get_char(typed));
    gboolean is_shouted = n_lower == 0 && g_utf8_strlen(typed, (gssize) len) > 1;
    for (const char *c = k1; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        gboolean is_raised = is_capital && (is_shouted || c == k1);
        g_string_append_unichar(out, is_raised ? g_unichar_toupper(letter) : letter);
    }
}

/* The query with its words as they were meant; all else as it was typed. */
static char *
rewritten(const Reading *reading)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *text = reading->lexed->text;
    size_t copied = 0;
    for (unsigned i = 0; i < reading->words->len; i++) {
        const Typed *typed = word_at(reading, i);
        if (typed->first == typed->word)
            continue;
        size_t len = typed->end - typed->start;
        g_string_append_len(out, text + copied, (gssize) (typed->start - copied));
        append_as_typed(out, text + typed->start, len, typed->first->k1);
        if (typed->second != NULL) {
            g_string_append_c(out, ' ');
            append_as_typed(out, text + typed->start, len, typed->second->k1);
        }
        copied = typed->end;
    }
    g_string_append(out, text + copied);
    return g_strdup(g_strstrip(out->str));
}

unsigned
suggest_count(Suggester *self,
              const SearchRequest *request,
              const char *text,
              Tier tier,
              unsigned at_least)
{
    GError *error = NULL;
    g_autoptr(Query) query = query_parse(self->analyser, text);
    g_autoptr(Builder) builder = builder_new(self->lexicon, query->root, request);
    g_autoptr(XapianQuery) match = builder_match(builder, tier);
    g_autoptr(XapianEnquire) enquire = xapian_enquire_new(self->database, &error);
    g_autoptr(XapianMSet) mset = NULL;
    if (match != NULL && enquire != NULL &&
        xapian_enquire_set_query(enquire, match, &error)) {
        xapian_enquire_set_boolean(enquire);
        mset = xapian_enquire_get_mset(enquire, 0, 1, at_least, &error);
    }
    if (error != NULL)
        lexicon_take_error(self->lexicon, error);
    return mset != NULL ? xapian_mset_get_matches_lower_bound(mset) : 0;
}

/* What the reading says, when that has results with all its words in any tier. */
static char *
found_so(Reading *reading, const SearchRequest *request)
{
    g_autofree char *text = rewritten(reading);
    if (strlen(text) > QUERY_MAX_BYTES ||
        suggest_count(&reading->of, request, text, TIER_FOLDED, 0) == 0)
        return NULL;
    return g_steal_pointer(&text);
}

static void
forget(Reading *reading)
{
    for (unsigned i = 0; i < reading->words->len; i++)
        mean(word_at(reading, i), word_at(reading, i)->word, NULL);
}

static char *
try_keystrokes(Reading *reading, const SearchRequest *request, Keystrokes method)
{
    forget(reading);
    return !reading->marked && read_keystrokes(reading, method)
               ? found_so(reading, request)
               : NULL;
}

/* Its other words spelt as the index has them, else as they were typed. */
static char *
try_corrected(Reading *reading, const SearchRequest *request)
{
    forget(reading);
    if (!correct_words(reading))
        return NULL;
    g_autoptr(GArray) corrected = g_array_copy(reading->words);
    char *text = respell(reading) ? found_so(reading, request) : NULL;
    if (text != NULL)
        return text;
    Reading as_typed = *reading;
    as_typed.words = corrected;
    return found_so(&as_typed, request);
}

static char *
try_ways(Reading *reading, const SearchRequest *request)
{
    for (unsigned i = 0; i < N_KEYSTROKES; i++) {
        char *text = try_keystrokes(reading, request, (Keystrokes) i);
        if (text != NULL)
            return text;
    }
    return try_corrected(reading, request);
}

gboolean
suggest_query(XapianDatabase *database,
              const SearchRequest *request,
              char **suggestion,
              GError **error)
{
    g_autoptr(Answer) unsaid =
        answer_new(request); /* its warnings are not the answer's */
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autoptr(Lexicon) lexicon = lexicon_new(database, analyser, unsaid);
    g_autoptr(Lexed) lexed = lexer_read(analyser, request->query);
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(Typed));
    Reading reading = { { database, analyser, lexicon, 0 }, lexed, words, FALSE };
    *suggestion = NULL;
    if (lexed->cut)
        return TRUE;
    if (!xapian_database_get_doc_count(database, &reading.of.n_docs, error))
        return FALSE;
    take_words(&reading);
    *suggestion = try_ways(&reading, request);
    if (lexicon_error(lexicon) == NULL)
        return TRUE;
    g_clear_pointer(suggestion, g_free);
    g_propagate_error(error, g_error_copy(lexicon_error(lexicon)));
    return FALSE;
}
