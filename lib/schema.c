#include "schema.h"

#include <string.h>

/* No prefix begins another, so a prefix and a free text never meet.  Those that
 * stand before a capital end in a colon, as Omega's convention wants. */
static const char *const prefixes[TERM_N_KINDS] = {
    [TERM_K1] = "",          [TERM_K2] = "XF",         [TERM_PAIR] = "XG",
    [TERM_DOCNUM] = "XN",    [TERM_DOCNUM_K2] = "XM",  [TERM_DATE] = "XD",
    [TERM_RANGE] = "XR",     [TERM_FORM] = "XK",       [TERM_ID] = "Q",
    [TERM_NUMBER] = "XO",    [TERM_TYPE] = "XT:",      [TERM_ISSUER] = "XI:",
    [TERM_PROVINCE] = "XV:", [TERM_SIGNATORY] = "XS:", [TERM_YEAR] = "Y",
};

const SchemaFacet schema_facets[SCHEMA_N_FACETS] = {
    { "type", TERM_TYPE, SLOT_TYPE },
    { "issuer", TERM_ISSUER, SLOT_ISSUER },
    { "province", TERM_PROVINCE, SLOT_PROVINCE },
    { "year", TERM_YEAR, SLOT_YEAR },
};

/* Of SHA-256 in hexadecimal: 128 bits. */
#define HASH_CHARS 32

const char *
schema_prefix(TermKind kind)
{
    return prefixes[kind];
}

/* Cuts a term that is too long where a character starts, and appends the hash of
 * what it was. */
static void
shorten(GString *term)
{
    g_autofree char *hash = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *) term->str, term->len);
    size_t cut = SCHEMA_TERM_MAX_BYTES - HASH_CHARS;
    while (cut > 0 && ((guchar) term->str[cut] & 0xC0) == 0x80)
        cut--;
    g_string_truncate(term, cut);
    g_string_append_len(term, hash, HASH_CHARS);
}

void
schema_term(GString *term, TermKind kind, const char *bytes, size_t len)
{
    g_string_assign(term, prefixes[kind]);
    g_string_append_len(term, bytes, (gssize) len);
    if (term->len > SCHEMA_TERM_MAX_BYTES)
        shorten(term);
}

/* Two words with a blank between, which neither can hold. */
static void
two_words(GString *term, TermKind kind, const char *left, const char *right)
{
    g_string_assign(term, prefixes[kind]);
    g_string_append(term, left);
    g_string_append_c(term, ' ');
    g_string_append(term, right);
    if (term->len > SCHEMA_TERM_MAX_BYTES)
        shorten(term);
}

void
schema_pair(GString *term, const char *left, const char *right)
{
    two_words(term, TERM_PAIR, left, right);
}

void
schema_form(GString *term, const char *k2, const char *k1)
{
    two_words(term, TERM_FORM, k2, k1);
}
