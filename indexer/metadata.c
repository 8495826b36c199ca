#include "metadata.h"

#include <string.h>

#include "schema.h"

#define YEAR_CHARS 4   /* of an ISO date */
#define COMPACT_SIZE 9 /* "20200331" and its NUL */
#define NO_SLOT (-1)

/* A field that is posted as it is shown, in order of slots. */
typedef struct {
    TermKind term;
    int slot; /* SchemaSlot, or NO_SLOT */
    size_t offset;
} MetadataField;

static const MetadataField fields[] = {
    { TERM_ID, NO_SLOT, G_STRUCT_OFFSET(Notice, id) },
    { TERM_SIGNATORY, NO_SLOT, G_STRUCT_OFFSET(Notice, signatory) },
    { TERM_TYPE, SLOT_TYPE, G_STRUCT_OFFSET(Notice, type) },
    { TERM_ISSUER, SLOT_ISSUER, G_STRUCT_OFFSET(Notice, issuer) },
    { TERM_PROVINCE, SLOT_PROVINCE, G_STRUCT_OFFSET(Notice, province) },
};

/* The date comes before these and the year after them. */
G_STATIC_ASSERT((int) SLOT_DATE < (int) SLOT_TYPE &&
                (int) SLOT_TYPE < (int) SLOT_ISSUER &&
                (int) SLOT_ISSUER < (int) SLOT_PROVINCE &&
                (int) SLOT_PROVINCE < (int) SLOT_YEAR);

static const char *
value_of(const Notice *notice, const MetadataField *field)
{
    return G_STRUCT_MEMBER(const char *, notice, field->offset);
}

static void
post(RunBuilder *run, TermKind kind, const char *value, size_t len)
{
    g_autoptr(GString) term = g_string_new(NULL);

    schema_term(term, kind, value, len);
    run_builder_post(run, run_builder_term(run, term->str, term->len), 0, NULL, 0);
}

/* The normal form of a number as the query has it too; what the grammar does not
 * know is folded as it is. */
static char *
number_key(TextAnalyser *analyser, const char *number)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(TextToken));

    text_analyse(analyser, number, strlen(number), tokens);
    for (unsigned i = 0; i < tokens->len; i++) {
        const TextToken *token = &g_array_index(tokens, TextToken, i);

        if (token->kind == TEXT_DOCNUM)
            return g_strdup(token->word->k2);
    }
    return text_fold(number, strlen(number));
}

void
metadata_post(TextAnalyser *analyser, RunBuilder *run, const Notice *notice)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
        const char *value = value_of(notice, &fields[i]);

        if (value != NULL)
            post(run, fields[i].term, value, strlen(value));
    }
    if (notice->date != NULL)
        post(run, TERM_YEAR, notice->date, YEAR_CHARS);
    if (notice->number != NULL) {
        g_autofree char *key = number_key(analyser, notice->number);

        post(run, TERM_NUMBER, key, strlen(key));
    }
}

void
metadata_foreach_value(const Notice *notice, MetadataValueFunc func, gpointer user_data)
{
    const char *date = notice->date;

    if (date != NULL) {
        char compact[COMPACT_SIZE];

        g_snprintf(compact, sizeof compact, "%.4s%.2s%.2s", date, date + 5, date + 8);
        func(SLOT_DATE, compact, sizeof compact - 1, user_data);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
        const char *value = value_of(notice, &fields[i]);

        if (value != NULL && *value != '\0' && fields[i].slot != NO_SLOT)
            func((unsigned) fields[i].slot, value, strlen(value), user_data);
    }
    if (date != NULL)
        func(SLOT_YEAR, date, YEAR_CHARS, user_data);
}
