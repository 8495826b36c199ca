#include "identity.h"

#include "names.h"
#include "text/docnum.h"
#include "text/text.h"

#include <string.h>

#define YEAR_CHARS 4
#define PART '\x1f' /* between the parts of a base; in no text that is read */

void
identity_clear(Identity *identity)
{
    g_clear_pointer(&identity->base, g_free);
    g_clear_pointer(&identity->day, g_free);
}

/* The organ's symbol: of «16/CT-TTg» TTg, of «1979/VPCP-KGVX» VPCP, of «2032-TB/TU» TU;
 * of several the first.  (transfer full) */
static char *
organ_symbol(const char *number, DocnumKind kind)
{
    const char *symbol = strrchr(number, '/') + 1;

    if (kind == DOCNUM_STATE && strchr(symbol, '-') != NULL)
        symbol = strchr(symbol, '-') + 1;
    return g_strndup(symbol, strcspn(symbol, "-"));
}

/* Who issues under a symbol; LOCAL: it does not say. */
static OrganLevel
level_of_symbol(const char *number, DocnumKind kind)
{
    g_autofree char *symbol = NULL;

    if (kind == DOCNUM_LAW)
        return CENTRAL;
    symbol = organ_symbol(number, kind);
    if (names_organ_of_symbol(symbol) != NULL || strstr(symbol, "TW") != NULL)
        return CENTRAL;
    return g_str_has_suffix(symbol, "TU") ? PROVINCIAL : LOCAL;
}

static OrganLevel
level_of_issuer(const char *canonical)
{
    const Name *name = names_at_start(NAME_ORGAN, canonical);

    return name == NULL ? LOCAL : name->level;
}

static void
add_part(GString *base, const char *utf8)
{
    g_autofree char *folded = text_fold(utf8, strlen(utf8));

    g_string_append_c(base, PART);
    g_string_append(base, folded);
}

/* Appends whose document it is, as far as number and issuer leave it open. */
static gboolean
add_owner(GString *base,
          OrganLevel level,
          const char *issuer,
          const char *id,
          const char *province)
{
    g_autofree char *canonical =
        issuer == NULL ? NULL : text_canonical(issuer, strlen(issuer));
    const Name *named = NULL;

    if (level == LOCAL && canonical != NULL)
        level = level_of_issuer(canonical);
    if (level == CENTRAL)
        return TRUE;
    if (canonical != NULL)
        named = names_at_end(NAME_PROVINCE, canonical);
    if (level == PROVINCIAL && (named != NULL || province != NULL)) {
        add_part(base, named != NULL ? named->display : province);
        return TRUE;
    }
    g_string_append_printf(base, "%c@%s", PART, id);
    return FALSE;
}

/* The year that stands in the number itself: of «30/2020/NĐ-CP» 2020. */
static char *
year_in(const char *number)
{
    const char *slash = strchr(number, '/');

    return slash != NULL && strspn(slash + 1, "0123456789") == YEAR_CHARS
               ? g_strndup(slash + 1, YEAR_CHARS)
               : NULL;
}

static char *
day_of(const char *number, DocnumKind kind, const char *date)
{
    char *year = year_in(number);

    if (year != NULL || date == NULL)
        return year;
    return kind == DOCNUM_PARTY ? g_strdup(date) : g_strndup(date, YEAR_CHARS);
}

static Identity
identity_of_number(const Citation *citation, const char *id, const char *province)
{
    const char *number = citation->number;
    g_autoptr(GArray) found = docnum_find(number, strlen(number));
    const Docnum *docnum = (const Docnum *) (gconstpointer) found->data;
    gboolean whole = found->len > 0 && docnum->start == 0 && number[docnum->end] == '\0';
    /* one that the grammar does not know may be anybody's */
    DocnumKind kind = whole ? docnum->kind : DOCNUM_LOOSE;
    OrganLevel level = whole ? level_of_symbol(docnum->display, kind) : LOCAL;
    g_autofree char *folded = text_fold(number, strlen(number));
    GString *base = g_string_new(folded + strspn(folded, "0"));
    Identity identity = { .day = day_of(number, kind, citation->date) };

    if (whole && (kind == DOCNUM_PARTY || kind == DOCNUM_LOOSE) &&
        names_type_of_number(docnum->display) == NULL)
        add_part(base, citation->type == NULL ? "?" : citation->type);
    identity.local = !add_owner(base, level, citation->issuer, id, province);
    identity.base = g_string_free(base, FALSE);
    return identity;
}

Identity
identity_of_citation(const Citation *citation, const char *id, const char *province)
{
    GString *base = NULL;
    Identity identity = { .day = g_strdup(citation->date) };

    if (citation->number != NULL) {
        identity_clear(&identity);
        return identity_of_number(citation, id, province);
    }
    base = g_string_new(NULL);
    add_part(base, citation->type == NULL ? "?" : citation->type);
    add_part(base, citation->issuer == NULL ? "?" : citation->issuer);
    identity.local = !add_owner(base, LOCAL, citation->issuer, id, province);
    identity.base = g_string_free(base, FALSE);
    return identity;
}

gboolean
identity_of_notice(const Notice *notice, Identity *identity)
{
    const Citation self = {
        .type = notice->type,
        .number = notice->number,
        .issuer = notice->issuer,
        .date = notice->date,
    };

    if (notice->number == NULL &&
        (notice->type == NULL || notice->issuer == NULL || notice->date == NULL))
        return FALSE;
    *identity = identity_of_citation(&self, notice->id, notice->province);
    return TRUE;
}
