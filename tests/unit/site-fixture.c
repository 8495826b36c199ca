#include "site-fixture.h"

#include <string.h>

Config
config_in(const char *language)
{
    return (Config){ .language = (char *) language,
                     .cgi = (char *) "/cgi",
                     .base_url = (char *) "",
                     .intro = (char *) "",
                     .site_path = (char *) "/s/" };
}

Site *
site_with(const Config *config)
{
    g_autoptr(GError) error = NULL;
    Site *site = site_new(config, TEMPLATE_DIR, &error);
    if (site == NULL)
        fail_msg("%s", error->message);
    return site;
}

unsigned
count_of(const char *text, const char *part)
{
    unsigned count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

void
assert_has(const char *page, const char *part)
{
    if (strstr(page, part) == NULL)
        fail_msg("not found: %s\nin: %s", part, page);
}
