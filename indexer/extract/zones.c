#include "zones.h"

#include "names.h"
#include "text/text.h"

#include <string.h>

#define HEADER_MAX_LINES 40
#define NAME_MAX_LINES 12 /* from the position to the name, at most */
#define PERSON_MAX_BYTES 60

/* Headings of two parts on one line: the type, then the start of the title
 * (doctypes.json "headings"). */
static const struct {
    const char *canonical;
    const char *type;
    unsigned type_words;
} compound_headings[] = {
    { "thông báo kết luận", "Thông báo", 2 },
    { "thông báo ý kiến", "Thông báo", 2 },
};

gboolean
zones_has(LineRange range, unsigned line)
{
    return line >= range.first && line < range.end;
}

static size_t
words_length(const char *text, unsigned n)
{
    const char *at = text;

    while (n-- > 0)
        at = strchrnul(at + (*at == ' '), ' ');
    return (size_t) (at - text);
}

/* "THÔNG BÁO", "THÔNG BÁO**Ý KIẾN …", "THÔNG BÁO KẾT LUẬN …". */
static gboolean
read_heading(const PageLine *line, Zones *zones)
{
    size_t len = line->glued > 0 ? line->glued : strlen(line->plain);
    g_autofree char *canonical = NULL;
    const Name *name = NULL;

    if (len == 0 || !page_is_capitals(line->plain, len))
        return FALSE;
    canonical = g_strchomp(text_canonical(line->plain, len));
    name = names_at_start(NAME_TYPE, canonical);
    if (name != NULL && strcmp(name->canonical, canonical) == 0) {
        zones->type = name->display;
        zones->type_len = len;
        return TRUE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(compound_headings); i++)
        if (g_str_has_prefix(canonical, compound_headings[i].canonical)) {
            zones->type = compound_headings[i].type;
            zones->type_len = words_length(line->plain, compound_headings[i].type_words);
            return TRUE;
        }
    return FALSE;
}

/* The type line or «Kính gửi», whichever comes first; the header ends there. */
static void
find_heading(const Page *page, Zones *zones)
{
    unsigned n = MIN(page->lines->len, HEADER_MAX_LINES);
    unsigned i = 0;

    for (; i < n; i++) {
        const PageLine *line = page_line(page, i);
        if (line->paragraph)
            break;
        if (g_str_has_prefix(line->key, "kinh gui")) {
            zones->letter = i;
            break;
        }
        if (read_heading(line, zones)) {
            zones->heading = i;
            break;
        }
    }
    zones->header = (LineRange){ 0, i };
}

/* «Đến ngày», «Số đến», or ĐẾN alone: with the lines around it that no blank parts. */
static void
find_stamp(const Page *page, Zones *zones)
{
    for (unsigned i = 0; i < zones->header.end; i++) {
        const char *key = page_line(page, i)->key;
        unsigned first = i;
        unsigned end = i + 1;
        if (!page_has_word(key, "den ngay") && !page_has_word(key, "ngay den") &&
            !page_has_word(key, "so den") && strcmp(key, "den") != 0)
            continue;
        while (first > 0 && !page_is_blank(page, first - 1))
            first--;
        while (end < zones->header.end && !page_is_blank(page, end))
            end++;
        zones->stamp = (LineRange){ first, end };
        return;
    }
}

/* The heading of a certified copy (A.2). */
static gboolean
is_copy_kind(const PageLine *line)
{
    static const char *const kinds[] = {
        "sao luc",     "sao y",     "sao y ban chinh",     "trich sao",
        "ban sao luc", "ban sao y", "ban sao y ban chinh", "ban trich sao",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(line->key, kinds[i]) == 0)
            return page_is_capitals(line->plain, strlen(line->plain));
    return FALSE;
}

/* Above SAO LỤC stand the copying body, its number and perhaps its place. */
static gboolean
is_copy_head(const PageLine *line)
{
    return !line->paragraph &&
           (*line->plain == '\0' || page_is_capitals(line->plain, strlen(line->plain)) ||
            page_has_word(line->key, "so") || strstr(line->key, ", ngay ") != NULL);
}

