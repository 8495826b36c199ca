#include "encoding.h"

#include "encoding-detect.h"
#include "encoding-private.h"
#include "error.h"
#include "utf8-check.h"

#include <string.h>

#define MARK_UTF8 "\xEF\xBB\xBF"
#define MARK_UTF16_BE "\xFE\xFF"
#define MARK_UTF16_LE "\xFF\xFE"
#define MARK_UTF32_LE "\xFF\xFE\0\0"

/* What is more than a third U+FFFD is no text: other scripts, data. */
#define MOST_REPLACED 3

unsigned
encoding_line_of(const char *bytes, const char *at)
{
    unsigned line = 1;

    for (; bytes < at; bytes++)
        if (*bytes == '\n')
            line++;
    return line;
}

void
encoding_set_error(GError **error, const char *what, size_t offset, unsigned line)
{
    g_set_error(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE, "%s at byte %zu, line %u", what,
                offset, line);
}

static char *
clean_copy(const char *bytes, size_t len)
{
    GString *out = g_string_sized_new(len + 1);

    encoding_append_clean(out, bytes, bytes + len);
    return g_string_free(out, FALSE);
}

static char *
decode_text(const DetectText *text, EncodingReport *report)
{
    GString *decoded = detect_decode(text, report);
    char *clean = NULL;

    if (decoded == NULL)
        return clean_copy(text->bytes, text->len);
    clean = clean_copy(decoded->str, decoded->len);
    g_string_free(decoded, TRUE);
    return clean;
}

/* `skip` bytes are a byte order mark. */
static char *
decode_bytes(
    const char *bytes, size_t len, size_t skip, EncodingReport *report, GError **error)
{
    const char *bad = utf8_find_invalid(bytes + skip, len - skip);
    const char *nul = bad == NULL ? NULL : memchr(bytes, '\0', len);
    DetectText text = { bytes + skip, len - skip, bad == NULL, FALSE };
    char *decoded = NULL;

    if (nul != NULL) {
        encoding_set_error(error, "not text: a NUL", (size_t) (nul - bytes),
                           encoding_line_of(bytes, nul));
        return NULL;
    }
    decoded = decode_text(&text, report);
    if (report->n_replaced > text.len / MOST_REPLACED) {
        g_free(decoded);
        encoding_set_error(error, "not text in an encoding that is known: not UTF-8",
                           report->first_bad + skip, report->bad_line);
        return NULL;
    }
    report->first_bad += report->n_replaced == 0 ? 0 : skip;
    return decoded;
}

static char *
decode_utf16(const Utf16Text *utf16, EncodingReport *report, GError **error)
{
    g_autofree char *utf8 = encoding_decode_utf16(utf16, error);
    DetectText text = { utf8, utf8 == NULL ? 0 : strlen(utf8), TRUE, FALSE };

    return utf8 == NULL ? NULL : decode_text(&text, report);
}

#define STARTS_WITH(bytes, len, mark)                                                    \
    ((len) >= sizeof(mark) - 1 && memcmp((bytes), (mark), sizeof(mark) - 1) == 0)

char *
encoding_decode(const char *bytes, size_t len, EncodingReport *report, GError **error)
{
    Utf16Text utf16 = { (const unsigned char *) bytes, len, 2, FALSE };

    if (STARTS_WITH(bytes, len, MARK_UTF32_LE)) {
        encoding_set_error(error, "UTF-32 is not read,", 0, 1);
        return NULL;
    }
    if (STARTS_WITH(bytes, len, MARK_UTF8))
        return decode_bytes(bytes, len, sizeof(MARK_UTF8) - 1, report, error);
    utf16.little = STARTS_WITH(bytes, len, MARK_UTF16_LE);
    if (utf16.little || STARTS_WITH(bytes, len, MARK_UTF16_BE))
        return decode_utf16(&utf16, report, error);
    utf16.skip = 0;
    if (encoding_looks_utf16(&utf16, &utf16.little))
        return decode_utf16(&utf16, report, error);
    return decode_bytes(bytes, len, 0, report, error);
}

static char *
repair(char *utf8, gboolean html, EncodingReport *report)
{
    DetectText text = { utf8, strlen(utf8), TRUE, html };
    GString *decoded = detect_decode(&text, report);

    if (decoded == NULL)
        return utf8;
    g_free(utf8);
    return g_string_free(decoded, FALSE);
}

char *
encoding_repair_utf8(char *text, EncodingReport *report)
{
    return repair(text, FALSE, report);
}

char *
encoding_repair_html(char *html, EncodingReport *report)
{
    return repair(html, TRUE, report);
}

char *
encoding_report_warning(const EncodingReport *report)
{
    if (report->n_replaced == 0)
        return NULL;
    return g_strdup_printf(
        "not UTF-8 at byte %zu, line %u, and in no older encoding that "
        "is known; %zu %s replaced",
        report->first_bad, report->bad_line, report->n_replaced,
        report->n_replaced == 1 ? "byte is" : "bytes are");
}
