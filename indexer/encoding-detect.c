#include "encoding-detect.h"

#include "encoding-legacy.h"
#include "encoding-private.h"
#include "encoding-score.h"
#include "text/utf8.h"
#include "utf8-check.h"

#include <string.h>

/* Domain report C.7: the right encoding makes 98 % of the words legal, the best wrong
 * one 60 %. */
#define ACCEPTED 0.9
/* By how much another encoding must be better than UTF-8, where that can be read. */
#define BETTER 0.2
/* Words, words with marks among them, and letters that are needed where no other line
 * says so: more when the line is UTF-8 already. */
static const Score enough[] = {
    { .n_legal = 2, .n_marked = 1, .n_letters = 6 },
    { .n_legal = 3, .n_marked = 2, .n_letters = 6 },
};
/* What is looked at to find the encoding of most lines. */
#define VOTING_BYTES (1u << 20)

/* VIQR is ASCII: only where this share of the words gets marks, and so many words are.
 * No other language does that, so names may be more. */
#define VIQR_ACCEPTED 0.75
#define VIQR_MARKED 0.3
#define VIQR_ENOUGH 10

/* Bit N: this byte and a tail of 0x80 + N are no letter of Vietnamese and no usual
 * sign, but what older encodings are seen as in windows-1252. */
static const uint64_t strange[256] = {
    [0xC2] = 0xF7FCF77EFFFFFFFF, /* not U+00A0 § « ° ± » */
    [0xC3] = 0xD9C3C8F0D9C3C8F0, /* not À Á Â Ã È É Ê Ì Í Ò Ó Ô Õ Ù Ú Ý, nor small */
};

static inline gboolean
is_strange(const char *at)
{
    return (strange[(unsigned char) at[0]] >> ((unsigned char) at[1] & 63) & 1) != 0;
}

/* U+1E80 to U+1EFF, which no byte is seen as. */
static inline gboolean
is_modern(const char *at)
{
    return at[0] == '\xE1' && (at[1] == '\xBA' || at[1] == '\xBB');
}

typedef struct {
    const char *start;
    size_t len;
    gboolean valid;   /* UTF-8 */
    gboolean plain;   /* printable ASCII */
    gboolean modern;  /* has one that is_modern */
    gboolean strange; /* has one that is_strange, or is not UTF-8 */
} Line;

typedef struct {
    const DetectText *text;
    EncodingReport *report;
    Legacy prior;       /* what most lines are in */
    GArray *units;      /* of the line at hand */
    GArray *characters; /* what the last attempt made of it */
    GString *out;
    gboolean changed;
} Detection;

/* So many letters of U+00C0 to U+00FF are strange where none is_modern: a byte of
 * windows-1258 that is a tone may be seen as one. */
#define ENOUGH_LATIN 3

static void
look_at(Line *line, gboolean valid)
{
    unsigned n_latin = 0;

    line->plain = TRUE;
    for (size_t i = 0; i < line->len; i++) {
        unsigned char c = (unsigned char) line->start[i];
        if (c >= 0x20 && c < 0x7F)
            continue;
        line->plain &= c == '\t';
        if (i + 1 == line->len)
            break;
        line->strange |= is_strange(line->start + i);
        line->modern |= is_modern(line->start + i);
        n_latin += c == 0xC3;
    }
    line->strange |= n_latin >= ENOUGH_LATIN && !line->modern;
    line->valid =
        valid || line->plain || utf8_find_invalid(line->start, line->len) == NULL;
    line->strange |= !line->valid;
}

/* The line from `at` on: up to what ends a line, or is a tag. */
static Line
line_at(const DetectText *text, const char *at)
{
    Line line = { .start = at };
    const char *end = text->bytes + text->len;

    while (at < end && *at != '\n' && *at != '\r' && !(text->html && *at == '<'))
        at++;
    line.len = (size_t) (at - line.start);
    look_at(&line, text->valid);
    return line;
}

/* Behind what ends the line at `at`: one byte, or a tag. */
static const char *
after_line(const DetectText *text, const char *at)
{
    const char *end = text->bytes + text->len;
    const char *tag_end = NULL;

    if (at < end && *at == '<')
        tag_end = memchr(at, '>', (size_t) (end - at));
    else
        tag_end = at;
    return tag_end == NULL ? end : MIN(tag_end + 1, end);
}

static Score
score_as_is(Detection *d, const Line *line)
{
    g_autofree char *composed = NULL;
    const char *bytes = line->start;
    size_t len = line->len;

    if (line->valid && memchr(bytes, 0xCC, len) != NULL) { /* marks on their own */
        composed = g_utf8_normalize(bytes, (gssize) len, G_NORMALIZE_DEFAULT_COMPOSE);
        bytes = composed;
        len = strlen(composed);
    }
    g_array_set_size(d->characters, 0);
    for (size_t i = 0; i < len;) {
        uint32_t c = utf8_next(bytes, len, &i);
        g_array_append_val(d->characters, c);
    }
    return score_characters(d->characters);
}

