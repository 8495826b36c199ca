#include "site.h"

#include "display.h"
#include "error.h"
#include "load.h"
#include "query-limits.h"
#include "site-colours.h"
#include "site-files.h"
#include "site-private.h"

#include <string.h>

#define ASSETS "assets"

/* The templates that someone renders by name; the others are their partials. */
#define QUERY_TEMPLATE "answer"
#define FOUND_TEMPLATE "found" /* the part of it that the browser renders too */
static const char *const pages[] = {
    "home",     "notice",        "search",    QUERY_TEMPLATE, FOUND_TEMPLATE,
    "browse",   "group",         "values",    "citations",    "cited",
    "timeline", "timeline-year", "feed",      "missing",      "opensearch",
    "viewer",   "concordance",   "frequency", "quality"
};

#define SEARCH_PAGE "search.html"

char *
site_notice_url(const Site *site, const char *file_name)
{
    return file_name != NULL ? notice_url(file_name, config_is_packed(site->config))
                             : NULL;
}

const char *
site_get_title(const Site *site)
{
    return site->config->title != NULL ? site->config->title
                                       : site_text(site, "site_title");
}

const char *
site_get_colours(const Site *site)
{
    return site->colours;
}

static gboolean
load_template(Site *site, const char *file_name, GError **error)
{
    g_autofree char *path = g_build_filename(site->template_dir, file_name, NULL);
    g_autofree char *text = NULL;
    size_t len = 0;
    if (!site_read_file(path, &text, &len, error))
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
    g_autoptr(GPtrArray) files =
        site_list_files(site->template_dir, "", TEMPLATE_SUFFIX, error);
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

void
site_add_text(cJSON *object, const char *key, const char *text)
{
    cJSON_AddItemToObjectCS(object, key,
                            text != NULL ? cJSON_CreateString(text) : cJSON_CreateNull());
}

void
site_add_flag(cJSON *object, const char *key, gboolean flag)
{
    cJSON_AddItemToObjectCS(object, key, cJSON_CreateBool(flag));
}

void
site_add_lasting(cJSON *object, const char *key, const char *text)
{
    cJSON_AddItemToObjectCS(object, key,
                            text != NULL ? cJSON_CreateStringReference(text)
                                         : cJSON_CreateNull());
}

/* What pages and the search program share. */
static cJSON *
common_data(const Site *site)
{
    cJSON *data = cJSON_CreateObject();
    site_add_text(data, "title", site_get_title(site));
    site_add_text(data, "language", site->config->language);
    site_add_text(data, "cgi", site->config->cgi);
    site_add_text(data, "logo",
                  site->config->logo != NULL ? strrchr(site->config->logo, '.') : NULL);
    cJSON_AddBoolToObject(data, "has_opensearch", *site->config->base_url != '\0');
    site_add_text(data, "pages", site->config->pages);
    cJSON_AddBoolToObject(data, "packed", config_is_packed(site->config));
    cJSON_AddItemReferenceToObject(data, "ui", site->ui);
    return data;
}

static gboolean
load_logo(Site *site, GError **error)
{
    const char *path = site->config->logo;
    g_autoptr(GError) local = NULL;
    if (path == NULL)
        return TRUE;
    site->logo = load_bytes(path, SITE_LOGO_BYTES, &site->logo_len, &local);
    if (site->logo != NULL)
        return TRUE;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_CONFIG, "%s: %s", path, local->message);
    return FALSE;
}

const char *
site_get_logo(const Site *site, size_t *len)
{
    *len = site->logo_len;
    return site->logo;
}

Site *
site_new(const Config *config, const char *template_dir, GError **error)
{
    g_autoptr(Site) site = g_new0(Site, 1);
    site->config = config;
    site->template_dir = g_strdup(template_dir);
    site->templates = template_set_new();
    if (!load_templates(site, error))
        return NULL;
    site->ui = site_load_catalogue(template_dir, config->language, error);
    if (site->ui == NULL)
        return NULL;
    site_index_texts(site);
    site->colours = site_colours(template_dir, config->colours, error);
    if (site->colours == NULL || !load_logo(site, error))
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
    g_clear_pointer(&site->texts, g_hash_table_unref);
    cJSON_Delete(site->ui);
    g_free(site->colours);
    g_free(site->logo);
    g_free(site);
}

char *
site_way_up(const char *path)
{
    GString *root = g_string_new(NULL);
    for (const char *at = strchr(path, '/'); at != NULL; at = strchr(at + 1, '/'))
        g_string_append(root, "../");
    return g_string_free(root, FALSE);
}

