#include "bundle.h"

#include <string.h>

#include "error.h"
#include "schema.h"

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

XapianDatabase *
bundle_open(const char *path, GError **error)
{
    g_autofree char *inside = g_build_filename(path, DATABASE_NAME, NULL);
    const char *found = g_file_test(inside, G_FILE_TEST_EXISTS) ? inside : path;
    g_autoptr(XapianDatabase) database = xapian_database_new_with_path(found, error);
    if (database == NULL || !check_version(database, path, error))
        return NULL;
    return g_steal_pointer(&database);
}
