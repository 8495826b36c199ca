#include "error.h"
#include "notice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Notice *
sample(void)
{
    Notice *notice = notice_new();

    notice->id = g_strdup("2020/số 1");
    notice->file_name = g_strdup("2020-so-1~0123456789ab");
    notice->title = g_strdup("Về \"phòng, chống\" <dịch>");
    notice->type = g_strdup("Thông báo");
    notice->text = g_strdup("một\nhai\\ba");
    return notice;
}

static void
a_notice_survives_json(void **state)
{
    g_autoptr(Notice) notice = sample();
    g_autofree char *json = notice_to_json(notice);
    g_autoptr(Notice) again = notice_from_json(json, strlen(json), NULL);

    (void) state;
    assert_non_null(again);
    for (unsigned i = 0; i < notice_n_fields; i++) {
        const char *before = *notice_field(notice, &notice_fields[i]);
        const char *after = *notice_field(again, &notice_fields[i]);
        if (before == NULL)
            assert_null(after);
        else
            assert_string_equal(after, before);
    }
}

static void
json_has_unknown_fields_as_null_and_text_last(void **state)
{
    g_autoptr(Notice) notice = sample();
    g_autofree char *json = notice_to_json(notice);

    (void) state;
    assert_string_equal(json,
                        "{\"id\":\"2020/số 1\",\"file_name\":\"2020-so-1~0123456789ab\","
                        "\"title\":\"Về \\\"phòng, chống\\\" \\u003cdịch>\","
                        "\"type\":\"Thông báo\",\"issuer\":null,\"province\":null,"
                        "\"number\":null,\"date\":null,\"signatory\":null,"
                        "\"source\":null,\"text\":\"một\\nhai\\\\ba\"}");
}

static void
json_without_an_id_is_no_notice(void **state)
{
    static const char *const rows[][2] = {
        { "{\"text\":\"a\"}", "notice without \"id\"" },
        { "{\"id\":7}", "\"id\" is a number, not a string" },
        { "{\"id\":\"a\"", "JSON: no \",\" or \"}\" at byte 9" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        assert_null(notice_from_json(rows[i][0], strlen(rows[i][0]), &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_SYNTAX));
        assert_string_equal(error->message, rows[i][1]);
    }
}

static void
every_member_of_a_notice_but_a_pages_is_in_the_table(void **state)
{
    (void) state;
    /* html, original and original_member are of the page */
    assert_int_equal(notice_n_fields, sizeof(Notice) / sizeof(char *) - 3);
    assert_string_equal(notice_fields[notice_n_fields - 1].key, "text");
}

static void
freeing_no_notice_is_nothing(void **state)
{
    (void) state;
    notice_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notice_survives_json),
        cmocka_unit_test(json_has_unknown_fields_as_null_and_text_last),
        cmocka_unit_test(json_without_an_id_is_no_notice),
        cmocka_unit_test(every_member_of_a_notice_but_a_pages_is_in_the_table),
        cmocka_unit_test(freeing_no_notice_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
