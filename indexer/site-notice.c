/* The page of a notice: the card with its evidence, the text, what it cites and what
 * cites it, the days that it names. */
#include "site-private.h"

#include "display.h"
#include "site-body.h"
#include "site-script.h"

#include <string.h>

/* What a row of the card shows. */
typedef enum { ROW_TEXT, ROW_DATE, ROW_LIST, ROW_BLOCK } RowKind;

typedef struct {
    const char *label;    /* key in the catalogue */
    const char *key;      /* in the card */
    const char *evidence; /* key of its evidence */
    size_t offset;        /* of a char * in Notice; NO_OFFSET */
    SiteFacet facet;      /* whose list its value leads to; SITE_N_FACETS */
    RowKind kind;
} CardRow;

#define NO_OFFSET SIZE_MAX
#define OF(member) offsetof(Notice, member)

static const CardRow rows[] = {
    { "field_type", "type", "type", OF(type), SITE_TYPE, ROW_TEXT },
    { "field_title", "title", "title", OF(title), SITE_N_FACETS, ROW_TEXT },
    { "field_number", "number", "number", OF(number), SITE_N_FACETS, ROW_TEXT },
    { "field_date", "date", "date", OF(date), SITE_YEAR, ROW_DATE },
    { "field_issuer", "issuer", "issuer", OF(issuer), SITE_ISSUER, ROW_TEXT },
    { "field_province", "province", "province", OF(province), SITE_PROVINCE, ROW_TEXT },
    { "field_place", "place", "place", NO_OFFSET, SITE_N_FACETS, ROW_TEXT },
    { "field_signatory", "name", "signatory.name", OF(signatory), SITE_N_FACETS,
      ROW_TEXT },
    { "field_position", "position", "signatory.position", NO_OFFSET, SITE_N_FACETS,
      ROW_TEXT },
    { "field_authority", "authority", "signatory.authority", NO_OFFSET, SITE_N_FACETS,
      ROW_TEXT },
    { "field_addressees", "addressees", "addressees", NO_OFFSET, SITE_N_FACETS,
      ROW_LIST },
    { "field_recipients", "recipients", "recipients", NO_OFFSET, SITE_N_FACETS,
      ROW_LIST },
    { "field_copy", "copy", "copy", NO_OFFSET, SITE_N_FACETS, ROW_BLOCK },
    { "field_received", "received", "received", NO_OFFSET, SITE_N_FACETS, ROW_BLOCK },
};

/* The members of a copy's certificate and of a stamp, in the order that they are shown;
 * those of "signatory" stand in it. */
static const struct {
    const char *key, *label;
} block_members[] = {
    { "kind", "block_kind" },         { "number", "field_number" },
    { "body", "block_body" },         { "place", "field_place" },
    { "date", "block_date" },         { "forwarded_to", "block_forwarded" },
    { "file_ref", "block_file" },     { "name", "field_signatory" },
    { "position", "field_position" }, { "authority", "field_authority" },
};

static cJSON *
add_row(cJSON *array)
{
    cJSON *row = cJSON_CreateObject();
    cJSON_AddItemToArray(array, row);
    return row;
}

/* ---- evidence ------------------------------------------------------------------- */

static void
add_lines(const Site *site, cJSON *lines, const cJSON *evidence)
{
    const cJSON *line = NULL;
    cJSON_ArrayForEach (line, json_get(evidence, "lines")) {
        const cJSON *number = json_get(line, "line");
        cJSON *row = add_row(lines);
        if (cJSON_IsNumber(number) && number->valueint > 0) {
            g_autofree char *at = g_strdup_printf("%d", number->valueint);
            g_autofree char *label = site_fill(site, "evidence_line", at, NULL);
            site_add_text(row, "label", label);
        } else
            site_add_text(row, "label", site_text(site, "evidence_record"));
        site_add_text(row, "text", json_get_string(line, "text"));
    }
}

/* Says where a row is from: of `keys`, the first that has a basis gives it. */
static void
add_evidence(const Site *site, cJSON *row, const cJSON *evidence, const char *const *keys)
{
    const char *basis = NULL;
    cJSON *lines = cJSON_CreateArray();
    for (unsigned i = 0; keys[i] != NULL; i++) {
        const cJSON *of = json_get(evidence, keys[i]);
        const char *own = json_get_string(of, "basis");
        if (own == NULL || strcmp(own, "missing") == 0)
            continue;
        basis = basis != NULL ? basis : own;
        add_lines(site, lines, of);
    }
    g_autofree char *key = g_strconcat("basis_", basis != NULL ? basis : "missing", NULL);
    site_add_text(row, "basis", site_text(site, key));
    cJSON_AddBoolToObject(row, "has_lines", cJSON_GetArraySize(lines) > 0);
    cJSON_AddItemToObjectCS(row, "lines", lines);
}

/* ---- values --------------------------------------------------------------------- */

