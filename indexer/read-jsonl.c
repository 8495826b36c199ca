#include "encoding.h"
#include "error.h"
#include "json-scan.h"
#include "lines.h"
#include "override.h"
#include "read-format.h"
#include "text/date.h"
#include "utf8-check.h"

#include <string.h>

#define ID_MAX_BYTES 512

/* The members of a record that are read; `text` and `id` come as they are, the
 * others are values of one line. */
enum { ID, TEXT, FIRST_LINE_FIELD, N_KEYS = 9 };

static const char *const keys[N_KEYS] = {
    "id", "text", "title", "type", "issuer", "province", "number", "date", "signatory",
};

static gboolean
fail(GError **error, const char *what)
{
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, what);
    return FALSE;
}

static gboolean
has_control(const char *utf8)
{
    for (; *utf8 != '\0'; utf8 = g_utf8_next_char(utf8))
        if (g_unichar_iscntrl(g_utf8_get_char(utf8)))
            return TRUE;
    return FALSE;
}

static gboolean
check_record(const Notice *notice, GError **error)
{
    DateMatch date;

    if (notice->id == NULL)
        return fail(error, "no \"id\"");
    if (notice->text == NULL)
        return fail(error, "no \"text\"");
    if (*notice->id == '\0')
        return fail(error, "\"id\" is empty");
    if (strlen(notice->id) > ID_MAX_BYTES)
        return fail(error, "\"id\" is longer than 512 bytes");
    if (has_control(notice->id))
        return fail(error, "\"id\" has control characters");
    if (notice->date != NULL && !date_parse_iso(notice->date, &date)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                    "\"date\" is no date like 2020-03-31: %s", notice->date);
        return FALSE;
    }
    return TRUE;
}

static char **
field_named(Notice *notice, const char *key)
{
    for (unsigned i = 0; i < notice_n_fields; i++)
        if (strcmp(notice_fields[i].key, key) == 0)
            return notice_field(notice, &notice_fields[i]);
    g_assert_not_reached();
}

/* Text that came as characters of older bytes is repaired; the title has too few words
 * to tell by itself. */
static void
repair_record(char **values, EncodingReport *report)
{
    values[TEXT] = encoding_repair_utf8(values[TEXT], report);
    for (unsigned i = FIRST_LINE_FIELD; i < N_KEYS; i++)
        if (values[i] != NULL)
            values[i] = encoding_repair_utf8(values[i], report);
}

static Notice *
parse_record(const char *line, size_t len, EncodingReport *report, GError **error)
{
    g_autoptr(Notice) notice = notice_new();
    char *values[N_KEYS] = { NULL };

    if (!json_read_strings(line, len, keys, N_KEYS, values, error))
        return NULL;
    if (values[TEXT] != NULL)
        repair_record(values, report);
    for (unsigned i = 0; i < N_KEYS; i++) {
        if (values[i] != NULL && i >= FIRST_LINE_FIELD)
            values[i] = encoding_clean_line(values[i]);
        *field_named(notice, keys[i]) = values[i];
    }
    if (!check_record(notice, error))
        return NULL;
    notice->text = encoding_clean(notice->text);
    if (!read_check_text(notice, error))
        return NULL;
    return g_steal_pointer(&notice);
}

/* A record whose bytes are not UTF-8: JSON's own signs are ASCII in all encodings. */
static Notice *
parse_legacy(const char *line, size_t len, EncodingReport *report, GError **error)
{
    g_autofree char *utf8 = encoding_decode(line, len, report, error);

    return utf8 == NULL ? NULL : parse_record(utf8, strlen(utf8), report, error);
}

static gboolean
is_blank(const Line *line)
{
    for (size_t i = 0; i < line->len; i++)
        if (!g_ascii_isspace(line->bytes[i]))
            return FALSE;
    return TRUE;
}

static Notice *
parse_line(const Line *line, EncodingReport *report, GError **error)
{
    const char *bytes = line->bytes;
    size_t len = line->len;
    g_autoptr(GError) failure = NULL;
    Notice *notice = NULL;

    if (line->too_long) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "line longer than %u bytes",
                    READ_MAX_TEXT_BYTES);
        return NULL;
    }
    if (line->offset == 0 && len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        len -= 3;
    }
    notice = parse_record(bytes, len, report, &failure);
    if (notice != NULL)
        return notice;
    if (utf8_find_invalid(bytes, len) != NULL)
        return parse_legacy(bytes, len, report, error);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

static void
warn(const Reading *reading,
     uint64_t line,
     const EncodingReport *report,
     Converted *converted)
{
    const ReadSink *sink = reading->sink;
    g_autofree char *message = encoding_report_warning(report);
    g_autofree char *place = NULL;

    if (message == NULL)
        return;
    place = g_strdup_printf("%s:%" G_GUINT64_FORMAT, reading->unit->file->name, line);
    sink->warn(place, message, sink->user_data);
    converted_warn_bytes(converted, report);
}

/* FALSE when the reading must stop. */
static gboolean
read_record(const Reading *reading, LineReader *lines, const Line *line, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(Notice) notice = NULL;
    g_auto(Converted) converted = { 0 };
    EncodingReport report = { 0 };

    if (!line->too_long && is_blank(line))
        return TRUE;
    notice = parse_line(line, &report, &failure);
    if (notice == NULL) {
        read_skip(reading, line_reader_number(lines, line->offset), failure);
        return TRUE;
    }
    if (report.n_replaced > 0)
        warn(reading, line_reader_number(lines, line->offset), &report, &converted);
    converted.encoding = g_strdup(report.name);
    return read_finish(reading, notice, &converted, FALSE, error);
}

gboolean
read_jsonl(const Reading *reading, GError **error)
{
    const ReadUnit *unit = reading->unit;
    g_autoptr(GError) failure = NULL;
    g_autoptr(LineReader) lines = line_reader_new(
        unit->file->path, unit->begin, unit->end, READ_MAX_TEXT_BYTES, &failure);
    Line line;

    if (unit->begin == 0)
        override_refuse(unit->file, reading->sink->skip, reading->sink->user_data);
    while (lines != NULL && line_reader_next(lines, &line, &failure))
        if (!read_record(reading, lines, &line, error))
            return FALSE;
    if (failure != NULL)
        read_skip(reading, 0, failure);
    return TRUE;
}