char *
site_date(const Site *site,
          const char *date,
          const char *not_before,
          const char *not_after)
{
    g_autofree char *known = display_date(date, site->config->language);
    g_autofree char *from = display_date(not_before, site->config->language);
    g_autofree char *to = display_date(not_after, site->config->language);
    if (known != NULL)
        return g_steal_pointer(&known);
    if (from != NULL && to != NULL)
        return site_fill(site, "date_between", from, to);
    if (from != NULL)
        return site_fill(site, "date_not_before", from, NULL);
    return to != NULL ? site_fill(site, "date_not_after", to, NULL) : NULL;
}

/* NULL when nothing is known of it. */
static char *
line_date(const Site *site, const SiteLine *line)
{
    g_autofree char *date =
        site_date(site, line->date, line->not_before, line->not_after);
    return date == NULL || line->date != NULL
               ? g_steal_pointer(&date)
               : site_fill(site, "date_unknown", date, NULL);
}

cJSON *
site_line_data(const Site *site, const SiteLine *line)
{
    cJSON *data = cJSON_CreateObject();
    g_autofree char *url = site_notice_url(site, line->file_name);
    g_autofree char *date = line_date(site, line);
    site_add_text(data, "url", url);
    site_add_text(data, "heading", line->heading);
    site_add_text(data, "type", line->type);
    site_add_text(data, "number", line->number);
    site_add_text(data, "date_text", date);
    site_add_text(data, "issuer", line->issuer);
    site_add_text(data, "province", line->province);
    cJSON_AddBoolToObject(data, "untitled", line->untitled);
    return data;
}

/* A table of counts; `unknown` stands for a value that is not known.  Of a facet that
 * no notice has a value of there are no lists, but of the undated always. */
static cJSON *
counts_data(const Site *site,
            SiteFacet facet,
            const char *label,
            const char *unknown,
            const GArray *groups)
{
    cJSON *table = cJSON_CreateObject();
    cJSON *values = cJSON_AddArrayToObject(table, "values");
    const gboolean listed =
        facet == SITE_YEAR || groups->len > 1 ||
        (groups->len == 1 && g_array_index(groups, SiteGroup, 0).value != NULL);
    site_add_text(table, "label", site_text(site, label));
    for (unsigned i = 0; i < groups->len; i++) {
        const SiteGroup *group = &g_array_index(groups, SiteGroup, i);
        g_autofree char *text = display_count(group->n, site->config->language);
        g_autofree char *path = listed ? site_group_path(facet, group->value) : NULL;
        cJSON *row = cJSON_CreateObject();
        site_add_text(row, "value",
                      group->value != NULL ? group->value : site_text(site, unknown));
        site_add_text(row, "count_text", text);
        site_add_text(row, "url", path);
        cJSON_AddBoolToObject(row, "unknown", group->value == NULL);
        cJSON_AddItemToArray(values, row);
    }
    return table;
}

static char *
home_heading(const Site *site, unsigned n_notices)
{
    if (n_notices == 0)
        return g_strdup(site_text(site, "home_empty"));
    g_autofree char *count = display_count(n_notices, site->config->language);
    return site_fill(site, "home_heading", count, NULL);
}

/* The paragraphs of the configuration's "intro". */
static cJSON *
intro_data(const Site *site)
{
    cJSON *paragraphs = cJSON_CreateArray();
    g_auto(GStrv) texts = g_strsplit(site->config->intro, "\n\n", -1);
    for (unsigned i = 0; texts[i] != NULL; i++) {
        if (*g_strstrip(texts[i]) == '\0')
            continue;
        cJSON *row = cJSON_CreateObject();
        site_add_text(row, "text", texts[i]);
        cJSON_AddItemToArray(paragraphs, row);
    }
    return paragraphs;
}

char *
site_render_home(Site *site, const SiteSummary *summary, GError **error)
{
    g_autoptr(cJSON) data = cJSON_CreateObject();
    g_autofree char *heading = home_heading(site, summary->n_notices);
    site_add_text(data, "root", "");
    site_add_text(data, "heading", heading);
    site_add_text(data, "form_action", SEARCH_PAGE);
    cJSON_AddBoolToObject(data, "is_home", TRUE);
    cJSON_AddBoolToObject(data, "has_feed", summary->has_feed);
    cJSON_AddItemToObject(data, "intro", intro_data(site));
    cJSON_AddBoolToObject(data, "has_notices", summary->n_notices > 0);
    cJSON *latest = cJSON_AddArrayToObject(data, "latest");
    for (unsigned i = 0; i < summary->latest->len && i < SITE_N_LATEST; i++)
        cJSON_AddItemToArray(
            latest, site_line_data(site, &g_array_index(summary->latest, SiteLine, i)));
    cJSON *counts = cJSON_AddArrayToObject(data, "counts");
    cJSON_AddItemToArray(
        counts, counts_data(site, SITE_TYPE, "home_types", "unknown", summary->types));
    cJSON_AddItemToArray(counts, counts_data(site, SITE_YEAR, "home_years",
                                             "home_undated", summary->years));
    return template_render(site->templates, "home", data, error);
}

