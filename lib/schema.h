/* schema - what the index holds: term prefixes, value slots, metadata keys.
 *
 * The one place that knows them.  Prefixes follow Omega's termprefixes
 * convention: custom ones start with X; K1 terms have none (they are lower
 * case, so nothing can collide).  A change of any row raises SCHEMA_VERSION.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#define SCHEMA_VERSION 1

/* Xapian's own limit is 245; the rest is head room for a prefix. */
#define SCHEMA_TERM_MAX_BYTES 240

typedef enum {
    TERM_K1,        /* a canonical syllable, with positions */
    TERM_K2,        /* a folded syllable, wdf only */
    TERM_PAIR,      /* two adjacent folded syllables, "cach ly", wdf only */
    TERM_DOCNUM,    /* a document number anywhere in the text, normal form, lower case */
    TERM_DOCNUM_K2, /* the same, folded (đ is d), wdf only */
    TERM_DATE,      /* a date in the text, ISO */
    TERM_RANGE,     /* an interval in the text, ISO..ISO */
    TERM_FORM,   /* the map K2→K1: "k2 k1" (a blank between), on one document a batch */
    TERM_ID,     /* the notice's id: boolean, unique */
    TERM_NUMBER, /* the notice's own number, lower case, folded: boolean */
    TERM_TYPE,   /* facet value as it is shown: boolean */
    TERM_ISSUER, /* ditto */
    TERM_PROVINCE,  /* ditto */
    TERM_SIGNATORY, /* ditto */
    TERM_YEAR,      /* ditto: "2020" */
    TERM_N_KINDS
} TermKind;

typedef enum {
    SLOT_DATE,     /* "20200331", absent when unknown: ranges, and order by date */
    SLOT_TYPE,     /* as shown; absent when unknown: facets */
    SLOT_ISSUER,   /* ditto */
    SLOT_PROVINCE, /* ditto */
    SLOT_YEAR,     /* ditto */
} SchemaSlot;

/* Database metadata keys. */
#define SCHEMA_META_VERSION "tracuu.version"    /* SCHEMA_VERSION in decimal */
#define SCHEMA_META_TITLE "tracuu.title"        /* of the collection */
#define SCHEMA_META_LANGUAGE "tracuu.language"  /* "vi" or "en" */
#define SCHEMA_META_CONFIG "tracuu.config"      /* JSON: what a page needs, see site.h */
#define SCHEMA_META_TEMPLATE "tracuu.template." /* + name of a template: its text */

/* The facets, in the order of the answer: one row each, used by both programs. */
typedef struct {
    const char *key; /* in answers and CGI parameters: "type" */
    TermKind term;
    SchemaSlot slot;
} SchemaFacet;

#define SCHEMA_N_FACETS 4
extern const SchemaFacet schema_facets[SCHEMA_N_FACETS]; /* type issuer province year */

/* The prefix of a kind, "" for TERM_K1.  Static. */
const char *schema_prefix(TermKind kind);

/* Replaces `term` by prefix + `bytes`.  Over SCHEMA_TERM_MAX_BYTES the end is
 * replaced by a hash of the whole, so that it stays distinct. */
void schema_term(GString *term, TermKind kind, const char *bytes, size_t len);

/* Replaces `term` by the pair term of two folded syllables. */
void schema_pair(GString *term, const char *left, const char *right);

/* Replaces `term` by the form term that says K2 `k2` has the K1 `k1`. */
void schema_form(GString *term, const char *k2, const char *k1);
