/* snippet-scan - where in a text the best window surely is, without analysing it.
 *
 * The words of a query mostly stand in a text just as they are looked up, or in
 * capitals; unmarked ones as one of their frequent forms.  Finding those bytes is many
 * times cheaper than analysing the text, and when all the words are found it is as good.
 */
#pragma once

#include "lexicon.h"

typedef struct SnippetScan SnippetScan;

/* Looks for the positive words below `root` (NULL: for nothing). */
SnippetScan *snippet_scan_new(Lexicon *lexicon, const QueryNode *root);
void snippet_scan_free(SnippetScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SnippetScan, snippet_scan_free)

/* Sets `range` to bytes of `text` around the best window, cut between words.
 * FALSE when a word is not in the text in these spellings, or the query has more
 * than words: then the whole text must be analysed. */
gboolean
snippet_scan_find(const SnippetScan *scan, const char *text, size_t len, size_t range[2]);
