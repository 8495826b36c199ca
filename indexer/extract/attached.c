/* What others put on a notice: the stamp of incoming mail, the copy's certificate. */
#include "names.h"
#include "reading.h"
#include "text/docnum.h"

#include <string.h>

/* What follows the colon or the word; NULL when only a line to write on does. */
static const char *
value_after(const char *plain)
{
    const char *colon = strchr(plain, ':');

    if (colon == NULL)
        return NULL;
    colon += 1 + strspn(colon + 1, " ._");
    return *colon == '\0' ? NULL : colon;
}

static char *
digits_of(const Extract *extract, const char *plain)
{
    const char *at = plain + strcspn(plain, "0123456789");
    g_autofree char *digits = g_strndup(at, strspn(at, "0123456789"));

    return *digits == '\0' ? NULL : extract_keep(extract, digits);
}

static char *
date_of(const Extract *extract, const char *plain)
{
    g_autofree char *iso = extract_date_in(plain, strlen(plain));

    return extract_keep(extract, iso);
}

static void
read_stamp_line(const Extract *extract, unsigned i)
{
    const PageLine *line = page_line(extract->page, i);
    Stamp *stamp = &extract->out->received;
    const char *plain = line->plain;

    if (strstr(line->key, "ngay") != NULL)
        stamp->date = date_of(extract, plain);
    else if (page_has_word(line->key, "so") || page_has_word(line->key, "den so"))
        stamp->number = digits_of(extract, plain);
    else if (page_has_word(line->key, "chuyen"))
        stamp->forwarded_to = extract_keep(extract, value_after(plain));
    else if (page_has_word(line->key, "luu"))
        stamp->file_ref = extract_keep(extract, value_after(plain));
    else if (stamp->body == NULL && page_is_capitals(plain, strlen(plain)) &&
             strcmp(line->key, "den") != 0) {
        g_autofree char *small = names_small(plain, TRUE);
        stamp->body = extract_keep(extract, small);
    } else
        return;
    extract_evidence(extract, FIELD_RECEIVED, i);
}

static void
read_stamp(const Extract *extract)
{
    LineRange stamp = extract->zones.stamp;

    if (stamp.first == stamp.end)
        return;
    extract->out->received.present = TRUE;
    extract->out->fields[FIELD_RECEIVED].basis = BASIS_EXPLICIT;
    for (unsigned i = stamp.first; i < stamp.end; i++)
        read_stamp_line(extract, i);
}

static void
add_capitals(GString *body, const char *plain)
{
    if (body->len > 0)
        g_string_append_c(body, ' ');
    g_string_append(body, plain);
}

/* Above SAO LỤC: the body in capitals, and the copy's number. */
static void
read_copy_head(const Extract *extract)
{
    CopyBlock *copy = &extract->out->copy;
    g_autoptr(GString) body = g_string_new(NULL);

    for (unsigned i = extract->zones.copy.first; i < extract->zones.copy_kind; i++) {
        const PageLine *line = page_line(extract->page, i);
        g_autoptr(GArray) numbers = docnum_find(line->plain, strlen(line->plain));
        if (numbers->len > 0 && copy->number == NULL)
            copy->number =
                extract_keep(extract, g_array_index(numbers, Docnum, 0).display);
        else if (page_is_capitals(line->plain, strlen(line->plain)))
            add_capitals(body, line->plain);
        else
            continue;
        extract_evidence(extract, FIELD_COPY, i);
    }
    if (body->len > 0) {
        g_autofree char *small = names_small(body->str, TRUE);
        copy->body = extract_keep(extract, small);
    }
}

/* «Bình Định, ngày 08 tháng 9 năm 2021», above or below SAO LỤC. */
static void
read_copy_place(const Extract *extract)
{
    CopyBlock *copy = &extract->out->copy;

    for (unsigned i = extract->zones.copy.first; i < extract->zones.copy.end; i++) {
        const PageLine *line = page_line(extract->page, i);
        const char *comma = strstr(line->plain, ", ngày ");
        g_autofree char *place = NULL;
        if (comma == NULL)
            continue;
        place = g_strndup(line->plain, (gsize) (comma - line->plain));
        copy->date = date_of(extract, line->plain);
        copy->place = extract_keep(extract, names_repaired_place(place));
        extract_evidence(extract, FIELD_COPY, i);
        return;
    }
}

static void
read_copy(const Extract *extract)
{
    const Zones *zones = &extract->zones;
    CopyBlock *copy = &extract->out->copy;
    unsigned line = NO_LINE;

    if (zones->copy_kind == NO_LINE)
        return;
    g_autofree char *kind =
        names_small(page_line(extract->page, zones->copy_kind)->plain, FALSE);
    copy->kind = extract_keep(extract, kind);
    extract->out->fields[FIELD_COPY].basis = BASIS_EXPLICIT;
    read_copy_head(extract);
    extract_evidence(extract, FIELD_COPY, zones->copy_kind);
    read_copy_place(extract);
    line = zones_find_signature(extract->page, zones->copy_kind + 1, zones->copy.end);
    if (line != NO_LINE)
        copy->signatory = extract_signatory(extract, line, zones->copy.end, TRUE);
    for (unsigned i = zones->copy_kind + 1; i < zones->copy.end; i++)
        if (page_has_word(page_line(extract->page, i)->key, "noi nhan")) {
            g_ptr_array_unref(copy->recipients);
            copy->recipients = extract_list(extract, i, zones->copy.end, FIELD_COPY);
            return;
        }
}

void
extract_attached(const Extract *extract)
{
    read_stamp(extract);
    read_copy(extract);
}
