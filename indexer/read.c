#include "read.h"

#include "error.h"
#include "extract/extraction.h"
#include "file-name.h"
#include "format.h"
#include "load.h"
#include "override.h"
#include "quality.h"
#include "read-format.h"

#include <string.h>

static void
plan_lines(GArray *units, const CorpusFile *file)
{
    for (uint64_t begin = 0; begin < file->size; begin += READ_JSONL_UNIT_BYTES) {
        ReadUnit unit = { file, begin, MIN(begin + READ_JSONL_UNIT_BYTES, file->size) };
        g_array_append_val(units, unit);
    }
}

/* TRUE for a large .jsonl; one whose content is another format's is not cut. */
static gboolean
is_cut(const CorpusFile *file)
{
    const Format *format = NULL;
    size_t len = 0;
    g_autofree char *bytes = NULL;

    if (file->size <= READ_JSONL_UNIT_BYTES ||
        g_ascii_strcasecmp(file->name + format_stem_len(file->name), ".jsonl") != 0)
        return FALSE;
    bytes = read_bytes(file, &len, &format, NULL);
    return bytes != NULL && format->reader == READER_JSONL;
}

GArray *
read_plan(const GPtrArray *files)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(ReadUnit));

    for (unsigned i = 0; i < files->len; i++) {
        const CorpusFile *file = files->pdata[i];
        ReadUnit unit = { file, 0, file->size };
        if (is_cut(file))
            plan_lines(units, file);
        else
            g_array_append_val(units, unit);
    }
    return units;
}

void
read_skip(const Reading *reading, uint64_t line, const GError *error)
{
    const char *name = reading->unit->file->name;
    g_autofree char *place = NULL;
    g_autoptr(GError) skippable = g_error_copy(error);

    if (!error_is_skippable(error)) {
        skippable->domain = TRACUU_ERROR;
        skippable->code = TRACUU_ERROR_NOTICE;
    }
    if (line > 0)
        place = g_strdup_printf("%s:%" G_GUINT64_FORMAT, name, line);
    reading->sink->skip(place == NULL ? name : place, skippable,
                        reading->sink->user_data);
}

gboolean
read_check_text(const Notice *notice, GError **error)
{
    if (notice->title != NULL || notice->text[strspn(notice->text, " \t\n")] != '\0')
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "no text");
    return FALSE;
}

/* The title that the file gave, where the text gave none and nobody corrected it. */
static void
take_title(const Extraction *extraction, const Converted *converted, Notice *notice)
{
    if (notice->title == NULL && extraction->fields[FIELD_TITLE].basis == BASIS_MISSING)
        notice->title = g_strdup(converted->title);
}

static void
take_quality(Extraction *extraction, const Converted *converted, const Notice *notice)
{
    g_auto(Quality) quality = { 0 };
    g_autofree char *json = NULL;

    quality_read(&quality, notice->text);
    json = quality_to_json(&quality, converted);
    extraction->quality = g_string_chunk_insert(extraction->strings, json);
}

gboolean
read_finish(const Reading *reading,
            Notice *notice,
            const Converted *converted,
            gboolean whole_file,
            GError **error)
{
    const CorpusFile *file = reading->unit->file;
    const ReadSink *sink = reading->sink;
    g_autoptr(Extraction) extraction = NULL;

    notice->file_name = file_name_from_id(notice->id);
    notice->source = g_strdup(file->name);
    extraction = extraction_read(notice);
    if (whole_file)
        override_apply(extraction, notice, file, sink->skip, sink->user_data);
    extraction_apply(extraction, notice);
    take_title(extraction, converted, notice);
    take_quality(extraction, converted, notice);
    return sink->notice(notice, extraction, sink->user_data, error);
}

gboolean
read_unit(const ReadUnit *unit, const ReadSink *sink, GError **error)
{
    const Reading reading = { .unit = unit, .sink = sink };
    const Format *format = NULL;
    size_t len = 0;
    g_autofree char *bytes = NULL;
    g_autoptr(GError) failure = NULL;

    if (unit->begin > 0)
        return read_jsonl(&reading, error);
    bytes = read_bytes(unit->file, &len, &format, &failure);
    if (bytes == NULL) {
        read_skip(&reading, 0, failure);
        return TRUE;
    }
    switch (format->reader) {
    case READER_CONVERT:
        return read_document(&reading, format, bytes, len, error);
    case READER_JSONL:
        return read_jsonl(&reading, error);
    case READER_ZIP:
        g_clear_pointer(&bytes, g_free);
        return read_zip(&reading, format, error);
    case READER_NONE: /* formats_detect does not give it */
        break;
    }
    g_assert_not_reached();
}
