#include "read/formats.h"

#include "error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The name of the format, or the message of why it is not read.  (transfer full) */
static char *
tell(const char *name, const char *bytes, size_t len)
{
    g_autoptr(GError) error = NULL;
    const Format *format = formats_detect(bytes, len, name, &error);

    if (format != NULL)
        return g_strdup(format->name);
    assert_true(g_error_matches(error, TRACUU_ERROR, TRACUU_ERROR_NOTICE));
    return g_strdup(error->message);
}

typedef struct {
    const char *name;
    const char *bytes;
    size_t len;
    const char *told; /* the start of what is told */
} Row;

#define ROW(name, bytes, told)                                                           \
    {                                                                                    \
        name, bytes, sizeof(bytes) - 1, told                                             \
    }

static void
assert_rows(const Row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        g_autofree char *told = tell(rows[i].name, rows[i].bytes, rows[i].len);
        if (!g_str_has_prefix(told, rows[i].told))
            fail_msg("%s: %s, not %s", rows[i].name, told, rows[i].told);
    }
}

static void
text_is_told_by_its_extension(void **state)
{
    static const Row rows[] = {
        ROW("a.txt", "x", "text"),
        ROW("a.TXT", "", "text"),
        ROW("a.txt", "\xB8\0\1\2\3", "text"),
        ROW("b/a.md", "# x", "Markdown"),
        ROW("a.markdown", "# x", "Markdown"),
        ROW("a.jsonl", "{", "JSONL"),
        ROW("a.txt", "BMW mua xe", "text"),
        ROW("a.txt", "MZ", "text"),
        ROW("a.txt", "Tệp %PDF-1.4 là gì", "text"),
        ROW("a.txt", "<p>không", "text"),
        ROW("a", "x", "format not read: no extension"),
        ROW("a.c", "x", "format not read: .c"),
        ROW("a.b/c", "x", "format not read: no extension"),
        ROW("a.json", "{}", "format not read: .json"),
    };

    (void) state;
    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
what_is_not_read_comes_with_advice_whatever_its_name(void **state)
{
    static const Row rows[] = {
        ROW("a.rtf", "{\\rtf1\\ansi}", "format not read: RTF; save it as .docx"),
        ROW("a.doc", "{\\rtf1\\ansi}", "format not read: RTF; save it as .docx"),
        ROW("a.txt", "{\\rtf1\\ansi}", "format not read: RTF; save it as .docx"),
        ROW("a.jpg", "\xFF\xD8\xFF\xE0", "format not read: image; save it as .pdf"),
        ROW("a.pdf", "\x89PNG\r\n\x1A\n", "format not read: image; save it as .pdf"),
        ROW("a", "BM\x10\0\0\0\0\0", "format not read: image"),
        ROW("a.zip", "Rar!\x1A\x07\x01\0", "format not read: archive; unpack it"),
        ROW("a.txt", "\x1F\x8B\x08\0", "format not read: archive"),
        ROW("a.doc", "MZ\x90\0\3\0\0\0", "format not read: program"),
        ROW("a.ps", "%!PS-Adobe-3.0", "format not read: PostScript"),
        ROW("a.xls", "a\tb", "format not read: spreadsheet; save it as .pdf"),
        ROW("a.doc",
            "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>",
            "format not read: Word XML; save it as .docx"),
        ROW("a.eml", "From: a@b.vn", "format not read: e-mail; save the notice"),
        ROW("a.msg", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "format not read: e-mail"),
        ROW("a.csv", "a,b", "format not read: spreadsheet; save it as .pdf"),
        ROW("a.mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related;",
            "format not read: web archive; save it as .html"),
    };

    (void) state;
    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
a_name_that_says_more_than_its_content_is_not_believed(void **state)
{
    static const Row rows[] = {
        ROW("a.zip", "Chỉ là chữ.", "text"),
        ROW("a.zip", "\xFE\xFF\0a", "text"),
        ROW("a.zip", "\0\1\2\3", "damaged, or no ZIP though its name says so"),
        ROW("a.zip", "", "text"),
        ROW("a.docx", "Chỉ là chữ.", "text"),
        ROW("a.odt", "\0\1\2\3", "damaged, or no ODT though its name says so"),
    };

    (void) state;
    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
assert_told(const char *name, const char *bytes, size_t len, const char *format)
{
    g_autofree char *told = tell(name, bytes, len);

    if (strstr(told, format) == NULL)
        fail_msg("%s is told as %s, not %s", name, told, format);
}

static void
a_flat_opendocument_file_is_told_by_its_type(void **state)
{
#define FLAT(kind)                                                                       \
    "<?xml version=\"1.0\"?>\n<office:document xmlns:x=\"y\" office:mimetype="           \
    "\"application/vnd.oasis.opendocument." kind "\">"
    static const Row rows[] = {
        ROW("a.fodt", FLAT("text"), "flat ODT"),
        ROW("a.xml", FLAT("text"), "flat ODT"),
        ROW("a.fods", FLAT("spreadsheet"), "format not read: .fods"),
        ROW("a.fodt", "Chỉ là chữ.", "text"),
    };
#undef FLAT

    (void) state;
    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
html_is_told_by_its_first_tag(void **state)
{
    static const char *const pages[] = {
        "<!DOCTYPE html><title>x",
        "<html>",
        "\xEF\xBB\xBF \r\n<HTML lang=vi>",
        "<?xml version=\"1.0\"?>\n<!-- a > b -->\n<!doctype HTML PUBLIC \"x\">",
        "<body>",
        "<head>",
    };
    static const char wide[] = "\xFF\xFE<\0h\0t\0m\0l\0>\0";
    static const char others[][16] = { "<htmlx>", "<!-- <html>", "<header>", "html" };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        assert_told("a.doc", pages[i], strlen(pages[i]), "HTML");
    assert_told("a.txt", wide, sizeof wide - 1, "HTML");
    assert_told("a.htm", "<p>x", 4, "HTML");
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_told("a.txt", others[i], strlen(others[i]), "text");
}

static void
a_pdf_is_told_by_its_mark(void **state)
{
    g_autofree char *junk = g_strnfill(600, 'x');
    g_autofree char *late = g_strconcat(junk, "%PDF-1.7\n", NULL);

    (void) state;
    assert_told("a.txt", "%PDF-1.4\n", 9, "PDF");
    assert_told("a", "\xEF\xBB\xBF%PDF-1.4\n", 12, "PDF");
    assert_told("a.PDF", late, strlen(late), "PDF");
    assert_told("a.txt", late, strlen(late), "text");
}

/* Appends the local header, or the entry of the central directory, of a member. */
static void
add_header(GString *zip, const char *name, gboolean central)
{
    char fixed[46] = "";
    size_t size = central ? 46 : 30;

    fixed[0] = 'P';
    fixed[1] = 'K';
    fixed[2] = central ? 1 : 3;
    fixed[3] = central ? 2 : 4;
    fixed[central ? 28 : 26] = (char) strlen(name);
    g_string_append_len(zip, fixed, (gssize) size);
    g_string_append(zip, name);
}

/* A ZIP of empty members.  (transfer full) */
static GString *
make_zip(const char *const *names, gboolean directory)
{
    GString *zip = g_string_new(NULL);
    gsize start = 0;
    char end[22] = "PK\5\6";

    for (size_t i = 0; names[i] != NULL; i++)
        add_header(zip, names[i], FALSE);
    start = zip->len;
    for (size_t i = 0; directory && names[i] != NULL; i++)
        add_header(zip, names[i], TRUE);
    end[12] = (char) ((zip->len - start) & 0xff);
    end[13] = (char) ((zip->len - start) >> 8);
    if (directory)
        g_string_append_len(zip, end, sizeof end);
    return zip;
}

static void
an_office_file_is_told_by_what_is_in_it(void **state)
{
    static const struct {
        const char *names[4];
        const char *format;
    } rows[] = {
        { { "[Content_Types].xml", "word/document.xml" }, "DOCX" },
        { { "_rels/.rels", "xl/workbook.xml" }, "spreadsheet" },
        { { "a.txt", "ppt/presentation.xml" }, "presentation" },
        { { "a.txt", "b/word/document.xml" }, "ZIP" },
        { { "a.txt", "word/document.xmlx", "word/document.xm" }, "ZIP" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        for (int directory = 0; directory < 2; directory++) {
            GString *zip = make_zip(rows[i].names, directory);
            assert_told("a.txt", zip->str, zip->len, rows[i].format);
            g_string_free(zip, TRUE);
        }
    assert_told("a.zip", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, "ZIP");
}

static void
an_opendocument_file_is_told_by_its_type(void **state)
{
    static const char start[] =
        "PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\10\0\0\0"
        "mimetypeapplication/vnd.oasis.opendocument.";
    static const char *const kinds[][2] = { { "text", "ODT" },
                                            { "spreadsheet", "spreadsheet" },
                                            { "presentation", "presentation" },
                                            { "graphics", "ZIP" } };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        GString *bytes = g_string_new_len(start, sizeof start - 1);
        g_string_append(bytes, kinds[i][0]);
        assert_told("a", bytes->str, bytes->len, kinds[i][1]);
        g_string_free(bytes, TRUE);
    }
}

static void
an_ole_file_is_told_by_its_streams(void **state)
{
    static const char *const streams[][2] = {
        { "WordDocument", "DOC" },
        { "Workbook", "spreadsheet" },
        { "Book", "spreadsheet" },
        { "PowerPoint Document", "presentation" },
        { "EncryptedPackage", "encrypted Office document; take its password off" },
        { "Else", "format not read: .x" },
    };

    (void) state;
    for (size_t i = 0; i < G_N_ELEMENTS(streams); i++) {
        GString *bytes = g_string_new("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....");
        for (const char *at = streams[i][0]; *at != '\0'; at++)
            g_string_append_len(bytes, (const char[]){ *at, '\0' }, 2);
        g_string_append_len(bytes, "\0\0\0\0", 4);
        assert_told("a.x", bytes->str, bytes->len, streams[i][1]);
        g_string_free(bytes, TRUE);
    }
}

static void
zip_and_ole_want_more_than_their_start(void **state)
{
    (void) state;
    assert_true(magic_needs_whole("PK\3\4....", 8));
    assert_true(magic_needs_whole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
    assert_false(magic_needs_whole("%PDF-1.4", 8));
    assert_false(magic_needs_whole("PK", 2));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_told_by_its_extension),
        cmocka_unit_test(what_is_not_read_comes_with_advice_whatever_its_name),
        cmocka_unit_test(a_name_that_says_more_than_its_content_is_not_believed),
        cmocka_unit_test(a_flat_opendocument_file_is_told_by_its_type),
        cmocka_unit_test(html_is_told_by_its_first_tag),
        cmocka_unit_test(a_pdf_is_told_by_its_mark),
        cmocka_unit_test(an_office_file_is_told_by_what_is_in_it),
        cmocka_unit_test(an_opendocument_file_is_told_by_its_type),
        cmocka_unit_test(an_ole_file_is_told_by_its_streams),
        cmocka_unit_test(zip_and_ole_want_more_than_their_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
