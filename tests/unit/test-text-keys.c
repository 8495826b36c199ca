/* Keys, display, partial marks, i/y, sort keys; what the vectors do not say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "text/text.h"

typedef struct {
    const char *text;
    const char *expected;
} Row;

typedef char *(*Key)(const char *utf8, size_t len);

static void
check_key(Key key, const Row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_autofree char *made = key(rows[i].text, strlen(rows[i].text));
        g_autofree char *again = key(made, strlen(made));

        assert_string_equal(made, rows[i].expected);
        assert_string_equal(again, rows[i].expected);
    }
}

static void
canonical_text_keeps_all_but_case_and_tone_placement(void **state)
{
    static const Row rows[] = {
        { "", "" },
        { "Đánh giá, CAO\n\n!", "đánh giá, cao\n\n!" },
        { "5hòa hòa5", "5hoà hoà5" },
        { "J\u030C", "ǰ" },              /* composes in lower case only */
        { "\u0130stanbul", "istanbul" }, /* one code point stays one */
        { "ΣΑΣ", "σασ" },
        { "e\u0301\u0302\u0323", "ệ\u0301" }, /* two tones: nothing is lost */
        { "a\u0301\u0300", "á\u0300" },
        { "\u1112\u1161\u11ab", "한" },
        { "\u202Aa\u2069", "a" },
        { "\xC3\x28", "\uFFFD(" },
    };

    (void) state;
    check_key(text_canonical, rows, G_N_ELEMENTS(rows));
}

static void
a_nul_is_a_blank_in_keys(void **state)
{
    g_autofree char *k1 = text_canonical("A\0B", 3);

    (void) state;
    assert_string_equal(k1, "a b");
}

static void
folding_drops_every_mark_and_knows_look_alikes(void **state)
{
    static const Row rows[] = {
        { "ᴠắᴄ xin", "vac xin" }, { "ѕуố", "syo" }, /* Cyrillic ѕ and у */
        { "ñ ç ë ø", "n c e ø" }, { "한", "한" },   { "e\u0301\u0302\u0323", "e" },
    };

    (void) state;
    check_key(text_fold, rows, G_N_ELEMENTS(rows));
}

static void
every_look_alike_folds_to_its_letter(void **state)
{
    static const struct {
        gunichar from;
        char to;
    } rows[] = {
#define LOOKALIKE(from, to) { from, to },
#include "text/rules.def"
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char text[8] = { 0 };
        g_autofree char *k2 = NULL;

        g_unichar_to_utf8(rows[i].from, text);
        k2 = text_fold(text, strlen(text));
        assert_int_equal(strlen(k2), 1);
        assert_int_equal(k2[0], rows[i].to);
    }
}

static void
look_alikes_are_kept_in_canonical_text(void **state)
{
    static const Row rows[] = { { "Cᴏvid", "cᴏvid" } };

    (void) state;
    check_key(text_canonical, rows, G_N_ELEMENTS(rows));
}

static void
no_word_bears_more_marks_than_are_read(void **state)
{
    g_autoptr(GString) text = g_string_new("a");
    g_autofree char *k1 = NULL;
    g_autofree char *again = NULL;

    (void) state;
    for (int i = 0; i < 1000; i++) {
        g_string_append(text, "\u0307");
    }
    k1 = text_canonical(text->str, text->len);
    again = text_canonical(k1, strlen(k1));
    assert_true(strlen(k1) < 200);
    assert_string_equal(again, k1);
}

static void
display_keeps_spelling_and_drops_what_cannot_be_seen(void **state)
{
    static const Row rows[] = {
        { "Hòa\tBình\n", "Hòa\tBình\n" },
        { "Ho\u0300a", "Hòa" },
        { "\uFEFFCo\u00ADvid\u200B\x01\x7F\xC2\x85", "Covid" },
        { "a\u00A0b", "a b" },
        { "a\x01\u0301", "á" },
        { "Ðảng", "Đảng" },
        { "\u202Egnp.exe", "gnp.exe" },
    };

    (void) state;
    check_key(text_display, rows, G_N_ELEMENTS(rows));
}

static void
i_and_y_have_one_other_spelling_where_they_are_the_whole_rime(void **state)
{
    static const Row rows[] = {
        { "sĩ", "sỹ" },   { "sỹ", "sĩ" },     { "ly", "li" },       { "quý", "quí" },
        { "quí", "quý" }, { "quýt", "quít" }, { "quỳnh", "quình" }, { "quỵch", "quịch" },
    };
    static const char *const none[] = {
        "y", "tay", "vi", "vy", "thy", "quay", "kinh", "qua", "café", "", "x1", "tỉ lệ",
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *other = text_iy_variant(rows[i].text);

        assert_string_equal(other, rows[i].expected);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        assert_null(text_iy_variant(none[i]));
    }
}

