/* How a notice is cited: a sentence, BibTeX and RIS as the exports have them, and what
 * search engines read of it. */
#include "site-notice.h"

#include "display.h"
#include "export/export.h"

#include <string.h>

char *
site_absolute(const Site *site, const char *path)
{
    const char *base = site->config->base_url != NULL ? site->config->base_url : "";
    const char *slash = *base == '\0' || g_str_has_suffix(base, "/") ? "" : "/";
    return g_strconcat(base, slash, path, NULL);
}

static gboolean
has_base(const Site *site)
{
    return site->config->base_url != NULL && *site->config->base_url != '\0';
}

/* The address that stays, however the site keeps its texts: below the site. */
static char *
permalink(const Notice *notice)
{
    g_autofree char *id = g_uri_escape_string(notice->file_name, NULL, FALSE);
    return g_strconcat("notice.html?id=", id, NULL);
}

/* ---- the sentence --------------------------------------------------------------- */

/* Appends `key` filled with the value; nothing for NULL. */
static void
add_filled(const Site *site, GString *sentence, const char *key, const char *value)
{
    if (value == NULL)
        return;
    g_autofree char *text = site_fill(site, key, value, NULL);
    if (sentence->len > 0)
        g_string_append_c(sentence, ' ');
    g_string_append(sentence, text);
}

/* "số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ", without what is unknown and an
 * issuer that `title` names. */
static char *
facts(const Site *site, const Notice *notice, const char *title)
{
    GString *out = g_string_new(NULL);
    g_autofree char *date = display_date(notice->date, site->config->language);
    const gboolean named =
        title != NULL && notice->issuer != NULL && strstr(title, notice->issuer) != NULL;
    add_filled(site, out, "cite_number", notice->number);
    add_filled(site, out, "cite_date", date);
    add_filled(site, out, "cite_issuer", named ? NULL : notice->issuer);
    return g_string_free(out, FALSE);
}

/* "Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ: Về …", or, where the
 * title has the type, "Kết luận của Ban Thường vụ … (ngày 31/3/2020)". */
static char *
document(const Site *site, const Notice *notice)
{
    const char *type = notice->type != NULL ? notice->type : "";
    g_autofree char *heading = display_heading(notice);
    const gboolean has_type = *type != '\0' && g_str_has_prefix(heading, type);
    g_autofree char *known = facts(site, notice, has_type ? heading : NULL);
    if (has_type || (*type == '\0' && *known == '\0'))
        return *known != '\0' ? g_strdup_printf("%s (%s)", heading, known)
                              : g_strdup(heading);
    return g_strdup_printf("%s%s%s: %s", type, *type != '\0' && *known != '\0' ? " " : "",
                           known, heading);
}

/* The document, where it was found, and its address. */
static char *
sentence(const Site *site, const Notice *notice, const char *address)
{
    g_autofree char *named = document(site, notice);
    GString *out = g_string_new(named);
    if (!g_str_has_suffix(named, "…") && strchr(".?!", out->str[out->len - 1]) == NULL)
        g_string_append_c(out, '.');
    add_filled(site, out, "cite_site", site_get_title(site));
    add_filled(site, out, "cite_address", address);
    return g_string_free(out, FALSE);
}

/* ---- for programs --------------------------------------------------------------- */

/* The record of one notice, as the file of the format has it. */
static char *
record(const ExportFormat *format, const ExportNotice *notice)
{
    GString *out = g_string_new(NULL);
    format->add(notice, out);
    g_string_replace(out, "\r", "", 0); /* a page's line ends are its own */
    return g_strchomp(g_string_free(out, FALSE));
}

