/* html - one writer per context; there is none for "trust me". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends text content: & < > " ' become references. */
void html_text(GString *out, const char *utf8, size_t len);

/* Appends a number in digits, some ten times as fast as a format would. */
void html_number(GString *out, guint64 number);

/* Appends a literal of the program itself. */
#define html_markup(out, literal) g_string_append((out), "" literal "")

G_END_DECLS