/* The notice's own value, else the card's: of what stands in "signatory" too. */
static const char *
value_of(const SiteNotice *page, const CardRow *row)
{
    if (row->offset != NO_OFFSET)
        return G_STRUCT_MEMBER(const char *, page->notice, row->offset);
    const char *value = json_get_string(page->card, row->key);
    return value != NULL ? value
                         : json_get_string(json_get(page->card, "signatory"), row->key);
}

static void
add_member(const Site *site, cJSON *items, const char *label, const char *text)
{
    cJSON *item = add_row(items);
    site_add_text(item, "label", label != NULL ? site_text(site, label) : NULL);
    site_add_text(item, "text", text);
}

static void
add_strings(const Site *site, cJSON *items, const char *label, const cJSON *list)
{
    const cJSON *element = NULL;
    cJSON_ArrayForEach (element, list)
        add_member(site, items, label, cJSON_GetStringValue(element));
}

static void
add_block(const Site *site, cJSON *items, const cJSON *block)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(block_members); i++) {
        const char *key = block_members[i].key;
        const char *text = json_get_string(block, key);
        if (text == NULL)
            text = json_get_string(json_get(block, "signatory"), key);
        g_autofree char *date =
            strcmp(key, "date") == 0 ? display_date(text, site->config->language) : NULL;
        if (text != NULL)
            add_member(site, items, block_members[i].label, date != NULL ? date : text);
    }
    add_strings(site, items, "field_recipients", json_get(block, "recipients"));
}

/* A date, or its bounds beside "unknown". */
static void
add_date(const Site *site, cJSON *row, const SiteNotice *page)
{
    const char *date = page->notice->date;
    const char *before = json_get_string(page->card, "not_before");
    const char *after = json_get_string(page->card, "not_after");
    g_autofree char *text = site_date(site, date, before, after);
    g_autofree char *url = site_month_path(date);
    site_add_text(row, date != NULL ? "value" : "bounds", text);
    site_add_text(row, "list_url", url);
}

static void
add_text_value(cJSON *row, const SiteNotice *page, const CardRow *shape)
{
    const char *value = value_of(page, shape);
    site_add_text(row, "value", value);
    if (shape->facet == SITE_N_FACETS || value == NULL)
        return;
    g_autofree char *url = site_group_path(shape->facet, value);
    site_add_text(row, "list_url", url);
}

static void
add_card_row(const Site *site, cJSON *card, const SiteNotice *page, const CardRow *shape)
{
    const char *const keys[] = { shape->evidence,
                                 shape->kind == ROW_DATE ? "not_before" : NULL,
                                 "not_after", NULL };
    const cJSON *value = json_get(page->card, shape->key);
    cJSON *row = add_row(card);
    cJSON *items = cJSON_AddArrayToObject(row, "items");
    site_add_text(row, "label", site_text(site, shape->label));
    switch (shape->kind) {
    case ROW_TEXT:
        add_text_value(row, page, shape);
        break;
    case ROW_DATE:
        add_date(site, row, page);
        break;
    case ROW_LIST:
        add_strings(site, items, NULL, value);
        break;
    case ROW_BLOCK:
        add_block(site, items, value);
        break;
    }
    const gboolean nothing =
        json_get(row, "value") == NULL || cJSON_IsNull(json_get(row, "value"));
    cJSON_AddBoolToObject(row, "has_items", cJSON_GetArraySize(items) > 0);
    if (nothing && cJSON_GetArraySize(items) == 0)
        site_add_text(row, "unknown",
                      site_text(site, shape->kind == ROW_BLOCK ? "none" : "unknown"));
    add_evidence(site, row, json_get(page->card, "evidence"), keys);
}

static cJSON *
card_data(const Site *site, const SiteNotice *page)
{
    cJSON *card = cJSON_CreateArray();
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
        add_card_row(site, card, page, &rows[i]);
    return card;
}

/* ---- citations and events ------------------------------------------------------- */

/* "Chỉ thị 16/CT-TTg": what is known of the name of a cited document. */
static char *
name_of(const Site *site, const cJSON *citation)
{
    const char *type = json_get_string(citation, "type");
    const char *number = json_get_string(citation, "number");
    return site_document_name(site, type, number);
}

static const SiteCited *
find_cited(const GArray *cited, uint32_t place, gboolean is_short)
{
    for (unsigned i = 0; cited != NULL && i < cited->len; i++) {
        const SiteCited *one = &g_array_index(cited, SiteCited, i);
        if (one->place == place && one->is_short == is_short)
            return one;
    }
    return NULL;
}

static void
add_place(const Site *site, cJSON *row, const cJSON *source)
{
    const cJSON *line = json_get(source, "line");
    const char *text = json_get_string(source, "text");
    site_add_text(row, "text", text);
    if (!cJSON_IsNumber(line) || line->valueint == 0)
        return;
    g_autofree char *at = g_strdup_printf("%d", line->valueint);
    g_autofree char *label = site_fill(site, "evidence_line", at, NULL);
    site_add_text(row, "line", label);
}

