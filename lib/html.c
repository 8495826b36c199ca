#include "html.h"

static const char *
reference_for(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;"; /* &apos; is unknown to HTML 4 readers */
    default:
        return NULL;
    }
}

void
html_text(GString *out, const char *utf8, size_t len)
{
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        const char *reference = reference_for(utf8[i]);
        if (reference == NULL)
            continue;
        g_string_append_len(out, utf8 + done, (gssize) (i - done));
        g_string_append(out, reference);
        done = i + 1;
    }
    g_string_append_len(out, utf8 + done, (gssize) (len - done));
}
