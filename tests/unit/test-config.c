#include "config.h"

#include "error.h"
#include "reading-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
without_a_file_the_defaults_serve(void **state)
{
    g_autoptr(Config) config = config_new();

    (void) state;
    assert_null(config->title);
    assert_string_equal(config->language, "vi");
    assert_string_equal(config->cgi, "/cgi-bin/tracuu.cgi");
    assert_string_equal(config->base_url, "");
    assert_string_equal(config->site_path, "/");
    assert_false(config_is_packed(config));
    assert_null(config->synonyms);
    assert_null(config->templates);
    assert_null(config->logo);
    assert_string_equal(config->intro, "");
    assert_null(config->colours);
}

static void
a_file_sets_what_it_names(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *path = fixture_path(fixture, "tracuu.json");
    g_autofree char *synonyms = fixture_path(fixture, "synonyms.tsv");
    g_autoptr(Config) config = NULL;

    fixture_write(
        fixture, "tracuu.json",
        "\xEF\xBB\xBF{\"title\":\"Thông báo\",\"language\":\"en\",\"cgi\":\"/t\","
        "\"base_url\":\"https://a.vn\",\"site_path\":\"/x/\",\"pages\":\"packed\","
        "\"synonyms\":\"synonyms.tsv\",\"templates\":\"/usr/share/t\","
        "\"logo\":\"/l.svg\",\"intro\":\"Một\\n\\nHai\","
        "\"colours\":{\"dark\":{\"bar\":\"#123\"}}}\r\n",
        0);
    config = config_load(path, NULL);
    assert_non_null(config);
    assert_string_equal(config->title, "Thông báo");
    assert_string_equal(config->language, "en");
    assert_string_equal(config->cgi, "/t");
    assert_string_equal(config->base_url, "https://a.vn");
    assert_string_equal(config->site_path, "/x/");
    assert_true(config_is_packed(config));
    assert_string_equal(config->synonyms, synonyms);
    assert_string_equal(config->templates, "/usr/share/t");
    assert_string_equal(config->logo, "/l.svg");
    assert_string_equal(config->intro, "Một\n\nHai");
    assert_string_equal(json_get_string(json_get(config->colours, "dark"), "bar"),
                        "#123");
}

static void
an_empty_object_leaves_the_defaults(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *path = fixture_path(fixture, "tracuu.json");
    g_autoptr(Config) config = NULL;

    fixture_write(fixture, "tracuu.json", "{}", 0);
    config = config_load(path, NULL);
    assert_non_null(config);
    assert_string_equal(config->language, "vi");
}

static void
a_wrong_file_is_named_with_its_fault(void **state)
{
    static const char *const rows[][2] = {
        { "{\"titel\":\"x\"}", "unknown key \"titel\"" },
        { "{\"Title\":\"x\"}", "unknown key \"Title\"" },
        { "{\"title\":1}", "\"title\" is not a string" },
        { "{\"title\":null}", "\"title\" is not a string" },
        { "{\"language\":\"fr\"}", "\"language\" is neither \"vi\" nor \"en\"" },
        { "{\"site_path\":\"x/\"}", "\"site_path\" does not start and end with \"/\"" },
        { "{\"site_path\":\"/x\"}", "\"site_path\" does not start and end with \"/\"" },
        { "{\"base_url\":\"vb.example.vn\"}",
          "\"base_url\" is no address that starts with http:// or https:// and has no "
          "\"?\" or \"#\"" },
        { "{\"base_url\":\"https://a.vn/?vb=\"}",
          "\"base_url\" is no address that starts with http:// or https:// and has no "
          "\"?\" or \"#\"" },
        { "{\"pages\":\"zip\"}", "\"pages\" is neither \"files\" nor \"packed\"" },
        { "{\"synonyms\":\"\"}", "\"synonyms\" is empty" },
        { "{\"logo\":\"l.gif\"}", "\"logo\" does not end in \".svg\" or \".png\"" },
        { "{\"colours\":\"red\"}",
          "\"colours\" is no object of the objects \"light\" and \"dark\"" },
        { "{\"colours\":{\"bright\":{}}}",
          "\"colours\" is no object of the objects \"light\" and \"dark\"" },
        { "[]", "JSON: no object" },
        { "{\"title\":\"x\"", "JSON: no \",\" or \"}\" at byte 12" },
        { "", "JSON: no value at byte 0" },
    };
    Fixture *fixture = *state;
    g_autofree char *path = fixture_path(fixture, "tracuu.json");

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *message = g_strdup_printf("%s: %s", path, rows[i][1]);
        g_autoptr(GError) error = NULL;
        fixture_write(fixture, "tracuu.json", rows[i][0], 0);
        assert_null(config_load(path, &error));
        assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG));
        assert_string_equal(error->message, message);
    }
}

static void
a_file_that_is_missing_or_too_large_is_an_error(void **state)
{
    Fixture *fixture = *state;
    g_autofree char *path = fixture_path(fixture, "tracuu.json");
    g_autofree char *large = g_strnfill((1u << 20) + 1, ' ');
    g_autoptr(GError) missing = NULL;
    g_autoptr(GError) limit = NULL;
    g_autoptr(GError) folder = NULL;

    assert_null(config_load(path, &missing));
    assert_true(g_error_matches(missing, TRACUU_ERROR, TRACUU_ERROR_CONFIG));
    assert_true(g_str_has_suffix(missing->message,
                                 ": cannot be read: No such file or directory"));
    fixture_write(fixture, "tracuu.json", large, 0);
    assert_null(config_load(path, &limit));
    assert_true(g_str_has_suffix(limit->message, ": larger than 1048576 bytes"));
    assert_null(config_load(fixture->folder, &folder));
    assert_true(
        g_str_has_suffix(folder->message, ": cannot be read: not a regular file"));
}

static void
freeing_no_config_is_nothing(void **state)
{
    (void) state;
    config_free(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_file_the_defaults_serve),
        TEST(a_file_sets_what_it_names),
        TEST(an_empty_object_leaves_the_defaults),
        TEST(a_wrong_file_is_named_with_its_fault),
        TEST(a_file_that_is_missing_or_too_large_is_an_error),
        cmocka_unit_test(freeing_no_config_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