void
site_add_cite(const NoticePage *self, cJSON *data)
{
    const Notice *notice = self->page->notice;
    g_autofree char *path = permalink(notice);
    g_autofree char *address = site_absolute(self->site, path);
    const gboolean absolute = has_base(self->site);
    g_autofree char *text = sentence(self->site, notice, absolute ? address : NULL);
    g_autofree char *way = g_strconcat(self->root, path, NULL);
    g_autofree char *page = site_notice_url(self->site, notice->file_name);
    g_autofree char *url = site_absolute(self->site, page);
    const ExportNotice exported = {
        .card = self->page->card,
        .key = notice->file_name,
        .url = url,
        .absolute = absolute,
    };
    g_autofree char *bibtex = record(&export_bibtex, &exported);
    g_autofree char *ris = record(&export_ris, &exported);
    site_add_text(data, "cite_text", text);
    site_add_text(data, "cite_bibtex", bibtex);
    site_add_text(data, "cite_ris", ris);
    site_add_text(data, "permalink", way);
    site_add_text(data, "permalink_text", absolute ? address : path);
}

/* ---- schema.org ----------------------------------------------------------------- */

/* Appends ,"key":"value"; nothing for NULL. */
static void
add_member(GString *out, const char *key, const char *value)
{
    if (value == NULL)
        return;
    g_string_append(out, ",\"");
    g_string_append(out, key);
    g_string_append(out, "\":");
    json_append_string(out, value);
}

/* Appends ,"key":{"@type":type,"name":name}. */
static void
add_thing(GString *out, const char *key, const char *type, const char *name)
{
    if (name == NULL)
        return;
    g_string_append(out, ",\"");
    g_string_append(out, key);
    g_string_append(out, "\":{\"@type\":");
    json_append_string(out, type);
    add_member(out, "name", name);
    g_string_append_c(out, '}');
}

static void
add_citations(const NoticePage *self, GString *out)
{
    const cJSON *citation = NULL;
    unsigned n = 0;
    cJSON_ArrayForEach (citation, json_get(self->page->card, "citations")) {
        const char *number = json_get_string(citation, "number");
        const char *type = json_get_string(citation, "type");
        if (number == NULL)
            continue;
        g_autofree char *name = site_document_name(self->site, type, number);
        g_string_append(out, n++ == 0 ? ",\"citation\":[" : ",");
        g_string_append(out, "{\"@type\":\"Legislation\"");
        add_member(out, "name", name);
        add_member(out, "legislationIdentifier", number);
        add_member(out, "legislationType", type);
        add_member(out, "legislationDate", json_get_string(citation, "date"));
        add_thing(out, "legislationPassedBy", "Organization",
                  json_get_string(citation, "issuer"));
        g_string_append_c(out, '}');
    }
    if (n > 0)
        g_string_append_c(out, ']');
}

/* References would stay as they are in a script element, so what could end the literal
 * that the page is (site-script.h) is escaped as JSON has it. */
static char *
without_literal_signs(const char *json)
{
    GString *out = g_string_sized_new(strlen(json) + 16);
    for (const char *sign = strpbrk(json, "`$"); sign != NULL;
         sign = strpbrk(json, "`$")) {
        g_string_append_len(out, json, sign - json);
        g_string_append_printf(out, "\\u%04x", (unsigned) *sign);
        json = sign + 1;
    }
    g_string_append(out, json);
    return g_string_free(out, FALSE);
}

char *
site_linked_data(const NoticePage *self)
{
    const Notice *notice = self->page->notice;
    g_autofree char *path = site_notice_url(self->site, notice->file_name);
    g_autofree char *url = has_base(self->site) ? site_absolute(self->site, path) : NULL;
    g_autoptr(GString) out =
        g_string_new("{\"@context\":\"https://schema.org\",\"@type\":\"Legislation\"");
    add_member(out, "identifier", notice->id);
    add_member(out, "name", notice->title);
    add_member(out, "legislationIdentifier", notice->number);
    add_member(out, "legislationType", notice->type);
    add_member(out, "legislationDate", notice->date);
    add_thing(out, "legislationPassedBy", "Organization", notice->issuer);
    add_thing(out, "legislationJurisdiction", "AdministrativeArea", notice->province);
    add_member(out, "inLanguage", "vi");
    add_member(out, "url", url);
    add_citations(self, out);
    g_string_append_c(out, '}');
    return without_literal_signs(out->str);
}
