/* Number, date and place: of the header, of the title a record gave, of a gazette. */
#include "names.h"
#include "reading.h"
#include "text/date.h"
#include "text/docnum.h"
#include "text/text.h"

#include <string.h>

#define PLACE_MAX_BYTES 60
#define GAZETTE_LINES 3 /* «Ban hành: …» stands on one of these */

/* FALSE where the grammar stopped within a longer symbol: half a number is none. */
static gboolean
is_whole(const char *text, const Docnum *number)
{
    const char *after = text + number->end;

    return strchr("-/&", *after) == NULL || *after == '\0' ||
           !g_unichar_isalnum(g_utf8_get_char(after + 1));
}

/* Where «Số» starts on the line: after the type of the heading below, in «Nghị quyết số:
 * 25/2022/UBTVQH15»; NULL when it does not. */
static const char *
find_so(const Extract *extract, const PageLine *line)
{
    const char *type = extract->zones.type;
    const char *so = line->plain;
    g_autofree char *folded = NULL;

    if (page_has_word(line->key, "so"))
        return line->plain;
    if (type == NULL || strstr(line->key, " so") == NULL)
        return NULL;
    folded = text_fold(type, strlen(type));
    if (!g_str_has_prefix(line->key, folded) ||
        !page_has_word(line->key + strlen(folded), " so"))
        return NULL;
    for (const char *at = type; so != NULL && at != NULL; at = strchr(at + 1, ' '))
        so = strchr(so + 1, ' ');
    return so == NULL ? NULL : so + 1;
}

/* «Số: 226/TB-VPCP»: the number stands right after the word. */
static gboolean
read_number_line(const Extract *extract, const char *plain, unsigned i)
{
    g_autoptr(GArray) numbers = docnum_find(plain, strlen(plain));
    const Docnum *number = (const Docnum *) (gconstpointer) numbers->data;

    if (numbers->len == 0 || number->start > strlen("Số ký hiệu: ") ||
        !is_whole(plain, number))
        return FALSE;
    extract_set(extract, FIELD_NUMBER, number->display, BASIS_EXPLICIT);
    extract_evidence(extract, FIELD_NUMBER, i);
    return TRUE;
}

static gboolean
is_place(const char *place)
{
    gunichar first = g_utf8_get_char(place);

    return *place != '\0' && strlen(place) <= PLACE_MAX_BYTES &&
           g_unichar_isupper(first) && strpbrk(place, "0123456789:;()") == NULL;
}

/* Where the place starts on the line: on one that also holds the number, after it. */
static const char *
place_start(const char *plain)
{
    g_autoptr(GArray) numbers = docnum_find(plain, strlen(plain));
    const char *at = plain;

    if (numbers->len > 0)
        at += g_array_index(numbers, Docnum, 0).end;
    return at + strspn(at, " ");
}

/* «Hà Nội, ngày 05 tháng 3 năm 2020», and nothing after it. */
static gboolean
read_place_line(const Extract *extract, const char *plain, unsigned i)
{
    const char *start = place_start(plain);
    const char *comma = strchr(start, ',');
    g_autoptr(GArray) dates = date_find(plain, strlen(plain));
    const DateMatch *date = (const DateMatch *) (gconstpointer) dates->data;
    g_autofree char *place = NULL;
    char iso[DATE_ISO_SIZE];

    if (dates->len != 1 || comma == NULL || plain[date->end] != '\0' ||
        comma > plain + date->start)
        return FALSE;
    place = g_strndup(start, (gsize) (comma - start));
    comma += 1 + strspn(comma + 1, " ");
    if (!is_place(place) ||
        (comma != plain + date->start && !g_str_has_prefix(comma, "ngày ")))
        return FALSE;
    date_format_iso(date, iso);
    extract_set(extract, FIELD_DATE, iso, BASIS_EXPLICIT);
    extract_evidence(extract, FIELD_DATE, i);
    extract_set(extract, FIELD_PLACE, names_repaired_place(place), BASIS_EXPLICIT);
    extract_evidence(extract, FIELD_PLACE, i);
    return TRUE;
}

