/* Any bytes as a notice's text: a record; every evidence line exists, holds its text, and
 * the text holds the value. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "encoding.h"
#include "extract/extraction.h"
#include "extract/names.h"
#include "json.h"
#include "text/date.h"
#include "text/docnum.h"
#include "text/text.h"

/* A date in words stands on at most this many lines: four blanks of three each, and
 * an interval has two of them. */
#define DATE_LINES 32

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_line(char **lines, uint64_t line, const char *text)
{
    g_assert_true(line >= 1 && line <= g_strv_length(lines));
    g_assert_nonnull(strstr(lines[line - 1], text));
}

/* Letters and digits alone, without marks and case: what scans and forms leave of a
 * value as it is shown.  (transfer full) */
static char *
bare(const char *text)
{
    g_autofree char *folded = text_fold(text, strlen(text));
    GString *out = g_string_new(NULL);

    for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_utf8_get_char(at));
    return g_string_free(out, FALSE);
}

static gboolean
holds(const char *text, const char *value)
{
    g_autofree char *bare_text = bare(text);
    g_autofree char *bare_value = bare(value);

    return strstr(bare_text, bare_value) != NULL;
}

static void
check_held(const char *value, const char *text)
{
    if (value == NULL || holds(text, value))
        return;
    fprintf(stderr, "\"%s\" is not in: %s\n", value, text);
    g_assert_not_reached();
}

static gboolean
has_number(const char *number, const char *text)
{
    g_autoptr(GArray) found = docnum_find(text, strlen(text));

    for (unsigned i = 0; i < found->len; i++)
        if (strcmp(g_array_index(found, Docnum, i).display, number) == 0)
            return TRUE;
    return FALSE;
}

/* The line is as it stands in the source; it is read without Markdown's marks. */
static void
check_number(const char *number, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "*", -1);
    g_autofree char *plain = g_strjoinv("", parts);

    if (has_number(number, text) || has_number(number, plain))
        return;
    fprintf(stderr, "%s is not in: %s\n", number, text);
    g_assert_not_reached();
}

static void
check_iso(const char *iso)
{
    DateMatch date;

    g_assert_true(date_parse_iso(iso, &date));
}

/* In a list, digits and the symbol of a later number: «2522, 2523/UBND-VX». */
static void
check_cited_number(const char *number, const char *line)
{
    size_t n = strspn(number, "0123456789");
    g_autofree char *digits = g_strndup(number, n);
    g_autoptr(GArray) found = docnum_find(line, strlen(line));

    for (unsigned i = 0; i < found->len; i++)
        if (strcmp(g_array_index(found, Docnum, i).display, number) == 0)
            return;
    check_held(digits, line);
}

