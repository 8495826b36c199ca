/* The whole: notices become an index whose root leads to every term, form and fact. */
#include "web-fixture.h"

#include <string.h>
#include <unistd.h>

#include "error.h"
#include "json.h"
#include "query-limits.h"
#include "web/web.h"

static const WebNotice notices[] = {
    { .text = "Cách ly theo 08-KL/TU ngày 08/9/2021",
      .date = "2021-09-08",
      .type = "Thông báo",
      .signatory = "Lò Minh Hùng" },
    { .title = "Thông báo", .text = "không cách lý", .date = "2021-01-02" },
    { .text = "cach" },
};

/* Writes the index, so many notices a batch, and reads its root. */
static cJSON *
write_index(void **state, unsigned a_batch, char **listed)
{
    g_auto(MergeBatches) batches =
        web_make_batches(*state, notices, G_N_ELEMENTS(notices), a_batch);
    g_autoptr(Sums) sums = sums_new();
    g_autofree char *name = web_write_whole(&batches, *state, sums, NULL);

    assert_non_null(name);
    assert_true(g_str_has_prefix(name, "root-") && g_str_has_suffix(name, ".js"));
    g_autoptr(GByteArray) bytes =
        chunk_read(*state, "root", web_sum_at(name + strlen("root-"), 0), NULL);
    assert_non_null(bytes);
    if (listed != NULL)
        *listed = sums_to_text(sums);
    cJSON *root = json_parse((const char *) bytes->data, bytes->len, NULL);
    assert_non_null(root);
    return root;
}

static char *
dump(void **state, const cJSON *root, const char *key, char letter, unsigned n_streams)
{
    const cJSON *store = json_get(json_get(root, "stores"), key);

    return web_dump_store(*state, letter, n_streams, json_get_string(store, "sums"));
}

static void
the_root_has_the_numbers_of_both_engines(void **state)
{
    web_make_folder(state);
    g_autoptr(cJSON) root = write_index(state, 2, NULL);
    g_autofree char *ranking = cJSON_PrintUnformatted(json_get(root, "ranking"));

    assert_int_equal(json_get(root, "format")->valueint, 1);
    assert_string_equal(json_get_string(root, "title"), "Thông báo <b>");
    assert_string_equal(json_get_string(root, "language"), "vi");
    assert_string_equal(ranking,
                        "{\"word\":1,\"as_typed\":0.2,\"pair\":0.5,\"k1\":1,\"k3\":1,"
                        "\"b\":0.5,\"min_normlen\":0.5,\"title_wdf\":3}");
    const cJSON *limits = json_get(root, "limits");
    assert_int_equal(json_get(limits, "query_bytes")->valueint, QUERY_MAX_BYTES);
    assert_int_equal(json_get(limits, "words")->valueint, QUERY_MAX_WORDS);
    assert_int_equal(json_get(limits, "depth")->valueint, QUERY_MAX_DEPTH);
    assert_int_equal(json_get(limits, "expansion")->valueint, QUERY_MAX_EXPANSION);
    assert_int_equal(json_get(limits, "page_size")->valueint, QUERY_PAGE_SIZE);
    assert_int_equal(json_get(limits, "max_page_size")->valueint, QUERY_MAX_PAGE_SIZE);
    assert_int_equal(json_get(limits, "max_page")->valueint, QUERY_MAX_PAGE);
    assert_int_equal(json_get(root, "documents")->valueint, 3);
    assert_int_equal(json_get(root, "dated")->valueint, 2);
}

/* Every name of a member in the object stands in the manual page as a word. */
static void
assert_documented(const cJSON *object, const char *page)
{
    for (const cJSON *member = object->child; member != NULL; member = member->next) {
        if (member->string != NULL) {
            g_autofree char *word = g_strdup_printf("\\b%s\\b", member->string);

            if (!g_regex_match_simple(word, page, 0, 0))
                fail_msg("not in the page: %s", member->string);
        }
        assert_documented(member, page);
    }
}

static void
the_manual_page_has_every_member_of_root_and_record(void **state)
{
    g_autofree char *page = NULL;

    web_make_folder(state);
    g_autoptr(cJSON) root = write_index(state, 2, NULL);
    const cJSON *records = json_get(json_get(root, "blocks"), "record");
    g_autoptr(GByteArray) block =
        chunk_read(*state, "r0", web_sum_at(json_get_string(records, "sums"), 0), NULL);
    g_autoptr(cJSON) record = json_parse((const char *) block->data, block->len, NULL);
    assert_true(g_file_get_contents(TEST_SOURCE_DIR "/../indexer/tracuu-site.5", &page,
                                    NULL, NULL));
    assert_documented(root, page);
    assert_documented(record, page);
}

