/* cite-gather - citations with the same identity become one document; private to
 * cites/. */
#pragma once

#include "cite-table.h"

#define CITE_MANY (G_MAXUINT32 - 1) /* several notices: no link */

/* What has one base and one day, or no day: a document, or part of one. */
typedef struct {
    const char *base, *day;
    const char *texts[CITE_N_TEXTS]; /* of the record that says most */
    uint32_t said_by, said_at,
        said;        /* that record's notice and place; how much it says */
    uint32_t next;   /* of the same base; CITE_NONE */
    uint32_t same;   /* the one that stands for it: often itself */
    uint32_t notice; /* that it is; CITE_NONE, CITE_MANY */
    gboolean local;
} CiteNode;

/* A citation whose document is a node; or a short form, not yet. */
typedef struct {
    CiteLink link; /* document: the node */
    const char *type, *number, *issuer, *date;
} CiteForm;

typedef struct {
    GArray *nodes; /* (element-type CiteNode) */
    GArray *links; /* (element-type CiteLink), document: the node */
    GArray *forms; /* (element-type CiteForm) */
    GHashTable *by_key, *by_base;
    GStringChunk *strings;
} CiteGather;

CiteGather *cite_gather_new(void);
void cite_gather_free(CiteGather *gather);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CiteGather, cite_gather_free)

void cite_gather_add(CiteGather *gather, const CiteRecord *record, uint32_t notice);

/* When all are added: undated ones join the only dated one of their base. */
void cite_gather_join(CiteGather *gather);

/* After that: links each short form that has one candidate in the collection (A.3). */
void cite_gather_resolve(CiteGather *gather);
