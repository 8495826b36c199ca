/* site-colours - colours of the templates and of a webmaster; none that cannot be read.
 */
#include "site-colours.h"

#include "error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>

static char *
colours_with(const char *chosen, GError **error)
{
    g_autoptr(cJSON) json = chosen != NULL ? cJSON_Parse(chosen) : NULL;
    return site_colours(TEMPLATE_DIR, json, error);
}

static void
the_templates_colours_can_be_read_in_both_themes(void **state)
{
    (void) state;
    g_autoptr(GError) error = NULL;
    g_autofree char *style = colours_with(NULL, &error);
    assert_null(error);
    assert_true(g_str_has_prefix(style, ":root{--paper:#fff;"));
    assert_non_null(
        strstr(style, "}\n@media (prefers-color-scheme:dark){:root{--paper:#15191d;"));
    assert_true(g_str_has_suffix(style, "}}\n"));
}

static void
a_chosen_colour_replaces_one_of_its_theme(void **state)
{
    (void) state;
    g_autofree char *style = colours_with("{\"light\":{\"bar\":\"#005a3C\"}}", NULL);
    assert_non_null(strstr(style, "--bar:#005a3C;"));
    assert_non_null(strstr(style, "--bar:#b3261e;"));
    assert_null(strstr(style, "--bar:#9b1c1c;"));
}

static void
what_is_no_colour_or_cannot_be_read_is_named(void **state)
{
    (void) state;
    static const char *const rows[][2] = {
        { "{\"light\":{\"barr\":\"#000\"}}", "\"colours\": light: there is no \"barr\"" },
        { "{\"dark\":{\"bar\":\"red\"}}",
          "\"colours\": dark: \"bar\" is neither \"#rgb\" nor \"#rrggbb\"" },
        { "{\"dark\":{\"bar\":\"#12345}\"}}",
          "\"colours\": dark: \"bar\" is neither \"#rgb\" nor \"#rrggbb\"" },
        { "{\"dark\":{\"bar\":1}}",
          "\"colours\": dark: \"bar\" is neither \"#rgb\" nor \"#rrggbb\"" },
        { "{\"light\":{\"ink\":\"#757575\"}}",
          "\"colours\": light: \"ink\" on \"ground\" has a contrast of 4.2, less than "
          "4.5" },
        { "{\"light\":{\"bar\":\"#fc0\"}}", "\"colours\": light: \"bar-ink\" on \"bar\" "
                                            "has a contrast of 1.5, less than 4.5" },
    };
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        assert_null(colours_with(rows[i][0], &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG));
        assert_string_equal(error->message, rows[i][1]);
    }
}

static void
a_malformed_file_of_colours_is_an_error_of_the_templates(void **state)
{
    (void) state;
    static const char *const texts[] = { "{", "{\"light\":{\"a\":\"x;}\"}}",
                                         "{\"light\":{\"a{\":\"#fff\"}}", "{}" };
    g_autofree char *dir = g_dir_make_tmp("tracuu-unit-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "colours.json", NULL);
    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        assert_true(g_file_set_contents(path, texts[i], -1, NULL));
        assert_null(site_colours(dir, NULL, &error));
        assert_int_equal(error->domain, TRACUU_ERROR);
        /* Without colours nothing that meets has contrast. */
        assert_int_equal(error->code,
                         i < 3 ? TRACUU_ERROR_TEMPLATE : TRACUU_ERROR_CONFIG);
        if (i < 3)
            assert_true(g_str_has_prefix(error->message, path));
    }
    g_unlink(path);
    g_rmdir(dir);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_templates_colours_can_be_read_in_both_themes),
        cmocka_unit_test(a_chosen_colour_replaces_one_of_its_theme),
        cmocka_unit_test(what_is_no_colour_or_cannot_be_read_is_named),
        cmocka_unit_test(a_malformed_file_of_colours_is_an_error_of_the_templates),
    };
    return cmocka_run_group_tests_name("site-colours", tests, NULL, NULL);
}
