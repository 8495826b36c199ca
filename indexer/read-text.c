#include "format.h"
#include "load.h"
#include "read-format.h"
#include "read/convert.h"

static gboolean
convert_file(const CorpusFile *file, ConvertFunc convert, Converted *out, GError **error)
{
    const ConvertOptions options = { .name = file->name };
    size_t len = 0;
    g_autofree char *bytes = load_bytes(file->path, READ_MAX_TEXT_BYTES, &len, error);

    return bytes != NULL && convert(bytes, len, &options, out, error);
}

static gboolean
read_whole(const Reading *reading, ConvertFunc convert, GError **error)
{
    const CorpusFile *file = reading->unit->file;
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(GError) failure = NULL;
    g_auto(Converted) converted = { 0 };
    gboolean done = convert_file(file, convert, &converted, &failure);

    notice->text = g_steal_pointer(&converted.text);
    notice->html = g_steal_pointer(&converted.html);
    if (!done || !read_check_text(notice, &failure)) {
        read_skip(reading, 0, failure);
        return TRUE;
    }
    notice->id = g_strndup(file->name, format_stem_len(file->name));
    return read_finish(reading, notice, TRUE, error);
}

gboolean
read_text(const Reading *reading, GError **error)
{
    return read_whole(reading, convert_text, error);
}

gboolean
read_markdown(const Reading *reading, GError **error)
{
    return read_whole(reading, convert_markdown, error);
}
