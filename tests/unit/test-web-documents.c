/* Documents: lengths, dates, records and columns come back; the root counts. */
#include "web-fixture.h"

#include <string.h>

#include "error.h"
#include "json.h"
#include "number.h"
#include "schema.h"
#include "web/documents.h"

/* A document as a stock gives it. */
static void
add(Documents *documents,
    uint32_t doclen,
    const char *date,
    const char *type,
    const char *ky)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(StockValue));
    const StockValue dated = { SLOT_DATE, date, date != NULL ? strlen(date) : 0 };
    const StockValue typed = { SLOT_TYPE, type, type != NULL ? strlen(type) : 0 };
    g_autofree char *record = g_strdup_printf("{\"id\":\"%u\"}", doclen);
    const StockDocument document = {
        .doclen = doclen,
        .syllables = 2 * doclen,
        .values = values,
        .signatory = ky,
        .signatory_len = strlen(ky),
        .record = record,
        .record_len = strlen(record),
    };

    if (date != NULL)
        g_array_append_val(values, dated);
    if (type != NULL)
        g_array_append_val(values, typed);
    documents_add(documents, &document);
}

static cJSON *
root_of(const Documents *documents)
{
    g_autoptr(GString) json = g_string_new("{");

    documents_append_root(documents, json);
    g_string_append_c(json, '}');
    cJSON *root = json_parse(json->str, json->len, NULL);
    assert_non_null(root);
    return root;
}

static GByteArray *
block(const char *bundle, const cJSON *root, const char *key, unsigned i)
{
    const cJSON *blocks = json_get(json_get(root, "blocks"), key);
    g_autofree char *name = chunk_name(key[0], i);
    const char *sums = json_get_string(blocks, "sums");

    assert_true(strlen(sums) >= 8 * (size_t) (i + 1));
    GByteArray *bytes = chunk_read(bundle, name, web_sum_at(sums, i), NULL);
    assert_non_null(bytes);
    return bytes;
}

static void
lengths_dates_and_years_come_back(void **state)
{
    static const guint8 planes[] = { 0x01, 0x02, 0x04, 0x02, 0x00, 0x03,
                                     0x03, 0x00, 0x00, 0x04, 0x00, 0x00 };
    static const uint64_t steps[] = { 20210102, 0, 8871 };
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Documents) documents = documents_new(writer, FALSE);

    web_make_folder(state);
    add(documents, 0x04030201, "20210102", NULL, "");
    add(documents, 2, "20210102", NULL, "");
    add(documents, 0x0304, "20201231", NULL, "");
    assert_true(documents_finish(documents, NULL));
    g_autoptr(cJSON) root = root_of(documents);
    g_autoptr(GByteArray) lengths = block(*state, root, "length", 0);
    assert_int_equal(lengths->len, sizeof planes);
    assert_memory_equal(lengths->data, planes, sizeof planes);
    g_autoptr(GByteArray) dates = block(*state, root, "date", 0);
    const uint8_t *at = dates->data;
    for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
        assert_int_equal(number_take(&at, dates->data + dates->len), steps[i]);
    assert_ptr_equal(at, dates->data + dates->len);
    g_autofree char *years = cJSON_PrintUnformatted(json_get(root, "years"));
    assert_string_equal(years, "[[\"2021\",2],[\"2020\",1]]");
    assert_int_equal(json_get(root, "documents")->valueint, 3);
    assert_int_equal(json_get(root, "dated")->valueint, 3);
    assert_true(json_get(root, "length_total")->valuedouble == 0x04030201 + 2 + 0x0304);
}

static void
numbers_of_syllables_come_back(void **state)
{
    static const uint32_t lengths[] = { 1, 200, 0, 70000 };
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Documents) documents = documents_new(writer, FALSE);

    web_make_folder(state);
    for (unsigned i = 0; i < G_N_ELEMENTS(lengths); i++)
        add(documents, lengths[i], NULL, NULL, "");
    assert_true(documents_finish(documents, NULL));
    g_autoptr(cJSON) root = root_of(documents);
    g_autoptr(GByteArray) bytes = block(*state, root, "syllables", 0);
    const uint8_t *at = bytes->data;
    for (unsigned i = 0; i < G_N_ELEMENTS(lengths); i++)
        assert_int_equal(number_take(&at, bytes->data + bytes->len), 2 * lengths[i]);
    assert_ptr_equal(at, bytes->data + bytes->len);
}

