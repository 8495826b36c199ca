#include "build-browse.h"

#include "browse/groups.h"
#include "site-citations.h"

#include <string.h>

/* What is being written. */
typedef struct {
    const Build *build;
    Sums *sums;
    GArray *lines; /* SiteLine, of the page at hand */
} Browse;

unsigned
build_count_pages(unsigned n, unsigned a_page)
{
    return n == 0 ? 1 : ((n - 1) / a_page) + 1;
}

gboolean
build_write_list_page(const Build *build,
                      Sums *sums,
                      const char *path,
                      unsigned page,
                      const char *html,
                      GError **error)
{
    g_autofree char *own = site_page_path(path, page);
    g_autofree char *full = g_strconcat("site/", own, NULL);

    return html != NULL && build_write(build, sums, full, html, strlen(html), error);
}

static gboolean
write_page(
    const Browse *self, const char *path, unsigned page, const char *html, GError **error)
{
    return build_write_list_page(self->build, self->sums, path, page, html, error);
}

/* ---- lists of notices ----------------------------------------------------------- */

static void
take_lines(Browse *self, const uint32_t *notices, unsigned n)
{
    g_array_set_size(self->lines, 0);
    for (unsigned i = 0; i < n; i++) {
        const SiteLine line = listing_get(self->build->listing, notices[i]);

        g_array_append_val(self->lines, line);
    }
}

/* Every page of one group. */
static gboolean
write_group(Browse *self, SiteGroupPage group, const uint32_t *notices, GError **error)
{
    g_autofree char *path = site_group_path(group.facet, group.group.value);
    unsigned n = group.group.n;
    unsigned a_page = site_list_page(self->build->site);

    group.pager.n_pages = build_count_pages(n, a_page);
    group.lines = self->lines;
    for (unsigned page = 1; page <= group.pager.n_pages; page++) {
        unsigned first = (page - 1) * a_page;

        take_lines(self, notices + first, MIN(a_page, n - first));
        group.pager.page = page;
        g_autofree char *html = site_render_group(self->build->site, &group, error);
        if (!write_page(self, path, page, html, error))
            return FALSE;
    }
    return TRUE;
}

/* The months of a year, out of all. */
static GArray *
months_of(const Groups *months, const char *year)
{
    GArray *own = g_array_new(FALSE, FALSE, sizeof(SiteGroup));

    for (unsigned i = 0; year != NULL && i < months->values->len; i++) {
        const SiteGroup *month = &g_array_index(months->values, SiteGroup, i);

        if (month->value != NULL && g_str_has_prefix(month->value, year))
            g_array_append_val(own, *month);
    }
    return own;
}

/* A year's page has its months, and its notices only when they fit there: else those
 * stand in the pages of the months. */
static gboolean
write_year(Browse *self,
           const Groups *months,
           const SiteGroup *year,
           const uint32_t *notices,
           GError **error)
{
    g_autoptr(GArray) own = months_of(months, year->value);
    SiteGroupPage page = { .facet = SITE_YEAR, .group = *year, .months = own };

    if (year->value == NULL || year->n <= site_list_page(self->build->site))
        return write_group(self, page, notices, error);
    page.pager = (SitePager){ 1, 1 };
    page.lines = self->lines;
    g_array_set_size(self->lines, 0);
    g_autofree char *path = site_group_path(SITE_YEAR, year->value);
    g_autofree char *html = site_render_group(self->build->site, &page, error);
    return write_page(self, path, 1, html, error);
}

static gboolean
write_groups(Browse *self, SiteFacet facet, const Groups *groups, GError **error)
{
    g_autoptr(Groups) months =
        facet == SITE_YEAR ? groups_new(self->build->listing, SITE_MONTH) : NULL;
    const uint32_t *notices = groups->notices;

    for (unsigned i = 0; i < groups->values->len; i++) {
        const SiteGroup *group = &g_array_index(groups->values, SiteGroup, i);
        const SiteGroupPage page = { .facet = facet, .group = *group };
        gboolean skip = facet == SITE_MONTH && group->value == NULL; /* the undated */

        if (facet == SITE_YEAR ? !write_year(self, months, group, notices, error)
                               : !skip && !write_group(self, page, notices, error))
            return FALSE;
        notices += group->n;
    }
    return months == NULL || write_groups(self, SITE_MONTH, months, error);
}

/* ---- lists of values ------------------------------------------------------------ */

