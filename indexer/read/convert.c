#include "read/convert.h"

static const char *const names[N_WARNINGS] = {
    [WARNING_BYTES] = "bytes",       [WARNING_PAGE] = "page",
    [WARNING_PICTURES] = "pictures", [WARNING_OCR] = "ocr",
    [WARNING_EMBEDDED] = "embedded",
};

const char *
warning_name(WarningKind kind)
{
    return names[kind];
}

static void
warning_free(gpointer data)
{
    Warning *warning = data;

    g_free(warning->text);
    g_free(warning);
}

void
converted_warn(
    Converted *out, WarningKind kind, unsigned n, unsigned m, const char *format, ...)
{
    Warning *warning = g_new(Warning, 1);
    va_list args;

    if (out->warnings == NULL)
        out->warnings = g_ptr_array_new_with_free_func(warning_free);
    va_start(args, format);
    *warning = (Warning){ kind, n, m, g_strdup_vprintf(format, args) };
    va_end(args);
    g_ptr_array_add(out->warnings, warning);
}

void
converted_warn_bytes(Converted *out, const EncodingReport *report)
{
    g_autofree char *text = encoding_report_warning(report);

    if (text != NULL)
        converted_warn(out, WARNING_BYTES, (unsigned) report->n_replaced,
                       report->bad_line, "%s", text);
}

void
converted_clear(Converted *converted)
{
    g_free(converted->text);
    g_free(converted->html);
    g_free(converted->title);
    g_free(converted->encoding);
    g_clear_pointer(&converted->warnings, g_ptr_array_unref);
    *converted = (Converted){ 0 };
}
