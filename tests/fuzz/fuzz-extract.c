/* Any bytes as a notice's text: a record; every evidence line exists and holds its
 * text, and numbers and dates are found again in their evidence. */
#include <stdint.h>
#include <string.h>

#include "encoding.h"
#include "extract/extraction.h"
#include "json.h"
#include "text/date.h"
#include "text/docnum.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_line(char **lines, uint64_t line, const char *text)
{
    g_assert_true(line >= 1 && line <= g_strv_length(lines));
    g_assert_nonnull(strstr(lines[line - 1], text));
}

static void
check_number(const char *number, const char *text)
{
    g_autoptr(GArray) found = docnum_find(text, strlen(text));

    for (unsigned i = 0; i < found->len; i++)
        if (strcmp(g_array_index(found, Docnum, i).display, number) == 0)
            return;
    g_assert_not_reached();
}

/* The long form may go on on the next line, where the evidence ends before it. */
static void
check_iso(const char *iso)
{
    DateMatch date;

    g_assert_true(iso == NULL || date_parse_iso(iso, &date));
}

static void
check_fields(const Extraction *extraction, char **lines)
{
    const Field *number = &extraction->fields[FIELD_NUMBER];
    const Field *name = &extraction->fields[FIELD_SIGNATORY];

    for (unsigned id = 0; id < N_FIELDS; id++) {
        const Field *field = &extraction->fields[id];
        g_assert_true(field->value == NULL ||
                      (field->basis != BASIS_MISSING && field->evidence->len > 0));
        for (unsigned i = 0; i < field->evidence->len; i++) {
            const Evidence *evidence = &g_array_index(field->evidence, Evidence, i);
            check_line(lines, evidence->line, evidence->text);
        }
    }
    if (number->value != NULL)
        check_number(number->value, g_array_index(number->evidence, Evidence, 0).text);
    if (name->value != NULL)
        g_assert_true(strlen(name->value) <= 60);
    check_iso(extraction->fields[FIELD_DATE].value);
    check_iso(extraction->fields[FIELD_NOT_BEFORE].value);
    check_iso(extraction->fields[FIELD_NOT_AFTER].value);
}

static void
check_lists(const Extraction *extraction, char **lines)
{
    for (unsigned i = 0; i < extraction->citations->len; i++) {
        const Citation *citation = &g_array_index(extraction->citations, Citation, i);
        check_line(lines, citation->line, citation->text);
        g_assert_true(citation->number != NULL || citation->date != NULL);
        check_iso(citation->date);
    }
    for (unsigned i = 0; i < extraction->events->len; i++) {
        const Event *event = &g_array_index(extraction->events, Event, i);
        check_line(lines, event->line, event->text);
        check_iso(event->date);
        check_iso(event->end);
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
    check_lists(extraction, lines);
    extraction_apply(extraction, notice);
    json = extraction_to_json(extraction, notice, TRUE);
    parsed = json_parse(json, strlen(json), NULL);
    g_assert_nonnull(parsed);
    return 0;
}
