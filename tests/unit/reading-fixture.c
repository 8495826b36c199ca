#include "reading-fixture.h"

#include "corpus.h"

#include <errno.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void
free_notice(gpointer notice)
{
    notice_free(notice);
}

int
fixture_setup(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);

    fixture->folder = g_dir_make_tmp("tracuu-reading-XXXXXX", NULL);
    fixture->notices = g_ptr_array_new_with_free_func(free_notice);
    fixture->cards = g_ptr_array_new_with_free_func(g_free);
    fixture->skipped = g_string_new(NULL);
    fixture->warned = g_string_new(NULL);
    *state = fixture;
    return fixture->folder == NULL ? -1 : 0;
}

static int
remove_entry(const char *path, const struct stat *status, int flag, struct FTW *where)
{
    (void) status;
    (void) flag;
    (void) where;
    return remove(path);
}

int
fixture_teardown(void **state)
{
    Fixture *fixture = *state;
    int removed = nftw(fixture->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);

    g_free(fixture->folder);
    g_ptr_array_unref(fixture->notices);
    g_ptr_array_unref(fixture->cards);
    g_string_free(fixture->skipped, TRUE);
    g_string_free(fixture->warned, TRUE);
    g_free(fixture);
    return removed;
}

char *
fixture_path(const Fixture *fixture, const char *name)
{
    return g_build_filename(fixture->folder, name, NULL);
}

void
fixture_write(const Fixture *fixture, const char *name, const char *bytes, size_t len)
{
    g_autofree char *path = fixture_path(fixture, name);
    g_autofree char *folder = g_path_get_dirname(path);

    assert_int_equal(g_mkdir_with_parents(folder, 0755), 0);
    assert_true(g_file_set_contents(path, bytes, len == 0 ? -1 : (gssize) len, NULL));
}

void
fixture_skip(const char *source, const GError *error, gpointer user_data)
{
    Fixture *fixture = user_data;

    g_string_append_printf(fixture->skipped, "%s: %s\n", source, error->message);
}

gboolean
fixture_take(const Notice *notice,
             const Extraction *extraction,
             gpointer user_data,
             G_GNUC_UNUSED GError **error)
{
    Fixture *fixture = user_data;
    g_autofree char *json = notice_to_json(notice);
    Notice *copy = notice_from_json(json, strlen(json), NULL);

    assert_non_null(copy);
    copy->html = g_strdup(notice->html);
    g_ptr_array_add(fixture->notices, copy);
    g_ptr_array_add(fixture->cards, extraction_to_json(extraction, notice, FALSE));
    return TRUE;
}

void
fixture_warn(const char *source, const char *message, gpointer user_data)
{
    Fixture *fixture = user_data;

    g_string_append_printf(fixture->warned, "%s: %s\n", source, message);
}

ReadSink
fixture_sink(Fixture *fixture)
{
    const ReadSink sink = {
        .notice = fixture_take,
        .skip = fixture_skip,
        .warn = fixture_warn,
        .user_data = fixture,
    };

    return sink;
}

void
fixture_read(Fixture *fixture, const char *root)
{
    g_autoptr(GPtrArray) files = corpus_list(&root, 1, fixture_skip, fixture, NULL);
    g_autoptr(GArray) units = NULL;
    const ReadSink sink = fixture_sink(fixture);

    assert_non_null(files);
    units = read_plan(files);
    for (unsigned i = 0; i < units->len; i++)
        assert_true(read_unit(&g_array_index(units, ReadUnit, i), &sink, NULL));
}

Notice *
fixture_notice(const Fixture *fixture, unsigned i)
{
    assert_true(i < fixture->notices->len);
    return fixture->notices->pdata[i];
}
