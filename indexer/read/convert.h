/* convert - one file's bytes become text: a pure function a format.
 *
 * A converter never exits, prints nothing, reads no environment and follows no
 * reference to files or network.  Which of them runs for which file, within which
 * limits and whether in a process of its own: the table of read/formats.h.
 */
#pragma once

#include <glib.h>

/* text        UTF-8, NFC not forced; lines end in \n; a blank line ends a paragraph
 * html        body as safe HTML in cmark's dialect (p h1-h6 ul ol li table thead tbody
 *             tr th td strong em br pre code blockquote), or NULL: made from text
 * title       the file's own title metadata if it can be trusted, else NULL (never
 *             "Microsoft Word - x")
 * encoding    name of a legacy encoding it was decoded from ("TCVN3"…), "mixed", or
 *             NULL
 * warnings    (element-type char *) what the user should know though the notice was
 *             read; NULL: none
 * ocr_confidence  0..1, mean over the words of OCR pages; 0 when none */
typedef struct {
    char *text;
    char *html;
    char *title;
    char *encoding;
    GPtrArray *warnings;
    unsigned n_pages;     /* 0: no pages */
    unsigned n_ocr_pages; /* pages whose text is from OCR */
    double ocr_confidence;
} Converted;

typedef struct {
    const char *name;      /* of the file, for what is found by its extension */
    const char *cache_dir; /* NULL: no cache */
    gboolean ocr;
    unsigned n_jobs;
} ConvertOptions;

/* Fills `out`, which is all zero.
 *
 * Returns  FALSE with TRACUU_ERROR_NOTICE or TRACUU_ERROR_LIMIT, whose message
 *          names the reason in plain words and not the path; what `out` then
 *          holds is to be cleared all the same.
 */
typedef gboolean Convert(const char *bytes,
                         size_t len,
                         const ConvertOptions *options,
                         Converted *out,
                         GError **error);
typedef Convert *ConvertFunc;

/* One a format, each in its own file. */
Convert convert_text;
Convert convert_markdown;
Convert convert_html;
Convert convert_pdf;
Convert convert_docx;
Convert convert_odt;
Convert convert_flat_odt;
Convert convert_doc;

/* Adds a warning to out->warnings: one line, not the path. */
void converted_warn(Converted *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Frees what `converted` holds and makes it all zero again. */
void converted_clear(Converted *converted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Converted, converted_clear)
