/* score - what a query's score is the sum of: terms, each once, with a factor.
 *
 * The score is flat (ARCHITECTURE.md, "Score"): where a term stands in the query
 * does not matter.  A term that every match has anyway, or has exactly when it is
 * matched, can be weighted where it is matched ("taken"), which saves reading it
 * twice; the rest is added beside the match.
 */
#pragma once

#include "lexicon.h"

typedef struct ScoreList ScoreList;

/* The terms for the positive leaves below `root`. */
ScoreList *score_list_new(Lexicon *lexicon, const QueryNode *root);
void score_list_free(ScoreList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ScoreList, score_list_free)

/* Forgets what was taken. */
void score_list_reset(ScoreList *list);

/* The factor of `term` if it counts and was not taken yet, and takes it; else 0. */
double score_list_take(ScoreList *list, const GString *term);

/* Gives back what was taken. */
void score_list_give_back(ScoreList *list, const GString *term);

/* Calls func for each term that was not taken. */
typedef void (*ScoreFunc)(const GString *term, double factor, gpointer user_data);
void score_list_foreach_left(const ScoreList *list, ScoreFunc func, gpointer user_data);