/* The header and, as scans mix columns, the lines up to the title's end. */
static void
read_header(const Extract *extract)
{
    const Extraction *out = extract->out;

    for (unsigned i = 0; i < extract->zones.header.end; i++) {
        const PageLine *line = page_line(extract->page, i);
        if (zones_has(extract->zones.stamp, i) || *line->plain == '\0')
            continue;
        const char *so =
            out->fields[FIELD_NUMBER].value != NULL ? NULL : find_so(extract, line);
        if (so != NULL)
            read_number_line(extract, so, i);
        if (out->fields[FIELD_DATE].value == NULL && strstr(line->key, "ngay") != NULL)
            read_place_line(extract, line->plain, i);
    }
}

/* «Ban hành: 19/04/2011.» of the gazette's card, among its first lines; or NULL. */
static const PageLine *
find_gazette_line(const Page *page)
{
    for (unsigned i = 0; i < MIN(page->lines->len, GAZETTE_LINES); i++) {
        const PageLine *line = &g_array_index(page->lines, PageLine, i);

        if (g_str_has_prefix(page->text + line->start, "Ban hành: "))
            return line;
    }
    return NULL;
}

static void
set_own(const Extract *extract, FieldId id, const char *value)
{
    Evidence evidence = { 0, NULL };

    if (extract->out->fields[id].value != NULL || value == NULL)
        return;
    extract_set(extract, id, value, BASIS_EXPLICIT);
    evidence.text = extract_keep(extract, extract->title);
    g_array_append_val(extract->out->fields[id].evidence, evidence);
}

/* The date that stands right after a number: «, ngày 24/8/2021 …». */
static char *
date_after(const char *at)
{
    g_autoptr(GArray) dates = NULL;
    const DateMatch *date = NULL;
    char iso[DATE_ISO_SIZE];

    at += strspn(at, " ,(");
    if (!g_str_has_prefix(at, "ngày "))
        return NULL;
    dates = date_find(at, strlen(at));
    date = (const DateMatch *) (gconstpointer) dates->data;
    if (dates->len == 0 || date->start > strlen("ngày "))
        return NULL;
    date_format_iso(date, iso);
    return g_strdup(iso);
}

/* The text is the act itself or a gazette's card of it.  News begin like that too: «Nghị
 * quyết số 42/NQ-CP có hiệu lực», and are no acts. */
static gboolean
bears_out_title(const Extract *extract, const char *type)
{
    const Page *page = extract->page;

    return page->text[strspn(page->text, " \t\n")] == '\0' ||
           g_strcmp0(extract->zones.type, type) == 0 || find_gazette_line(page) != NULL;
}

/* The record's title says «Thông tư số 146/2013/TT-BTC (ngày …) …», as gazettes title
 * their notices. */
static void
read_own_title(const Extract *extract)
{
    const char *what = extract->title;
    g_autofree char *canonical = text_canonical(what, strlen(what));
    const Name *type = names_at_start(NAME_TYPE, canonical);
    g_autoptr(GArray) numbers = NULL;
    const Docnum *number = NULL;
    g_autofree char *iso = NULL;

    if (type == NULL || !g_str_has_prefix(canonical + strlen(type->canonical), " số "))
        return;
    numbers = docnum_find(what, strlen(what));
    number = (const Docnum *) (gconstpointer) numbers->data;
    if (numbers->len == 0 || number->start > strlen(type->display) + strlen(" số : ") ||
        !is_whole(what, number) || !bears_out_title(extract, type->display))
        return;
    iso = date_after(what + number->end);
    set_own(extract, FIELD_NUMBER, number->display);
    set_own(extract, FIELD_TYPE, type->display);
    set_own(extract, FIELD_DATE, iso);
}

static void
read_gazette_date(const Extract *extract)
{
    const PageLine *line = find_gazette_line(extract->page);
    size_t len = 0;
    g_autofree char *iso = NULL;

    if (line == NULL)
        return;
    len = MIN(line->end - line->start, strlen("Ban hành: ngày 19/04/2011 "));
    iso = extract_date_in(extract->page->text + line->start, len);
    if (iso == NULL)
        return;
    extract_set(extract, FIELD_DATE, iso, BASIS_EXPLICIT);
    extract_evidence_at(extract, FIELD_DATE, line->start, line->start + len);
}

void
extract_number_and_date(const Extract *extract)
{
    const Field *fields = extract->out->fields;

    read_header(extract);
    if (fields[FIELD_NUMBER].value == NULL && extract->title != NULL)
        read_own_title(extract);
    if (fields[FIELD_DATE].value == NULL)
        read_gazette_date(extract);
}
