/* bench-site - how many notices' pages are rendered a second of one core's time.
 *
 *   bench-site NOTICE.txt
 *
 * The notice's text is cut at 3,000 bytes.  Prints two lines: from plain text, and
 * from HTML.
 */
#include "site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TEXT_BYTES 3000
#define SECONDS 2.0

static void
measure(Site *site, const Notice *notice, const char *what)
{
    const clock_t begin = clock();
    double seconds = 0;
    unsigned n_pages = 0;
    size_t n_bytes = 0;
    do {
        g_autofree char *page =
            site_render_notice(site, &(SiteNotice){ .notice = notice }, NULL);
        n_bytes += strlen(page);
        n_pages++;
        seconds = (double) (clock() - begin) / CLOCKS_PER_SEC;
    } while (seconds < SECONDS);
    printf("pages from %s: %.0f a second, %zu bytes each\n", what, n_pages / seconds,
           n_bytes / n_pages);
}

/* Each blank line begins a paragraph. */
static char *
html_of(const char *text)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);
    g_autofree char *body = g_strjoinv("</p>\n<p>", paragraphs);
    return g_strconcat("<p>", body, "</p>\n", NULL);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    if (argc != 2 || !g_file_get_contents(argv[1], &text, NULL, &error)) {
        fprintf(stderr, "bench-site: %s\n",
                error != NULL ? error->message : "which notice?");
        return EXIT_FAILURE;
    }
    if (strlen(text) > TEXT_BYTES)
        *g_utf8_find_prev_char(text, text + TEXT_BYTES) = '\0';
    const Config config = { .language = (char *) "vi", .cgi = (char *) "/cgi" };
    g_autoptr(Site) site = site_new(&config, TEMPLATE_DIR, &error);
    if (site == NULL) {
        fprintf(stderr, "bench-site: %s\n", error->message);
        return EXIT_FAILURE;
    }
    g_autofree char *html = html_of(text);
    Notice notice = { .id = argv[1], .file_name = (char *) "x", .text = text };
    measure(site, &notice, "text");
    notice.html = html;
    measure(site, &notice, "HTML");
    return EXIT_SUCCESS;
}