/* Headers are read with one blank for several. */
static gboolean
has_date(const char *text, const char *iso)
{
    g_autoptr(GString) plain = g_string_new(text);
    g_autoptr(GArray) dates = NULL;
    char found[DATE_ISO_SIZE];

    while (g_string_replace(plain, "  ", " ", 0) > 0)
        ;
    dates = date_find(plain->str, plain->len);

    for (unsigned i = 0; i < dates->len; i++) {
        date_format_iso(&g_array_index(dates, DateMatch, i), found);
        if (strcmp(found, iso) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The long form may go on on the next lines, where the evidence ends before it. */
static void
check_date(const char *iso, const char *evidence, char **lines, uint64_t line)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (iso == NULL)
        return;
    check_iso(iso);
    if (has_date(evidence, iso))
        return;
    for (unsigned i = 0; i < DATE_LINES && lines[line - 1 + i] != NULL; i++)
        g_string_append_printf(text, "%s\n", lines[line - 1 + i]);
    if (has_date(text->str, iso))
        return;
    fprintf(stderr, "%s is not in: %s\n", iso, text->str);
    g_assert_not_reached();
}

/* All evidence of a field, each line once.  (transfer full) */
static char *
evidence_of(const Field *field)
{
    GString *all = g_string_new(NULL);

    for (unsigned i = 0; i < field->evidence->len; i++) {
        g_string_append(all, g_array_index(field->evidence, Evidence, i).text);
        g_string_append_c(all, '\n');
    }
    return g_string_free(all, FALSE);
}

static void
check_list(const GPtrArray *values, const char *text)
{
    for (unsigned i = 0; i < values->len; i++)
        check_held(values->pdata[i], text);
}

/* The seat stands for the province on a place line. */
static void
check_province(const Extraction *extraction)
{
    const Field *field = &extraction->fields[FIELD_PROVINCE];
    const char *place = extraction->fields[FIELD_PLACE].value;
    g_autofree char *text = evidence_of(field);

    if (field->value == NULL || holds(text, field->value))
        return;
    g_assert_true(place != NULL &&
                  g_strcmp0(names_province_of_place(place), field->value) == 0);
}

static void
check_attached(const Extraction *extraction)
{
    const CopyBlock *copy = &extraction->copy;
    const Stamp *stamp = &extraction->received;
    g_autofree char *copied = evidence_of(&extraction->fields[FIELD_COPY]);
    g_autofree char *stamped = evidence_of(&extraction->fields[FIELD_RECEIVED]);
    const char *in_copy[] = { copy->kind,
                              copy->number,
                              copy->body,
                              copy->place,
                              copy->signatory.name,
                              copy->signatory.position,
                              copy->signatory.authority };
    const char *in_stamp[] = { stamp->body, stamp->number, stamp->forwarded_to,
                               stamp->file_ref };

    for (unsigned i = 0; i < G_N_ELEMENTS(in_copy); i++)
        check_held(in_copy[i], copied);
    check_list(copy->recipients, copied);
    for (unsigned i = 0; i < G_N_ELEMENTS(in_stamp); i++)
        check_held(in_stamp[i], stamped);
}

/* Every field has evidence, all of it stands where it says, and holds the value. */
static void
check_fields(const Extraction *extraction, char **lines)
{
    static const FieldId as_shown[] = {
        FIELD_TITLE,     FIELD_ISSUER,   FIELD_PLACE,
        FIELD_SIGNATORY, FIELD_POSITION, FIELD_AUTHORITY
    };
    static const FieldId dates[] = { FIELD_DATE, FIELD_NOT_BEFORE, FIELD_NOT_AFTER };
    const Field *fields = extraction->fields;
    const Field *type = &fields[FIELD_TYPE];
    g_autofree char *recipients = evidence_of(&fields[FIELD_RECIPIENTS]);
    g_autofree char *addressees = evidence_of(&fields[FIELD_ADDRESSEES]);

    for (unsigned id = 0; id < N_FIELDS; id++) {
        const Field *field = &fields[id];
        g_assert_true(field->value == NULL ||
                      (field->basis != BASIS_MISSING && field->evidence->len > 0));
        for (unsigned i = 0; i < field->evidence->len; i++) {
            const Evidence *evidence = &g_array_index(field->evidence, Evidence, i);
            check_line(lines, evidence->line, evidence->text);
        }
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(as_shown); i++) {
        g_autofree char *text = evidence_of(&fields[as_shown[i]]);
        check_held(fields[as_shown[i]].value, text);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(dates); i++)
        if (fields[dates[i]].value != NULL) {
            const Evidence *first =
                &g_array_index(fields[dates[i]].evidence, Evidence, 0);
            check_date(fields[dates[i]].value, first->text, lines, first->line);
        }
    if (type->value != NULL && type->basis == BASIS_EXPLICIT)
        check_held(type->value, g_array_index(type->evidence, Evidence, 0).text);
    if (fields[FIELD_NUMBER].value != NULL)
        check_number(fields[FIELD_NUMBER].value,
                     g_array_index(fields[FIELD_NUMBER].evidence, Evidence, 0).text);
    if (fields[FIELD_SIGNATORY].value != NULL)
        g_assert_true(strlen(fields[FIELD_SIGNATORY].value) <= 60);
    check_province(extraction);
    check_list(extraction->recipients, recipients);
    check_list(extraction->addressees, addressees);
}

static void
check_citations(const Extraction *extraction, char **lines)
{
    for (unsigned i = 0; i < extraction->citations->len; i++) {
        const Citation *citation = &g_array_index(extraction->citations, Citation, i);
        check_line(lines, citation->line, citation->text);
        g_assert_true(citation->number != NULL || citation->date != NULL);
        if (citation->number != NULL)
            check_cited_number(citation->number, lines[citation->line - 1]);
        if (citation->again->len == 0)
            check_date(citation->date, citation->text, lines, citation->line);
        for (unsigned j = 0; j < citation->again->len; j++)
            g_assert_true(g_array_index(citation->again, uint64_t, j) <=
                          g_strv_length(lines));
    }
    for (unsigned i = 0; i < extraction->shorts->len; i++) {
        const Citation *form = &g_array_index(extraction->shorts, Citation, i);
        check_line(lines, form->line, form->text);
        check_held(form->number, form->text);
    }
}

static void
check_events(const Extraction *extraction, char **lines)
{
    for (unsigned i = 0; i < extraction->events->len; i++) {
        const Event *event = &g_array_index(extraction->events, Event, i);
        check_line(lines, event->line, event->text);
        check_date(event->date, event->text, lines, event->line);
        if (!event->computed)
            check_date(event->end, event->text, lines, event->line);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(Extraction) extraction = NULL;
    g_autofree char *json = NULL;
    g_autoptr(cJSON) parsed = NULL;
    g_auto(GStrv) lines = NULL;
    g_autofree char *bytes = g_strndup((const char *) data, size);

    notice->text = encoding_clean(g_utf8_make_valid(bytes, -1));
    notice->id = g_strdup("fuzz");
    lines = g_strsplit(notice->text, "\n", -1);
    extraction = extraction_read(notice);
    check_fields(extraction, lines);
    check_attached(extraction);
    check_citations(extraction, lines);
    check_events(extraction, lines);
    extraction_apply(extraction, notice);
    json = extraction_to_json(extraction, notice, TRUE);
    parsed = json_parse(json, strlen(json), NULL);
    g_assert_nonnull(parsed);
    return 0;
}
