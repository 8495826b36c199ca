/* bench-site - how many notices' pages are rendered a second of one core's time.
 *
 *   bench-site NOTICE.txt [PAGES]
 *
 * The notice's text is cut at 3,000 bytes; its card is that of the whole text, with the
 * evidence of every field.  Prints two lines: from plain text, and from HTML.  Each is
 * measured for two seconds, or, for a program that counts instructions, over PAGES
 * (what 40 cost more than 20, by 40: two lines, 20 pages each).
 */
#include "site.h"

#include "extract/extraction.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TEXT_BYTES 3000
#define SECONDS 2.0

/* Of both measures; 0: as many as two seconds take. */
static unsigned n_wanted;

static gboolean
goes_on(unsigned n_pages, double seconds)
{
    return n_wanted > 0 ? n_pages < n_wanted : seconds < SECONDS;
}

static void
measure(Site *site, const SiteNotice *page, const char *what)
{
    const clock_t begin = clock();
    double seconds = 0;
    unsigned n_pages = 0;
    size_t n_bytes = 0;
    do {
        g_autofree char *html = site_render_notice(site, page, NULL);
        n_bytes += strlen(html);
        n_pages++;
        seconds = (double) (clock() - begin) / CLOCKS_PER_SEC;
    } while (goes_on(n_pages, seconds));
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

/* As the build has it: the evidence of what is missing is left out. */
static cJSON *
read_card(Notice *notice)
{
    g_autoptr(Extraction) extraction = extraction_read(notice);
    extraction_apply(extraction, notice);
    g_autofree char *json = extraction_to_json(extraction, notice, FALSE);
    return json_parse(json, strlen(json), NULL);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    if (argc < 2 || argc > 3 || !g_file_get_contents(argv[1], &text, NULL, &error)) {
        fprintf(stderr, "bench-site: %s\n",
                error != NULL ? error->message : "which notice?");
        return EXIT_FAILURE;
    }
    n_wanted = argc == 3 ? (unsigned) strtoul(argv[2], NULL, 10) : 0;
    g_autoptr(Config) config = config_new();
    g_autoptr(Site) site = site_new(config, TEMPLATE_DIR, &error);
    if (site == NULL) {
        fprintf(stderr, "bench-site: %s\n", error->message);
        return EXIT_FAILURE;
    }
    g_autoptr(Notice) notice = notice_new();
    notice->id = g_strdup(argv[1]);
    notice->file_name = g_strdup("x");
    notice->text = g_steal_pointer(&text);
    g_autoptr(cJSON) card = read_card(notice);
    const SiteNotice page = { .notice = notice, .card = card };
    if (strlen(notice->text) > TEXT_BYTES)
        *g_utf8_find_prev_char(notice->text, notice->text + TEXT_BYTES) = '\0';
    measure(site, &page, "text");
    notice->html = html_of(notice->text);
    measure(site, &page, "HTML");
    return EXIT_SUCCESS;
}