static void
words_numbers_and_dates_have_lists(void **state)
{
    web_make_folder(state);
    g_autoptr(cJSON) root = write_index(state, 2, NULL);
    g_autofree char *terms = dump(state, root, "term", 't', 2);
    g_autofree char *folds = dump(state, root, "fold", 'f', 2);

    assert_non_null(strstr(terms, "\ncách df 2: 0 0 |\n"));
    assert_non_null(strstr(terms, "cach df 1: 2 |\n"));
    assert_non_null(strstr(terms, "\nthông df 1: 1 | 3\n"));
    assert_non_null(strstr(terms, "XN8-kl/tu df 1: 0 |\n"));
    assert_non_null(strstr(terms, "XM8-kl/tu df 1: 0 |\n"));
    assert_non_null(strstr(terms, "XD2021-09-08 df 1: 0 |\n"));
    assert_null(strstr(terms, "XT:"));
    assert_null(strstr(terms, "XK"));
    assert_null(strstr(terms, "Y2021"));
    assert_non_null(strstr(folds, "cach df 3: 0 0 0 |\n"));
}

static void
the_lexicon_has_the_forms_of_a_word_with_their_frequencies(void **state)
{
    web_make_folder(state);
    g_autoptr(cJSON) root = write_index(state, 2, NULL);
    g_autofree char *lexicon = dump(state, root, "lexicon", 'x', 1);

    /* As the K2 itself: once; "cách": five bytes, twice. */
    assert_non_null(strstr(lexicon, "cach df 3: 0 1 5 99 "));
    assert_non_null(strstr(lexicon, "\nly df 2: 0 1 3 108 "));
    assert_non_null(strstr(lexicon, "\ntheo df 1: 0 1\n"));
}

static void
pairs_have_occurrences(void **state)
{
    web_make_folder(state);
    g_autoptr(cJSON) root = write_index(state, 2, NULL);
    g_autofree char *pairs = dump(state, root, "pair", 'p', 7);

    assert_non_null(strstr(pairs, "\nkhong cach df 1: 1 | | "));
    assert_non_null(strstr(pairs, "\nthong bao df 1: 1 | 3 | "));
    assert_null(strstr(pairs, "bao khong")); /* over the gap between title and text */
}

static void
batches_change_no_byte(void **state)
{
    g_autofree char *first = NULL;
    g_autofree char *again = NULL;
    g_autofree char *folder = g_build_filename(*state, CHUNK_FOLDER, NULL);

    web_make_folder(state);
    g_autoptr(cJSON) one = write_index(state, 1, &first);
    assert_true(file_remove_tree(folder, NULL));
    web_make_folder(state);
    g_autoptr(cJSON) all = write_index(state, 3, &again);
    assert_string_equal(first, again);
    assert_true(cJSON_Compare(one, all, TRUE));
    assert_int_equal(web_count_files(*state), 4 + 1 + 1 + 1 + 1 + 2 + 1);
}

static void
nothing_is_an_index_too(void **state)
{
    const MergeBatches none = { NULL, 0 };
    g_autoptr(Sums) sums = sums_new();

    web_make_folder(state);
    g_autofree char *name = web_write_whole(&none, *state, sums, NULL);
    assert_non_null(name);
    assert_int_equal(web_count_files(*state), 1);
}

static void
assert_fails(const MergeBatches *batches, const char *bundle, const char *named)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(GError) error = NULL;

    assert_null(web_write_whole(batches, bundle, sums, &error));
    assert_non_null(error);
    assert_non_null(strstr(error->message, named));
}

static void
a_run_or_stock_that_is_not_there_is_an_error(void **state)
{
    g_auto(MergeBatches) batches = web_make_batches(*state, notices, 3, 3);

    web_make_folder(state);
    assert_int_equal(unlink(batches.batch[0].stock_path), 0);
    assert_fails(&batches, *state, "3-0.stock");
    assert_int_equal(unlink(batches.batch[0].run_path), 0);
    assert_fails(&batches, *state, "3-0.run");
}

static void
a_folder_that_cannot_be_written_is_an_error(void **state)
{
    const MergeBatches none = { NULL, 0 };
    g_auto(MergeBatches) batches = web_make_batches(*state, notices, 3, 3);

    assert_fails(&batches, *state, CHUNK_FOLDER);
    assert_fails(&none, *state, CHUNK_FOLDER "/root-");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(the_root_has_the_numbers_of_both_engines),
        scratch_test(the_manual_page_has_every_member_of_root_and_record),
        scratch_test(words_numbers_and_dates_have_lists),
        scratch_test(the_lexicon_has_the_forms_of_a_word_with_their_frequencies),
        scratch_test(pairs_have_occurrences),
        scratch_test(batches_change_no_byte),
        scratch_test(nothing_is_an_index_too),
        scratch_test(a_run_or_stock_that_is_not_there_is_an_error),
        scratch_test(a_folder_that_cannot_be_written_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
