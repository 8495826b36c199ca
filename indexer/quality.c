#include "quality.h"

#include "json.h"
#include "quality-word.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <string.h>

/* An illegal word that stands so often in one notice is a name or a term. */
#define TERM_AT_LEAST 3
/* Of a text of nothing but suspects no more than these are held; all are counted. */
#define HELD_AT_MOST 10000
#define SUSPECT_MAX_BYTES 96

/* ---- words ---------------------------------------------------------------------- */

/* What is known of words, by the hash of their bytes: most of a text is some thousand
 * words.  A word that takes another's place here only costs time. */
typedef struct {
    uint32_t tag; /* the upper half of the hash */
    WordQuality quality;
} Known;

#define KNOWN_WORDS (1u << 16)

static _Thread_local Known known[KNOWN_WORDS];

/* A word, and a hash of its bytes after FNV-1a, whose factor and start these are. */
#define HASH_FACTOR 0x100000001B3u
#define HASH_START 0xCBF29CE484222325u
typedef struct {
    const char *start;
    size_t len;
    uint64_t hash;
} Span;

/* Bytes of the character of a word at `at`, none of ASCII; 0 when it is of none. */
static size_t
other_of_word(const char *at, const char *end)
{
    size_t len = 0;
    uint32_t c = utf8_next_other(at, (size_t) (end - at), &len);

    return letters_class(c) != CHAR_OTHER || c == UTF8_BAD ? len : 0;
}

/* By the first byte of a character its length, where that is all but sure to be a letter
 * or a digit: ASCII, and the letters of Vietnamese.  0: to be looked at. */
static const unsigned char widths[256] = {
    ['0' ... '9'] = 1,   ['A' ... 'Z'] = 1, ['a' ... 'z'] = 1,
    [0xC3 ... 0xC6] = 2, [0xE1] = 3,
};

/* What `widths` takes for a letter and is none, or need not be. */
static inline gboolean
is_doubtful(const unsigned char *at)
{
    if (at[0] == 0xC3)
        return (at[1] & 0xDF) == 0x97; /* × ÷ */
    return at[0] == 0xE1 && at[1] != 0xBA && at[1] != 0xBB;
}

/* The word at `at`, which ends in NUL at `end`; empty when there is none. */
static Span
word_at(const char *at, const char *end)
{
    const unsigned char *byte = (const unsigned char *) at;
    uint64_t hash = HASH_START;
    size_t n = 0;

    for (;; byte += n) {
        n = widths[*byte];
        if (n == 1) {
            hash = (hash ^ *byte) * HASH_FACTOR;
            continue;
        }
        if (*byte < 0x80)
            break;
        if (n == 0 || is_doubtful(byte))
            n = other_of_word((const char *) byte, end);
        if (n == 0)
            break;
        hash = (hash ^ byte[0] ^ (unsigned) byte[1] << 8) * HASH_FACTOR;
        for (size_t i = 2; i < n; i++)
            hash = (hash ^ byte[i]) * HASH_FACTOR;
    }
    return (Span){ at, (size_t) ((const char *) byte - at), hash };
}

static WordQuality
judge(const Span *word)
{
    Known *entry = &known[(uint32_t) word->hash % KNOWN_WORDS];
    uint32_t tag = (uint32_t) (word->hash >> 32);

    if (entry->tag != tag) {
        entry->tag = tag;
        entry->quality = word_judge(word->start, word->len);
    }
    return entry->quality;
}

/* ---- suspects ------------------------------------------------------------------- */

typedef struct {
    Quality *quality;
    GHashTable *times;   /* a suspect's text: how often; owns the text */
    GArray *suspects;    /* QualitySuspect whose word is borrowed from `times` */
    gboolean good;       /* the word before */
    Span pending;        /* a word that waits for the one behind it; empty: none */
    const char *counted; /* lines are counted up to here */
    uint64_t line;
} Scan;

static uint64_t
line_of(Scan *scan, const char *at)
{
    for (; scan->counted < at; scan->counted++)
        scan->line += *scan->counted == '\n';
    return scan->line;
}

static void
suspect(Scan *scan, const Span *word)
{
    g_autofree char *text =
        g_strndup(word->start, utf8_cut(word->start, word->len, SUSPECT_MAX_BYTES));
    gpointer key = NULL;
    gpointer times = NULL;
    QualitySuspect found = { .line = line_of(scan, word->start) };

    if (scan->suspects != NULL && scan->suspects->len >= HELD_AT_MOST) {
        scan->quality->n_suspects++;
        return;
    }
    if (scan->times == NULL) {
        scan->times = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        scan->suspects = g_array_new(FALSE, FALSE, sizeof(QualitySuspect));
    }
    if (!g_hash_table_lookup_extended(scan->times, text, &key, &times))
        key = g_steal_pointer(&text);
    else
        g_hash_table_steal(scan->times, key);
    g_hash_table_insert(scan->times, key, GUINT_TO_POINTER(GPOINTER_TO_UINT(times) + 1));
    found.word = key;
    g_array_append_val(scan->suspects, found);
}

/* «th. 3»: an abbreviation. */
static gboolean
is_shortened(const Span *word)
{
    return word->len <= 3 && word->start[word->len] == '.';
}

