/* terms - a notice becomes postings (ARCHITECTURE, "Terms of a notice").
 *
 * The only place where postings are made.
 */
#pragma once

#include "notice.h"
#include "run.h"

typedef struct TermBuilder TermBuilder;

TermBuilder *term_builder_new(void);
void term_builder_free(TermBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TermBuilder, term_builder_free)

/* Starts a batch with an empty run: the forms (K2→K1) that its documents meet are
 * posted anew, on the first document that has them. */
void term_builder_start_batch(TermBuilder *builder);

/* Posts one notice as the next document of the batch.  The same notices in the same
 * batch give the same run, whatever came before. */
void term_builder_add(TermBuilder *builder, const Notice *notice);

/* How many syllables the text of the notice has that was added last, without its title.
 */
uint32_t term_builder_get_syllables(const TermBuilder *builder);

/* The run of the batch; borrowed. */
RunBuilder *term_builder_get_run(TermBuilder *builder);
