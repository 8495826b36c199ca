/* Stores: keys in front coding, streams in columns, chunks of about a size. */
#include "web-fixture.h"

#include <string.h>

#include "error.h"
#include "json.h"
#include "number.h"
#include "web/store.h"

static gboolean
add(Store *store,
    const char *key,
    uint32_t df,
    size_t first,
    size_t second,
    GError **error)
{
    g_autoptr(GByteArray) a = g_byte_array_new();
    g_autoptr(GByteArray) b = g_byte_array_new();
    const GByteArray *const streams[] = { a, b };

    for (size_t i = 0; i < first; i++)
        number_put(a, 200 + i);
    for (size_t i = 0; i < second; i++)
        number_put(b, i);
    return store_add(store, key, strlen(key), df, streams, error);
}

static cJSON *
root_of(const Store *store)
{
    g_autoptr(GString) json = g_string_new(NULL);

    store_append_root(store, json);
    cJSON *root = json_parse(json->str, json->len, NULL);
    assert_non_null(root);
    return root;
}

static void
assert_keys(const cJSON *root, const char *expected)
{
    g_autofree char *keys = cJSON_PrintUnformatted(json_get(root, "keys"));

    assert_string_equal(keys, expected);
}

static void
keys_and_streams_come_back(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Store) store = store_new(writer, 't', 2, 0, 1000);

    web_make_folder(state);
    assert_true(add(store, "cach", 1, 2, 0, NULL));
    assert_true(add(store, "cach ly", 300, 0, 3, NULL));
    assert_true(add(store, "ca\xCC\x81", 2, 1, 1, NULL));
    assert_true(add(store, "đi", 4, 0, 0, NULL));
    assert_true(store_finish(store, NULL));
    g_autoptr(cJSON) root = root_of(store);
    g_autofree char *text = web_dump_store(*state, 't', 2, json_get_string(root, "sums"));
    assert_string_equal(text, "cach df 1: 200 201 |\n"
                              "cach ly df 300: | 0 1 2\n"
                              "ca\xCC\x81 df 2: 200 | 0\n"
                              "đi df 4: |\n");
    assert_keys(root, "[\"c\"]");
}

static void
chunks_are_cut_before_they_pass_the_target(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Store) store = store_new(writer, 't', 2, 0, 10);

    web_make_folder(state);
    assert_true(add(store, "a", 1, 2, 0, NULL)); /* 5 bytes */
    assert_true(add(store, "b", 1, 2, 0, NULL)); /* 10 */
    assert_true(add(store, "c\"", 1, 0, 1, NULL));
    assert_true(store_finish(store, NULL));
    g_autoptr(cJSON) root = root_of(store);
    g_autofree char *text = web_dump_store(*state, 't', 2, json_get_string(root, "sums"));
    assert_string_equal(text,
                        "a df 1: 200 201 |\nb df 1: 200 201 |\n--\nc\" df 1: | 0\n");
    assert_keys(root, "[\"a\",\"c\"]");
    assert_int_equal(web_count_files(*state), 2);
}

static void
the_root_has_as_much_of_a_first_key_as_sets_it_apart(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Store) store = store_new(writer, 't', 2, 0, 1);

    web_make_folder(state);
    assert_true(add(store, "cach ly", 1, 0, 0, NULL));
    assert_true(add(store, "cach tr\xE1\xBB\x9D xa", 1, 0, 0, NULL));
    assert_true(add(store, "cach tr\xE1\xBB\x9F", 1, 0, 0, NULL)); /* two bytes shared */
    assert_true(add(store, "cach tr\xE1\xBB\x9F ra", 1, 0, 0, NULL));
    assert_true(store_finish(store, NULL));
    g_autoptr(cJSON) root = root_of(store);
    assert_keys(root, "[\"c\",\"cach t\",\"cach tr\xE1\xBB\x9F\","
                      "\"cach tr\xE1\xBB\x9F \"]");
}

static void
an_entry_larger_than_the_target_stands_alone_and_whole(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Store) store = store_new(writer, 't', 2, 0, 10);

    web_make_folder(state);
    assert_true(add(store, "a", 1, 1, 0, NULL));
    assert_true(add(store, "b", 1, 0, 40, NULL));
    assert_true(add(store, "c", 1, 1, 0, NULL));
    assert_true(store_finish(store, NULL));
    g_autoptr(cJSON) root = root_of(store);
    assert_keys(root, "[\"a\",\"b\",\"c\"]");
}

static void
a_store_of_nothing_has_no_chunk(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Store) store = store_new(writer, 't', 2, 0, 10);
    g_autoptr(GString) json = g_string_new(NULL);

    assert_true(store_finish(store, NULL));
    store_append_root(store, json);
    assert_string_equal(json->str, "{\"keys\":[],\"sums\":\"\"}");
}

static void
a_chunk_that_cannot_be_written_is_an_error(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Store) store = store_new(writer, 't', 2, 0, 10);
    g_autoptr(GError) error = NULL;

    assert_true(add(store, "a", 1, 5, 0, &error));
    assert_false(add(store, "b", 1, 5, 0, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    g_clear_error(&error);
    assert_false(store_finish(store, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(keys_and_streams_come_back),
        scratch_test(chunks_are_cut_before_they_pass_the_target),
        scratch_test(the_root_has_as_much_of_a_first_key_as_sets_it_apart),
        scratch_test(an_entry_larger_than_the_target_stands_alone_and_whole),
        scratch_test(a_store_of_nothing_has_no_chunk),
        scratch_test(a_chunk_that_cannot_be_written_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
