#include "read/magic.h"

#include "read/zip-list.h"

#include <string.h>

#define BLANKS " \t\r\n\f"
#define TEXT_PROBE_BYTES 4096 /* of a file's start tell whether it is text */

/* ---- signatures ------------------------------------------------------------ */

typedef struct {
    size_t offset;
    const char *bytes;
    size_t len;
    gboolean binary; /* so short that a text may start so: a NUL must follow soon */
} Signature;

#define AT(offset, bytes)                                                                \
    {                                                                                    \
        offset, bytes, sizeof(bytes) - 1, FALSE                                          \
    }
#define SHORT(bytes)                                                                     \
    {                                                                                    \
        0, bytes, sizeof(bytes) - 1, TRUE                                                \
    }

#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static gboolean
has_bytes(const FormatProbe *probe, size_t offset, const char *bytes, size_t len)
{
    return probe->len >= offset && probe->len - offset >= len &&
           memcmp(probe->bytes + offset, bytes, len) == 0;
}

static gboolean
starts_with(const FormatProbe *probe, const char *bytes)
{
    return has_bytes(probe, 0, bytes, strlen(bytes));
}

static gboolean
has_any(const FormatProbe *probe, const Signature *signatures, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const Signature *signature = &signatures[i];
        if (!has_bytes(probe, signature->offset, signature->bytes, signature->len))
            continue;
        if (!signature->binary || memchr(probe->bytes, '\0', MIN(probe->len, 64)) != NULL)
            return TRUE;
    }
    return FALSE;
}

gboolean
magic_is_image(const FormatProbe *probe)
{
    static const Signature signatures[] = {
        AT(0, "\xFF\xD8\xFF"), AT(0, "\x89PNG\r\n"),
        AT(0, "GIF8"),         AT(0, "II*\0"),
        AT(0, "MM\0*"),        SHORT("BM"),
        AT(8, "WEBP"),         AT(4, "ftypheic"),
        AT(4, "ftypavif"),     AT(0, "\0\0\0\x0CJXL \r"),
        AT(0, "AT&TFORM"),
    };

    return has_any(probe, signatures, G_N_ELEMENTS(signatures));
}

gboolean
magic_is_archive(const FormatProbe *probe)
{
    static const Signature signatures[] = {
        AT(0, "Rar!\x1A\x07"),
        AT(0, "7z\xBC\xAF\x27\x1C"),
        AT(0, "\x1F\x8B"),
        AT(0, "\xFD"
              "7zXZ\0"),
        AT(257, "ustar"),
        SHORT("BZh"),
        AT(0, "(\xB5/\xFD"),
        AT(0, "MSCF\0\0\0\0"),
    };

    return has_any(probe, signatures, G_N_ELEMENTS(signatures));
}

gboolean
magic_is_program(const FormatProbe *probe)
{
    static const Signature signatures[] = { AT(0, "\x7F"
                                                  "ELF"),
                                            SHORT("MZ") };

    return has_any(probe, signatures, G_N_ELEMENTS(signatures));
}

gboolean
magic_is_rtf(const FormatProbe *probe)
{
    return starts_with(probe, "{\\rtf");
}

gboolean
magic_is_postscript(const FormatProbe *probe)
{
    return starts_with(probe, "%!PS") || starts_with(probe, "\xC5\xD0\xD3\xC6");
}

/* Readers of PDF take its mark anywhere in the first 1,024 bytes; we where the name
 * says so, since a text may speak of it. */
gboolean
magic_is_pdf(const FormatProbe *probe)
{
    size_t room = g_ascii_strcasecmp(probe->extension, ".pdf") == 0 ? 1024 : 8;

    return memmem(probe->bytes, MIN(probe->len, room), "%PDF-", 5) != NULL;
}

/* ---- ZIP: the names in it tell --------------------------------------------- */

static gboolean
is_zip(const FormatProbe *probe)
{
    return starts_with(probe, "PK\003\004") || starts_with(probe, "PK\005\006");
}

static gboolean
has_member(const FormatProbe *probe, const char *name)
{
    return is_zip(probe) && zip_list_has(probe->bytes, probe->len, name);
}

/* The first member of an OpenDocument file is its type, not deflated. */
static gboolean
is_open_document(const FormatProbe *probe, const char *kind)
{
    static const char mimetype[] = "mimetypeapplication/vnd.oasis.opendocument.";
    size_t len = sizeof mimetype - 1;

    return is_zip(probe) && has_bytes(probe, 30, mimetype, len) &&
           has_bytes(probe, 30 + len, kind, strlen(kind));
}

gboolean
magic_is_docx(const FormatProbe *probe)
{
    return has_member(probe, "word/document.xml") ||
           has_member(probe, "word/document2.xml"); /* as Office 365 may call it */
}

gboolean
magic_is_odt(const FormatProbe *probe)
{
    return is_open_document(probe, "text");
}

/* What is named as an office document and has not its parts is a damaged one. */
gboolean
magic_is_zip(const FormatProbe *probe)
{
    return is_zip(probe) && g_ascii_strcasecmp(probe->extension, ".docx") != 0 &&
           g_ascii_strcasecmp(probe->extension, ".odt") != 0;
}

/* ---- OLE: the names of its streams, in UTF-16 ------------------------------- */

gboolean
magic_needs_whole(const char *bytes, size_t len)
{
    const FormatProbe probe = { bytes, len, "" };

    return is_zip(&probe) || starts_with(&probe, OLE);
}