static void
typed_marks_must_stand_in_the_candidate(void **state)
{
    static const struct {
        const char *typed, *candidate;
        gboolean agree;
    } rows[] = {
        { "tieng", "tiếng", TRUE },
        { "tiêng", "tiếng", TRUE },
        { "tiéng", "tiếng", TRUE },
        { "tiếng", "tiếng", TRUE },
        { "tiếng", "tiêng", FALSE },
        { "tiềng", "tiếng", FALSE },
        { "tiêng", "tieng", FALSE },
        { "duong", "đường", TRUE },
        { "dương", "đường", TRUE },
        { "đuong", "đường", TRUE },
        { "đường", "dường", FALSE },
        { "đương", "dương", FALSE },
        { "thủo", "thuở", TRUE },
        { "thuơ", "thuở", TRUE },
        { "thưo", "thuở", FALSE },
        { "hoa", "hoà", TRUE },
        { "hoa", "hòn", FALSE },
        { "hoa", "ho", FALSE },
        { "cafe", "café", TRUE },
        { "cafë", "café", FALSE },
        { "cafe", "cafë", TRUE },
        { "noël", "noel", FALSE },
        { "43-bs/duk", "43-bs/đuk", TRUE },
        { "", "", TRUE },
        { "\u05C1a", "\u05C1a", TRUE },
        { "", "a", FALSE },
        { "\u0301", "", FALSE },
        { "vac", "ᴠắᴄ", TRUE },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_int_equal(text_marks_agree(rows[i].typed, rows[i].candidate),
                         rows[i].agree);
    }
}

static void
sort_keys_are_in_the_order_of_the_dictionary(void **state)
{
    static const char *const sorted[] = {
        "",         "1",      "10",   "9", "a",  "à",   "ả",   "ã",   "á",
        "ạ",        "an",     "án",   "ă", "ắn", "â",   "ấy",  "ba",  "dân",
        "đa",       "đá",     "đân",  "e", "ê",  "hoa", "hoà", "hoá", "hoạ",
        "hoà bình", "hoa kỳ", "hoai", "o", "ô",  "ơ",   "u",   "ư",   "xã",
        "xã hội",   "xanh",   "y",    "z", "ё",  "한",
    };
    g_autofree char *before = g_strdup("");

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(sorted); i++) {
        g_autofree char *key = text_sort_key(sorted[i], strlen(sorted[i]));

        assert_true(strcmp(before, key) < 0);
        g_free(before);
        before = g_steal_pointer(&key);
    }
}

static void
what_has_one_key_has_one_sort_key(void **state)
{
    g_autofree char *one = text_sort_key("Hòa Bình", strlen("Hòa Bình"));
    g_autofree char *other = text_sort_key("HOÀ BÌNH", strlen("HOÀ BÌNH"));
    g_autofree char *third = text_sort_key("hoà-bình", strlen("hoà-bình"));

    (void) state;
    assert_string_equal(one, other);
    assert_string_not_equal(one, third);
}

/* lib/text/syllable.c looks them up by halving. */
static void
the_rimes_stand_in_byte_order(void **state)
{
    static const char *const rimes[] = {
#define RIME(rime) rime,
#include "text/rules.def"
    };

    (void) state;
    assert_int_equal(G_N_ELEMENTS(rimes), 174);
    for (size_t i = 1; i < G_N_ELEMENTS(rimes); i++) {
        assert_true(strcmp(rimes[i - 1], rimes[i]) < 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_text_keeps_all_but_case_and_tone_placement),
        cmocka_unit_test(a_nul_is_a_blank_in_keys),
        cmocka_unit_test(folding_drops_every_mark_and_knows_look_alikes),
        cmocka_unit_test(every_look_alike_folds_to_its_letter),
        cmocka_unit_test(look_alikes_are_kept_in_canonical_text),
        cmocka_unit_test(no_word_bears_more_marks_than_are_read),
        cmocka_unit_test(display_keeps_spelling_and_drops_what_cannot_be_seen),
        cmocka_unit_test(i_and_y_have_one_other_spelling_where_they_are_the_whole_rime),
        cmocka_unit_test(typed_marks_must_stand_in_the_candidate),
        cmocka_unit_test(sort_keys_are_in_the_order_of_the_dictionary),
        cmocka_unit_test(what_has_one_key_has_one_sort_key),
        cmocka_unit_test(the_rimes_stand_in_byte_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
