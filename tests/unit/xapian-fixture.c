#include "xapian-fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

static char *folder;
static GPtrArray *paths; /* (element-type char *) */

int
scratch_setup(void **state)
{
    (void) state;
    folder = g_dir_make_tmp("tracuu-xapian-XXXXXX", NULL);
    paths = g_ptr_array_new_with_free_func(g_free);
    return folder ? 0 : -1;
}

static int
remove_entry(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void) info;
    (void) type;
    (void) walk;
    return remove(path);
}

int
scratch_teardown(void **state)
{
    (void) state;
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    g_clear_pointer(&folder, g_free);
    g_clear_pointer(&paths, g_ptr_array_unref);
    return 0;
}

const char *
scratch(const char *name)
{
    char *path = g_build_filename(folder, name, NULL);
    g_ptr_array_add(paths, path);
    return path;
}

void
write_file(const char *path, const char *bytes, size_t len)
{
    assert_true(g_file_set_contents(path, bytes, (gssize) len, NULL));
}

void
write_text(const char *path, const char *text)
{
    write_file(path, text, strlen(text));
}

void
assert_error(GError **error, XapianError code, const char *part)
{
    assert_non_null(*error);
    if ((*error)->domain != XAPIAN_ERROR || (*error)->code != (int) code)
        fail_msg("error %s %d: %s", g_quark_to_string((*error)->domain), (*error)->code,
                 (*error)->message);
    if (part && !strstr((*error)->message, part))
        fail_msg("\"%s\" does not say \"%s\"", (*error)->message, part);
    g_clear_error(error);
}

XapianDocument *
document_new(const char *text)
{
    g_autoptr(XapianDocument) document = xapian_document_new();
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (uint32_t i = 0; words[i]; i++) {
        const uint32_t position = i + 1;
        const XapianPostings postings = {
            .term = words[i],
            .len = strlen(words[i]),
            .positions = &position,
            .n_positions = 1,
            .wdf_inc = 1,
        };
        assert_true(xapian_document_add_postings(document, &postings, NULL));
    }
    assert_true(xapian_document_set_data(document, text, strlen(text), NULL));
    return g_steal_pointer(&document);
}

void
make_database(const char *path, XapianDatabaseFlags flags, const char *const *texts)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(XapianWritableDatabase) database =
        xapian_writable_database_new(path, XAPIAN_DATABASE_ACTION_CREATE,
                                     flags | XAPIAN_DATABASE_FLAGS_NO_SYNC, &error);
    assert_null(error);
    for (; *texts; texts++) {
        g_autoptr(XapianDocument) document = document_new(*texts);
        assert_true(
            xapian_writable_database_add_document(database, document, NULL, NULL));
    }
    assert_true(xapian_writable_database_close(database, NULL));
}

void
make_single_file(const char *path, const char *const *texts)
{
    g_autofree char *directory = g_strconcat(path, ".d", NULL);
    const char *const sources[] = { directory };
    make_database(directory, XAPIAN_DATABASE_FLAGS_NO_TERMLIST, texts);
    assert_true(xapian_database_compact_paths(sources, 1, path, NULL));
}

XapianDatabase *
open_database(const char *path)
{
    g_autoptr(GError) error = NULL;
    XapianDatabase *database = xapian_database_new_with_path(path, &error);
    if (!database)
        fail_msg("%s", error->message);
    return database;
}

char *
search(XapianDatabase *database, XapianQuery *query)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(XapianEnquire) enquire = xapian_enquire_new(database, NULL);
    assert_non_null(enquire);
    assert_true(xapian_enquire_set_query(enquire, query, NULL));
    g_autoptr(XapianMSet) mset =
        xapian_enquire_get_mset(enquire, 0, 10000, 10000, &error);
    if (!mset)
        fail_msg("%s", error->message);
    g_autoptr(GString) found = g_string_new(NULL);
    for (unsigned i = 0; i < xapian_mset_get_size(mset); i++)
        g_string_append_printf(found, i == 0 ? "%u" : " %u",
                               xapian_mset_get_docid(mset, i));
    return g_strdup(found->str);
}

XapianQuery *
term_query(const char *term)
{
    XapianQuery *query = xapian_query_new_for_term(term, strlen(term), 1, NULL);
    assert_non_null(query);
    return query;
}

XapianQuery *
terms_query(XapianQueryOp op, const char *terms)
{
    g_auto(GStrv) words = g_strsplit(terms, " ", -1);
    g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func(g_object_unref);
    for (unsigned i = 0; words[i]; i++)
        g_ptr_array_add(queries, term_query(words[i]));
    XapianQuery *query = xapian_query_new_for_queries(
        op, (XapianQuery *const *) queries->pdata, queries->len, 0, NULL);
    assert_non_null(query);
    return query;
}
