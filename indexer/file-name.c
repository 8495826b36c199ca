#include "file-name.h"

#include "text/text.h"

#include <glib.h>
#include <string.h>

#define SLUG_MAX_BYTES 60
#define HASH_DIGITS 12

static gboolean
is_plain_char(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c) || c == '_' || c == '-';
}

/* Names of devices on Windows, and the page that a web server shows for a folder. */
static gboolean
is_reserved(const char *name)
{
    static const char *const words[] = { "con", "prn", "aux", "nul", "index" };

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(name, words[i]) == 0)
            return TRUE;
    return strlen(name) == 4 && g_ascii_isdigit(name[3]) &&
           (g_str_has_prefix(name, "com") || g_str_has_prefix(name, "lpt"));
}

static gboolean
is_plain(const char *id)
{
    size_t len = 0;

    while (is_plain_char(id[len]))
        len++;
    return id[len] == '\0' && len >= 1 && len <= FILE_NAME_MAX_PLAIN && !is_reserved(id);
}

/* Appends the letters of `id` without marks, all else as single "-". */
static void
append_slug(GString *out, const char *id)
{
    size_t len = strlen(id);
    g_autofree char *folded =
        g_str_is_ascii(id) ? g_ascii_strdown(id, (gssize) len) : text_fold(id, len);

    for (const char *at = folded; *at != '\0' && out->len < SLUG_MAX_BYTES; at++) {
        if (is_plain_char(*at) && *at != '-')
            g_string_append_c(out, *at);
        else if (out->len > 0 && out->str[out->len - 1] != '-')
            g_string_append_c(out, '-');
    }
    while (out->len > 0 && out->str[out->len - 1] == '-')
        g_string_truncate(out, out->len - 1);
}

char *
file_name_from_id(const char *id)
{
    g_autofree char *hash = NULL;
    GString *out = NULL;

    if (is_plain(id))
        return g_strdup(id);
    hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, id, -1);
    out = g_string_new(NULL);
    append_slug(out, id);
    g_string_append_c(out, '~');
    g_string_append_len(out, hash, HASH_DIGITS);
    return g_string_free(out, FALSE);
}