static Score
attempt(Detection *d, Legacy legacy)
{
    g_array_set_size(d->characters, 0);
    legacy_decode(legacy, d->units, d->characters);
    return score_characters(d->characters);
}

/* A line of older bytes may be UTF-8 by chance. */
static void
take_units(Detection *d, const Line *line)
{
    g_array_set_size(d->units, 0);
    if (line->valid && (d->text->valid || d->prior == LEGACY_NONE))
        legacy_units_of_characters(line->start, line->len, d->units);
    else
        legacy_units_of_bytes(line->start, line->len, d->units);
}

static gboolean
is_enough(const Score *score, const Score *needed)
{
    return score->n_legal >= needed->n_legal && score->n_marked >= needed->n_marked &&
           score->n_letters >= needed->n_letters;
}

/* The encoding that explains the line best, whatever the others are in; LEGACY_NONE
 * when none does. */
static Legacy
best_of(Detection *d, const Line *line, double as_is)
{
    Legacy best = LEGACY_NONE;
    double best_share = MAX(ACCEPTED, as_is + (line->valid ? BETTER : 0));

    for (Legacy legacy = 0; legacy < LEGACY_N_TRIED; legacy++) {
        Score score = attempt(d, legacy);
        double share = score_merit(&score);
        if ((legacy == LEGACY_TWICE && !line->valid) ||
            !is_enough(&score, &enough[line->valid]))
            continue;
        if (share > best_share || (share >= best_share && best == LEGACY_NONE)) {
            best = legacy;
            best_share = share;
        }
    }
    return best;
}

static Legacy
choose(Detection *d, const Line *line)
{
    Score as_is_score = score_as_is(d, line);
    Score prior_score = { 0 };
    double as_is = score_merit(&as_is_score);
    double prior = 0;
    Legacy best = LEGACY_NONE;

    if (as_is >= ACCEPTED && d->prior == LEGACY_NONE)
        return LEGACY_NONE;
    take_units(d, line);
    if (d->prior != LEGACY_NONE) {
        prior_score = attempt(d, d->prior);
        prior = score_merit(&prior_score);
        if (prior >= MAX(ACCEPTED, as_is))
            return d->prior;
    }
    if (as_is >= ACCEPTED)
        return LEGACY_NONE;
    best = best_of(d, line, as_is);
    if (best == LEGACY_NONE && (prior >= as_is || !line->valid))
        best = d->prior;
    return best;
}

/* Whether the line can be something other than UTF-8 that stays. */
static gboolean
is_in_question(const Detection *d, const Line *line)
{
    if (!line->valid)
        return TRUE;
    return !line->plain && !line->modern && (line->strange || d->prior != LEGACY_NONE);
}

/* What most of the text is in; when no line says, what the part before was in. */
static Legacy
vote(Detection *d)
{
    const DetectText *text = d->text;
    const char *end = text->bytes + text->len;
    size_t votes[LEGACY_NONE + 1] = { 0 };
    size_t looked = 0;
    Legacy winner = LEGACY_NONE;

    for (const char *at = text->bytes; at < end && looked < VOTING_BYTES;) {
        Line line = line_at(text, at);
        Legacy legacy = is_in_question(d, &line) ? choose(d, &line) : LEGACY_NONE;
        if (legacy != LEGACY_NONE || line.modern)
            votes[legacy] += line.len;
        looked += line.plain ? 0 : line.len;
        at = after_line(text, line.start + line.len);
    }
    for (Legacy legacy = 0; legacy < LEGACY_NONE; legacy++) {
        if (votes[legacy] > votes[winner])
            winner = legacy;
        if (d->report->used == 1u << legacy && votes[LEGACY_NONE] == 0 &&
            votes[winner] == 0)
            winner = legacy;
    }
    return winner;
}

static void
append_characters(Detection *d)
{
    for (unsigned i = 0; i < d->characters->len; i++)
        utf8_append(d->out, g_array_index(d->characters, uint32_t, i));
}

/* A line that nothing explains: each byte that is not UTF-8 becomes U+FFFD. */
static void
replace(Detection *d, const Line *line)
{
    const char *start = line->start;
    EncodingReport *report = d->report;

    for (size_t i = 0, at = 0; at < line->len; at = i) {
        uint32_t c = utf8_next(start, line->len, &i);
        if (c == UTF8_BAD && report->n_replaced++ == 0) {
            report->first_bad = (size_t) (start - d->text->bytes) + at;
            report->bad_line = encoding_line_of(d->text->bytes, start + at);
        }
        utf8_append(d->out, c);
    }
    d->changed = TRUE;
}

