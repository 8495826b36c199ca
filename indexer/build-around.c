/* What stands around the pages: feed, sitemap, robots.txt, 404.html, the logo. */
#include "build.h"

#include <string.h>

#include "file.h"
#include "html.h"
#include "site-around.h"

#define SITEMAP_URLS 50000              /* of one file, by sitemaps.org */
#define SITEMAP_STEP (SITEMAP_URLS - 2) /* notices; the first file has two pages more */
#define SITEMAP_OPEN "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SITEMAP_SPACE "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

static gboolean
write_text(
    const Build *build, Sums *sums, const char *path, const char *text, GError **error)
{
    return text != NULL && build_write(build, sums, path, text, strlen(text), error);
}

/* urn:uuid of a text (RFC 9562, version 8: a hash of our own).  (transfer full) */
static char *
uuid_of(const char *text)
{
    char hex[FILE_SHA256_HEX_SIZE];

    file_sha256(text, strlen(text), hex);
    hex[12] = '8';
    hex[16] = '8';
    return g_strdup_printf("urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12,
                           hex + 16, hex + 20);
}

static void
clear_entry(gpointer pointer)
{
    g_free((char *) ((SiteFeedEntry *) pointer)->id);
}

/* The newest notices that have a date; they come first. */
static GArray *
list_entries(const Build *build)
{
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(SiteFeedEntry));

    g_array_set_clear_func(entries, clear_entry);
    for (uint32_t i = 0; i < MIN(SITE_N_FEED, listing_get_n(build->listing)); i++) {
        const SiteLine line = listing_get(build->listing, i);

        if (line.date == NULL)
            break;
        const SiteFeedEntry entry = { line, uuid_of(line.file_name) };
        g_array_append_val(entries, entry);
    }
    return entries;
}

static gboolean
write_feed(const Build *build, Sums *sums, GError **error)
{
    g_autoptr(GArray) entries = list_entries(build);

    if (entries->len == 0)
        return TRUE;
    g_autofree char *name = g_strconcat("collection ", site_get_title(build->site), NULL);
    g_autofree char *id = uuid_of(name);
    g_autofree char *feed = site_render_feed(build->site, entries, id, error);
    return write_text(build, sums, "site/feed.xml", feed, error);
}

static void
append_location(const Build *build, GString *out, const char *element, const char *path)
{
    g_autofree char *address = site_address(build->site, path);

    g_string_append_printf(out, "<%s><loc>", element);
    html_text(out, address, strlen(address));
    g_string_append_printf(out, "</loc></%s>\n", element);
}

/* The addresses of some notices; the first file has the pages that lead to them too. */
static gboolean
write_sitemap_part(
    const Build *build, Sums *sums, const char *path, uint32_t first, GError **error)
{
    static const char *const others[] = { "index.html", "browse/index.html" };
    const uint32_t n = listing_get_n(build->listing);
    const uint32_t n_others = first == 0 ? G_N_ELEMENTS(others) : 0;
    g_autoptr(GString) out = g_string_new(SITEMAP_OPEN "<urlset " SITEMAP_SPACE ">\n");

    for (uint32_t i = 0; i < n_others; i++)
        append_location(build, out, "url", others[i]);
    for (uint32_t i = first; i < MIN(n, first + SITEMAP_STEP); i++) {
        const SiteLine line = listing_get(build->listing, i);
        g_autofree char *url = site_notice_url(build->site, line.file_name);

        append_location(build, out, "url", url);
    }
    g_string_append(out, "</urlset>\n");
    return write_text(build, sums, path, out->str, error);
}

static gboolean
write_sitemap(const Build *build, Sums *sums, GError **error)
{
    g_autoptr(GString) index =
        g_string_new(SITEMAP_OPEN "<sitemapindex " SITEMAP_SPACE ">\n");
    unsigned part = 0;

    if (!site_is_absolute(build->site))
        return TRUE;
    for (uint32_t first = 0; part == 0 || first < listing_get_n(build->listing);
         first += SITEMAP_STEP) {
        g_autofree char *name = g_strdup_printf("sitemap-%u.xml", ++part);
        g_autofree char *path = g_strconcat("site/", name, NULL);

        if (!write_sitemap_part(build, sums, path, first, error))
            return FALSE;
        append_location(build, index, "sitemap", name);
    }
    g_string_append(index, "</sitemapindex>\n");
    return write_text(build, sums, "site/sitemap.xml", index->str, error);
}

/* Everything may be read; the chunks of the index tell a crawler nothing. */
static gboolean
write_robots(const Build *build, Sums *sums, GError **error)
{
    const char *root = build->config->site_path;
    g_autoptr(GString) out = g_string_new("User-agent: *\n");

    g_string_append_printf(out, "Disallow: %ssearch/\n", root);
    if (*build->config->cgi == '/')
        g_string_append_printf(out, "Disallow: %s\n", build->config->cgi);
    if (site_is_absolute(build->site)) {
        g_autofree char *sitemap = site_address(build->site, "sitemap.xml");

        g_string_append_printf(out, "\nSitemap: %s\n", sitemap);
    }
    return write_text(build, sums, "site/robots.txt", out->str, error);
}

static gboolean
write_opensearch(const Build *build, Sums *sums, GError **error)
{
    if (!site_is_absolute(build->site))
        return TRUE;
    g_autofree char *page = site_render_opensearch(build->site, error);
    return write_text(build, sums, "site/opensearch.xml", page, error);
}

static gboolean
write_logo(const Build *build, Sums *sums, GError **error)
{
    size_t len = 0;
    const char *bytes = site_get_logo(build->site, &len);

    if (bytes == NULL)
        return TRUE;
    g_autofree char *path =
        g_strconcat("site/assets/logo", strrchr(build->config->logo, '.'), NULL);
    return build_write(build, sums, path, bytes, len, error);
}

gboolean
build_around(const Build *build, Sums *sums, GError **error)
{
    g_autofree char *missing = site_render_missing(build->site, error);

    return write_text(build, sums, "site/404.html", missing, error) &&
           write_feed(build, sums, error) && write_sitemap(build, sums, error) &&
           write_robots(build, sums, error) && write_opensearch(build, sums, error) &&
           write_logo(build, sums, error);
}
