#include "site-script.h"

#include <string.h>

#define OPEN "<!--\ntracuu.page(String.raw`-->\n"
#define CLOSE "<!--`)//-->\n"

/* What stands for the byte at `at`; NULL: itself. */
static const char *
reference_for(const char *at)
{
    if (*at == '`')
        return "&#96;";
    return at[1] == '{' ? "&#36;" : NULL;
}

char *
site_script_wrap(const char *page)
{
    const size_t len = strlen(page);
    GString *out = g_string_sized_new(len + sizeof OPEN + sizeof CLOSE + 1);
    const char *done = page;
    g_string_append(out, OPEN);
    for (const char *at = strpbrk(page, "`$"); at != NULL; at = strpbrk(at + 1, "`$")) {
        const char *reference = reference_for(at);
        if (reference == NULL)
            continue;
        g_string_append_len(out, done, at - done);
        g_string_append(out, reference);
        done = at + 1;
    }
    g_string_append(out, done);
    if (len > 0 && page[len - 1] != '\n')
        g_string_append_c(out, '\n');
    g_string_append(out, CLOSE);
    return g_string_free(out, FALSE);
}
