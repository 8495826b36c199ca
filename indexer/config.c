#include "config.h"

#include "error.h"
#include "json-file.h"

#include <stddef.h>
#include <string.h>

#define PAGES_FILES "files"
#define PAGES_PACKED "packed"

typedef enum {
    VALUE_TEXT,
    VALUE_LANGUAGE,
    VALUE_PAGES,
    VALUE_ADDRESS,    /* of a site, or "" */
    VALUE_FOLDER_URL, /* starts and ends in "/" */
    VALUE_PATH,       /* relative to the file */
    VALUE_IMAGE,      /* a path that ends in .svg or .png */
} ValueKind;

static const struct {
    const char *key;
    size_t offset; /* of a char * of Config */
    ValueKind kind;
    const char *fallback;
} settings[] = {
    { "title", offsetof(Config, title), VALUE_TEXT, NULL },
    { "language", offsetof(Config, language), VALUE_LANGUAGE, "vi" },
    { "cgi", offsetof(Config, cgi), VALUE_TEXT, "/cgi-bin/tracuu.cgi" },
    { "base_url", offsetof(Config, base_url), VALUE_ADDRESS, "" },
    { "pages", offsetof(Config, pages), VALUE_PAGES, PAGES_FILES },
    { "site_path", offsetof(Config, site_path), VALUE_FOLDER_URL, "/" },
    { "synonyms", offsetof(Config, synonyms), VALUE_PATH, NULL },
    { "templates", offsetof(Config, templates), VALUE_PATH, NULL },
    { "logo", offsetof(Config, logo), VALUE_IMAGE, NULL },
    { "intro", offsetof(Config, intro), VALUE_TEXT, "" },
};

static char **
field_at(Config *config, size_t i)
{
    return (char **) (void *) ((char *) config + settings[i].offset);
}

Config *
config_new(void)
{
    Config *config = g_new0(Config, 1);

    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
        *field_at(config, i) = g_strdup(settings[i].fallback);
    return config;
}

void
config_free(Config *config)
{
    if (config == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
        g_free(*field_at(config, i));
    cJSON_Delete(config->colours);
    g_free(config);
}

gboolean
config_is_packed(const Config *config)
{
    return g_strcmp0(config->pages, PAGES_PACKED) == 0;
}

/* Paths are put behind it. */
static gboolean
is_address(const char *value)
{
    return (g_str_has_prefix(value, "https://") || g_str_has_prefix(value, "http://")) &&
           strpbrk(value, "?# \"<>\\") == NULL;
}

/* What is wrong with a value of this kind; NULL when nothing is. */
static const char *
complaint(ValueKind kind, const char *value)
{
    switch (kind) {
    case VALUE_LANGUAGE:
        if (strcmp(value, "vi") != 0 && strcmp(value, "en") != 0)
            return "is neither \"vi\" nor \"en\"";
        break;
    case VALUE_PAGES:
        if (strcmp(value, PAGES_FILES) != 0 && strcmp(value, PAGES_PACKED) != 0)
            return "is neither \"" PAGES_FILES "\" nor \"" PAGES_PACKED "\"";
        break;
    case VALUE_ADDRESS:
        if (*value != '\0' && !is_address(value))
            return "is no address that starts with http:// or https:// and has no \"?\" "
                   "or \"#\"";
        break;
    case VALUE_FOLDER_URL:
        if (value[0] != '/' || !g_str_has_suffix(value, "/"))
            return "does not start and end with \"/\"";
        break;
    case VALUE_PATH:
        if (*value == '\0')
            return "is empty";
        break;
    case VALUE_IMAGE:
        if (!g_str_has_suffix(value, ".svg") && !g_str_has_suffix(value, ".png"))
            return "does not end in \".svg\" or \".png\"";
        break;
    case VALUE_TEXT:
        break;
    }
    return NULL;
}

/* The value as Config holds it.  (transfer full) */
static char *
resolve(ValueKind kind, const char *value, const char *path)
{
    g_autofree char *folder = NULL;

    if ((kind != VALUE_PATH && kind != VALUE_IMAGE) || g_path_is_absolute(value))
        return g_strdup(value);
    folder = g_path_get_dirname(path);
    return g_build_filename(folder, value, NULL);
}

static gboolean
set_value(Config *config, size_t i, const cJSON *member, const char *path, GError **error)
{
    const char *value = cJSON_GetStringValue(member);
    const char *wrong =
        value == NULL ? "is not a string" : complaint(settings[i].kind, value);

    if (wrong != NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG, "%s: \"%s\" %s", path,
                    settings[i].key, wrong);
        return FALSE;
    }
    g_free(*field_at(config, i));
    *field_at(config, i) = resolve(settings[i].kind, value, path);
    return TRUE;
}

/* Which colours there are is the templates' matter (site-colours.h). */
static gboolean
set_colours(Config *config, const cJSON *member, const char *path, GError **error)
{
    const cJSON *theme = NULL;
    gboolean good = cJSON_IsObject(member);

    cJSON_ArrayForEach (theme, member)
        good =
            good && cJSON_IsObject(theme) &&
            (strcmp(theme->string, "light") == 0 || strcmp(theme->string, "dark") == 0);
    if (!good) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG,
                    "%s: \"colours\" is no object of the objects \"light\" and \"dark\"",
                    path);
        return FALSE;
    }
    cJSON_Delete(config->colours);
    config->colours = cJSON_Duplicate(member, TRUE);
    return TRUE;
}

static gboolean
read_member(Config *config, const cJSON *member, const char *path, GError **error)
{
    if (strcmp(member->string, "colours") == 0)
        return set_colours(config, member, path, error);
    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
        if (strcmp(settings[i].key, member->string) == 0)
            return set_value(config, i, member, path, error);
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG, "%s: unknown key \"%s\"", path,
                member->string);
    return FALSE;
}

Config *
config_load(const char *path, GError **error)
{
    g_autoptr(Config) config = config_new();
    g_autoptr(GError) failure = NULL;
    g_autoptr(cJSON) json = json_file_load(path, &failure);
    const cJSON *member = NULL;

    if (json == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG, "%s: %s", path,
                    failure->message);
        return NULL;
    }
    cJSON_ArrayForEach (member, json) {
        if (!read_member(config, member, path, error))
            return NULL;
    }
    return g_steal_pointer(&config);
}