static void
decode_line(Detection *d, const Line *line)
{
    Legacy legacy = is_in_question(d, line) ? choose(d, line) : LEGACY_NONE;

    if (legacy != LEGACY_NONE) {
        (void) attempt(d, legacy);
        append_characters(d);
        d->report->used |= 1u << legacy;
        d->changed = TRUE;
    } else if (!line->valid) {
        replace(d, line);
    } else if (line->modern && line->strange) {
        gboolean mixed = encoding_append_mixed(d->out, line->start, line->len);
        d->report->used |= 1u << LEGACY_NONE | (mixed ? 1u << LEGACY_TCVN3 : 0);
        d->changed |= mixed;
    } else {
        g_string_append_len(d->out, line->start, (gssize) line->len);
        d->report->used |= line->modern ? 1u << LEGACY_NONE : 0;
    }
}

static void
decode_lines(Detection *d)
{
    const DetectText *text = d->text;
    const char *end = text->bytes + text->len;

    for (const char *at = text->bytes; at < end;) {
        Line line = line_at(text, at);
        const char *behind = line.start + line.len;
        decode_line(d, &line);
        at = after_line(text, behind);
        g_string_append_len(d->out, behind, at - behind);
    }
}

static void
name_encoding(EncodingReport *report)
{
    unsigned legacy = report->used & ~(1u << LEGACY_NONE);

    if (legacy == 0)
        report->name = NULL;
    else if (report->used != legacy || (legacy & (legacy - 1)) != 0)
        report->name = "mixed";
    else
        report->name = legacy_name((Legacy) g_bit_nth_lsf(legacy, -1));
}

/* One pass over good text: whether some of it is_strange, or it has letters and none
 * is_modern; and whether it is ASCII. */
static void
glance(const char *bytes, size_t len, gboolean *has_strange, gboolean *is_ascii)
{
    uint64_t found = 0;
    size_t n_latin = 0;
    unsigned char all = len == 0 ? 0 : (unsigned char) bytes[len - 1];

    for (size_t i = 0; i + 1 < len; i++) {
        unsigned char c = (unsigned char) bytes[i];
        found |= strange[c] >> ((unsigned char) bytes[i + 1] & 63);
        n_latin += c == 0xC3;
        all |= c;
    }
    *is_ascii = all < 0x80;
    *has_strange = (found & 1) != 0 || (n_latin >= ENOUGH_LATIN &&
                                        memmem(bytes, len, "\xE1\xBA", 2) == NULL &&
                                        memmem(bytes, len, "\xE1\xBB", 2) == NULL);
}

/* A vowel and a mark of shape: what VIQR has at every third word, and English never. */
static gboolean
has_viqr(const char *bytes, size_t len)
{
    unsigned n = 0;

    for (size_t i = 1; i < len && n < VIQR_ENOUGH / 2; i++)
        if (bytes[i] == '^' || bytes[i] == '(' || bytes[i] == '+')
            n += bytes[i - 1] != '\0' && strchr("aeouAEOU", bytes[i - 1]) != NULL;
    return n == VIQR_ENOUGH / 2;
}

/* Decodes ASCII as VIQR; FALSE, and nothing done, when it is not clearly that. */
static gboolean
decode_viqr(Detection *d)
{
    const DetectText *text = d->text;
    gboolean strict = memmem(text->bytes, text->len, "\\.", 2) != NULL;
    Score viqr = { 0 };

    for (const char *at = text->bytes, *end = at + text->len; at < end;) {
        Line line = line_at(text, at);
        at = after_line(text, line.start + line.len);
        take_units(d, &line);
        g_array_set_size(d->characters, 0);
        legacy_decode_viqr(d->units, strict, d->characters);
        score_add(&viqr, score_characters(d->characters));
        append_characters(d);
        g_string_append_len(d->out, line.start + line.len,
                            at - line.start - (ptrdiff_t) line.len);
    }
    if (viqr.n < VIQR_ENOUGH || viqr.n_marked < viqr.n * VIQR_MARKED ||
        score_share(&viqr) < VIQR_ACCEPTED)
        return FALSE;
    d->report->used |= 1u << LEGACY_VIQR;
    d->changed = TRUE;
    return TRUE;
}

GString *
detect_decode(const DetectText *text, EncodingReport *report)
{
    g_autoptr(GArray) units = NULL;
    g_autoptr(GArray) characters = NULL;
    g_autoptr(GString) out = NULL;
    Detection d = { .text = text, .report = report, .prior = LEGACY_NONE };
    gboolean has_strange = FALSE;
    gboolean is_ascii = FALSE;

    glance(text->bytes, text->len, &has_strange, &is_ascii);
    if (is_ascii && !has_viqr(text->bytes, text->len))
        return NULL;
    if (text->valid && !is_ascii && !has_strange && report->name == NULL)
        return NULL;
    units = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    characters = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    out = g_string_sized_new(text->len + text->len / 4 + 1);
    d.units = units;
    d.characters = characters;
    d.out = out;
    if (is_ascii) {
        (void) decode_viqr(&d);
    } else {
        d.prior = vote(&d);
        decode_lines(&d);
    }
    name_encoding(report);
    return d.changed ? g_steal_pointer(&out) : NULL;
}
