#include "repair.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "clean.h"
#include "letters.h"
#include "utf8.h"

/* A base with its marks, decomposed.  Unicode's stream-safe format (UAX 15)
 * allows 30 marks; marks beyond the bound are dropped, so that no input makes
 * ICU's reordering quadratic. */
#define CLUSTER_MAX 64

/* UTF-16 units of one canonical decomposition; Unicode's longest has 4. */
#define DECOMPOSITION_MAX 18

#define DROPPED 0u

typedef struct {
    uint32_t chars[CLUSTER_MAX + DECOMPOSITION_MAX];
    size_t n;
    size_t n_source;   /* code points read, for "is it one?" */
    uint32_t first;    /* the first of them */
    gboolean replaced; /* by the REPAIR table, or bad bytes */
} Cluster;

static const UNormalizer2 *
nfc(void)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *instance = unorm2_getNFCInstance(&status);

    g_assert(U_SUCCESS(status)); /* its data is part of the library */
    return instance;
}

static uint32_t
replace(uint32_t c)
{
    switch (c) {
#define REPAIR(from, to)                                                                 \
    case from:                                                                           \
        return to;
#include "rules.def"
    default:
        return c;
    }
}

static size_t
decompose(uint32_t c, uint32_t *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[DECOMPOSITION_MAX];
    int32_t n_units;
    size_t n = 0;

    n_units = c < 0x80 ? -1
                       : unorm2_getDecomposition(nfc(), (UChar32) c, units,
                                                 G_N_ELEMENTS(units), &status);
    if (n_units < 0 || U_FAILURE(status)) {
        out[0] = c;
        return 1;
    }
    for (int32_t i = 0; i < n_units;) {
        UChar32 part;

        U16_NEXT(units, i, n_units, part);
        out[n++] = (uint32_t) part;
    }
    return n;
}

void
repair_decompose(uint32_t c, GArray *out)
{
    uint32_t parts[DECOMPOSITION_MAX];

    g_array_append_vals(out, parts, (guint) decompose(c, parts));
}

static gboolean
is_mark(uint32_t c)
{
    return c >= 0x300 && u_getCombiningClass((UChar32) c) != 0;
}

static gboolean
continues_cluster(uint32_t c)
{
    return c >= 0x300 && !unorm2_hasBoundaryBefore(nfc(), (UChar32) c);
}

static void
cluster_add(Cluster *cluster, uint32_t c)
{
    if (cluster->n < CLUSTER_MAX) {
        cluster->n += decompose(c, cluster->chars + cluster->n);
        cluster->n = MIN(cluster->n, CLUSTER_MAX);
    }
}

/* Reads the cluster at `at`; the byte behind it.  Dropped characters inside
 * belong to it, those behind it do not. */
static size_t
cluster_read(Cluster *cluster, const char *text, size_t len, size_t at)
{
    size_t end = at;
    uint32_t c = utf8_next(text, len, &end);

    *cluster = (Cluster){ .first = replace(c), .n_source = 1 };
    cluster->replaced = cluster->first != c || c == UTF8_BAD;
    if (c != 0 && cluster->first == DROPPED) {
        return end;
    }
    cluster_add(cluster, cluster->first);
    for (size_t next = end; next < len;) {
        uint32_t source = utf8_next(text, len, &next);

        c = replace(source);
        if (source != 0 && c == DROPPED) {
            continue;
        }
        if (!continues_cluster(c) || (cluster->n >= CLUSTER_MAX && !is_mark(c))) {
            break;
        }
        cluster_add(cluster, c);
        cluster->n_source++;
        end = next;
    }
    return end;
}

/* Vietnamese in NFD, without ICU: a vowel, at most one shape, at most one tone. */
static uint32_t
cluster_compose_vietnamese(const Cluster *cluster)
{
    const Letter *letter = letters_get(cluster->chars[0]);
    uint32_t plain = cluster->chars[0];
    unsigned tone = 0;

    if (letter == NULL || cluster->n > 3) {
        return 0;
    }
    for (size_t i = 1; i < cluster->n; i++) {
        unsigned mark_tone = letters_tone_of(cluster->chars[i]);

        if (mark_tone != 0) {
            if (tone != 0) {
                return 0;
            }
            tone = mark_tone;
            continue;
        }
        plain = letters_with_shape(plain, cluster->chars[i]);
        if (plain == 0) {
            return 0;
        }
    }
    letter = letters_get(plain);
    return letter->row != 0 ? letters_with_tone(letter->row, tone) : 0;
}

static int
mark_rank(uint32_t c)
{
    return letters_is_shape(c) ? 0 : letters_tone_of(c) != 0 ? 2 : 1;
}

/* Shape before tone within each run of marks; stable. */
static void
cluster_sort_marks(Cluster *cluster)
{
    for (size_t i = 1; i < cluster->n; i++) {
        uint32_t c = cluster->chars[i];
        size_t to = i;

        while (to > 0 && is_mark(c) && is_mark(cluster->chars[to - 1]) &&
               mark_rank(cluster->chars[to - 1]) > mark_rank(c)) {
            cluster->chars[to] = cluster->chars[to - 1];
            to--;
        }
        cluster->chars[to] = c;
    }
}

