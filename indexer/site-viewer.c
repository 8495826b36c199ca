/* notice.html: shows, or leads on to, the notice that its address names. */
#include "site-private.h"

char *
site_render_viewer(Site *site, const char *root_file, GError **error)
{
    g_autoptr(cJSON) data = cJSON_CreateObject();
    site_add_text(data, "root", "");
    site_add_text(data, "root_file", root_file);
    site_add_text(data, "page_title", site_text(site, "viewer_heading"));
    cJSON_AddBoolToObject(data, "has_scripts", TRUE);
    return template_render(site->templates, "viewer", data, error);
}
