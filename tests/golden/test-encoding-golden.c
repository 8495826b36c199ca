/* The letters of each older encoding, and paragraphs in them. */
#include "encoding-legacy.h"
#include "encoding.h"
#include "legacy-encode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name;
    Legacy legacy;
    Encode encode;
} encodings[] = {
    { "TCVN3", LEGACY_TCVN3, ENCODE_TCVN3 },    { "VNI", LEGACY_VNI, ENCODE_VNI },
    { "VISCII", LEGACY_VISCII, ENCODE_VISCII }, { "VPS", LEGACY_VPS, ENCODE_VPS },
    { "CP1258", LEGACY_CP1258, ENCODE_CP1258 },
};

/* (transfer full) */
static char **
load_lines(const char *name)
{
    g_autofree char *path = g_build_filename(GOLDEN_DIR, name, NULL);
    g_autofree char *text = NULL;

    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return g_strsplit(text, "\n", -1);
}

/* (transfer full) */
static GString *
bytes_of_hex(const char *hex)
{
    GString *bytes = g_string_new(NULL);

    for (; *hex != '\0'; hex += 2)
        g_string_append_c(bytes, (char) (g_ascii_xdigit_value(hex[0]) * 16 +
                                         g_ascii_xdigit_value(hex[1])));
    return bytes;
}

/* A letter stands in «HxN»: TCVN3 takes some of its capitals for punctuation where
 * they are no part of a word.  (transfer full) */
static char *
decode_letter(Legacy legacy, const GString *bytes)
{
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GArray) characters = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GString *out = g_string_new(NULL);

    legacy_units_of_bytes("H", 1, units);
    legacy_units_of_bytes(bytes->str, bytes->len, units);
    legacy_units_of_bytes("N", 1, units);
    legacy_decode(legacy, units, characters);
    for (unsigned i = 1; i + 1 < characters->len; i++)
        g_string_append_unichar(out, g_array_index(characters, uint32_t, i));
    return g_string_free(out, FALSE);
}

/* What H and N at its sides make of a small letter of TCVN3: a capital. */
static gboolean
is_raised(Legacy legacy, const char *letter, const char *decoded)
{
    g_autofree char *upper = g_utf8_strup(letter, -1);

    return legacy == LEGACY_TCVN3 && strcmp(upper, decoded) == 0;
}

static void
check_letter(size_t which, const char *hex, const char *letter)
{
    g_autoptr(GString) bytes = bytes_of_hex(hex);
    g_autoptr(GString) encoded = legacy_encode(encodings[which].encode, letter);
    g_autofree char *decoded = decode_letter(encodings[which].legacy, bytes);

    if (!is_raised(encodings[which].legacy, letter, decoded))
        assert_string_equal(decoded, letter);
    assert_true(g_string_equal(encoded, bytes));
}

static void
every_letter_of_every_table_is_read_and_written(void **state)
{
    g_auto(GStrv) lines = load_lines("legacy.tsv");
    unsigned n[G_N_ELEMENTS(encodings)] = { 0 };

    (void) state;
    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);
        for (size_t i = 0; **line != '#' && **line != '\0' && i < G_N_ELEMENTS(n); i++)
            if (strcmp(cells[0], encodings[i].name) == 0) {
                check_letter(i, cells[1], cells[2]);
                n[i]++;
            }
    }
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(n[i], 134);
    assert_true(n[4] > 20);
}

static void
paragraphs_are_recognised_and_read(void **state)
{
    g_auto(GStrv) lines = load_lines("encodings.tsv");
    unsigned n = 0;

    (void) state;
    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);
        g_autoptr(GString) bytes = NULL;
        g_autofree char *text = NULL;
        EncodingReport report = { 0 };
        if (**line == '#' || **line == '\0')
            continue;
        bytes = bytes_of_hex(cells[1]);
        text = encoding_decode(bytes->str, bytes->len, &report, NULL);
        assert_string_equal(text, cells[2]);
        assert_string_equal(report.name, cells[0]);
        n++;
    }
    assert_int_equal(n, 35);
}

static void
paragraphs_saved_as_characters_are_repaired(void **state)
{
    g_auto(GStrv) lines = load_lines("encodings.tsv");

    (void) state;
    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);
        g_autoptr(GString) bytes = NULL;
        g_autofree char *text = NULL;
        EncodingReport report = { 0 };
        if (**line == '#' || **line == '\0' || strcmp(cells[0], "VIQR") == 0)
            continue;
        bytes = bytes_of_hex(cells[1]);
        text = encoding_repair_utf8(legacy_as_characters(bytes), &report);
        assert_string_equal(text, cells[2]);
        assert_string_equal(report.name, cells[0]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_letter_of_every_table_is_read_and_written),
        cmocka_unit_test(paragraphs_are_recognised_and_read),
        cmocka_unit_test(paragraphs_saved_as_characters_are_repaired),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
