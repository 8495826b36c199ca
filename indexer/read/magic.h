/* magic - formats told by their content; each test looks at a bounded part of it. */
#pragma once

#include <glib.h>

/* Of most formats this much of a file's start is enough to tell it. */
#define MAGIC_HEAD_BYTES (64u << 10)

/* A file, or its first MAGIC_HEAD_BYTES. */
typedef struct {
    const char *bytes;
    size_t len;
    const char *extension; /* ".PDF", or "" */
} FormatProbe;

/* TRUE when the start is not enough: a ZIP may be a DOCX, an OLE file a DOC. */
gboolean magic_needs_whole(const char *bytes, size_t len);

gboolean magic_is_pdf(const FormatProbe *probe);
gboolean magic_is_docx(const FormatProbe *probe);
gboolean magic_is_odt(const FormatProbe *probe);
gboolean magic_is_doc(const FormatProbe *probe);
gboolean magic_is_html(const FormatProbe *probe); /* any text, when it is named so */
gboolean
magic_is_zip(const FormatProbe *probe); /* none of the two above, not even by name */

gboolean magic_is_encrypted_office(const FormatProbe *probe);
gboolean magic_is_rtf(const FormatProbe *probe);
gboolean magic_is_flat_odt(const FormatProbe *probe);
gboolean magic_is_word_xml(const FormatProbe *probe);
gboolean magic_is_mhtml(const FormatProbe *probe);
gboolean magic_is_spreadsheet(const FormatProbe *probe);
gboolean magic_is_presentation(const FormatProbe *probe);
gboolean magic_is_postscript(const FormatProbe *probe);
gboolean magic_is_image(const FormatProbe *probe);
gboolean magic_is_archive(const FormatProbe *probe);
gboolean magic_is_program(const FormatProbe *probe);

/* TRUE for what may be text in any encoding: UTF-16 by its mark, else bytes with few
 * control characters and no NUL.  Empty is text. */
gboolean magic_is_text(const FormatProbe *probe);
