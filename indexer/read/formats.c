#include "read/formats.h"

#include "error.h"
#include "format.h"
#include "read.h"
#include "read/magic.h"

#include <string.h>

/* ---- what reading may cost ------------------------------------------------- */

#define MIB ((size_t) 1 << 20)

enum { TEXT, LINES, HTML, OFFICE, PDF, ZIP };

static const FormatLimits limits[] = {
    /* bytes, then MiB, seconds of CPU and seconds in all of a process of its own */
    [TEXT] = { READ_MAX_TEXT_BYTES, 0, 0, 0 },
    [LINES] = { SIZE_MAX, 0, 0, 0 }, /* cut into units, never held as a whole */
    [HTML] = { 64 * MIB, 1024, 30, 60 },
    [OFFICE] = { 128 * MIB, 1024, 60, 120 },
    [PDF] = { 512 * MIB, 2048, 120, 3600 }, /* OCR: seconds a page */
    [ZIP] = { 4096 * MIB, 1024, 600, 1200 },
};

/* ---- the table ------------------------------------------------------------- */

#define CONVERTED(convert, kind) READER_CONVERT, convert, NULL, &limits[kind]
#define NOT_READ(advice) READER_NONE, NULL, advice, NULL

/* clang-format off */
/* In the order of testing: the first whose test says so is the format.  A converter
 * lands here by CONVERTED(convert_pdf, PDF) in the place of NOT_READ(NULL). */
static const Format formats[] = {
    { "PDF", ".pdf", magic_is_pdf, CONVERTED(convert_pdf, PDF) },
    { "DOCX", ".docx", magic_is_docx, CONVERTED(convert_docx, OFFICE) },
    { "ODT", ".odt", magic_is_odt, CONVERTED(convert_odt, OFFICE) },
    { "flat ODT", ".fodt", magic_is_flat_odt, CONVERTED(convert_flat_odt, OFFICE) },
    { "DOC", ".doc", magic_is_doc, CONVERTED(convert_doc, OFFICE) },

    { "encrypted Office document", NULL, magic_is_encrypted_office,
      NOT_READ("take its password off and save it anew") },
    { "RTF", ".rtf", magic_is_rtf, NOT_READ("save it as .docx") },
    { "Word XML", NULL, magic_is_word_xml, NOT_READ("save it as .docx") },
    { "web archive", ".mht .mhtml", magic_is_mhtml, NOT_READ("save it as .html or .pdf") },
    { "e-mail", ".eml .msg", NULL, NOT_READ("save the notice that came with it") },
    { "spreadsheet", ".xls .xlsx .ods .csv", magic_is_spreadsheet, NOT_READ("save it as .pdf") },
    { "presentation", ".ppt .pptx .odp", magic_is_presentation, NOT_READ("save it as .pdf") },
    { "PostScript", ".ps .eps", magic_is_postscript, NOT_READ("save it as .pdf") },
    { "image", ".jpg .jpeg .png .gif .tif .tiff .bmp .webp .heic", magic_is_image,
      NOT_READ("save it as .pdf") },
    { "archive", ".rar .7z .gz .tgz .bz2 .xz .tar", magic_is_archive,
      NOT_READ("unpack it, or make it a .zip") },
    { "program", ".exe .dll", magic_is_program, NOT_READ("it is no document") },

    { "HTML", ".html .htm .xhtml", magic_is_html, CONVERTED(convert_html, HTML) },
    { "ZIP", ".zip", magic_is_zip, READER_ZIP, NULL, NULL, &limits[ZIP] },
    { "JSONL", ".jsonl", NULL, READER_JSONL, NULL, NULL, &limits[LINES] },
    { "Markdown", ".md .markdown", NULL, CONVERTED(convert_markdown, TEXT) },
    { "text", ".txt", NULL, CONVERTED(convert_text, TEXT) }, /* the last */
};
/* clang-format on */

static const Format *const text_format = &formats[G_N_ELEMENTS(formats) - 1];

gboolean
format_has_extension(const Format *format, const char *extension)
{
    size_t len = strlen(extension);

    if (format->extensions == NULL || len == 0)
        return FALSE;
    for (const char *at = format->extensions; at != NULL; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (g_ascii_strncasecmp(at, extension, len) == 0 &&
            (at[len] == '\0' || at[len] == ' '))
            return TRUE;
    }
    return FALSE;
}

gboolean
format_is_active(const Format *format)
{
    return format->test == magic_is_html;
}

static const Format *
find_by_content(const FormatProbe *probe)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        if (formats[i].test != NULL && formats[i].test(probe))
            return &formats[i];
    return NULL;
}

const Format *
formats_by_extension(const char *extension)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
        if (format_has_extension(&formats[i], extension))
            return &formats[i];
    return NULL;
}

/* The format itself when it is read. */
static const Format *
accept(const Format *format, GError **error)
{
    if (format->reader != READER_NONE)
        return format;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "format not read: %s%s%s",
                format->name, format->advice == NULL ? "" : "; ",
                format->advice == NULL ? "" : format->advice);
    return NULL;
}

/* What has no mark of a format is what its name says, if it can be. */
static const Format *
judge_by_extension(const FormatProbe *probe, GError **error)
{
    const Format *format = formats_by_extension(probe->extension);

    if (format == NULL) {
        g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "format not read: %s",
                    *probe->extension == '\0' ? "no extension" : probe->extension);
        return NULL;
    }
    if (format->test == NULL || format->reader == READER_NONE)
        return accept(format, error);
    if (magic_is_text(probe))
        return text_format;
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE,
                "damaged, or no %s though its name says so", format->name);
    return NULL;
}

const Format *
formats_detect(const char *bytes, size_t len, const char *name, GError **error)
{
    const FormatProbe probe = { len == 0 ? "" : bytes, len,
                                name + format_stem_len(name) };
    const Format *format = find_by_content(&probe);

    return format != NULL ? accept(format, error) : judge_by_extension(&probe, error);
}
