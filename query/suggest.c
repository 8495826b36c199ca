#include "suggest.h"

#include <string.h>

#include "bounds.h"
#include "build.h"
#include "keystrokes.h"
#include "lexer.h"
#include "suggest-words.h"

#define MAX_MISSPELT 4 /* words of a query that are corrected */

/* A word of the query where it stands, and the words that it was meant to be: its own,
 * another one, or two. */
typedef struct {
    const TextWord *word;
    size_t start, end; /* bytes of Lexed.text */
    unsigned position;
    const TextWord *first;
    const TextWord *last;
} Typed;

typedef struct {
    Suggester of;
    const Lexed *lexed;
    GArray *words;   /* Typed */
    gboolean marked; /* one of them at least */
} Reading;

/* The ways to read a query, in the order in which they are tried. */
enum { WAY_TELEX = KEYSTROKES_TELEX, WAY_VNI = KEYSTROKES_VNI, WAY_MISSPELT, N_WAYS };

static Typed *
word_at(const Reading *reading, unsigned i)
{
    return &g_array_index(reading->words, Typed, i);
}

static void
mean(Typed *typed, const TextWord *first, const TextWord *last)
{
    typed->first = first;
    typed->last = last;
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
            Typed typed = { word, token->start, token->end, token->position, word, word };
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
        mean(typed, made, made);
    }
    return changed;
}

/* What stands right beside the i-th word, numbers and operators apart. */
static Neighbours
neighbours_of(const Reading *reading, unsigned i)
{
    Neighbours found = { NULL, NULL };
    unsigned position = word_at(reading, i)->position;
    if (i > 0 && word_at(reading, i - 1)->position + 1 == position)
        found.before = word_at(reading, i - 1)->last;
    if (i + 1 < reading->words->len && word_at(reading, i + 1)->position == position + 1)
        found.behind = word_at(reading, i + 1)->first;
    return found;
}

/* A query that is typed without marks is answered without. */
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
        mean(typed, word, word);
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

/* The query with its words as they were meant; all else as it was typed. */
static char *
rewritten(const Reading *reading)
{
    g_autoptr(GString) out = g_string_new(NULL);
    size_t copied = 0;
    for (unsigned i = 0; i < reading->words->len; i++) {
        const Typed *typed = word_at(reading, i);
        if (typed->first == typed->word)
            continue;
        g_string_append_len(out, reading->lexed->text + copied,
                            (gssize) (typed->start - copied));
        g_string_append(out, typed->first->k1);
        if (typed->last != typed->first)
            g_string_append_printf(out, " %s", typed->last->k1);
        copied = typed->end;
    }
    g_string_append(out, reading->lexed->text + copied);
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

/* The query read one way, when that has results with all its words in any tier. */
static char *
try_way(Reading *reading, const SearchRequest *request, unsigned way)
{
    for (unsigned i = 0; i < reading->words->len; i++)
        mean(word_at(reading, i), word_at(reading, i)->word, word_at(reading, i)->word);
    if (way == WAY_MISSPELT
            ? !correct_words(reading)
            : reading->marked || !read_keystrokes(reading, (Keystrokes) way))
        return NULL;
    g_autofree char *text = rewritten(reading);
    if (strlen(text) > QUERY_MAX_BYTES ||
        suggest_count(&reading->of, request, text, TIER_FOLDED, 0) == 0)
        return NULL;
    return g_steal_pointer(&text);
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
    for (unsigned way = 0; way < N_WAYS && *suggestion == NULL; way++)
        *suggestion = try_way(&reading, request, way);
    if (lexicon_error(lexicon) == NULL)
        return TRUE;
    g_clear_pointer(suggestion, g_free);
    g_propagate_error(error, g_error_copy(lexicon_error(lexicon)));
    return FALSE;
}