static void
cluster_append_composed(const Cluster *cluster, GString *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar source[2 * CLUSTER_MAX];
    UChar composed[2 * CLUSTER_MAX];
    int32_t n_source = 0;
    int32_t n_composed;

    for (size_t i = 0; i < cluster->n; i++) {
        U16_APPEND_UNSAFE(source, n_source, cluster->chars[i]);
    }
    n_composed = unorm2_normalize(nfc(), source, n_source, composed,
                                  G_N_ELEMENTS(composed), &status);
    g_assert(U_SUCCESS(status)); /* composing what is decomposed never grows it */
    for (int32_t i = 0; i < n_composed;) {
        UChar32 c;

        U16_NEXT(composed, i, n_composed, c);
        utf8_append(out, (uint32_t) c);
    }
}

static void
cluster_append(Cluster *cluster, GString *out)
{
    uint32_t composed;

    if (cluster->n == 0) {
        return;
    }
    composed = cluster_compose_vietnamese(cluster);
    if (composed != 0) {
        utf8_append(out, composed);
        return;
    }
    cluster_sort_marks(cluster);
    cluster_append_composed(cluster, out);
}

static gboolean
cluster_is_clean(const Cluster *cluster)
{
    return cluster->n_source == 1 && !cluster->replaced &&
           unorm2_isInert(nfc(), (UChar32) cluster->first);
}

/* Appends the cluster that was read from [at, end) of the source; an edit when
 * it came out different. */
static void
repair_cluster(Repaired *repaired, Cluster *cluster, const char *source, RepairEdit edit)
{
    size_t start = repaired->owned->len;

    cluster_append(cluster, repaired->owned);
    edit.out = start;
    edit.out_len = repaired->owned->len - start;
    if (edit.out_len != edit.in_len ||
        memcmp(repaired->owned->str + start, source + edit.in, edit.in_len) != 0) {
        g_array_append_val(repaired->edits, edit);
    }
}

static void
repair_from(Repaired *repaired, const char *source, size_t len, size_t at)
{
    size_t copied = 0;

    while (at < len) {
        Cluster cluster;
        size_t width = clean_width(source, len, at);
        size_t end = at + width;

        if (width != 0 && (end == len || clean_width(source, len, end) != 0)) {
            at = end;
            continue;
        }
        end = cluster_read(&cluster, source, len, at);
        if (!cluster_is_clean(&cluster)) {
            g_string_append_len(repaired->owned, source + copied, (gssize) (at - copied));
            repair_cluster(repaired, &cluster, source,
                           (RepairEdit){ .in = at, .in_len = end - at });
            copied = end;
        }
        at = end;
    }
    g_string_append_len(repaired->owned, source + copied, (gssize) (len - copied));
}

Repaired
repair_text(const char *source, size_t len)
{
    Repaired repaired = { .text = source, .len = len };
    size_t clean = clean_prefix(source, len);

    if (clean == len) {
        repaired.plain = TRUE;
        return repaired;
    }
    /* The character before the first doubtful one may be its base. */
    while (clean > 0 && utf8_is_tail(source, --clean)) {
    }
    repaired.owned = g_string_sized_new(len);
    repaired.edits = g_array_new(FALSE, FALSE, sizeof(RepairEdit));
    repair_from(&repaired, source, len, clean);
    repaired.text = repaired.owned->str;
    repaired.len = repaired.owned->len;
    return repaired;
}

void
repaired_clear(Repaired *repaired)
{
    if (repaired->owned != NULL) {
        g_string_free(repaired->owned, TRUE);
        g_array_unref(repaired->edits);
    }
    *repaired = (Repaired){ 0 };
}

/* Edits that end at or before `at` in the repaired text; with `before`, only
 * those that start before it. */
static size_t
edits_behind(const Repaired *repaired, size_t at, gboolean before)
{
    size_t low = 0;
    size_t high = repaired->edits->len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const RepairEdit *edit = &g_array_index(repaired->edits, RepairEdit, middle);
        gboolean behind = before ? edit->out < at : edit->out + edit->out_len <= at;

        if (behind) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

size_t
repaired_source_start(const Repaired *repaired, size_t at)
{
    const RepairEdit *edit;
    size_t n;

    if (repaired->edits == NULL) {
        return at;
    }
    n = edits_behind(repaired, at, FALSE);
    if (n < repaired->edits->len) {
        edit = &g_array_index(repaired->edits, RepairEdit, n);
        if (edit->out <= at) {
            return edit->in; /* inside what was replaced: its start */
        }
    }
    if (n == 0) {
        return at;
    }
    edit = &g_array_index(repaired->edits, RepairEdit, n - 1);
    return edit->in + edit->in_len + (at - edit->out - edit->out_len);
}

size_t
repaired_source_end(const Repaired *repaired, size_t at)
{
    const RepairEdit *edit;
    size_t n;

    if (repaired->edits == NULL) {
        return at;
    }
    n = edits_behind(repaired, at, TRUE);
    if (n == 0) {
        return at;
    }
    edit = &g_array_index(repaired->edits, RepairEdit, n - 1);
    if (at <= edit->out + edit->out_len) {
        return edit->in + edit->in_len;
    }
    return edit->in + edit->in_len + (at - edit->out - edit->out_len);
}
