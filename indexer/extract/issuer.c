/* Which organ issues, and of which province (A.2, A.6). */
#include "names.h"
#include "reading.h"
#include "text/text.h"

#include <string.h>

/* «KẾT LUẬN CỦA BỘ CHÍNH TRỊ về …», «Ý KIẾN CỦA …»: the organ of what the title starts
 * with.  Any other «của» may be of another document. */
static const Name *
organ_of_title(const char *title)
{
    g_autofree char *canonical = text_canonical(title, strlen(title));
    char *of = strstr(canonical, " của ");
    const Name *type = NULL;

    if (of == NULL)
        return NULL;
    *of = '\0';
    type = names_at_end(NAME_TYPE, canonical);
    if (strcmp(canonical, "ý kiến") != 0 &&
        (type == NULL || strcmp(type->canonical, canonical) != 0))
        return NULL;
    return names_at_start(NAME_ORGAN, of + strlen(" của "));
}

/* Lines of the header in capitals, but for the motto and the Party's name. */
static gboolean
is_motto(const char *key)
{
    return g_str_has_prefix(key, "cong hoa xa hoi") ||
           g_str_has_prefix(key, "dang cong san viet nam") ||
           g_str_has_prefix(key, "doc lap");
}

/* The heading of the left column: scans and layouts of two columns have the motto
 * beside it, on the same line.  (transfer full) */
static char *
left_column(const PageLine *line)
{
    static const char *const mottos[] = { " cong hoa xa hoi", " dang cong san viet nam",
                                          " doc lap" };
    const char *end = NULL;
    const char *plain = line->plain;

    for (size_t i = 0; end == NULL && i < G_N_ELEMENTS(mottos); i++)
        end = strstr(line->key, mottos[i]);
    if (end == NULL)
        return g_strdup(plain);
    for (const char *at = line->key; at < end && plain != NULL; at++)
        if (*at == ' ')
            plain = strchr(plain, ' ') == NULL ? NULL : strchr(plain, ' ') + 1;
    plain = plain == NULL ? NULL : strchr(plain, ' ');
    return plain == NULL ? g_strdup(line->plain)
                         : g_strndup(line->plain, (gsize) (plain - line->plain));
}

/* What a line of the header has in capitals in its left column, or NULL.
 * (transfer full) */
static char *
heading_of(const Extract *extract, unsigned i)
{
    const PageLine *line = NULL;
    char *heading = NULL;

    if (i >= extract->zones.header.end || zones_has(extract->zones.stamp, i))
        return NULL;
    line = page_line(extract->page, i);
    if (is_motto(line->key))
        return NULL;
    heading = left_column(line);
    if (page_is_capitals(heading, strlen(heading)))
        return heading;
    g_free(heading);
    return NULL;
}

/* The last organ of the header: the parent stands above it (A.2). */
static unsigned
find_organ_line(const Extract *extract)
{
    unsigned found = NO_LINE;

    for (unsigned i = 0; i < extract->zones.header.end; i++) {
        g_autofree char *heading = heading_of(extract, i);
        g_autofree char *canonical = NULL;
        if (heading == NULL)
            continue;
        canonical = text_canonical(heading, strlen(heading));
        if (names_at_start(NAME_ORGAN, canonical) != NULL)
            found = i;
    }
    return found;
}

/* Where an organ is of, when that stands on a line of its own below it: «ỦY BAN NHÂN
 * DÂN» / «TỈNH SƠN LA».  NULL: nowhere, or it is said already.  (transfer full) */
static char *
place_below(const Extract *extract, unsigned line, const char *organ)
{
    static const char *const units[] = { "tinh",   "thanh pho", "huyen",  "quan",
                                         "thi xa", "xa",        "phuong", "thi tran" };
    g_autofree char *canonical = text_canonical(organ, strlen(organ));
    const Name *name = names_at_start(NAME_ORGAN, canonical);
    g_autofree char *place = NULL;

    if (name == NULL || strcmp(name->canonical, canonical) != 0 || name->level == CENTRAL)
        return NULL;
    place = heading_of(extract, line + 1);
    for (size_t i = 0; place != NULL && i < G_N_ELEMENTS(units); i++)
        if (page_has_word(page_line(extract->page, line + 1)->key, units[i]))
            return g_steal_pointer(&place);
    return NULL;
}

static void
issuer_of_header(const Extract *extract, unsigned line)
{
    g_autofree char *heading = heading_of(extract, line);
    g_autofree char *place = place_below(extract, line, heading);
    g_autofree char *whole =
        place == NULL ? g_strdup(heading) : g_strconcat(heading, " ", place, NULL);
    g_autofree char *small = names_small(whole, TRUE);

    extract_set(extract, FIELD_ISSUER, small, BASIS_EXPLICIT);
    extract_evidence(extract, FIELD_ISSUER, line);
    if (place != NULL)
        extract_evidence(extract, FIELD_ISSUER, line + 1);
}

