/* convert - one file's bytes become text: a pure function a format.
 *
 * A converter never exits, prints nothing, reads no environment and follows no
 * reference to files or network.  Which of them runs for which file, within which
 * limits and whether in a process of its own: the table of read/formats.h.
 */
#pragma once

#include "encoding.h"

#include <glib.h>

/* What kind of thing a warning is of: a page says it in the reader's language. */
typedef enum {
    WARNING_BYTES,    /* n bytes became U+FFFD, the first of them in line m */
    WARNING_PAGE,     /* page n is damaged */
    WARNING_PICTURES, /* n of m pages are pictures */
    WARNING_OCR,      /* page n is a picture that was not recognised */
    WARNING_EMBEDDED, /* text in a file within the file */
    N_WARNINGS
} WarningKind;

/* What the user should know though the notice was read; `text` says it in English, for
 * the terminal: one line, not the path. */
typedef struct {
    WarningKind kind;
    unsigned n, m; /* 0: the kind has none */
    char *text;
} Warning;

/* text        UTF-8, NFC not forced; lines end in \n; a blank line ends a paragraph
 * html        body as safe HTML in cmark's dialect (p h1-h6 ul ol li table thead tbody
 *             tr th td strong em br pre code blockquote), or NULL: made from text
 * title       the file's own title metadata if it can be trusted, else NULL (never
 *             "Microsoft Word - x")
 * encoding    name of a legacy encoding it was decoded from ("TCVN3"…), "mixed", or
 *             NULL
 * warnings    (element-type Warning) NULL: none
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

/* The name of a kind in JSON and, after "quality_warning_", in the catalogue. */
const char *warning_name(WarningKind kind);

/* Adds a warning to out->warnings. */
void converted_warn(
    Converted *out, WarningKind kind, unsigned n, unsigned m, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

/* Adds a warning of the bytes that decoding replaced, if there are any. */
void converted_warn_bytes(Converted *out, const EncodingReport *report);

/* Frees what `converted` holds and makes it all zero again. */
void converted_clear(Converted *converted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Converted, converted_clear)
