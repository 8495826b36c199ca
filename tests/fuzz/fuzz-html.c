/* Any bytes as a web page, and as what antiword and catdoc write: text and HTML of known
 * elements, or an error. */
#include <stdint.h>

#include "fuzz-office.h"
#include "read/doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_doc(const char *data, size_t size)
{
    g_autoptr(GString) text = g_string_new_len(data, (gssize) size);
    g_autoptr(Document) antiword = document_new();
    g_autoptr(Document) catdoc = document_new();
    g_auto(Converted) out = { 0 };
    g_auto(Converted) other = { 0 };
    g_autoptr(GError) error = NULL;

    doc_read_antiword(text, text, antiword);
    fuzz_check_converted(document_finish(antiword, &out, &error), &out, error);
    g_clear_error(&error);
    doc_read_catdoc(text, catdoc);
    fuzz_check_converted(document_finish(catdoc, &other, &error), &other, error);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const ConvertOptions options = { .name = "a.html" };
    g_autofree char *bytes = g_strndup((const char *) data, size);
    g_auto(Converted) out = { 0 };
    g_autoptr(GError) error = NULL;

    memcpy(bytes, data, size);
    fuzz_check_converted(convert_html(bytes, size, &options, &out, &error), &out, error);
    check_doc(bytes, size);
    return 0;
}
