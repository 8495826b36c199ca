/* Who signs, to whom it goes. */
#include "names.h"
#include "reading.h"
#include "text/text.h"

#include <string.h>

#define SIGNATURE_MAX_LINES 40
#define ITEM_MAX_BYTES 600

/* The name of a position that OCR may have hurt, else as it is printed, small. */
static char *
position_name(const PageLine *line)
{
    const Name *name = names_folded(NAME_POSITION, line->key);

    return name != NULL ? g_strdup(name->display) : names_small(line->plain, TRUE);
}

/* The index after a list of recipients that starts at `i`. */
static unsigned
skip_recipients(const Page *page, unsigned i, unsigned end)
{
    for (i++; i < end; i++)
        if (!page_is_blank(page, i) && page_line(page, i)->plain[0] != '-')
            return i;
    return end;
}

/* Where the lines of a signature are evidence: of its own fields, or of the copy. */
static FieldId
field_of(FieldId part, gboolean copy)
{
    return copy ? FIELD_COPY : part;
}

/* The lines in capitals below the authority are the position. */
static void
add_position(const Extract *extract, Signatory *who, const PageLine *line)
{
    g_autofree char *name = position_name(line);
    g_autofree char *joined = NULL;

    if (who->position == NULL) {
        who->position = extract_keep(extract, name);
        return;
    }
    joined = g_strjoin(" ", who->position, name, NULL);
    who->position = extract_keep(extract, joined);
}

static char *
authority_of(const Extract *extract, const PageLine *line, size_t mark)
{
    const char *rest = line->plain + mark + strspn(line->plain + mark, " .");
    g_autofree char *small = names_small(rest, TRUE);
    g_autofree char *authority =
        g_strdup_printf("%.*s %s", (int) mark, line->plain, small);

    return extract_keep(extract, authority);
}

Signatory
extract_signatory(const Extract *extract, unsigned line, unsigned end, gboolean copy)
{
    const Page *page = extract->page;
    Signatory who = { NULL, NULL, NULL };
    unsigned i = line;

    end = MIN(end, line + SIGNATURE_MAX_LINES);
    while (i < end && who.name == NULL) {
        const PageLine *at = page_line(page, i);
        size_t mark = zones_authority_mark(at->plain);
        if (page_has_word(at->key, "noi nhan")) {
            i = skip_recipients(page, i, end);
            continue;
        }
        if (mark > 0 && who.authority == NULL) {
            who.authority = authority_of(extract, at, mark);
            extract_evidence(extract, field_of(FIELD_AUTHORITY, copy), i);
        } else if (mark == 0 && page_is_capitals(at->plain, strlen(at->plain))) {
            add_position(extract, &who, at);
            extract_evidence(extract, field_of(FIELD_POSITION, copy), i);
        } else if (zones_is_person(at->plain)) {
            who.name = extract_keep(extract, at->plain);
            extract_evidence(extract, field_of(FIELD_SIGNATORY, copy), i);
        }
        i++;
    }
    return who;
}

void
extract_signature(const Extract *extract)
{
    const Zones *zones = &extract->zones;
    unsigned end = extract->page->lines->len;
    Signatory who;

    if (zones->signature == NO_LINE)
        return;
    if (zones->copy_kind != NO_LINE)
        end = zones->copy.first;
    who = extract_signatory(extract, zones->signature, end, FALSE);
    extract_set(extract, FIELD_SIGNATORY, who.name,
                who.name == NULL ? BASIS_MISSING : BASIS_EXPLICIT);
    extract_set(extract, FIELD_POSITION, who.position,
                who.position == NULL ? BASIS_MISSING : BASIS_EXPLICIT);
    extract_set(extract, FIELD_AUTHORITY, who.authority,
                who.authority == NULL ? BASIS_MISSING : BASIS_EXPLICIT);
}

static void
add_item(const Extract *extract, GPtrArray *items, GString *item)
{
    while (item->len > 0 && strchr(",;. ", item->str[item->len - 1]) != NULL)
        g_string_truncate(item, item->len - 1);
    if (item->len > 0)
        g_ptr_array_add(items, extract_keep(extract, item->str));
    g_string_truncate(item, 0);
}

static void
add_text(GString *item, const char *text)
{
    if (item->len > 0 && item->len < ITEM_MAX_BYTES)
        g_string_append_c(item, ' ');
    if (item->len < ITEM_MAX_BYTES)
        g_string_append(item, text);
}

/* A list ends at a blank line that no item follows, and at a signature. */
static gboolean
ends_list(const Page *page, unsigned i, unsigned n_items)
{
    const PageLine *line = page_line(page, i);

    return line->paragraph || zones_authority_mark(line->plain) > 0 ||
           (*line->plain != '-' && n_items > 0 && i > 0 && page_is_blank(page, i - 1));
}

GPtrArray *
extract_list(const Extract *extract, unsigned line, unsigned end, FieldId id)
{
    const Page *page = extract->page;
    GPtrArray *items = g_ptr_array_new();
    g_autoptr(GString) item = g_string_new(NULL);
    const char *first = strchr(page_line(page, line)->plain, ':');

    if (first != NULL)
        first += 1 + strspn(first + 1, " -");
    if (first != NULL && *first != '\0') {
        add_text(item, first);
        extract_evidence(extract, id, line);
    }
    for (unsigned i = line + 1; i < end; i++) {
        const char *plain = page_line(page, i)->plain;
        if (page_is_blank(page, i))
            continue;
        if (ends_list(page, i, items->len + (item->len > 0)))
            break;
        if (*plain == '-')
            add_item(extract, items, item);
        add_text(item, plain + strspn(plain, "- "));
        extract_evidence(extract, id, i);
    }
    add_item(extract, items, item);
    return items;
}

static void
set_list(const Extract *extract, GPtrArray **list, unsigned line, FieldId id)
{
    const Zones *zones = &extract->zones;
    unsigned end = extract->page->lines->len;

    if (line == NO_LINE)
        return;
    if (zones->copy_kind != NO_LINE)
        end = zones->copy.first;
    g_ptr_array_unref(*list);
    *list = extract_list(extract, line, end, id);
    if ((*list)->len > 0)
        extract->out->fields[id].basis = BASIS_EXPLICIT;
}

void
extract_recipients(const Extract *extract)
{
    set_list(extract, &extract->out->addressees, extract->zones.letter, FIELD_ADDRESSEES);
    set_list(extract, &extract->out->recipients, extract->zones.recipients,
             FIELD_RECIPIENTS);
}
