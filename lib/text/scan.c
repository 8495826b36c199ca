#include "text/text.h"

#include "compound.h"
#include "repair.h"
#include "word.h"

static void
append_run(Scan *scan, const Run *run, const WordKey *key)
{
    const Word *word = word_of_key(scan->analyser, key);

    *scan_next_token(scan) = (TextToken){
        .word = &word->word,
        .start = run->start,
        .end = run->end,
        .position = scan->position,
        .span = 1,
        .kind = TEXT_SYLLABLE,
    };
    if (compound_may_start(scan, run, word)) {
        compound_append(scan, run, word);
    }
    scan->position++;
    scan->run_end = run->end;
    scan->after_run = TRUE;
}

/* In two steps, so that the words' entries come from memory side by side. */
static void
append_runs(Scan *scan, const Runs *runs)
{
    const char *limit = scan->text + scan->len;
    WordKey keys[RUN_BATCH];

    for (guint i = 0; i < runs->n; i++) {
        const Run *run = &runs->run[i];

        keys[i] = word_key(scan->analyser, scan->text + run->start, run->end - run->start,
                           limit);
    }
    for (guint i = 0; i < runs->n; i++) {
        append_run(scan, &runs->run[i], &keys[i]);
    }
}

static void
map_to_source(const Repaired *repaired, GArray *tokens, guint from)
{
    if (repaired->edits == NULL) {
        return;
    }
    for (guint i = from; i < tokens->len; i++) {
        TextToken *token = &g_array_index(tokens, TextToken, i);

        token->start = repaired_source_start(repaired, token->start);
        token->end = repaired_source_end(repaired, token->end);
    }
}

uint32_t
text_analyse(TextAnalyser *analyser, const char *utf8, size_t len, GArray *tokens)
{
    g_auto(Repaired) repaired = repair_text(utf8, len);
    g_autoptr(GString) key = g_string_new(NULL);
    guint first = tokens->len;
    Scan scan = { .analyser = analyser,
                  .text = repaired.text,
                  .len = repaired.len,
                  .tokens = tokens,
                  .n_tokens = first,
                  .key = key };
    Runs runs;

    while (run_batch(scan.text, scan.len, repaired.plain, scan.run_end, &runs) > 0) {
        append_runs(&scan, &runs);
    }
    g_array_set_size(tokens, scan.n_tokens);
    map_to_source(&repaired, tokens, first);
    return scan.position;
}
