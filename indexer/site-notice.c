/* The page of a notice: the card with its evidence, the text, what it cites and what
 * cites it, the days that it names. */
#include "site-notice.h"

#include "display.h"
#include "site-quality.h"
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

#define CONTENTS_LEAST 3 /* fewer headings are seen at a glance */
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

cJSON *
site_add_row(cJSON *array)
{
    cJSON *row = cJSON_CreateObject();
    cJSON_AddItemToArray(array, row);
    return row;
}

/* ---- evidence ------------------------------------------------------------------- */

uint64_t
site_line_number(const cJSON *source)
{
    const cJSON *number = json_get(source, "line");
    return cJSON_IsNumber(number) && number->valuedouble > 0
               ? (uint64_t) number->valuedouble
               : 0;
}

static char *
place_id(BodyPart part)
{
    const char kind[] = { part.kind, '\0' };
    return site_number_id(kind, part.n);
}

void
site_add_line(const NoticePage *self, cJSON *row, const char *key, uint64_t line)
{
    if (line == 0)
        return;
    const BodyPart *part = site_body_part(self->body, line);
    g_autofree char *number = site_number_id("", line);
    g_autofree char *label = site_fill(self->site, "evidence_line", number, NULL);
    g_autofree char *place = part != NULL ? place_id(*part) : NULL;
    site_add_text(row, key, label);
    site_add_text(row, "place", place);
}

static void
add_lines(const NoticePage *self, cJSON *lines, const cJSON *evidence)
{
    const cJSON *line = NULL;
    cJSON_ArrayForEach (line, json_get(evidence, "lines")) {
        const uint64_t number = site_line_number(line);
        cJSON *row = site_add_row(lines);
        if (number > 0)
            site_add_line(self, row, "label", number);
        else {
            site_add_lasting(row, "label", site_text(self->site, "evidence_record"));
            site_add_lasting(row, "place", NULL);
        }
        site_add_lasting(row, "text", json_get_string(line, "text"));
    }
}

/* Says where a row is from: of `keys`, the first that has a basis gives it. */
static void
add_evidence(const NoticePage *self, cJSON *row, const char *const *keys)
{
    const char *basis = NULL;
    cJSON *lines = cJSON_AddArrayToObject(row, "lines");
    for (unsigned i = 0; keys[i] != NULL; i++) {
        const cJSON *of = json_get(self->evidence, keys[i]);
        const char *own = json_get_string(of, "basis");
        if (own == NULL || strcmp(own, "missing") == 0)
            continue;
        basis = basis != NULL ? basis : own;
        add_lines(self, lines, of);
    }
    g_autofree char *key = g_strconcat("basis_", basis != NULL ? basis : "missing", NULL);
    site_add_text(row, "basis", site_text(self->site, key));
    site_add_flag(row, "has_lines", lines->child != NULL);
}

/* ---- values --------------------------------------------------------------------- */

/* The notice's own value, else the card's: of what stands in "signatory" too. */
static const char *
value_of(const NoticePage *self, const CardRow *row)
{
    if (row->offset != NO_OFFSET)
        return G_STRUCT_MEMBER(const char *, self->page->notice, row->offset);
    const char *value = json_get_string(self->page->card, row->key);
    return value != NULL ? value : json_get_string(self->signatory, row->key);
}