static OrganLevel
level_of(const char *issuer)
{
    g_autofree char *canonical = text_canonical(issuer, strlen(issuer));
    const Name *name = names_at_start(NAME_ORGAN, canonical);

    return name == NULL ? LOCAL : name->level;
}

/* The organ that a T/M or T/L names, in full where the body says it in full: the
 * issuer is that body, not the signer's office. */
static void
issuer_of_authority(const Extract *extract)
{
    const char *authority = extract->out->fields[FIELD_AUTHORITY].value;
    const char *text = extract->page->text;
    const Name *name = NULL;
    g_autofree char *canonical = NULL;
    const char *at = NULL;

    if (authority == NULL || strchr("KQ", authority[0]) != NULL)
        return; /* K/T and Q. name the signer's superior, not the body */
    authority = strchr(authority, ' ') + 1;
    canonical = text_canonical(authority, strlen(authority));
    name = names_at_start(NAME_ORGAN, canonical);
    if (name == NULL || strcmp(name->canonical, canonical) != 0)
        return;
    at = strstr(text, name->display);
    if (name->level == LOCAL && at != NULL) {
        g_autofree char *window =
            text_canonical(at, strnlen(at, 2 * strlen(name->display) + 64));
        const Name *full = names_at_start(NAME_ORGAN, window);
        if (full == NULL || full->level == LOCAL)
            return;
        name = full;
        extract_evidence_at(extract, FIELD_ISSUER, (size_t) (at - text),
                            (size_t) (at - text) + strlen(full->display));
    } else if (name->level == LOCAL)
        return;
    extract_set(extract, FIELD_ISSUER, name->display, BASIS_EXPLICIT);
    extract_evidence(extract, FIELD_ISSUER, extract->zones.signature);
}

void
extract_issuer(const Extract *extract)
{
    Field *fields = extract->out->fields;
    const char *title = fields[FIELD_TITLE].value;
    const Name *name = title == NULL ? NULL : organ_of_title(title);
    unsigned line = NO_LINE;

    if (name != NULL) {
        extract_set(extract, FIELD_ISSUER, name->display, BASIS_EXPLICIT);
        g_array_append_vals(fields[FIELD_ISSUER].evidence,
                            fields[FIELD_TITLE].evidence->data,
                            fields[FIELD_TITLE].evidence->len);
        return;
    }
    line = find_organ_line(extract);
    if (line != NO_LINE) {
        issuer_of_header(extract, line);
        return;
    }
    issuer_of_authority(extract);
}

/* An organ of the header: «ỦY BAN NHÂN DÂN TỈNH SƠN LA», «TỈNH ỦY SƠN LA». */
static gboolean
province_of_header(const Extract *extract)
{
    for (unsigned i = 0; i < extract->zones.header.end; i++) {
        g_autofree char *heading = heading_of(extract, i);
        const char *province = heading == NULL ? NULL : names_province_at_end(heading);
        if (province == NULL)
            continue;
        extract_set(extract, FIELD_PROVINCE, province, BASIS_EXPLICIT);
        extract_evidence(extract, FIELD_PROVINCE, i);
        return TRUE;
    }
    return FALSE;
}

/* The place line names the province or its seat.  Organs of the centre write «Hà
 * Nội» too, so there it says nothing of an issuer that is not known to be a
 * province's. */
static gboolean
province_of_place(const Extract *extract, gboolean provincial)
{
    const Field *fields = extract->out->fields;
    const char *place = fields[FIELD_PLACE].value;
    const char *province = place == NULL ? NULL : names_province_of_place(place);

    if (province == NULL || (!provincial && strcmp(province, "Hà Nội") == 0))
        return FALSE;
    extract_set(extract, FIELD_PROVINCE, province, BASIS_EXPLICIT);
    g_array_append_vals(fields[FIELD_PROVINCE].evidence,
                        fields[FIELD_PLACE].evidence->data, 1);
    return TRUE;
}

/* Who certifies the copy of a provincial organ's notice is of that province. */
static void
province_of_copy(const Extract *extract)
{
    LineRange copy = extract->zones.copy;
    const char *body = extract->out->copy.body;
    const char *province = body == NULL ? NULL : names_province_at_end(body);

    if (province == NULL)
        return;
    extract_set(extract, FIELD_PROVINCE, province, BASIS_INFERRED);
    for (unsigned i = copy.first; i < extract->zones.copy_kind; i++) {
        const char *plain = page_line(extract->page, i)->plain;
        const char *here = names_province_at_end(plain);
        if (here != NULL)
            extract_evidence(extract, FIELD_PROVINCE, i);
    }
}

void
extract_province(const Extract *extract)
{
    const char *issuer = extract->out->fields[FIELD_ISSUER].value;
    OrganLevel level = issuer == NULL ? LOCAL : level_of(issuer);

    if (level == CENTRAL || province_of_header(extract) ||
        province_of_place(extract, level == PROVINCIAL))
        return;
    if (level == PROVINCIAL)
        province_of_copy(extract);
}