char *
site_render_search(Site *site, const char *root_file, GError **error)
{
    const char *cgi = site->config->cgi;
    g_autoptr(cJSON) data = cJSON_CreateObject();
    site_add_text(data, "root", "");
    site_add_text(data, "root_file", root_file);
    site_add_text(data, "form_action", *cgi != '\0' ? cgi : SEARCH_PAGE);
    site_add_text(data, "page_title", site_text(site, "search_heading"));
    cJSON_AddBoolToObject(data, "is_search", TRUE);
    cJSON_AddBoolToObject(data, "has_scripts", TRUE);
    return template_render(site->templates, "search", data, error);
}

char *
site_render_research(Site *site,
                     SiteResearch which,
                     const char *root_file,
                     GError **error)
{
    static const struct {
        const char *page, *title, *flag;
    } kinds[] = {
        [SITE_CONCORDANCE] = { "concordance", "kwic_title", "is_concordance" },
        [SITE_FREQUENCY] = { "frequency", "freq_title", "is_frequency" },
    };
    g_autoptr(cJSON) data = cJSON_CreateObject();
    site_add_text(data, "root", "");
    site_add_text(data, "root_file", root_file);
    site_add_text(data, "page_title", site_text(site, kinds[which].title));
    cJSON_AddBoolToObject(data, kinds[which].flag, TRUE);
    cJSON_AddBoolToObject(data, "has_scripts", TRUE);
    return template_render(site->templates, kinds[which].page, data, error);
}

gboolean
site_foreach_asset(Site *site, SiteAssetFunc func, gpointer user_data, GError **error)
{
    g_autofree char *dir = g_build_filename(site->template_dir, ASSETS, NULL);
    g_autoptr(GPtrArray) names = site_list_files(dir, "", "", error);
    if (names == NULL)
        return FALSE;
    for (unsigned i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(dir, name, NULL);
        g_autofree char *bytes = NULL;
        size_t len = 0;
        if (!site_read_file(path, &bytes, &len, error) ||
            !func(name, bytes, len, user_data, error))
            return FALSE;
    }
    return TRUE;
}

char *
site_query_config(Site *site)
{
    g_autoptr(cJSON) config = common_data(site);
    site_add_text(config, "site_path", site->config->site_path);
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

/* How the names of strings begin that the scripts of search.html look up; others of its
 * strings stand in its templates. */
static const char *const search_strings[] = {
    "answer_",  "choices_", "dates_", "error_", "facet_",   "fault_",
    "filters_", "search_",  "sort_",  "tier_",  "untitled", "warning_",
};

static gboolean
names_string(const char *text, const char *key)
{
    g_autofree char *name = g_strconcat("ui.", key, NULL);
    for (const char *at = text; (at = strstr(at, name)) != NULL; at++) {
        char next = at[strlen(name)];
        if (!g_ascii_isalnum(next) && next != '_')
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_search_string(const char *key, const cJSON *templates)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(search_strings); i++)
        if (g_str_has_prefix(key, search_strings[i]))
            return TRUE;
    for (const cJSON *text = templates->child; text != NULL; text = text->next)
        if (names_string(text->valuestring, key))
            return TRUE;
    return FALSE;
}

/* The strings that search.html needs, or all others. */
static cJSON *
some_strings(const Site *site, const cJSON *templates, gboolean of_search)
{
    cJSON *strings = cJSON_CreateObject();
    for (cJSON *string = site->ui->child; string != NULL; string = string->next)
        if (is_search_string(string->string, templates) == of_search)
            cJSON_AddItemReferenceToObject(strings, string->string, string);
    return strings;
}

char *
site_strings_script(Site *site, GError **error)
{
    g_autoptr(cJSON) templates = cJSON_CreateObject();
    if (!foreach_reached(site, FOUND_TEMPLATE, add_template, templates, error))
        return NULL;
    g_autoptr(cJSON) strings = some_strings(site, templates, FALSE);
    g_autofree char *json = cJSON_PrintUnformatted(strings);
    return g_strconcat("Object.assign(tracuu.site.config.ui, ", json, ");\n", NULL);
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
    cJSON_ReplaceItemInObjectCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(data, "config"), "ui",
        some_strings(site, templates, TRUE));
    g_autofree char *json = cJSON_PrintUnformatted(data);
    return g_strconcat("globalThis.tracuu = globalThis.tracuu || {};\ntracuu.site = ",
                       json, ";\n", NULL);
}
