#include "site.h"

#include "display.h"
#include "error.h"
#include "json.h"
#include "query-limits.h"
#include "site-body.h"
#include "site-script.h"
#include "template.h"

#include <string.h>

#define CATALOGUE "catalogue.json"
#define ASSETS "assets"

struct Site {
    const Config *config;
    char *template_dir;
    TemplateSet *templates;
    cJSON *ui; /* the catalogue's strings in the site's language */
};

/* The templates that someone renders by name; the others are their partials. */
#define QUERY_TEMPLATE "answer"
#define FOUND_TEMPLATE "found" /* the part of it that the browser renders too */
static const char *const pages[] = { "home", "notice", "search", QUERY_TEMPLATE,
                                     FOUND_TEMPLATE };

#define SEARCH_PAGE "search.html"

/* The rows of a notice's card, in order. */
typedef struct {
    const char *label; /* key in the catalogue */
    size_t offset;     /* of a char * in Notice */
    gboolean is_date;
} CardField;

static const CardField card_fields[] = {
    { "field_type", offsetof(Notice, type), FALSE },
    { "field_number", offsetof(Notice, number), FALSE },
    { "field_date", offsetof(Notice, date), TRUE },
    { "field_issuer", offsetof(Notice, issuer), FALSE },
    { "field_province", offsetof(Notice, province), FALSE },
    { "field_signatory", offsetof(Notice, signatory), FALSE },
};

static const char *
ui_get(const Site *site, const char *key)
{
    const char *text = json_get_string(site->ui, key);
    return text != NULL ? text : key;
}

const char *
site_get_title(const Site *site)
{
    return site->config->title != NULL ? site->config->title : ui_get(site, "site_title");
}

static gboolean
read_template_file(const char *path, char **text, size_t *len, GError **error)
{
    g_autoptr(GError) local = NULL;
    if (g_file_get_contents(path, text, len, &local))
        return TRUE;
    g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, local->message);
    return FALSE;
}

static int
compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(char *const *) left, *(char *const *) right);
}

/* The files of `dir` that end in `suffix`, sorted, hidden ones left out. */
static GPtrArray *
list_files(const char *dir, const char *suffix, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(GDir) handle = g_dir_open(dir, 0, &local);
    if (handle == NULL) {
        g_set_error_literal(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, local->message);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(handle); name != NULL;
         name = g_dir_read_name(handle))
        if (*name != '.' && g_str_has_suffix(name, suffix))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

static gboolean
load_template(Site *site, const char *file_name, GError **error)
{
    g_autofree char *path = g_build_filename(site->template_dir, file_name, NULL);
    g_autofree char *text = NULL;
    size_t len = 0;
    if (!read_template_file(path, &text, &len, error))
        return FALSE;
    if (!g_utf8_validate(text, (gssize) len, NULL)) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, "%s: not UTF-8", path);
        return FALSE;
    }
    g_autofree char *name =
        g_strndup(file_name, strlen(file_name) - strlen(TEMPLATE_SUFFIX));
    if (template_set_add(site->templates, name, text, error))
        return TRUE;
    g_prefix_error(error, "%s/", site->template_dir);
    return FALSE;
}

