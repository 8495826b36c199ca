#include "text/text.h"

#include "compound.h"
#include "repair.h"
#include "word.h"

static void
append_syllable(Scan *scan, const Run *run)
{
    const Word *word = word_of_run(scan->analyser, scan->text + run->start,
                                   run->end - run->start, scan->text + scan->len);
    TextToken token = {
        .word = &word->word,
        .start = run->start,
        .end = run->end,
        .position = scan->position,
        .span = 1,
        .kind = TEXT_SYLLABLE,
    };

    g_array_append_val(scan->tokens, token);
    if (compound_may_start(scan, run, word)) {
        compound_append(scan, run, word);
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
                  .key = key };
    Run run = { 0 };

    while (run_next(scan.text, scan.len, scan.run_end, &run)) {
        append_syllable(&scan, &run);
        scan.position++;
        scan.run_end = run.end;
        scan.after_run = TRUE;
    }
    map_to_source(&repaired, tokens, first);
    return scan.position;
}
