#include "pair-list.h"

#include <stdlib.h>
#include <string.h>

#include "number.h"

/* A spelling as one batch has it. */
typedef struct {
    RunSpelling text;
    uint32_t place; /* of the batch's spellings, all batches counted through */
    uint32_t group; /* the spellings that are the same, from 0 */
} Spelling;

/* The same spelling in all batches. */
typedef struct {
    const Spelling *first;
    uint64_t n;
    uint32_t group;
} Group;

struct PairList {
    GByteArray *streams[PAIR_N_STREAMS];
    GArray *spellings; /* Spelling */
    GArray *groups;    /* Group, most frequent first once they are ranked */
    GArray *codes;     /* uint32_t, by place */
    GArray *ranks;     /* uint32_t, by group */
};

PairList *
pair_list_new(void)
{
    PairList *list = g_new0(PairList, 1);

    for (unsigned i = 0; i < PAIR_N_STREAMS; i++)
        list->streams[i] = g_byte_array_new();
    list->spellings = g_array_new(FALSE, FALSE, sizeof(Spelling));
    list->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    list->codes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    list->ranks = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    return list;
}

void
pair_list_free(PairList *list)
{
    if (list == NULL)
        return;
    for (unsigned i = 0; i < PAIR_N_STREAMS; i++)
        g_byte_array_unref(list->streams[i]);
    g_array_unref(list->spellings);
    g_array_unref(list->groups);
    g_array_unref(list->codes);
    g_array_unref(list->ranks);
    g_free(list);
}

/* ---- spellings: those of all batches become one list, most frequent first ------- */

static int
compare_texts(const char *a, uint32_t a_len, const char *b, uint32_t b_len)
{
    int order = memcmp(a, b, MIN(a_len, b_len));

    return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

static int
compare_spellings(const void *a, const void *b)
{
    const RunSpelling *left = &((const Spelling *) a)->text;
    const RunSpelling *right = &((const Spelling *) b)->text;
    int order = compare_texts(left->left, left->left_len, right->left, right->left_len);

    if (order != 0)
        return order;
    return compare_texts(left->right, left->right_len, right->right, right->right_len);
}

/* Groups are made in byte order, so that is the order of their numbers. */
static int
compare_groups(const void *a, const void *b)
{
    const Group *left = a;
    const Group *right = b;

    if (left->n != right->n)
        return left->n > right->n ? -1 : 1;
    return left->group < right->group ? -1 : 1;
}

static void
gather(PairList *list, const MergeTerm *term)
{
    uint32_t place = 0;

    g_array_set_size(list->spellings, 0);
    for (unsigned i = 0; i < term->n_parts; i++) {
        Spelling spelling = { 0 };
        size_t at = 0;

        while (run_next_spelling(term->parts[i].record, &at, &spelling.text)) {
            spelling.place = place++;
            g_array_append_val(list->spellings, spelling);
        }
    }
}

static void
make_groups(PairList *list)
{
    Spelling *spellings = (Spelling *) (void *) list->spellings->data;

    g_array_set_size(list->groups, 0);
    qsort(spellings, list->spellings->len, sizeof *spellings, compare_spellings);
    for (unsigned i = 0; i < list->spellings->len; i++) {
        if (i == 0 || compare_spellings(&spellings[i - 1], &spellings[i]) != 0) {
            const Group group = { &spellings[i], 0, list->groups->len };

            g_array_append_val(list->groups, group);
        }
        spellings[i].group = list->groups->len - 1;
        g_array_index(list->groups, Group, spellings[i].group).n += spellings[i].text.n;
    }
}

/* The code of each batch's spelling is the rank of its group. */
static void
make_codes(PairList *list)
{
    g_array_sort(list->groups, compare_groups);
    g_array_set_size(list->ranks, list->groups->len);
    g_array_set_size(list->codes, list->spellings->len);
    for (uint32_t i = 0; i < list->groups->len; i++)
        g_array_index(list->ranks, uint32_t,
                      g_array_index(list->groups, Group, i).group) = i;
    for (uint32_t i = 0; i < list->spellings->len; i++) {
        const Spelling *spelling = &g_array_index(list->spellings, Spelling, i);

        g_array_index(list->codes, uint32_t, spelling->place) =
            g_array_index(list->ranks, uint32_t, spelling->group);
    }
}

static void
put_text(GByteArray *out, const char *text, uint32_t len)
{
    number_put(out, len);
    g_byte_array_append(out, (const guint8 *) text, len);
}

static void
put_forms(PairList *list, const MergeTerm *term)
{
    gather(list, term);
    make_groups(list);
    make_codes(list);
    for (unsigned i = 0; i < list->groups->len; i++) {
        const RunSpelling *text = &g_array_index(list->groups, Group, i).first->text;

        put_text(list->streams[PAIR_FORMS], text->left, text->left_len);
        put_text(list->streams[PAIR_FORMS], text->right, text->right_len);
    }
}

/* ---- postings --------------------------------------------------------------------- */

static uint32_t
put_occurrences(PairList *list,
                const RunRecord *record,
                const RunPosting *posting,
                uint32_t first_place)
{
    RunOccurrence occurrence = { 0 };
    uint32_t left = 0;
    uint32_t right = 0;
    uint32_t n = 0;
    size_t at = 0;

    while (run_next_occurrence(record, posting, &at, &occurrence)) {
        number_put(
            list->streams[PAIR_CODES],
            g_array_index(list->codes, uint32_t, first_place + occurrence.spelling));
        number_put(list->streams[PAIR_LEFT], occurrence.left - left);
        number_put(list->streams[PAIR_RIGHT], occurrence.right - right);
        left = occurrence.left + 1;
        right = occurrence.right + 1;
        n++;
    }
    return n;
}

static void
put_postings(PairList *list, const MergeTerm *term)
{
    uint32_t before = 0;
    uint32_t place = 0;

    for (unsigned i = 0; i < term->n_parts; i++) {
        const MergePart *part = &term->parts[i];
        RunPosting posting = { 0 };
        size_t at = 0;

        while (run_next_posting(part->record, &at, &posting)) {
            uint32_t docid = part->base + posting.docid;

            number_put(list->streams[PAIR_DOCS], docid - before - 1);
            number_put(list->streams[PAIR_WDF], posting.wdf);
            number_put(list->streams[PAIR_COUNTS],
                       put_occurrences(list, part->record, &posting, place));
            before = docid;
        }
        place += part->record->n_spellings;
    }
}

/* A stream of one number only is left out. */
static void
drop_when_all(GByteArray *stream, guint8 number)
{
    for (guint i = 0; i < stream->len; i++)
        if (stream->data[i] != number)
            return;
    g_byte_array_set_size(stream, 0);
}

const GByteArray *const *
pair_list_make(PairList *list, const MergeTerm *term)
{
    for (unsigned i = 0; i < PAIR_N_STREAMS; i++)
        g_byte_array_set_size(list->streams[i], 0);
    put_forms(list, term);
    put_postings(list, term);
    drop_when_all(list->streams[PAIR_WDF], 1);
    drop_when_all(list->streams[PAIR_COUNTS], 1);
    drop_when_all(list->streams[PAIR_CODES], 0);
    drop_when_all(list->streams[PAIR_LEFT], 0);
    drop_when_all(list->streams[PAIR_RIGHT], 0);
    return (const GByteArray *const *) list->streams;
}
