#include "encoding.h"

#include "error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Bytes with their length, NULs included. */
#define BYTES(literal) (literal), sizeof(literal) - 1

typedef struct {
    const char *bytes;
    size_t len;
    const char *expected; /* text, or message */
} Row;

static const Row texts[] = {
    { BYTES(""), "" },
    { BYTES("Ủy ban"), "Ủy ban" },
    { BYTES("\xEF\xBB\xBFỦy ban"), "Ủy ban" },
    { BYTES("U\xCC\x89y"), "U\xCC\x89y" }, /* no normal form is forced */
    { BYTES("a\r\nb\rc\n\r\nd\r"), "a\nb\nc\n\nd\n" },
    { BYTES("trang 1\ftrang 2"), "trang 1\ntrang 2" },
    { BYTES("a\0b\x01"
            "c\td\x7f"
            "e\xC2\x80"
            "f\xC2\x9F."),
      "a b c\td e f ." },
    { BYTES("a\xC2\xA0"
            "b\xC2\xABx\xC2\xBB"),
      "a\xC2\xA0"
      "b\xC2\xABx\xC2\xBB" },
    { BYTES("một đoạn văn dài hơn tám byte\rvà một dòng nữa"),
      "một đoạn văn dài hơn tám byte\nvà một dòng nữa" },
    { BYTES("\xFF\xFE"), "" },
    { BYTES("\xFE\xFF"), "" },
    { BYTES("\xFF\xFE\xE6\x1E\x79\x00\r\0\n\0"), "Ủy\n" },
    { BYTES("\xFE\xFF\x1E\xE6\x00\x79\0\r\0\n"), "Ủy\n" },
    { BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), "\U0001F600" },
    { BYTES("\xFE\xFF\xD8\x3D\xDE\x00\x00\x00\x00x"), "\U0001F600 x" },
    { BYTES("\xE6\x1E\x79\x00\x20\x00\x62\x00\x61\x00\x6E\x00"), "Ủy ban" },
    { BYTES("\x1E\xE6\x00\x79\x00\x20\x00\x62\x00\x61\x00\x6E"), "Ủy ban" },
};

/* Without a NUL behind it: the sanitizers see a read past the end. */
static char *
exact_copy(const char *bytes, size_t len)
{
    return len == 0 ? g_strdup("") : g_memdup2(bytes, len);
}

static void
bytes_become_clean_text(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *exact = exact_copy(texts[i].bytes, texts[i].len);
        g_autofree char *text =
            encoding_decode(exact, texts[i].len, &(EncodingReport){ 0 }, NULL);
        assert_non_null(text);
        assert_string_equal(text, texts[i].expected);
    }
}

static const Row replaced[] = {
    { BYTES("a\nb\xFF"), "a\nb\uFFFD" },
    { BYTES("\xEF\xBB\xBF\n\nbc def\xC0\x80"), "\n\nbc def\uFFFD\uFFFD" },
    { BYTES("Tỉnh \xE1\xBB"), "Tỉnh \uFFFD\uFFFD" },
};

static const char *const warnings[] = {
    "not UTF-8 at byte 3, line 2, and in no older encoding that is known; 1 byte is "
    "replaced",
    "not UTF-8 at byte 11, line 3, and in no older encoding that is known; 2 bytes are "
    "replaced",
    "not UTF-8 at byte 7, line 1, and in no older encoding that is known; 2 bytes are "
    "replaced",
};

static void
bytes_that_nothing_explains_are_replaced_and_said(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(replaced); i++) {
        EncodingReport report = { 0 };
        g_autofree char *exact = exact_copy(replaced[i].bytes, replaced[i].len);
        g_autofree char *text = encoding_decode(exact, replaced[i].len, &report, NULL);
        g_autofree char *warning = encoding_report_warning(&report);
        assert_string_equal(text, replaced[i].expected);
        assert_string_equal(warning, warnings[i]);
        assert_null(report.name);
    }
}

static const Row broken[] = {
    { BYTES("\0\n\xED\xA0\x80"), "not text: a NUL at byte 0, line 1" },
    { BYTES("a\n\xC5\xC4\xC3\xD7"),
      "not text in an encoding that is known: not UTF-8 at byte 2, line 2" },
    { BYTES("\xFF\xFE"
            "a"),
      "not UTF-16 at byte 2, line 1" },
    { BYTES("\xFF\xFE"
            "a\0\n\0\x3D\xD8"),
      "not UTF-16 at byte 6, line 2" },
    { BYTES("\xFF\xFE\x00\xDE"
            "a\0"),
      "not UTF-16 at byte 2, line 1" },
    { BYTES("\xFE\xFF\xD8\x3D\x00"
            "a"),
      "not UTF-16 at byte 2, line 1" },
    { BYTES("\xFE\xFF\xD8\x3D\xD8\x3D"), "not UTF-16 at byte 2, line 1" },
    { BYTES("\xFF\xFE\0\0a\0\0\0"), "UTF-32 is not read, at byte 0, line 1" },
};

static void
what_cannot_be_decoded_is_named_by_byte_and_line(void **state)
{
    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autofree char *exact = exact_copy(broken[i].bytes, broken[i].len);
        g_autoptr(GError) error = NULL;
        assert_null(
            encoding_decode(exact, broken[i].len, &(EncodingReport){ 0 }, &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE));
        assert_string_equal(error->message, broken[i].expected);
    }
}

static void
text_without_control_characters_is_given_back_as_it_is(void **state)
{
    char *text = g_strdup("Thông báo\n«x»");
    char *again = encoding_clean(text);

    (void) state;
    assert_ptr_equal(again, text);
    g_free(again);
}

static void
a_line_is_cleaned_of_all_but_its_words(void **state)
{
    static const char *const rows[][2] = {
        { "a", "a" },
        { " a \n\t b\r\n", "a b" },
        { "Ủy\xC2\xA0 ban\x01\xC2\x85nhân dân", "Ủy ban nhân dân" },
        { "\xC2\xABx\xC2\xBB", "\xC2\xABx\xC2\xBB" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *line = encoding_clean_line(g_strdup(rows[i][0]));
        assert_string_equal(line, rows[i][1]);
    }
    assert_null(encoding_clean_line(g_strdup("")));
    assert_null(encoding_clean_line(g_strdup(" \n\xC2\xA0")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_clean_text),
        cmocka_unit_test(bytes_that_nothing_explains_are_replaced_and_said),
        cmocka_unit_test(what_cannot_be_decoded_is_named_by_byte_and_line),
        cmocka_unit_test(text_without_control_characters_is_given_back_as_it_is),
        cmocka_unit_test(a_line_is_cleaned_of_all_but_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
