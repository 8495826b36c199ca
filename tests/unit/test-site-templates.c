/* site-templates - the folder of templates: whole, and when something is wrong in it. */
#include "site-fixture.h"

#include "error.h"
#include "json.h"
#include "site-files.h"
#include "template.h"

#include <glib/gstdio.h>

#include <string.h>

static const char *const languages[] = { "vi", "en" };

static cJSON *
read_catalogue(const char *language)
{
    g_autoptr(GError) error = NULL;
    cJSON *strings = site_load_catalogue(TEMPLATE_DIR, language, &error);
    if (strings == NULL)
        fail_msg("%s", error->message);
    return strings;
}

static void
both_languages_have_the_same_strings(void **state)
{
    (void) state;
    for (unsigned i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autoptr(cJSON) here = read_catalogue(languages[i]);
        g_autoptr(cJSON) there = read_catalogue(languages[1 - i]);
        for (const cJSON *string = here->child; string != NULL; string = string->next) {
            const cJSON *other = json_get(there, string->string);
            if (other == NULL || other->type != string->type ||
                cJSON_GetArraySize(other) != cJSON_GetArraySize(string))
                fail_msg("%s is not alike in both languages", string->string);
        }
    }
}

/* Checks the strings that one template names. */
static void
check_strings_of(const char *name, const cJSON *strings)
{
    g_autofree char *path = g_build_filename(TEMPLATE_DIR, name, NULL);
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    for (const char *at = strstr(text, "ui."); at != NULL; at = strstr(at + 1, "ui.")) {
        const size_t len = strspn(at + 3, "abcdefghijklmnopqrstuvwxyz_");
        g_autofree char *key = g_strndup(at + 3, len);
        if (json_get(strings, key) == NULL)
            fail_msg("%s: no string \"%s\"", name, key);
    }
}

static void
every_string_that_a_template_names_is_in_the_catalogue(void **state)
{
    (void) state;
    g_autoptr(cJSON) strings = read_catalogue("vi");
    g_autoptr(GDir) dir = g_dir_open(TEMPLATE_DIR, 0, NULL);
    unsigned n_templates = 0;
    for (const char *name = g_dir_read_name(dir); name != NULL;
         name = g_dir_read_name(dir)) {
        if (!g_str_has_suffix(name, TEMPLATE_SUFFIX))
            continue;
        check_strings_of(name, strings);
        n_templates++;
    }
    assert_true(n_templates > 4);
}

static gboolean
collect_asset(
    const char *name, const char *bytes, size_t len, gpointer user_data, GError **error)
{
    (void) error;
    g_string_append_printf((GString *) user_data, "%s ", name);
    return bytes[0] != '\0' && len > 100;
}

static gboolean
refuse_asset(
    const char *name, const char *bytes, size_t len, gpointer user_data, GError **error)
{
    (void) bytes;
    (void) len;
    (void) user_data;
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT, name);
    return FALSE;
}

static void
assets_come_in_order_and_whole(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GString) names = g_string_new(NULL);
    assert_true(site_foreach_asset(site, collect_asset, names, NULL));
    g_auto(GStrv) list = g_strsplit(g_strchomp(names->str), " ", -1);
    for (unsigned i = 1; list[i] != NULL; i++)
        assert_true(strcmp(list[i - 1], list[i]) < 0);
    assert_true(g_strv_contains((const char *const *) list, "favicon.svg"));
    assert_true(g_strv_contains((const char *const *) list, "mustache.min.js"));
}

static void
an_error_of_who_takes_an_asset_ends_the_round(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(Site) site = site_with(&config);
    g_autoptr(GError) error = NULL;
    assert_false(site_foreach_asset(site, refuse_asset, NULL, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_OUTPUT));
    assert_string_equal(error->message, "complete.js"); /* the first */
}

/* A copy of the templates' folder in which one file has other text or is new, or is
 * left out when that is NULL. */
typedef struct {
    char *path;
} Folder;

static void
folder_clear(Folder *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder->path, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL;
         name = g_dir_read_name(dir)) {
        g_autofree char *file = g_build_filename(folder->path, name, NULL);
        g_unlink(file);
    }
    g_rmdir(folder->path);
    g_free(folder->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folder, folder_clear)

