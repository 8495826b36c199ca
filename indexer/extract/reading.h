/* reading - what the steps of extraction share; private to extract/. */
#pragma once

#include "extraction.h"
#include "page.h"
#include "zones.h"

typedef struct {
    Page *page;
    Zones zones;
    Extraction *out;
    const char *title;   /* that the record gave, or NULL */
    const GArray *dates; /* (element-type DateMatch) of the whole text */
} Extract;

/* A copy that lives as long as the extraction; NULL of NULL. */
char *extract_keep(const Extract *extract, const char *utf8);

void extract_set(const Extract *extract, FieldId id, const char *value, Basis basis);

/* The line at index `line` as evidence. */
void extract_evidence(const Extract *extract, FieldId id, unsigned line);

/* Bytes [start, end) of the text, of which only the first line is taken. */
void extract_evidence_at(const Extract *extract, FieldId id, size_t start, size_t end);

/* The first date of `utf8`, ISO.
 * (transfer full) or NULL. */
char *extract_date_in(const char *utf8, size_t len);

/* K1 of up to `max` bytes of the text before, or after, `at`, line ends as blanks.
 * (transfer full) */
char *extract_before(const Extract *extract, size_t at, size_t max);
char *extract_after(const Extract *extract, size_t at, size_t max);

/* What the words after a citation say: «ngày …», «của ORGAN», in either order.  Each is
 * (transfer full) or NULL. */
void
extract_after_citation(const Extract *extract, size_t end, char **date, char **issuer);

/* Notes a further line of a citation; extract_short_forms puts them in order. */
void extract_cite_again(Citation *citation, uint64_t line);

/* The sentence, of bounded length, around bytes [start, end) on the line of `start`. */
char *extract_sentence(const Extract *extract, size_t start, size_t end);

/* TRUE for a byte of the stamp or of the copy's certificate. */
gboolean extract_is_attached(const Extract *extract, size_t at);

/* The steps, in this order. */
void extract_type_and_title(const Extract *extract);
void extract_attached(const Extract *extract); /* stamp and copy */
void extract_number_and_date(const Extract *extract);
void extract_signature(const Extract *extract);
void extract_recipients(const Extract *extract);
void extract_issuer(const Extract *extract);
void extract_province(const Extract *extract);
void extract_citations(const Extract *extract);
void extract_short_forms(const Extract *extract);
void extract_events(const Extract *extract);
void extract_bounds(const Extract *extract);

/* Reads the signature whose first line is `line` and that ends before `end`: the
 * notice's own, or the copy's. */
Signatory
extract_signatory(const Extract *extract, unsigned line, unsigned end, gboolean copy);

/* The items of a list: of «Nơi nhận» or «Kính gửi» at `line`.  (transfer full)
 * array of strings that `out` owns. */
GPtrArray *extract_list(const Extract *extract, unsigned line, unsigned end, FieldId id);