static gboolean
load_templates(Site *site, GError **error)
{
    g_autoptr(GPtrArray) files = list_files(site->template_dir, TEMPLATE_SUFFIX, error);
    if (files == NULL)
        return FALSE;
    for (unsigned i = 0; i < files->len; i++)
        if (!load_template(site, g_ptr_array_index(files, i), error))
            return FALSE;
    for (unsigned i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autoptr(GPtrArray) reached =
            template_set_reach(site->templates, pages[i], error);
        if (reached == NULL) {
            g_prefix_error(error, "%s/", site->template_dir);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
load_catalogue(Site *site, GError **error)
{
    g_autofree char *path = g_build_filename(site->template_dir, CATALOGUE, NULL);
    g_autofree char *text = NULL;
    size_t len = 0;
    if (!read_template_file(path, &text, &len, error))
        return FALSE;
    g_autoptr(GError) local = NULL;
    g_autoptr(cJSON) catalogue = json_parse(text, len, &local);
    if (catalogue == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, "%s: %s", path,
                    local->message);
        return FALSE;
    }
    const char *language = site->config->language;
    site->ui = cJSON_DetachItemFromObjectCaseSensitive(catalogue, language);
    if (cJSON_IsObject(site->ui))
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_TEMPLATE, "%s: no strings in \"%s\"",
                path, language);
    return FALSE;
}

static void
add_text(cJSON *object, const char *key, const char *text)
{
    cJSON_AddItemToObjectCS(object, key,
                            text != NULL ? cJSON_CreateString(text) : cJSON_CreateNull());
}

/* What pages and the search program share. */
static cJSON *
common_data(const Site *site)
{
    cJSON *data = cJSON_CreateObject();
    add_text(data, "title", site_get_title(site));
    add_text(data, "language", site->config->language);
    add_text(data, "cgi", site->config->cgi);
    cJSON_AddItemReferenceToObject(data, "ui", site->ui);
    return data;
}

Site *
site_new(const Config *config, const char *template_dir, GError **error)
{
    g_autoptr(Site) site = g_new0(Site, 1);
    site->config = config;
    site->template_dir = g_strdup(template_dir);
    site->templates = template_set_new();
    if (!load_templates(site, error) || !load_catalogue(site, error))
        return NULL;
    g_autoptr(cJSON) common = common_data(site);
    if (!template_set_common(site->templates, common, error))
        return NULL;
    return g_steal_pointer(&site);
}

void
site_free(Site *site)
{
    if (site == NULL)
        return;
    g_free(site->template_dir);
    template_set_free(site->templates);
    cJSON_Delete(site->ui);
    g_free(site);
}

static cJSON *
card_data(const Site *site, const Notice *notice)
{
    cJSON *rows = cJSON_CreateArray();
    for (unsigned i = 0; i < G_N_ELEMENTS(card_fields); i++) {
        const CardField *field = &card_fields[i];
        const char *value = G_STRUCT_MEMBER(const char *, notice, field->offset);
        g_autofree char *date =
            field->is_date ? display_date(value, site->config->language) : NULL;
        cJSON *row = cJSON_CreateObject();
        add_text(row, "label", ui_get(site, field->label));
        add_text(row, "value", field->is_date ? date : value);
        cJSON_AddItemToArray(rows, row);
    }
    return rows;
}

/* The way from a page at notices/file_name.html up to the site's root. */
static char *
way_up(const char *file_name)
{
    GString *root = g_string_new("../");
    for (const char *at = strchr(file_name, '/'); at != NULL; at = strchr(at + 1, '/'))
        g_string_append(root, "../");
    return g_string_free(root, FALSE);
}

static void
add_original(cJSON *data, const char *root, const char *original)
{
    if (original == NULL)
        return;
    g_autofree char *path = g_uri_escape_string(original, "/", FALSE);
    g_autofree char *url = g_strconcat(root, path, NULL);
    add_text(data, "original_url", url);
}

char *
site_render_notice(Site *site, const Notice *notice, GError **error)
{
    g_autoptr(cJSON) data = cJSON_CreateObject();
    g_autofree char *root = way_up(notice->file_name);
    g_autofree char *heading = display_heading(notice);
    g_autofree char *body = site_body(notice, ui_get(site, "permalink"));
    add_text(data, "root", root);
    add_text(data, "page_title", heading);
    add_text(data, "heading", heading);
    add_text(data, "id", notice->id);
    add_text(data, "type", notice->type);
    add_text(data, "body", body);
    cJSON_AddBoolToObject(data, "untitled", notice->title == NULL);
    cJSON_AddItemToObjectCS(data, "fields", card_data(site, notice));
    add_original(data, root, notice->original);
    g_autofree char *page = template_render(site->templates, "notice", data, error);
    return page != NULL ? site_script_wrap(page) : NULL;
}

static cJSON *
line_data(const Site *site, const Notice *notice)
{
    cJSON *line = cJSON_CreateObject();
    g_autofree char *url = g_strconcat("notices/", notice->file_name, ".html", NULL);
    g_autofree char *heading = display_heading(notice);
    g_autofree char *date = display_date(notice->date, site->config->language);
    add_text(line, "url", url);
    add_text(line, "heading", heading);
    add_text(line, "type", notice->type);
    add_text(line, "number", notice->number);
    add_text(line, "date_text", date);
    add_text(line, "issuer", notice->issuer);
    add_text(line, "province", notice->province);
    cJSON_AddBoolToObject(line, "untitled", notice->title == NULL);
    return line;
}

/* A table of counts; `unknown` stands for a value that is not known. */
static cJSON *
counts_data(const Site *site,
            const char *label,
            const char *unknown,
            const GArray *counts)
{
    cJSON *table = cJSON_CreateObject();
    cJSON *values = cJSON_AddArrayToObject(table, "values");
    add_text(table, "label", ui_get(site, label));
    for (unsigned i = 0; i < counts->len; i++) {
        const SiteCount *count = &g_array_index(counts, SiteCount, i);
        g_autofree char *text = display_count(count->count, site->config->language);
        cJSON *row = cJSON_CreateObject();
        add_text(row, "value",
                 count->value != NULL ? count->value : ui_get(site, unknown));
        add_text(row, "count_text", text);
        cJSON_AddBoolToObject(row, "unknown", count->value == NULL);
        cJSON_AddItemToArray(values, row);
    }
    return table;
}

static char *
home_heading(const Site *site, unsigned n_notices)
{
    if (n_notices == 0)
        return g_strdup(ui_get(site, "home_empty"));
    g_autofree char *count = display_count(n_notices, site->config->language);
    GString *heading = g_string_new(ui_get(site, "home_heading"));
    g_string_replace(heading, "{n}", count, 0);
    return g_string_free(heading, FALSE);
}

char *
site_render_home(Site *site, const SiteSummary *summary, GError **error)
{
    g_autoptr(cJSON) data = cJSON_CreateObject();
    g_autofree char *heading = home_heading(site, summary->n_notices);
    add_text(data, "root", "");
    add_text(data, "heading", heading);
    add_text(data, "form_action", SEARCH_PAGE);
    cJSON_AddBoolToObject(data, "is_home", TRUE);
    cJSON_AddBoolToObject(data, "has_notices", summary->n_notices > 0);
    cJSON *latest = cJSON_AddArrayToObject(data, "latest");
    for (unsigned i = 0; i < summary->latest->len && i < SITE_N_LATEST; i++)
        cJSON_AddItemToArray(latest,
                             line_data(site, g_ptr_array_index(summary->latest, i)));
    cJSON *counts = cJSON_AddArrayToObject(data, "counts");
    cJSON_AddItemToArray(counts,
                         counts_data(site, "home_types", "unknown", summary->types));
    cJSON_AddItemToArray(counts,
                         counts_data(site, "home_years", "home_undated", summary->years));
    return template_render(site->templates, "home", data, error);
}

char *
site_render_search(Site *site, const char *root_file, GError **error)
{
    const char *cgi = site->config->cgi;
    g_autoptr(cJSON) data = cJSON_CreateObject();
    add_text(data, "root", "");
    add_text(data, "root_file", root_file);
    add_text(data, "form_action", *cgi != '\0' ? cgi : SEARCH_PAGE);
    add_text(data, "page_title", ui_get(site, "search_heading"));
    cJSON_AddBoolToObject(data, "is_search", TRUE);
    return template_render(site->templates, "search", data, error);
}

gboolean
site_foreach_asset(Site *site, SiteAssetFunc func, gpointer user_data, GError **error)
{
    g_autofree char *dir = g_build_filename(site->template_dir, ASSETS, NULL);
    g_autoptr(GPtrArray) names = list_files(dir, "", error);
    if (names == NULL)
        return FALSE;
    for (unsigned i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(dir, name, NULL);
        g_autofree char *bytes = NULL;
        size_t len = 0;
        if (!read_template_file(path, &bytes, &len, error) ||
            !func(name, bytes, len, user_data, error))
            return FALSE;
    }
    return TRUE;
}

char *
site_query_config(Site *site)
{
    g_autoptr(cJSON) config = common_data(site);
    add_text(config, "site_path", site->config->site_path);
    return cJSON_PrintUnformatted(config);
}

/* Calls func for `name` and each template that it reaches, sorted by name. */
static gboolean
foreach_reached(Site *site,
                const char *name,
                SiteTemplateFunc func,
                gpointer user_data,
                GError **error)
{
    g_autoptr(GPtrArray) names = template_set_reach(site->templates, name, error);
    if (names == NULL)
        return FALSE;
    for (unsigned i = 0; i < names->len; i++) {
        const char *reached = g_ptr_array_index(names, i);
        const char *text = template_set_get_text(site->templates, reached);
        if (!func(reached, text, user_data, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
site_foreach_query_template(Site *site,
                            SiteTemplateFunc func,
                            gpointer user_data,
                            GError **error)
{
    return foreach_reached(site, QUERY_TEMPLATE, func, user_data, error);
}

static gboolean
add_template(const char *name, const char *text, gpointer user_data, GError **error)
{
    (void) error;
    cJSON_AddStringToObject((cJSON *) user_data, name, text);
    return TRUE;
}

char *
site_page_script(Site *site, GError **error)
{
    g_autoptr(cJSON) data = cJSON_CreateObject();
    cJSON *templates = cJSON_AddObjectToObject(data, "templates");
    cJSON *limits = cJSON_AddObjectToObject(data, "limits");
    cJSON_AddItemToObject(data, "config", common_data(site));
    cJSON_AddNumberToObject(limits, "query_bytes", QUERY_MAX_BYTES);
    cJSON_AddNumberToObject(limits, "max_page", QUERY_MAX_PAGE);
    if (!foreach_reached(site, FOUND_TEMPLATE, add_template, templates, error))
        return NULL;
    g_autofree char *json = cJSON_PrintUnformatted(data);
    return g_strconcat("globalThis.tracuu = globalThis.tracuu || {};\ntracuu.site = ",
                       json, ";\n", NULL);
}