static Folder
folder_with(const char *changed, const char *text)
{
    Folder folder = { g_dir_make_tmp("tracuu-site-XXXXXX", NULL) };
    g_autoptr(GDir) dir = g_dir_open(TEMPLATE_DIR, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL;
         name = g_dir_read_name(dir)) {
        g_autofree char *from = g_build_filename(TEMPLATE_DIR, name, NULL);
        g_autofree char *to = g_build_filename(folder.path, name, NULL);
        g_autofree char *bytes = NULL;
        if (g_strcmp0(name, changed) != 0 && !g_file_test(from, G_FILE_TEST_IS_DIR))
            assert_true(g_file_get_contents(from, &bytes, NULL, NULL));
        if (bytes != NULL)
            assert_true(g_file_set_contents(to, bytes, -1, NULL));
    }
    g_autofree char *more = g_build_filename(folder.path, changed, NULL);
    if (text != NULL && *changed != '\0')
        assert_true(g_file_set_contents(more, text, -1, NULL));
    return folder;
}

static void
assert_site_refused(const char *changed, const char *text, const char *message)
{
    g_auto(Folder) folder = folder_with(changed, text);
    const Config config = config_in("vi");
    g_autoptr(GError) error = NULL;
    g_autoptr(Site) site = site_new(&config, folder.path, &error);
    assert_null(site);
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
    g_autofree char *expected = g_strconcat(folder.path, message, NULL);
    assert_string_equal(error->message, expected);
}

static void
a_bad_template_folder_is_refused_with_file_and_line(void **state)
{
    (void) state;
    assert_site_refused("notice.mustache", "a\n{{#x}}",
                        "/notice.mustache:2: section \"x\" is not closed");
    assert_site_refused("footer.mustache", "a\n{{> nowhere}}",
                        "/footer.mustache:2: no template \"nowhere\"");
    assert_site_refused("home.mustache", NULL, "/no template \"home\"");
    assert_site_refused("meta.mustache", "\xff", "/meta.mustache: not UTF-8");
    assert_site_refused("catalogue.json", "{\"en\": {}, \"vi\": []}",
                        "/catalogue.json: no strings in \"vi\"");
    assert_site_refused("catalogue-more.json", "{\"en\": {}, \"vi\": {\"skip\": \"x\"}}",
                        "/catalogue.json: \"skip\" stands in another catalogue too");
}

static void
a_malformed_or_missing_catalogue_is_an_error_of_the_templates(void **state)
{
    (void) state;
    assert_site_refused("catalogue.json", "{",
                        "/catalogue.json: JSON: no member name at byte 1");
    g_autoptr(GError) error = NULL;
    assert_null(site_load_catalogue(TEMPLATE_DIR "/assets", "vi", &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
    assert_has(error->message, "/assets/catalogue.json: there is none");
}

static void
a_folder_that_is_missing_or_has_no_assets_is_an_error(void **state)
{
    (void) state;
    const Config config = config_in("vi");
    g_autoptr(GError) error = NULL;
    assert_null(site_new(&config, TEMPLATE_DIR "/nowhere", &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
    g_clear_error(&error);
    g_auto(Folder) folder = folder_with("", NULL);
    g_autoptr(Site) site = site_new(&config, folder.path, NULL);
    assert_non_null(site);
    assert_false(site_foreach_asset(site, collect_asset, NULL, &error));
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_have_the_same_strings),
        cmocka_unit_test(every_string_that_a_template_names_is_in_the_catalogue),
        cmocka_unit_test(assets_come_in_order_and_whole),
        cmocka_unit_test(an_error_of_who_takes_an_asset_ends_the_round),
        cmocka_unit_test(a_bad_template_folder_is_refused_with_file_and_line),
        cmocka_unit_test(a_malformed_or_missing_catalogue_is_an_error_of_the_templates),
        cmocka_unit_test(a_folder_that_is_missing_or_has_no_assets_is_an_error),
    };
    return cmocka_run_group_tests_name("site-templates", tests, NULL, NULL);
}
