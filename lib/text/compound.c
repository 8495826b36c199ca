#include "compound.h"

#include <string.h>

#include "letters.h"
#include "match.h"
#include "utf8.h"

/* A chain of more pieces is no joined form. */
#define PIECES_MAX 6

/* How runs hang together. */
typedef enum {
    JOIN_NONE,
    JOIN_HYPHEN, /* Covid-19; U+2010 and U+2011 are what word processors make of it */
    JOIN_POINT,  /* TP.HCM */
} Join;

static const char *const hyphens[] = { "-", "\u2010", "\u2011" };

/* The joiner at `at`, which moves behind it. */
static Join
joiner_at(const Scan *scan, size_t *at)
{
    if (*at < scan->len && scan->text[*at] == '.') {
        (*at)++;
        return JOIN_POINT;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(hyphens); i++) {
        size_t n = strlen(hyphens[i]);

        if (scan->len - *at >= n && memcmp(scan->text + *at, hyphens[i], n) == 0) {
            *at += n;
            return JOIN_HYPHEN;
        }
    }
    return JOIN_NONE;
}

static void
append_token(Scan *scan, TextKind kind, size_t start, size_t end, uint32_t span)
{
    const GString *key = scan->key;

    *scan_next_token(scan) = (TextToken){
        .word = word_of_bytes(scan->analyser, key->str, key->len),
        .start = start,
        .end = end,
        .position = scan->position,
        .span = span,
        .kind = kind,
    };
}

/* 04 → 4, 1.354 → 1354; the decimal comma stays. */
static void
append_bare_number(Scan *scan, const Run *run, const TextWord *number)
{
    gboolean grouped;
    size_t from = 0;

    if (!(number->flags & TEXT_WORD_NUMBER) || number->k1_len != run->end - run->start) {
        return;
    }
    grouped = run_is_grouped(number->k1, number->k1_len);
    while (number->k1[from] == '0' && g_ascii_isdigit(number->k1[from + 1])) {
        from++;
    }
    g_string_truncate(scan->key, 0);
    for (; from < number->k1_len; from++) {
        if (g_ascii_isdigit(number->k1[from]) || !grouped) {
            g_string_append_c(scan->key, number->k1[from]);
        }
    }
    if (scan->key->len != number->k1_len) {
        append_token(scan, TEXT_NUMBER, run->start, run->end, 1);
    }
}

/* Letters only, all capital. */
static gboolean
is_capitals(const Scan *scan, const Run *piece)
{
    for (size_t at = piece->start; at < piece->end;) {
        uint32_t c = utf8_next(scan->text, scan->len, &at);

        if (letters_class(c) != CHAR_LETTER || letters_lower(c) == c) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
has_letter(const Scan *scan, const Run *piece)
{
    for (size_t at = piece->start; at < piece->end;) {
        if (letters_class(utf8_next(scan->text, scan->len, &at)) == CHAR_LETTER) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
add_piece(Scan *scan, const Run *piece)
{
    size_t n = MIN(piece->end - piece->start, RUN_MAX_BYTES);

    g_string_append_len(scan->key, scan->text + piece->start, (gssize) n);
}

/* Whether the run before hangs on this one by the same joiner. */
static gboolean
is_inside_chain(const Scan *scan, const Run *run, Join join)
{
    size_t at = scan->run_end;

    return scan->after_run && joiner_at(scan, &at) == join && at == run->start;
}

/* Reads the chain that starts with `first` into the key; its pieces, 0 when it
 * has no joined form. */
static uint32_t
read_chain(Scan *scan, const Run *first, Join join, size_t *end)
{
    Run piece = *first;
    gboolean letters = FALSE;
    uint32_t n = 0;
    size_t at = first->start;

    g_string_truncate(scan->key, 0);
    while (run_next(scan->text, scan->len, at, &piece) && piece.start == at) {
        if (++n > PIECES_MAX || (join == JOIN_POINT && !is_capitals(scan, &piece))) {
            return 0;
        }
        letters = letters || has_letter(scan, &piece);
        add_piece(scan, &piece);
        *end = at = piece.end;
        if (joiner_at(scan, &at) != join) {
            break;
        }
    }
    return letters && n > 1 ? n : 0;
}

static void
append_joined(Scan *scan, const Run *first)
{
    size_t end = first->end;
    Join join = joiner_at(scan, &end);
    uint32_t n;

    if (join == JOIN_NONE || is_inside_chain(scan, first, join)) {
        return;
    }
    n = read_chain(scan, first, join, &end);
    /* "A-I" is not ai: what makes a syllable would be found for it. */
    if (n != 0 && !(word_of_bytes(scan->analyser, scan->key->str, scan->key->len)->flags &
                    TEXT_WORD_LEGAL)) {
        append_token(scan, TEXT_JOINED, first->start, end, n);
    }
}

/* Syllables from the run at hand to `end`. */
static uint32_t
span_to(const Scan *scan, const Run *run, size_t end)
{
    return run_count(scan->text, run->start, end);
}

static void
append_docnum(Scan *scan, const Run *run, size_t at)
{
    Docnum docnum;
    const char *display;

    if (at < scan->docnum_end ||
        !docnum_match((Subject){ scan->text, scan->len }, at, &docnum)) {
        return;
    }
    for (display = docnum.display; display[0] == '0' && g_ascii_isdigit(display[1]);) {
        display++;
    }
    g_string_assign(scan->key, display);
    append_token(scan, TEXT_DOCNUM, docnum.start, docnum.end,
                 span_to(scan, run, docnum.end));
    scan->docnum_end = docnum.end;
    docnum_clear(&docnum);
}

static void
append_date(Scan *scan, const Run *run, size_t at)
{
    Subject subject = { scan->text, scan->len };
    DateMatch date;
    DateMatch until = { 0 };
    char iso[DATE_ISO_SIZE];

    if (at < scan->date_end || !date_match(subject, at, scan->date_end, &date)) {
        return;
    }
    scan->date_end = date.end;
    date_format_iso(&date, iso);
    g_string_assign(scan->key, iso);
    append_token(scan, TEXT_DATE, date.start, date.end, span_to(scan, run, date.end));
    if (date_match_until(subject, &date, &until)) {
        date_format_iso(&until, iso);
        g_string_append_printf(scan->key, "..%s", iso);
        append_token(scan, TEXT_RANGE, date.start, until.end,
                     span_to(scan, run, until.end));
    }
}

static void
append_numbered(Scan *scan, const Run *run, size_t at)
{
    append_docnum(scan, run, at);
    append_date(scan, run, at);
}

void
compound_append(Scan *scan, const Run *run, const Word *word)
{
    size_t at = run->start;

    append_bare_number(scan, run, &word->word);
    if (word->opens_date) {
        append_date(scan, run, at);
    } else if (g_ascii_isdigit(scan->text[at])) {
        append_numbered(scan, run, at);
    }
    if (at >= scan->docnum_end && at >= scan->date_end) {
        append_joined(scan, run);
    }
    if (run->has_digit) {
        while ((at = run_next_digits(scan->text, at + 1, run->end)) < run->end) {
            append_numbered(scan, run, at);
        }
    }
}
