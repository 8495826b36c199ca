/* snippet - the best window of a notice's text, with what matched marked.
 *
 * The text is analysed as it was for the index, so a mark covers whole syllables
 * in the source's spelling, whatever form matched.
 */
#pragma once

#include "answer.h"
#include "lexicon.h"

#define SNIPPET_SYLLABLES 30
/* Of a very long notice only this much is looked at: units of UTF-16, which the browser
 * counts in. */
#define SNIPPET_MAX_TEXT_UNITS (1u << 19)

typedef struct Snippeter Snippeter;

/* Marks what the positive leaves below `root` (NULL: nothing) mean. */
Snippeter *snippeter_new(Lexicon *lexicon, TextAnalyser *analyser, const QueryNode *root);
void snippeter_free(Snippeter *snippeter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Snippeter, snippeter_free)

/* The snippet of `text` for a result of tier `tier`: folded forms of a word that
 * was typed with marks are marked in the folded tier only, other i/y spellings
 * from the variant tier on.  The start of the text when nothing matches in it.
 *
 * Returns  (transfer full) one line of plain text with SNIPPET_MARK and
 *          SNIPPET_UNMARK, "…" where it was cut; "" for an empty text.
 */
char *snippet_make(Snippeter *snippeter, const char *text, size_t len, Tier tier);
