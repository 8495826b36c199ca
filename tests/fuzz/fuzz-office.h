/* fuzz-office - what the text and HTML of an office file or web page must be. */
#pragma once

#include <string.h>

#include "read/document.h"

/* The elements that site-body.c expects, none with an attribute but <ol start="2">. */
static inline void
fuzz_check_html(const char *html)
{
    static const char *const tags[] = {
        "<p>",      "</p>",    "<h1>",     "<h2>",     "<h3>",      "<h4>",
        "<h5>",     "<h6>",    "</h1>",    "</h2>",    "</h3>",     "</h4>",
        "</h5>",    "</h6>",   "<ul>",     "</ul>",    "<ol>",      "<ol start=\"",
        "</ol>",    "<li>",    "</li>",    "<table>",  "</table>",  "<thead>",
        "</thead>", "<tbody>", "</tbody>", "<tr>",     "</tr>",     "<th>",
        "</th>",    "<td>",    "</td>",    "<strong>", "</strong>", "<em>",
        "</em>",    "<br />",
    };

    g_assert_true(g_utf8_validate(html, -1, NULL));
    for (const char *at = strchr(html, '<'); at != NULL; at = strchr(at + 1, '<')) {
        size_t i = 0;
        while (i < G_N_ELEMENTS(tags) && !g_str_has_prefix(at, tags[i]))
            i++;
        g_assert_cmpuint(i, <, G_N_ELEMENTS(tags));
    }
}

/* Checks what was read when it was read, and that an error says why it was not. */
static inline void
fuzz_check_converted(gboolean read, const Converted *out, const GError *error)
{
    if (!read) {
        g_assert_nonnull(error);
        return;
    }
    g_assert_no_error(error);
    g_assert_true(g_utf8_validate(out->text, -1, NULL));
    g_assert_null(strpbrk(out->text, "\x01\x0E\x0F\x10\x11\x12\x13\x1D"));
    fuzz_check_html(out->html);
}

/* The next part of `data`, which end at "\n--\n"; NULL when there is none. */
static inline GBytes *
fuzz_next_part(const char **data, size_t *size)
{
    static const char mark[] = "\n--\n";
    const char *end = *size == 0 ? NULL : memmem(*data, *size, mark, sizeof mark - 1);
    size_t len = end == NULL ? *size : (size_t) (end - *data);
    GBytes *part = *size == 0 ? NULL : g_bytes_new(*data, len);

    len += end == NULL ? 0 : sizeof mark - 1;
    *data += len;
    *size -= len;
    return part;
}
