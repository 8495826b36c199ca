/* Chunks: what is written comes back; what is not as it was written does not. */
#include "web-fixture.h"

#include <string.h>

#include "error.h"

#define N_BYTES 200000

/* Bytes that do not deflate: the payload has every byte there is. */
static GByteArray *
noise(void)
{
    GByteArray *bytes = g_byte_array_new();
    uint32_t state = 1;

    for (unsigned i = 0; i < N_BYTES; i++) {
        state = (state * 1664525u) + 1013904223u;
        const guint8 byte = (guint8) (state >> 24);
        g_byte_array_append(bytes, &byte, 1);
    }
    return bytes;
}

static GByteArray *
bytes_of(const char *text)
{
    GByteArray *bytes = g_byte_array_new();

    return g_byte_array_append(bytes, (const guint8 *) text, (guint) strlen(text));
}

static uint32_t
write_one(const char *bundle, const char *name, const GByteArray *bytes)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(bundle, sums);
    const ChunkPart part = { bytes, CHUNK_NUMBERS };
    uint32_t sum = 0;

    assert_true(chunk_write(writer, name, &part, 1, &sum, NULL));
    return sum;
}

static void
a_chunk_is_a_script_that_hands_over_a_string(void **state)
{
    g_autoptr(GByteArray) bytes = noise();
    g_autofree char *script = NULL;
    size_t len = 0;

    web_make_folder(state);
    uint32_t sum = write_one(*state, "p7f", bytes);
    script = web_script(*state, "p7f", sum, &len);
    assert_memory_equal(script, "tracuu.chunk(\"p7f\",\"", 20);
    assert_memory_equal(script + len - 4, "\");\n", 4);
    for (size_t i = 20; i < len - 4; i++) {
        assert_true(script[i] != '"' && script[i] != '\n' && script[i] != '\r');
        if (script[i] == '\\')
            assert_non_null(strchr("\\\"nr", script[++i]));
    }
    g_autoptr(GByteArray) back = chunk_read(*state, "p7f", sum, NULL);
    assert_int_equal(back->len, bytes->len);
    assert_memory_equal(back->data, bytes->data, bytes->len);
}

static void
parts_of_every_kind_come_back_in_order(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(GByteArray) zeros = g_byte_array_new();
    g_autoptr(GByteArray) noisy = noise();
    g_autoptr(GByteArray) text = bytes_of("thông báo, thông báo");
    g_autoptr(GByteArray) none = g_byte_array_new();
    const ChunkPart parts[] = { { none, CHUNK_TEXT },     { zeros, CHUNK_NUMBERS },
                                { text, CHUNK_TEXT },     { noisy, CHUNK_NUMBERS },
                                { noisy, CHUNK_TEXT },    { none, CHUNK_NUMBERS },
                                { zeros, CHUNK_NUMBERS }, { text, CHUNK_NUMBERS } };
    g_autoptr(GByteArray) all = g_byte_array_new();
    uint32_t sum = 0;

    web_make_folder(state);
    g_byte_array_set_size(zeros, N_BYTES);
    memset(zeros->data, 0, zeros->len);
    for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
        g_byte_array_append(all, parts[i].bytes->data, parts[i].bytes->len);
    assert_true(chunk_write(writer, "a0", parts, G_N_ELEMENTS(parts), &sum, NULL));
    g_autoptr(GByteArray) back = chunk_read(*state, "a0", sum, NULL);
    assert_int_equal(back->len, all->len);
    assert_memory_equal(back->data, all->data, all->len);
}

static void
no_more_is_inflated_than_was_asked_for(void **state)
{
    static const char of_100000[] =
        "\x78\xDA\xED\xC1\x31\x01\x00\x00\x00\xC2\xA0\xAC\xEB\x5F\xC2\x1A"
        "\x1E\x40\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
        "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
        "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
        "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
        "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
        "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
        "\x00\x00\x00\xAF\x06\x79\x66\x0B\x4D";
    const size_t len = sizeof of_100000 - 1;
    g_autofree char *payload = g_memdup2(of_100000, len);
    g_autoptr(GByteArray) all = chunk_inflate(payload, len, 100000);

    (void) state;
    assert_int_equal(all->len, 100000);
    assert_null(chunk_inflate(payload, len, 99999));
    assert_null(chunk_inflate(payload, len, 10));
    assert_null(chunk_inflate(payload, len - 1, 100000));
    assert_null(chunk_inflate(payload, 0, 100000));
}

static void
a_chunk_of_nothing_is_one(void **state)
{
    g_autoptr(GByteArray) none = g_byte_array_new();

    web_make_folder(state);
    g_autoptr(GByteArray) back =
        chunk_read(*state, "a0", write_one(*state, "a0", none), NULL);
    assert_int_equal(back->len, 0);
}

