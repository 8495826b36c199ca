/* What a notice cites, where it stands in its text, what cites it, and the days that it
 * names. */
#include "site-notice.h"

#include "display.h"
#include "site-link.h"

/* A citation of the card, and what is known of its document. */
typedef struct {
    const cJSON *citation;
    const SiteCited *cited; /* NULL: nothing */
    gboolean is_short;
} Citation;

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

/* Every citation; of the short forms those that one document is meant by.
 * (transfer full) (element-type Citation). */
static GArray *
list_citations(const NoticePage *self)
{
    const SiteNotice *page = self->page;
    const cJSON *shorts = json_get(json_get(page->card, "evidence"), "short_forms");
    const cJSON *each = NULL;
    GArray *list = g_array_new(FALSE, FALSE, sizeof(Citation));
    uint32_t place = 0;
    cJSON_ArrayForEach (each, json_get(page->card, "citations")) {
        const Citation one = { each, find_cited(page->cited, place++, FALSE), FALSE };
        g_array_append_val(list, one);
    }
    place = 0;
    cJSON_ArrayForEach (each, shorts) {
        const Citation one = { each, find_cited(page->cited, place++, TRUE), TRUE };
        if (one.cited != NULL)
            g_array_append_val(list, one);
    }
    return list;
}

/* Where the page leads to for the document: the notice that it is, else what cites it,
 * else its line in the page's own list.  (transfer full) */
static char *
citation_url(const NoticePage *self, const Citation *one, unsigned i)
{
    if (one->cited == NULL || (one->cited->file_name == NULL && one->cited->url == NULL))
        return site_number_id("#c", i + 1);
    g_autofree char *url = site_notice_url(self->site, one->cited->file_name);
    return g_strconcat(self->root, url != NULL ? url : one->cited->url, NULL);
}

char *
site_linked_body(const NoticePage *self)
{
    g_autoptr(GArray) citations = list_citations(self);
    g_autoptr(GPtrArray) urls = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(LinkTarget));
    for (unsigned i = 0; i < citations->len; i++) {
        const Citation *one = &g_array_index(citations, Citation, i);
        const char *number = json_get_string(one->citation, "number");
        if (number == NULL || !g_ascii_isdigit(*number))
            continue;
        const LinkTarget target = {
            .type = json_get_string(one->citation, "type"),
            .number = number,
            .is_short = one->is_short,
            .url = citation_url(self, one, i),
        };
        g_ptr_array_add(urls, (char *) target.url);
        g_array_append_val(targets, target);
    }
    return site_link_citations(self->body->html,
                               (const LinkTarget *) (const void *) targets->data,
                               targets->len);
}

static void
add_place(const NoticePage *self, cJSON *row, const cJSON *source)
{
    site_add_lasting(row, "text", json_get_string(source, "text"));
    site_add_line(self, row, "line", site_line_number(source));
}

static void
add_citation(const NoticePage *self, cJSON *array, const Citation *one)
{
    const Site *site = self->site;
    const cJSON *citation = one->citation;
    cJSON *row = site_add_row(array);
    g_autofree char *id = site_number_id("c", (uint64_t) cJSON_GetArraySize(array));
    g_autofree char *name = site_document_name(site, json_get_string(citation, "type"),
                                               json_get_string(citation, "number"));
    g_autofree char *date =
        display_date(json_get_string(citation, "date"), site->config->language);
    site_add_text(row, "id", id);
    site_add_text(row, "name", name);
    site_add_text(row, "date_text", date);
    site_add_lasting(row, "issuer", json_get_string(citation, "issuer"));
    add_place(self, row, citation);
    if (one->cited == NULL)
        return;
    g_autofree char *url = site_notice_url(site, one->cited->file_name);
    g_autofree char *count =
        one->cited->url == NULL
            ? NULL
            : site_fill_count(site, "cited_by_count", one->cited->n_citing);
    site_add_text(row, "notice_url", url);
    site_add_text(row, "count_text", count);
    site_add_lasting(row, "count_url", one->cited->url);
}

static cJSON *
citations_data(const NoticePage *self)
{
    g_autoptr(GArray) citations = list_citations(self);
    cJSON *array = cJSON_CreateArray();
    for (unsigned i = 0; i < citations->len; i++)
        add_citation(self, array, &g_array_index(citations, Citation, i));
    return array;
}

static cJSON *
events_data(const NoticePage *self)
{
    const cJSON *card = self->page->card;
    const cJSON *ends = json_get(json_get(card, "evidence"), "events");
    const cJSON *event = NULL;
    cJSON *array = cJSON_CreateArray();
    int place = 0;
    cJSON_ArrayForEach (event, json_get(card, "events")) {
        const char *end = json_get_string(cJSON_GetArrayItem(ends, place++), "end");
        g_autofree char *days =
            site_days(self->site, json_get_string(event, "date"), end);
        cJSON *row = site_add_row(array);
        site_add_text(row, "days", days);
        add_place(self, row, event);
    }
    return array;
}

static cJSON *
citing_data(const NoticePage *self)
{
    const GArray *citing = self->page->citing;
    cJSON *array = cJSON_CreateArray();
    for (unsigned i = 0; citing != NULL && i < citing->len; i++)
        cJSON_AddItemToArray(
            array, site_line_data(self->site, &g_array_index(citing, SiteLine, i)));
    return array;
}

void
site_add_related(const NoticePage *self, cJSON *data)
{
    const SiteNotice *page = self->page;
    cJSON_AddItemToObjectCS(data, "citations", citations_data(self));
    cJSON_AddItemToObjectCS(data, "citing", citing_data(self));
    cJSON_AddItemToObjectCS(data, "events", events_data(self));
    site_add_flag(data, "has_citations", json_get(data, "citations")->child != NULL);
    site_add_flag(data, "has_citing", page->n_citing > 0);
    site_add_flag(data, "has_events", json_get(data, "events")->child != NULL);
    if (page->n_citing <= SITE_N_CITING)
        return;
    g_autofree char *all = site_fill_count(self->site, "cited_by_all", page->n_citing);
    site_add_text(data, "citing_all", all);
    site_add_lasting(data, "citing_url", page->citing_url);
}