/* FALSE for most lines of a body at the cost of a glance. */
static gboolean
may_be_capitals(const Page *page, unsigned i)
{
    const PageLine *line = &g_array_index(page->lines, PageLine, i);

    if (line->paragraph || line->end == line->start)
        return FALSE;
    for (size_t at = line->start; at < line->end; at++)
        if (g_ascii_islower(page->text[at]))
            return FALSE;
    return TRUE;
}

static gboolean
may_be_recipients(const Page *page, unsigned i)
{
    const PageLine *line = &g_array_index(page->lines, PageLine, i);
    size_t at = line->start;

    while (at < line->end && strchr(" \t*|", page->text[at]) != NULL)
        at++;
    return !line->paragraph && (page->text[at] | 0x20) == 'n';
}

static void
find_copy(const Page *page, Zones *zones, unsigned from)
{
    for (unsigned i = from; i < page->lines->len; i++) {
        unsigned first = i;
        if (!may_be_capitals(page, i) || !is_copy_kind(page_line(page, i)))
            continue;
        while (first > from && is_copy_head(page_line(page, first - 1)) &&
               zones_authority_mark(page_line(page, first - 1)->plain) == 0)
            first--;
        zones->copy_kind = i;
        zones->copy = (LineRange){ first, page->lines->len };
        return;
    }
}

size_t
zones_authority_mark(const char *plain)
{
    static const char *const marks[] = { "T/M", "TM.",  "K/T",  "KT.", "T/L",
                                         "TL.", "T/UQ", "TUQ.", "Q.",  "Q/" };

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        size_t len = strlen(marks[i]);
        if (g_str_has_prefix(plain, marks[i]) && plain[len] != '\0' &&
            page_is_capitals(plain + len, strlen(plain + len)))
            return len;
    }
    return 0;
}

gboolean
zones_is_person(const char *plain)
{
    unsigned words = 1;
    gboolean start = TRUE;
    gboolean small = FALSE;

    if (strlen(plain) > PERSON_MAX_BYTES)
        return FALSE;
    for (const char *at = plain; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == ' ' && !start) {
            words++;
            start = TRUE;
            continue;
        }
        if (!g_unichar_isalpha(c) || start != (g_unichar_isupper(c) != 0))
            return FALSE;
        small = small || !start;
        start = FALSE;
    }
    return words >= 2 && words <= 5 && small && !start;
}

/* A position alone, which a name follows: no authority is printed. */
static gboolean
is_position_of_signature(const Page *page, unsigned i, unsigned end)
{
    const PageLine *line = page_line(page, i);

    if (!page_is_capitals(line->plain, strlen(line->plain)) ||
        names_folded(NAME_POSITION, line->key) == NULL)
        return FALSE;
    for (unsigned next = i + 1; next < end && next < i + NAME_MAX_LINES; next++)
        if (zones_is_person(page_line(page, next)->plain))
            return TRUE;
        else if (!page_is_blank(page, next) && page_line(page, next)->plain[0] != '(')
            return FALSE;
    return FALSE;
}

unsigned
zones_find_signature(const Page *page, unsigned from, unsigned end)
{
    for (unsigned i = from; i < end; i++)
        if (may_be_capitals(page, i) &&
            (zones_authority_mark(page_line(page, i)->plain) > 0 ||
             is_position_of_signature(page, i, end)))
            return i;
    return NO_LINE;
}

static unsigned
find_recipients(const Page *page, unsigned from, unsigned end)
{
    for (unsigned i = from; i < end; i++)
        if (may_be_recipients(page, i) &&
            page_has_word(page_line(page, i)->key, "noi nhan"))
            return i;
    return NO_LINE;
}

Zones
zones_find(const Page *page)
{
    Zones zones = { .heading = NO_LINE,
                    .letter = NO_LINE,
                    .copy_kind = NO_LINE,
                    .signature = NO_LINE,
                    .recipients = NO_LINE };
    unsigned end = page->lines->len;

    find_heading(page, &zones);
    find_stamp(page, &zones);
    find_copy(page, &zones, zones.header.end);
    if (zones.copy_kind != NO_LINE)
        end = zones.copy.first;
    zones.signature = zones_find_signature(page, zones.header.end, end);
    zones.recipients = find_recipients(page, zones.header.end, end);
    return zones;
}
