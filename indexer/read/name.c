#include "read/name.h"

#include "encoding.h"
#include "error.h"
#include "format.h"

#include <string.h>

char *
name_printable(const char *name)
{
    GString *out = g_string_new(NULL);

    while (*name != '\0') {
        gunichar c = g_utf8_get_char_validated(name, -1);
        size_t len = c >= (gunichar) -2 ? 1 : (size_t) (g_utf8_next_char(name) - name);
        if (c >= (gunichar) -2 || g_unichar_iscntrl(c))
            for (size_t i = 0; i < len; i++)
                g_string_append_printf(out, "\\x%02X", (unsigned char) name[i]);
        else
            g_string_append_len(out, name, (gssize) len);
        name += len;
    }
    return g_string_free(out, FALSE);
}

gboolean
name_is_plain(const char *name)
{
    if (!g_utf8_validate(name, -1, NULL))
        return FALSE;
    for (; *name != '\0'; name = g_utf8_next_char(name))
        if (g_unichar_iscntrl(g_utf8_get_char(name)))
            return FALSE;
    return TRUE;
}

/* "/x", "C:\x" */
static gboolean
is_absolute(const char *name)
{
    return name[0] == '/' || (g_ascii_isalpha(name[0]) && name[1] == ':');
}

static gboolean
refuse(GError **error, TracuuError code, const char *why)
{
    g_set_error_literal(error, TRACUU_ERROR, (int) code, why);
    return FALSE;
}

/* Joins the parts that mean something. */
static gboolean
join(char *const *parts, GString *out, GError **error)
{
    for (unsigned i = 0; parts[i] != NULL; i++) {
        if (strcmp(parts[i], "..") == 0)
            return refuse(error, TRACUU_ERROR_NOTICE, "name leads out of the archive");
        if (*parts[i] == '\0' || strcmp(parts[i], ".") == 0)
            continue;
        if (out->len > 0)
            g_string_append_c(out, '/');
        g_string_append(out, parts[i]);
    }
    if (out->len == 0)
        return refuse(error, TRACUU_ERROR_NOTICE, "no name");
    if (out->len > NAME_MAX_BYTES)
        return refuse(error, TRACUU_ERROR_LIMIT, "name longer than 512 bytes");
    return TRUE;
}

/* UTF-8 as it is; else what the syllables of its parts, as lines, say that it is. */
static char *
decode(const char *name)
{
    size_t stem_len = format_stem_len(name);
    g_autofree char *lines = g_strndup(name, stem_len);
    EncodingReport report = { 0 };
    g_autofree char *text = NULL;

    if (g_utf8_validate(name, -1, NULL) || strchr(name, '\n') != NULL)
        return g_strdup(name);
    g_strdelimit(lines, "/\\", '\n');
    text = encoding_decode(lines, stem_len, &report, NULL);
    if (text == NULL || report.n_replaced > 0)
        return g_strdup(name);
    return g_strconcat(g_strdelimit(text, "\n", '/'), name + stem_len, NULL);
}

char *
name_of_member(const char *name, GError **error)
{
    g_autofree char *slashed = g_strdelimit(decode(name), "\\", '/');
    g_autofree char *plain = NULL;
    g_auto(GStrv) parts = NULL;
    g_autoptr(GString) out = g_string_new(NULL);

    if (is_absolute(slashed)) {
        (void) refuse(error, TRACUU_ERROR_NOTICE, "name leads out of the archive");
        return NULL;
    }
    plain = name_printable(slashed);
    parts = g_strsplit(plain, "/", -1);
    if (!join(parts, out, error))
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}