static void
take_word(Scan *scan, const Span *word, WordQuality judged)
{
    Quality *quality = scan->quality;
    gboolean good = (judged.flags & WORD_GOOD) != 0;

    quality->n_syllables += (judged.flags & WORD_COUNTED) != 0;
    quality->n_legal += (judged.flags & WORD_LEGAL) != 0;
    quality->n_lookalikes += judged.n_lookalikes;
    quality->n_replacements += judged.n_replacements;
    if (scan->pending.len > 0 && good)
        suspect(scan, &scan->pending);
    scan->pending.len = 0;
    if ((judged.flags & WORD_WRONG) != 0)
        suspect(scan, word);
    if ((judged.flags & WORD_SUSPECT) != 0 && scan->good && !is_shortened(word))
        scan->pending = *word;
    scan->good = good;
}

static gboolean
is_term(const Scan *scan, const QualitySuspect *found)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(scan->times, found->word)) >=
               TERM_AT_LEAST &&
           (word_judge(found->word, strlen(found->word)).flags & WORD_WRONG) == 0;
}

static void
clear_suspect(gpointer pointer)
{
    g_free(((QualitySuspect *) pointer)->word);
}

/* Keeps the first suspects, and how many there are. */
static void
keep_suspects(const Scan *scan)
{
    Quality *quality = scan->quality;

    quality->suspects = g_array_new(FALSE, FALSE, sizeof(QualitySuspect));
    g_array_set_clear_func(quality->suspects, clear_suspect);
    for (unsigned i = 0; i < scan->suspects->len; i++) {
        QualitySuspect found = g_array_index(scan->suspects, QualitySuspect, i);
        if (is_term(scan, &found))
            continue;
        quality->n_suspects++;
        if (quality->suspects->len >= QUALITY_SUSPECTS)
            continue;
        found.word = g_strdup(found.word);
        g_array_append_val(quality->suspects, found);
    }
}

/* ---- the text ------------------------------------------------------------------- */

void
quality_read(Quality *quality, const char *text)
{
    const char *end = text + strlen(text);
    Scan scan = { .quality = quality, .good = TRUE, .counted = text, .line = 1 };

    for (const char *at = text; at < end;) {
        if (widths[(unsigned char) *at] == 0 && (unsigned char) *at < 0x80) {
            at++;
            continue;
        }
        Span word = word_at(at, end);
        if (word.len == 0) {
            at = g_utf8_next_char(at);
            continue;
        }
        at += word.len;
        take_word(&scan, &word, judge(&word));
    }
    if (scan.pending.len > 0)
        suspect(&scan, &scan.pending);
    if (scan.suspects == NULL)
        return;
    keep_suspects(&scan);
    g_array_unref(scan.suspects);
    g_hash_table_unref(scan.times);
}

void
quality_clear(Quality *quality)
{
    g_clear_pointer(&quality->suspects, g_array_unref);
    *quality = (Quality){ 0 };
}

/* ---- JSON ----------------------------------------------------------------------- */

/* A share in thousandths, whatever the locale. */
static void
append_share(GString *out, unsigned thousandths)
{
    g_string_append_printf(out, "%u.%03u", thousandths / 1000, thousandths % 1000);
}

static void
append_suspects(GString *out, const GArray *suspects)
{
    g_string_append(out, ",\"suspects\":[");
    for (unsigned i = 0; suspects != NULL && i < suspects->len; i++) {
        const QualitySuspect *found = &g_array_index(suspects, QualitySuspect, i);
        g_string_append(out, i == 0 ? "{\"word\":" : ",{\"word\":");
        json_append_string(out, found->word);
        g_string_append_printf(out, ",\"line\":%" G_GUINT64_FORMAT "}", found->line);
    }
    g_string_append_c(out, ']');
}

static void
append_warning(GString *out, const Warning *warning)
{
    g_string_append_printf(out, "{\"kind\":\"%s\",\"n\":%u,\"m\":%u,\"text\":",
                           warning_name(warning->kind), warning->n, warning->m);
    json_append_string(out, warning->text);
    g_string_append_c(out, '}');
}

static void
append_reading(GString *out, const Converted *converted)
{
    const GPtrArray *warnings = converted->warnings;

    g_string_append(out, ",\"encoding\":");
    json_append_string(out, converted->encoding);
    g_string_append(out, ",\"ocr\":");
    if (converted->n_ocr_pages == 0) {
        g_string_append(out, "null");
    } else {
        g_string_append_printf(out,
                               "{\"pages\":%u,\"confidence\":", converted->n_ocr_pages);
        append_share(out, (unsigned) (CLAMP(converted->ocr_confidence, 0, 1) * 1000));
        g_string_append_c(out, '}');
    }
    g_string_append(out, ",\"warnings\":[");
    for (unsigned i = 0; warnings != NULL && i < warnings->len; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        append_warning(out, warnings->pdata[i]);
    }
    g_string_append_c(out, ']');
}

char *
quality_to_json(const Quality *quality, const Converted *converted)
{
    GString *out = g_string_new(NULL);
    uint64_t n = quality->n_syllables;

    g_string_append_printf(out, "{\"syllables\":%u,\"legal\":", quality->n_syllables);
    if (n == 0)
        g_string_append(out, "null");
    else
        append_share(out, (unsigned) ((quality->n_legal * UINT64_C(1000) + n / 2) / n));
    g_string_append_printf(out, ",\"lookalikes\":%u,\"replacements\":%u,\"suspected\":%u",
                           quality->n_lookalikes, quality->n_replacements,
                           quality->n_suspects);
    append_suspects(out, quality->suspects);
    append_reading(out, converted);
    g_string_append_c(out, '}');
    return g_string_free(out, FALSE);
}