static void
add_member(const Site *site, cJSON *items, const char *label, const char *text)
{
    cJSON *item = site_add_row(items);
    site_add_lasting(item, "label", label != NULL ? site_text(site, label) : NULL);
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
add_text_value(const NoticePage *self, cJSON *row, const CardRow *shape)
{
    const char *value = value_of(self, shape);
    site_add_lasting(row, "value", value);
    if (shape->facet == SITE_N_FACETS || value == NULL)
        return;
    g_autofree char *url = site_group_path(shape->facet, value);
    site_add_text(row, "list_url", url);
}

static void
add_values(const NoticePage *self, cJSON *row, cJSON *items, const CardRow *shape)
{
    const cJSON *value = json_get(self->page->card, shape->key);
    switch (shape->kind) {
    case ROW_TEXT:
        add_text_value(self, row, shape);
        break;
    case ROW_DATE:
        add_date(self->site, row, self->page);
        break;
    case ROW_LIST:
        add_strings(self->site, items, NULL, value);
        break;
    case ROW_BLOCK:
        add_block(self->site, items, value);
        break;
    }
}

static void
add_card_row(const NoticePage *self, cJSON *card, const CardRow *shape)
{
    const char *const keys[] = { shape->evidence,
                                 shape->kind == ROW_DATE ? "not_before" : NULL,
                                 "not_after", NULL };
    const char *unknown = shape->kind == ROW_BLOCK ? "none" : "unknown";
    cJSON *row = site_add_row(card);
    cJSON *items = cJSON_AddArrayToObject(row, "items");
    site_add_lasting(row, "label", site_text(self->site, shape->label));
    add_values(self, row, items, shape);
    const gboolean nothing = json_get_string(row, "value") == NULL;
    site_add_flag(row, "has_items", items->child != NULL);
    if (nothing && items->child == NULL)
        site_add_lasting(row, "unknown", site_text(self->site, unknown));
    add_evidence(self, row, keys);
}

static cJSON *
card_data(const NoticePage *self)
{
    cJSON *card = cJSON_CreateArray();
    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
        add_card_row(self, card, &rows[i]);
    site_add_quality(self, card);
    return card;
}

/* ---- the page ------------------------------------------------------------------- */

/* A web page lies there as text, which no browser runs; saved it has its own name again.
 */
static void
add_original(const NoticePage *self, cJSON *data)
{
    const char *original = self->page->notice->original;
    if (original == NULL)
        return;
    g_autofree char *path = g_uri_escape_string(original, "/", FALSE);
    g_autofree char *url = g_strconcat(self->root, path, NULL);
    g_autofree char *address = site_absolute(self->site, path);
    site_add_text(data, "original_url", url);
    site_add_text(data, "original_text", address);
    g_autofree char *name = g_path_get_basename(original);
    if (!g_str_has_suffix(name, ".html.txt") && !g_str_has_suffix(name, ".htm.txt"))
        return;
    name[strlen(name) - strlen(".txt")] = '\0';
    site_add_text(data, "original_name", name);
}

/* The contents of a text that has some. */
static void
add_contents(const NoticePage *self, cJSON *data)
{
    const GArray *headings = self->body->headings;
    cJSON *array = cJSON_AddArrayToObject(data, "contents");
    for (unsigned i = 0; headings->len >= CONTENTS_LEAST && i < headings->len; i++) {
        const BodyHeading *heading = &g_array_index(headings, BodyHeading, i);
        const char depth[] = { (char) ('0' + MIN(heading->depth, 4)), '\0' };
        g_autofree char *place = place_id(heading->part);
        cJSON *row = site_add_row(array);
        site_add_text(row, "place", place);
        site_add_text(row, "depth", depth);
        site_add_lasting(row, "text", heading->text);
    }
    cJSON_AddBoolToObject(data, "has_contents", cJSON_GetArraySize(array) > 0);
}

static void
add_facts(const NoticePage *self, cJSON *data, const char *heading)
{
    const Notice *notice = self->page->notice;
    site_add_lasting(data, "root", self->root);
    site_add_lasting(data, "page_title", heading);
    site_add_lasting(data, "heading", heading);
    site_add_lasting(data, "id", notice->id);
    site_add_lasting(data, "type", notice->type);
    site_add_lasting(data, "number", notice->number);
    site_add_lasting(data, "issuer", notice->issuer);
    site_add_lasting(data, "province", notice->province);
    g_autofree char *date = display_date(notice->date, self->site->config->language);
    site_add_text(data, "date_text", date);
    site_add_flag(data, "has_facts",
                  notice->number != NULL || notice->issuer != NULL ||
                      notice->province != NULL || date != NULL);
    site_add_flag(data, "untitled", notice->title == NULL);
    site_add_flag(data, "has_scripts", TRUE);
}

char *
site_render_notice(Site *site, const SiteNotice *page, GError **error)
{
    const Notice *notice = page->notice;
    g_autofree char *path = g_strconcat("notices/", notice->file_name, NULL);
    const gboolean packed = config_is_packed(site->config);
    g_autofree char *root = packed ? g_strdup("") : site_way_up(path);
    g_autofree char *heading = display_heading(notice);
    Layout layout;
    layout_read(&layout, page->card);
    g_autoptr(SiteBody) body =
        site_body_new(notice, &layout, site_text(site, "permalink"));
    const NoticePage self = {
        .site = site,
        .page = page,
        .body = body,
        .root = root,
        .evidence = json_get(page->card, "evidence"),
        .signatory = json_get(page->card, "signatory"),
    };
    g_autofree char *linked = site_linked_body(&self);
    g_autoptr(cJSON) data = cJSON_CreateObject(); /* holds strings of what is above */
    add_facts(&self, data, heading);
    site_add_lasting(data, "body", linked);
    site_add_lasting(data, "original_member", notice->original_member);
    cJSON_AddItemToObjectCS(data, "fields", card_data(&self));
    add_contents(&self, data);
    site_add_cite(&self, data);
    site_add_related(&self, data);
    add_original(&self, data);
    if (packed)
        return template_render(site->templates, "notice-main", data, error);
    g_autofree char *linked_data = site_linked_data(&self);
    site_add_text(data, "linked_data", linked_data);
    g_autofree char *html = template_render(site->templates, "notice", data, error);
    return html != NULL ? site_script_wrap(html) : NULL;
}

/* ---- its script ----------------------------------------------------------------- */

char *
site_notice_script(const Site *site, const char *root_file)
{
    static const char *const prefixes[] = { "notice_", "hits_", "similar_" };
    g_autoptr(cJSON) data = cJSON_CreateObject();
    const cJSON *string = NULL;
    site_add_text(data, "root", root_file);
    site_add_text(data, "language", site->config->language);
    site_add_text(data, "cgi", site->config->cgi);
    cJSON *ui = cJSON_AddObjectToObject(data, "ui");
    cJSON_ArrayForEach (string, site->ui)
        for (unsigned i = 0; i < G_N_ELEMENTS(prefixes); i++)
            if (g_str_has_prefix(string->string, prefixes[i]))
                site_add_text(ui, string->string, string->valuestring);
    g_autofree char *json = cJSON_PrintUnformatted(data);
    return g_strconcat(
        "(globalThis.tracuu = globalThis.tracuu || {}).noticeData = ", json, ";\n", NULL);
}
