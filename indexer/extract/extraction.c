#include "extraction.h"

#include "reading.h"
#include "text/date.h"

#include <string.h>

/* Which field of a notice takes which of ours. */
static const struct {
    FieldId id;
    const char *key;
} notice_keys[] = {
    { FIELD_TYPE, "type" },           { FIELD_TITLE, "title" },
    { FIELD_ISSUER, "issuer" },       { FIELD_PROVINCE, "province" },
    { FIELD_NUMBER, "number" },       { FIELD_DATE, "date" },
    { FIELD_SIGNATORY, "signatory" },
};

char *
extract_keep(const Extract *extract, const char *utf8)
{
    return utf8 == NULL ? NULL : g_string_chunk_insert(extract->out->strings, utf8);
}

void
extract_set(const Extract *extract, FieldId id, const char *value, Basis basis)
{
    Field *field = &extract->out->fields[id];

    field->value = extract_keep(extract, value);
    field->basis = basis;
}

void
extract_evidence_at(const Extract *extract, FieldId id, size_t start, size_t end)
{
    const char *text = extract->page->text;
    const char *newline = memchr(text + start, '\n', end - start);
    Evidence evidence = { .line = page_number_at(extract->page, start) };

    end = newline == NULL ? end : (size_t) (newline - text);
    while (end > start && ((unsigned char) text[end] & 0xC0) == 0x80)
        end--; /* not in a letter */
    evidence.text = g_string_chunk_insert_len(extract->out->strings, text + start,
                                              (gssize) (end - start));
    g_array_append_val(extract->out->fields[id].evidence, evidence);
}

void
extract_evidence(const Extract *extract, FieldId id, unsigned line)
{
    const PageLine *at = page_line(extract->page, line);
    Evidence evidence = { .line = at->number };

    evidence.text =
        g_string_chunk_insert_len(extract->out->strings, extract->page->text + at->start,
                                  (gssize) (at->end - at->start));
    g_array_append_val(extract->out->fields[id].evidence, evidence);
}

char *
extract_date_in(const char *utf8, size_t len)
{
    g_autoptr(GArray) dates = date_find(utf8, len);
    char iso[DATE_ISO_SIZE];

    if (dates->len == 0)
        return NULL;
    date_format_iso(&g_array_index(dates, DateMatch, 0), iso);
    return g_strdup(iso);
}

static void
clear_citation(gpointer citation)
{
    g_array_unref(((Citation *) citation)->again);
}

static Extraction *
extraction_new(void)
{
    Extraction *extraction = g_new0(Extraction, 1);

    for (unsigned i = 0; i < N_FIELDS; i++)
        extraction->fields[i].evidence = g_array_new(FALSE, FALSE, sizeof(Evidence));
    extraction->addressees = g_ptr_array_new();
    extraction->recipients = g_ptr_array_new();
    extraction->copy.recipients = g_ptr_array_new();
    extraction->citations = g_array_new(FALSE, FALSE, sizeof(Citation));
    g_array_set_clear_func(extraction->citations, clear_citation);
    extraction->shorts = g_array_new(FALSE, FALSE, sizeof(Citation));
    extraction->events = g_array_new(FALSE, FALSE, sizeof(Event));
    extraction->strings = g_string_chunk_new(1024);
    return extraction;
}

void
extraction_free(Extraction *extraction)
{
    if (extraction == NULL)
        return;
    for (unsigned i = 0; i < N_FIELDS; i++)
        g_array_unref(extraction->fields[i].evidence);
    g_ptr_array_unref(extraction->addressees);
    g_ptr_array_unref(extraction->recipients);
    g_ptr_array_unref(extraction->copy.recipients);
    g_array_unref(extraction->citations);
    g_array_unref(extraction->shorts);
    g_array_unref(extraction->events);
    g_string_chunk_free(extraction->strings);
    g_free(extraction);
}

Extraction *
extraction_read(const Notice *notice)
{
    static void (*const steps[])(const Extract *) = {
        extract_type_and_title, extract_attached,   extract_number_and_date,
        extract_signature,      extract_recipients, extract_issuer,
        extract_province,       extract_citations,  extract_short_forms,
        extract_events,         extract_bounds,
    };
    g_autoptr(Page) page = page_new(notice->text);
    g_autoptr(GArray) dates = date_find(page->text, page->len);
    Extract extract = { page, zones_find(page), extraction_new(), notice->title, dates };

    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        steps[i](&extract);
    if (extract.out->citations->len > 0)
        extract.out->fields[FIELD_CITATIONS].basis = BASIS_EXPLICIT;
    if (extract.out->events->len > 0)
        extract.out->fields[FIELD_EVENTS].basis = BASIS_EXPLICIT;
    return extract.out;
}

void
extraction_apply(const Extraction *extraction, Notice *notice)
{
    for (size_t i = 0; i < G_N_ELEMENTS(notice_keys); i++)
        for (unsigned j = 0; j < notice_n_fields; j++) {
            char **field = notice_field(notice, &notice_fields[j]);
            if (*field == NULL && strcmp(notice_fields[j].key, notice_keys[i].key) == 0)
                *field = g_strdup(extraction->fields[notice_keys[i].id].value);
        }
}
