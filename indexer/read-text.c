#include "encoding.h"
#include "format.h"
#include "load.h"
#include "markdown.h"
#include "read-format.h"

/* Fills text and html of `notice` from what was decoded; takes `source`. */
typedef gboolean (*ConvertFunc)(Notice *notice, char *source, GError **error);

static gboolean
convert_text(Notice *notice, char *source, G_GNUC_UNUSED GError **error)
{
    notice->text = source;
    notice->html = markdown_render_ocr(source);
    return TRUE;
}

static gboolean
convert_markdown(Notice *notice, char *source, GError **error)
{
    g_autofree char *owned = source;

    return markdown_read(owned, &notice->text, &notice->html, error);
}

static char *
load_text(const CorpusFile *file, GError **error)
{
    size_t len = 0;
    g_autofree char *bytes = load_bytes(file->path, READ_MAX_TEXT_BYTES, &len, error);

    return bytes == NULL ? NULL : encoding_decode(bytes, len, error);
}

static gboolean
read_whole(const Reading *reading, ConvertFunc convert, GError **error)
{
    const CorpusFile *file = reading->unit->file;
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(GError) failure = NULL;
    char *source = load_text(file, &failure);

    if (source == NULL || !convert(notice, source, &failure) ||
        !read_check_text(notice, &failure)) {
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
