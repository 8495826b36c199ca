/* text - the analysis that indexer and query share byte for byte (SPEC 5).
 *
 * Text goes in as valid UTF-8 in any normal form and comes out as tokens: one
 * for each syllable or number, in order, plus extra tokens for what is also a
 * term as a whole (document numbers, dates, joined forms, bare numbers).
 * Markup, punctuation and page breaks are not tokens and break nothing:
 * positions count tokens only.
 *
 * The only user of ICU.  Source of the language rules: the domain report, part
 * C (C.2 keys, C.3 Unicode, C.4 tone placement, C.5 i/y, C.8 tokens), and for
 * document numbers and dates A.3 and A.4.  The JavaScript twin is
 * site-template/assets/text-keys.js, text-tokens.js and text-compounds.js;
 * tests/golden/ *.tsv and tests/js/twins.test.mjs hold both to the same results.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

/* A longer word is cut at a character boundary, in the index and in a query
 * alike, so that a pair of words still fits a Xapian term (245 bytes). */
#define TEXT_WORD_MAX_BYTES 96

typedef enum {
    TEXT_WORD_MARKED = 1 << 0, /* has a tone, a shape or đ: K1 differs from K2 */
    TEXT_WORD_NUMBER = 1 << 1, /* digits, group points and decimal commas only */
    TEXT_WORD_LEGAL = 1 << 2,  /* a legal Vietnamese syllable, marked or not */
} TextWordFlags;

/* A distinct word, interned: owned by its analyser, same pointer for same K1. */
typedef struct {
    const char *k1; /* canonical: NFC, lower case, new-style tone, đ kept; has a NUL */
    const char
        *k2; /* folded: no marks, đ is d; equals k1 when nothing folds; has a NUL */
    uint32_t k1_len; /* bytes */
    uint32_t k2_len; /* bytes */
    uint32_t id;     /* 0, 1, 2 … in order of first appearance in this analyser */
    uint32_t flags;  /* TextWordFlags */
} TextWord;

typedef enum {
    TEXT_SYLLABLE, /* a run of letters and digits, or a number: takes a position */
    TEXT_JOINED, /* "covid19" for "Covid-19", "tphcm" for "TP.HCM"; never a legal syllable
                  */
    TEXT_NUMBER, /* "4" for "04", "1354" for "1.354" */
    TEXT_DOCNUM, /* "2033-tb/tu" for "2033 -TB/TU": normal form, lower case */
    TEXT_DATE,   /* "2021-09-08" for "ngày 08 tháng 9 năm 2021" */
    TEXT_RANGE, /* "2021-03-03..2021-03-12" for "ngày 03/3/2021 đến ngày 12/3/2021" */
} TextKind;

typedef struct {
    const TextWord *word; /* owned by the analyser */
    size_t start, end;    /* bytes of the source it was read from, [start, end) */
    uint32_t position;    /* of its first syllable, counted from 0 in this call */
    uint32_t span;        /* syllables it covers; 1 for TEXT_SYLLABLE */
    TextKind kind;
} TextToken;

/* Caches every distinct word it has seen; one per thread of work. */
typedef struct TextAnalyser TextAnalyser;

TextAnalyser *text_analyser_new(void);
void text_analyser_free(TextAnalyser *analyser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextAnalyser, text_analyser_free)

/* Distinct words interned so far; ids are below it.  Memory grows with it: a
 * long run starts a new analyser when it passes a bound of the caller's. */
uint32_t text_analyser_n_words(const TextAnalyser *analyser);

/* Appends the tokens of `utf8` to `tokens`, in order of start; extra tokens
 * follow the syllable that they start at.
 *
 * utf8    valid UTF-8 (a NUL byte is a separator); need not end in NUL
 * len     bytes
 * tokens  array of TextToken; positions start at 0 whatever it holds already
 *
 * Returns  the number of positions used, that is of TEXT_SYLLABLE tokens.
 */
uint32_t
text_analyse(TextAnalyser *analyser, const char *utf8, size_t len, GArray *tokens);

/* Interns one word given as K1 (as from a term of the index).  Never NULL. */
const TextWord *text_intern(TextAnalyser *analyser, const char *k1, size_t len);

/* K1 of running text: repaired, NFC, lower case, tones on the nucleus, all else
 * kept ("Đánh giá, cao" → "đánh giá, cao").  (transfer full), NUL-terminated. */
char *text_canonical(const char *utf8, size_t len);

/* K2 of running text: text_canonical without marks, đ is d.  (transfer full) */
char *text_fold(const char *utf8, size_t len);

/* What is shown: repaired and NFC, case and spelling as in the source; control
 * and zero-width characters dropped.  (transfer full) */
char *text_display(const char *utf8, size_t len);

/* The i/y key of running text (C.5): text_canonical with y → i as the whole
 * rime after h k l m s t, and qui → quy.  (transfer full) */
char *text_iy_key(const char *utf8, size_t len);

/* The other i/y spelling of one K1 syllable ("sĩ" ↔ "sỹ", "quí" ↔ "quý"), or
 * NULL when there is none.  (transfer full) */
char *text_iy_variant(const char *k1);

/* Partly typed marks (C.6): TRUE when every mark in `typed` stands in
 * `candidate` and they fold alike; an untyped mark may be anything, a typed đ
 * must be đ.  Both K1. */
gboolean text_marks_agree(const char *typed, const char *candidate);

/* A collation key for `vi` (C.10): byte order of keys is dictionary order of
 * K1: ngang < huyền < hỏi < ngã < sắc < nặng, ă â after a, đ after d.
 * (transfer full), NUL-terminated. */
char *text_sort_key(const char *utf8, size_t len);
