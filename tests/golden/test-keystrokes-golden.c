/* Every row of telex.tsv: what raw keys make, word by word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "keystrokes.h"

#include <string.h>

#define N_ROWS 41

static char *
read_words(TextAnalyser *analyser, Keystrokes method, const char *typed)
{
    g_auto(GStrv) words = g_strsplit(typed, " ", -1);
    for (unsigned i = 0; words[i] != NULL; i++) {
        const TextWord *made = keystrokes_read(analyser, method, words[i]);
        if (made == NULL)
            continue;
        g_free(words[i]);
        words[i] = g_strdup(made->k1);
    }
    return g_strjoinv(" ", words);
}

static void
every_row_is_read_as_it_says(void **state)
{
    (void) state;
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    g_autofree char *content = NULL;
    unsigned n = 0;
    assert_true(g_file_get_contents(GOLDEN_DIR "/telex.tsv", &content, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '#' || lines[i][0] == '\0')
            continue;
        g_auto(GStrv) columns = g_strsplit(lines[i], "\t", -1);
        assert_int_equal(g_strv_length(columns), 3);
        Keystrokes method =
            strcmp(columns[0], "vni") == 0 ? KEYSTROKES_VNI : KEYSTROKES_TELEX;
        g_autofree char *made = read_words(analyser, method, columns[1]);
        assert_string_equal(made, columns[2]);
        n++;
    }
    assert_int_equal(n, N_ROWS);
}

static void
what_is_no_syllable_is_not_read(void **state)
{
    static const char *const nothing[] = { "",
                                           "f1",
                                           "for",
                                           "covid19",
                                           "www",
                                           "bb",
                                           "a-b",
                                           "ăn",
                                           "ssss",
                                           "aaaaaaaaaaaaaaaa",
                                           "đi",
                                           "xyzzy",
                                           "cachsssssssssssssss" };
    (void) state;
    g_autoptr(TextAnalyser) analyser = text_analyser_new();
    for (unsigned i = 0; i < G_N_ELEMENTS(nothing); i++)
        for (unsigned method = 0; method < N_KEYSTROKES; method++)
            assert_null(keystrokes_read(analyser, (Keystrokes) method, nothing[i]));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_read_as_it_says),
        cmocka_unit_test(what_is_no_syllable_is_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
