/* terms - a notice becomes a Xapian document (ARCHITECTURE, "Terms of a notice").
 *
 * The only place where postings are made.
 */
#pragma once

#include "notice.h"
#include "xapian-glib/xapian-glib.h"

typedef struct TermBuilder TermBuilder;

TermBuilder *term_builder_new(void);
void term_builder_free(TermBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TermBuilder, term_builder_free)

/* Starts a batch: the forms (K2→K1) that its documents meet are posted anew, on
 * the first document that has them. */
void term_builder_start_batch(TermBuilder *builder);

/* The document of `notice`, with `data` (its JSON) as document data.
 *
 * Returns  (transfer full), or NULL with XAPIAN_ERROR.  The same notice in the
 *          same place of a batch gives the same document, whatever came before.
 */
XapianDocument *term_builder_document(TermBuilder *builder,
                                      const Notice *notice,
                                      const char *data,
                                      size_t data_len,
                                      GError **error);
