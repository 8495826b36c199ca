/* The check of a browser's index: a whole one passes, each damage is named. */
#include "web-fixture.h"
#include "web/check.h"

#include <string.h>
#include <unistd.h>

#include "error.h"
#include "web/web.h"

static const WebNotice notices[] = { { .text = "thông báo", .type = "Thông báo" },
                                     { .text = "kết luận" } };

static void
make_index(void **state)
{
    g_auto(MergeBatches) batches = web_make_batches(*state, notices, 2, 2);
    g_autoptr(Sums) sums = sums_new();

    web_make_folder(state);
    g_autofree char *root = web_write_whole(&batches, *state, sums, NULL);
    assert_non_null(root);
}

/* The file of a chunk whose name starts so.  (transfer full) */
static char *
file_of(const char *bundle, const char *start)
{
    g_autofree char *path = g_build_filename(bundle, CHUNK_FOLDER, NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);

    for (const char *name = g_dir_read_name(folder); name != NULL;
         name = g_dir_read_name(folder))
        if (g_str_has_prefix(name, start))
            return g_build_filename(path, name, NULL);
    fail_msg("no file %s", start);
    return NULL;
}

static gboolean
check(const char *bundle, unsigned *n, GError **error)
{
    g_autoptr(cJSON) root = web_read_root(bundle, error);

    return root != NULL && web_check(bundle, root, n, error);
}

static void
assert_damaged(const char *bundle, const char *named)
{
    g_autoptr(GError) error = NULL;
    unsigned n = 0;

    assert_false(check(bundle, &n, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT));
    if (strstr(error->message, named) == NULL)
        fail_msg("%s: %s", named, error->message);
}

/* Writes a root of these bytes as the only one. */
static void
replace_root(const char *bundle, const char *json)
{
    g_autofree char *old = file_of(bundle, "root-");
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(bundle, sums);
    g_autoptr(GString) text = g_string_new(json);
    g_autofree char *name = NULL;

    assert_int_equal(unlink(old), 0);
    assert_true(root_write(writer, text, &name, NULL));
}

static void
a_whole_index_passes_and_says_its_size(void **state)
{
    unsigned n = 0;

    make_index(state);
    assert_true(check(*state, &n, NULL));
    assert_int_equal(n, 2);
}

static void
each_kind_of_chunk_is_missed(void **state)
{
    static const char *const starts[] = {
        "t0-", "f0-", "p0-", "x0-", "l0-", "r0-", "c0-"
    };

    make_index(state);
    for (unsigned i = 0; i < G_N_ELEMENTS(starts); i++) {
        g_autofree char *path = file_of(*state, starts[i]);
        g_autofree char *aside = g_strconcat(path, ".aside", NULL);

        assert_int_equal(rename(path, aside), 0);
        assert_damaged(*state, strrchr(path, '/') + 1);
        assert_int_equal(rename(aside, path), 0);
    }
}

static void
no_root_and_two_roots_are_damage(void **state)
{
    g_autofree char *other =
        g_build_filename(*state, CHUNK_FOLDER, "root-00000000.js", NULL);

    assert_damaged(*state, "no root");
    make_index(state);
    assert_true(g_file_set_contents(other, "", 0, NULL));
    assert_damaged(*state, "several roots");
}

static void
a_root_that_was_altered_is_damage(void **state)
{
    make_index(state);
    g_autofree char *path = file_of(*state, "root-");
    assert_int_equal(truncate(path, 100), 0);
    assert_damaged(*state, "root-");
}

static void
a_root_that_says_something_else_is_damage(void **state)
{
#define NOTHING "{\"sums\":\"\"}"
#define STORES                                                                           \
    "\"stores\":{\"term\":" NOTHING ",\"fold\":" NOTHING ",\"pair\":" NOTHING            \
    ",\"lexicon\":" NOTHING "}"
#define BLOCKS                                                                           \
    "\"blocks\":{\"length\":" NOTHING ",\"record\":" NOTHING ",\"date\":" NOTHING "}"
    static const struct {
        const char *json;
        const char *named;
    } roots[] = {
        { "no JSON", "another format" },
        { "[]", "another format" },
        { "{\"format\":\"1\"}", "another format" },
        { "{\"format\":2}", "another format" },
        { "{\"format\":1}", "malformed" },
        { "{\"format\":1,\"stores\":{\"term\":{\"sums\":\"1a2b\"}}}", "malformed" },
        { "{\"format\":1,\"stores\":{\"term\":{\"sums\":\"1a2b3c4d\"}}}",
          "t0-1a2b3c4d.js" },
        { "{\"format\":1," STORES "," BLOCKS "}", "malformed" },
        { "{\"format\":1," STORES "," BLOCKS ",\"documents\":1}", "malformed" },
        { "{\"format\":1," STORES "," BLOCKS
          ",\"documents\":1,\"columns\":{\"type\":{\"sum\":\"1\"}}}",
          "malformed" },
    };

    make_index(state);
    for (unsigned i = 0; i < G_N_ELEMENTS(roots); i++) {
        replace_root(*state, roots[i].json);
        assert_damaged(*state, roots[i].named);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(a_whole_index_passes_and_says_its_size),
        scratch_test(each_kind_of_chunk_is_missed),
        scratch_test(no_root_and_two_roots_are_damage),
        scratch_test(a_root_that_was_altered_is_damage),
        scratch_test(a_root_that_says_something_else_is_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
