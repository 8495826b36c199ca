#include "metadata.h"

#include <string.h>

#include "schema.h"

#define YEAR_CHARS 4 /* of an ISO date */

/* A field that is posted as it is shown. */
typedef struct {
    TermKind term;
    int slot; /* SchemaSlot, or NO_SLOT */
    size_t offset;
} MetadataField;

#define NO_SLOT (-1)

static const MetadataField fields[] = {
    { TERM_ID, NO_SLOT, G_STRUCT_OFFSET(Notice, id) },
    { TERM_TYPE, SLOT_TYPE, G_STRUCT_OFFSET(Notice, type) },
    { TERM_ISSUER, SLOT_ISSUER, G_STRUCT_OFFSET(Notice, issuer) },
    { TERM_PROVINCE, SLOT_PROVINCE, G_STRUCT_OFFSET(Notice, province) },
    { TERM_SIGNATORY, NO_SLOT, G_STRUCT_OFFSET(Notice, signatory) },
};

static gboolean
add_term(XapianDocument *document,
         TermKind kind,
         const char *value,
         size_t len,
         GError **error)
{
    g_autoptr(GString) term = g_string_new(NULL);

    schema_term(term, kind, value, len);
    return xapian_document_add_boolean_term(document, term->str, term->len, error);
}

static gboolean
add_field(XapianDocument *document,
          const MetadataField *field,
          const Notice *notice,
          GError **error)
{
    const char *value = G_STRUCT_MEMBER(char *, notice, field->offset);

    if (value == NULL)
        return TRUE;
    if (!add_term(document, field->term, value, strlen(value), error))
        return FALSE;
    return field->slot == NO_SLOT ||
           xapian_document_add_value(document, (unsigned) field->slot, value,
                                     strlen(value), error);
}

/* "2020-03-31" gives the value 20200331, and the year as a term and a value. */
static gboolean
add_date(XapianDocument *document, const char *date, GError **error)
{
    g_autofree char *compact = NULL;

    if (date == NULL)
        return TRUE;
    compact = g_strdup_printf("%.4s%.2s%.2s", date, date + 5, date + 8);
    return xapian_document_add_value(document, SLOT_DATE, compact, strlen(compact),
                                     error) &&
           xapian_document_add_value(document, SLOT_YEAR, date, YEAR_CHARS, error) &&
           add_term(document, TERM_YEAR, date, YEAR_CHARS, error);
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

static gboolean
add_number(TextAnalyser *analyser,
           XapianDocument *document,
           const char *number,
           GError **error)
{
    g_autofree char *key = NULL;

    if (number == NULL)
        return TRUE;
    key = number_key(analyser, number);
    return add_term(document, TERM_NUMBER, key, strlen(key), error);
}

gboolean
metadata_add_terms(TextAnalyser *analyser,
                   XapianDocument *document,
                   const Notice *notice,
                   GError **error)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++)
        if (!add_field(document, &fields[i], notice, error))
            return FALSE;
    return add_date(document, notice->date, error) &&
           add_number(analyser, document, notice->number, error);
}
