#include "read.h"

#include "error.h"
#include "extract/extraction.h"
#include "file-name.h"
#include "format.h"
#include "override.h"
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

GArray *
read_plan(const GPtrArray *files)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(ReadUnit));

    for (unsigned i = 0; i < files->len; i++) {
        const CorpusFile *file = files->pdata[i];
        ReadUnit unit = { file, 0, file->size };
        if (format_of(file->name) == FORMAT_JSONL)
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
    reading->skip(place == NULL ? name : place, skippable, reading->user_data);
}

gboolean
read_check_text(const Notice *notice, GError **error)
{
    if (notice->title != NULL || notice->text[strspn(notice->text, " \t\n")] != '\0')
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "no text");
    return FALSE;
}

gboolean
read_finish(const Reading *reading, Notice *notice, gboolean whole_file, GError **error)
{
    const CorpusFile *file = reading->unit->file;
    g_autoptr(Extraction) extraction = NULL;

    notice->file_name = file_name_from_id(notice->id);
    notice->source = g_strdup(file->name);
    extraction = extraction_read(notice);
    if (whole_file)
        override_apply(extraction, notice, file, reading->skip, reading->user_data);
    extraction_apply(extraction, notice);
    return reading->func(notice, extraction, reading->user_data, error);
}

gboolean
read_unit(const ReadUnit *unit,
          NoticeFunc func,
          SkipFunc skip,
          gpointer user_data,
          GError **error)
{
    static gboolean (*const readers[])(const Reading *, GError **) = {
        [FORMAT_TEXT] = read_text,
        [FORMAT_MARKDOWN] = read_markdown,
        [FORMAT_JSONL] = read_jsonl,
    };
    Reading reading = { unit, func, skip, user_data };
    Format format = format_of(unit->file->name);

    g_return_val_if_fail(format != FORMAT_NONE, FALSE);
    return readers[format](&reading, error);
}
