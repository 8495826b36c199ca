#include "html.h"

#include <limits.h>

static const char *const references[UCHAR_MAX + 1] = {
    ['&'] = "&amp;",  ['<'] = "&lt;",   ['>'] = "&gt;",
    ['"'] = "&quot;", ['\''] = "&#39;", /* &apos; is unknown to HTML 4 readers */
};

void
html_text(GString *out, const char *utf8, size_t len)
{
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        const char *reference = references[(unsigned char) utf8[i]];
        if (reference == NULL)
            continue;
        g_string_append_len(out, utf8 + done, (gssize) (i - done));
        g_string_append(out, reference);
        done = i + 1;
    }
    g_string_append_len(out, utf8 + done, (gssize) (len - done));
}

void
html_number(GString *out, guint64 number)
{
    char digits[20];
    char *at = digits + sizeof digits;
    do {
        *--at = (char) ('0' + number % 10);
        number /= 10;
    } while (number > 0);
    g_string_append_len(out, at, digits + sizeof digits - at);
}