static gboolean
has_stream(const FormatProbe *probe, const char *name)
{
    char wide[64];
    size_t len = strlen(name);

    if (!starts_with(probe, OLE))
        return FALSE;
    for (size_t i = 0; i <= len; i++) {
        wide[2 * i] = name[i];
        wide[2 * i + 1] = '\0';
    }
    return memmem(probe->bytes, probe->len, wide, 2 * len + 2) != NULL;
}

gboolean
magic_is_encrypted_office(const FormatProbe *probe)
{
    return has_stream(probe, "EncryptedPackage");
}

gboolean
magic_is_doc(const FormatProbe *probe)
{
    return has_stream(probe, "WordDocument") && !magic_is_encrypted_office(probe);
}

gboolean
magic_is_spreadsheet(const FormatProbe *probe)
{
    return has_member(probe, "xl/workbook.xml") || has_member(probe, "xl/workbook.bin") ||
           is_open_document(probe, "spreadsheet") || has_stream(probe, "Workbook") ||
           has_stream(probe, "Book");
}

gboolean
magic_is_presentation(const FormatProbe *probe)
{
    return has_member(probe, "ppt/presentation.xml") ||
           is_open_document(probe, "presentation") ||
           has_stream(probe, "PowerPoint Document");
}

/* ---- text with marks ------------------------------------------------------- */

/* The start of a text as ASCII, from its first sign on: without byte order mark, of
 * UTF-16 one byte of two.  Most files are told apart by that sign, and copied no further.
 *
 * Returns  FALSE when it is none of `firsts`.
 */
static gboolean
plain_start(const FormatProbe *probe,
            const char *firsts,
            char start[TEXT_PROBE_BYTES + 1])
{
    gboolean wide = starts_with(probe, "\xFF\xFE") || starts_with(probe, "\xFE\xFF");
    size_t step = wide ? 2 : 1;
    size_t at = wide ? 2 + (probe->bytes[0] == '\xFE') : 0;
    size_t n = 0;

    if (starts_with(probe, "\xEF\xBB\xBF"))
        at = 3;
    while (at < probe->len && strchr(BLANKS, probe->bytes[at]) != NULL)
        at += step; /* NULs are blanks too */
    if (at >= probe->len || strchr(firsts, probe->bytes[at]) == NULL)
        return FALSE;
    for (; at < probe->len && n < TEXT_PROBE_BYTES; at += step) {
        start[n] = probe->bytes[at];
        if (probe->bytes[at] == '\0')
            start[n] = ' ';
        n++;
    }
    start[n] = '\0';
    return TRUE;
}

/* After white space, an XML declaration and comments. */
static const char *
skip_prologue(const char *at)
{
    for (;;) {
        const char *end = NULL;
        at += strspn(at, BLANKS);
        if (g_str_has_prefix(at, "<?xml"))
            end = strstr(at, "?>");
        else if (g_str_has_prefix(at, "<!--"))
            end = strstr(at, "-->");
        if (end == NULL)
            return at;
        at = strchr(end, '>') + 1;
    }
}

static gboolean
is_tag(const char *at, const char *tag)
{
    size_t len = strlen(tag);

    return g_ascii_strncasecmp(at, tag, len) == 0 && !g_ascii_isalnum(at[len]);
}

gboolean
magic_is_html(const FormatProbe *probe)
{
    static const char *const tags[] = { "<!doctype html", "<html", "<head", "<body" };
    static const char *const extensions[] = { ".html", ".htm", ".xhtml" };
    char start[TEXT_PROBE_BYTES + 1];

    if (plain_start(probe, "<", start)) {
        const char *tag = skip_prologue(start);
        for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
            if (is_tag(tag, tags[i]))
                return TRUE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(extensions); i++)
        if (g_ascii_strcasecmp(probe->extension, extensions[i]) == 0)
            return magic_is_text(probe);
    return FALSE;
}

gboolean
magic_is_flat_odt(const FormatProbe *probe)
{
    char start[TEXT_PROBE_BYTES + 1];

    return plain_start(probe, "<", start) && g_str_has_prefix(start, "<?xml") &&
           strstr(start, "<office:document ") != NULL &&
           strstr(start, "=\"application/vnd.oasis.opendocument.text\"") != NULL;
}

gboolean
magic_is_word_xml(const FormatProbe *probe)
{
    char start[TEXT_PROBE_BYTES + 1];

    return plain_start(probe, "<", start) && g_str_has_prefix(start, "<?xml") &&
           (strstr(start, "<?mso-application progid=\"Word") != NULL ||
            strstr(start, "schemas.microsoft.com/office/2006/xmlPackage") != NULL);
}

/* As browsers and Word write it: headers of mail, several parts. */
gboolean
magic_is_mhtml(const FormatProbe *probe)
{
    char start[TEXT_PROBE_BYTES + 1];

    return plain_start(probe, "MF", start) &&
           (g_str_has_prefix(start, "MIME-Version:") ||
            g_str_has_prefix(start, "From: ")) &&
           strstr(start, "multipart/related") != NULL;
}

gboolean
magic_is_text(const FormatProbe *probe)
{
    size_t len = MIN(probe->len, TEXT_PROBE_BYTES);
    size_t n_controls = 0;

    if (starts_with(probe, "\xFF\xFE") || starts_with(probe, "\xFE\xFF"))
        return TRUE;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char) probe->bytes[i];
        if (c == '\0')
            return FALSE;
        n_controls += c < ' ' && strchr("\t\n\v\f\r\x1A", c) == NULL;
    }
    return n_controls <= len / 32;
}