static void
records_stand_in_blocks_of_so_many(void **state)
{
    enum { N = 130 };
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Documents) documents = documents_new(writer, FALSE);
    unsigned number = 0;

    web_make_folder(state);
    for (unsigned i = 1; i <= N; i++)
        add(documents, i, NULL, NULL, "");
    assert_true(documents_finish(documents, NULL));
    g_autoptr(cJSON) root = root_of(documents);
    int size = json_get(json_get(json_get(root, "blocks"), "record"), "size")->valueint;
    assert_int_equal(size, 64);
    for (unsigned i = 0; i < 3; i++) {
        g_autoptr(GByteArray) bytes = block(*state, root, "record", i);
        g_autoptr(cJSON) records =
            json_parse((const char *) bytes->data, bytes->len, NULL);

        assert_int_equal(cJSON_GetArraySize(records), i < 2 ? size : N - (2 * size));
        for (int j = 0; j < cJSON_GetArraySize(records); j++) {
            g_autofree char *id = g_strdup_printf("%u", ++number);

            assert_string_equal(json_get_string(cJSON_GetArrayItem(records, j), "id"),
                                id);
        }
    }
    assert_int_equal(number, N);
}

static void
columns_have_their_values_in_byte_order(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Documents) documents = documents_new(writer, FALSE);
    static const guint8 expected[] = { 2, 2, 'K', 'L', 2, 'T', 'B', 2, 0, 1, 2 };

    web_make_folder(state);
    add(documents, 1, NULL, "TB", "");
    add(documents, 1, NULL, NULL, "Lò Minh Hùng");
    add(documents, 1, NULL, "KL", "");
    add(documents, 1, NULL, "TB", "");
    assert_true(documents_finish(documents, NULL));
    g_autoptr(cJSON) root = root_of(documents);
    const cJSON *columns = json_get(root, "columns");
    const char *sum = json_get_string(json_get(columns, "type"), "sum");
    g_autoptr(GByteArray) bytes = chunk_read(*state, "c0", web_sum_at(sum, 0), NULL);
    assert_int_equal(bytes->len, sizeof expected);
    assert_memory_equal(bytes->data, expected, sizeof expected);
    assert_true(cJSON_IsNull(json_get(columns, "issuer")));
    assert_true(cJSON_IsNull(json_get(columns, "province")));
    sum = json_get_string(json_get(columns, "signatory"), "sum");
    g_autoptr(GByteArray) names = chunk_read(*state, "c3", web_sum_at(sum, 0), NULL);
    assert_non_null(names);
    assert_memory_equal(names->data + 2, "Lò Minh Hùng", strlen("Lò Minh Hùng"));
}

static void
no_documents_are_no_chunks(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Documents) documents = documents_new(writer, FALSE);

    web_make_folder(state);
    assert_true(documents_finish(documents, NULL));
    g_autoptr(cJSON) root = root_of(documents);
    assert_int_equal(web_count_files(*state), 0);
    assert_int_equal(json_get(root, "documents")->valueint, 0);
}

static void
a_failure_on_the_way_is_told_at_the_end(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Documents) documents = documents_new(writer, FALSE);
    g_autoptr(GError) error = NULL;

    for (unsigned i = 0; i < 65; i++)
        add(documents, 1, NULL, NULL, "");
    web_make_folder(state);
    assert_false(documents_finish(documents, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
}

static void
a_failure_at_the_end_is_told(void **state)
{
    g_autoptr(Sums) sums = sums_new();
    g_autoptr(ChunkWriter) writer = chunk_writer_new(*state, sums);
    g_autoptr(Documents) documents = documents_new(writer, FALSE);
    g_autoptr(GError) error = NULL;

    add(documents, 1, NULL, NULL, "");
    assert_false(documents_finish(documents, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(lengths_dates_and_years_come_back),
        scratch_test(numbers_of_syllables_come_back),
        scratch_test(records_stand_in_blocks_of_so_many),
        scratch_test(columns_have_their_values_in_byte_order),
        scratch_test(no_documents_are_no_chunks),
        scratch_test(a_failure_on_the_way_is_told_at_the_end),
        scratch_test(a_failure_at_the_end_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