static gboolean
write_values(Browse *self, SiteFacet facet, const GArray *values, GError **error)
{
    g_autofree char *path = site_values_path(facet);
    SiteValuesPage page = { .facet = facet };

    page.pager.n_pages = build_count_pages(values->len, SITE_VALUES_PAGE);
    for (unsigned i = 1; i <= page.pager.n_pages; i++) {
        unsigned first = (i - 1) * SITE_VALUES_PAGE;

        page.values = &g_array_index(values, SiteGroup, first);
        page.n = MIN(SITE_VALUES_PAGE, values->len - first);
        page.pager.page = i;
        g_autofree char *html = site_render_values(self->build->site, &page, error);
        if (!write_page(self, path, i, html, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_facets(Browse *self, Groups *const *groups, GError **error)
{
    SiteBrowse browse = { .n_notices = listing_get_n(self->build->listing),
                          .n_cited = cite_table_get_n_cited(self->build->cites) };

    for (SiteFacet facet = 0; facet < SITE_N_FACETS; facet++) {
        if (groups[facet] == NULL)
            continue;
        browse.facets[facet] = groups[facet]->values;
        if (!write_values(self, facet, groups[facet]->values, error) ||
            !write_groups(self, facet, groups[facet], error))
            return FALSE;
    }
    g_autofree char *html = site_render_browse(self->build->site, &browse, error);
    return write_page(self, "browse/index.html", 1, html, error);
}

/* A facet is offered when some notice has a value; the years always, for every notice
 * is among them or undated. */
static Groups *
make_groups(const Build *build, SiteFacet facet)
{
    g_autoptr(Groups) groups = groups_new(build->listing, facet);
    gboolean offered =
        groups_any(groups) || (facet == SITE_YEAR && groups->values->len > 0);

    return offered ? g_steal_pointer(&groups) : NULL;
}

gboolean
build_browse(const Build *build, Sums *sums, GError **error)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(SiteLine));
    Browse self = { build, sums, lines };
    Groups *groups[SITE_N_FACETS] = { NULL };

    for (SiteFacet facet = 0; facet < SITE_N_FACETS; facet++)
        groups[facet] = make_groups(build, facet);
    gboolean done = write_facets(&self, groups, error);
    for (SiteFacet facet = 0; facet < SITE_N_FACETS; facet++)
        groups_free(groups[facet]);
    return done;
}

/* ---- the page of a notice ------------------------------------------------------- */

static void
clear_cited(gpointer pointer)
{
    g_free(((SiteCited *) pointer)->url);
}

static void
describe_cited(const Build *build, const CiteLink *link, gpointer described)
{
    const CiteDocument *document = cite_table_get_document(build->cites, link->document);
    SiteCited *one = described;

    *one = (SiteCited){
        .place = link->place,
        .is_short = link->is_short != 0,
        .n_citing = document->n_citing,
    };
    if (document->n_citing > 1)
        one->url = site_cited_path(link->document);
    if (document->notice != CITE_NONE)
        one->file_name = listing_get(build->listing, document->notice).file_name;
}

GArray *
build_describe_links(const Build *build,
                     uint32_t notice,
                     unsigned size,
                     GDestroyNotify clear,
                     BuildLinkFunc describe)
{
    uint32_t n = 0;
    const CiteLink *links = cite_table_get_links(build->cites, notice, &n);
    GArray *described = g_array_sized_new(FALSE, TRUE, size, n);

    g_array_set_clear_func(described, clear);
    g_array_set_size(described, n);
    for (uint32_t i = 0; i < n; i++)
        describe(build, &links[i], described->data + ((size_t) i * size));
    return described;
}

char *
build_notice_page(const Build *build,
                  uint32_t i,
                  const Notice *notice,
                  const cJSON *card,
                  GError **error)
{
    uint32_t document = cite_table_get_document_of(build->cites, i);
    g_autoptr(GArray) cited =
        build_describe_links(build, i, sizeof(SiteCited), clear_cited, describe_cited);
    g_autoptr(GArray) citing = document == CITE_NONE
                                   ? NULL
                                   : build_list_citing(build, document, 0, SITE_N_CITING);
    g_autofree char *citing_url =
        document == CITE_NONE ? NULL : site_cited_path(document);
    const SiteNotice page = {
        .notice = notice,
        .card = card,
        .cited = cited,
        .citing = citing,
        .citing_url = citing_url,
        .n_citing = document == CITE_NONE
                        ? 0
                        : cite_table_get_document(build->cites, document)->n_citing,
    };

    return site_render_notice(build->site, &page, error);
}
