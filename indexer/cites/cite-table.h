/* cite-table - which notices cite which documents, over the whole collection.
 *
 * A *document* is what is cited, or a notice that can be (extract/identity.h); it
 * has a number, most cited first, so documents [0, n_cited) are cited and the table
 * of frequencies is their order.  A *link* is one citation.  A document is linked to a
 * notice only when it can be no other: two notices of the same number and date, or an
 * undated citation where several are dated, link to none.
 *
 * Memory: 24 bytes a link, and one record with its texts a document; sentences stay in
 * the notices' cards.
 */
#pragma once

#include "cite-file.h"

#define CITE_NONE G_MAXUINT32

/* A document, as the one that says most of it says (first by order of notices). */
typedef struct {
    const char *type, *number, *issuer, *date; /* NULL when unknown */
    uint32_t notice;   /* of the collection: index in the build's entries; CITE_NONE */
    uint32_t n_citing; /* notices that cite it */
} CiteDocument;

typedef struct {
    uint32_t notice;     /* that cites: index in the build's entries */
    uint32_t document;   /* that is cited */
    uint32_t place : 31; /* in the card's "citations", or its evidence's "short_forms" */
    uint32_t is_short : 1;
} CiteLink;

typedef struct CiteTable CiteTable;

/* orders  the `order` of each notice, in the order of documents of the index
 *
 * Returns  the same table whoever read which notice; NULL with an error. */
CiteTable *cite_table_new(const char *folder,
                          unsigned n_workers,
                          const uint64_t *orders,
                          uint32_t n_notices,
                          GError **error);
void cite_table_free(CiteTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CiteTable, cite_table_free)

/* How many documents are cited. */
uint32_t cite_table_get_n_cited(const CiteTable *table);

const CiteDocument *cite_table_get_document(const CiteTable *table, uint32_t document);

/* What a notice cites, in the order of places; *n of them.  A short form that has no
 * single candidate, and a notice's citation of itself, are not among them. */
const CiteLink *
cite_table_get_links(const CiteTable *table, uint32_t notice, uint32_t *n);

/* What cites a document, by notice, then place. */
const CiteLink *
cite_table_get_citing(const CiteTable *table, uint32_t document, uint32_t *n);

/* The document that a notice is, when it is cited and linked; else CITE_NONE. */
uint32_t cite_table_get_document_of(const CiteTable *table, uint32_t notice);
