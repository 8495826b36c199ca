#include "bundle.h"

#include <stdio.h>
#include <string.h>

#include "error.h"
#include "json.h"
#include "schema.h"

#define LOCAL_KEY "tracuu-local"
#define DATABASE_NAME "xapian.db"

static gboolean
check_version(XapianDatabase *database, const char *path, GError **error)
{
    g_autoptr(GBytes) bytes =
        xapian_database_get_metadata(database, SCHEMA_META_VERSION, error);
    if (bytes == NULL)
        return FALSE;
    size_t len = 0;
    const char *data = g_bytes_get_data(bytes, &len);
    g_autofree char *version = g_strndup(data, len);
    if (len == 0) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT,
                    "%s: a database, but not written by tracuu-index", path);
        return FALSE;
    }
    if (strcmp(version, G_STRINGIFY(SCHEMA_VERSION)) == 0)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_VERSION,
                "%s: an index of version %s, this program reads version %d", path,
                version, SCHEMA_VERSION);
    return FALSE;
}

/* TRUE for a folder, or a file that is no stub: stubs are text and have no control
 * character at their start. */
static gboolean
is_one_database(const char *path)
{
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return TRUE;
    FILE *file = fopen(path, "rbe");
    int first = file != NULL ? fgetc(file) : EOF;
    if (file != NULL)
        fclose(file);
    return first != EOF && g_ascii_iscntrl((char) first) &&
           !g_ascii_isspace((char) first);
}

gboolean
bundle_is_local(XapianDatabase *database)
{
    return g_object_get_data(G_OBJECT(database), LOCAL_KEY) != NULL;
}

gboolean
bundle_is_packed(XapianDatabase *database, gboolean *packed, GError **error)
{
    g_autoptr(GBytes) bytes =
        xapian_database_get_metadata(database, SCHEMA_META_CONFIG, error);
    if (bytes == NULL)
        return FALSE;
    size_t len = 0;
    const char *data = g_bytes_get_data(bytes, &len);
    g_autoptr(cJSON) config = len > 0 ? json_parse(data, len, NULL) : NULL;
    *packed = g_strcmp0(json_get_string(config, "pages"), "packed") == 0;
    return TRUE;
}

XapianDatabase *
bundle_open(const char *path, GError **error)
{
    g_autofree char *inside = g_build_filename(path, DATABASE_NAME, NULL);
    const char *found = g_file_test(inside, G_FILE_TEST_EXISTS) ? inside : path;
    g_autoptr(XapianDatabase) database = xapian_database_new_with_path(found, error);
    if (database == NULL || !check_version(database, path, error))
        return NULL;
    if (is_one_database(found))
        g_object_set_data(G_OBJECT(database), LOCAL_KEY, GINT_TO_POINTER(TRUE));
    return g_steal_pointer(&database);
}
