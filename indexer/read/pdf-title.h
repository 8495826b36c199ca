/* pdf-title - whether the title that a PDF's metadata has is one. */
#pragma once

#include <glib.h>

/* TRUE when `title` has several words and the start of the text has them too, in order.
 * Programs fill the field with names of files and templates: only what the page shows
 * is trusted. */
gboolean pdf_title_is_of(const char *title, const char *text);