static void
add_citation(const Site *site,
             cJSON *array,
             const cJSON *citation,
             const SiteCited *cited)
{
    cJSON *row = add_row(array);
    g_autofree char *name = name_of(site, citation);
    g_autofree char *date =
        display_date(json_get_string(citation, "date"), site->config->language);
    site_add_text(row, "name", name);
    site_add_text(row, "date_text", date);
    site_add_text(row, "issuer", json_get_string(citation, "issuer"));
    add_place(site, row, citation);
    if (cited == NULL)
        return;
    g_autofree char *url = site_notice_url(site, cited->file_name);
    g_autofree char *count =
        cited->url == NULL ? NULL
                           : site_fill_count(site, "cited_by_count", cited->n_citing);
    site_add_text(row, "notice_url", url);
    site_add_text(row, "count_text", count);
    site_add_text(row, "count_url", cited->url);
}

/* Every citation; of the short forms those that one document is meant by. */
static cJSON *
citations_data(const Site *site, const SiteNotice *page)
{
    const cJSON *shorts = json_get(json_get(page->card, "evidence"), "short_forms");
    const cJSON *citation = NULL;
    cJSON *array = cJSON_CreateArray();
    uint32_t place = 0;
    cJSON_ArrayForEach (citation, json_get(page->card, "citations"))
        add_citation(site, array, citation, find_cited(page->cited, place++, FALSE));
    place = 0;
    cJSON_ArrayForEach (citation, shorts) {
        const SiteCited *cited = find_cited(page->cited, place++, TRUE);
        if (cited != NULL)
            add_citation(site, array, citation, cited);
    }
    return array;
}

static cJSON *
events_data(const Site *site, const SiteNotice *page)
{
    const cJSON *ends = json_get(json_get(page->card, "evidence"), "events");
    const cJSON *event = NULL;
    cJSON *array = cJSON_CreateArray();
    int place = 0;
    cJSON_ArrayForEach (event, json_get(page->card, "events")) {
        const char *end = json_get_string(cJSON_GetArrayItem(ends, place++), "end");
        g_autofree char *days = site_days(site, json_get_string(event, "date"), end);
        cJSON *row = add_row(array);
        site_add_text(row, "days", days);
        add_place(site, row, event);
    }
    return array;
}

static cJSON *
citing_data(const Site *site, const SiteNotice *page)
{
    cJSON *array = cJSON_CreateArray();
    for (unsigned i = 0; page->citing != NULL && i < page->citing->len; i++)
        cJSON_AddItemToArray(
            array, site_line_data(site, &g_array_index(page->citing, SiteLine, i)));
    return array;
}

static void
add_related(const Site *site, cJSON *data, const SiteNotice *page)
{
    cJSON_AddItemToObjectCS(data, "citations", citations_data(site, page));
    cJSON_AddItemToObjectCS(data, "citing", citing_data(site, page));
    cJSON_AddItemToObjectCS(data, "events", events_data(site, page));
    cJSON_AddBoolToObject(data, "has_citations",
                          cJSON_GetArraySize(json_get(data, "citations")) > 0);
    cJSON_AddBoolToObject(data, "has_citing", page->n_citing > 0);
    cJSON_AddBoolToObject(data, "has_events",
                          cJSON_GetArraySize(json_get(data, "events")) > 0);
    if (page->n_citing <= SITE_N_CITING)
        return;
    g_autofree char *all = site_fill_count(site, "cited_by_all", page->n_citing);
    site_add_text(data, "citing_all", all);
    site_add_text(data, "citing_url", page->citing_url);
}

/* ---- the page ------------------------------------------------------------------- */

static void
add_original(cJSON *data, const char *root, const char *original)
{
    if (original == NULL)
        return;
    g_autofree char *path = g_uri_escape_string(original, "/", FALSE);
    g_autofree char *url = g_strconcat(root, path, NULL);
    site_add_text(data, "original_url", url);
}

char *
site_render_notice(Site *site, const SiteNotice *page, GError **error)
{
    const Notice *notice = page->notice;
    g_autoptr(cJSON) data = cJSON_CreateObject();
    g_autofree char *path = g_strconcat("notices/", notice->file_name, NULL);
    const gboolean packed = config_is_packed(site->config);
    g_autofree char *root = packed ? g_strdup("") : site_way_up(path);
    g_autofree char *heading = display_heading(notice);
    g_autofree char *body = site_body(notice, site_text(site, "permalink"));
    site_add_text(data, "root", root);
    site_add_text(data, "page_title", heading);
    site_add_text(data, "heading", heading);
    site_add_text(data, "id", notice->id);
    site_add_text(data, "type", notice->type);
    site_add_text(data, "body", body);
    cJSON_AddBoolToObject(data, "untitled", notice->title == NULL);
    cJSON_AddItemToObjectCS(data, "fields", card_data(site, page));
    add_related(site, data, page);
    add_original(data, root, notice->original);
    if (packed)
        return template_render(site->templates, "notice-main", data, error);
    g_autofree char *html = template_render(site->templates, "notice", data, error);
    return html != NULL ? site_script_wrap(html) : NULL;
}
