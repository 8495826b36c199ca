#include "read/result.h"

#include "encoding.h"
#include "error.h"

#include <string.h>

#define RESULT_MAX_BYTES (256u << 20)
#define RESULT_MAX_WARNINGS 1000

enum { TEXT, HTML, TITLE, ENCODING, MESSAGE, N_STRINGS };

/* Precedes the strings, which follow one another without a NUL; then each warning: its
 * length and its bytes. */
typedef struct {
    guint32 mark;
    guint32 failed; /* MESSAGE says why, `code` is its TracuuError */
    guint32 code;
    guint32 n_pages, n_ocr_pages, n_warnings;
    double ocr_confidence;
    guint64 len[N_STRINGS]; /* with its NUL; 0: NULL */
} ResultHead;

typedef struct {
    guint32 kind, n, m;
    guint64 len; /* of its text, with its NUL */
} WarningHead;

#define RESULT_MARK 0x74726375u

typedef struct {
    const Format *format;
    const char *bytes;
    size_t len;
    const ConvertOptions *options;
} Job;

void
result_write(int fd, const Converted *converted, const GError *failure)
{
    const GPtrArray *warnings = converted->warnings;
    const char *strings[N_STRINGS] = {
        [TEXT] = converted->text,
        [HTML] = converted->html,
        [TITLE] = converted->title,
        [ENCODING] = converted->encoding,
        [MESSAGE] = failure == NULL ? NULL : failure->message,
    };
    ResultHead head = {
        .mark = RESULT_MARK,
        .failed = failure != NULL,
        .code = failure == NULL ? 0 : (guint32) failure->code,
        .n_pages = converted->n_pages,
        .n_ocr_pages = converted->n_ocr_pages,
        .n_warnings = warnings == NULL ? 0 : MIN(warnings->len, RESULT_MAX_WARNINGS),
        .ocr_confidence = converted->ocr_confidence,
    };

    for (unsigned i = 0; i < N_STRINGS; i++)
        head.len[i] = strings[i] == NULL ? 0 : strlen(strings[i]) + 1;
    child_write(fd, &head, sizeof head);
    for (unsigned i = 0; i < N_STRINGS; i++)
        child_write(fd, strings[i], head.len[i]);
    for (unsigned i = 0; i < head.n_warnings; i++) {
        const Warning *warning = warnings->pdata[i];
        WarningHead own = { warning->kind, warning->n, warning->m,
                            strlen(warning->text) + 1 };
        child_write(fd, &own, sizeof own);
        child_write(fd, warning->text, own.len);
    }
}

static gboolean
malformed(GError **error)
{
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                        "its reader gave no sound result");
    return FALSE;
}

/* One string of what its writer says is this length.  *string stays NULL for 0. */
static gboolean
read_string(Child *child, guint64 len, guint64 *room, char **string, GError **error)
{
    g_autofree char *bytes = NULL;

    if (len == 0)
        return TRUE;
    if (len > *room) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_LIMIT,
                    "more than %u bytes of text and marks", RESULT_MAX_BYTES);
        return FALSE;
    }
    *room -= len;
    bytes = g_malloc(len);
    if (!child_read(child, bytes, len, error))
        return FALSE;
    if (memchr(bytes, '\0', len) != bytes + len - 1 ||
        !g_utf8_validate_len(bytes, len - 1, NULL))
        return malformed(error);
    *string = g_steal_pointer(&bytes);
    return TRUE;
}

static gboolean
read_warnings(Child *child, unsigned n, guint64 *room, Converted *out, GError **error)
{
    for (unsigned i = 0; i < n; i++) {
        g_autofree char *text = NULL;
        WarningHead own;
        if (!child_read(child, &own, sizeof own, error) ||
            !read_string(child, own.len, room, &text, error))
            return FALSE;
        if (own.kind >= N_WARNINGS || text == NULL)
            return malformed(error);
        converted_warn(out, own.kind, own.n, own.m, "%s", text);
    }
    return TRUE;
}

static gboolean
check_head(const ResultHead *head, GError **error)
{
    gboolean sound = head->mark == RESULT_MARK && head->n_warnings <= RESULT_MAX_WARNINGS;

    if (head->failed != 0)
        sound = sound && head->len[MESSAGE] > 0;
    else
        sound = sound && head->len[TEXT] > 0 && head->ocr_confidence >= 0 &&
                head->ocr_confidence <= 1 && head->n_ocr_pages <= head->n_pages;
    return sound || malformed(error);
}

gboolean
result_read(Child *child, Converted *out, GError **error)
{
    guint64 room = RESULT_MAX_BYTES;
    g_autofree char *message = NULL;
    char **strings[N_STRINGS] = {
        [TEXT] = &out->text,         [HTML] = &out->html,  [TITLE] = &out->title,
        [ENCODING] = &out->encoding, [MESSAGE] = &message,
    };
    ResultHead head;

    if (!child_read(child, &head, sizeof head, error) || !check_head(&head, error))
        return FALSE;
    for (unsigned i = 0; i < N_STRINGS; i++)
        if (!read_string(child, head.len[i], &room, strings[i], error))
            return FALSE;
    if (!read_warnings(child, head.n_warnings, &room, out, error))
        return FALSE;
    if (out->text != NULL)
        out->text = encoding_clean(out->text);
    out->n_pages = head.n_pages;
    out->n_ocr_pages = head.n_ocr_pages;
    out->ocr_confidence = head.ocr_confidence;
    if (head.failed == 0)
        return TRUE;
    g_set_error_literal(error, TRACUU_ERROR,
                        head.code == TRACUU_ERROR_LIMIT ? TRACUU_ERROR_LIMIT
                                                        : TRACUU_ERROR_NOTICE,
                        message);
    return FALSE;
}

static void
convert_in_child(int out, G_GNUC_UNUSED int in, gpointer data)
{
    const Job *job = data;
    Converted converted = { 0 };
    GError *failure = NULL;

    (void) job->format->convert(job->bytes, job->len, job->options, &converted, &failure);
    result_write(out, &converted, failure);
}

gboolean
result_convert(const Format *format,
               const char *bytes,
               size_t len,
               const ConvertOptions *options,
               Converted *out,
               GError **error)
{
    const FormatLimits *limits = format->limits;
    g_autofree char *what = g_strdup_printf("the %s", format->name);
    const ChildLimits child_limits = { what, limits->memory_mib, limits->cpu_seconds,
                                       limits->wall_seconds };
    Job job = { format, bytes, len, options };
    g_autoptr(Child) child = NULL;

    if (limits->memory_mib == 0)
        return format->convert(bytes, len, options, out, error);
    child = child_start(&child_limits, convert_in_child, &job, -1, error);
    return child != NULL && result_read(child, out, error);
}
