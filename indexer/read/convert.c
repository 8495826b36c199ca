#include "read/convert.h"

void
converted_warn(Converted *out, const char *format, ...)
{
    va_list args;

    if (out->warnings == NULL)
        out->warnings = g_ptr_array_new_with_free_func(g_free);
    va_start(args, format);
    g_ptr_array_add(out->warnings, g_strdup_vprintf(format, args));
    va_end(args);
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
