#include "office-fixture.h"

#include "error.h"

#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATIONSHIPS                                                                    \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define ROOM (1u << 20)

char *
office_zip(const char *const *parts, size_t *len)
{
    char *bytes = g_malloc(ROOM);
    struct archive *archive = archive_write_new();

    archive_write_set_format_zip(archive);
    assert_int_equal(archive_write_open_memory(archive, bytes, ROOM, len), ARCHIVE_OK);
    for (; *parts != NULL; parts += 2) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, parts[0]);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t) strlen(parts[1]));
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        archive_write_data(archive, parts[1], strlen(parts[1]));
        archive_entry_free(entry);
    }
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    return bytes;
}

/* A part whose root is w:`name`.  (transfer full) */
static char *
word_part(const char *name, const char *content)
{
    return g_strdup_printf(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        "<w:%s xmlns:w=\"" NAMESPACE "\" xmlns:r=\"" RELATIONSHIPS "\" "
        "xmlns:mc=\"urn:mc\" xmlns:v=\"urn:v\" xmlns:m=\"urn:m\">%s</w:%s>",
        name, content == NULL ? "" : content, name);
}

char *
office_docx(const char *body, const char *styles, const char *numbering, size_t *len)
{
    static const char relationships[] =
        "<Relationships><Relationship Id=\"a\" Type=\"" RELATIONSHIPS "/styles\" "
        "Target=\"styles.xml\"/><Relationship Id=\"b\" Type=\"" RELATIONSHIPS
        "/numbering\" Target=\"/word/numbering.xml\"/><Relationship Id=\"c\" "
        "Type=\"" RELATIONSHIPS "/footnotes\" Target=\"footnotes.xml\"/>"
        "</Relationships>";
    g_autofree char *wrapped = g_strdup_printf("<w:body>%s</w:body>", body);
    g_autofree char *document = word_part("document", wrapped);
    g_autofree char *styles_part = word_part("styles", styles);
    g_autofree char *numbering_part = word_part("numbering", numbering);
    g_autofree char *footnotes = word_part(
        "footnotes", "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:t>Chú "
                     "thích</w:t></w:r></w:p><w:p><w:r><w:t>hai</w:t></w:r></w:p>"
                     "</w:footnote>");
    const char *const parts[] = { "word/document.xml",
                                  document,
                                  "word/_rels/document.xml.rels",
                                  relationships,
                                  "word/styles.xml",
                                  styles_part,
                                  "word/numbering.xml",
                                  numbering_part,
                                  "word/footnotes.xml",
                                  footnotes,
                                  NULL };

    return office_zip(parts, len);
}

char *
office_odt(const char *styles, const char *text, size_t *len)
{
    g_autofree char *content = g_strdup_printf(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content "
        "xmlns:office=\"urn:o\" xmlns:style=\"urn:s\" xmlns:text=\"urn:t\" "
        "xmlns:table=\"urn:b\" xmlns:draw=\"urn:d\" xmlns:fo=\"urn:f\" "
        "xmlns:svg=\"urn:v\"><office:automatic-styles>%s</office:automatic-styles>"
        "<office:body><office:text>%s</office:text></office:body>"
        "</office:document-content>",
        styles, text);
    const char *const parts[] = { "mimetype", "application/vnd.oasis.opendocument.text",
                                  "content.xml", content, NULL };

    return office_zip(parts, len);
}

void
office_refused(ConvertFunc convert, const char *bytes, size_t len, const char *message)
{
    const ConvertOptions options = { .name = "x" };
    g_auto(Converted) out = { 0 };
    g_autoptr(GError) error = NULL;

    assert_false(convert(bytes, len, &options, &out, &error));
    assert_non_null(error);
    assert_true(error_is_skippable(error));
    assert_string_equal(error->message, message);
}
