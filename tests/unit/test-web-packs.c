/* Packs: a notice is found by its name alone, and what is not as it was written is named.
 */
#include "web-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "build-originals.h"
#include "error.h"
#include "pack/pack.h"

static const char *const names[] = { "ct16", "con~0123456789ab", "a", "b", "0417-b_c" };
#define N_NAMES G_N_ELEMENTS(names)
#define N_PACKS 3

static void
make_folders(void **state)
{
    g_autofree char *path = g_build_filename(*state, CHUNK_PACK_FOLDER, NULL);

    web_make_folder(state);
    assert_int_equal(g_mkdir_with_parents(path, 0755), 0);
}

/* A pack of all names of its place, each with its name as text; `alien` is of another. */
static uint32_t
write_pack(const char *bundle, unsigned place, const char *alien)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(bundle, sums);
    g_autoptr(GByteArray) pack = g_byte_array_new();
    uint32_t sum = 0;

    pack_start(pack);
    for (unsigned i = 0; i < N_NAMES; i++)
        if (pack_of(names[i], N_PACKS) == place)
            pack_add(pack, names[i], names[i]);
    if (alien != NULL)
        pack_add(pack, alien, "");
    assert_true(pack_write(writer, place, pack, &sum, NULL));
    return sum;
}

/* The root of all packs, of which the first may hold an alien. */
static cJSON *
write_packs(void **state, const char *alien)
{
    g_autoptr(GString) sums = g_string_new(NULL);
    cJSON *root = cJSON_CreateObject();

    make_folders(state);
    for (unsigned place = 0; place < N_PACKS; place++)
        g_string_append_printf(sums, "%08x",
                               write_pack(*state, place, place == 0 ? alien : NULL));
    cJSON_AddStringToObject(cJSON_AddObjectToObject(root, "packs"), "sums", sums->str);
    return root;
}

static void
assert_refused(void **state, const cJSON *root, const char *named)
{
    g_autoptr(GError) error = NULL;
    unsigned n = 0;

    assert_false(pack_check(*state, root, &n, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT));
    assert_non_null(strstr(error->message, named));
}

static void
the_place_of_a_notice_is_the_crc_of_its_name(void **state)
{
    (void) state;
    /* printf ct16 | gzip -c | tail -c8 | od -An -tu4 -N4 */
    assert_int_equal(pack_of("ct16", 1000), 1388893526u % 1000);
    assert_int_equal(pack_of("ct16", 1), 0);
}

static void
a_large_collection_has_no_more_packs_than_a_stick_bears(void **state)
{
    (void) state;
    assert_int_equal(pack_count(0), 1);
    assert_int_equal(pack_count(1u << 20), 16);
    assert_int_equal(pack_count(UINT64_C(1) << 40), 2400);
}

static void
a_pack_is_a_chunk_in_the_folder_of_notices(void **state)
{
    make_folders(state);
    uint32_t sum = write_pack(*state, pack_of("ct16", N_PACKS), NULL);
    g_autofree char *name = chunk_name(CHUNK_PACK, pack_of("ct16", N_PACKS));
    g_autofree char *path =
        g_strdup_printf("%s/site/notices/%s-%08x.js", (char *) *state, name, sum);
    assert_true(g_file_test(path, G_FILE_TEST_IS_REGULAR));
    g_autoptr(GByteArray) pack = chunk_read(*state, name, sum, NULL);
    assert_non_null(pack);
    assert_int_equal(pack->data[0], '\0');
    assert_int_equal(pack->data[pack->len - 1], '\0');
    assert_non_null(memmem(pack->data, pack->len, "\0ct16\0ct16", sizeof "\0ct16\0ct16"));
}

static void
whole_packs_are_counted(void **state)
{
    g_autoptr(cJSON) root = write_packs(state, NULL);
    unsigned n = 0;

    assert_true(pack_check(*state, root, &n, NULL));
    assert_int_equal(n, N_NAMES);
}

static void
a_notice_in_the_pack_of_another_is_no_good(void **state)
{
    const char *alien = names[0];

    for (unsigned i = 0; pack_of(alien, N_PACKS) == 0; i++)
        alien = names[i];
    g_autoptr(cJSON) root = write_packs(state, alien);
    assert_refused(state, root, "site/notices/n0-");
}

static void
a_missing_pack_is_named(void **state)
{
    g_autoptr(cJSON) root = write_packs(state, NULL);
    uint32_t sum =
        web_sum_at(json_get_string(json_get(root, "packs"), "sums"), N_PACKS - 1);
    g_autofree char *name = chunk_name(CHUNK_PACK, N_PACKS - 1);
    g_autofree char *below = chunk_path(name, sum);
    g_autofree char *path = g_build_filename(*state, below, NULL);

    assert_int_equal(g_unlink(path), 0);
    assert_refused(state, root, below);
}

static void
a_chunk_that_is_no_pack_is_named(void **state)
{
    static const char *const contents[] = { "", "x", "\0a", "\0a\0b" };
    static const unsigned lengths[] = { 0, 1, 2, 4 };

    make_folders(state);
    for (unsigned i = 0; i < G_N_ELEMENTS(contents); i++) {
        g_autoptr(Sums) sums = sums_new();
        g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        g_autoptr(cJSON) root = cJSON_CreateObject();
        uint32_t sum = 0;

        g_byte_array_append(bytes, (const guint8 *) contents[i], lengths[i]);
        assert_true(pack_write(writer, 0, bytes, &sum, NULL));
        g_autofree char *digits = g_strdup_printf("%08x", sum);
        cJSON_AddStringToObject(cJSON_AddObjectToObject(root, "packs"), "sums", digits);
        assert_refused(state, root, digits);
    }
}

static void
a_root_without_sums_of_packs_is_malformed(void **state)
{
    static const char *const roots[] = { "{}", "{\"packs\":{}}",
                                         "{\"packs\":{\"sums\":\"\"}}",
                                         "{\"packs\":{\"sums\":\"1a2b3c\"}}" };

    for (unsigned i = 0; i < G_N_ELEMENTS(roots); i++) {
        g_autoptr(cJSON) root = json_parse(roots[i], strlen(roots[i]), NULL);

        assert_refused(state, root, "the root is malformed");
    }
}

static void
originals_are_shared_out_to_zips_that_are_not_too_large(void **state)
{
    const uint64_t mb = 1u << 20;
    const uint64_t sizes[] = { 30 * mb, 0, 30 * mb, 30 * mb, 500 * mb, 1, 63 * mb, 0 };
    const uint32_t expected[] = { 0, UINT32_MAX, 0, 1, 2, 3, 4, UINT32_MAX };
    uint32_t zip_of[G_N_ELEMENTS(sizes)];

    (void) state;
    assert_int_equal(original_zips_share(sizes, G_N_ELEMENTS(sizes), zip_of), 5);
    assert_memory_equal(zip_of, expected, sizeof expected);
    assert_int_equal(original_zips_share(sizes, 0, zip_of), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_place_of_a_notice_is_the_crc_of_its_name),
        cmocka_unit_test(a_large_collection_has_no_more_packs_than_a_stick_bears),
        scratch_test(a_pack_is_a_chunk_in_the_folder_of_notices),
        scratch_test(whole_packs_are_counted),
        scratch_test(a_notice_in_the_pack_of_another_is_no_good),
        scratch_test(a_missing_pack_is_named),
        scratch_test(a_chunk_that_is_no_pack_is_named),
        cmocka_unit_test(originals_are_shared_out_to_zips_that_are_not_too_large),
        scratch_test(a_root_without_sums_of_packs_is_malformed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