static void
what_was_written_before_changes_no_byte(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(GByteArray) noisy = noise();
    g_autoptr(GByteArray) text = bytes_of("một");
    const ChunkPart numbers = { noisy, CHUNK_NUMBERS };
    const ChunkPart words = { text, CHUNK_TEXT };
    uint32_t first = 0;
    uint32_t between = 0;
    uint32_t second = 0;

    web_make_folder(state);
    assert_true(chunk_write(writer, "a0", &words, 1, &first, NULL));
    assert_true(chunk_write(writer, "a1", &numbers, 1, &between, NULL));
    assert_true(chunk_write(writer, "a2", &words, 1, &second, NULL));
    assert_int_equal(first, second);
    assert_int_not_equal(first, between);
}

static void
each_file_is_in_the_list_of_sums(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(GByteArray) text = bytes_of("một");
    const ChunkPart part = { text, CHUNK_TEXT };
    char hex[FILE_SHA256_HEX_SIZE];
    uint32_t sum = 0;
    size_t len = 0;

    web_make_folder(state);
    assert_true(chunk_write(writer, "a0", &part, 1, &sum, NULL));
    g_autofree char *script = web_script(*state, "a0", sum, &len);
    file_sha256(script, len, hex);
    g_autofree char *expected = g_strdup_printf("%s  site/search/a0-%08x.js\n", hex, sum);
    g_autofree char *listed = sums_to_text(sums);
    assert_string_equal(listed, expected);
}

static void
names_count_in_hexadecimal(void **state)
{
    g_autofree char *first = chunk_name('t', 0);
    g_autofree char *later = chunk_name('p', 2047);
    g_autofree char *file = chunk_file_name(later, 0xAB);

    (void) state;
    assert_string_equal(first, "t0");
    assert_string_equal(later, "p7ff");
    assert_string_equal(file, "p7ff-000000ab.js");
}

static void
assert_refused(const char *bundle, const char *name, uint32_t sum)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = chunk_file_name(name, sum);

    assert_null(chunk_read(bundle, name, sum, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CORRUPT));
    assert_non_null(strstr(error->message, file));
}

static void
what_is_missing_altered_cut_or_foreign_is_refused_by_name(void **state)
{
    g_autoptr(GByteArray) text = bytes_of("một hai ba");
    size_t len = 0;

    web_make_folder(state);
    uint32_t sum = write_one(*state, "a0", text);
    g_autofree char *script = web_script(*state, "a0", sum, &len);
    g_autofree char *file = chunk_file_name("a0", sum);
    g_autofree char *path = g_build_filename(*state, CHUNK_FOLDER, file, NULL);
    g_autofree char *foreign =
        g_build_filename(*state, CHUNK_FOLDER, "a1-00000000.js", NULL);

    assert_refused(*state, "a0", sum + 1);
    assert_true(g_file_set_contents(path, script, (gssize) len - 1, NULL));
    assert_refused(*state, "a0", sum);
    assert_true(g_file_set_contents(path, script, 3, NULL));
    assert_refused(*state, "a0", sum);
    script[25] ^= 1;
    assert_true(g_file_set_contents(path, script, (gssize) len, NULL));
    assert_refused(*state, "a0", sum);
    assert_true(g_file_set_contents(foreign, script, (gssize) len, NULL));
    assert_refused(*state, "a1", 0);
}

static void
a_payload_with_the_right_sum_that_is_no_stream_is_refused(void **state)
{
    static const char script[] = "tracuu.chunk(\"a0\",\"abc\");\n";
    /* The CRC-32 of "abc". */
    g_autofree char *file = chunk_file_name("a0", 0x352441C2);
    g_autofree char *path = g_build_filename(*state, CHUNK_FOLDER, file, NULL);

    web_make_folder(state);
    assert_true(g_file_set_contents(path, script, sizeof script - 1, NULL));
    assert_refused(*state, "a0", 0x352441C2);
}

static void
a_folder_that_cannot_be_written_is_an_error(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(GByteArray) text = bytes_of("một");
    const ChunkPart part = { text, CHUNK_TEXT };
    g_autoptr(GError) error = NULL;
    uint32_t sum = 0;

    assert_false(chunk_write(writer, "a0", &part, 1, &sum, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_non_null(strstr(error->message, "site/search/a0-"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(a_chunk_is_a_script_that_hands_over_a_string),
        scratch_test(parts_of_every_kind_come_back_in_order),
        cmocka_unit_test(no_more_is_inflated_than_was_asked_for),
        scratch_test(a_chunk_of_nothing_is_one),
        scratch_test(what_was_written_before_changes_no_byte),
        scratch_test(each_file_is_in_the_list_of_sums),
        cmocka_unit_test(names_count_in_hexadecimal),
        scratch_test(what_is_missing_altered_cut_or_foreign_is_refused_by_name),
        scratch_test(a_payload_with_the_right_sum_that_is_no_stream_is_refused),
        scratch_test(a_folder_that_cannot_be_written_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
