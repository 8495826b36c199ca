/* What is said of how well a text was read. */
#include "quality.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *text;
    unsigned n_syllables, n_legal;
    const char *suspects; /* "word:line …" */
} Row;

/* (transfer full) */
static char *
list_suspects(const Quality *quality)
{
    GString *list = g_string_new(NULL);

    for (unsigned i = 0; quality->suspects != NULL && i < quality->suspects->len; i++) {
        const QualitySuspect *found =
            &g_array_index(quality->suspects, QualitySuspect, i);
        g_string_append_printf(list, "%s%s:%" G_GUINT64_FORMAT, i == 0 ? "" : " ",
                               found->word, found->line);
    }
    return g_string_free(list, FALSE);
}

static void
assert_quality(const Row *row)
{
    g_auto(Quality) quality = { 0 };
    g_autofree char *suspects = NULL;

    quality_read(&quality, row->text);
    suspects = list_suspects(&quality);
    assert_string_equal(suspects, row->suspects);
    assert_int_equal(quality.n_syllables, row->n_syllables);
    assert_int_equal(quality.n_legal, row->n_legal);
}

static void
good_text_has_no_suspects(void **state)
{
    static const Row rows[] = {
        { "", 0, 0, "" },
        { "Ủy ban nhân dân tỉnh", 5, 5, "" },
        { "U\u0309y ban nha\u0302n da\u0302n ti\u0309nh", 5, 5, "" },
        { "Số 16/CT-TTg, UBND, QĐ, 100.000đ, F0, 5K, 10h30, 2m", 2, 1, "" },
        { "ông Nguyễn Văn Đắk ở Krông Pắc", 7, 5, "" },
        { "đi ôtô, xem phim, mua đôla", 6, 4, "" },
        { "theo a) và b) của Điều 1, xem th. 3", 8, 6, "" },
        { "Công văn của Bộ, th", 5, 4, "th:1" },
        { "nước thôi ưk nhé, ưk đi, ưk mà", 8, 5, "" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_quality(&rows[i]);
}

static void
slips_that_can_be_explained_are_named_with_their_line(void **state)
{
    static const Row rows[] = {
        { "các biện\npháp trưc tiếp", 5, 4, "trưc:2" },
        { "cần phòngchống dịch\nngay, khôngđể lâu", 5, 4, "phòngchống:1 khôngđể:2" },
        { "công tác ch ính trị", 5, 4, "ch:1" },
        { "c0ng tác phòng d1ch và 0ng ấy", 4, 4, "c0ng:1 d1ch:1 0ng:1" },
        { "nh\uFFFDn dân", 2, 1, "nh\uFFFDn:1" },
        { "b\u0430n hành", 2, 1, "b\u0430n:1" },
        { "một trưc hai trưk", 4, 2, "trưc:1 trưk:1" },
        { "Jackson trưc Johnson, và", 4, 1, "" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_quality(&rows[i]);
}

static void
the_first_suspects_are_named_and_all_counted(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_auto(Quality) quality = { 0 };

    (void) state;
    for (unsigned i = 0; i < 30000; i++)
        g_string_append(text, "\uFFFDa ");
    quality_read(&quality, text->str);
    assert_int_equal(quality.n_suspects, 30000);
    assert_int_equal(quality.n_replacements, 30000);
    assert_int_equal(quality.suspects->len, QUALITY_SUSPECTS);
}

static void
a_word_without_end_is_cut(void **state)
{
    g_autofree char *word = g_strnfill(1 << 20, 'a');
    g_autofree char *text = g_strconcat("\uFFFD", word, NULL);
    g_auto(Quality) quality = { 0 };

    (void) state;
    quality_read(&quality, text);
    assert_int_equal(strlen(g_array_index(quality.suspects, QualitySuspect, 0).word), 96);
}

static void
the_object_has_what_the_reader_said(void **state)
{
    g_auto(Quality) quality = { 0 };
    g_auto(Converted) converted = { 0 };
    g_autofree char *nothing = quality_to_json(&quality, &converted);
    g_autofree char *json = NULL;

    (void) state;
    assert_string_equal(nothing, "{\"syllables\":0,\"legal\":null,\"lookalikes\":0,"
                                 "\"replacements\":0,\"suspected\":0,\"suspects\":[],"
                                 "\"encoding\":null,\"ocr\":null,\"warnings\":[]}");
    quality_read(&quality, "một trưc hai");
    converted.encoding = g_strdup("TCVN3");
    converted.n_ocr_pages = 2;
    converted.ocr_confidence = 0.875;
    converted_warn(&converted, WARNING_PICTURES, 2, 3, "a \"warning\"");
    json = quality_to_json(&quality, &converted);
    assert_string_equal(json, "{\"syllables\":3,\"legal\":0.667,\"lookalikes\":0,"
                              "\"replacements\":0,\"suspected\":1,\"suspects\":"
                              "[{\"word\":\"trưc\",\"line\":1}],\"encoding\":\"TCVN3\","
                              "\"ocr\":{\"pages\":2,\"confidence\":0.875},"
                              "\"warnings\":[{\"kind\":\"pictures\",\"n\":2,\"m\":3,"
                              "\"text\":\"a \\\"warning\\\"\"}]}");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_text_has_no_suspects),
        cmocka_unit_test(slips_that_can_be_explained_are_named_with_their_line),
        cmocka_unit_test(the_first_suspects_are_named_and_all_counted),
        cmocka_unit_test(a_word_without_end_is_cut),
        cmocka_unit_test(the_object_has_what_the_reader_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
