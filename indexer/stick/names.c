#include "stick/stick-private.h"

#include <string.h>

#include "error.h"

#define NAME_BYTES 255
#define FAT_NAME_CHARS 13 /* of a long name, in one entry of a folder */
#define DEL 0x7f

static gboolean
has_bad_char(const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if ((unsigned char) *at < ' ' || *at == DEL || strchr("\"*:<>?|\\", *at) != NULL)
            return TRUE;
    return FALSE;
}

/* Names of devices on Windows, whatever extension they have. */
static gboolean
is_device(const char *name)
{
    static const char *const words[] = { "con", "prn", "aux", "nul", NULL };
    g_autofree char *stem = g_ascii_strdown(name, (gssize) strcspn(name, "."));

    if (g_strv_contains(words, stem))
        return TRUE;
    return strlen(stem) == 4 && g_ascii_isdigit(stem[3]) &&
           (g_str_has_prefix(stem, "com") || g_str_has_prefix(stem, "lpt"));
}

/* What is wrong with one part of a path; NULL: nothing. */
static const char *
complaint(const char *name)
{
    size_t len = strlen(name);

    if (len > NAME_BYTES)
        return "a name is too long";
    if (has_bad_char(name))
        return "a character that Windows does not take";
    if (name[len - 1] == '.' || name[len - 1] == ' ')
        return "a point or blank at the end";
    return is_device(name) ? "the name of a device of Windows" : NULL;
}

static gboolean
refuse(const char *path, const char *why, GError **error)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT,
                "%s: a stick does not take it: %s", path, why);
    return FALSE;
}

static gboolean
check_path(const char *path, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    if (strlen(path) > STICK_PATH_BYTES)
        return refuse(path, "the path is too long", error);
    for (unsigned i = 0; parts[i] != NULL; i++) {
        const char *why = complaint(parts[i]);

        if (why != NULL)
            return refuse(path, why, error);
    }
    return TRUE;
}

/* Entries of a FAT folder that a name takes. */
static unsigned
entries_of(const char *name)
{
    return 1 + (((unsigned) strlen(name) + FAT_NAME_CHARS - 1) / FAT_NAME_CHARS);
}

/* Counts a file in its folder; FALSE when that becomes too full. */
static gboolean
count_entry(GHashTable *folders, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    char *folder = g_strndup(path, (gsize) (name - path));
    unsigned n = GPOINTER_TO_UINT(g_hash_table_lookup(folders, folder));

    n += entries_of(name);
    g_hash_table_replace(folders, folder, GUINT_TO_POINTER(n));
    return n <= STICK_FAT_FOLDER_ENTRIES;
}

gboolean
stick_check_names(const StickFile *files, unsigned n, gboolean fat, GError **error)
{
    g_autoptr(GHashTable) folded =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) folders =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (unsigned i = 0; i < n; i++) {
        const char *path = files[i].path;

        if (!check_path(path, error))
            return FALSE;
        if (!g_hash_table_add(folded, g_utf8_casefold(path, -1)))
            return refuse(path, "another name differs in case alone", error);
        if (fat && files[i].size > STICK_FAT_FILE_BYTES)
            return refuse(path, "FAT has no files of 4 GB or more; format it as exFAT",
                          error);
        if (fat && !count_entry(folders, path))
            return refuse(path,
                          "too many files in a folder for FAT; build with "
                          "\"pages\": \"packed\", or format it as exFAT",
                          error);
    }
    return TRUE;
}
