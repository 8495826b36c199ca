/* answer - what was found, before anything decides how it looks (SPEC 5). */
#pragma once

#include "notice.h"
#include "request.h"

typedef enum { TIER_EXACT, TIER_VARIANT, TIER_FOLDED, N_TIERS } Tier;

/* Around what matched in AnswerResult.snippet: no text has these. */
#define SNIPPET_MARK '\002'
#define SNIPPET_UNMARK '\003'

/* What matched, in its context: the three are a line of plain text, blanks at its edges.
 */
typedef struct {
    char *left, *hit, *right;
    unsigned line; /* of the notice's text, from 1 */
} AnswerHit;

void answer_hit_free(AnswerHit *hit);

typedef struct {
    Notice *notice;
    char *url;    /* below the site, by notice_url */
    double score; /* 0 when sorted by date */
    Tier tier;
    char *snippet;   /* plain text with SNIPPET_MARK … SNIPPET_UNMARK */
    GPtrArray *hits; /* (element-type AnswerHit), in order; NULL unless asked for */
} AnswerResult;

typedef struct {
    char *value;
    unsigned count;
} AnswerCount;

typedef enum {
    WARNING_WORDS,     /* only the first `subject` words were read */
    WARNING_EXPANSION, /* `subject` stands for more words than were looked for */
} WarningKind;

typedef struct {
    WarningKind kind;
    char *subject;
} AnswerWarning;

typedef struct {
    const SearchRequest *request; /* borrowed */
    gboolean packed;              /* the site packs the texts of notices */
    unsigned total;               /* exact, all tiers */
    gboolean relaxed;
    char *suggestion;    /* the query as it was probably meant, or NULL */
    GPtrArray *warnings; /* (element-type AnswerWarning) */
    GPtrArray *results;  /* (element-type AnswerResult) */
    GPtrArray
        *facets[SCHEMA_N_FACETS]; /* (element-type AnswerCount) most frequent first */
} Answer;

Answer *answer_new(const SearchRequest *request);
void answer_free(Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Answer, answer_free)

/* Says something once. */
void answer_warn(Answer *answer, WarningKind kind, const char *subject);

/* The warning as a sentence, Vietnamese.  (transfer full) */
char *answer_warning_text(const AnswerWarning *warning);

/* Its key in the catalogue of the site: there {n} is the subject.  Static. */
const char *warning_key(WarningKind kind);

/* Appends a result that owns `notice` and `snippet`.  Borrowed. */
AnswerResult *
answer_add_result(Answer *answer, Notice *notice, char *snippet, double score, Tier tier);

/* Appends a value of facet i; answer_sort_facets brings them in order: most
 * frequent first, then by the dictionary. */
void answer_add_count(
    Answer *answer, unsigned facet, const char *value, size_t len, unsigned n);
void answer_sort_facets(Answer *answer);
void answer_clear_facets(Answer *answer);

/* "exact", "variant", "folded".  Static. */
const char *tier_name(Tier tier);

/* The field of result `result` that stands under `key` in every answer ("type",
 * "date" …), NULL when unknown. */
const char *answer_field(const AnswerResult *result, const char *key);

/* The keys of answer_field, in the order of SPEC 5. */
#define ANSWER_N_FIELDS 8
extern const char *const answer_fields[ANSWER_N_FIELDS];
