/* Whole files: their format told, their bytes converted. */
#include "encoding.h"
#include "error.h"
#include "format.h"
#include "load.h"
#include "read-format.h"
#include "read/result.h"

#include <string.h>
#include <unistd.h>

/* Reads on from where the telling of the format left off. */
static gboolean
load_rest(int fd, GByteArray *bytes, const Format *format, GError **error)
{
    size_t max = format->limits->max_bytes;

    if (!load_more(fd, bytes, max, error))
        return FALSE;
    if (bytes->len <= max)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "larger than %zu bytes", max);
    return FALSE;
}

/* NULL when it is not read.  `bytes` gets as much of the file as that takes. */
static const Format *
tell_format(int fd, const char *name, GByteArray *bytes, GError **error)
{
    if (!load_more(fd, bytes, MAGIC_HEAD_BYTES, error))
        return NULL;
    if (magic_needs_whole((const char *) bytes->data, bytes->len) &&
        !load_more(fd, bytes, FORMATS_WHOLE_BYTES, error))
        return NULL;
    return formats_detect((const char *) bytes->data, bytes->len, name, error);
}

static GByteArray *
load(int fd, const char *name, const Format **format, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    *format = tell_format(fd, name, bytes, error);
    if (*format == NULL)
        return NULL;
    if ((*format)->reader == READER_CONVERT && !load_rest(fd, bytes, *format, error))
        return NULL;
    return g_steal_pointer(&bytes);
}

char *
read_bytes(const CorpusFile *file, size_t *len, const Format **format, GError **error)
{
    int fd = load_open(file->path, error);
    GByteArray *bytes = NULL;

    if (fd < 0)
        return NULL;
    bytes = load(fd, file->name, format, error);
    close(fd);
    if (bytes == NULL)
        return NULL;
    *len = bytes->len;
    g_byte_array_append(bytes, (const guint8 *) "", 1);
    return (char *) g_byte_array_free(bytes, FALSE);
}

static void
warn(const Reading *reading, const GPtrArray *warnings)
{
    const ReadSink *sink = reading->sink;

    for (unsigned i = 0; warnings != NULL && i < warnings->len; i++)
        sink->warn(reading->unit->file->name,
                   ((const Warning *) warnings->pdata[i])->text, sink->user_data);
}

static char *
repair_html(char *html, EncodingReport *report)
{
    return html == NULL ? NULL : encoding_repair_html(html, report);
}

/* Older bytes that were saved as characters are repaired here, once for all formats that
 * are not text, which decoding repairs: a Word file with TCVN3 fonts, a PDF that was made
 * of one. */
static void
repair(Converted *converted)
{
    EncodingReport report = { 0 };

    if (converted->encoding != NULL)
        return;
    converted->text = encoding_repair_utf8(converted->text, &report);
    converted->html = repair_html(converted->html, &report);
    if (converted->title != NULL)
        converted->title = encoding_repair_utf8(converted->title, &report);
    converted->encoding = g_strdup(report.name);
}

/* What a converter gave, into `notice`, unless it is too much or nothing. */
static gboolean
take_text(Notice *notice, const Format *format, Converted *converted, GError **error)
{
    if (format->limits->memory_mib > 0)
        repair(converted);
    notice->text = g_steal_pointer(&converted->text);
    notice->html = g_steal_pointer(&converted->html);
    if (strlen(notice->text) <= READ_MAX_TEXT_BYTES)
        return read_check_text(notice, error);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT, "more than %u bytes of text",
                READ_MAX_TEXT_BYTES);
    return FALSE;
}

gboolean
read_document(const Reading *reading,
              const Format *format,
              const char *bytes,
              size_t len,
              GError **error)
{
    const CorpusFile *file = reading->unit->file;
    ConvertOptions options = reading->sink->options;
    g_autoptr(Notice) notice = notice_new();
    g_autoptr(GError) failure = NULL;
    g_auto(Converted) converted = { 0 };

    options.name = file->name;
    if (!result_convert(format, bytes, len, &options, &converted, &failure) ||
        !take_text(notice, format, &converted, &failure)) {
        if (g_error_matches(failure, TRACUU_ERROR, TRACUU_ERROR_OUTPUT)) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
        read_skip(reading, 0, failure);
        return TRUE;
    }
    warn(reading, converted.warnings);
    notice->id = reading->id != NULL ? g_strdup(reading->id)
                                     : g_strndup(file->name, format_stem_len(file->name));
    return read_finish(reading, notice, &converted, TRUE, error);
}
